"""A run as a person reads it: a line for each time a system comes to show something else."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from checker.analysis.exploring.graph import Graph
from checker.analysis.exploring.labels import Cause, Label
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.readings import Word
from checker.model.findings import Step
from checker.model.places import Place


def trace(
    graph: Graph, number: int, about: Collection[str] = (), more: Sequence[Label] = ()
) -> tuple[Step, ...]:
    """
    The shortest run that gets to a state, and then goes on with `more`.

    How a system begins is told where somebody reads that, it moves from there, or the run is `about` it.
    """
    path = graph.path(number)
    labels = [graph.machine.labels.all[graph.reached_by[state]] for state in path[1:]]
    labels += more
    begun = _begun(graph, path[0], labels, about)
    steps = (*begun, *(step for label in _resolved(graph, path[0], labels) for step in _told(graph, label)))
    return tuple(replace(step, step=place) for place, step in enumerate(steps, start=1))


def _begun(graph: Graph, state: int, labels: Sequence[Label], about: Collection[str]) -> Iterator[Step]:
    packing = graph.machine.packing
    needed = {(label.word.system, label.word.code) for label in labels if label.word}
    needed |= {(label.system, label.before) for label in labels if label.cause is Cause.MOVE}
    starts = packing.scope.meaning.starts
    for system, code in zip(packing.scope.systems, packing.codes(graph.states[state]), strict=True):
        if code is not None and (system in about or (system, code) in needed):
            places = (start.place for start in starts[system] if start.status.code == code)
            yield _step(packing.scope.meaning.vocabulary.word(system, code), next(places, None))


def _resolved(graph: Graph, start: int, labels: Sequence[Label]) -> Iterator[Label]:
    """Each step with the row of what was really shown, where a message stands for several statuses."""
    packing = graph.machine.packing
    shown = list(zip(packing.scope.systems, packing.codes(graph.states[start]), strict=True))
    for label in labels:
        if label.alike and label.word:
            places = dict(label.alike)
            latest = (code for system, code in reversed(shown) if system == label.word.system)
            place = next((places[code] for code in latest if code in places), label.place)
            yield replace(label, place=place)
        else:
            yield label
        if label.after is not None:
            shown.append((label.system, label.after))


def _told(graph: Graph, label: Label) -> Iterator[Step]:
    if label.after is None:
        return
    if label.cause is Cause.SILENCE and label.word:
        yield _step(label.word, None)
    yield _step(graph.machine.packing.scope.meaning.vocabulary.word(label.system, label.after), label.place)


def _step(word: Word, place: Place | None) -> Step:
    says = tuple(map(str, sorted_literals(word.says)))
    return Step(step=0, system=word.system, shows=str(word.code), says=says, where=place)
