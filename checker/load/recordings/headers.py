"""What a recording says of itself."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Final

from checker.errors import Mistake, RecordingError
from checker.load.recordings import fields
from checker.load.recordings.fields import WrongError
from checker.model.json import Json
from checker.model.places import Place
from checker.model.recordings import Complete, Header
from checker.model.text import shown

FORMAT: Final = 1  # the version of the format of recordings


def _format(value: Json) -> int:
    if value == FORMAT and type(value) is int:
        return FORMAT
    raise WrongError(
        f"this recording is of format {shown(value)}, and only format 1 can be read here",
        'write {"recording": 1} if it is of format 1, or take a newer seamproof',
    )


def _milliseconds(value: Json) -> float:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        milliseconds = float(str(value))  # by its digits: an int that is too large would raise
        if isfinite(milliseconds):
            return milliseconds
    raise WrongError(f"a number of milliseconds should stand here, not {shown(value)}", "write a number")


_READ: Final = {
    "recording": _format,
    "set": fields.name,
    "captured": fields.time,
    "from": fields.texts,
    "complete": fields.mapped(fields.one_of(Complete)),
    "masked": fields.mapped(fields.text),
    "reference": fields.mapped(fields.text),
    "clock_skew_ms": fields.mapped(_milliseconds),
    "expects": fields.listed(fields.name),
    "expires": fields.day,
}


def is_header(record: Mapping[str, Json]) -> bool:
    """Whether a record speaks of the recording: the first one may, and where files were joined any."""
    return "recording" in record


def header(record: Mapping[str, Json]) -> tuple[Header, tuple[WrongError, ...]]:
    """What the record says as far as it can be read, and all that is wrong with it."""
    values: dict[str, object] = {}
    wrongs: list[WrongError] = []
    for key, value in record.items():
        read = _READ.get(key)
        if read is None:
            wrongs.append(WrongError(*fields.unknown_key(key, _READ), pointer=fields.token(key)))
            continue
        try:
            values["source" if key == "from" else key] = read(value)
        except WrongError as wrong:
            wrong.pointer = fields.token(key) + wrong.pointer
            wrongs.append(wrong)
    values.pop("recording", None)
    return Header(**values), tuple(wrongs)  # type: ignore[arg-type]  # the readers gave each key its type


def known(record: Mapping[str, Json], locate: Callable[[str], Place]) -> Header:
    """
    The header at the head of a file.

    Raises:
        RecordingError: it is of another format than ours, so that nothing after it can be understood.

    """
    try:
        _format(record["recording"])
    except WrongError as wrong:
        mistake = Mistake(message=wrong.message, place=locate("/recording"), fix=wrong.fix)
        raise RecordingError([mistake]) from wrong
    return header(record)[0]
