"""Everything that is known of one case, gathered once for all that is told of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from checker.analysis import telling
from checker.analysis.incident.crossings import Crossing, crossings
from checker.analysis.meaning.ownership import system_of
from checker.analysis.recorded.facts import Sight
from checker.analysis.recorded.record import Record
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.testimonies import Testimony, all_testimonies
from checker.analysis.recorded.timeline import Timeline, lane
from checker.analysis.replay.seen import (
    AnsweredDifferently,
    ContextBroken,
    ContractsDisagree,
    DecisionDiffers,
    EnrichmentMissing,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    SeenCase,
    StaleReference,
    TransformationDiffers,
    VersionMixed,
    VersionUnknown,
)
from checker.model.contracts import ContractSet
from checker.model.findings import Evidence
from checker.model.places import Place
from checker.model.recordings import Case, Event
from checker.model.text import plain, shown

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay

# What is seen in a message, in the order of attribution: whose fault it is that it is not as it should be.
OfPayload: TypeAlias = (
    PayloadInvalid
    | EnrichmentMissing
    | RowFailed
    | TransformationDiffers
    | StaleReference
    | ContractsDisagree
    | RefusedByRule
)
OfMessage: TypeAlias = (
    OfPayload | ContextBroken | DecisionDiffers | VersionUnknown | VersionMixed | AnsweredDifferently
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """
    One case: what was said in it (`record`), what was seen in it, what became certain in it, and when.

    `of_events` has what was seen in the messages of each event.
    """

    record: Record
    seen: SeenCase
    testimonies: tuple[Testimony, ...]
    crossings: tuple[Crossing, ...]
    of_events: Mapping[str, Sequence[OfMessage]]
    name: str
    has_days: bool  # it took more than one day, so that a time of day says too little

    @property
    def case(self) -> Case:
        return self.record.case

    @property
    def contracts(self) -> ContractSet:
        return self.record.declared.contracts

    @property
    def timeline(self) -> Timeline:
        return self.record.timeline

    def body(self, system: str) -> str:
        """The system whose face it is; itself, where the contract does not know it."""
        return system_of(self.contracts.systems, system) if system in self.contracts.systems else system

    def lane(self, event: Event) -> str | None:
        name = lane(event, self.contracts)
        return self.body(name) if name is not None else None

    def event(self, name: str) -> Event | None:
        return self.record.events.get(name)

    def at(self, time: str | None, *, seconds: bool = False) -> str:
        """` at 09:15:33.050`; with the day where the case took several; nothing where there is no time."""
        return f" at {self.clock(time, seconds=seconds)}" if time is not None else ""

    def clock(self, time: str | None, *, seconds: bool = False) -> str:
        """The time of day; `seconds` leaves out the fraction."""
        if time is None:
            return ""
        clock = telling.clock(time)
        if seconds:
            whole, dot, rest = clock.partition(".")
            clock = whole + rest.lstrip("0123456789") if dot else clock
        return f"{plain(telling.day(time))} {clock}" if self.has_days else clock

    def said(self, one: Sight, *, seconds: bool = False) -> str:
        """`wms "SKIPPED" at 09:15:32.700`."""
        return f"{one.system} {shown(one.code)}{self.at(one.at, seconds=seconds)}"

    def sight(self, one: Said) -> Sight:
        return self.record.sight(one)

    def place(self, event: Event) -> Place:
        return self.case.place(event)

    def evidence(self, event: Event) -> Evidence:
        return self.record.seen(event)

    def words_of(self, system: str) -> Iterator[Said]:
        """All that a system said under all its names, in order."""
        return (one for one in self.record.answers if not one.is_repeated and self.body(one.system) == system)


def known(replay: "Replay", case: Case, seen: SeenCase, record: Record) -> Known:
    found = crossings(replay, case, record.timeline)
    of_events: dict[str, list[OfMessage]] = {}
    for one in seen.observations:
        if isinstance(one, OfMessage):
            of_events.setdefault(one.spot.seen.event or "", []).append(one)
    days = {telling.day(event.at) for event in case.events if event.at is not None}
    return Known(
        record=record,
        seen=seen,
        testimonies=tuple(all_testimonies(record)),
        crossings=found,
        of_events=of_events,
        name=_name(case),
        has_days=len(days) > 1,
    )


def _name(case: Case) -> str:
    """What people call it: `Order 4711`, where one of its ids is the name of the case."""
    for event in case.events:
        for name, value in event.ids.items():
            if value == case.name and not value.lower().startswith(name.lower()):
                return f"{plain(name[:1].upper() + name[1:])} {plain(value)}"
    return f"Case {plain(case.name)}"
