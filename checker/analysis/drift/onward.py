"""What becomes of a report further on: whether anybody can tell one status from another."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.drift.state import State
from checker.analysis.meaning.readings import Kind, Reading, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A system that shows something else because of what is reported now; codes, in order."""

    system: str
    was: tuple[str, ...]
    now: tuple[str, ...]


def turned(
    before: State, after: State, was: Set[Word], now: Set[Word], *, over_drafts: bool = False
) -> tuple[Turned, ...]:
    """
    The systems on both sides that show, enter, or weigh something else because of `now`; the nearest first.

    What only gets there over boundaries that are drafts is left out, unless `over_drafts`.
    """
    then, later = _shown(before, was, over_drafts), _shown(after, now, over_drafts)
    found: list[tuple[int, Turned]] = []
    for system in dict.fromkeys((*then, *later)):
        shared = [
            {
                how: steps
                for how, steps in each.get(system, {}).items()
                if _is_shared(before, after, system, how[0])
            }
            for each in (then, later)
        ]
        if set(shared[0]) != set(shared[1]):
            old, new = (tuple(sorted({code for code, _ in each})) for each in shared)
            distance = min(steps for each in shared for steps in each.values())
            found.append((distance, Turned(system=system, was=old, now=new)))
    return tuple(one for _, one in sorted(found, key=lambda each: each[0]))


def goes_elsewhere(before: State, after: State, was: Set[Word], now: Set[Word]) -> bool:
    """Whether the reporter itself can show other statuses after `now` than it could after `was`."""
    named = {(word.system, word.code) for word in (*was, *now)}
    then, later = (
        {
            (word.system, word.code)
            for shown in words
            for word in state.meaning.vocabulary.later(shown)
            if _is_shared(before, after, word.system, str(word.code))
        }
        - named
        for state, words in ((before, was), (after, now))
    )
    return then != later


_How: TypeAlias = tuple[str, tuple[int, ...]]  # a code, and in which rows of a table over several


def _shown(state: State, words: Set[Word], over_drafts: bool) -> Mapping[str, dict[_How, int]]:
    """By system what it shows because of these words, and over how many tables that is."""
    own = {word.system for word in words}
    found: dict[str, dict[_How, int]] = {}
    for shown, sources in (state.relation if over_drafts else state.promised).pairs.items():
        for word in words & sources.keys() if shown.system not in own else ():
            how = str(shown.code), _rows_naming(state, sources[word][0], word)
            known = found.setdefault(shown.system, {})
            known[how] = min(known.get(how, len(sources[word])), len(sources[word]))
    for leaving in state.meaning.leavings:
        is_draft = state.contracts.boundaries[str(leaving.boundary)].is_draft
        if leaving.reports and words & set(leaving.words) and (over_drafts or not is_draft):
            found.setdefault(leaving.reports.system, {})[leaving.reports.code, ()] = 1
    return found


def _rows_naming(state: State, reading: Reading, word: Word) -> tuple[int, ...]:
    """
    In which rows of a table over parts or systems a status stands. Two statuses may each lead to all that the
    table has, and differ in when.
    """
    match reading.kind:
        case Kind.PARTS:
            rows = [row.shown for row in state.meaning.parts[str(reading.boundary)].parts.rows]
        case Kind.COMBINATION:
            combines = state.contracts.systems[reading.reporter].combines
            rows = [tuple(ref for refs in row.shown.values() for ref in refs) for row in combines]
        case _:
            return ()
    named = (word.system, word.code)
    return tuple(
        number for number, refs in enumerate(rows) if named in {(ref.system, ref.code) for ref in refs}
    )


def _is_shared(before: State, after: State, system: str, code: str) -> bool:
    return before.status(system, code) is not None and after.status(system, code) is not None
