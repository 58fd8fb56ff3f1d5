"""Tests of the rows of `compare`: what each of them covers, and what it does not."""

import random
from decimal import Decimal
from typing import Literal

import pytest

from checker.analysis.comparison import Differences, compiled
from checker.model.boundaries import Compare, Tolerance
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.places import Place

HERE = Place(file="contract.yaml", line=1, column=1)
SENT = "2026-03-02T09:15:01.120Z"


def step(text: str) -> Step:
    name, equals, value = text.partition("=")
    return Every() if text == "*" else Having(name, value) if equals else Member(name)


def path(text: str) -> Path:
    start = Start.HEADER if text.startswith("header:") else Start.PAYLOAD
    steps = tuple(map(step, text.split("/")[1:]))
    return Path(text=text, start=start, steps=steps, name=text.partition(":")[2], place=HERE)


def row(
    at: str,
    tolerance: Tolerance,
    *,
    within: float | None = None,
    of: str | None = None,
    scale: int | None = None,
    key: tuple[str, ...] = (),
) -> Compare:
    target: Path | Literal["sent"] | None = None if of is None else "sent" if of == "sent" else path(of)
    return Compare(
        at=path(at),
        tolerance=tolerance,
        because="x",
        within=within,
        of=target,
        scale=scale,
        key=key,
        place=HERE,
    )


def compared(rows: list[Compare], expected: Json, received: Json, sent_at: str | None = SENT) -> Differences:
    """The differences, after making sure that the quick test agrees."""
    comparison = compiled(rows)
    found = comparison.differences(expected, received, sent_at=sent_at)
    assert comparison.same(expected, received, sent_at=sent_at) == (not found.differences)
    return found


def pointers(rows: list[Compare], expected: Json, received: Json, sent_at: str | None = SENT) -> list[str]:
    return [one.pointer for one in compared(rows, expected, received, sent_at).differences]


def objection(rows: list[Compare], expected: Json, received: Json, sent_at: str | None = SENT) -> str | None:
    """Why the one difference is not covered; None if there is none."""
    found = compared(rows, expected, received, sent_at).differences
    assert len(found) <= 1
    return found[0].because if found else None


def member(value: Json | Absent) -> Json:
    return {} if value is ABSENT else {"a": value}


TIMESTAMP = Tolerance.TIMESTAMP


@pytest.mark.parametrize(
    ("received", "because"),
    [
        ("2026-03-02T09:15:05Z", None),
        ("2026-03-02T10:15:06.119999999+01:00", None),
        ("2026-03-02T10:15:06.120000001+01:00", "it is 5s from the time of sending, and 5s are allowed"),
        ("2026-03-02T09:15:07Z", "it is 5.88s from the time of sending, and 5s are allowed"),
        ("2026-03-02 09:15:03", None),
        ("20260302091503", None),
        ("20260302T091503Z", None),
        ("20260302", None),
        ("2026-03-02", None),
        ("2026-03-01", "it is 33301.1s from the time of sending, and 5s are allowed"),
        ("091503", None),
        ("09:15:03.5", None),
        ("091510", "it is 8.88s from the time of sending, and 5s are allowed"),
        (1772442902, None),
        (1772442902000, None),
        (1772442902.5, None),
        (Decimal("1772442999.0"), "it is 97.88s from the time of sending, and 5s are allowed"),
        (7, "what was received is no time"),
        (True, "what was received is no time"),
        ("2026-02-30T09:15:03Z", "what was received is no time"),
        ("2026-W10-1T09:15:03Z", "what was received is no time"),
        ("yesterday", "what was received is no time"),
        ("9" * 50, "what was received is no time"),
        (None, "what was received is no time"),
        (ABSENT, "nothing was received here"),
    ],
)
def test_a_timestamp_is_near_the_time_of_sending(received: Json | Absent, because: str | None) -> None:
    rows = [row("/a", TIMESTAMP, within=5, of="sent")]
    assert objection(rows, {"a": "2020-01-01T00:00:00Z"}, member(received)) == because


def test_a_timestamp_without_a_known_time_of_sending_is_a_difference() -> None:
    rows = [row("/a", TIMESTAMP, within=5, of="sent")]
    assert objection(rows, {}, {"a": SENT}, None) == "the time of sending is not known"


def test_a_timestamp_may_be_near_what_was_made_or_another_field() -> None:
    made = [row("/a", TIMESTAMP, within=60)]
    assert objection(made, {"a": "2026-03-02T09:15:00Z"}, {"a": "2026-03-02T09:15:59Z"}) is None
    assert objection(made, {"a": "235930"}, {"a": "000010"}) is None
    assert objection(made, {}, {"a": SENT}) == "the time that was made is not known"
    assert objection(made, {"a": "20260302"}, {"a": "000010"}) == (
        "it can't be held against the time that was made: one is a day, one a time of day"
    )
    other = [row("/a", TIMESTAMP, within=60, of="/b")]
    assert objection(other, {"b": SENT}, {"a": "2026-03-02T09:15:59Z", "b": SENT}) is None
    assert objection(other, {}, {"a": SENT}) == "the time at /b is not known"


