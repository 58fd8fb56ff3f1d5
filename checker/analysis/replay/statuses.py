"""Statuses as a recording shows them: in status events, in replies, and in messages that are the news."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from checker.analysis.follow import Sources
from checker.analysis.replay import listed, reading
from checker.analysis.replay.reading import Reader, Reading, Unsaid
from checker.model.boundaries import Boundary, Parts
from checker.model.contracts import ContractSet, Reference
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Kind, Reply, Shown
from checker.model.systems import NO_ANSWER, SILENT, Layer, StatusRef, System
from checker.model.text import nearest, shown


@dataclass(frozen=True, slots=True)
class OfPart:
    """That it is the status of one of many parts, and of which: None where nobody can say."""

    key: str | None


@dataclass(frozen=True, slots=True)
class Declared:
    """A status of the contract was shown."""

    system: str
    code: str
    part: OfPart | None = None


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A code that the contract does not know; `is_reply` where no `read` row covers it as a reply's code."""

    system: str
    code: str
    place: Place
    near: str | None
    is_reply: bool = False
    part: OfPart | None = None


@dataclass(frozen=True, slots=True)
class Silent:
    """A reply was read as no answer."""


@dataclass(frozen=True, slots=True)
class Listed:
    """
    What a report lists of all parts: each part's key, system and code.

    `missing` are the expected parts that it leaves out, None where nobody can say which were expected.
    """

    parts: tuple[tuple[str | None, str, str], ...]
    missing: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Unread:
    """
    A reply or message of which nobody can say what status it stands for.

    `is_silent` where no row speaks of it: a message need not be news of a status, an answer should be.
    """

    why: str
    place: Place
    is_silent: bool = False


Showing: TypeAlias = Declared | Undeclared | Silent | Listed | Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """How the statuses of one boundary are read; `reader` is None where its table has no `read`."""

    boundary: Boundary
    system: str
    reader: Reader | None
    parts: Parts | None
    place: Place
    is_message: bool  # the message itself is the news
    expected: frozenset[str] | None  # the parts that a reference table says must be there


def compiled(boundary: Boundary, reference: Mapping[str, Reference]) -> Reads | None:
    """None where a boundary says nothing of how a status is read."""
    table = boundary.status
    if table is None or not (table.read or (table.parts and table.parts.read)):
        return None
    return Reads(
        boundary=boundary,
        system=boundary.read_system,
        reader=reading.compiled(table.read, boundary.read_system) if table.read else None,
        parts=table.parts if table.parts and table.parts.read else None,
        place=table.place,
        is_message=table.of == "sender",
        expected=listed.in_reference(table.parts, reference) if table.parts else None,
    )


def shown_by(system: str, code: str, contracts: ContractSet) -> Showing:
    """A status that a system showed."""
    known = contracts.systems[system]
    return Declared(system, code) if code in known.statuses else _undeclared(known, code, known.place)


def is_of_another_layer(system: System, kind: Kind, status: Shown) -> bool:
    """
    Whether a code is not the declared status of that name: what a step or an HTTP answer says is not what
    the flow or the business says. A step's own event speaks of the step, if it says nothing else.
    """
    said = status.layer or (Layer.STEP.value if kind is Kind.STEP else None)
    declared = system.statuses.get(status.code)
    if said is None:
        return False
    if declared is None or declared.layer is None:
        return said == Layer.STEP.value and not _is_of_steps(system)
    return declared.layer.value != said


def _is_of_steps(system: System) -> bool:
    return any(status.layer is Layer.STEP for status in system.statuses.values())


def in_reply(
    reads: Reads, reply: Reply, systems: Mapping[str, System], asked: Sources | None = None
) -> Iterator[Showing]:
    """The statuses that an answer stands for; `asked` is what was sent, if that was captured."""
    payload = None if reply.payload is ABSENT else reply.payload
    yield from _read(reads, Sources(payload, reply.headers), reply.code, systems, asked)


def in_message(reads: Reads, sources: Sources, systems: Mapping[str, System]) -> Iterator[Showing]:
    """The statuses that a message stands for."""
    yield from _read(reads, sources, None, systems, sources)


def _read(
    reads: Reads, sources: Sources, code: str | None, systems: Mapping[str, System], asked: Sources | None
) -> Iterator[Showing]:
    if reads.reader is not None:
        read = reads.reader(sources, code)
        if read is None and code is not None:
            yield Undeclared(reads.system, code, reads.place, None, is_reply=True)
        else:
            yield from _showing(reads, read, systems)
    if reads.parts is not None:
        yield from _parts(reads, reads.parts, sources, code, systems, asked)


def _parts(
    reads: Reads,
    parts: Parts,
    sources: Sources,
    code: str | None,
    systems: Mapping[str, System],
    asked: Sources | None,
) -> Iterator[Showing]:
    """
    The status of each part, and what a report lists of them together; without `at` a message is one part.

    A reply without the list is no report.
    """
    if parts.at is None:
        read = reading.reading_of_part(parts.read, reads.system, sources, code, ())
        part = OfPart(listed.key_of(parts.key, sources.payload))
        yield from (_of_part(showing, part) for showing in _showing(reads, read, systems))
        return
    found: list[tuple[str | None, str, str]] = []
    is_whole = True
    for element in listed.elements(parts.at, sources):
        read = reading.reading_of_part(parts.read, reads.system, sources, code, (element,))
        part = OfPart(listed.key_of(parts.key, element[1]))
        for showing in _showing(reads, read, systems):
            yield _of_part(showing, part)
            if isinstance(showing, Declared | Undeclared):
                found.append((part.key, showing.system, showing.code))
            else:
                is_whole = False
    if is_whole and listed.is_there(parts.at, sources):
        there = {key for key, _, _ in found}
        yield Listed(tuple(found), listed.missing(parts, there, reads.expected, asked))


def _of_part(showing: Showing, part: OfPart) -> Showing:
    return replace(showing, part=part) if isinstance(showing, Declared | Undeclared) else showing


def _showing(reads: Reads, read: Reading, systems: Mapping[str, System]) -> Iterator[Showing]:
    match read:
        case None:
            what = "message" if reads.is_message else "reply"
            why = f"no `read` row of {reads.boundary.name} holds for a {what}"
            yield Unread(why, reads.place, is_silent=reads.is_message)
        case Unsaid(row, value):
            at = row.status_at
            yield Unread(f"{at} has {shown(value)} where {reads.boundary.name} reads a status", row.place)
        case StatusRef(system=_, code=code) if code in SILENT:
            if code == NO_ANSWER:
                yield Silent()
                return
            yield Undeclared(reads.system, code, read.place, None)
        case StatusRef(system=system, code=code):
            known = systems[system]
            if code in known.statuses:
                yield Declared(system, code)
            else:
                yield _undeclared(known, code, read.place)


def _undeclared(system: System, code: str, place: Place) -> Undeclared:
    return Undeclared(system.name, code, place, nearest(code, system.statuses))
