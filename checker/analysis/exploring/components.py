"""Strongly connected components: states among which a run can go back and forth for ever."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress
from typing import NamedTuple

_UNSEEN = -1


class Edges(NamedTuple):
    """The steps out of state n stand from `first[n]` to `first[n + 1]` in `targets`."""

    first: Sequence[int]
    targets: Sequence[int]


def components(edges: Edges) -> list[int]:
    """
    For each state the number of its component; one that leads to another has the higher number.

    Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion: each frame on `way`
    is a state, with what is left of its steps. A state whose component is known counts as seen after all
    others, so that a step is looked at once.
    """
    first, targets = edges
    count = len(first) - 1
    seen = [_UNSEEN] * count
    low = [0] * count
    component = [_UNSEEN] * count
    open_states: list[int] = []
    way: list[tuple[int, Iterator[int]]] = []
    clock = found = 0
    for root in range(count):
        if seen[root] != _UNSEEN:
            continue
        seen[root] = low[root] = clock
        clock += 1
        open_states.append(root)
        way.append((root, iter(targets[first[root] : first[root + 1]])))
        while way:
            state, steps = way[-1]
            lowest = low[state]
            for target in steps:
                known = seen[target]
                if known < lowest:
                    if known == _UNSEEN:
                        low[state] = lowest
                        seen[target] = low[target] = clock
                        clock += 1
                        open_states.append(target)
                        way.append((target, iter(targets[first[target] : first[target + 1]])))
                        break
                    lowest = known
            else:
                way.pop()
                if way and lowest < low[way[-1][0]]:
                    low[way[-1][0]] = lowest
                if lowest == seen[state]:
                    while True:
                        member = open_states.pop()
                        component[member] = found
                        seen[member] = count
                        if member == state:
                            break
                    found += 1
    return component


def bottoms(edges: Edges, component: Sequence[int]) -> list[list[int]]:
    """The components that no step leaves, with their states in order; in the order of their first states."""
    first, targets = edges
    leaves = bytearray(max(component, default=_UNSEEN) + 1)
    for state, own in enumerate(component):
        if not leaves[own]:
            for target in targets[first[state] : first[state + 1]]:
                if component[target] != own:
                    leaves[own] = 1
                    break
    found: dict[int, list[int]] = {}
    for state, own in enumerate(component):
        if not leaves[own]:
            found.setdefault(own, []).append(state)
    return list(found.values())


def without(edges: Edges, labels: Sequence[int], dropped: frozenset[int]) -> Edges:
    """The same states without some kinds of steps."""
    if not dropped:
        return edges
    kept = [label not in dropped for label in range(max(labels, default=0) + 1)]
    stays = array("b", map(kept.__getitem__, labels))
    before = list(accumulate(stays, initial=0))  # how many steps stay of those before each one
    return Edges(array("q", map(before.__getitem__, edges.first)), array("q", compress(edges.targets, stays)))


def reachable(edges: Edges, begin: Sequence[int]) -> bytearray:
    """1 for each state that can be got to."""
    found = bytearray(len(edges.first) - 1)
    waiting = list(begin)
    for state in waiting:
        found[state] = 1
    while waiting:
        state = waiting.pop()
        for target in edges.targets[edges.first[state] : edges.first[state + 1]]:
            if not found[target]:
                found[target] = 1
                waiting.append(target)
    return found
