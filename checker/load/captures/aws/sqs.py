"""
Amazon SQS: messages as Lambda is handed them, or as ReceiveMessage answers.

The first writes its names in lower camel case, the second with a capital. What SNS has put into a queue is
unpacked, unless it was delivered raw: then the body is the message itself. `at` is when the message was sent;
when it was first received, and how often by now, are fields.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from checker.load.captures import contents, members, moments, propagation
from checker.load.captures.aws import events, sns
from checker.load.captures.contents import Content
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say, elements
from checker.load.captures.sources import Source
from checker.model.captures import Captured, Handle, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.text import shown

_SERVICE: Final = "aws:sqs"
_RECEIVED: Final = "Messages"
_USED: Final = ("messageId", "body", "attributes", "messageAttributes")


def records(source: Source, say: Say) -> Iterator[Record]:
    name = _RECEIVED if f"/{_RECEIVED}" in source.outline else events.RECORDS
    found = events.listed(source, say, name)
    return elements(found, events.RECORDS if name == _RECEIVED else _RECEIVED)


def read(record: Record, limits: Limits) -> Iterator[Captured]:
    row = _lower(events.record_of(record.value, _SERVICE))
    identifier = members.text(row, "messageId")
    if identifier is None and "body" not in row:
        raise UnusableError("neither messageId nor body stands here")
    system = row.get("attributes")
    fields = {"messageId": identifier or ""}
    fields |= {name: text for name, text in members.texts(row).items() if name not in _USED}
    fields |= members.texts(system)
    headers = _headers(row.get("messageAttributes"))
    content, notice = _unpacked(row.get("body"), limits)
    shares: list[Handle] = []
    if notice is not None:
        headers = (*(headers or ()), *(sns.headers(notice) or ()))
        fields |= {f"Sns/{name}": text for name, text in sns.fields(notice).items()}
        shares += sns.shared(notice)
        row["Sns"] = sns.rest(notice)
    trace = propagation.traced_by(headers)
    span = propagation.named_by(headers)
    left = events.beyond_texts(row.get("messageAttributes"), "dataType", "stringValue")
    yield Captured(
        format=FORMAT.name,
        what=What.MESSAGE,
        side="received",
        place=record.place,
        at=moments.since_1970(members.member(system, "SentTimestamp"), moments.MILLISECONDS),
        fields=fields,
        headers=headers,
        payload=content.payload,
        body=content.body,
        key=members.text(system, "MessageGroupId"),
        attributes=dict(system) if isinstance(system, dict) else {},
        name=("aws-sqs", identifier) if identifier else None,
        follows=(span,) if span else (),
        shares=(*shares, *((trace,) if trace else ())),
        rest=_rest(row) | ({"messageAttributes": left} if left else {}),
    )


def _unpacked(body: Json, limits: Limits) -> tuple[Content, Mapping[str, Json] | None]:
    """The message, and the notification of SNS that it came in."""
    if body is None:
        return contents.NOT_RECORDED, None
    if not isinstance(body, str):
        return Content(payload=body), None  # some tools parse it before they write it
    content = contents.of_text(body, None, limits) if body else contents.NOTHING
    notice = sns.notification(content.payload)
    if notice is None:
        return content, None
    try:
        return sns.content(notice, limits), notice
    except UnusableError as error:
        raise UnusableError(f"{error.message}, in the Message of SNS", "/body") from error


def _lower(row: Mapping[str, Json]) -> dict[str, Json]:
    """
    With the names that Lambda has.

    Raises:
        UnusableError: then one name would stand twice.

    """
    found: dict[str, Json] = {}
    for name, value in row.items():
        lower = f"md5{name[3:]}" if name.startswith("MD5") else name[:1].lower() + name[1:]
        if lower in found:
            raise UnusableError(f"{shown(lower)} stands here twice, with a capital and without", f"/{name}")
        found[lower] = value
    attributes = found.get("messageAttributes")
    if isinstance(attributes, dict):
        found["messageAttributes"] = {
            name: {key[:1].lower() + key[1:]: one for key, one in value.items()}
            if isinstance(value, dict)
            else value
            for name, value in attributes.items()
        }
    return found


def _headers(value: Json) -> tuple[tuple[str, str], ...] | None:
    return events.attributes(value, "stringValue", "binaryValue")


def _rest(row: Mapping[str, Json]) -> dict[str, Json]:
    left = members.without(row, *_USED)
    return {name: value for name, value in left.items() if isinstance(value, dict | list) and value}


def _looks(source: Source) -> bool:
    if events.source_of(source) == _SERVICE:
        return True
    outline = source.outline
    return any(
        outline.has_all(f"{row}/MessageId", f"{row}/Body", f"{row}/ReceiptHandle")
        for row in (f"/{_RECEIVED}/*", f"/*/{_RECEIVED}/*", "/*", "")
    )


FORMAT: Final = Format(
    name="aws-sqs",
    title="Amazon SQS messages",
    looks=_looks,
    records=records,
    read=read,
    fields={
        "messageId": "the id of the message",
        "eventSourceARN": "the queue, where Lambda was handed it",
        "awsRegion": "the region likewise",
        "SentTimestamp": "when it was sent, in milliseconds since 1970",
        "ApproximateFirstReceiveTimestamp": "when it was first received, likewise",
        "ApproximateReceiveCount": "how often it has been received by now",
        "MessageGroupId": "of a FIFO queue; MessageDeduplicationId, SequenceNumber, SenderId likewise",
        "Sns/TopicArn": "of what came through SNS; Sns/MessageId, Sns/Subject, Sns/Timestamp likewise",
    },
)
