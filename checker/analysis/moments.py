"""Times as captures write them, as RFC 3339 texts: no digit added, none lost, no zone guessed."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Context, Decimal
from typing import Final

from checker.model.json import Json

_ISO: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:[0-5]\d(?::\d\d)?)([.,]\d+)?\s?(Z|z|[+-]\d\d(?::?[0-5]\d)?)?", re.ASCII
)
_ODATA: Final = re.compile(r"/Date\((-?\d{1,17})(?:[+-]\d{4})?\)/", re.ASCII)
_NUMBER: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_RFC_3339: Final = re.compile(r"(.{19})(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)", re.ASCII)
_EXACT: Final = Context(prec=100)  # more digits than _NUMBER lets through
_START: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_DIGITS: Final = 9  # of a fraction of a second, in RFC 3339 as recordings have it

_FIRST_YEAR, _LAST_YEAR = "1990", "2100"  # of numbers whose unit nobody says

SECONDS: Final = 0  # decimal places between the unit and the second
MILLISECONDS: Final = 3
MICROSECONDS: Final = 6
NANOSECONDS: Final = 9


def iso(value: Json) -> str | None:
    """An ISO 8601 time with a zone; None where it is none, or has no zone: which it was nobody can say."""
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None or match[4] is None:
        return None
    day, clock, fraction, zone = match.groups()
    clock = clock if len(clock) == len("00:00:00") else f"{clock}:00"
    digits = (fraction or "")[1 : _MOST_DIGITS + 1]
    zone = "Z" if zone in "zZ" else zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
    text = f"{day}T{clock}{'.' + digits if digits else ''}{zone}"
    return text if _is_time(text) else None


def since_1970(value: Json, places: int) -> str | None:
    """
    A number, or its text, of seconds (SECONDS), milliseconds, ... since 1970 in UTC; None where it is none.

    The text has as many digits of a second as the unit has, or as a fraction has. 0 is no time: formats write
    it where they have none.
    """
    text = str(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        return None
    given = Decimal(text)
    number = _EXACT.scaleb(given, -places)
    if number <= 0 or number >= 253_402_300_800:  # the year 10000
        return None
    seconds, nanoseconds = divmod(int(_EXACT.scaleb(number, 9)), 10**9)
    if not seconds and not nanoseconds:
        return None
    digits = min(max(places, _places(given) + places), _MOST_DIGITS)
    day = (_START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{day}{_fraction(nanoseconds, digits)}Z"


def odata(value: Json) -> str | None:
    """`/Date(1659429923226)/`, which is in UTC; or an ISO 8601 time."""
    match = _ODATA.fullmatch(value) if isinstance(value, str) else None
    return since_1970(match[1], MILLISECONDS) if match else iso(value)


def later(time: str | None, value: Json, places: int) -> str | None:
    """
    An RFC 3339 time plus a duration; None where one of them is not known or is negative.

    It has as many digits of a second as the one of them that has more.
    """
    if not isinstance(value, int | float | Decimal) or isinstance(value, bool) or value < 0:
        return None
    match = _RFC_3339.fullmatch(time or "")
    duration = Decimal(str(value))
    if match is None or duration.adjusted() > 20:
        return None
    clock, fraction, zone = match[1], match[2] or "", match[3]
    digits = min(max(len(fraction), places, _places(duration) + places), _MOST_DIGITS)
    nanoseconds = int(fraction.ljust(9, "0")) + int(_EXACT.scaleb(duration, 9 - places))
    try:
        end = datetime.fromisoformat(clock) + timedelta(seconds=nanoseconds // 10**9)
    except (ValueError, OverflowError):
        return None
    return f"{end.isoformat()}{_fraction(nanoseconds % 10**9, digits)}{zone}"


def any_form(value: Json) -> str | None:
    """
    A time in any of these forms; a number is of the unit that makes it one from 1990 to 2100.

    So 20260302091501, which is a date and a clock without a zone, is none.
    """
    if (text := odata(value)) is not None:
        return text
    for places in (SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS):
        found = since_1970(value, places)
        if found is not None and _FIRST_YEAR <= found[:4] < _LAST_YEAR:
            return found
    return None


def _places(number: Decimal) -> int:
    """How many digits stand behind its point."""
    return max(0, -int(number.as_tuple().exponent))


def _fraction(nanoseconds: int, digits: int) -> str:
    return f".{nanoseconds:09d}"[: digits + 1] if digits else ""


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text.replace("Z", "+00:00").replace(":60", ":59"))
    except ValueError:
        return False
    return True
