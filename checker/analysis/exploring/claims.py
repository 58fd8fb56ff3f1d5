"""Claims that were never true in a run, and claims and denials that are true no more."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.analysis.exploring.graph import NO_STATE, Graph
from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.exploring.packing import Packing
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step
from checker.model.places import Place
from checker.model.systems import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfounded:
    """
    A status that claims a fact in a run in which it was never true.

    `place` is the row, move, start or leaving message by which it comes to be shown. `is_derived` marks what
    only hands on the false claim of another status, which is found as well.
    """

    status: Status
    fact: str
    trace: tuple[Step, ...]
    is_derived: bool
    place: Place | None = field(compare=False)


class Statement(NamedTuple):
    """
    What a status says of a fact that others know, and the states in which it is shown and that is not so.

    A state is one of them where `state & first == second`. `unfounded` is None for a denial, `stale` for a
    claim of what can't be revoked.
    """

    word: Word
    literal: Literal
    unfounded: tuple[int, int] | None
    stale: tuple[int, int] | None

    def is_stale(self, state: int) -> bool:
        return self.stale is not None and state & self.stale[0] == self.stale[1]


def statements(packing: Packing) -> tuple[Statement, ...]:
    return tuple(
        _statement(packing, word, literal)
        for words in packing.words.values()
        for word in words
        for literal in sorted(word.says - packing.scope.known(word))
    )


def _statement(packing: Packing, word: Word, literal: Literal) -> Statement:
    test, want = packing.showing(word.system, word.code)
    came, holds = packing.came[literal.fact], packing.holds[literal.fact]
    if not literal.holds:
        return Statement(word, literal, None, (test | holds, want | holds))
    revoked = (test | came | holds, want | came) if came != holds else None
    return Statement(word, literal, (test | came, want), revoked)


def unfounded(graph: Graph, every: tuple[Statement, ...]) -> tuple[Unfounded, ...]:
    """For each status and fact the shortest run, and one for each other place where it comes about."""
    found: list[Unfounded] = []
    for statement in every:
        if statement.unfounded is not None:
            test, want = statement.unfounded
            if any(state & test == want for state in graph.states):
                found += _by_place(graph, statement, test, want)
    return tuple(found)


def _by_place(graph: Graph, statement: Statement, test: int, want: int) -> Iterator[Unfounded]:
    """The first step to a false claim from each place, in the order in which the runs are found."""
    by_place: dict[Place | None, Unfounded] = {}
    derived: Unfounded | None = None
    for number, label, target in _entering(graph, statement.word, test, want):
        place = label.place if label else _began_at(graph, statement.word)
        if place in by_place:
            continue
        is_derived = label is not None and _hands_on(graph, label, target, statement.literal)
        if is_derived and derived:
            continue
        one = Unfounded(
            status=_status(statement.word),
            fact=statement.literal.fact,
            trace=trace(graph, number, () if label else (statement.word.system,), (label,) if label else ()),
            is_derived=is_derived,
            place=place,
        )
        if is_derived:
            derived = one
        else:
            by_place[place] = one
    yield from by_place.values()
    if derived and not by_place:
        yield derived


def _entering(graph: Graph, word: Word, test: int, want: int) -> Iterator[tuple[int, Label | None, int]]:
    """Each step into such a state by which the status comes to be shown; runs that begin there first."""
    labels = graph.machine.labels.all
    leading = {
        number
        for number, label in enumerate(labels)
        if label.system == word.system and label.after == word.code
    }
    states = graph.states
    for number, parent in enumerate(graph.parents):
        if parent != NO_STATE:
            break
        if states[number] & test == want:
            yield number, None, number
    for number in range(len(graph.first) - 1):
        for edge in range(graph.first[number], graph.first[number + 1]):
            if graph.labels[edge] in leading and states[graph.targets[edge]] & test == want:
                yield number, labels[graph.labels[edge]], graph.targets[edge]


def _hands_on(graph: Graph, label: Label, target: int, literal: Literal) -> bool:
    """Whether somebody else, or the system itself before, has claimed it as falsely."""
    packing = graph.machine.packing
    words = packing.scope.meaning.vocabulary.words
    if label.before is not None and literal in words[label.system, label.before].says:
        return True
    if label.cause is Cause.COMBINED:
        state = graph.states[target]
        members = packing.members[label.system].each if label.system in packing.members else ()
        heard = ((member.words, member.heard.of(state)) for member in members)
        return any(number and literal in among[number - 1].says for among, number in heard)
    return label.word is not None and literal in label.word.says


def _began_at(graph: Graph, word: Word) -> Place | None:
    starts = graph.machine.packing.scope.meaning.starts[word.system]
    return next((start.place for start in starts if start.status.code == word.code), None)


def _status(word: Word) -> Status:
    assert word.status is not None  # every explored word is declared
    return word.status
