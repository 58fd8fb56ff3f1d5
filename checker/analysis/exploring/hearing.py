"""Who of several systems hears of a source first."""

from collections.abc import Iterable, Mapping

from checker.analysis.exploring.scope import Scope

Distances = Mapping[
    str, Mapping[str, int]
]  # for each system, how many hops each one that it hears of is away


def distances(scope: Scope) -> Distances:
    return {system: scope.distances(system) for system in scope.systems}


def is_first(away: Distances, system: str, source: str, others: Iterable[str]) -> bool:
    """Whether none of the others that this one hears is nearer to the source; they would have to tell it."""
    own = away[system][source]
    return not any(
        other in away[system] and away[other].get(source, own) < own for other in others if other != system
    )
