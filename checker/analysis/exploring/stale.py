"""Who goes on saying what is so no more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.exploring.claims import Statement
from checker.analysis.exploring.ends import End, shown_in
from checker.analysis.exploring.graph import Graph
from checker.analysis.exploring.hearing import distances, is_first
from checker.analysis.exploring.packing import Packing
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """
    `word` says what is so no more: it claims a fact that was revoked, or denies one that has come true.

    `decided` is the status of who knows. `for_ever` is false where a run ends in that and not, by turns.
    `end` has all that is shown then, as SYSTEM/STATUS.
    """

    word: Word
    literal: Literal
    decided: Word | None
    for_ever: bool
    trace: tuple[Step, ...]
    end: frozenset[str]


def stale(graph: Graph, every: Sequence[Statement], found: Iterable[End]) -> tuple[Stale, ...]:
    """
    For each status and literal the worst: in a final status, or for ever in some end; else now and again.

    What is out of date only until the news arrives is none: a message says what was so when it was sent.
    """
    unaware = graph.machine.packing.scope.unaware
    open_ = [each for each in every if not each.word.is_final and each.word.system not in unaware]
    lasting: dict[Statement, tuple[int, frozenset[str]]] = {}
    passing: dict[Statement, tuple[int, frozenset[str]]] = {}
    for end in found:
        for statement in _stays(graph, open_, end):
            lasting.setdefault(statement, (end.states[0], shown_in(graph, end.states)))
        for statement in open_ if len(end.states) > 1 else ():
            first = next((n for n in end.states if statement.is_stale(graph.states[n])), None)
            if first is not None:
                passing.setdefault(statement, (first, shown_in(graph, end.states)))
    for statement in every:
        if statement.word.is_final:
            first = _first(graph, statement)
            if first is not None:
                lasting[statement] = first, shown_in(graph, [first])
    worst = passing | lasting
    return tuple(
        _stale(graph, statement, *worst[statement], for_ever=statement in lasting)
        for statement in every
        if statement in worst
    )


def _first(graph: Graph, statement: Statement) -> int | None:
    if statement.stale is None:
        return None
    test, want = statement.stale
    return next((number for number, state in enumerate(graph.states) if state & test == want), None)


def _stale(graph: Graph, statement: Statement, number: int, end: frozenset[str], *, for_ever: bool) -> Stale:
    word = statement.word
    decided = _knows(graph.machine.packing, graph.states[number], statement.literal.negated)
    return Stale(
        word=word,
        literal=statement.literal,
        decided=decided,
        for_ever=for_ever,
        trace=trace(graph, number, (word.system, decided.system) if decided else (word.system,)),
        end=end,
    )


def _stays(graph: Graph, candidates: Sequence[Statement], end: End) -> Iterator[Statement]:
    """The statements of systems that, however the end goes on, say something that is so no more."""
    first = graph.states[end.states[0]]
    packing = graph.machine.packing
    staying: dict[Literal, list[Statement]] = {}
    for statement in candidates:
        if statement.is_stale(first) and all(
            any(other.is_stale(graph.states[state]) for other in candidates if _alike(statement, other))
            for state in end.states[1:]
        ):
            staying.setdefault(statement.literal, []).append(statement)
    away = distances(packing.scope)
    for literal, found in staying.items():
        decided = _knows(packing, first, literal.negated)
        source = decided.system if decided else packing.scope.meaning.contracts.facts[literal.fact].owner.name
        others = [statement.word.system for statement in found]
        for statement in found:
            system = statement.word.system
            if source not in away[system] or is_first(away, system, source, others):
                yield statement


def _alike(one: Statement, other: Statement) -> bool:
    return one.word.system == other.word.system and one.literal == other.literal


def _knows(packing: Packing, state: int, literal: Literal) -> Word | None:
    """A status shown in a state that settles a literal; None where it was shown before and is no more."""
    for name, words in packing.words.items():
        number = packing.shown[name].of(state)
        if number and literal in packing.scope.known(words[number - 1]):
            return words[number - 1]
    return None