def test_a_timestamp_without_limits_is_any_time() -> None:
    assert objection([row("/a", TIMESTAMP)], {}, {"a": "20260302"}) is None
    assert objection([row("/a", TIMESTAMP)], {"a": "x"}, {"a": "y"}) == "what was received is no time"


@pytest.mark.parametrize(
    ("received", "because"),
    [
        ("0af76519-16cd-43dd-8448-eb211c80319c", None),
        ("0AF7651916CD43DD8448EB211C80319C", None),
        ("0af7651916cd43dd-8448-eb211c80319c", "what was received is no UUID"),
        ("0af76519-16cd-43dd-8448-eb211c80319c\n", "what was received is no UUID"),
        (5, "what was received is no UUID"),
        (ABSENT, "nothing was received here"),
    ],
)
def test_a_uuid_is_any_uuid(received: Json | Absent, because: str | None) -> None:
    rows = [row("/a", Tolerance.UUID)]
    assert objection(rows, {"a": "x"}, member(received)) == because


@pytest.mark.parametrize(
    ("expected", "received", "because"),
    [
        (Decimal("10.005"), 10.01, None),
        (Decimal("10.005"), 10, None),
        (10.004, 10, None),
        (10.004, 10.01, "they are 0.006 apart, and rounding moves by 0.005 at most"),
        ("10.004", "10", None),
        ("10", 10, "one of the two is text, one is not"),
        ("ten", "10", "one of the two is no number"),
        (1, True, "one of the two is no number"),
        (1, ABSENT, "nothing was received here"),
        (ABSENT, 1, "one of the two is no number"),
    ],
)
def test_a_decimal_may_be_rounded(
    expected: Json | Absent, received: Json | Absent, because: str | None
) -> None:
    rows = [row("/a", Tolerance.DECIMAL, scale=2)]
    assert objection(rows, member(expected), member(received)) == because


def test_a_decimal_without_scale_is_the_same_number_written_otherwise() -> None:
    rows = [row("/a", Tolerance.DECIMAL)]
    assert objection(rows, {"a": "1.50"}, {"a": "1.5"}) is None
    assert (
        objection(rows, {"a": "1.50"}, {"a": "1.51"})
        == "they are 0.01 apart, and rounding moves by 0 at most"
    )


EMPTY: list[Json | Absent] = [ABSENT, None, "", [], {}]


@pytest.mark.parametrize("expected", EMPTY)
@pytest.mark.parametrize("received", EMPTY)
def test_empty_and_missing_are_one(expected: Json | Absent, received: Json | Absent) -> None:
    assert objection([row("/a", Tolerance.EMPTY_OR_MISSING)], member(expected), member(received)) is None


@pytest.mark.parametrize("value", [0, False, "x", " ", [None], {"b": None}])
@pytest.mark.parametrize("empty", EMPTY)
def test_what_is_not_empty_may_not_go_missing(value: Json, empty: Json | Absent) -> None:
    rows = [row("/a", Tolerance.EMPTY_OR_MISSING)]
    assert pointers(rows, member(value), member(empty))[0].startswith("/a")
    assert pointers(rows, member(empty), member(value))[0].startswith("/a")


def test_same_as_is_what_was_received_elsewhere() -> None:
    rows = [row("/ref", Tolerance.SAME_AS, of="/order/id")]
    assert objection(rows, {"order": {"id": 7}}, {"order": {"id": 7}, "ref": Decimal("7.0")}) is None
    assert objection(rows, {"ref": 1, "order": {"id": 7}}, {"order": {"id": 7}, "ref": "7"}) == (
        "it is not what was received at /order/id"
    )
    assert objection(rows, {"ref": 1}, {"ref": "7"}) == "nothing was received at /order/id"


def test_a_star_of_same_as_is_the_same_element() -> None:
    rows = [row("/lines/*/ref", Tolerance.SAME_AS, of="/lines/*/id")]
    made: Json = {"lines": [{"id": 1}, {"id": 2}, {"id": 3}]}
    assert pointers(rows, made, {"lines": [{"id": 1, "ref": 1}, {"id": 2, "ref": 1}, {"id": 3}]}) == [
        "/lines/1/ref"
    ]


SET = Tolerance.SET


