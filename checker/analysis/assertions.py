"""Keywords for jsonschema that decide as jsonschema-rs does: exactly, in order, in linear time."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

import jsonschema_rs
from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend  # untyped, as its result is

from checker.analysis.wordings import names, nearest_name
from checker.model.schemas import Draft

# What jsonschema passes to keywords and takes from them is Any in its own types.
Errors: TypeAlias = Iterator[ValidationError]
Keyword: TypeAlias = Callable[[Any, Any, Any, Any], Errors | None]


class TooManyStepsError(Exception):
    """An explanation would take too long."""


class Steps:
    """How many keywords may still be looked at; jsonschema hands it on where a format checker would be."""

    def __init__(self) -> None:
        self.left = 0


def walker(draft: Draft, schema: Any, registry: Any) -> Any:
    """A validator of jsonschema with our keywords; `restart` it before each use."""
    return _classes()[draft](schema, registry=registry, format_checker=Steps())


def restart(made: Any, steps: int) -> None:
    made.format_checker.left = steps


@lru_cache(maxsize=1)
def _classes() -> dict[Draft, Any]:
    bases: dict[Draft, Any] = {"7": Draft7Validator, "2020-12": Draft202012Validator}
    made = {}
    for draft, base in bases.items():
        keywords = {name: found for name, found in base.VALIDATORS.items() if name not in _SKIPPED}
        keywords |= _OURS | {"format": _format_of(draft)}
        if "additionalItems" in keywords:
            keywords["additionalItems"] = _beside_a_list(keywords["additionalItems"])
        types = base.TYPE_CHECKER.redefine("integer", _is_integer)
        ignored = dict.fromkeys(_SKIPPED, _nothing)
        counted = {name: _counted(found) for name, found in keywords.items()}
        made[draft] = made_class = extend(base, validators=counted | ignored, type_checker=types)  # type: ignore[no-untyped-call]
        made_class.descend = _with_path(made_class.descend)
    return made


def _with_path(descend: Callable[..., Errors]) -> Callable[..., Errors]:
    """jsonschema forgets the path of what stands under a schema that is `false`."""

    def look(self: Any, instance: Any, schema: Any, path: Any = None, **more: Any) -> Errors:
        for error in descend(self, instance, schema, path=path, **more):
            if schema is False and path is not None:
                error.path.appendleft(path)
            yield error

    return look


def _counted(keyword: Keyword) -> Keyword:
    def look(validator: Any, value: Any, instance: Any, schema: Any) -> Errors | None:
        validator.format_checker.left -= 1
        if validator.format_checker.left < 0:
            raise TooManyStepsError
        return keyword(validator, value, instance, schema)

    return look


def _nothing(_validator: Any, _value: Any, _instance: Any, _schema: Any) -> None:
    """Left to jsonschema-rs, which knows better what was evaluated."""


@lru_cache(maxsize=1000)
def _judge(draft: Draft, keyword: str, value: str) -> Callable[[Any], bool]:
    """One keyword alone, as jsonschema-rs judges it."""
    kind = jsonschema_rs.Draft7Validator if draft == "7" else jsonschema_rs.Draft202012Validator
    return kind(
        {keyword: value}, validate_formats=True, pattern_options=jsonschema_rs.RegexOptions()
    ).is_valid


def _matches(pattern: str, text: str) -> bool:
    return _judge("2020-12", "pattern", pattern)(text)


def _pattern(_validator: Any, pattern: Any, instance: Any, _schema: Any) -> Errors:
    if isinstance(instance, str) and not _matches(pattern, instance):
        yield ValidationError("")


def _format_of(draft: Draft) -> Keyword:
    def _format(_validator: Any, name: Any, instance: Any, _schema: Any) -> Errors:
        if not _judge(draft, "format", name)(instance):
            yield ValidationError("")

    return _format


def _pattern_properties(validator: Any, patterns: Any, instance: Any, _schema: Any) -> Errors:
    if isinstance(instance, Mapping):
        for pattern, subschema in patterns.items():
            for name in instance:
                if _matches(pattern, name):
                    yield from validator.descend(instance[name], subschema, path=name, schema_path=pattern)


def _beside_a_list(keyword: Keyword) -> Keyword:
    """It says nothing where `items` is no list of schemas; jsonschema fails where that is true or false."""

    def look(validator: Any, value: Any, instance: Any, schema: Any) -> Errors | None:
        is_list = isinstance(schema.get("items"), list)
        return keyword(validator, value, instance, schema) if is_list else None

    return look


def _additional_properties(validator: Any, others: Any, instance: Any, schema: Any) -> Errors:
    if not isinstance(instance, Mapping):
        return
    known = schema.get("properties", ())
    patterns = schema.get("patternProperties", ())
    extras = [
        name
        for name in instance
        if name not in known and not any(_matches(pattern, name) for pattern in patterns)
    ]
    if others is False and extras:
        near = nearest_name(extras[0], (name for name in known if name not in instance))
        yield ValidationError(f"the schema knows no {names(extras)}{f'; it knows {near}' if near else ''}")
    elif isinstance(others, Mapping):
        for name in extras:
            yield from validator.descend(instance[name], others, path=name)


def _required(_validator: Any, wanted: Any, instance: Any, schema: Any) -> Errors:
    if isinstance(instance, Mapping):
        for name in wanted:
            if name not in instance:
                known = schema.get("properties", ())
                near = nearest_name(name, (other for other in instance if other not in known))
                yield ValidationError(f"{names([name])} is missing{f'; there is {near}' if near else ''}")


def _dependent_required(_validator: Any, rules: Any, instance: Any, _schema: Any) -> Errors:
    if isinstance(instance, Mapping):
        for name, wanted in rules.items():
            missing = [other for other in wanted if other not in instance]
            if name in instance and missing:
                yield ValidationError(f"{names([name])} is there, and {names(missing)} is missing")


def _dependencies(validator: Any, rules: Any, instance: Any, schema: Any) -> Errors:
    for name, rule in rules.items():
        if isinstance(rule, list):
            yield from _dependent_required(validator, {name: rule}, instance, schema)
        elif isinstance(instance, Mapping) and name in instance:
            yield from validator.descend(instance, rule, schema_path=name)


def _multiple_of(_validator: Any, step: Any, instance: Any, _schema: Any) -> Errors:
    if _is_number(instance) and Fraction(instance) % Fraction(step):
        yield ValidationError("")


def _unique_items(_validator: Any, is_wanted: Any, instance: Any, _schema: Any) -> Errors:
    if is_wanted and isinstance(instance, list) and not _judge("2020-12", "uniqueItems", is_wanted)(instance):
        yield ValidationError("two elements are the same")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_integer(_checker: Any, value: Any) -> bool:
    return _is_number(value) and value == int(value)


_SKIPPED = ("unevaluatedItems", "unevaluatedProperties")
_OURS: dict[str, Keyword] = {
    "pattern": _pattern,
    "patternProperties": _pattern_properties,
    "additionalProperties": _additional_properties,
    "required": _required,
    "dependentRequired": _dependent_required,
    "dependencies": _dependencies,
    "multipleOf": _multiple_of,
    "uniqueItems": _unique_items,
}
