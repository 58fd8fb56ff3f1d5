"""Following paths into what was sent: payload, headers, record key, attributes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from checker.analysis import numbers
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.pointers import escaped

Found: TypeAlias = tuple[
    str, Json
]  # a JSON Pointer into the payload (or `header:x` …), and what stands there
Elements: TypeAlias = Sequence[Found]  # the elements of `each` around a row, outermost first


@dataclass(frozen=True, slots=True)
class Sources:
    """One message as its sender gave it away: all that a path may lead into."""

    payload: Json
    headers: tuple[tuple[str, str], ...] = ()
    key: str | None = None
    attributes: Mapping[str, Json] = field(default_factory=dict)


def values(path: Path, sources: Sources, elements: Elements = ()) -> list[Found]:
    """
    Every place a path leads to, in the order of the payload: several for `*` or a repeated header.

    A path from an element starts at the innermost of `elements`, `../` at the one around it; outside all
    of them it starts at the payload. A member of what is no object, or null, is nothing, and no error.
    """
    found = _started(path, sources, elements)
    for step in path.steps:
        found = [place for start in found for place in _followed(step, start)]
    return found


def first(path: Path, sources: Sources, elements: Elements = ()) -> Json | Absent:
    """The first value a path leads to; ABSENT where there is none."""
    if path.start is Start.PAYLOAD and path.is_plain:
        value: Json | Absent = sources.payload
        for step in path.steps:
            value = stepped(step, value)
            if value is ABSENT:
                return ABSENT
        return value
    found = values(path, sources, elements)
    return found[0][1] if found else ABSENT


def stepped(step: Step, value: Json | Absent) -> Json | Absent:
    """Where a step that is no `*` leads from a value; ABSENT where it leads nowhere."""
    found: Json | Absent = ABSENT
    if isinstance(step, Member):
        if isinstance(value, dict):
            found = value.get(step.name, ABSENT)
        elif isinstance(value, list):
            index = position(step.name, value)
            found = ABSENT if index is None else value[index]
    elif isinstance(step, Having) and isinstance(value, list):
        found = next((element for element in value if has(element, step)), ABSENT)
    return found


def reached(steps: Sequence[Step]) -> Callable[[Json | Absent], list[Json]]:
    """Follows steps from a value and gives the values only: what `values` finds, without its pointers."""

    def reach(start: Json | Absent) -> list[Json]:
        found: list[Json] = [] if start is ABSENT else [start]
        for step in steps:
            if isinstance(step, Every):
                found = [element for value in found for element in _elements(value)]
            else:
                found = [to for value in found if (to := stepped(step, value)) is not ABSENT]
        return found

    return reach


def has(element: Json, wanted: Having) -> bool:
    """Whether the member is the text VALUE, or a number, true or false that is written so."""
    if not isinstance(element, dict):
        return False
    value = element.get(wanted.name)
    if isinstance(value, str):
        return value == wanted.value
    if isinstance(value, bool):
        return wanted.value == ("true" if value else "false")
    if isinstance(value, list | dict) or value is None or not numbers.GRAMMAR.fullmatch(wanted.value):
        return False
    return numbers.same(value, numbers.read(wanted.value))


def position(name: str, elements: Sequence[Json]) -> int | None:
    """The index that a member's name stands for in a list of this length, if it stands for one."""
    if not (name.isascii() and name.isdigit() and len(name) < 10) or (name[0] == "0" and name != "0"):
        return None
    index = int(name)
    return index if index < len(elements) else None


def _started(path: Path, sources: Sources, elements: Elements) -> list[Found]:
    match path.start:
        case Start.PAYLOAD:
            return [("", sources.payload)]
        case Start.ELEMENT:
            around = len(elements) - 1 - path.up
            return [elements[around] if around >= 0 else ("", sources.payload)]
        case Start.HEADER:
            wanted = path.name.lower()
            return [(f"header:{name}", text) for name, text in sources.headers if name.lower() == wanted]
        case Start.KEY:
            return [] if sources.key is None else [("key:", sources.key)]
        case Start.ATTRIBUTE:
            if path.name not in sources.attributes:
                return []
            return [(f"attribute:{path.name}", sources.attributes[path.name])]


def _followed(step: Step, start: Found) -> Iterator[Found]:
    pointer, value = start
    match step, value:
        case Member(name), dict():
            if name in value:
                yield f"{pointer}/{escaped(name)}", value[name]
        case Member(name), list():
            index = position(name, value)
            if index is not None:
                yield f"{pointer}/{index}", value[index]
        case Every(), dict():
            for name, member in value.items():
                yield f"{pointer}/{escaped(name)}", member
        case Every(), list():
            for index, element in enumerate(value):
                yield f"{pointer}/{index}", element
        case Having(), list():
            for index, element in enumerate(value):
                if has(element, step):
                    yield f"{pointer}/{index}", element
                    return


def _elements(value: Json) -> Sequence[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else ()
