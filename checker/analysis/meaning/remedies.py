"""What could truthfully be reported instead."""

from typing import Final

from checker.analysis.meaning.founded import contradicted, lacking
from checker.analysis.meaning.readings import Reading
from checker.analysis.meaning.whole import Meaning
from checker.model.systems import Outcome, Status

_MOST: Final = 1_000  # readings of one row: of thousands of combinations nobody wants to know it


def honest_status(meaning: Meaning, reading: Reading, *, own_word: bool = True) -> Status | None:
    """
    The status of the reporter that fits a reading best: it says nothing that is not known, and all it can.

    `own_word`: the reporter may say what it owns, or as a third party, without having read it.

    Preferred are the same outcome, then one with which nobody waits for ever, then one that rows at the same
    place report already, then as much of the evidence as possible; None where all would say too much.
    """
    vocabulary = meaning.vocabulary
    beside = meaning.beside(reading.boundary)
    outcome = _outcome(reading)
    best: tuple[tuple[bool, bool, bool, int], Status] | None = None
    for status in meaning.contracts.systems[reading.reporter].statuses.values():
        if status == reading.reports or status.deprecated or not fits(meaning, reading, status):
            continue
        if not own_word and not vocabulary.says(status) <= reading.evidence:
            continue
        told = len(vocabulary.says(status) & reading.evidence)
        score = (status.outcome is outcome, not waits_for_ever(reading, status), status in beside, told)
        if best is None or score > best[0]:
            best = (score, status)
    return best[1] if best else None


def waits_for_ever(reading: Reading, status: Status) -> bool:
    """Whether an open status that says nothing of the end would be the last word on what has ended."""
    is_open = not status.is_final and status.outcome is Outcome.NONE
    return is_open and bool(reading.words) and reading.is_final


def fits_the_row(meaning: Meaning, reading: Reading, status: Status) -> bool:
    """
    Whether a row could report this truthfully for all that it stands for, and reports nothing truthful now.

    Else it would have to be parted, and nobody but people can say where.
    """
    same = meaning.of_row.get(reading.place, ())
    if len(same) > _MOST or not all(fits(meaning, other, status) for other in same):
        return False
    return not any(
        other.reports and fits(meaning, other, other.reports) for other in same if other != reading
    )


def fits(meaning: Meaning, reading: Reading, status: Status) -> bool:
    """Whether a row could report this for what is read, and say no more than is known."""
    replaced = Reading(
        kind=reading.kind,
        boundary=reading.boundary,
        words=reading.words,
        reporter=reading.reporter,
        reports=status,
        during=reading.during,
        evidence=reading.evidence,
        place=reading.place,
    )
    vocabulary = meaning.vocabulary
    if lacking(vocabulary, replaced, status) or contradicted(vocabulary, replaced):
        return False
    if status.is_final and any(meaning.vocabulary.later(word) for word in reading.words):
        return False
    return _suits(reading, status)


def _suits(reading: Reading, status: Status) -> bool:
    """Whether the outcome of a status suits what was read."""
    if reading.is_mute:
        return not status.is_final and status.outcome in (Outcome.UNKNOWN, Outcome.NONE)
    if reading.partial:
        # Of what stays partial, an open status without outcome would tell nobody, ever.
        stays = (Outcome.PARTIAL,) if reading.is_final else (Outcome.PARTIAL, Outcome.UNKNOWN, Outcome.NONE)
        return status.outcome in stays
    if reading.is_rejection:
        return status.outcome in (Outcome.FAILURE, Outcome.PARTIAL) or bool(status.denies)
    if reading.failing:
        return status.outcome is not Outcome.SUCCESS
    if reading.succeeds:
        return status.outcome is not Outcome.FAILURE
    return status.outcome not in (Outcome.FAILURE, Outcome.SUCCESS)


def _outcome(reading: Reading) -> Outcome:
    """The outcome that all of what was read shares; none where they differ or nothing is known."""
    outcomes = {word.outcome for word in reading.words}
    if reading.partial:
        return Outcome.PARTIAL
    return outcomes.pop() if len(outcomes) == 1 and not reading.is_mute else Outcome.NONE
