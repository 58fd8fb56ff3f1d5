"""What the other systems show, in any run, once a status was shown."""

from collections.abc import Mapping, Set

from checker.analysis.exploring import Exploration
from checker.analysis.exploring.components import Edges, reachable
from checker.analysis.meaning.readings import Word

Afterwards = Mapping[str, Set[str | None]]  # the codes that a system shows then; None is nothing yet


def afterwards(exploration: Exploration, word: Word) -> Afterwards:
    """
    For each system whose runs are known what it shows once an explored status was shown, then or later.

    Whatever may happen in between counts, since news can arrive at any time. A system that hears of runs
    which were not explored is left out.
    """
    graph = exploration.graph
    packing = graph.machine.packing
    test, want = packing.showing(word.system, word.code)
    begin = [number for number, state in enumerate(graph.states) if state & test == want]
    found = reachable(Edges(graph.first, graph.targets), begin)
    states = [state for number, state in enumerate(graph.states) if found[number]]
    return {
        system: {packing.code(system, number) for number in {field.of(state) for state in states}}
        for system, field in packing.shown.items()
        if system not in exploration.unaware
    }
