"""Conditions on payloads."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "/type: order.created",
        "§type: order.created",
        '"type" has no leading slash, and no element is around it',
        "write /type",
    ),
    ("/type: order.created", "/type:§ ", "no value stands here", 'write null, or "" for empty text'),
    (
        "/channel: [web, phone, 7, 1.50, true, null]",
        "/channel: §[]",
        "no value is in an empty list, so this never holds",
        "name the values",
    ),
    (
        "{absent: true}",
        "{absent: §false}",
        'absent takes no value but true, not "false"',
        "write true, or leave it out",
    ),
    (
        "{absent: true}",
        "§{absent: true, present: true}",
        "a test in where is one of absent, present, matches, not",
        "write one of {absent: true}, {present: true}, {matches: REGEX}, {not: ...}",
    ),
    ("{absent: true}", "{§absnt: true}", 'a test in where has no key "absnt"', 'did you mean "absent"?'),
    (
        "{absent: true}",
        "§{}",
        "a test in where is one of absent, present, matches, not",
        "write one of {absent: true}, {present: true}, {matches: REGEX}, {not: ...}",
    ),
    (
        "{present: true}\n          /sku",
        "{present: §'true'}\n          /sku",
        'present takes no value but true, not "true"',
        "write true, or leave it out",
    ),
    (
        '{matches: "^[A-Z]+$"}',
        '{matches: §"^[A-Z+$"}',
        "^[A-Z+$ is no regular expression: unterminated character set at position 1",
        "escape its signs with \\",
    ),
    (
        '{matches: "^[A-Z]+$"}',
        "{matches: §[a]}",
        "matches is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        '{matches: "^[A-Z]+$"}',
        '{matches: §"' + "a" * 1001 + '"}',
        "this regular expression has more than 1,000 signs",
        "use jq",
    ),
    (
        "{not: {not: [a, b]}}",
        "{not: {§nt: [a, b]}}",
        'a test in where has no key "nt"',
        'did you mean "not"?',
    ),
    (
        "where: {/type: order.changed}",
        "where: §[/type]",
        "where is a mapping, not a list",
        "write {NAME: ...}, or {} if it is meant to be empty",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_where_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
