"""Foreign text in sentences."""

from decimal import Decimal

import pytest

from checker.model.json import ABSENT, Absent, Json
from checker.model.text import lines_of, nearest, plain, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("abc", '"abc"'),
        ("", '""'),
        (ABSENT, "nothing"),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (Decimal("1.10"), "1.10"),
        (0.5, "0.5"),
        ([1, "a", None], '[1, "a", null]'),
        ({"a": {"b": []}}, '{"a": {"b": []}}'),
        ('say "yes"', '"say \\"yes\\""'),
        ("x" * 61, '"' + "x" * 60 + '…"'),
    ],
)
def test_a_value_is_shown_as_json(value: Json | Absent, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("##[error]x", "#\\u0023[error]x"),
        ("Größe 東京 🎉", "Größe 東京 🎉"),
        ("\x9b31m", "\\u009b31m"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_a_large_value_is_cut_before_it_is_written_whole() -> None:
    endless: list[Json] = []
    endless.append(endless)
    assert shown(endless) == "[" * 60 + "…"


def test_the_nearest_name_is_offered_and_a_far_one_is_not() -> None:
    known = ["order", "delivery", "invoice"]
    assert nearest("ordr", known) == "order"
    assert nearest("ORDER", known) == "order"
    assert nearest("zzz", known) is None
    assert nearest("order", []) is None


def test_lines_of_yaml_end_where_its_parser_ends_them_and_those_of_other_files_at_newlines() -> None:
    text = "a\r\nb\rc\x85d\u2028e\u2029f\n"

    assert lines_of(text, "x.yaml") == lines_of(text, "x.yml") == ["a", "b", "c", "d", "e", "f", ""]
    assert lines_of(text, "x.jsonl") == ["a", "b\rc\x85d\u2028e\u2029f", ""]
