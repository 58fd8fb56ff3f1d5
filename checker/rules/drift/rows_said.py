"""How a row that changed is judged and told: by what readers can see of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.drift import Drift
from checker.analysis.drift.onward import Turned, goes_elsewhere, turned
from checker.analysis.drift.readers import people_read
from checker.analysis.drift.row_change import Reads, RowChange
from checker.analysis.meaning.readings import Kind, Word
from checker.model.findings import Finding, Level, Related
from checker.model.json import Json
from checker.model.systems import Outcome
from checker.rules.drift.telling import of_status, shown, told
from checker.rules.wording import listed

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """
    Who can tell the difference: people who read the reporter, other systems, or only what comes after it.
    Those who hear of it over drafts alone, `drafted`, do not count.
    """

    has_people: bool
    turned: tuple[Turned, ...]
    drafted: tuple[Turned, ...]
    is_elsewhere: bool

    def __bool__(self) -> bool:
        return self.has_people or self.is_elsewhere or bool(self.turned)


def seen(drift: Drift, change: RowChange) -> Seen:
    """By what the statuses reported before and now lead to; people tell those apart that say other things."""
    was = frozenset(map(drift.before.word, change.old.reported))
    now = frozenset(map(drift.after.word, change.new.reported))
    return Seen(
        has_people=people_read(drift.before, change.reporter) and not means_the_same(was, now),
        turned=turned(drift.before, drift.after, was, now),
        drafted=turned(drift.before, drift.after, was, now, over_drafts=True),
        is_elsewhere=bool(now) and goes_elsewhere(drift.before, drift.after, was, now),
    )


def means_the_same(was: Iterable[Word], now: Iterable[Word]) -> bool:
    """Whether these tell a reader the same, apart from their names."""
    old, new = ({(word.outcome, word.is_final, word.says) for word in each} for each in (was, now))
    return old == new


def level(change: RowChange, whom: Seen) -> Level:
    """An error where somebody can tell, and it is for something that can come by the contract."""
    if not whom:
        return Level.NOTE
    return (
        Level.ERROR
        if any(word.code is not None for word in change.words) or not change.words
        else Level.WARNING
    )


def whom_it_breaks(change: RowChange, whom: Seen) -> str:
    """`; because of it portal shows "failed" and not "open"`; says so where nobody can tell."""
    if not whom and whom.drafted:
        return "; nobody can tell but over boundaries that are drafts"
    if not whom:
        return "; nobody who reads it can tell"
    clauses = [f"people read what {change.reporter} shows"] if whom.has_people else []
    shows = [_turned(one) for one in whom.turned[:_NAMED]]
    if len(whom.turned) > _NAMED:
        shows.append(f"so do {len(whom.turned) - _NAMED} other systems")
    clauses += [f"because of it {listed(shows)}"] if shows else []
    return f"; {listed(clauses)}" if clauses else "; what can come after it is not the same"


def _turned(one: Turned) -> str:
    lost = [f'"{code}"' for code in one.was if code not in one.now]
    gained = [f'"{code}"' for code in one.now if code not in one.was]
    if gained and lost:
        return f"{one.system} shows {listed(gained)} and not {listed(lost)}"
    if gained:
        return f"{one.system} shows {listed(gained)} too"
    if lost:
        return f"{one.system} shows {listed(lost)} no more"
    return f"{one.system} weighs it otherwise with what else it reads"


def concerned(change: RowChange, whom: Seen) -> Iterator[str]:
    """The reporter, and whoever shows something else because of it."""
    yield change.reporter
    yield from (one.system for one in whom.turned)


def shows_refusal(word: Word) -> bool:
    """Whether who reads this learns that something was refused, or went wrong."""
    if word.outcome is Outcome.SUCCESS:
        return False
    return word.outcome in (Outcome.FAILURE, Outcome.PARTIAL) or word.denies


def subject_read(change: RowChange) -> str:
    """What is read, that which fails first. For no parts, and an unknown code: where that is read."""
    known = [word for word in change.words if word.status] or change.words
    word = next((word for word in known if word.outcome is Outcome.FAILURE), known[0] if known else None)
    if word is None or word.code is None:
        return change.boundary or change.reporter
    return of_status(word)


def subject_reported(change: RowChange) -> str:
    """What is reported now and was not, else what was."""
    fresh = [status for status in change.new.reported if str(status) not in change.old.names]
    return str((*fresh, *change.new.reported, *change.old.reported)[0])


def what_is_read(change: RowChange) -> str:
    """`erp "53"`, `erp "51" and "68"`, or the statuses of several parts or systems."""
    if not change.words:
        return "no parts at all"
    system = change.words[0].system
    if change.more:
        return f"{system} {few([shown(word) for word in (*change.words, *change.more)])}"
    some = (*change.new.readings, *change.old.readings)
    if len(change.words) > 1 and some and some[0].kind is Kind.PARTS:
        return (
            f"{system} parts at {listed(shown(word) if word.status else 'absent' for word in change.words)}"
        )
    heard = [str(word) for word in change.words if not word.is_silence]
    silent = [word.system for word in change.words if word.is_silence]
    if heard and silent:
        return f"{listed(heard)} with {listed(silent)} absent"
    return listed(map(str, change.words))


def while_clause(change: RowChange) -> str:
    """` while portal is at "a"`, where it is only so in some of the statuses in which a row counts."""
    codes = [code for code in change.during if code is not None]
    if not change.during:
        return ""
    if len(codes) > _NAMED:
        return f" in {len(codes)} statuses of {change.reporter}"
    at = [listed((f'"{code}"' for code in codes), "or")] if codes else []
    nothing = ["shows nothing yet"] if None in change.during else []
    return f" while {change.reporter} {listed([*nothing, *(f'is at {one}' for one in at)], 'or')}"


def few(names: Sequence[str]) -> str:
    """Names in a list, the last ones of a long one counted."""
    if len(names) <= _NAMED:
        return listed(names)
    return listed([*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"])


def speaks(word: Word) -> bool:
    """Whether a status says how it went, or anything about a fact."""
    return word.outcome is not Outcome.NONE or bool(word.says)


def told_of_row(
    drift: Drift,
    rule: str,
    change: RowChange,
    whom: Seen,
    *,
    subject: str,
    message: str,
    label: str,
    fix: str,
    most: Level = Level.ERROR,
    related: Sequence[Related] = (),
) -> Finding:
    """The finding about a row that changed, at most of this level; whom it breaks is added to the message."""
    return told(
        drift,
        rule,
        min(level(change, whom), most),
        subject=subject,
        message=f"{message}{whom_it_breaks(change, whom)}",
        place=change.place,
        label=label,
        before=change.was,
        was=_bound(change, change.old),
        now=_bound(change, change.new),
        readers=concerned(change, whom),
        boundary=change.boundary,
        related=related,
        cause=change.cause,
        fix=fix,
        count=1 + len(change.more),
    )


def _bound(change: RowChange, reads: Reads) -> Json:
    """
    What is reported and for what, as `changes` writes it: the same for another status is another change. None
    where nothing is reported.
    """
    if not reads.reported:
        return None
    read = sorted(of_status(word) for word in (*change.words, *change.more))
    during = sorted(code or "nothing" for code in change.during)
    return [
        *(status.code for status in reads.reported),
        *read,
        *([f"while {', '.join(during)}"] if during else []),
    ]
