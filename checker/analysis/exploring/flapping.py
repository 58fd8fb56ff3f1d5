"""Settled runs that a late message changes again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.analysis.exploring.components import Edges, bottoms
from checker.analysis.exploring.graph import Graph
from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.exploring.packing import Packing
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step
from checker.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Flapping:
    """
    `late` was shown once and is no more; read again it turns `turned` to `back`.

    `is_written` says that the contract asks for it: by `order: any`, or by a row whose `while` names what is
    turned. `boundary` is None where a system is combined that no boundary leads to.
    """

    late: Word
    turned: Word
    back: Word
    boundary: str | None
    is_written: bool
    trace: tuple[Step, ...]
    place: Place | None = field(compare=False)


def flapping(graph: Graph, component: Sequence[int]) -> tuple[Flapping, ...]:
    """
    One for each status that is turned, or each boundary where nothing is written; shortest runs.

    `component` has for each state its strongly connected component.
    """
    edges = Edges(graph.first, graph.targets)
    packing = graph.machine.packing
    named = _naming_while(packing)
    found: dict[tuple[object, ...], Flapping] = {}
    for states in bottoms(edges, component):
        if len(states) == 1:
            continue
        still = _still(packing, [graph.states[number] for number in states])
        for number in states:
            for _, step in graph.steps(number):
                label = graph.machine.labels.all[step]
                if not _is_late(still, label):
                    continue
                one = _flapping(graph, number, label, named)
                key = (one.turned, one.back.system) if one.is_written else (one.boundary or one.back.system,)
                found.setdefault((one.is_written, *key), one)
    return tuple(found.values())


def _flapping(graph: Graph, number: int, label: Label, named: frozenset[Place]) -> Flapping:
    packing = graph.machine.packing
    word = packing.scope.meaning.vocabulary.word
    boundary = packing.scope.boundary(label.boundary) if label.boundary else None
    is_any = boundary is not None and boundary.delivery is not None and boundary.delivery.order == "any"
    is_named = label.place in named
    assert label.word is not None
    assert label.before is not None  # what shows nothing yet does so once, and is not settled
    assert label.after is not None
    return Flapping(
        late=label.word,
        turned=word(label.system, label.before),
        back=word(label.system, label.after),
        boundary=label.boundary,
        is_written=is_any or is_named,
        trace=trace(graph, number, (label.word.system,), (label,)),
        place=label.place,
    )


def _still(packing: Packing, states: list[int]) -> dict[str, str | None]:
    """What each system shows that shows one thing in all of these states."""
    found = {}
    for name, field_ in packing.shown.items():
        numbers = {field_.of(state) for state in states}
        if len(numbers) == 1:
            found[name] = packing.code(name, numbers.pop())
    return found


def _is_late(still: dict[str, str | None], label: Label) -> bool:
    """Whether a status is read that its system, which does nothing any more, no longer shows."""
    if label.cause not in (Cause.READ, Cause.COMBINED) or label.after is None or label.word is None:
        return False
    word = label.word
    return word.system in still and still[word.system] != word.code and label.system not in still


def _naming_while(packing: Packing) -> frozenset[Place]:
    """The rows whose `while` is written; they count in no status but those that it names."""
    tables = (boundary.status for boundary in packing.scope.meaning.contracts.boundaries.values())
    return frozenset(
        row.place
        for table in tables
        if table
        for row in (*table.rows, *table.otherwise)
        if row.during is not None
    )
