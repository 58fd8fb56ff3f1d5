"""What a report tells of a contract set besides findings: its systems, who reads what, what was looked at."""

from dataclasses import dataclass, field
from enum import Enum

from checker.model.places import Place


class Kind(Enum):
    """What a subject is; the value is what people call it."""

    FACT = "fact"
    STATUS = "status"
    BOUNDARY = "boundary"
    MESSAGE = "message"
    RECORDING = "recording"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """
    One thing that was looked at, whether anything was found or not.

    `name` is what `subject` of a finding calls it: SYSTEM/STATUS, BOUNDARY, BOUNDARY/MESSAGE, FACT; of a
    recording its path, of a baseline what it is called. `unchecked` is why nothing can be said of it, None
    where something can.
    """

    kind: Kind
    set: str
    name: str
    place: Place = field(compare=False)
    unchecked: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A system in the picture of a flow. `part_of` names the system whose face it is."""

    system: str
    title: str | None = None
    part_of: str | None = None
    is_external: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """
    A boundary in it: messages go from `sender` to `receiver`. `reads` shows what `reporter` reports; both are
    None where the boundary reports nothing.
    """

    boundary: str
    sender: str
    receiver: str
    reads: str | None = None
    reporter: str | None = None
    messages: tuple[str, ...] = ()
    via: str | None = None
    is_draft: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A status as people read it: its code, what it means, what it says, and how it went."""

    system: str
    code: str
    means: str | None = None
    says: tuple[str, ...] = ()
    outcome: str = "none"
    is_final: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """A status that people read, and all that it can stand for: statuses behind it, the nearest first."""

    shown: Told
    stands_for: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """
    A contract set in one look. `place` is where its contract begins. `readable` has every status of every
    system that people read, in order of declaration; None where the rules about contracts were left out.
    """

    set: str
    version: str
    title: str | None = None
    owner: str | None = None
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    readable: tuple[Readable, ...] | None = None
    place: Place = field(compare=False)
