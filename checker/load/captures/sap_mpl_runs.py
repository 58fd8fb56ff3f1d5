"""What belongs to a message processing log of SAP: runs, their steps, messages traced there, attachments."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.load.captures import contents, members, moments
from checker.load.captures.contents import Content
from checker.load.captures.odata_parts import Part, attributes, is_expanded, pairs
from checker.model.captures import Captured, Handle, What
from checker.model.json import Json

NAME: Final = "sap-mpl"

_INLINED: Final = ("Payload", "$value", "Value", "Content")  # where tools put what the service streams
_SINGLE: Final = ("IntegrationArtifact", "ErrorInformation")  # stand in a row as one object


def run(part: Part) -> Iterator[Captured]:
    """One go at a message; a retry is another one."""
    row = part.row
    number = members.text(row, "Id")
    name = ("sap-run", number) if number else None
    yield _part_of(
        part,
        "Run",
        name,
        ("RunStart", "RunStop", "RunSteps"),
        at=moments.odata(row.get("RunStart")),
        until=moments.odata(row.get("RunStop")),
    )
    for one in part.below("RunSteps", *((name,) if name else part.follows)):
        yield from step(one)


def step(part: Part) -> Iterator[Captured]:
    row = part.row
    of, child = members.text(row, "RunId"), members.text(row, "ChildCount")
    name = ("sap-step", f"{of}/{child}") if of and child else None
    follows = part.follows or ((("sap-run", of),) if of else ())
    yield _part_of(
        replace(part, follows=follows),
        "RunStep",
        name,
        ("StepStart", "StepStop", "RunStepProperties", "TraceMessages"),
        at=moments.odata(row.get("StepStart")),
        until=moments.odata(row.get("StepStop")),
        named=attributes(part, "RunStepProperties"),
    )
    for traced in part.below("TraceMessages", *((name,) if name else follows)):
        message = attachment(traced, What.MESSAGE, "TraceMessage")
        if is_expanded(traced.row, "Properties"):
            message.headers = tuple(pairs(traced, "Properties"))
        message.attributes = attributes(traced, "ExchangeProperties")
        yield message


def _part_of(
    part: Part,
    kind: str,
    name: Handle | None,
    used: tuple[str, ...],
    *,
    at: str | None,
    until: str | None,
    named: Mapping[str, Json] | None = None,
) -> Captured:
    return Captured(
        format=NAME,
        what=What.LOG,
        place=part.place,
        system=part.system,
        at=at,
        until=until,
        fields=_below(part, kind, part.row),
        attributes=named or {},
        name=name,
        follows=part.follows,
        shares=part.shares,
        rest=rest_of(part.row, "__metadata", *used),
    )


def attachment(part: Part, what: What, kind: str) -> Captured:
    """What a step or a script kept: its content stands in the JSON only where somebody put it there."""
    row = part.row
    media = members.text(row, "ContentType") or members.text(row, "MimeType")
    text = next((found for name in _INLINED if (found := members.text(row, name)) is not None), None)
    size = members.text(row, "PayloadSize")
    if text is not None:
        content = contents.of_text(text, media, part.limits) if text else contents.NOTHING
    else:
        content = contents.left_out(size) if size else contents.NOT_RECORDED
    content = _with_media(content, media)
    return Captured(
        format=NAME,
        what=what,
        place=part.place,
        system=part.system,
        at=moments.odata(row.get("TimeStamp")),
        fields=_below(part, kind, members.without(row, *_INLINED)),
        payload=content.payload,
        body=content.body,
        follows=part.follows,
        shares=part.shares,
        rest=rest_of(row, "__metadata", "TimeStamp", "Properties", "ExchangeProperties", *_INLINED),
    )


def _with_media(content: Content, media: str | None) -> Content:
    if content.body is None or not media or content.body.media:
        return content
    return replace(content, body=replace(content.body, media=media))


def _below(part: Part, kind: str, row: Mapping[str, Json]) -> dict[str, str]:
    """The fields of a part, and those of its log that say which it is."""
    return {**(part.of or {}), **{f"{kind}/{name}": text for name, text in fields_of(row).items()}}


def fields_of(row: Mapping[str, Json]) -> dict[str, str]:
    """The values of a row, and of what stands in it as one object: `IntegrationArtifact/Name`."""
    fields = dict(members.texts(row))
    for name in _SINGLE:
        inner = members.member(row, name)
        if isinstance(inner, dict):
            fields |= {f"{name}/{key}": text for key, text in members.texts(inner).items()}
    return fields


def rest_of(row: Mapping[str, Json], *used: str) -> dict[str, Json]:
    """All that is no plain value; deferred parts too, which say where the rest would be."""
    rest: dict[str, Json] = {name: value for name, value in row.items() if isinstance(value, dict | list)}
    for name in used:
        if name in rest and (name == "__metadata" or is_expanded(row, name)):
            del rest[name]
    for name in _SINGLE:
        inner = rest.get(name)
        if isinstance(inner, dict) and not members.without(inner, "__metadata", *members.texts(inner)):
            del rest[name]
    return rest
