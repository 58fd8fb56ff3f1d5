"""From a change to a finding: what was, what is now, and whom it concerns."""

from collections.abc import Iterable, Sequence

from checker.analysis.composed.relation import Chain
from checker.analysis.drift import Drift, State
from checker.analysis.drift.readers import Reader
from checker.analysis.drift.row_change import Reads
from checker.analysis.drift.statuses import Kept
from checker.analysis.meaning.literals import Literals, sorted_literals
from checker.analysis.meaning.readings import Word
from checker.analysis.telling import listed
from checker.model.findings import Evidence, Finding, Level, Related, Shift, Step
from checker.model.json import Json
from checker.model.places import Place
from checker.model.systems import Status
from checker.model.text import shown as quote
from checker.rules.wording import quoted


def told(
    drift: Drift,
    rule: str,
    level: Level,
    *,
    subject: str,
    message: str,
    place: Place,
    was: Json,
    now: Json,
    cause: str,
    fix: str,
    label: str = "",
    readers: Iterable[str] = (),
    boundary: str | None = None,
    before: Place | None = None,
    related: Sequence[Related] = (),
    trace: Sequence[Step] = (),
    notes: Sequence[str] = (),
    evidence: Sequence[Evidence] = (),
    count: int = 1,
) -> Finding:
    """
    The finding about a change. Of a boundary that is a draft there are only notes.

    `before` is where it stood in the baseline, `cause` what else is told of the same change.
    """
    over = drift.after.contracts.boundaries.get(boundary or "")
    is_draft = over is not None and over.is_draft
    earlier = [Related(place=before, says=f"so it was in {drift.baseline}")] if before is not None else []
    return Finding(
        rule=rule,
        level=Level.NOTE if is_draft else level,
        set=drift.after.contracts.name,
        subject=subject,
        message=message,
        place=place,
        label=label,
        related=(*earlier, *related),
        trace=tuple(trace),
        evidence=tuple(evidence),
        notes=(*notes, *([f"{boundary} is a draft"] if is_draft else [])),
        fix=fix,
        count=count,
        shift=Shift(was=was, now=now, readers=tuple(dict.fromkeys(readers)), cause=cause),
    )


def said(literals: Literals) -> list[Json]:
    """As `changes` of a contract writes them."""
    return [str(literal) for literal in sorted_literals(literals)]


def of_status(word: Word) -> str:
    return f"{word.system}/{word.code}"


def status_cause(word: Word) -> str:
    return f"status {of_status(word)}"


def affected(readers: Sequence[Reader]) -> str:
    """`hub shows "done" and portal shows "completed" because of it`: whom a change concerns."""
    systems = [reader for reader in readers if not reader.is_people]
    people = [reader.system for reader in readers if reader.is_people]
    shows = [f"{reader.system} shows {shown(reader.shows)}" for reader in systems[:3]]
    if len(systems) > 3:
        shows[2:] = [f"{len(systems) - 2} other systems show something"]
    told = [f"{listed(shows)} because of it"] if shows else []
    read = [f"people read what {listed(people)} shows"] if people else []
    return ", and ".join([*told, *read])


def reworded(kept: Kept) -> list[str]:
    """What a status was to mean and means, where its words changed with it."""
    was, now = kept.before.means, kept.after.means
    return [f"it meant {quote(was)}, and means {quote(now)}"] if kept.is_reworded and was and now else []


def names(readers: Iterable[Reader]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reader.system for reader in readers))


def shown(word: Word) -> str:
    return f'"{word.code}"' if word.status else str(word)


def reported(reads: Reads) -> str:
    """What a row reports, as a sentence has it."""
    return listed(map(quoted, reads.reported)) or "nothing"


def codes(reads: Reads) -> Json:
    """What a row reports, as `changes` writes it; None where it reports nothing."""
    found: list[Json] = [status.code for status in reads.reported]
    return found[0] if len(found) == 1 else found or None


def chain_steps(state: State, chain: Chain) -> tuple[Step, ...]:
    """The way of a status through rows, a line a status; nothing where there is no way."""
    if not chain:
        return ()
    pairs: list[tuple[Word, Place | None]] = [
        (word, word.status.place if word.status else None) for word in chain[0].words
    ]
    pairs += [(state.word(one.reports), one.place) for one in chain if one.reports]
    return tuple(
        Step(
            step=number,
            system=word.system,
            shows=word.code or "a code that nobody has declared",
            says=tuple(map(str, sorted_literals(word.says))),
            where=place,
        )
        for number, (word, place) in enumerate(pairs, start=1)
    )


def declared(status: Status, says: str) -> Related:
    return Related(place=status.place, says=says)
