"""From a recorded case to what is told of it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from checker.analysis.incident.answers import answers
from checker.analysis.incident.asides import asides
from checker.analysis.incident.basis import Basis
from checker.analysis.incident.faults import Hidden, faults
from checker.analysis.incident.known import Known, known
from checker.analysis.incident.moments import moments
from checker.analysis.incident.retries import retries
from checker.analysis.incident.standings import standings
from checker.analysis.incident.values import Incident
from checker.analysis.incident.verdict import verdict
from checker.analysis.recorded.record import Record
from checker.analysis.replay.seen import SeenCase
from checker.model.recordings import Case

if TYPE_CHECKING:
    from checker.analysis.replay.replay import Replay


def explained(
    replay: "Replay", case: Case, seen: SeenCase, record: Record, hidden: Sequence[Hidden] = ()
) -> Incident:
    """
    All that is told of a case.

    `seen` is what replay saw in it, `record` what was said in it, both as `Replay.look_whole` gives them.
    `hidden` are sentences on what can't be shown of it, each with where it was seen.
    """
    of = known(replay, case, seen, record)
    repeated = retries(of)
    told = Basis(known=of, standings=standings(of), faults=faults(of, hidden))
    return Incident(
        set=replay.contracts.name,
        case=case.name,
        name=of.name,
        recording=case.recording,
        verdict=verdict(told),
        lanes=_lanes(of),
        moments=moments(of, {one.event.id: one for one in repeated}),
        answers=answers(told),
        asides=tuple(asides(of, repeated)),
        words=tuple(_words(of)),
        skipped=seen.skipped,
    )


def _words(of: Known) -> Iterator[tuple[str, str]]:
    """What the systems of the case are called, and what the facts mean."""
    lanes = _lanes(of)
    for system in of.contracts.systems.values():
        if system.name in lanes and system.title:
            yield system.name, system.title
    for fact in of.contracts.facts.values():
        known_by = f"{fact.owner} knows"
        yield fact.name, f"{fact.means}; {known_by}" if fact.means else f"a fact that {known_by}"


def _lanes(of: Known) -> tuple[str, ...]:
    """The systems that have an event or were sent something, in the order of the contract."""
    found = {of.lane(event) for event in of.timeline.events}
    found |= {of.body(one.boundary.receiver.name) for one in of.crossings}
    order: Callable[[str], int] = list(of.contracts.systems).index
    names = [name for name in found if name is not None and name in of.contracts.systems]
    strangers = sorted(name for name in found if name is not None and name not in of.contracts.systems)
    return (*sorted(names, key=order), *strangers)