def test_a_set_by_key_is_compared_wherever_its_elements_stand() -> None:
    rows = [row("/l", SET, key=("id",))]
    made: Json = {"l": [{"id": "a", "v": 1}, {"id": "b", "v": 2}, {"id": "c", "v": 3}]}
    received: Json = {"l": [{"id": "d"}, {"id": "c", "v": 4}, {"id": "a", "v": 1}]}
    found = compared(rows, made, received)
    assert [(one.pointer, one.made_at, one.expected, one.received) for one in found.differences] == [
        ("/l/0", "/l/-", ABSENT, {"id": "d"}),
        ("/l/1/v", "/l/2/v", 3, 4),
        ("/l/-", "/l/1", {"id": "b", "v": 2}, ABSENT),
    ]
    assert (
        pointers(rows, made, {"l": [{"id": "b", "v": 2.0}, {"id": "c", "v": 3}, {"id": "a", "v": 1}]}) == []
    )


def test_a_set_may_have_several_keys_and_keys_of_any_type() -> None:
    rows = [row("/l", SET, key=("a", "b"))]
    made: Json = {
        "l": [{"a": 1, "b": "x", "v": 1}, {"a": 1, "b": "y", "v": 2}, {"a": True, "b": "x", "v": 3}]
    }
    received: Json = {
        "l": [{"a": True, "b": "x", "v": 3}, {"a": 1.0, "b": "y", "v": 2}, {"a": 1, "b": "x", "v": 0}]
    }
    assert pointers(rows, made, received) == ["/l/2/v"]


def test_elements_without_their_key_belong_to_what_is_the_same() -> None:
    rows = [row("/l", SET, key=("id",))]
    assert pointers(rows, {"l": [{"v": 1}, 5, {"id": [1]}]}, {"l": [{"id": [1]}, {"v": 1}, 5]}) == []
    assert pointers(rows, {"l": [{"v": 1}]}, {"l": [{"v": 2}]}) == ["/l/0", "/l/-"]


def test_elements_with_one_key_are_paired_in_their_order() -> None:
    rows = [row("/l", SET, key=("id",))]
    made: Json = {"l": [{"id": 1, "v": 1}, {"id": 1, "v": 2}]}
    assert pointers(rows, made, {"l": [{"id": 1, "v": 1}, {"id": 1, "v": 3}]}) == ["/l/1/v"]
    assert pointers(rows, made, {"l": [{"id": 1, "v": 1}]}) == ["/l/-"]


def test_a_set_without_key_counts_its_elements() -> None:
    rows = [row("/l", SET)]
    assert pointers(rows, {"l": [1, "1", True, 1.0, None]}, {"l": [None, 1.0, True, 1, "1"]}) == []
    assert pointers(rows, {"l": [1, 1, 2]}, {"l": [1, 2]}) == ["/l/-"]
    assert pointers(rows, {"l": [{"a": 1, "b": [0]}]}, {"l": [{"b": [False], "a": 1}]}) == ["/l/0", "/l/-"]
    assert pointers(rows, {"l": [0]}, {"l": [-0.0]}) == ["/l/0", "/l/-"]
    assert pointers(rows, {"l": ["int:1"]}, {"l": [1]}) == ["/l/0", "/l/-"]
    assert pointers(rows, {"l": [["a", "b"]]}, {"l": [{"a": "b"}]}) == ["/l/0", "/l/-"]


def test_a_set_is_a_list_on_both_sides() -> None:
    rows = [row("/l", SET)]
    assert objection(rows, {"l": [1]}, {"l": {"0": 1}}) == "this is no list on both sides"
    assert objection(rows, {"l": [1]}, {}) == "nothing was received here"


def test_what_stands_in_elements_of_a_set_has_its_own_rows() -> None:
    uuid = "0af76519-16cd-43dd-8448-eb211c80319c"
    keyed = [row("/l", SET, key=("id",)), row("/l/*/u", Tolerance.UUID)]
    made: Json = {"l": [{"id": 1, "u": "x"}, {"id": 2, "u": "y"}]}
    assert pointers(keyed, made, {"l": [{"id": 2, "u": uuid}, {"id": 1, "u": uuid}]}) == []
    assert pointers(keyed, made, {"l": [{"id": 2, "u": 1}, {"id": 1, "u": uuid}]}) == ["/l/0/u"]
    alike = [row("/l", SET), row("/l/*/u", Tolerance.UUID)]
    assert pointers(alike, {"l": [{"u": "x"}, {"u": "y"}]}, {"l": [{"u": uuid}, {"u": uuid}]}) == []
    assert pointers(alike, {"l": [{"u": "x"}]}, {"l": [{"u": uuid}, {"u": uuid}]}) == ["/l/1"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.0])
