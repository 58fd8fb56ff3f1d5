"""A contract set: everything that people declared for one integration, names resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from checker.model.boundaries import Boundary
from checker.model.json import Json
from checker.model.paths import Path
from checker.model.places import Place, Ref
from checker.model.recordings import Complete
from checker.model.systems import Fact, System


@dataclass(frozen=True, slots=True, kw_only=True)
class TableVersion:
    """What a table was at another time: `name` is what recordings call that version, `rows` as of a table."""

    name: str
    file: str = field(compare=False)
    rows: Mapping[tuple[str, ...], Json]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """
    A table that lookups use: `rows` maps the texts of the key columns, in order, to the value.

    `max_age` is in seconds, None where the contract does not limit it. `versions` are those that are kept, by
    their names. `duplicates` are errors of loading.
    """

    name: str
    file: str = field(compare=False)
    key: tuple[str, ...]
    value: str
    rows: Mapping[tuple[str, ...], Json]
    max_age: float | None = None
    versions: Mapping[str, TableVersion] = field(default_factory=dict)
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """
    Where something stands in what was captured: at a path, or where `path` is None, in the part that the
    format calls `text`. `is_reply`: the path leads into the answer.
    """

    text: str
    path: Path | None = None
    is_reply: bool = False
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureRule:
    """
    How events of a foreign capture are recognised.

    All of `where` must hold: what stands at the spot, and a pattern in which `*` is any text. `fields` says
    where the case, time, status, payload and so on stand, `face` where the status of each face does.
    `complete` is how much of the system such a capture has; None where nobody says.
    """

    format: str
    where: tuple[tuple[Spot, str], ...] = ()
    boundary: Ref | None = None
    message: Ref | None = None
    side: Literal["sent", "received"] | None = None
    system: Ref | None = None
    face: Mapping[str, Spot] = field(default_factory=dict)
    effect: Ref | None = None
    complete: Complete | None = None
    fields: Mapping[str, Spot] = field(default_factory=dict)
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """`boundaries` is empty where the flow is not narrowed."""

    name: str
    reader: Ref
    boundaries: tuple[Ref, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """A waiver of a finding of the contract as it stands; `at` is a subject, with `*` for any text."""

    rule: str
    at: str
    because: str
    until: date | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDrift:
    """One entry of `changes: accepts:`; `details` holds what the rule's entry says beside rule and at."""

    rule: str
    at: str
    details: Mapping[str, Json]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    version: str
    because: str
    accepts: tuple[AcceptedDrift, ...] = ()
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSet:
    """
    One integration. `folder` is where its files lie, `recordings` the paths of its recordings, sorted.

    `sources` maps each file of the contract to its text, so that a report can show a line of it.
    """

    name: str
    version: str
    title: str | None = None
    owner: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    systems: Mapping[str, System] = field(default_factory=dict)
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    reference: Mapping[str, Reference] = field(default_factory=dict)
    captures: tuple[CaptureRule, ...] = ()
    flows: Mapping[str, Flow] = field(default_factory=dict)
    accept: tuple[Accept, ...] = ()
    changes: tuple[Change, ...] = ()
    folder: str = field(compare=False)
    recordings: tuple[str, ...] = field(default=(), compare=False)
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    place: Place = field(compare=False)
