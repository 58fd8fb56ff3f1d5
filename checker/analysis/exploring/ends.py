"""What stays for ever where everything that was sent has been delivered: false claims, and silence."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.analysis.exploring.claims import Statement
from checker.analysis.exploring.components import Edges, bottoms, components, reachable, without
from checker.analysis.exploring.graph import NO_STATE, Graph
from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.exploring.packing import NOTHING_YET, Packing
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step
from checker.model.systems import Outcome

_QUIET = (Outcome.NONE, Outcome.UNKNOWN)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """
    `system` stays at `word` (None: it shows nothing) and says nothing of a fact that `decided` has decided.

    `end` has all that is shown then, as SYSTEM/STATUS.
    """

    system: str
    word: Word | None
    fact: str
    decided: Word
    trace: tuple[Step, ...]
    end: frozenset[str]


class End(NamedTuple):
    """States that a fair run ends among, in order, with the numbers of what each system shows in each."""

    states: Sequence[int]
    numbers: Sequence[tuple[int, ...]]


class Speaker(NamedTuple):
    """Somebody who speaks of a fact: where it stands among the systems, and the numbers of some statuses."""

    system: str
    place: int
    numbers: frozenset[int]

    def stays(self, end: End) -> bool:
        """Whether it shows one of these in every state of an end."""
        return all(shown[self.place] in self.numbers for shown in end.numbers)


def ends(graph: Graph) -> tuple[End, ...]:
    """
    Where fair runs end: what was sent has been delivered, silence and moves out of a status that has an
    outcome have not happened.

    Each end is a bottom component of what is left, in the order of their first states.
    """
    edges = Edges(graph.first, graph.targets)
    skipping = _labels(graph, lambda label: label.skips)
    fair = without(
        edges, graph.labels, skipping | _labels(graph, lambda label: _may_never_come(graph, label))
    )
    found = bottoms(fair, components(fair))
    if skipping:  # a message that was lost was not delivered
        begin = [number for number, parent in enumerate(graph.parents) if parent == NO_STATE]
        alive = reachable(without(edges, graph.labels, skipping), begin)
        found = [states for states in found if alive[states[0]]]
    fields = [(field.shift, field.mask) for field in graph.machine.packing.shown.values()]
    return tuple(
        End(
            states,
            [tuple(graph.states[state] >> shift & mask for shift, mask in fields) for state in states],
        )
        for states in found
    )


def stuck(graph: Graph, found: Iterable[End]) -> tuple[Stuck, ...]:
    """The shortest run for each system that stays quiet, and each status that it stays at."""
    packing = graph.machine.packing
    away = {system: packing.scope.distances(system) for system in packing.scope.systems}
    facts = list(_spoken_of(packing))
    seen: dict[tuple[str, int], Stuck] = {}
    for end in found:
        for fact, deciding, quiet in facts:
            decided = [speaker for speaker in deciding if speaker.stays(end)]
            staying = [speaker for speaker in quiet if speaker.stays(end)] if decided else []
            for speaker in staying:
                number = end.numbers[0][speaker.place]
                key = (speaker.system, number)
                others = [other.system for other in staying]
                source = _nearest(packing, away, speaker, decided, others)
                if source and key not in seen:
                    word = packing.words[source.system][end.numbers[0][source.place] - 1]
                    seen[key] = Stuck(
                        system=speaker.system,
                        word=packing.words[speaker.system][number - 1] if number else None,
                        fact=fact,
                        decided=word,
                        trace=trace(graph, end.states[0], (speaker.system, word.system)),
                        end=_shown(graph, end.states),
                    )
    return tuple(seen.values())


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
            lasting.setdefault(statement, (end.states[0], _shown(graph, end.states)))
        for statement in open_ if len(end.states) > 1 else ():
            first = next((n for n in end.states if statement.is_stale(graph.states[n])), None)
            if first is not None:
                passing.setdefault(statement, (first, _shown(graph, end.states)))
    for statement in every:
        if statement.word.is_final:
            first = _first(graph, statement)
            if first is not None:
                lasting[statement] = first, _shown(graph, [first])
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
    away = {system: packing.scope.distances(system) for system in packing.scope.systems}
    for literal, found in staying.items():
        decided = _knows(packing, first, literal.negated)
        source = decided.system if decided else packing.scope.meaning.contracts.facts[literal.fact].owner.name
        others = [statement.word.system for statement in found]
        for statement in found:
            system = statement.word.system
            if source not in away[system] or _is_first(away, system, source, others):
                yield statement


def _alike(one: Statement, other: Statement) -> bool:
    return one.word.system == other.word.system and one.literal == other.literal


def _labels(graph: Graph, holds: Callable[[Label], bool]) -> frozenset[int]:
    return frozenset(number for number, label in enumerate(graph.machine.labels.all) if holds(label))


def _may_never_come(graph: Graph, label: Label) -> bool:
    """Silence, and a move out of a status that has an outcome: what is paid may stay paid."""
    if label.cause is not Cause.MOVE or label.before is None:
        return label.cause is Cause.SILENCE
    words = graph.machine.packing.scope.meaning.vocabulary.words
    return words[label.system, label.before].outcome is not Outcome.NONE


def _group(packing: Packing, system: str) -> str:
    return packing.scope.meaning.vocabulary.system_of(system)


def _shown(graph: Graph, numbers: Iterable[int]) -> frozenset[str]:
    packing = graph.machine.packing
    return frozenset(
        f"{system}/{code}"
        for number in numbers
        for system, code in zip(packing.scope.systems, packing.codes(graph.states[number]), strict=True)
        if code is not None
    )


def _knows(packing: Packing, state: int, literal: Literal) -> Word | None:
    """A status shown in a state that settles a literal; None where it was shown before and is no more."""
    for name, words in packing.words.items():
        number = packing.shown[name].of(state)
        if number and literal in packing.scope.known(words[number - 1]):
            return words[number - 1]
    return None


def _spoken_of(packing: Packing) -> Iterator[tuple[str, list[Speaker], list[Speaker]]]:
    """For each fact who decides it, with the statuses that do, and who speaks of it, with the silent ones."""
    for fact in packing.scope.meaning.contracts.facts:
        claim = Literal(fact)
        both = {claim, claim.negated}
        deciding = [
            Speaker(name, place, numbers)
            for place, (name, words) in enumerate(packing.words.items())
            if (numbers := frozenset(n for n, word in enumerate(words, start=1) if _decides(word, claim)))
        ]
        quiet = [
            Speaker(name, place, _quiet(words, claim))
            for place, (name, words) in enumerate(packing.words.items())
            if name not in packing.scope.unaware
            and any(both & (word.says - packing.scope.known(word)) for word in words)
        ]
        if deciding and quiet:
            yield fact, deciding, quiet


def _decides(word: Word, claim: Literal) -> bool:
    return claim in word.says or (word.is_final and claim.negated in word.says)


def _quiet(words: Sequence[Word], claim: Literal) -> frozenset[int]:
    """The statuses in which nothing is said of a fact, and nothing of how it went; nothing yet among them."""
    return frozenset(
        [NOTHING_YET]
        + [
            number
            for number, word in enumerate(words, start=1)
            if not word.is_final and word.outcome in _QUIET and not {claim, claim.negated} & word.says
        ]
    )


def _nearest(
    packing: Packing,
    away: Mapping[str, Mapping[str, int]],
    speaker: Speaker,
    decided: Sequence[Speaker],
    others: Iterable[str],
) -> Speaker | None:
    """The nearest of those who have decided that a speaker hears of, with nobody between who is as quiet."""
    group = _group(packing, speaker.system)
    heard = [
        each
        for each in decided
        if each.system in away[speaker.system] and _group(packing, each.system) != group
    ]
    source = min(heard, key=lambda each: away[speaker.system][each.system], default=None)
    if source and _is_first(away, speaker.system, source.system, others):
        return source
    return None


def _is_first(away: Mapping[str, Mapping[str, int]], system: str, source: str, others: Iterable[str]) -> bool:
    """Whether none of the others that this one hears is nearer to the source; they would have to tell it."""
    own = away[system][source]
    return not any(
        other in away[system] and away[other].get(source, own) < own for other in others if other != system
    )
