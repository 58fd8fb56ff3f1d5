"""What went over a WebSocket, as Chrome and Playwright write it into the entry of a HAR that opened it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.analysis import moments
from checker.load.captures import contents, members
from checker.load.captures.har_attached import MESSAGES
from checker.load.captures.members import UnusableError
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

_BINARY: Final = "2"  # an opcode of RFC 6455, section 5.2
_SIDES: Final = ("send", "receive")


def messages(listed: Json, call: Captured, limits: Limits) -> Iterator[Captured]:
    """
    What went over a WebSocket. One that can't be used stops no other one.

    Raises:
        UnusableError: after all that can be used.

    """
    if listed is None:
        return
    if not isinstance(listed, list):
        raise UnusableError("a list of messages should stand here", f"/{MESSAGES}")
    error: UnusableError | None = None
    for index, message in enumerate(listed):
        pointer = f"/{MESSAGES}/{index}"
        place = replace(call.place, pointer=call.place.pointer + pointer)
        try:
            yield _message(message, call, place, limits)
        except UnusableError as unusable:
            error = error or UnusableError(unusable.message, pointer + unusable.pointer)
    if error is not None:
        raise error


def _message(message: Json, call: Captured, place: Place, limits: Limits) -> Captured:
    members.an_object(message)
    kind = members.text(message, "type")
    if kind not in _SIDES:
        raise UnusableError("neither send nor receive stands here", "/type")
    opcode = members.text(message, "opcode") or ""
    data = members.a_text(message, "data") or ""
    time = members.member(message, "time")
    # Chrome has seconds, Playwright milliseconds: far too many to be seconds
    at = moments.since_1970(time, moments.SECONDS) or moments.since_1970(time, moments.MILLISECONDS)
    content = (
        contents.of_base64(data, None, limits) if opcode == _BINARY else contents.of_text(data, None, limits)
    )
    return Captured(
        format=call.format,
        what=What.MESSAGE,
        side="sent" if kind == "send" else "received",
        place=place,
        at=at,
        fields={name: call.fields[name] for name in ("url", "host", "path")}
        | {"opcode": opcode, "type": kind},
        payload=content.payload,
        body=content.body if data else None,
        rest=members.without(message, "type", "opcode", "data", *(("time",) if at else ())),
    )
