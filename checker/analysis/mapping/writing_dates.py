"""Formats of dates as functions that write them: the same on every machine, in no language but English."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Final

from checker.analysis.mapping.moments import DAYS, MONTHS, SHORTHANDS, FormatError, Moment, tokens
from checker.analysis.mapping.refusals import UnfitError

_WRITE: Final[Mapping[str, Callable[[Moment], str]]] = {
    "Y": lambda at: f"{at.time.year:04}",
    "m": lambda at: f"{at.time.month:02}",
    "d": lambda at: f"{at.time.day:02}",
    "H": lambda at: f"{at.time.hour:02}",
    "I": lambda at: f"{(at.time.hour + 11) % 12 + 1:02}",
    "M": lambda at: f"{at.time.minute:02}",
    "S": lambda at: f"{at.time.second:02}",
    "y": lambda at: f"{at.time.year % 100:02}",
    "j": lambda at: f"{at.time.timetuple().tm_yday:03}",
    "f": lambda at: at.fraction.ljust(6, "0"),
    "p": lambda at: "AM" if at.time.hour < 12 else "PM",
    "z": lambda at: _offset(at.time, ""),
    "Z": lambda at: at.time.tzname() or _offset(at.time, ""),
    "B": lambda at: MONTHS[at.time.month - 1],
    "b": lambda at: MONTHS[at.time.month - 1][:3],
    "A": lambda at: DAYS[at.time.weekday()],
    "a": lambda at: DAYS[at.time.weekday()][:3],
    "u": lambda at: str(at.time.isoweekday()),
    "w": lambda at: str(at.time.isoweekday() % 7),
    "G": lambda at: f"{at.time.isocalendar().year:04}",
    "V": lambda at: f"{at.time.isocalendar().week:02}",
}


def writer(target: str) -> Callable[[Moment], str]:
    if target == "iso":
        return _iso
    parts: list[Callable[[Moment], str] | str] = []
    for kind, text in tokens(target):
        if kind == "literal":
            parts.append(text)
        elif text in _WRITE:
            parts.append(_WRITE[text])
        else:
            known = " %".join((*_WRITE, *SHORTHANDS))
            raise FormatError(f"%{text} is not the same on every machine; use one of %{known}")
    return lambda moment: "".join(part if isinstance(part, str) else part(moment) for part in parts)


def _iso(moment: Moment) -> str:
    time = moment.time
    date = f"{time.year:04}-{time.month:02}-{time.day:02}"
    if moment.is_date:
        return date
    fraction = f".{moment.fraction}" if moment.fraction else ""
    zone = "" if time.tzinfo is None else "Z" if time.tzinfo is UTC else _offset(time, ":")
    return f"{date}T{time.hour:02}:{time.minute:02}:{time.second:02}{fraction}{zone}"


def _offset(time: datetime, between: str) -> str:
    offset = time.utcoffset()
    if offset is None:
        raise UnfitError("which says no time zone", "give the date a zone")
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{between}{abs(minutes) % 60:02}"
