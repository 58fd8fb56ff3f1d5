"""Fields that must come from elsewhere: whether they are there, and what they fill in."""

from collections.abc import Iterator, Sequence

from checker.analysis.follow import has, position, values
from checker.analysis.replay.pointers import below, tokens
from checker.analysis.sides import Side
from checker.model.boundaries import Enrich
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Having, Member, Start, Step
from checker.model.pointers import escaped


def missing(enrich: Enrich, side: Side) -> Iterator[tuple[str, Json | Absent]]:
    """Each place of an enriched field where nothing or null stands: its pointer, and ABSENT or null."""
    if enrich.path.start is not Start.PAYLOAD:
        found = values(enrich.path, side.sources)
        yield from ((pointer, value) for pointer, value in found if value is None)
        if not found and side.knows(enrich.path):
            yield enrich.path.text, ABSENT
        return
    for pointer, value in _places(enrich.path.steps, side.payload, ""):
        if value is ABSENT or value is None:
            yield pointer, value


def filled(result: Json, received: Json, enriches: Sequence[Enrich]) -> Json:
    """
    A result with the enriched fields that it lacks as they were received: they came on the way.

    Neither value is changed; what is filled is a copy.
    """
    for enrich in enriches:
        if enrich.path.start is Start.PAYLOAD:
            made = _filled(enrich.path.steps, result, received)
            result = result if made is ABSENT else made
    return result


def covers(enrich: Enrich, pointer: str, received: Json | Absent) -> bool:
    """Whether a pointer into what was received leads to the enriched field or below it."""
    if enrich.path.start is not Start.PAYLOAD:
        return pointer == enrich.path.text
    names = tokens(pointer)
    steps = enrich.path.steps
    if len(names) < len(steps):
        return False
    around = received
    for step, name in zip(steps, names, strict=False):
        if isinstance(step, Member) and step.name != name:
            return False
        around = below(around, name)
        if isinstance(step, Having) and (around is ABSENT or not has(around, step)):
            return False
    return True


def _places(steps: Sequence[Step], value: Json | Absent, pointer: str) -> Iterator[tuple[str, Json | Absent]]:
    if not steps:
        yield pointer, value
        return
    step, rest = steps[0], steps[1:]
    match step, value:
        case Every(), list():
            for index, element in enumerate(value):
                yield from _places(rest, element, f"{pointer}/{index}")
        case Every(), dict():
            for name, member in value.items():
                yield from _places(rest, member, f"{pointer}/{escaped(name)}")
        case Member(name), dict():
            yield from _places(rest, value.get(name, ABSENT), f"{pointer}/{escaped(name)}")
        case Member(name), list() if (at := position(name, value)) is not None:
            yield from _places(rest, value[at], f"{pointer}/{at}")
        case Having(), list() if any(has(element, step) for element in value):
            index = next(index for index, element in enumerate(value) if has(element, step))
            yield from _places(rest, value[index], f"{pointer}/{index}")
        case Every(), _:
            return  # a list that is not there has no element that lacks something
        case _:
            yield from _places(rest, ABSENT, f"{pointer}/{_written(step)}")


def _filled(steps: Sequence[Step], result: Json | Absent, received: Json | Absent) -> Json | Absent:
    """`result` itself where nothing is to be filled in."""
    if not steps:
        return received if result is None or result is ABSENT else result
    if isinstance(received, dict) and (isinstance(result, dict) or result is None or result is ABSENT):
        return _filled_object(steps, result if isinstance(result, dict) else {}, received, result)
    if isinstance(received, list) and isinstance(result, list):
        return _filled_list(steps, result, received)
    return result


def _filled_object(
    steps: Sequence[Step], members: dict[str, Json], received: dict[str, Json], result: Json | Absent
) -> Json | Absent:
    step = steps[0]
    names = list(received) if isinstance(step, Every) else [step.name] if isinstance(step, Member) else []
    changed: dict[str, Json] = {}
    for name in names:
        before = members.get(name, ABSENT)
        after = _filled(steps[1:], before, received.get(name, ABSENT))
        if after is not before and after is not ABSENT:
            changed[name] = after
    return {**members, **changed} if changed else result


def _filled_list(steps: Sequence[Step], result: list[Json], received: list[Json]) -> Json:
    step = steps[0]
    made = list(result)
    for index, (before, other) in enumerate(zip(result, received, strict=False)):
        if isinstance(step, Having) and not has(before, step):
            continue
        if isinstance(step, Member) and position(step.name, result) != index:
            continue
        after = _filled(steps[1:], before, other)
        if after is not ABSENT:
            made[index] = after
    return made


def _written(step: Step) -> str:
    match step:
        case Member(name):
            return escaped(name)
        case Having(name, value):
            return f"{escaped(name)}={escaped(value)}"
        case Every():
            return "*"
