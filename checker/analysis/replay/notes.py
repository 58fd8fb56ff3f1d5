"""What is noted down while a case is looked at."""

from collections.abc import Iterable, Mapping

from checker.analysis.coverage import Still
from checker.analysis.recorded import How, Report, Said, Unanswered, Unjudged
from checker.analysis.replay.readers import Readers
from checker.analysis.replay.seen import (
    MessageName,
    Observation,
    RowName,
    SeenCase,
    Spot,
    StatusName,
    UndeclaredStatus,
)
from checker.analysis.replay.statuses import Declared, Listed, OfPart, Showing, Silent, Undeclared, Unread
from checker.errors import Mistake
from checker.model.boundaries import Boundary, Message
from checker.model.coverage import Thing
from checker.model.findings import Evidence, Skipped
from checker.model.places import Place
from checker.model.recordings import Case, Complete, Event


class Notes:
    """
    Of one case. Used once, and turned into a value by `seen`.

    `still` is what no case has exercised, None where nobody asks what this one exercises of it. `readers`
    says of each system where its statuses are read.
    """

    __slots__ = (
        "case",
        "compared",
        "compared_messages",
        "exercised",
        "messages",
        "observations",
        "readers",
        "replayed",
        "reports",
        "rows",
        "said",
        "skipped",
        "statuses",
        "still",
        "unanswered",
        "validated",
        "versions",
    )

    def __init__(
        self, case: Case, still: Still | None = None, readers: Mapping[str, Readers] | None = None
    ) -> None:
        self.case = case
        self.still = still
        self.readers = readers or {}
        self.exercised: set[Thing] = set()
        self.observations: list[Observation] = []
        self.skipped: dict[Skipped, None] = {}
        self.statuses: set[StatusName] = set()
        self.said: list[Said] = []
        self.reports: list[Report] = []
        self.unanswered: list[Unanswered] = []
        self.compared_messages: set[MessageName] = set()
        self.rows: dict[RowName, int] = {}
        self.messages: dict[str, str] = {}
        self.versions: dict[MessageName, list[tuple[str, Event]]] = {}
        self.replayed = self.validated = self.compared = 0

    def seen(self, contracts: str) -> SeenCase:
        return SeenCase(
            set=contracts,
            case=self.case.name,
            recording=self.case.recording,
            observations=tuple(self.observations),
            skipped=tuple(self.skipped),
            replayed=self.replayed,
            validated=self.validated,
            compared=self.compared,
            statuses=frozenset(self.statuses),
            compared_messages=frozenset(self.compared_messages),
            rows=self.rows,
            messages=self.messages,
            exercised=frozenset(self.exercised),
        )

    def skip(
        self,
        why: str,
        event: Event,
        *,
        was_asked: bool = False,
        place: Place | None = None,
        fix: str | None = None,
    ) -> None:
        """Something of an event that can't be judged; without a place, the event's own line."""
        where = place or self.case.place(event)
        self.skipped[Skipped(check="replay", why=why, was_asked=was_asked, place=where, fix=fix)] = None

    def mistakes(self, mistakes: Iterable[Mistake], event: Event) -> None:
        """What kept something from being judged, by whose fault it is."""
        for mistake in mistakes:
            self.skip(mistake.message, event, was_asked=True, place=mistake.place, fix=mistake.fix)

    def shown(self, showings: Iterable[Showing], event: Event, how: How = How.STATUS) -> None:
        """Statuses that an event shows."""
        for showing in showings:
            match showing:
                case Declared(system, code, part):
                    self.statuses.add((system, code))
                    self._said(system, code, part, event, how)
                case Silent():
                    self.unanswered.append(Unanswered(boundary=event.boundary or "", event=event))
                case Listed(parts, missing):
                    report = Report(boundary=event.boundary or "", event=event, parts=parts, missing=missing)
                    self.reports.append(report)
                case Undeclared(system, code, place, near, is_reply, part):
                    if not is_reply:
                        self._said(system, code, part, event, how)
                    undeclared = UndeclaredStatus(
                        system=system,
                        code=code,
                        seen=self.evidence(event),
                        place=place,
                        near=near,
                        boundary=event.boundary,
                        is_reply=is_reply,
                        readers=self.readers.get(system),
                    )
                    self.observations.append(undeclared)
                case Unread(why, place, is_silent):
                    self.skip(why, event, was_asked=not is_silent, place=place)

    def _said(self, system: str, code: str, part: OfPart | None, event: Event, how: How) -> None:
        self.said.append(
            Said(
                system=system,
                code=code,
                event=event,
                how=how,
                boundary=None if how is How.STATUS else event.boundary,
                is_part=part is not None,
                part=part.key if part is not None else None,
            )
        )

    def unjudged(self, what: Unjudged) -> None:
        """Something that the statuses of the case leave open."""
        place = Place(file=what.seen.recording, line=max(what.seen.line, 1), column=1)
        self.skipped[Skipped(check="replay", why=what.why, place=place, fix=what.fix)] = None

    def evidence(self, event: Event, pointer: str | None = None) -> Evidence:
        """Where an event stands in the recording."""
        return Evidence(
            recording=event.file or self.case.recording,
            line=event.line,
            case=self.case.name,
            event=event.id,
            pointer=pointer,
        )

    def spot(
        self, boundary: Boundary, message: Message | None, event: Event, pointer: str | None = None
    ) -> Spot:
        return Spot(boundary=boundary, message=message, seen=self.evidence(event, pointer))

    def is_captured(self, system: str | None, *, unless_said: bool) -> bool:
        """Whether all of a system was captured; `unless_said` where the recording does not say."""
        if not self.case.header.complete or system is None:
            return unless_said
        complete = self.case.header.complete.get(system)
        return unless_said if complete is None else complete is Complete.FULL
