"""Who knows a fact: ownership through faces, and whose word is taken."""

from collections.abc import Mapping

from checker.analysis.meaning.literals import Implications, Literals
from checker.model.systems import Fact, System


def system_of(systems: Mapping[str, System], name: str) -> str:
    """The system whose face `name` is; itself, where it is no face."""
    part_of = systems[name].part_of
    return part_of.name if part_of else name


def faces(systems: Mapping[str, System], name: str) -> tuple[str, ...]:
    return tuple(face.name for face in systems.values() if face.part_of and face.part_of.name == name)


def is_external(systems: Mapping[str, System], name: str) -> bool:
    """Whether its word is taken: the system, or the one whose face it is, belongs to a third party."""
    return systems[name].is_external or systems[system_of(systems, name)].is_external


def owns(systems: Mapping[str, System], name: str, fact: Fact) -> bool:
    """Whether the fact's owner is this system, a face of it, or the system whose face it is."""
    owner = fact.owner.name
    return owner in (name, system_of(systems, name)) or system_of(systems, owner) == name


def owned(
    systems: Mapping[str, System],
    facts: Mapping[str, Fact],
    implications: Implications,
    name: str,
    said: Literals,
) -> Literals:
    """What of `said` the system knows by itself: about its own facts, and all that follows from that."""
    return implications.closure(literal for literal in said if owns(systems, name, facts[literal.fact]))
