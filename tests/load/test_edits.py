"""Edits replace what stands at their places, and no other byte."""

import pytest

from checker.load.edits import edited, lines_of
from checker.load.tree import written
from checker.model.places import Edit, Place


def edit(line: int, column: int, was: str, now: str) -> Edit:
    return Edit(place=Place(file="contract.yaml", line=line, column=column, width=len(was)), was=was, now=now)


def test_several_edits_of_a_line_do_not_move_each_other() -> None:
    edits = [edit(1, 1, "form", "from"), edit(1, 7, "shpo", "a-long-shop"), edit(1, 13, "too", "to")]

    assert edited(b"form: shpo, too: b", edits) == b"from: a-long-shop, to: b"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_lines_end_as_yaml_says_and_keep_their_ends(ending: str) -> None:
    text = f"# ä 😀{ending}{ending}  key: 'form'  # x{ending}"

    assert edited(text.encode(), [edit(3, 9, "form", "from")]) == text.replace("form", "from").encode()


def test_the_end_of_a_file_stays_as_it_is() -> None:
    assert edited(b"a: form", [edit(1, 4, "form", "from")]) == b"a: from"


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b"form: b", edit(1, 2, "form", "from")),
        (b"form: b", edit(2, 1, "form", "from")),
        (b"form: b", edit(9, 9, "form", "from")),
        (b"\xff form", edit(1, 3, "form", "from")),
    ],
)
def test_where_something_else_stands_nothing_is_edited(data: bytes, at: Edit) -> None:
    assert edited(data, [at]) is None


def test_an_edit_of_a_quoted_scalar_is_inside_of_its_quotes() -> None:
    quoted = Place(file="contract.yaml", line=3, column=5, width=6)

    assert written(quoted, "form", "from") == edit(3, 6, "form", "from")


@pytest.mark.parametrize(
    ("width", "was", "now"),
    [
        (1, "form", "from"),  # over several lines
        (10, "form", "from"),  # with an anchor
        (5, "form", "from"),
        (4, "form", "a: b"),  # would need quotes
        (4, "a'or", "from"),
        (4, "form", "- x"),
    ],
)
def test_what_is_written_in_another_way_than_it_reads_is_not_edited(width: int, was: str, now: str) -> None:
    assert written(Place(file="contract.yaml", line=1, column=1, width=width), was, now) is None


def test_lines_are_given_with_their_ends() -> None:
    assert lines_of(b"a\r\nb\rc") == ["a\r\n", "b\r", "c"]
