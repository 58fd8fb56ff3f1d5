"""Steps as a diagram: a lane for each system, in order, with the blamed step marked."""

from dataclasses import replace
from itertools import pairwise

from checker.report.html.entries import details, entries
from checker.report.html.frames import Lines
from checker.report.html.sequence import diagram, moments
from tests.report.html.samples import CONTRADICTION, EVERYTHING, step


def test_each_step_has_its_time_and_the_step_that_the_subject_names_is_blamed() -> None:
    assert [(one.step.step, one.clock, one.is_blamed) for one in moments(CONTRADICTION)] == [
        (1, "09:15:32.767", False),
        (2, "09:15:33.001", True),
        (3, "09:15:33.127", False),
    ]


def test_where_the_subject_is_no_step_the_one_on_the_blamed_line_is_blamed() -> None:
    found = replace(CONTRADICTION, subject="erp-to-wms")
    assert [one.is_blamed for one in moments(found)] == [False, False, True]


def test_of_several_days_each_time_has_its_own() -> None:
    trace = (step(1, "a", "x", at="2026-03-02T09:00:00Z"), step(2, "b", "y", at="2026-03-03T09:00:00Z"))
    clocks = [one.clock for one in moments(replace(CONTRADICTION, trace=trace))]
    assert clocks == ["2026-03-02 09:00:00", "2026-03-03 09:00:00"]


def test_lanes_stand_in_the_order_of_the_flow() -> None:
    shown = details(CONTRADICTION, Lines({}), ["portal", "hub", "erp", "wms"])
    assert shown.diagram is not None
    assert [lane.name for lane in shown.diagram.lanes] == ["portal", "erp", "wms"]
    xs = [lane.x for lane in shown.diagram.lanes]
    assert [chip.x for chip in shown.diagram.chips] == [xs[2], xs[1], xs[0]]


def test_no_chip_and_no_text_reaches_into_another_lane_or_step() -> None:
    shown = diagram(moments(CONTRADICTION))
    assert shown is not None
    lanes = sorted(lane.x for lane in shown.lanes)
    widest = max(chip.width for chip in shown.chips)
    assert all(after - before > widest for before, after in pairwise(lanes))
    bottoms = [max((y for y, _ in chip.says), default=chip.y + chip.height) for chip in shown.chips]
    assert all(bottom < chip.y for bottom, chip in zip(bottoms, shown.chips[1:], strict=False))
    assert bottoms[-1] < shown.height


def test_one_step_or_very_many_are_a_table_and_no_picture() -> None:
    one = replace(CONTRADICTION, trace=CONTRADICTION.trace[:1])
    long = replace(CONTRADICTION, trace=tuple(step(number, "a", "x") for number in range(61)))
    assert [diagram(moments(found)) for found in (one, long)] == [None, None]


def test_findings_stand_worst_first_and_else_in_the_order_of_the_report() -> None:
    assert [entry.finding.message for entry in entries(EVERYTHING)] == [
        CONTRADICTION.message,
        'erp received "20260306" at /header/deliver',
        "posted means less",
        "the same again",
    ]
