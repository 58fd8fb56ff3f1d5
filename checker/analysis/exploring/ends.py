"""Where runs end when everything that was sent has been delivered."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from checker.analysis.exploring.components import Edges, bottoms, components, reachable, without
from checker.analysis.exploring.graph import NO_STATE, Graph
from checker.analysis.exploring.labels import Cause, Label
from checker.model.systems import Outcome


class End(NamedTuple):
    """States that a fair run ends among, in order, with the numbers of what each system shows in each."""

    states: Sequence[int]
    numbers: Sequence[tuple[int, ...]]


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


def shown_in(graph: Graph, numbers: Iterable[int]) -> frozenset[str]:
    """All that is shown in any of these states, as SYSTEM/STATUS."""
    packing = graph.machine.packing
    return frozenset(
        f"{system}/{code}"
        for number in numbers
        for system, code in zip(packing.scope.systems, packing.codes(graph.states[number]), strict=True)
        if code is not None
    )


def _labels(graph: Graph, holds: Callable[[Label], bool]) -> frozenset[int]:
    return frozenset(number for number, label in enumerate(graph.machine.labels.all) if holds(label))


def _may_never_come(graph: Graph, label: Label) -> bool:
    """Silence, and a move out of a status that has an outcome: what is paid may stay paid."""
    if label.cause is not Cause.MOVE or label.before is None:
        return label.cause is Cause.SILENCE
    words = graph.machine.packing.scope.meaning.vocabulary.words
    return words[label.system, label.before].outcome is not Outcome.NONE
