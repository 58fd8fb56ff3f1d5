"""Lanes beside a timeline: a column a system, messages as arrows."""

import pytest

from checker.report.lanes import Lanes

FOUR = Lanes(["portal", "hub", "erp", "wms"])


@pytest.mark.parametrize(
    ("lane", "to", "row"),
    [
        ("portal", None, "*  |  |  |  "),
        ("portal", "hub", "*->|  |  |  "),
        ("portal", "wms", "*------->|  "),
        ("erp", "portal", "|<----*  |  "),
        ("wms", "erp", "|  |  |<-*  "),
        (None, None, "|  |  |  |  "),
        ("nobody", "hub", "|  |  |  |  "),
        ("hub", "nobody", "|  *  |  |  "),
    ],
)
def test_an_event_stands_in_its_lane_and_points_to_where_it_goes(
    lane: str | None, to: str | None, row: str
) -> None:
    assert FOUR.row(lane, to, is_wrong=False).text == row


def test_what_is_wrong_is_marked() -> None:
    assert FOUR.row("hub", "erp", is_wrong=True).text == "|  x->|  |  "


def test_names_stand_above_their_lanes() -> None:
    assert list(FOUR.head()) == ["portal", "|  hub", "|  |  erp", "|  |  |  wms"]


@pytest.mark.parametrize("number", [0, 1, 9])
def test_one_lane_or_too_many_are_not_drawn(number: int) -> None:
    lanes = Lanes([f"s{count}" for count in range(number)])
    assert (lanes.width, list(lanes.head()), lanes.row("s0", None, is_wrong=False).text) == (0, [], "")
