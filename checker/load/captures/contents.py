"""What a message holds, as JSON where it is JSON, and as what was captured where it is not."""

import base64 as base64_codec
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from checker.errors import RecordingError
from checker.load.json import parse_quickly
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import DEFAULT, Limits
from checker.model.recordings import Body

_JSON: Final = ("application/json", "text/json", "application/x-json")


@dataclass(frozen=True, slots=True)
class Content:
    """Either a payload or a body; neither where there was nothing."""

    payload: Json | Absent = ABSENT
    body: Body | None = None


NOTHING: Final = Content()
NOT_RECORDED: Final = Content(body=Body(state="not-recorded"))


def of_text(text: str, media: str | None = None, limits: Limits = DEFAULT) -> Content:
    """
    Text of a message. Without a media type only an object or a list counts as JSON.

    What calls itself JSON and is none is kept as it stood.
    """
    if is_json(media) or (not _kind(media) and text.lstrip()[:1] in ("{", "[")):
        try:
            return Content(payload=parse_quickly(text.encode(), file="", limits=limits))
        except (RecordingError, UnicodeEncodeError):
            pass
    return Content(body=Body(media=media or None, text=_writable(text)))


def of_bytes(data: bytes, media: str | None = None, limits: Limits = DEFAULT) -> Content:
    """Bytes of a message: text where they are UTF-8, else as base64; text has no NUL, Avro does."""
    try:
        if b"\0" not in data:
            return of_text(data.decode(), media, limits)
    except UnicodeDecodeError:
        pass
    return Content(body=Body(media=media or None, base64=base64_codec.b64encode(data).decode()))


def of_base64(text: str, media: str | None = None, limits: Limits = DEFAULT) -> Content:
    """Base64 of the bytes of a message; what can't be decoded is kept as it stood."""
    data = unpacked(text)
    if data is None:
        return Content(body=Body(media=media or None, text=_writable(text)))
    return of_bytes(data, media, limits)


def of_form(fields: Sequence[tuple[str, str]]) -> Content:
    """Fields of a form: an object, or a list of pairs where a name stands there twice."""
    found = dict(fields)
    return Content(payload=found if len(found) == len(fields) else [list(pair) for pair in fields])


def unpacked(text: str) -> bytes | None:
    """What base64 or base64url stands for; None where it is neither."""
    packed = "".join(text.split()).replace("-", "+").replace("_", "/")
    try:
        return base64_codec.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def left_out(*sizes: str | None) -> Content:
    """Where no content was captured: whether there was one, by any of its sizes."""
    return NOT_RECORDED if any(map(_is_some, sizes)) else NOTHING


def _is_some(size: str | None) -> bool:
    return size is not None and size.isascii() and size.isdigit() and bool(size.strip("0"))


def is_json(media: str | None) -> bool:
    """Whether a media type is that of JSON (RFC 6839, section 3.1: also by its suffix)."""
    kind = _kind(media)
    return kind in _JSON or kind.endswith("+json")


def _kind(media: str | None) -> str:
    return (media or "").partition(";")[0].strip().lower()


def _writable(text: str) -> str:
    """Half a surrogate pair is no character, and no file can hold it."""
    return text.encode("utf-8", "replace").decode()
