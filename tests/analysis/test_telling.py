"""Moments are told in UTC, so that people can compare them by reading."""

import pytest

from checker.analysis.telling import at, clock, day, lasting, listed


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ("2026-03-02T09:15:01.120Z", ("2026-03-02", "09:15:01.120")),
        ("2026-03-02T09:15:01Z", ("2026-03-02", "09:15:01")),
        ("2026-03-02T10:15:01.080000+01:00", ("2026-03-02", "09:15:01.080")),
        ("2026-03-02T00:15:01.123456789+02:00", ("2026-03-01", "22:15:01.123456789")),
        ("2026-12-31T23:59:60+01:00", ("2026-12-31", "23:59:60+01:00")),
        ("0001-01-01T00:00:00+01:00", ("0001-01-01", "00:00:00+01:00")),
        ("2026-03-02T09:15\u202e:01Z", ("2026-03-02", "09:15\\u202e:01")),
    ],
)
def test_a_moment_is_told_by_the_clock_of_utc(time: str, told: tuple[str, str]) -> None:
    assert (day(time), clock(time)) == told


def test_the_day_is_told_where_there_are_several() -> None:
    assert at("2026-03-02T09:15:01Z", ["2026-03-02T10:00:00Z"]) == " at 09:15:01"
    assert at("2026-03-02T09:15:01Z", ["2026-03-03T10:00:00Z"]) == " at 2026-03-02 09:15:01"
    assert at(None) == ""


def test_stretches_of_time_have_two_units() -> None:
    assert [lasting(seconds) for seconds in (0, 2.5, 90, 5_400, 90_061)] == [
        "0s",
        "2.5s",
        "1m 30s",
        "1h 30m",
        "1d 1h",
    ]


def test_names_are_listed_as_people_do() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
