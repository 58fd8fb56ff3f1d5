"""Regular expressions: taken if every reader understands the same by them, and in linear time."""

import pytest

from checker.load.schemas.patterns import flaw


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^(?:a|b)+$",
        "(?<year>\\d{4})",
        "^\\p{Letter}+$",
        "\\p{Script=Greek}+",
        "\\cA\\u0041\\x41\\t",
        "a{1,3}?b*?c+?",
        "^[^\\d\\-]+$",
        "[\\]\\[.*+?^${}()|]",
        "\\\\A\\\\Z\\\\1",
        "[a-z]+\\.[0-9]{2}",
        "^$",
    ],
)
def test_what_every_reader_knows_is_taken(pattern: str) -> None:
    assert flaw(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        # only a backtracking matcher, such as Python's, takes these
        (
            "(?=a)b",
            "the regular expression (?=a)b looks ahead or behind, and no matcher does that in linear time",
        ),
        (
            "(?<!a)b",
            "the regular expression (?<!a)b looks ahead or behind, and no matcher does that in linear time",
        ),
        (
            "(a)\\1",
            "the regular expression (a)\\1 refers back to a group, and no matcher does that in linear time",
        ),
        (
            "(?>a)",
            "the regular expression (?>a) has an atomic group or possessive repetition, and no matcher does",
        ),
        (
            "(a)?(?(1)b)",
            "the regular expression (a)?(?(1)b) has a conditional group, and no matcher does that in",
        ),
        ("a\\Z", "the regular expression a\\Z has \\Z, which is Python's"),
        ("(?#note)a", "the regular expression (?#note)a has a comment"),
        # only Rust's takes these as they are meant, others misread them
        ("(?P<year>a)", "the regular expression (?P<year>a) has (?P<, which JSON Schema does not know"),
        (
            "(?i)a",
            "the regular expression (?i)a has a group that sets flags, which JSON Schema does not know",
        ),
        (
            "(?i:a)",
            "the regular expression (?i:a) has a group that sets flags, which JSON Schema does not know",
        ),
        (
            "(?-u)a",
            "the regular expression (?-u)a has a group that sets flags, which JSON Schema does not know",
        ),
        (
            "[[:alpha:]]",
            "the regular expression [[:alpha:]] has a class like [:alpha:], which JSON Schema does not",
        ),
        ("\\Aa\\z", "the regular expression \\Aa\\z has \\A or \\z, which JSON Schema does not know"),
        ("\\x{41}", "the regular expression \\x{41} has \\x{…}, which JSON Schema does not know"),
        ("[a-z&&b]", "in the regular expression [a-z&&b] readers differ on [a-z&&b]"),
        ("[a[b]", "in the regular expression [a[b] readers differ on [a[b]"),
        # nobody takes these
        ("a(", "a( is no regular expression: missing ), unterminated subpattern at position 1"),
        ("*", "* is no regular expression: nothing to repeat at position 0"),
        ("[z-a]", "[z-a] is no regular expression: bad character range z-a at position 1"),
        ("(?<a>x)(?<a>x)", "(?<a>x)(?<a>x) is no regular expression"),
        (
            "(((a{100}){100}){100}){100}",
            "(((a{100}){100}){100}){100} is no regular expression of JSON Schema, or too",
        ),
    ],
)
def test_what_only_some_readers_take_is_refused_with_a_remedy(pattern: str, message: str) -> None:
    mistake = flaw(pattern)
    assert mistake is not None
    assert mistake.message.startswith(message)
    assert mistake.fix
