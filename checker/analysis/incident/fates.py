"""Whether a receiver rejected, ignored or accepted what it was sent: the fourth answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.analysis.incident.basis import Basis, capital
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.known import Known
from checker.analysis.incident.values import Answer, Point
from checker.analysis.recorded.rejections import is_rejection
from checker.analysis.recorded.said import Said
from checker.analysis.telling import listed
from checker.model.systems import Layer, Outcome
from checker.model.text import plain, shown

HOW = "Did the receiver reject it, ignore it, or accept it and fail later?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What a receiver did with what it was sent."""

    system: str
    point: Point
    refusal: Said | None = None
    is_ignored: bool = False
    is_unknown: bool = False


def how(of: Basis) -> Answer:
    """The first system that refused; else whoever was handed something and said nothing; else acceptance."""
    known = of.known
    found = fates(known)
    points = tuple(fate.point for fate in found)
    order = [event.id for event in known.timeline.events]
    refused = [fate for fate in found if fate.refusal is not None]
    if refused:
        fate = min(refused, key=lambda one: order.index(one.refusal.event.id) if one.refusal else 0)
        silent = any(
            one.sight.seen.event == fate.refusal.event.id for one in of.faults.silent if fate.refusal
        )
        told_nobody = ", and nobody passed that on: a rejection in silence" if silent else ""
        return Answer(question=HOW, says=f"{capital(fate.point.says)}{told_nobody}.", evidence=points)
    ignored = [fate for fate in found if fate.is_ignored]
    if ignored:
        says = " ".join(f"{capital(fate.point.says)}." for fate in ignored)
        return Answer(question=HOW, says=says, evidence=points)
    unknown = [fate for fate in found if fate.is_unknown]
    if not found:
        return Answer(question=HOW, says="Not known: no message was captured.", is_known=False)
    if len(unknown) == len(found):
        says = " ".join(f"{capital(fate.point.says)}." for fate in unknown)
        return Answer(question=HOW, says=says, is_known=False, evidence=points)
    accepted = [fate.system for fate in found if not fate.is_unknown]
    they = "it was" if len(accepted) == 1 else "they were"
    says = f"None of that: {listed(accepted)} accepted what {they} sent."
    says += "".join(f" {capital(fate.point.says)}." for fate in unknown)
    return Answer(question=HOW, says=says, evidence=points)


def fates(known: Known) -> tuple[Fate, ...]:
    """One for each system that was sent something, in the order in which they were."""
    first: dict[str, Crossing] = {}
    for crossing in known.crossings:
        first.setdefault(known.body(crossing.boundary.receiver.name), crossing)
    return tuple(_fate(known, system, crossing) for system, crossing in first.items())


def _fate(known: Known, system: str, crossing: Crossing) -> Fate:
    since = crossing.sent or crossing.event
    after = [one for one in known.words_of(system) if not known.timeline.precedes(one.event, since)]
    words = [one for one in after if not _is_transport(known, one)]
    refusal = next((one for one in words if is_rejection(known.record.word(one))), None)
    if refusal is not None:
        return _refused(known, system, words, refusal)
    if words:
        is_open = known.record.word(words[-1]).outcome is Outcome.UNKNOWN
        did = "left open what became of it" if is_open else "accepted it"
        sight = known.sight(words[-1] if is_open else words[0])
        return Fate(system=system, point=Point(says=f"{system} {did}: {known.said(sight)}", seen=sight.seen))
    effects = [
        event
        for event in known.timeline.events
        if event.effect is not None and known.lane(event) == system and event.effect.holds
    ]
    if effects:
        what = effects[0].effect.fact if effects[0].effect is not None else ""
        says = f"{system} accepted it: {plain(what)}{known.at(effects[0].at)}"
        return Fate(system=system, point=Point(says=says, seen=known.evidence(effects[0])))
    took = f" {known.said(known.sight(after[-1]))} says only that the transport took it," if after else ""
    has_statuses = bool(known.contracts.systems[system].statuses)
    if has_statuses and not known.record.incomplete([system]):
        never = f"{took}{' and' if took else ''} it never said what became of it"
        says = f"{system} ignored it, as far as was recorded:{never}"
        return Fate(system=system, point=Point(says=says, seen=known.evidence(since)), is_ignored=True)
    why = f"not every status of {system} was captured" if has_statuses else "no status of it is declared"
    why = f"and {why}" if took else why
    says = f"what {system} did with it is not known:{took} {why}"
    return Fate(system=system, point=Point(says=says, seen=known.evidence(since)), is_unknown=True)


def _refused(known: Known, system: str, words: Sequence[Said], refusal: Said) -> Fate:
    before = [
        one for one in words if known.timeline.position(one.event) < known.timeline.position(refusal.event)
    ]
    sight = known.sight(refusal)
    reason = f" because {plain(sight.reason, longest=200)}" if sight.reason else ""
    took = [one for one in before if not is_rejection(known.record.word(one))]
    if took and any(known.record.word(one).says for one in took):
        first = known.said(known.sight(took[0]))
        says = f"{system} accepted it ({first}) and failed later: {known.said(sight)}{reason}"
    else:
        says = f"{system} rejected it: {known.said(sight)}{reason}"
    later = words[-1]
    if later is not refusal and not is_rejection(known.record.word(later)):
        says += f"; later it said {shown(later.code)}{known.at(known.sight(later).at)}"
    status = known.record.declared.status(refusal.system, refusal.code)
    point = Point(says=says, seen=sight.seen, place=status.place if status is not None else None)
    is_over = later is refusal or is_rejection(known.record.word(later))
    return Fate(system=system, point=point, refusal=refusal if is_over else None)


def _is_transport(known: Known, one: Said) -> bool:
    status = known.record.declared.status(one.system, one.code)
    return status is not None and status.layer is Layer.TRANSPORT
