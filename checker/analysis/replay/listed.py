"""The parts that a report lists, what each is called, and which of the expected ones it leaves out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.analysis.follow import Found, Sources, values
from checker.model.boundaries import Expected, Parts
from checker.model.contracts import Reference
from checker.model.json import Json
from checker.model.paths import Every, Path
from checker.model.text import shown


def elements(at: Path, sources: Sources) -> Iterator[Found]:
    """Each element of the lists that a path leads to."""
    for pointer, value in values(at, sources):
        if at.steps and isinstance(at.steps[-1], Every):
            yield pointer, value
        elif isinstance(value, list):
            yield from ((f"{pointer}/{index}", element) for index, element in enumerate(value))


def is_there(at: Path, sources: Sources) -> bool:
    """Whether the list itself is there, be it empty."""
    if at.steps and isinstance(at.steps[-1], Every):
        at = replace(at, steps=at.steps[:-1])
    return any(isinstance(value, list | dict) for _, value in values(at, sources))


def key_of(name: str | None, element: Json) -> str | None:
    """What a part is called: its member of this name, or further down with slashes; None without one."""
    if name is None:
        return None
    value = element
    for member in name.strip("/").split("/"):
        value = value.get(member) if isinstance(value, dict) else None
    if value is None or isinstance(value, dict | list):
        return None
    return value if isinstance(value, str) else shown(value)


def in_reference(parts: Parts, reference: Mapping[str, Reference]) -> frozenset[str] | None:
    """The parts that a reference table lists: the first column of its key."""
    if not isinstance(parts.expected, Expected) or parts.expected.reference is None:
        return None
    return frozenset(key[0] for key in reference[parts.expected.reference.name].rows)


def missing(
    parts: Parts, there: set[str | None], expected: frozenset[str] | None, asked: Sources | None
) -> tuple[str, ...] | None:
    """The expected parts that are not there; None where nobody can say which are there, or should be."""
    if not isinstance(parts.expected, Expected):
        return ()
    if None in there:
        return None
    if expected is None:
        if asked is None or parts.expected.at is None or parts.expected.key is None:
            return None
        wanted = [key_of(parts.expected.key, one) for _, one in elements(parts.expected.at, asked)]
        expected = frozenset(key for key in wanted if key is not None)
    return tuple(sorted(expected - there))
