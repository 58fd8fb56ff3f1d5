"""What the sender of a boundary might report for each status of the receiver, where no row is written yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.meaning.remedies import honest_status
from checker.analysis.meaning.whole import Meaning
from checker.model.places import Place
from checker.model.systems import NO_ANSWER, Outcome, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """
    A row for what the receiver shows: a status to report, only `during` one where that is given, or nothing,
    with the reason. Where there is neither, no row is right and somebody has to decide.
    """

    word: Word
    reports: Status | None = None
    during: Status | None = None
    ignore: str | None = None

    @property
    def is_decided(self) -> bool:
        return self.reports is not None or self.ignore is not None


def proposals(
    meaning: Meaning, sender: str, receiver: str, refused: Mapping[str, int]
) -> tuple[Proposal, ...]:
    """
    One for each status of the receiver, in their order, and one for no answer.

    The best comes first: the status that says all that is known and nothing else. `refused` counts, by codes,
    how many were found wrong already, so that the next is given.
    """
    words = (*meaning.vocabulary.shown_by(receiver), Word(receiver, NO_ANSWER))
    return tuple(_proposal(meaning, sender, word, refused.get(str(word.code), 0)) for word in words)


def _proposal(meaning: Meaning, sender: str, word: Word, refused: int) -> Proposal:
    reading = Reading(
        kind=Kind.NO_ANSWER if word.is_silence else Kind.ROW,
        boundary=None,
        words=(word,),
        reporter=sender,
        reports=None,
        evidence=word.says,
        place=word.status.place if word.status else Place(file="", line=1, column=1),
    )
    honest = honest_status(meaning, reading, own_word=False)
    found = [] if honest is None else [Proposal(word=word, reports=honest)]
    if word.is_silence:
        found += [replace(one, during=honest) for one in found]  # what is shown stays
    elif _is_plain(word):
        found.append(Proposal(word=word, ignore=f"no status of {sender} fits it"))
    return found[refused] if refused < len(found) else Proposal(word=word)


def _is_plain(word: Word) -> bool:
    """Whether nothing is lost where nobody is told: it says nothing, and nothing has ended."""
    says_nothing = word.outcome in (Outcome.NONE, Outcome.UNKNOWN) and not word.says
    return says_nothing and not word.is_final
