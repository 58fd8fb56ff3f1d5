"""Which status a reply or message stands for."""

import pytest

from checker.analysis.follow import Sources
from checker.analysis.replay.reading import Unsaid, compiled, reading_of_part
from checker.load.paths import parse
from checker.model.boundaries import ReadRow
from checker.model.conditions import Condition, OneOf
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.systems import NO_ANSWER, StatusRef

PLACE = Place(file="contract.yaml", line=1, column=1)


def _status(code: str) -> StatusRef:
    return StatusRef(system="erp", code=code, place=PLACE)


def _row(code: str | None = None, status: str | None = None, at: str | None = None, **where: Json) -> ReadRow:
    return ReadRow(
        code=code,
        where=tuple(
            Condition(path=parse(f"/{name}", PLACE), test=OneOf((value,)), place=PLACE)
            for name, value in where.items()
        ),
        status=None if status is None else _status(status),
        status_at=None if at is None else parse(at, PLACE, depth=1),
        is_no_answer=status is None and at is None,
        place=PLACE,
    )


ROWS = (
    _row("200", status="51", ok=False),
    _row("200", status="64", ok=True),
    _row("202", at="/state"),
    _row("5xx"),
)


@pytest.mark.parametrize(
    ("code", "payload", "expected"),
    [
        ("200", {"ok": False}, "51"),
        ("200", {"ok": True}, "64"),
        ("202", {"state": "64"}, "64"),
        ("202", {"state": "new one"}, "new one"),
        ("202", {"state": 64}, "64"),
        ("202", {"state": True}, "true"),
        ("500", None, NO_ANSWER),
        ("503", {"ok": True}, NO_ANSWER),
    ],
)
def test_the_first_row_that_holds_wins(code: str, payload: Json, expected: str) -> None:
    assert compiled(ROWS, "erp")(Sources(payload), code) == _status(expected)


@pytest.mark.parametrize("code", ["404", "5", "50", "5000", "x00", None])
def test_what_no_row_covers_is_not_read(code: str | None) -> None:
    assert compiled(ROWS, "erp")(Sources({"ok": True}), code) is None


@pytest.mark.parametrize(("payload", "value"), [({}, ABSENT), ({"state": None}, None), ({"state": []}, [])])
def test_where_no_status_stands_nobody_makes_one_up(payload: Json, value: Json | Absent) -> None:
    assert compiled(ROWS, "erp")(Sources(payload), "202") == Unsaid(ROWS[2], value)


def test_a_row_without_a_code_covers_every_reply() -> None:
    assert compiled((_row(status="64"),), "erp")(Sources({}), None) == _status("64")


def test_a_part_is_read_from_its_own_element() -> None:
    report = {"items": [{"state": "open"}, {"state": "done"}]}
    element = ("/items/1", report["items"][1])
    assert reading_of_part((_row(at="state"),), "erp", Sources(report), None, (element,)) == _status("done")
    assert reading_of_part((_row("200", at="state"),), "erp", Sources(report), None, (element,)) is None


def test_a_row_that_says_nothing_is_no_row() -> None:
    with pytest.raises(ValueError, match="gives a status"):
        compiled((ReadRow(code=None, where=(), place=PLACE),), "erp")(Sources({}), None)
