"""Strongly connected components: states among which a run can go back and forth for ever."""

from array import array
from collections.abc import Sequence
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
    is a state, and `at` says how far its steps have been followed.
    """
    first, targets = edges
    count = len(first) - 1
    seen = [_UNSEEN] * count
    low = [0] * count
    at = list(first[:count])
    component = [_UNSEEN] * count
    open_states: list[int] = []
    clock = found = 0
    for root in range(count):
        if seen[root] != _UNSEEN:
            continue
        way = [root]
        seen[root] = low[root] = clock
        clock += 1
        open_states.append(root)
        while way:
            state = way[-1]
            edge, end = at[state], first[state + 1]
            while edge < end:
                target = targets[edge]
                edge += 1
                if seen[target] == _UNSEEN:
                    seen[target] = low[target] = clock
                    clock += 1
                    open_states.append(target)
                    way.append(target)
                    break
                if component[target] == _UNSEEN and seen[target] < low[state]:
                    low[state] = seen[target]
            else:
                way.pop()
                if way and low[state] < low[way[-1]]:
                    low[way[-1]] = low[state]
                if low[state] == seen[state]:
                    while True:
                        member = open_states.pop()
                        component[member] = found
                        if member == state:
                            break
                    found += 1
            at[state] = edge
    return component


def bottoms(edges: Edges, component: Sequence[int]) -> list[list[int]]:
    """The components that no step leaves, with their states in order; in the order of their first states."""
    first, targets = edges
    leaves = bytearray(max(component, default=_UNSEEN) + 1)
    for state, own in enumerate(component):
        if not leaves[own]:
            for edge in range(first[state], first[state + 1]):
                if component[targets[edge]] != own:
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
