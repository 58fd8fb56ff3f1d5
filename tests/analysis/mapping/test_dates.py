"""Dates from one format to another: the same on every machine, with every digit, in the right zone."""

import locale
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.mapping import RowError
from checker.analysis.mapping.dates import FormatError, converted
from checker.analysis.mapping.refusals import UnfitError
from checker.model.transformations import Date

BERLIN = "Europe/Berlin"
MINIMUM = datetime.fromisoformat("1000-01-01")
MAXIMUM = datetime.fromisoformat("9999-12-30")


@pytest.mark.parametrize(
    ("source", "target", "zone", "text", "expected"),
    [
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T23:30:00Z", "20260303"),
        ("iso", "%H%M%S", BERLIN, "2026-07-02T09:15:01.120Z", "111501"),
        ("iso", "%Y%m%d%H%M%S", BERLIN, "2026-03-02T09:15:01+01:00", "20260302091501"),
        ("iso", "%d.%m.%Y", None, "2026-03-02T23:30:00-05:00", "02.03.2026"),
        ("iso", "iso", BERLIN, "2026-03-02T09:15:01.123456789Z", "2026-03-02T10:15:01.123456789+01:00"),
        ("iso", "iso", BERLIN, "2026-03-02T09:15:01", "2026-03-02T09:15:01+01:00"),
        ("iso", "iso", "UTC", "2026-03-02T09:15:01.10+01:00", "2026-03-02T08:15:01.10Z"),
        ("iso", "iso", None, "2026-03-02t09:15:01z", "2026-03-02T09:15:01Z"),
        ("iso", "iso", None, "2026-03-02 09:15", "2026-03-02T09:15:00"),
        ("iso", "iso", None, "2026-03-02", "2026-03-02"),
        ("iso", "iso", BERLIN, "2026-03-02", "2026-03-02"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02", "20260302"),
        ("iso", "%Y%m%d", "America/New_York", "0001-06-02T09:15:01-05:00", "00010602"),
        ("iso", "%f", BERLIN, "2026-03-02T09:15:01.5Z", "500000"),
        ("iso", "%S.%f", BERLIN, "2026-03-02T09:15:01.123456789Z", "01.123456789"),
        ("iso", "%f", None, "2026-03-02T09:15:01Z", "000000"),
        ("iso", "%z", BERLIN, "2026-07-02T09:15:01Z", "+0200"),
        ("iso", "%z", None, "2026-07-02T09:15:01-0330", "-0330"),
        ("iso", "%Z", BERLIN, "2026-07-02T09:15:01Z", "CEST"),
        ("iso", "%a %A %b %B %p %I %y %j", None, "2026-03-02T00:15:01Z", "Mon Monday Mar March AM 12 26 061"),
        ("iso", "%p %I", None, "2026-03-02T12:15:01Z", "PM 12"),
        ("iso", "%u %w %G-W%V", None, "2026-12-31T12:00:00Z", "4 4 2026-W53"),
        ("iso", "%u %w", None, "2026-03-01", "7 0"),
        ("iso", "%F %T %D %R %%", None, "2026-03-02T12:15:01Z", "2026-03-02 12:15:01 03/02/26 12:15 %"),
        ("iso", "ünï {x} %%d", None, "2026-03-02", "ünï {x} %d"),
        ("%Y-%m-%d", "%Y%m%d", None, "2026-03-02", "20260302"),
        ("%Y%m%d", "iso", None, "20260302", "2026-03-02T00:00:00"),
        ("%Y%m%d%H%M%S", "iso", BERLIN, "20260302091501", "2026-03-02T09:15:01+01:00"),
        ("%d/%m/%Y", "%Y%m%d", None, "2/3/2026", "20260302"),
        ("%d.%m.%y %H:%M", "iso", None, "02.03.68 09:15", "2068-03-02T09:15:00"),
        ("%d.%m.%y", "iso", None, "02.03.69", "1969-03-02T00:00:00"),
        ("%d %b %Y", "iso", None, "02 Mar 2026", "2026-03-02T00:00:00"),
        ("%A, %B %d, %Y", "%F", None, "Monday, March 2, 2026", "2026-03-02"),
        ("%Y%j", "%F", None, "2024366", "2024-12-31"),
        ("%I:%M %p", "%H:%M", None, "12:05 am", "00:05"),
        ("%I%p", "%H", None, "11PM", "23"),
        ("%FT%T.%f%z", "iso", "UTC", "2026-03-02T09:15:01.5+01:00", "2026-03-02T08:15:01.5Z"),
        ("%F %T %Z", "iso", None, "2026-03-02 09:15:01 GMT", "2026-03-02T09:15:01Z"),
        ("%F (x)*", "%F", None, "2026-03-02 (x)*", "2026-03-02"),
    ],
)
def test_times_are_written_anew(source, target, zone, text, expected):
    assert converted(Date(source, target, zone))(text) == expected


@pytest.mark.parametrize(
    ("source", "target", "zone", "text"),
    [
        ("iso", "iso", None, "2026-02-30"),
        ("iso", "%Y%m%d", BERLIN, "2026-02-30T09:15:01Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T24:00:00Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-W10-1T09:15:01Z"),
        ("iso", "%Y%m%d", BERLIN, "20260302T091501Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T09:15:60Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T09:15:01.1234567890Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T09:15:01.Z"),
        ("iso", "%Y%m%d", BERLIN, "٢٠٢٦-03-02T09:15:01Z"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T09:15:01+25:00"),
        ("iso", "%Y%m%d", BERLIN, "2026-03-02T09:15:01Z\n"),
        ("iso", "%Y%m%d", BERLIN, "0001-01-01T00:00:00Z"[:4] + "-01-01T00:00:00+14:00"),
        ("iso", "%z", None, "2026-03-02T09:15:01"),
        ("%Y%m%d", "iso", None, "20261301"),
        ("%Y-%m-%d", "%Y%m%d", None, "2026-02-30"),
        ("%Y-%m-%d", "%Y%m%d", None, "2026-2-3x"),
        ("%Y%j", "iso", None, "2026366"),
        ("%Y%j", "iso", None, "2026000"),
        ("%I %p", "iso", None, "13 PM"),
    ],
)
def test_what_is_no_time_is_refused(source, target, zone, text):
    with pytest.raises(UnfitError):
        converted(Date(source, target, zone))(text)


@pytest.mark.parametrize("name", ["%-d", "%s", "%c", "%x", "%E", "%", "%Q", "%N", "%U"])
def test_directives_that_differ_between_machines_are_refused(name):
    with pytest.raises(FormatError):
        converted(Date("iso", name, None))
    with pytest.raises(FormatError):
        converted(Date(name, "iso", None))


def test_the_language_of_the_machine_makes_no_difference(monkeypatch):
    monkeypatch.setattr(locale, "setlocale", lambda *_: pytest.fail("nothing asks for it"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert converted(Date("%B", "%m", None))("March") == "03"


@given(
    st.datetimes(MINIMUM, MAXIMUM),
    st.sampled_from(["%Y%m%d", "%Y-%m-%d %H:%M:%S", "%H:%M:%S", "%d.%m.%Y", "%y%m%d"]),
)
def test_the_short_and_the_long_way_agree_with_the_standard_library(time, target):
    convert = converted(Date("iso", target, BERLIN))
    local = time.replace(tzinfo=UTC).astimezone(ZoneInfo(BERLIN))
    assert convert(f"{time.isoformat()}Z") == convert(f"{time.isoformat()}+00:00") == local.strftime(target)


def test_a_time_at_the_end_of_the_calendar_is_refused_where_the_zone_leads_out_of_it():
    for text in ("9999-12-31T23:30:00Z", "9999-12-31T23:30:00+00:00"):
        with pytest.raises(UnfitError, match="no time that exists in Europe/Berlin"):
            converted(Date("iso", "%Y", BERLIN))(text)


def test_numbers_can_be_dates_of_figures_and_no_iso_times(tables):
    row = {"to": "/x", "from": "/v"}
    digits = {**row, "date": {"from": "%Y%m%d", "to": "iso"}}
    assert tables.run({"v": 20260302}, digits) == {"x": "2026-03-02T00:00:00"}
    with pytest.raises(RowError) as caught:
        tables.run({"v": 20260302}, {**row, "date": {"from": "iso", "to": "%Y"}})
    assert caught.value.message == "/v is 20260302, which is a number, not a time as a text"
    with pytest.raises(RowError) as caught:
        tables.run({"v": "2.3.2026"}, digits)
    assert caught.value.message == '/v is "2.3.2026", which is not a time written as %Y%m%d'
