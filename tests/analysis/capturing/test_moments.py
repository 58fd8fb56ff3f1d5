"""Tests of times as captures write them."""

from decimal import Decimal

import pytest

from checker.analysis.capturing.moments import (
    MICROSECONDS,
    MILLISECONDS,
    NANOSECONDS,
    SECONDS,
    iso,
    later,
    odata,
    since_1970,
)
from checker.model.json import Json


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("2026-03-02T09:15:01.120+01:00", "2026-03-02T09:15:01.120+01:00"),
        ("2026-03-02T09:15:01z", "2026-03-02T09:15:01Z"),
        ("2026-03-02t09:15Z", "2026-03-02T09:15:00Z"),
        ("2026-03-02T09:15:01+0100", "2026-03-02T09:15:01+01:00"),
        ("2026-03-02 09:15:01,5 -07", "2026-03-02T09:15:01.5-07:00"),
        (" 2026-03-02T09:15:01-00:00 ", "2026-03-02T09:15:01-00:00"),
        ("2026-03-02T09:15:01.123456789012Z", "2026-03-02T09:15:01.123456789Z"),  # as many as recordings have
        ("2026-03-02T09:15:01.000Z", "2026-03-02T09:15:01.000Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),  # a leap second
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59.9Z", "9999-12-31T23:59:59.9Z"),
    ],
)
def test_a_time_with_a_zone_is_that_time_in_the_form_of_rfc_3339(value: str, time: str) -> None:
    assert iso(value) == time


@pytest.mark.parametrize(
    "value",
    [
        *("2026-03-02T09:15:01", "2026-03-02", "09:15:01Z", "", "Z", "2026-03-02T09:15:01 UTC"),
        *("2026-02-30T00:00:00Z", "2026-03-02T24:00:00Z", "2026-03-02T09:60:01Z", "2026-03-02T09:15:61Z"),
        *("2026-03-02T09:15:01+24:00", "2026-03-02T09:15:01+01:60", "10000-01-01T00:00:00Z"),
        *("0000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "2026-03-02T09:15:01Z\0", "٢٠٢٦-03-02T09:15:01Z"),
        *(None, True, 1772442901, [], {}),
    ],
)
def test_what_is_no_time_or_has_no_zone_gives_none(value: Json) -> None:
    assert iso(value) is None


@pytest.mark.parametrize(
    ("value", "places", "time"),
    [
        (1, SECONDS, "1970-01-01T00:00:01Z"),
        (1772442901, SECONDS, "2026-03-02T09:15:01Z"),
        (1772442901120, MILLISECONDS, "2026-03-02T09:15:01.120Z"),
        (1772442901000, MILLISECONDS, "2026-03-02T09:15:01.000Z"),
        ("1772442901120", MILLISECONDS, "2026-03-02T09:15:01.120Z"),
        (1772442901120345, MICROSECONDS, "2026-03-02T09:15:01.120345Z"),
        ("1772442901123456789", NANOSECONDS, "2026-03-02T09:15:01.123456789Z"),  # a float would lose the last
        (Decimal("1772442901.120"), SECONDS, "2026-03-02T09:15:01.120Z"),
        (1772442901.12, SECONDS, "2026-03-02T09:15:01.12Z"),
        (Decimal("1.772442901120E12"), MILLISECONDS, "2026-03-02T09:15:01.120Z"),
        ("1772442901.123456789012", SECONDS, "2026-03-02T09:15:01.123456789Z"),
        ("1772442901." + "9" * 30, SECONDS, "2026-03-02T09:15:01.999999999Z"),  # cut, not rounded up
        (253402300799999, MILLISECONDS, "9999-12-31T23:59:59.999Z"),
    ],
)
def test_a_number_since_1970_is_a_time_with_the_digits_of_its_unit(
    value: Json, places: int, time: str
) -> None:
    assert since_1970(value, places) == time


@pytest.mark.parametrize(
    "value",
    [
        *(0, "0", 0.0, Decimal("-0"), -1, "-1", 253402300800, "1e99", "1e-99", "9" * 31, 10**400),
        *(
            "",
            " 1",
            "1 ",
            "1.",
            ".5",
            "1e",
            "1e100",
            "0x1",
            "1_000",
            "²",
            "NaN",
            "Infinity",
            "1" + "0" * 5000,
        ),
        *(None, True, False, [], {}, [1]),
    ],
)
def test_a_number_that_is_no_time_gives_none(value: Json) -> None:
    assert since_1970(value, SECONDS) is None


@pytest.mark.parametrize(
    ("value", "time"),
    [
        ("/Date(1659429923226)/", "2022-08-02T08:45:23.226Z"),
        ("/Date(1659429923226+0120)/", "2022-08-02T08:45:23.226Z"),  # a zone to show it in
        ("2026-03-02T09:15:01Z", "2026-03-02T09:15:01Z"),
        ("/Date(0)/", None),
        ("/Date(-1)/", None),
        ("/Date()/", None),
        ("/Date(99999999999999999)/", None),
        (1659429923226, None),
        (None, None),
    ],
)
def test_a_date_of_odata_is_in_milliseconds_utc(value: Json, time: str | None) -> None:
    assert odata(value) == time


@pytest.mark.parametrize(
    ("time", "duration", "places", "end"),
    [
        ("2026-03-02T09:15:01.120+01:00", 60, MILLISECONDS, "2026-03-02T09:15:01.180+01:00"),
        ("2026-03-02T23:59:59Z", 1, SECONDS, "2026-03-03T00:00:00Z"),
        ("2026-03-02T09:15:01Z", Decimal("60.25"), MILLISECONDS, "2026-03-02T09:15:01.06025Z"),
        ("2026-03-02T09:15:01Z", 60.25, MILLISECONDS, "2026-03-02T09:15:01.06025Z"),
        ("2026-03-02T09:15:01.123456789Z", 0, MILLISECONDS, "2026-03-02T09:15:01.123456789Z"),
        ("2026-03-02T09:15:01.999999999Z", 1, NANOSECONDS, "2026-03-02T09:15:02.000000000Z"),
        ("2026-03-02T09:15:01Z", Decimal("1E-300"), SECONDS, "2026-03-02T09:15:01.000000000Z"),
        (None, 60, MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", -1, MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", True, MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", "60", MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", None, MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", 10**390, MILLISECONDS, None),
        ("2026-03-02T09:15:01Z", 1e300, MILLISECONDS, None),
        ("9999-12-31T23:59:59Z", 1, SECONDS, None),
        ("2016-12-31T23:59:60Z", 1, SECONDS, None),
        ("yesterday", 1, SECONDS, None),
    ],
)
def test_a_time_plus_a_duration_has_the_digits_of_both(
    time: str | None, duration: Json, places: int, end: str | None
) -> None:
    assert later(time, duration, places) == end
