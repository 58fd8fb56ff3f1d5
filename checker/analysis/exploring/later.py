"""Which statuses a system can still show after another one, in some run."""

from collections.abc import Mapping, Sequence

from checker.analysis.exploring.components import Edges
from checker.analysis.exploring.graph import Graph
from checker.analysis.meaning.readings import Word


def later(graph: Graph, component: Sequence[int]) -> Mapping[tuple[str, str], tuple[Word, ...]]:
    """
    For each explored status the others that its system shows afterwards, in the order of declaration.

    `component` has for each state its strongly connected component.
    """
    edges = Edges(graph.first, graph.targets)
    shown, ahead = _shown(graph, component), [0] * (max(component, default=-1) + 1)
    _spread(edges, component, shown, ahead)
    packing = graph.machine.packing
    words = [word for each in packing.words.values() for word in each]
    after = [0] * len(words)
    for present, further in set(zip(shown, ahead, strict=True)):
        for place in range(len(words)):
            if present >> place & 1:
                after[place] |= further
    return {
        (word.system, str(word.code)): tuple(
            other
            for other_place, other in enumerate(words)
            if other.system == word.system and other != word and after[place] >> other_place & 1
        )
        for place, word in enumerate(words)
    }


def _shown(graph: Graph, component: Sequence[int]) -> list[int]:
    """A bit for each status that is shown in some state of a component."""
    packing = graph.machine.packing
    fields = []
    place = 0
    for name, field in packing.shown.items():
        bits = [0, *(1 << place + number for number in range(len(packing.words[name])))]
        fields.append((field.shift, field.mask, bits))
        place += len(packing.words[name])
    found = [0] * (max(component, default=-1) + 1)
    for number, own in enumerate(component):
        state = graph.states[number]
        for shift, mask, bits in fields:
            found[own] |= bits[state >> shift & mask]
    return found


def _spread(edges: Edges, component: Sequence[int], shown: list[int], ahead: list[int]) -> None:
    """Fills in what is shown in a component and in all that it leads to; those have the lower numbers."""
    first, targets = edges
    order = sorted(range(len(component)), key=component.__getitem__)
    for state in order:
        own = component[state]
        bits = shown[own]
        for target in targets[first[state] : first[state + 1]]:
            bits |= ahead[component[target]]
        ahead[own] |= bits
