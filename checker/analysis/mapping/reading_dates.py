"""Formats of dates as functions that read them: each is translated once, to a regular expression."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from checker.analysis.mapping.moments import DAYS, MONTHS, FormatError, Moment, tokens
from checker.analysis.mapping.refusals import UnfitError

_CENTURY: Final = 69  # two digits below it are of this century (POSIX)
_ISO: Final = re.compile(
    r"(?P<Y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
    r"(?P<time>[Tt ](?P<H>[0-9]{2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r"(?P<z>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_READ: Final[Mapping[str, str]] = {
    "Y": "[0-9]{4}",
    "m": "[0-9]{1,2}",
    "d": "[0-9]{1,2}",
    "H": "[0-9]{1,2}",
    "I": "0?[1-9]|1[0-2]",
    "M": "[0-9]{1,2}",
    "S": "[0-9]{1,2}",
    "y": "[0-9]{2}",
    "j": "[0-9]{3}",
    "f": "[0-9]{1,9}",
    "p": "[AaPp][Mm]",
    "z": "[Zz]|[+-][0-9]{2}:?[0-9]{2}",
    "Z": "UTC|GMT|Z",
    "B": "|".join(MONTHS),
    "b": "|".join(month[:3] for month in MONTHS),
    "A": "|".join(DAYS),
    "a": "|".join(day[:3] for day in DAYS),
}
_ONE_OR_TWO: Final[Mapping[str, str]] = {  # the form of two figures alone
    **dict.fromkeys("mdHMS", "[0-9]{2}"),
    "I": "0[1-9]|1[0-2]",
}


def reader(source: str) -> Callable[[str], Moment]:
    if source == "iso":
        expected, said = _ISO, "an ISO 8601 time"
    else:
        expected, said = pattern(source), f"a time written as {source}"

    def read(text: str) -> Moment:
        match = expected.fullmatch(text)
        if match is None:
            raise UnfitError(f"which is not {said}", "mend the payload, or `from` of the date")
        return _moment(match.groupdict())

    return read


def pattern(source: str) -> re.Pattern[str]:
    parts = tokens(source)
    seen: set[str] = set()
    written = ""
    for index, (kind, text) in enumerate(parts):
        if kind == "literal":
            written += re.escape(text)
            continue
        if text not in _READ:
            raise FormatError(f"%{text} can't be read from a time; use one of %{' %'.join(_READ)}")
        if text in seen:
            raise FormatError(f"%{text} stands twice; keep one")
        seen.add(text)
        figures = _READ[text]
        follows = parts[index + 1 : index + 2]
        if text in _ONE_OR_TWO and follows and (follows[0][0] == "directive" or follows[0][1].isdigit()):
            figures = _ONE_OR_TWO[text]  # nothing else says where the next one begins
        written += f"(?P<{text}>{figures})"
    return re.compile(written)


def _moment(parts: Mapping[str, str | None]) -> Moment:
    try:
        time = _time(parts)
    except (ValueError, OverflowError) as error:
        raise UnfitError("which is no time that exists", "mend the payload") from error
    return Moment(time, parts.get("f") or "", "time" in parts and parts["time"] is None)


def _time(parts: Mapping[str, str | None]) -> datetime:
    """Raises ValueError for a time that no calendar or clock has."""

    def figure(name: str, otherwise: int = 0) -> int:
        return int(parts.get(name) or otherwise)

    year, hour = figure("Y", 1900), figure("H")
    if parts.get("y"):
        year = figure("y") + (2000 if figure("y") < _CENTURY else 1900)
    if parts.get("I"):
        hour = figure("I") % 12 + (12 if (parts.get("p") or "").lower() == "pm" else 0)
    zone = _written_zone(parts)
    time = datetime(year, _month(parts), figure("d", 1), hour, figure("M"), figure("S"), tzinfo=zone)
    if parts.get("j"):
        day = date.fromordinal(date(year, 1, 1).toordinal() + figure("j") - 1)
        time = time.replace(year if day.year == year else 0, day.month, day.day)
    return time


def _month(parts: Mapping[str, str | None]) -> int:
    name = parts.get("B") or parts.get("b")
    if name:
        return next(index for index, month in enumerate(MONTHS, start=1) if month.startswith(name))
    return int(parts.get("m") or 1)


def _written_zone(parts: Mapping[str, str | None]) -> tzinfo | None:
    text = parts.get("z")
    if parts.get("Z") or text in ("Z", "z"):
        return UTC
    if not text:
        return None
    figures = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(figures[:2]), minutes=int(figures[2:]))
    if not offset:
        return UTC
    return timezone(offset if text[0] == "+" else -offset)
