"""
Dates and times from one format to another.

Formats are translated once, to a regular expression and to a template. So they mean the same on every
machine: `strftime` and `strptime` of the C library differ in padding, names and directives, and know six
fractional digits where a payload may have nine.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from checker.analysis.mapping.moments import FormatError, Moment, tokens
from checker.analysis.mapping.reading_dates import pattern, reader
from checker.analysis.mapping.refusals import UnfitError
from checker.analysis.mapping.writing_dates import writer
from checker.model.transformations import Date

# What fromisoformat reads as we do, on every Python; it also takes weeks, and from 3.14 the hour 24.
_USUAL: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:[.][0-9]{1,6})?Z"
)


_FIGURES: Final = frozenset("YmdHMS")


def converted(operation: Date) -> Callable[[str], str]:
    """
    A text with a time in it, in another format and zone.

    A time without a zone is in the operation's zone; the result is in that zone, or in the time's own where
    the operation names none. ISO 8601 stands for the profile of RFC 3339 (a date alone, or a time without a
    zone or seconds may stand there too) and keeps the digits of a fraction as they were written; `%f` writes
    six, and up to nine where more were written.

    Raises:
        FormatError: a directive means different things on different machines, or the zone is unknown.

    """
    zone = _zone(operation.zone)
    read = reader(operation.source)
    write = writer(operation.target)

    def convert(text: str) -> str:
        moment = read(text)
        if zone is None:
            return write(moment)
        time = moment.time.replace(tzinfo=zone) if moment.time.tzinfo is None else moment.time
        try:
            return write(Moment(time.astimezone(zone), moment.fraction, moment.is_date))
        except OverflowError as error:
            raise UnfitError(f"which is no time that exists in {operation.zone}", "mend the year") from error

    return _quick(operation, zone, convert)


def _quick(operation: Date, zone: tzinfo | None, convert: Callable[[str], str]) -> Callable[[str], str]:
    """The same, by the shortest way for the most usual texts: figures to figures."""
    template = _template(operation.target)
    if template is None:
        return convert
    if operation.source == "iso":
        return convert if zone is None else _quick_iso(zone, template, convert)
    names = [text for kind, text in tokens(operation.source) if kind == "directive"]
    if names != ["Y", "m", "d", "H", "M", "S"][: max(len(names), 3)]:
        return convert
    figures = pattern(operation.source)

    def convert_figures(text: str) -> str:
        match = figures.fullmatch(text)
        if match is None:
            return convert(text)
        try:  # the time is in the zone already, as all times without a zone
            return template(datetime(*map(int, match.groups())))  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            return convert(text)

    return convert_figures


def _quick_iso(
    zone: tzinfo, template: Callable[[datetime], str], convert: Callable[[str], str]
) -> Callable[[str], str]:
    """From RFC 3339 in UTC."""

    def convert_usual(text: str) -> str:
        if _USUAL.fullmatch(text) is None:
            return convert(text)
        try:
            return template(_local(text, zone))
        except (ValueError, OverflowError):
            return convert(text)

    return convert_usual


@lru_cache(maxsize=256)
def _local(text: str, zone: tzinfo) -> datetime:
    """Remembered, since a date and its time of day usually come from one field."""
    return datetime.fromisoformat(text).astimezone(zone)


def _template(target: str) -> Callable[[datetime], str] | None:
    """A format of figures alone as one expression, None where it has other directives."""
    fields: list[str] = []
    literal = ""
    for kind, text in tokens(target) if target != "iso" else [("directive", "iso")]:
        if kind == "directive":
            if text not in _FIGURES:
                return None
            literal += f"%0{4 if text == 'Y' else 2}d"
            fields.append(text)
        else:
            literal += text.replace("%", "%%")
    match fields:
        case ["Y", "m", "d"]:
            return lambda time: literal % (time.year, time.month, time.day)
        case ["H", "M", "S"]:
            return lambda time: literal % (time.hour, time.minute, time.second)
        case ["Y", "m", "d", "H", "M", "S"]:
            return lambda time: literal % time.timetuple()[:6]
        case _:
            return None


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    if name in ("UTC", "Z"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown, no relative name, a folder of zones
        raise FormatError(f"{name} is no time zone; write a name such as Europe/Berlin or UTC") from error
