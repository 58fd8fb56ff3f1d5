"""A payload with another value of the same shape for each sensitive one, so that a schema still takes it."""

from collections.abc import Iterable
from decimal import Decimal

from checker.analysis import follow
from checker.analysis.follow import Sources
from checker.analysis.replay.pointers import tokens
from checker.model.json import Json
from checker.model.paths import Path


def veiled(payload: Json, sensitive: Iterable[Path]) -> Json:
    """The payload with every value at or below these paths changed; itself where there are none."""
    found = payload
    for path in sensitive:
        for pointer, _ in follow.values(path, Sources(payload)):
            found = _at(found, tokens(pointer)) if pointer.startswith("/") or not pointer else found
    return found


def _at(value: Json, way: list[str]) -> Json:
    if not way:
        return _shape(value)
    step, *rest = way
    if isinstance(value, dict) and step in value:
        return {**value, step: _at(value[step], rest)}
    if isinstance(value, list) and step.isdigit() and int(step) < len(value):
        number = int(step)
        return [*value[:number], _at(value[number], rest), *value[number + 1 :]]
    return value


def _shape(value: Json) -> Json:
    """Letters become a letter and digits a digit; the rest of a text says nothing of anybody."""
    match value:
        case bool() | None:
            return value
        case str():
            return "".join(map(_letter, value))
        case dict():
            return {name: _shape(one) for name, one in value.items()}
        case list():
            return [_shape(one) for one in value]
        case int():
            return 1
        case _:
            return Decimal("0.5")


def _letter(letter: str) -> str:
    if letter.isalpha():
        return "A" if letter.isupper() else "a"
    return "1" if letter.isdigit() else letter
