"""What systems report for what they read, before and now: every row by what it does, wherever it stands."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from checker.analysis.drift.passing import entered, passed
from checker.analysis.drift.row_change import Reads, RowChange
from checker.analysis.drift.row_place import Key, gone, place_of
from checker.analysis.drift.state import State
from checker.analysis.drift.together import may_meet
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.model.systems import Status


def row_changes(
    before: State, after: State, apart: Collection[tuple[str, str]], *, is_known: bool
) -> tuple[RowChange, ...]:
    """
    In the order of the contract. A row that moved, was written in another way, or went to another boundary
    between the same systems is no change; nor is one for a status that is only on one side.

    Where only one side has a row, what counts is what the status leads to through however many tables: a
    system that was put between two others and passes everything on has changed nothing. So it is for a
    reporter and a system it reads that stand in `apart`: a table over parts or systems is only on one side.
    Without `is_known` there are tables that nobody has gone through, and such ways are left alone.
    """
    both = _Rows(before, after), _Rows(after, before)
    found = [
        change
        for key in dict.fromkeys((*both[1].keys(apart), *both[0].keys(apart)))
        for change in _of_word(*both, key, is_apart=key[:2] in apart, is_known=is_known)
    ]
    found += [
        change
        for key in dict.fromkeys((*both[1].leaving, *both[0].leaving))
        for change in _of_message(*both, key)
    ]
    return tuple(_alike(found))


_Shown: TypeAlias = tuple[str, str] | None  # a status of the reporter, or of a face; None: nothing yet
_ByShown: TypeAlias = Mapping[_Shown, Sequence[Reading]]


class _Rows:
    """One side: for each reporter and each word that both sides have, the rows that count."""

    def __init__(self, state: State, other: State) -> None:
        self.state, self.other = state, other
        self.rows: dict[Key, dict[_Shown, list[Reading]]] = {}
        self.leaving: dict[Key, list[Reading]] = {}
        for reading in state.meaning.readings:
            if reading.kind in (Kind.PARTS, Kind.COMBINATION) or not self._is_shared(reading):
                continue
            by_shown = self.rows.setdefault(_key(reading), {})
            for status in reading.during:
                if status is None or self._is_like(status):
                    shown = (status.system, status.code) if status else None
                    by_shown.setdefault(shown, []).append(reading)
        for reading in state.meaning.leavings:
            if self._is_shared(reading):
                self.leaving.setdefault(_key(reading), []).append(reading)

    def keys(self, apart: Collection[tuple[str, str]]) -> Iterator[Key]:
        yield from self.rows
        for reporter, system in sorted(apart):
            sides = self.state.contracts.systems, self.other.contracts.systems
            if all(name in side for side in sides for name in (reporter, system)):
                for word in self.state.meaning.vocabulary.shown_by(system):
                    if self.other.status(system, str(word.code)):
                        yield reporter, system, word.code

    def word(self, key: Key) -> Word:
        _, system, code = key
        status = self.state.status(system, code) if code is not None else None
        return self.state.word(status) if status else Word(system, code)

    def _is_shared(self, reading: Reading) -> bool:
        word = reading.words[0]
        systems = self.other.contracts.systems
        if reading.reporter not in systems or word.system not in systems:
            return False
        return word.status is None or word.status.code in systems[word.system].statuses

    def _is_like(self, status: Status) -> bool:
        """Whether rows can count in it on both sides alike: it is there, and as final as it was."""
        twin = self.other.status(status.system, status.code)
        return twin is not None and twin.phase is status.phase


def _key(reading: Reading) -> Key:
    return reading.reporter, reading.words[0].system, reading.words[0].code


def _of_word(old: _Rows, new: _Rows, key: Key, *, is_apart: bool, is_known: bool) -> Iterator[RowChange]:
    then, now = old.rows.get(key, {}), new.rows.get(key, {})
    if key[-1] is None and not now:
        return  # a code that nobody has declared has no row any more; it can't come by either contract
    if then and now:
        yield from _by_shown(old, new, key, then, now)
    if (is_apart or bool(then) != bool(now)) and is_known:
        was, became = _end_to_end(old, key, then), _end_to_end(new, key, now)
        if was.names != became.names:
            yield _change(new, key, was, became, is_apart=is_apart)


def _by_shown(old: _Rows, new: _Rows, key: Key, then: _ByShown, now: _ByShown) -> Iterator[RowChange]:
    """The statuses of the reporter in which it changed, those of one change together."""
    every = {
        shown: (Reads(readings=tuple(then.get(shown, ()))), Reads(readings=tuple(now.get(shown, ()))))
        for shown in dict.fromkeys((*then, *now))
    }
    changed = [
        shown for shown, (was, became) in every.items() if _effect(was, shown) != _effect(became, shown)
    ]
    if len(changed) < len(every):
        changed = [shown for shown in changed if _matters(old, new, key, shown)]
    alike: dict[tuple[frozenset[str], frozenset[str]], list[_Shown]] = {}
    for shown in changed:
        was, became = every[shown]
        alike.setdefault((was.names, became.names), []).append(shown)
    for during in alike.values():
        others = (
            shown
            for shown in every
            if shown not in during and any(_effect(one, shown) for one in every[shown])
        )
        is_partly = any(_matters(old, new, key, shown) for shown in others)
        codes = tuple(shown[1] if shown else None for shown in during) if is_partly else ()
        yield _change(new, key, *every[during[0]], during=codes)


def _effect(reads: Reads, shown: _Shown) -> frozenset[str]:
    """What is reported that is not shown already."""
    return reads.names - {"/".join(shown)} if shown else reads.names


def _matters(old: _Rows, new: _Rows, key: Key, shown: _Shown) -> bool:
    """Whether the reporter can show this when the word has been shown, on either side."""
    return any(may_meet(side.state, key[0], shown, side.word(key)) for side in (old, new))


def _end_to_end(side: _Rows, key: Key, rows: _ByShown) -> Reads:
    """What a word leads to: by these rows, and by whatever else there is between it and the reporter."""
    direct = dict.fromkeys(reading for readings in rows.values() for reading in readings)
    ways = passed(side.state, key[0], side.word(key))
    return Reads(readings=(*direct, *(way for way in ways if way.reports not in _reports(direct))))


def _reports(readings: Iterable[Reading]) -> set[Status | None]:
    return {reading.reports for reading in readings}


def _of_message(old: _Rows, new: _Rows, key: Key) -> Iterator[RowChange]:
    """What a system enters because of a message that left elsewhere, however many it went through."""
    then, now = old.leaving.get(key, []), new.leaving.get(key, [])
    was, became = Reads(readings=tuple(then)), Reads(readings=tuple(now))
    if not then or not now:
        was = Reads(readings=entered(old.state, key[0], old.word(key)))
        became = Reads(readings=entered(new.state, key[0], new.word(key)))
    if was.names != became.names:
        yield _change(new, key, was, became)


def _change(
    new: _Rows,
    key: Key,
    was: Reads,
    became: Reads,
    *,
    during: tuple[str | None, ...] = (),
    is_apart: bool = False,
) -> RowChange:
    reporter, system, code = key
    place, boundary = place_of(new.state, key, was, became)
    went = gone(new.state, key, was) if was.names and not became.names else None
    cause = f"row {reporter} {system}/{code} {place}"
    if went is not None:
        cause = f"table {went}"
    elif is_apart:
        cause = f"table {reporter}"
    return RowChange(
        reporter=reporter,
        words=(new.word(key),),
        old=was,
        new=became,
        during=during,
        place=place,
        boundary=boundary,
        cause=cause,
        gone=went,
    )


def _alike(found: Iterable[RowChange]) -> Iterator[RowChange]:
    """One for all words of a kind of which the same rows made one thing, and now make the same other."""
    groups: dict[object, list[RowChange]] = {}
    for change in found:
        word = change.words[0]
        key = (
            change.reporter,
            change.is_leaving,
            frozenset(one.place for one in change.old.readings),
            frozenset(one.place for one in change.new.readings),
            change.old.names,
            change.new.names,
            change.during,
            (word.outcome, change.is_rejection, word.code if word.status is None else ""),
            change.gone,
        )
        groups.setdefault(key, []).append(change)
    for first, *others in groups.values():
        yield replace(first, more=tuple(other.words[0] for other in others))
