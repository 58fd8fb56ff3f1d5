"""Statuses as a recording shows them: in status events, in replies, and in messages that are the news."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.follow import Found, Sources, values
from checker.analysis.replay import reading
from checker.analysis.replay.reading import Reader, Reading, Unsaid
from checker.model.boundaries import Boundary, Parts
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT
from checker.model.paths import Every, Path
from checker.model.places import Place
from checker.model.recordings import Reply
from checker.model.systems import NO_ANSWER, SILENT, StatusRef, System
from checker.model.text import nearest, shown


@dataclass(frozen=True, slots=True)
class Declared:
    """A status of the contract was shown."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A code that the contract does not know; `is_reply` where no `read` row covers it as a reply's code."""

    system: str
    code: str
    place: Place
    near: str | None
    is_reply: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """
    A reply or message of which nobody can say what status it stands for.

    `is_silent` where no row speaks of it: a message need not be news of a status, an answer should be.
    """

    why: str
    place: Place
    is_silent: bool = False


Showing: TypeAlias = Declared | Undeclared | Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Reads:
    """How the statuses of one boundary are read; `reader` is None where its table has no `read`."""

    boundary: Boundary
    system: str
    reader: Reader | None
    parts: Parts | None
    place: Place
    is_message: bool  # the message itself is the news


def compiled(boundary: Boundary) -> Reads | None:
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
    )


def shown_by(system: str, code: str, contracts: ContractSet) -> Showing:
    """A status that a system showed."""
    known = contracts.systems[system]
    return Declared(system, code) if code in known.statuses else _undeclared(known, code, known.place)


def in_reply(reads: Reads, reply: Reply, systems: Mapping[str, System]) -> Iterator[Showing]:
    """The statuses that an answer stands for."""
    payload = None if reply.payload is ABSENT else reply.payload
    yield from _read(reads, Sources(payload, reply.headers), reply.code, systems)


def in_message(reads: Reads, sources: Sources, systems: Mapping[str, System]) -> Iterator[Showing]:
    """The statuses that a message stands for."""
    yield from _read(reads, sources, None, systems)


def _read(
    reads: Reads, sources: Sources, code: str | None, systems: Mapping[str, System]
) -> Iterator[Showing]:
    if reads.reader is not None:
        read = reads.reader(sources, code)
        if read is None and code is not None:
            yield Undeclared(reads.system, code, reads.place, None, is_reply=True)
        else:
            yield from _showing(reads, read, systems)
    parts = reads.parts
    if parts is None:
        return
    if parts.at is None:
        yield from _showing(
            reads, reading.reading_of_part(parts.read, reads.system, sources, code, ()), systems
        )
        return
    for element in _parts(parts.at, sources):
        read = reading.reading_of_part(parts.read, reads.system, sources, code, (element,))
        yield from _showing(reads, read, systems)


def _parts(at: Path, sources: Sources) -> Iterator[Found]:
    for pointer, value in values(at, sources):
        if at.steps and isinstance(at.steps[-1], Every):
            yield pointer, value
        elif isinstance(value, list):
            yield from ((f"{pointer}/{index}", element) for index, element in enumerate(value))


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