def test_a_thousand_elements_are_paired_rightly_whatever_share_changed(share: float) -> None:
    source = random.Random(1)
    made = [{"id": number, "name": f"n{number}", "value": number * 1.5} for number in range(1000)]
    changed = set(source.sample(range(1000), int(1000 * share)))
    received = [{**each, "value": -1.0} if number in changed else each for number, each in enumerate(made)]
    source.shuffle(received)
    rows = [row("/l", SET, key=("id",))]
    found = compiled(rows).differences({"l": made}, {"l": received}).differences
    assert {int(one.made_at.split("/")[2]) for one in found} == changed


def test_a_row_covers_its_own_place_and_no_other() -> None:
    rows = [
        row("/a/b", Tolerance.UUID),
        row("/l/*/t", TIMESTAMP),
        row("/s/K=2/x", Tolerance.EMPTY_OR_MISSING),
    ]
    uuid = "0af76519-16cd-43dd-8448-eb211c80319c"
    made: Json = {
        "a": {"b": "", "c": 1},
        "l": [{"t": 0, "u": 0}, 5],
        "s": [{"K": 1, "x": ""}, {"K": 2, "x": ""}],
    }
    good: Json = {"a": {"b": uuid, "c": 1}, "l": [{"t": SENT, "u": 0}, 5], "s": [{"K": 1, "x": ""}, {"K": 2}]}
    bad: Json = {"a": {"b": uuid, "c": 2}, "l": [{"t": SENT, "u": 1}, 6], "s": [{"K": 1}, {"K": 2}]}
    assert pointers(rows, made, good) == []
    assert pointers(rows, made, bad) == ["/a/c", "/l/0/u", "/l/1", "/s/0/x"]


def test_a_path_may_lead_to_an_index_a_star_over_members_or_the_whole() -> None:
    rows = [row("/l/1", TIMESTAMP), row("/o/*", TIMESTAMP)]
    assert pointers(rows, {"l": [1, 2], "o": {"x": 0}}, {"l": [1, SENT], "o": {"x": SENT}}) == []
    assert pointers(rows, {"l": [1, 2], "o": {"x": 0}}, {"l": [SENT, SENT], "o": {"x": 1}}) == [
        "/l/0",
        "/o/x",
    ]
    assert pointers([row("", SET)], [1, 2], [2, 1]) == []


def test_two_rows_at_one_place_cover_what_either_covers() -> None:
    rows = [row("/a", TIMESTAMP), row("/a", Tolerance.EMPTY_OR_MISSING)]
    assert pointers(rows, {"a": ""}, {}) == []
    assert pointers(rows, {"a": ""}, {"a": SENT}) == []
    assert pointers(rows, {"a": ""}, {"a": "x"}) == ["/a"]


def test_a_container_that_holds_only_what_is_covered_may_be_there_unmade() -> None:
    rows = [row("/c/t", TIMESTAMP), row("/c/n", Tolerance.EMPTY_OR_MISSING), row("/l/*/t", TIMESTAMP)]
    assert pointers(rows, {}, {"c": {"t": SENT}}) == []
    assert pointers(rows, {}, {"l": [{"t": SENT}]}) == ["/l"]
    assert pointers(rows, {"l": []}, {"l": [{"t": SENT}]}) == ["/l/0"]
    assert pointers(rows, {"c": {"n": ""}}, {}) == []
    assert pointers(rows, {}, {"c": {"t": SENT, "x": 1}}) == ["/c/x"]
    assert pointers(rows, {}, {"c": {}}) == ["/c"]
    assert pointers(rows, {"c": {}}, {}) == ["/c"]
    assert pointers(rows, {"c": [1]}, {"c": {"t": SENT}}) == ["/c"]


def test_every_row_says_how_many_places_it_was_about() -> None:
    rows = [
        row("/a", Tolerance.UUID),
        row("/l/*/t", TIMESTAMP),
        row("/l/K=1/x", Tolerance.EMPTY_OR_MISSING),
        row("/nowhere/at/all", Tolerance.UUID),
        row("header:x", Tolerance.UUID),
        row("/l", SET, key=("K",)),
    ]
    made: Json = {"a": 1, "l": [{"K": 1, "t": SENT}, {"K": 2, "t": SENT}, {"K": "1", "x": ""}]}
    received: Json = {"a": 1, "l": [{"K": 1, "t": SENT, "x": ""}, {"K": 2}, {"K": "1"}]}
    assert compared(rows, made, received).matched == (1, 2, 2, 0, 0, 1)


def test_what_is_exactly_as_made_needs_no_row() -> None:
    rows = [row("/a", Tolerance.UUID), row("/b", TIMESTAMP, within=1, of="sent")]
    assert pointers(rows, {"a": "x", "b": None}, {"a": "x", "b": None}, None) == []
