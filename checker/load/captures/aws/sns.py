"""
Amazon SNS: notifications as Lambda or a web endpoint is handed them.

The message is a text, mostly JSON. Everybody who is subscribed gets it with the same MessageId. `at` is when
it was published.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from checker.load.captures import contents, members, moments, propagation
from checker.load.captures.aws import events
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record
from checker.load.captures.sources import Source
from checker.model.captures import Captured, Handle, What
from checker.model.json import Absent, Json
from checker.model.limits import Limits
from checker.model.text import shown

_SERVICE: Final = "aws:sns"
_USED: Final = ("Message", "MessageAttributes")


def notification(value: Json | Absent) -> Mapping[str, Json] | None:
    """What SNS puts into queues and sends to endpoints; None where this is something else."""
    is_one = isinstance(value, dict) and value.get("Type") == "Notification" and "TopicArn" in value
    return value if isinstance(value, dict) and is_one else None


def content(notice: Mapping[str, Json], limits: Limits) -> Content:
    """
    The message itself.

    Raises:
        UnusableError: it is no text.

    """
    message = notice.get("Message")
    if message is None:
        return contents.NOT_RECORDED
    if not isinstance(message, str):
        raise UnusableError(f"a text should stand here, not {shown(message)}", "/Message")
    return contents.of_text(message, None, limits) if message else contents.NOTHING


def headers(notice: Mapping[str, Json]) -> tuple[tuple[str, str], ...] | None:
    return events.attributes(notice.get("MessageAttributes"), "Value")


def fields(notice: Mapping[str, Json]) -> dict[str, str]:
    return {name: text for name, text in members.texts(notice).items() if name not in _USED}


def shared(notice: Mapping[str, Json]) -> list[Handle]:
    """What all who are subscribed have of it."""
    identifier = members.text(notice, "MessageId")
    return [("aws-sns", identifier)] if identifier else []


def rest(notice: Mapping[str, Json]) -> dict[str, Json]:
    """All that is more than a text."""
    found = members.beyond(notice, *_USED, *members.texts(notice))
    if attributes := events.beyond_texts(notice.get("MessageAttributes"), "Type", "Value"):
        found["MessageAttributes"] = attributes
    return found


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    row = events.record_of(record.value, _SERVICE, "EventSource")
    pointer = "/Sns" if "Sns" in row else ""
    notice = members.an_object(row["Sns"], pointer) if pointer else row
    if members.text(notice, "MessageId") is None and "Message" not in notice:
        raise UnusableError("neither MessageId nor Message stands here", pointer)
    try:
        message = content(notice, limits)
    except UnusableError as error:
        raise UnusableError(error.message, pointer + error.pointer) from error
    found = headers(notice)
    trace = propagation.traced_by(found)
    span = propagation.named_by(found)
    shares = shared(notice)
    outer = members.without(row, "Sns") if pointer else {}
    yield Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="received",
        place=record.place,
        at=moments.iso(notice.get("Timestamp")),
        fields={**members.texts(outer), **fields(notice)},
        headers=found,
        payload=message.payload,
        body=message.body,
        name=shares[0] if shares else None,
        follows=(span,) if span else (),
        shares=(*shares, *((trace,) if trace else ())),
        rest={**members.without(outer, *members.texts(outer)), **rest(notice)},
    )


def _looks(source: Source) -> bool:
    if events.source_of(source, "EventSource") == _SERVICE:
        return True
    outline = source.outline
    return any(
        outline.has_all(f"{row}/Type", f"{row}/TopicArn", f"{row}/MessageId", f"{row}/Message")
        for row in ("", "/*")
    )


FORMAT: Final = Format(
    name="aws-sns",
    title="Amazon SNS notifications",
    looks=_looks,
    records=events.listed,
    read=read,
    fields={
        "TopicArn": "the topic",
        "MessageId": "the id of the message, the same for all who are subscribed",
        "Subject": "its subject, where it has one",
        "Type": "Notification, or what is about the subscription itself",
        "Timestamp": "when it was published",
        "EventSubscriptionArn": "the subscription, where Lambda was handed it",
    },
)
