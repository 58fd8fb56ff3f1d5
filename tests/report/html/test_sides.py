"""Two values side by side: each difference is marked, and nothing else."""

from decimal import Decimal

import pytest

from checker.model.json import ABSENT, Absent, Json
from checker.report.html.sides import Line, Side, side_by_side


def written(side: Side | None) -> str:
    """A line with what is marked between angles."""
    if side is None:
        return "-"
    marked = f"<{side.marked}>" if side.marked else ""
    return "  " * side.indent + side.before + marked + side.after


def both(left: Json | Absent, right: Json | Absent) -> list[tuple[str, str, str]]:
    return [
        ("", f"{line.skipped} lines", "") if line.skipped
        else (written(line.left), "≠" if line.differs else "=", written(line.right))
        for line in side_by_side(("made", "received"), left, right).lines
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "line"),
    [
        ("20260305", "20260306", ('"2026030<5>"', "≠", '"2026030<6>"')),
        ("EUR", "EUR", ('"EUR"', "=", '"EUR"')),
        (11840, 118, ("<11840>", "≠", "<118>")),
        (1, Decimal("1.0"), ("1", "=", "1.0")),
        (1, True, ("<1>", "≠", "<true>")),
        ("1", 1, ('<"1">', "≠", "<1>")),
        (None, ABSENT, ("<null>", "≠", "-")),
        (ABSENT, "x", ("-", "≠", '<"x">')),
        ("ab", "aXb", ('"ab"', "≠", '"a<X>b"')),
        ({}, {}, ("{}", "=", "{}")),
        ({}, [], ("<{}>", "≠", "<[]>")),
    ],
    ids=str,
)
def test_a_value_is_marked_where_it_differs(
    left: Json | Absent, right: Json | Absent, line: tuple[str, str, str]
) -> None:
    assert both(left, right) == [line]


def test_members_stand_beside_each_other_whatever_their_order() -> None:
    assert both({"a": 1, "b": {"c": 2}, "d": 4}, {"d": 4, "b": {"c": 3, "e": [5]}}) == [
        ("{", "=", "{"),
        ('  <"a": 1>', "≠", "-"),
        ('  "b": {', "=", '  "b": {'),
        ('    "c": <2>', "≠", '    "c": <3>'),
        ("-", "≠", '    <"e": [>'),
        ("-", "≠", "      <5>"),
        ("-", "≠", "    <]>"),
        ("  }", "=", "  }"),
        ('  "d": 4', "=", '  "d": 4'),
        ("}", "=", "}"),
    ]


def test_a_list_that_is_longer_has_nothing_beside_its_end() -> None:
    assert both([1, 2], [1]) == [("[", "=", "["), ("  1", "=", "  1"), ("  <2>", "≠", "-"), ("]", "=", "]")]


def test_a_value_of_another_kind_stands_beside_the_whole() -> None:
    assert both({"a": [1]}, {"a": "x"}) == [
        ("{", "=", "{"),
        ('  <"a": [>', "≠", '  <"a": "x">'),
        ("    <1>", "≠", "-"),
        ("  <]>", "≠", "-"),
        ("}", "=", "}"),
    ]


def test_long_stretches_that_are_the_same_are_counted() -> None:
    assert both([*range(20), "x"], [*range(20), "y"])[:2] == [("", "18 lines", ""), ("  17", "=", "  17")]


def test_more_lines_than_somebody_reads_are_cut_and_it_is_said() -> None:
    found = side_by_side(("a", "b"), [*range(500)], [*range(1, 501)])
    assert (len(found.lines), found.is_cut) == (120, True)
    assert found.lines[0] == Line(left=Side(indent=0, before="["), right=Side(indent=0, before="["))


def test_a_long_text_is_cut_and_says_how_much_is_missing() -> None:
    ((left, _, _),) = both("x" * 1_500, "x" * 1_500)
    assert left.endswith('" … and 500 characters more')
