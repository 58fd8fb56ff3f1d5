"""Every run of a contract set, and what is to be seen in them; without opinions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.analysis.exploring.claims import Unfounded, statements, unfounded
from checker.analysis.exploring.components import Edges, components
from checker.analysis.exploring.doubled import Doubled, doubled
from checker.analysis.exploring.ends import ends
from checker.analysis.exploring.flapping import Flapping, flapping
from checker.analysis.exploring.graph import Graph, graph
from checker.analysis.exploring.later import later
from checker.analysis.exploring.machine import Machine
from checker.analysis.exploring.scope import LeftOut, scope
from checker.analysis.exploring.stale import Stale, stale
from checker.analysis.exploring.stuck import Stuck, stuck
from checker.analysis.meaning.readings import Word
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Skipped
from checker.model.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """
    What exploring has found: shortest runs for each thing, in a fixed order.

    Where `is_complete` is false the limit was reached. Then what was found is so all the same, but nothing is
    known of what stays for ever, and `later` is empty.
    """

    meaning: Meaning = field(repr=False)
    systems: tuple[str, ...]
    states: int
    is_complete: bool
    left_out: tuple[LeftOut, ...]
    unaware: frozenset[str]  # explored, but they hear of what is left out
    unfounded: tuple[Unfounded, ...]
    stale: tuple[Stale, ...]
    stuck: tuple[Stuck, ...]
    flapping: tuple[Flapping, ...]
    doubled: tuple[Doubled, ...]
    later: Mapping[tuple[str, str], tuple[Word, ...]]
    graph: Graph = field(repr=False, compare=False)

    def together(self) -> frozenset[tuple[str | None, ...]]:
        """All that can be shown at once, in the order of `systems`; None stands for nothing yet."""
        packing = self.graph.machine.packing
        return frozenset(packing.codes(state) for state in self.graph.states)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was not explored, and why."""
        found = [
            Skipped(check=f"runs of {one.system}", why=f"{one.why}; they are not explored", place=one.place)
            for one in self.left_out
        ]
        if not self.is_complete:
            found.append(
                Skipped(
                    check="runs",
                    why=f"{self.meaning.contracts.name}: explored {self.states:,} states; "
                    "claims of stable facts are proved by the rules, the rest is not",
                    was_asked=True,
                    fix=f"explore more with --states {self.states * 10}",
                )
            )
        return tuple(found)


def explored(meaning: Meaning, limits: Limits = DEFAULT) -> Exploration:
    """
    Explores every run, up to `limits.states` states. Untimed: nothing is known of how long anything takes.

    The same meaning gives the same exploration. Time and memory are linear in the steps between states.
    """
    looked_at = scope(meaning)
    found = graph(Machine(looked_at), limits.states)
    said = statements(found.machine.packing)
    finished = ends(found) if found.is_complete else ()
    component = components(Edges(found.first, found.targets)) if found.is_complete else []
    return Exploration(
        meaning=meaning,
        systems=looked_at.systems,
        states=len(found.states),
        is_complete=found.is_complete,
        left_out=looked_at.left_out,
        unaware=looked_at.unaware,
        unfounded=unfounded(found, said),
        stale=stale(found, said, finished),
        stuck=stuck(found, finished),
        flapping=flapping(found, component) if found.is_complete else (),
        doubled=doubled(found),
        later=later(found, component) if found.is_complete else {},
        graph=found,
    )
