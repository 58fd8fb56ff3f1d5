"""Where in the picture of a flow findings sit: the systems and boundaries that they blame, how badly."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.model.findings import Finding, Level
from checker.model.overview import Overview
from checker.model.pointers import unescaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """The worst that is found of each system and of each boundary, by its name."""

    systems: Mapping[str, Level]
    boundaries: Mapping[str, Level]


def blamed(overview: Overview, findings: Iterable[Finding]) -> Blamed:
    """Of the findings of this set."""
    worst: dict[str, Level] = {}
    for found in findings:
        if found.set == overview.set:
            for name in {found.subject, *seats(found)}:
                worst[name] = max(worst.get(name, found.level), found.level)
    systems = {node.system for node in overview.nodes}
    boundaries = {edge.boundary for edge in overview.edges}
    return Blamed(
        systems={name: level for name, level in worst.items() if name in systems},
        boundaries={name: level for name, level in worst.items() if name in boundaries},
    )


def seats(found: Finding) -> tuple[str, ...]:
    """
    Where a finding sits: at the system, boundary or fact that its subject begins with, and at the boundary in
    which the line stands that is to be mended.
    """
    about = found.subject.partition("/")[0].partition("#")[0]
    written = _written_in(found)
    return (about, written) if written and written != about else (about,)


def _written_in(found: Finding) -> str:
    """The boundary that the blamed line belongs to, by its pointer."""
    steps = found.place.pointer.split("/") if found.place else []
    if len(steps) < 3 or steps[1] != "boundaries":
        return ""
    return unescaped(steps[2])
