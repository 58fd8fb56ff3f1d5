"""Every state that runs can get to, breadth first, with the steps between them."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from checker.analysis.exploring.machine import Machine

NO_STATE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """
    States by their number, in the order in which they were found: a shorter run first.

    The steps out of state n stand from `first[n]` to `first[n + 1]` in `targets` and `labels`. `parents` and
    `reached_by` give the step on which a state was first found, NO_STATE where runs begin. Where
    `is_complete` is false there are more states than the limit, and the last ones were not looked at.
    """

    machine: Machine = field(repr=False)
    states: list[int]
    first: Sequence[int]
    targets: Sequence[int]
    labels: Sequence[int]
    parents: Sequence[int]
    reached_by: Sequence[int]
    is_complete: bool

    def path(self, number: int) -> list[int]:
        """The states on a shortest way to this one, from where runs begin."""
        way = []
        while number != NO_STATE:
            way.append(number)
            number = self.parents[number]
        return way[::-1]

    def steps(self, number: int) -> Iterator[tuple[int, int]]:
        for edge in range(self.first[number], self.first[number + 1]):
            yield self.targets[edge], self.labels[edge]


def graph(machine: Machine, limit: int) -> Graph:
    """Explores up to `limit` states. The same machine gives the same graph, number for number."""
    states = list(islice(machine.starts(), limit + 1))
    is_complete = len(states) <= limit
    del states[limit:]
    numbers = {state: number for number, state in enumerate(states)}
    first, targets, labels = array("q", [0]), array("q"), array("q")
    parents = array("q", [NO_STATE]) * len(states)
    reached_by = parents[:]
    known, quick, has_others = numbers.get, machine.quick, machine.has_others
    add_target, add_label = targets.append, labels.append
    for number, state in enumerate(states):  # grows as we go
        found = machine.others(state) if has_others else ()
        for shift, mask, by_status in quick:
            for test, want, keep, gain, label in by_status[state >> shift & mask]:
                if state & test == want:
                    then = state & keep | gain
                    target = known(then)
                    if target is None:
                        target = numbers[then] = len(states)
                        states.append(then)
                        parents.append(number)
                        reached_by.append(label)
                    add_target(target)
                    add_label(label)
        for then, label in found:  # as above: a call for each step would cost more than the step
            target = known(then)
            if target is None:
                target = numbers[then] = len(states)
                states.append(then)
                parents.append(number)
                reached_by.append(label)
            add_target(target)
            add_label(label)
        first.append(len(targets))
        if len(states) > limit:
            is_complete = False
            break
    return Graph(
        machine=machine,
        states=states,
        first=first,
        targets=targets,
        labels=labels,
        parents=parents,
        reached_by=reached_by,
        is_complete=is_complete,
    )
