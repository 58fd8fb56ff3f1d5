"""Statuses and facts since the baseline: which went and came, and which say something else than before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.analysis.drift.matching import words
from checker.analysis.drift.reasons import Reason, reasons, without
from checker.analysis.drift.renaming import Renames
from checker.analysis.drift.state import State
from checker.analysis.meaning.literals import NOTHING, Implications, Literals
from checker.analysis.meaning.readings import Word
from checker.model.systems import Fact, Outcome, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """
    A status that is there on both sides; `name` is what it was called before where that was another code.

    `less` and `more` are all that it says less and more, but for what is about a fact that is gone. `lost`
    and `gained` are what of that its own declaration did; the rest has its reason elsewhere, and is told
    there. `instead` is what it says now where a fact that it spoke of is gone. `twin` is another status of
    the baseline that meant what this one means now, and does not any more.
    """

    old: Word
    new: Word
    less: Literals = NOTHING
    more: Literals = NOTHING
    lost: Literals = NOTHING
    gained: Literals = NOTHING
    instead: Literals = NOTHING
    name: str | None = None
    twin: Word | None = None

    @property
    def before(self) -> Status:
        assert self.old.status is not None
        return self.old.status

    @property
    def after(self) -> Status:
        assert self.new.status is not None
        return self.new.status

    @property
    def means_the_same(self) -> bool:
        is_like = self.before.outcome is self.after.outcome and self.before.phase is self.after.phase
        return is_like and not self.less and not self.more

    @property
    def is_reworded(self) -> bool:
        was, now = words(self.before.means), words(self.after.means)
        return was is not None and was != now


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFact:
    """A fact on both sides; `name` is what it was called before where that was something else."""

    old: Fact
    new: Fact
    name: str | None = None

    @property
    def is_reworded(self) -> bool:
        was, now = words(self.old.means), words(self.new.means)
        return was is not None and now is not None and was != now


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What several statuses say less, or more, for one reason written once; each with its part of it."""

    reason: Reason
    lost: tuple[tuple[Kept, Literals], ...]
    gained: tuple[tuple[Kept, Literals], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """What became of each status and each fact, in the order of the contract; `systems` went as a whole."""

    kept: tuple[Kept, ...]
    gone: tuple[Word, ...]
    come: tuple[Word, ...]
    systems: tuple[str, ...]
    facts: tuple[KeptFact, ...]
    facts_gone: tuple[Fact, ...]
    facts_come: tuple[Fact, ...]
    shared: tuple[Shared, ...]


def statuses(before: State, after: State, names: Renames) -> Statuses:
    """`before` has the new names already, `names` tells what they were."""
    old, new = before.contracts, after.contracts
    known = reasons(old, new)
    facts = {became: name for name, became in names.facts.items()}
    kept = _with_twins(before, tuple(_kept(before, after, names, known)))
    return Statuses(
        kept=kept,
        gone=tuple(_only_in(before, after)),
        come=tuple(_only_in(after, before)),
        systems=tuple(name for name in old.systems if name not in new.systems),
        facts=tuple(
            KeptFact(old=fact, new=new.facts[name], name=facts.get(name))
            for name, fact in old.facts.items()
            if name in new.facts
        ),
        facts_gone=tuple(fact for name, fact in old.facts.items() if name not in new.facts),
        facts_come=tuple(fact for name, fact in new.facts.items() if name not in old.facts),
        shared=tuple(_shared(before, after, known, kept)),
    )


def _only_in(state: State, other: State) -> Iterator[Word]:
    """Statuses of systems that both sides have."""
    for system in state.contracts.systems.values():
        twin = other.contracts.systems.get(system.name)
        for status in system.statuses.values() if twin else ():
            if twin and status.code not in twin.statuses:
                yield state.word(status)


def _kept(before: State, after: State, names: Renames, known: Sequence[Reason]) -> Iterator[Kept]:
    codes = {
        (names.systems.get(system, system), became): code for (system, code), became in names.statuses.items()
    }
    change = _Change(before, after)
    for system in after.contracts.systems.values():
        for status in system.statuses.values():
            earlier = before.status(system.name, status.code)
            if earlier is None:
                continue
            less, more = change.less(earlier, status), change.more(earlier, status)
            own = without(status, earlier, known), without(earlier, status, known)
            lost, gained = less - change.then.says(own[0]), more - change.now.says(own[1])
            instead = NOTHING
            if any(one.fact not in after.contracts.facts for one in before.says(earlier)):
                instead = frozenset(one for one in more if one.fact not in before.contracts.facts)
            yield Kept(
                old=before.word(earlier),
                new=after.word(status),
                less=less,
                more=more,
                lost=lost,
                gained=gained - instead,
                instead=instead,
                name=codes.get((system.name, status.code)),
            )


class _Change:
    """What each status says less and more; `then` and `now` are what facts imply on either side."""

    def __init__(self, before: State, after: State) -> None:
        self.then = Implications(before.contracts.facts)
        self.now = Implications(after.contracts.facts)
        self._facts = after.contracts.facts

    def less(self, earlier: Status, status: Status) -> Literals:
        lost = self.then.says(earlier) - self.now.says(status)
        return frozenset(one for one in lost if one.fact in self._facts)

    def more(self, earlier: Status, status: Status) -> Literals:
        return self.now.says(status) - self.then.says(earlier)


def _shared(before: State, after: State, known: Sequence[Reason], kept: Sequence[Kept]) -> Iterator[Shared]:
    """Of each reason what comes of it: what a status would still say, had only this not changed."""
    change = _Change(before, after)
    for reason in known:
        lost = [(one, reason.part(one.less - one.lost, one.after, one.before, change.then)) for one in kept]
        gained = [
            (one, reason.part(one.more - one.gained - one.instead, one.before, one.after, change.now))
            for one in kept
        ]
        if any(part for _, part in (*lost, *gained)):
            yield Shared(
                reason=reason,
                lost=tuple(one for one in lost if one[1]),
                gained=tuple(one for one in gained if one[1]),
            )


def _with_twins(before: State, kept: Sequence[Kept]) -> tuple[Kept, ...]:
    """With the status whose meaning each took over: two that swap their names are the worst drift of all."""
    became = {(one.new.system, one.new.code): one for one in kept}
    return tuple(replace(one, twin=_twin(before, one, became)) for one in kept)


def _twin(before: State, one: Kept, became: Mapping[tuple[str, str | None], Kept]) -> Word | None:
    look = _formal if not one.means_the_same else _worded if one.is_reworded else None
    if look is None or (meaning := look(one.new)) is None:
        return None
    for other in before.meaning.vocabulary.shown_by(one.old.system):
        if other.code == one.old.code or look(other) != meaning:
            continue
        now = became.get((other.system, other.code))
        if now is None or look(now.new) != meaning:
            return other
    return None


def _formal(word: Word) -> object:
    """What is claimed and how it went; None for a status that says neither."""
    status = word.status
    if status is None or (not word.says and status.outcome is Outcome.NONE):
        return None
    return (status.outcome, status.phase, word.says)


def _worded(word: Word) -> object:
    return words(word.status.means) if word.status else None
