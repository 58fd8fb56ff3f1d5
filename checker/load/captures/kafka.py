"""A record of Kafka as a captured message, whichever tool dumped it."""

import base64
from collections.abc import Iterator, Mapping, Sequence

from checker.load.captures import cloudevents_modes
from checker.load.captures.contents import Content
from checker.load.captures.propagation import kafka_record, named_by, traced_by
from checker.model.captures import Captured, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

_MEDIA = ("content-type", "contenttype")


def media_in(headers: Sequence[tuple[str, str]] | None) -> str | None:
    """The media type that a header names; Spring writes it in quotes."""
    found = next((text for name, text in headers or () if name.lower() in _MEDIA), None)
    return found.strip('"') if found else None


def packed(data: bytes) -> Json:
    """Bytes that are no text, for what is kept beside."""
    return {"base64": base64.b64encode(data).decode()}


def messages(
    *,
    form: str,
    place: Place,
    fields: Mapping[str, str],
    at: str | None,
    headers: tuple[tuple[str, str], ...] | None,
    content: Content,
    key: str | None,
    rest: Mapping[str, Json],
    limits: Limits,
) -> Iterator[Captured]:
    """
    The record, or the events that are in it. Who dumped a topic saw neither side.

    It is called after the span that sent it, by its headers, or else after where it lies.
    """
    lies = [fields.get(name, "") for name in ("topic", "partition", "offset")]
    lying = kafka_record(*lies) if all(lies) else None
    sender, trace = named_by(headers), traced_by(headers)
    yield from cloudevents_modes.events(
        Captured(
            format=form,
            what=What.MESSAGE,
            place=place,
            at=at,
            fields=fields,
            headers=headers,
            payload=content.payload,
            body=content.body,
            key=key,
            name=sender or lying,
            shares=(*((trace,) if trace else ()), *((lying,) if lying and sender else ())),
            rest=rest,
        ),
        limits,
    )
