"""Pointers into one record, and the same place in every record."""

import pytest

from checker.analysis.replay.pointers import everywhere, tokens, value_at
from checker.model.json import ABSENT, Absent, Json

PAYLOAD = {"lines": [{"a/b": 1}, {"m~n": {"0": 2}}], "7": "seven"}


@pytest.mark.parametrize(
    ("pointer", "value", "general"),
    [
        ("", PAYLOAD, ""),
        ("/7", "seven", "/7"),
        ("/lines/0/a~1b", 1, "/lines/*/a~1b"),
        ("/lines/1/m~0n/0", 2, "/lines/*/m~0n/0"),
        ("/lines/9", ABSENT, "/lines/*"),
        ("/lines/9/a~1b", ABSENT, "/lines/*/a~1b"),
        ("/lines/-", ABSENT, "/lines/*"),
        ("/lines/x", ABSENT, "/lines/x"),
        ("/7/x", ABSENT, "/7/x"),
        ("/none/3", ABSENT, "/none/3"),
        ("header:x", PAYLOAD, "header:x"),
    ],
)
def test_an_index_becomes_a_star_and_a_name_stays(pointer: str, value: Json | Absent, general: str) -> None:
    assert (value_at(pointer, PAYLOAD), everywhere(pointer, PAYLOAD)) == (value, general)


def test_a_list_in_any_of_the_payloads_makes_an_index() -> None:
    assert everywhere("/lines/0/x", {}, {"lines": [{}]}) == "/lines/*/x"
    assert everywhere("/lines/0/1", {"lines": []}, ABSENT) == "/lines/*/1"


def test_tokens_are_unescaped() -> None:
    assert tokens("/a~1b/m~0n//") == ["a/b", "m~n", "", ""]
