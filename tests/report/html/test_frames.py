"""Lines of files: the blamed part, what stands around it, and no more than a reader takes in."""

from dataclasses import replace

import pytest

from checker.model.findings import Related
from checker.model.places import Place
from checker.report.html.frames import Frame, Lines, Row, frames, remarks
from tests.report.html.samples import CONTRADICTION, DECLARED, FILE, ROW, SOURCE

LINES = Lines({FILE: SOURCE})


def test_a_frame_has_the_lines_above_without_the_margin_that_all_have() -> None:
    assert LINES.frame(ROW, "why", around=2) == Frame(
        place=ROW,
        says="why",
        rows=(
            Row(number=4, before="when:"),
            Row(number=5, before="  SHIPPED: GI"),
            Row(number=6, before="  ", blamed="SKIPPED: GI"),
        ),
    )


def test_a_line_that_is_not_known_has_a_place_and_no_rows() -> None:
    elsewhere = Place(file="other.yaml", line=1, column=1)
    assert LINES.frame(elsewhere, "x") == Frame(place=elsewhere, says="x", rows=())
    assert LINES.frame(replace(ROW, line=99), "x").rows == ()


def test_each_line_is_shown_once_and_a_place_on_the_blamed_line_is_a_remark() -> None:
    found = replace(
        CONTRADICTION,
        related=(
            Related(place=ROW, says="here"),
            *CONTRADICTION.related,
            Related(place=DECLARED, says="again"),
        ),
    )
    assert [one.place for one in frames(found, LINES)] == [ROW, DECLARED]
    assert [one.says for one in remarks(found)] == ["here", "again"]


def test_no_more_than_six_frames_are_shown_and_the_others_are_remarks() -> None:
    places = [Related(place=replace(ROW, line=line), says=str(line)) for line in range(10, 20)]
    found = replace(CONTRADICTION, related=tuple(places))
    assert (len(frames(found, LINES)), len(list(remarks(found)))) == (6, 5)


def test_a_long_line_is_cut_around_what_is_blamed() -> None:
    place = Place(file="long", line=1, column=1_001, width=3)
    (row,) = Lines({"long": "a" * 1_000 + "bad" + "z" * 1_000}).frame(place, "").rows
    assert (row.before, row.blamed, row.after) == ("…" + "a" * 240, "bad", "z" * 240 + "…")


def test_a_file_with_other_line_ends_and_tabs_looks_the_same() -> None:
    (row,) = Lines({"f": "\tbad\r\n"}).frame(Place(file="f", line=1, column=2, width=3), "").rows
    assert (row.before, row.blamed, row.after) == ("", "bad", "")


@pytest.mark.parametrize(("file", "shown"), [("a.yaml", "c"), ("a.jsonl", "d")])
def test_a_line_is_counted_as_the_parser_of_its_file_counts_it(file: str, shown: str) -> None:
    (row,) = Lines({file: "a\nb\u2028c\nd\n"}).frame(Place(file=file, line=3, column=1), "").rows
    assert row.blamed == shown
