"""
SAP IDocs as XML: intermediate documents, and the status records about them.

Several IDOC may stand in one file, also in an envelope. No time has a zone (CREDAT and CRETIM are those of
the system that wrote them), so none is taken for a time here. DOCNUM is a number of one system only: only
together with the partner that has it, it names an IDoc. Statuses come as status records (EDIDS, EDI_DS40), in
status IDocs (SYSTAT01: E1STATS) and in audit IDocs (ALEAUD: E1ADHDR with one E1STATE for each document).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from checker.load.captures import members
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.records import Record, Say
from checker.load.captures.sources import Source
from checker.load.captures.xml_elements import Element, elements
from checker.model.captures import Captured, Handle, What
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

_CONTROL: Final = "EDI_DC40"
_STATUSES: Final = ("E1STATS", "EDI_DS40", "EDIDS")
_LOOKS: Final = re.compile(rb"<(?:[\w.-]+:)?(?:EDI_DC40|EDI_DS40|EDIDS|E1STATS)[\s/>]")
_SNIFFED: Final = re.compile(rb"\s*<", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,16}", re.ASCII)


def records(source: Source, say: Say) -> Iterator[Record]:
    """Every IDoc, every status in it, and every status record that stands by itself."""
    for element in elements(source, lambda name: name == "IDOC" or name in _STATUSES, say):
        if element.name != "IDOC":
            yield from _status_records(element.name, element.value, {}, {}, element.place)
            continue
        yield Record({"root": element.root, "IDOC": element.value}, element.place)
        yield from _statuses(element)


def _statuses(element: Element) -> Iterator[Record]:
    control = _control(element.value)
    for name in _STATUSES:
        found = members.member(element.value, name)
        if found is not None:
            place = replace(element.place, pointer=f"/{name}")
            yield from _status_records(name, found, control, {}, place)
    for pointer, head in _several(members.member(element.value, "E1ADHDR"), "/E1ADHDR"):
        states = members.member(head, "E1STATE")
        about = {key: text for key, text in members.texts(head).items() if key[:1] not in "@$"}
        if states is not None:
            place = replace(element.place, pointer=f"{pointer}/E1STATE")
            yield from _status_records("E1STATE", states, control, about, place)


def _status_records(
    name: str, value: Json, control: Mapping[str, str], about: Mapping[str, str], place: Place
) -> Iterator[Record]:
    """One record for each; rows of a table may stand in `item`."""
    for pointer, one in _several(value, place.pointer):
        rows = members.member(one, "item")
        for inner, row in _several(rows, f"{pointer}/item") if rows is not None else ((pointer, one),):
            status = {"name": name, "status": row, "control": dict(control), "about": dict(about)}
            yield Record(status, replace(place, pointer=inner))


def _several(value: Json, pointer: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, list):
        yield from ((f"{pointer}/{index}", one) for index, one in enumerate(value))
    elif value is not None:
        yield pointer, value


def read(record: Record, limits: Limits) -> Iterator[Captured]:  # noqa: ARG001  # the limits were held before
    value = members.an_object(record.value)
    yield _status(value, record.place) if "status" in value else _document(value, record.place)


def _document(value: Mapping[str, Json], place: Place) -> Captured:
    payload = value.get("IDOC")
    if not isinstance(payload, dict):
        raise UnusableError("this IDOC holds no segment")
    if isinstance(payload.get(_CONTROL), list):
        raise UnusableError("this IDOC has more than one control record", f"/{_CONTROL}")
    control = _control(payload)
    fields = {f"{_CONTROL}-{name}" if name == "STATUS" else name: text for name, text in control.items()}
    fields["root"] = members.text(value, "root") or ""
    number = _number(control.get("SNDPRN"), control.get("DOCNUM")) if control.get("DIRECT") == "1" else None
    return Captured(
        format=FORMAT.name, what=What.MESSAGE, place=place, fields=fields, payload=payload, name=number
    )


def _status(value: Mapping[str, Json], place: Place) -> Captured:
    row = value.get("status")
    control = members.texts(value.get("control"))
    if not members.text(row, "STATUS"):
        raise UnusableError("this status record has no STATUS")
    name = members.text(value, "name")
    fields = {key: text for key, text in members.texts(row).items() if key[:1] not in "@$"}
    fields |= {f"E1ADHDR-{key}": text for key, text in members.texts(value.get("about")).items()}
    fields |= {f"{_CONTROL}-{key}": text for key, text in control.items()}
    fields["record"] = name or ""
    # The document is one of the partner that is told of it, unless the status stands with the IDoc itself.
    is_told = name in ("E1STATE", "E1STATS")
    if is_told:
        owner = control.get("RCVPRN")
    else:
        owner = control.get("SNDPRN") if control.get("DIRECT") == "1" else None
    number = _number(owner, fields.get("DOCNUM"))
    return Captured(
        format=FORMAT.name,
        what=What.LOG,
        place=place,
        system=(control.get("SNDPRN") or None) if is_told else None,
        fields=fields,
        payload=row if row is not None else "",
        follows=(number,) if number else (),
    )


def _control(value: Json) -> Mapping[str, str]:
    control = members.texts(members.member(value, _CONTROL))
    return {name: text for name, text in control.items() if name[:1] not in "@$"}


def _number(partner: str | None, number: str | None) -> Handle | None:
    """An IDoc, by its number in the system of this partner; numbers have 16 digits, which some cut short."""
    partner, number = (partner or "").strip(), (number or "").strip()
    if not partner or not _NUMBER.fullmatch(number) or not number.strip("0"):
        return None
    return "idoc", f"{partner}/{number.rjust(16, '0')}"


def _looks(source: Source) -> bool:
    head = source.head.replace(b"\0", b"").lstrip(b"\xff\xfe")  # UTF-16 as well
    return bool(_SNIFFED.match(head)) and bool(_LOOKS.search(head))


FORMAT: Final = Format(
    name="idoc",
    title="SAP IDocs and their statuses (XML)",
    looks=_looks,
    records=records,
    read=read,
    fields={
        "MESTYP": "the message type, as ORDERS; all other fields of the control record EDI_DC40 likewise",
        "IDOCTYP": "the IDoc type, as ORDERS05; CIMTYP its extension",
        "DOCNUM": "the number of the IDoc in its system; of a status that of the IDoc it is about",
        "DIRECT": "1 outbound, 2 inbound",
        "SNDPRN": "the partner that sent it; SNDPOR, SNDPRT likewise",
        "RCVPRN": "the partner that is to receive it; RCVPOR, RCVPRT likewise",
        "CREDAT": "the day it was made, CRETIM the time, both without a zone",
        "EDI_DC40-STATUS": "what its control record says of it; never the STATUS of a status record",
        "root": "the first element of the XML",
        "STATUS": "of a status: its code, as 53; all other fields of the status record likewise",
        "record": "of a status: EDIDS, EDI_DS40, E1STATS or E1STATE",
        "E1ADHDR-MESTYP": "of a status in an audit IDoc: the type of the message it is about",
        "EDI_DC40-MESTYP": "of a status in an IDoc: that of the IDoc; all of its control record likewise",
    },
)
