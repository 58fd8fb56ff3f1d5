"""What each status of a case says of the facts, held against what was true."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from checker.analysis.incident.known import Known
from checker.analysis.incident.standings import told
from checker.analysis.incident.values import Remark, Tone
from checker.analysis.meaning.literals import Literal, said_directly
from checker.analysis.recorded.denials import disproofs, passed_on
from checker.analysis.recorded.said import Said
from checker.analysis.recorded.testimonies import Testimony, by_reports, is_established, is_final
from checker.analysis.recorded.truth import is_elsewhere
from checker.analysis.telling import listed


class Truth(Enum):
    """Whether what a status says is so."""

    OWN = "own"  # it is the source of truth itself
    BELIEVED = "believed"  # an external system, which is taken at its word
    TRUE = "true"
    EARLY = "early"  # it became true only later
    OUTDATED = "outdated"  # an open denial of what was true already
    PASSED_ON = "passed on"  # not so, as a source of truth had ruled it out for good, and misled
    FALSE = "false"
    UNFOUNDED = "unfounded"  # everything was captured, and nothing shows it
    ELSEWHERE = "elsewhere"  # it speaks of parts, which are cases of their own
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim or denial of a status, whether it is so, and `by` what that is known."""

    said: Said
    literal: Literal
    truth: Truth
    by: Testimony | None = None
    missing: tuple[str, ...] = ()


def claims(known: Known, said: Said) -> tuple[Claim, ...]:
    """
    What a status was declared to claim and to deny, one by one.

    Nothing of a code that is not declared, or of one part of many: that is judged where the part is.
    """
    word = known.record.word(said)
    if word.status is None or (said.is_part and said.boundary is not None):
        return ()
    return tuple(_claim(known, said, literal) for literal in said_directly(word.status, word.says))


def _claim(known: Known, said: Said, literal: Literal) -> Claim:
    vocabulary = known.record.declared.vocabulary
    word = known.record.word(said)
    against = disproofs(known.record, said, literal, known.testimonies)
    if against:
        return Claim(said=said, literal=literal, truth=Truth.FALSE, by=against[0])
    if literal in vocabulary.owned(said.system, word.says):
        return Claim(said=said, literal=literal, truth=Truth.OWN)
    if vocabulary.is_external(said.system):
        return Claim(said=said, literal=literal, truth=Truth.BELIEVED)
    return _of_claim(known, said, literal) if literal.holds else _of_denial(known, said, literal)


def _of_claim(known: Known, said: Said, literal: Literal) -> Claim:
    """Held against the testimonies up to then; only then against later ones."""
    precedes, event = known.timeline.precedes, said.event
    saying = [one for one in known.testimonies if literal in one.literals]
    if literal in by_reports(known.record, said):
        return Claim(said=said, literal=literal, truth=Truth.TRUE)
    if is_established(known.record, literal, event, known.testimonies):
        before = [one for one in saying if not precedes(event, one.event)]
        return Claim(said=said, literal=literal, truth=Truth.TRUE, by=before[-1])
    if is_elsewhere(known.record, said, [known.contracts.facts[literal.fact]]):
        return Claim(said=said, literal=literal, truth=Truth.ELSEWHERE)
    denials = [one for one in known.testimonies if literal.negated in one.literals]
    later = [one for one in saying if precedes(event, one.event)]
    if later and not any(is_final(known.record, one) and precedes(one.event, event) for one in denials):
        return Claim(said=said, literal=literal, truth=Truth.EARLY, by=later[0])
    missing = known.record.incomplete(known.record.declared.establishing[literal.fact])
    certain = [one for one in denials if not missing or is_final(known.record, one)]
    if certain:
        before = [one for one in certain if not precedes(event, one.event)]
        return Claim(said=said, literal=literal, truth=Truth.FALSE, by=(before or certain)[-1])
    truth = Truth.UNKNOWN if missing else Truth.UNFOUNDED
    return Claim(said=said, literal=literal, truth=truth, missing=missing)


def _of_denial(known: Known, said: Said, literal: Literal) -> Claim:
    precedes, event = known.timeline.precedes, said.event
    same = [one for one in known.testimonies if literal in one.literals and not precedes(event, one.event)]
    against = [one for one in known.testimonies if literal.negated in one.literals]
    is_final = known.record.word(said).is_final
    is_stable = not known.record.declared.vocabulary.is_revocable(literal.fact)
    before = [one for one in against if precedes(one.event, event)]
    if before and (is_stable or not any(precedes(before[-1].event, one.event) for one in same)):
        return Claim(said=said, literal=literal, truth=Truth.OUTDATED, by=before[-1])
    source = passed_on(known.record, said, literal, known.testimonies)
    if is_final and is_stable and against and source is not None:
        return Claim(said=said, literal=literal, truth=Truth.PASSED_ON, by=source)
    if same:
        return Claim(said=said, literal=literal, truth=Truth.TRUE, by=same[-1])
    if is_elsewhere(known.record, said, [known.contracts.facts[literal.fact]]):
        return Claim(said=said, literal=literal, truth=Truth.ELSEWHERE)
    missing = known.record.incomplete(known.record.declared.establishing[literal.fact])
    if missing:
        return Claim(said=said, literal=literal, truth=Truth.UNKNOWN, missing=missing)
    return Claim(said=said, literal=literal, truth=Truth.UNFOUNDED if is_final else Truth.TRUE)


def remarks(known: Known, said: Said) -> Iterator[Remark]:
    """What a status says and whether that is so, a sentence for each fact."""
    for claim in claims(known, said):
        yield _remark(known, claim)


_TONES = {
    Truth.TRUE: Tone.RIGHT,
    Truth.ELSEWHERE: Tone.UNKNOWN,
    Truth.UNKNOWN: Tone.UNKNOWN,
}


def _remark(known: Known, claim: Claim) -> Remark:
    """`says shipped: not true, by wms "SKIPPED" at 09:15:32.700`."""
    literal, by = claim.literal, told(known, claim.by) if claim.by is not None else ""
    sources = listed(known.record.declared.establishing[literal.fact], "or")
    what = f"says {literal}"
    match claim.truth:
        case Truth.OWN:
            return Remark(says=f"{what}, and it is the source of truth of that")
        case Truth.BELIEVED:
            return Remark(says=f"{what}, and it is taken at its word: an external system")
        case Truth.TRUE:
            why = f"true, by {by}" if by else "true, as far as was recorded"
        case Truth.EARLY:
            why = f"too early, it became true only by {by}"
        case Truth.OUTDATED:
            why = f"no longer so, by {by}"
        case Truth.PASSED_ON:
            why = f"not true, but passed on from {by}"
        case Truth.FALSE:
            why = f"not true, by {by}"
        case Truth.UNFOUNDED:
            says = "said so" if literal.holds else "ruled it out"
            why = f"nothing shows it, {sources} had not {says}"
        case Truth.ELSEWHERE:
            why = "not judged here, since the parts that it speaks of are cases of their own"
        case Truth.UNKNOWN:
            why = f"not known whether that is so, {not_captured(known, claim.missing)}"
    tone = _TONES.get(claim.truth, Tone.WRONG)
    if claim.truth is Truth.UNFOUNDED and not literal.holds:
        tone = Tone.UNKNOWN  # it may give up by itself, and nobody has proved it wrong
    return Remark(says=f"{what}: {why}", tone=tone)


def not_captured(known: Known, missing: tuple[str, ...]) -> str:
    """Why something is not known, as a clause."""
    if not known.case.is_whole:
        return "since the case could not be read whole"
    return f"since not every status of {listed(missing)} was captured"
