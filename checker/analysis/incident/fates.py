"""Whether a receiver rejected, ignored or accepted what it was sent: the fourth answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from checker.analysis.incident.basis import Basis, capital
from checker.analysis.incident.crossings import Crossing
from checker.analysis.incident.known import Known
from checker.analysis.incident.unheard import of_whom
from checker.analysis.incident.values import Answer, Point
from checker.analysis.recorded.rejections import is_rejection
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.timeline import nanoseconds, seconds_between
from checker.analysis.replay.seen import UndeclaredStatus
from checker.analysis.telling import listed
from checker.model.findings import Evidence
from checker.model.recordings import Complete, Kind
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
    is_undecided: bool = False  # it had it, and all that it said was captured


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
    accepted = [fate.system for fate in found if not (fate.is_unknown or fate.is_undecided)]
    rest = [fate for fate in found if fate.is_unknown or fate.is_undecided]
    they = "it was" if len(accepted) == 1 else "they were"
    clauses = [f"{listed(accepted)} accepted what {they} sent"] if accepted else []
    clauses += [fate.point.says for fate in rest]
    so_far = " so far" if rest else ""
    none = "" if unknown else f"None of that{so_far}: "
    says = " ".join(f"{capital(clause)}." for clause in clauses)
    return Answer(question=HOW, says=f"{none}{says}", evidence=points)


def fates(known: Known) -> tuple[Fate, ...]:
    """One for each system that was sent something, in the order in which they were."""
    handed: dict[str, list[Crossing]] = {}
    for crossing in known.crossings:
        handed.setdefault(known.body(crossing.boundary.receiver.name), []).append(crossing)
    return tuple(_fate(known, system, crossings) for system, crossings in handed.items())


def _fate(known: Known, system: str, crossings: Sequence[Crossing]) -> Fate:
    since = crossings[0].sent or crossings[0].event
    after = [one for one in known.words_of(system) if not known.timeline.precedes(one.event, since)]
    words = [one for one in after if not _is_transport(known, one)]
    refusal = next((one for one in words if is_rejection(known.record.word(one))), None)
    if refusal is not None:
        return _refused(known, system, words, refusal)
    if words and known.record.word(words[-1]).outcome is Outcome.UNKNOWN:
        says = f"{system} left open what became of it: {known.said(known.sight(words[-1]))}"
        return _unknown(system, says, known.sight(words[-1]).seen)
    if any(_is_decision(known, one) for one in words):
        sight = known.sight(words[0])
        return Fate(
            system=system, point=Point(says=f"{system} accepted it: {known.said(sight)}", seen=sight.seen)
        )
    effects = [
        event
        for event in known.timeline.events
        if event.effect is not None and known.lane(event) == system and event.effect.holds
    ]
    if effects:
        what = effects[0].effect.fact if effects[0].effect is not None else ""
        says = f"{system} accepted it: {plain(what)}{known.at(effects[0].at)}"
        return Fate(system=system, point=Point(says=says, seen=known.evidence(effects[0])))
    if words:
        return _undecided(known, system, words[-1])
    return _unheard(known, system, crossings, after[-1] if after else None)


def _is_decision(known: Known, one: Said) -> bool:
    word = known.record.word(one)
    return word.outcome is Outcome.SUCCESS or word.is_final or any(literal.holds for literal in word.says)


def _undecided(known: Known, system: str, last: Said) -> Fate:
    """It said something, and nothing that tells what became of the message."""
    sight = known.sight(last)
    if sight.status is None:
        says = f"what {system} did with it is not known: it said {shown(last.code)}, which nobody declared"
        return _unknown(system, says, sight.seen)
    if known.record.incomplete([system]):
        says = f"{system} had it ({known.said(sight)}), and what became of it is not known: "
        return _unknown(system, says + of_whom(known, [system]), sight.seen)
    says = f"{system} had it ({known.said(sight)}) and had not decided"
    return Fate(system=system, point=Point(says=says, seen=sight.seen), is_undecided=True)


def _unheard(known: Known, system: str, crossings: Sequence[Crossing], transport: Said | None) -> Fate:
    """Nothing but perhaps its transport answered: ignored only if it had the message, and time to speak."""
    since = crossings[0].sent or crossings[0].event
    seen = known.evidence(since)
    took = ""
    if transport is not None:
        sight = known.sight(transport)
        outcome = known.record.word(transport).outcome
        if outcome in (Outcome.UNKNOWN, Outcome.FAILURE):
            return _unknown(
                system, f"it is not known whether {system} took it: {known.said(sight)}", sight.seen
            )
        took = f" {known.said(sight)} says only that the transport took it,"
    foreign = _undeclared(known, system)
    if foreign is not None and transport is None:
        says = f"{system} answered {shown(foreign.code)}, which nobody declared"
        return _unknown(system, f"{says}: what it did with it is not known", foreign.seen)
    has_statuses = bool(known.contracts.systems[system].statuses)
    if not has_statuses or known.record.incomplete([system]):
        why = of_whom(known, [system]) if has_statuses else "no status of it is declared"
        why = f"and {why}" if took else why
        return _unknown(system, f"what {system} did with it is not known:{took} {why}", seen)
    if not took and _has_time_left(known, crossings):
        return _unknown(system, f"{system} had not answered when the recording ended", seen)
    if not took and not any(_has_arrived(one) for one in crossings):
        complete = known.case.header.complete.get(system)
        if complete is Complete.FULL:
            says = f"it never reached {system}, as far as was recorded"
            return Fate(system=system, point=Point(says=says, seen=seen), is_ignored=True)
        says = f"{system} never said what became of it, and whether it received it was not captured"
        return _unknown(system, says, seen)
    if _has_time_left(known, crossings):
        return _unknown(system, f"{system} had not answered when the recording ended:{took[:-1]}", seen)
    never = f"{took}{' and' if took else ''} it never said what became of it"
    says = f"{system} ignored it, as far as was recorded:{never}"
    return Fate(system=system, point=Point(says=says, seen=seen), is_ignored=True)


def _unknown(system: str, says: str, seen: Evidence) -> Fate:
    return Fate(system=system, point=Point(says=says, seen=seen), is_unknown=True)


def _undeclared(known: Known, system: str) -> UndeclaredStatus | None:
    return next(
        (
            one
            for one in known.seen.observations
            if isinstance(one, UndeclaredStatus) and known.body(one.system) == system
        ),
        None,
    )


def _has_arrived(one: Crossing) -> bool:
    """Whether the receiver had it: it says so, or it answered."""
    return one.received is not None and (
        one.received.kind is not Kind.EXCHANGE or one.received.reply is not None
    )


def _has_time_left(known: Known, crossings: Sequence[Crossing]) -> bool:
    """Whether the recording ends before the sender had waited in full for an answer to the last message."""
    last = crossings[-1]
    within = last.boundary.answer_within
    times = [known.case.header.captured, *(event.at for event in known.case.events)]
    ends = [time for time in times if nanoseconds(time) is not None]
    end = max(ends, key=lambda time: nanoseconds(time) or 0, default=None)
    waited = seconds_between((last.sent or last.event).at, end)
    return within is not None and waited is not None and waited < within


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
