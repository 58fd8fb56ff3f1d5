"""What the functions of a mapping table may give for what they may get."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.analysis.drift.spots import KINDS, Declared, Spot, kind, listed
from checker.analysis.mapping import functions
from checker.analysis.mapping.moments import FormatError, tokens
from checker.analysis.mapping.refusals import UnfitError
from checker.model.contracts import Reference
from checker.model.json import Absent, Json
from checker.model.transformations import (
    Date,
    Function,
    Lookup,
    Multiply,
    Number,
    Operation,
    Pad,
    Plain,
    Split,
    Truncate,
    Values,
)

Tables: TypeAlias = Mapping[str, Reference]

_MOST: Final = 1_000  # values that are told one by one
_DEPTH: Final = 3
_SCALE: Final = 20  # decimals up to which a step is written
_FIGURES: Final[Mapping[str, int]] = {"Y": 4, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "y": 2, "j": 3}
_OVER_NUMBERS: Final = frozenset({"number", "null", "array"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """
    What a value may be, and perhaps more: all that `schema` accepts, of some `kinds` of JSON.

    `values` has them all where they are few and known. `elements` is of lists, None where nothing is known
    of theirs. `least` and `most` bound the lengths of texts.
    """

    schema: Json = True
    kinds: frozenset[str] = KINDS
    values: tuple[Json, ...] | None = None
    elements: "Possible | None" = None
    least: int = 0
    most: int | None = None

    def can_be(self, name: str) -> bool:
        return name in self.kinds


ANYTHING: Final = Possible()


def at(spot: Spot, declared: Declared, depth: int = _DEPTH) -> Possible:
    """What may stand at a place of payloads; of lists within lists, so many deep."""
    kinds = spot.kinds
    named: list[Sequence[Json]] = [[value] for value in spot.all("const")]
    named += [listed(value) for value in spot.all("enum")]
    fewest = min(named, key=len, default=None)
    elements = declared.elements(spot, is_list=True) if "array" in kinds and depth else None
    return Possible(
        schema=spot.schema,
        kinds=kinds,
        values=tuple(fewest) if fewest is not None and len(fewest) <= _MOST else None,
        elements=at(elements, declared, depth - 1) if elements is not None and elements.parts else None,
        least=max(map(int, _whole(spot.all("minLength"))), default=0),
        most=min(map(int, _whole(spot.all("maxLength"))), default=None),
    )


def constant(value: Json) -> Possible:
    return _listed([value])


def of_kind(name: str, **keywords: Json) -> Possible:
    """All values of a type that some keywords let pass."""
    kinds = frozenset({"number" if name == "integer" else name})
    return Possible(schema={"type": name, **keywords}, kinds=kinds)


def text(least: int = 0, most: int | None = None, **keywords: Json) -> Possible:
    bounds: dict[str, Json] = {"minLength": least} if least else {}
    if most is not None:
        bounds["maxLength"] = most
    return replace(of_kind("string", **bounds, **keywords), least=least, most=most)


def a_list(elements: Possible | None) -> Possible:
    inner: dict[str, Json] = {} if elements is None else {"items": elements.schema}
    return replace(of_kind("array", **inner), elements=elements)


def either(several: Iterable[Possible]) -> Possible:
    """What may be any of these."""
    found = list(several)
    if len(found) == 1:
        return found[0]
    values = [value for one in found for value in one.values or ()]
    is_listed = all(one.values is not None for one in found)
    lists = [one.elements for one in found if one.can_be("array")]
    texts = [one for one in found if one.can_be("string")]
    longest = [one.most for one in texts if one.most is not None]
    return Possible(
        schema={"anyOf": [one.schema for one in found]} if found else False,
        kinds=frozenset().union(*(one.kinds for one in found)),
        values=tuple(values) if is_listed and len(values) <= _MOST else None,
        elements=either(one for one in lists if one is not None) if lists and None not in lists else None,
        least=min((one.least for one in texts), default=0),
        most=max(longest) if len(longest) == len(texts) and texts else None,
    )


def without_null(one: Possible) -> Possible:
    if not one.can_be("null"):
        return one
    kinds = one.kinds - {"null"}
    if not kinds:
        return either(())
    values = None if one.values is None else tuple(value for value in one.values if value is not None)
    schema: Json = {"allOf": [one.schema, {"type": sorted(kinds)}]}
    return replace(one, schema=schema, kinds=kinds, values=values)


def applied(function: Function, given: Possible, otherwise: Json | Absent, tables: Tables) -> Possible:
    """What a function may give; a value that it does not take gives nothing, since then the row fails."""
    takes_lists = functions.takes_lists(function, tables)
    if given.values is not None and not given.can_be("array"):
        return _each(function, given.values, otherwise, tables)
    if takes_lists:
        found = [_single(function, given, otherwise, tables)]
    else:
        found = [_single(function, given, otherwise, tables)] if given.kinds - {"null", "array"} else []
        if given.can_be("array"):
            inner = given.elements
            found.append(a_list(applied(function, inner, otherwise, tables) if inner else None))
    return either([*found, *([constant(None)] if given.can_be("null") else [])])


def _each(function: Function, values: Sequence[Json], otherwise: Json | Absent, tables: Tables) -> Possible:
    """What the function itself gives for each."""
    try:
        apply = functions.last(function, functions.applied(function.operation, tables, otherwise))
    except FormatError:
        return ANYTHING  # the contract can't be used: that is said elsewhere
    anywhere = functions.anywhere(apply, takes_lists=functions.takes_lists(function, tables))
    found: list[Json] = []
    for value in values:
        try:
            made = anywhere(value)
        except UnfitError:
            continue
        if not isinstance(made, Absent):
            found.append(made)
    return _listed(found)


def _single(function: Function, given: Possible, otherwise: Json | Absent, tables: Tables) -> Possible:
    """What comes of one value that is no null, and no list where the function is for elements."""
    match function.operation:
        case Values(table):
            return _looked_up(table.values(), otherwise)
        case Lookup(reference):
            return _looked_up(tables[reference.name].rows.values(), otherwise)
        case Number() | Multiply() | Plain.SUM | Plain.COUNT | Plain.MIN | Plain.MAX as operation:
            return _number(operation, given)
        case Split():
            return a_list(text())
        case Plain.PARSE_JSON:
            return ANYTHING
        case operation:
            return _text(operation, given)


def _text(operation: Operation, given: Possible) -> Possible:
    is_text = given.kinds <= {"string", "null", "array"}
    least, most = (given.least, given.most) if is_text else (0, None)
    match operation:
        case Plain.STRING if given.kinds <= {"string", "null"}:
            return given
        case Plain.STRING:
            return text(least, most)
        case Plain.TRIM:
            return text(0, most)
        case Pad(to=to):
            return text(max(least, to), None if most is None else max(most, to))
        case Truncate(to=to):
            return text(min(least, to), to if most is None else min(most, to))
        case Date(target=target):
            return _date(target)
        case _:  # upper and lower may change the length
            return text()


def _number(operation: Operation, given: Possible) -> Possible:
    match operation:
        case Plain.COUNT:
            return of_kind("integer", minimum=0)
        case Plain.MIN | Plain.MAX:
            kinds = {"number", "string"} & (given.elements.kinds if given.elements else KINDS)
            return Possible(schema={"type": sorted(kinds)} if kinds else False, kinds=frozenset(kinds))
        case Number(scale=scale, rounding=rounding):
            made = of_kind("number" if scale != 0 else "integer", **_step(scale))
            if rounding is None and given.kinds <= _OVER_NUMBERS:  # it only lets pass
                return replace(made, schema={"allOf": [given.schema, made.schema]})
            return made
        case _:
            return of_kind("number")


def _step(scale: int | None) -> dict[str, Json]:
    return {"multipleOf": Decimal((0, (1,), -scale))} if scale and scale <= _SCALE else {}


def _date(target: str) -> Possible:
    """A text; of figures alone it has a fixed form."""
    if target == "iso":
        return text()
    pattern, length = "", 0
    for what, letter in tokens(target):
        if what == "directive":
            if letter not in _FIGURES:
                return text()
            pattern += f"[0-9]{{{_FIGURES[letter]}}}"
            length += _FIGURES[letter]
        else:
            pattern += letter if letter.isalnum() or letter in "-:_ T" else f"\\{letter}"
            length += 1
    if not pattern.isascii():
        return text()
    more: dict[str, Json] = {"format": "date"} if pattern == "[0-9]{4}-[0-9]{2}-[0-9]{2}" else {}
    return text(length, length, pattern=f"^{pattern}$", **more)


def _looked_up(values: Iterable[Json], otherwise: Json | Absent) -> Possible:
    return _listed([*values, *([] if isinstance(otherwise, Absent) else [otherwise])])


def _listed(values: Iterable[Json]) -> Possible:
    found = list(_distinct(values))
    kinds = frozenset(map(kind, found))
    if not found:
        return Possible(schema=False, kinds=kinds, values=())
    if len(found) > _MOST:
        return Possible(schema={"type": sorted(kinds)}, kinds=kinds)
    return Possible(
        schema={"const": found[0]} if len(found) == 1 else {"enum": found}, kinds=kinds, values=tuple(found)
    )


def _distinct(values: Iterable[Json]) -> Iterator[Json]:
    seen: list[Json] = []
    known: set[tuple[str, str]] = set()
    for value in values:
        if isinstance(value, str):
            if ("string", value) not in known:
                known.add(("string", value))
                yield value
        elif not any(numbers.same(value, other) for other in seen):
            seen.append(value)
            yield value


def _whole(values: Iterable[Json]) -> Iterator[int]:
    yield from (int(value) for value in values if isinstance(value, int | float | Decimal))
