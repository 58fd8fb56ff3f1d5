"""Random schemas of two drafts, pairs of them that are alike but for a few places, and payloads near them."""

from decimal import Decimal
from random import Random
from typing import Any

from checker.model.schemas import Draft

_NAMES = ("a", "b", "c", "ab")
_PATTERNS = ("^a", "b$", "^[ab]+$", "^.$", "^(ab)*$", "c", "^a{1,2}$", "^[^a]*$")
_FORMATS = ("date", "ipv4", "email")
_NAMED = ("properties", "patternProperties", "dependentSchemas")
_SCALARS: tuple[Any, ...] = (None, True, False, 0, 1, 1.0, 2, 3, -1, 0.5, 6, "", "a", "b", "ab", "abc", "c")
_VALUES: tuple[Any, ...] = (*_SCALARS, [], [1], ["a", 1], {}, {"a": 1}, {"a": "b", "b": None})


def pair(random: Random) -> tuple[Any, Any, Draft]:
    """Two schemas: half of the pairs differ in a few places, the others in all."""
    draft: Draft = random.choice(("7", "2020-12"))
    old = schema(random, draft, 3)
    new = _changed(random, draft, old) if random.random() < 0.6 else schema(random, draft, 2)
    if random.random() < 0.3:
        old, new = new, old
    return _rooted(random, old, draft), _rooted(random, new, draft), draft


def schema(random: Random, draft: Draft, depth: int) -> Any:
    """A schema of so many levels at most."""
    if random.random() < 0.06:
        return random.random() < 0.7
    made: dict[str, Any] = {}
    if random.random() < 0.5:
        kinds = ("null", "boolean", "integer", "number", "string", "array", "object")
        made["type"] = random.choice(kinds) if random.random() < 0.8 else random.sample(kinds, 2)
    for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3))):
        choices = [_numbers, _texts, _values, _sizes]
        if depth:
            choices += [_objects, _objects, _arrays, _arrays, _branches, _branches]
        made |= random.choice(choices)(random, draft, depth - 1)
    return made


def payload(random: Random, depth: int = 3) -> Any:
    if not depth or random.random() < 0.5:
        return random.choice(_VALUES)
    if random.random() < 0.5:
        return [payload(random, depth - 1) for _ in range(random.randrange(4))]
    return {random.choice(_NAMES): payload(random, depth - 1) for _ in range(random.randrange(4))}


def _rooted(random: Random, content: Any, draft: Draft) -> Any:
    """With what references lead to, one of which leads to itself."""
    if not isinstance(content, dict) or "#/$defs/" not in repr(content):
        return content
    word = "items" if random.random() < 0.5 else "additionalProperties"
    inner = {"type": ["integer", "array", "object"], word: {"$ref": "#/$defs/loop"}, "maxItems": 2}
    return {"allOf": [content], "$defs": {"loop": inner, "leaf": schema(Random(random.random()), draft, 0)}}


def _changed(random: Random, draft: Draft, content: Any) -> Any:
    """The same with something else in a place or two."""
    if not isinstance(content, dict) or not content or random.random() < 0.1:
        return schema(random, draft, 1)
    made = dict(content)
    name = random.choice(list(made))
    inner = made[name]
    if random.random() < 0.15:
        del made[name]
    elif isinstance(inner, dict) and name in _NAMED and inner:
        one = random.choice(list(inner))
        made[name] = {**inner, one: _changed(random, draft, inner[one])}
    elif isinstance(inner, dict) and name not in ("const", "dependentRequired", "dependencies", *_NAMED):
        made[name] = _changed(random, draft, inner)
    elif isinstance(inner, list) and inner and isinstance(inner[0], dict | bool) and name != "enum":
        index = random.randrange(len(inner))
        made[name] = [*inner[:index], _changed(random, draft, inner[index]), *inner[index + 1 :]]
    elif isinstance(inner, int) and not isinstance(inner, bool) and name not in ("const", "minContains"):
        made[name] = max(inner + random.choice((-1, 1)), 1)
    else:
        made |= random.choice((_numbers, _texts, _values, _sizes))(random, draft, 0)
    return made


def _numbers(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    word = random.choice(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"))
    if word == "multipleOf":
        return {word: random.choice((1, 2, 3, 0.5, Decimal("0.1"), 6))}
    return {word: random.choice((-1, 0, 1, 1.5, 2, 3))}


def _texts(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    word = random.choice(("minLength", "maxLength", "pattern", "pattern", "format"))
    if word == "pattern":
        return {word: random.choice(_PATTERNS)}
    return {word: random.choice(_FORMATS) if word == "format" else random.randrange(4)}


def _sizes(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    word = random.choice(
        ("minItems", "maxItems", "minProperties", "maxProperties", "required", "uniqueItems")
    )
    if word == "required":
        return {word: random.sample(_NAMES, random.randrange(1, 3))}
    return {word: True} if word == "uniqueItems" else {word: random.randrange(4)}


def _values(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    if random.random() < 0.4:
        return {"const": random.choice(_VALUES)}
    found: list[Any] = []
    for one in random.sample(_VALUES, random.randrange(1, 5)):
        if all(repr(one) != repr(other) for other in found):
            found.append(one)
    return {"enum": found}


def _inner(random: Random, draft: Draft, depth: int) -> Any:
    if random.random() < 0.08:
        return {"$ref": random.choice(("#/$defs/loop", "#/$defs/leaf"))}
    return schema(random, draft, max(depth, 0))


def _objects(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    words = ["properties"] * 4 + ["additionalProperties"] * 2 + ["patternProperties", "propertyNames"]
    words += ["required", "dependencies" if draft == "7" else "dependentRequired"]
    words += [] if draft == "7" else ["dependentSchemas", "unevaluatedProperties"]
    word = random.choice(words)
    match word:
        case "properties" | "dependentSchemas":
            names = random.sample(_NAMES, random.randrange(1, 4 if word == "properties" else 2))
            made: dict[str, Any] = {word: {name: _inner(random, draft, depth) for name in names}}
            if random.random() < 0.4:
                made["required"] = random.sample(names, 1)
            if random.random() < 0.3:
                made["additionalProperties"] = random.choice((False, {"type": "integer"}))
            return made
        case "patternProperties":
            return {word: {random.choice(_PATTERNS): _inner(random, draft, depth)}}
        case "required":
            return {word: random.sample(_NAMES, random.randrange(1, 3))}
        case "dependentRequired" | "dependencies":
            return {word: {random.choice(_NAMES): random.sample(_NAMES, 1)}}
        case "propertyNames":
            return {word: _texts(random, draft, 0)}
        case _:
            return {word: random.choice((False, _inner(random, draft, depth)))}


def _arrays(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    if random.random() < 0.3:
        made: dict[str, Any] = {"contains": _inner(random, draft, depth)}
        if draft != "7" and random.random() < 0.3:
            made[random.choice(("minContains", "maxContains"))] = random.randrange(3)
        return made
    if draft != "7" and random.random() < 0.15:
        return {"unevaluatedItems": random.choice((False, _inner(random, draft, depth)))}
    if random.random() < 0.6:
        return {"items": _inner(random, draft, depth)}
    first = [_inner(random, draft, depth) for _ in range(random.randrange(1, 3))]
    if draft == "7":
        return {"items": first, "additionalItems": _inner(random, draft, depth)}
    return {"prefixItems": first, "items": _inner(random, draft, depth)}


def _branches(random: Random, draft: Draft, depth: int) -> dict[str, Any]:
    word = random.choice(("allOf", "anyOf", "anyOf", "oneOf", "not", "if"))
    if word == "not":
        return {word: _inner(random, draft, depth)}
    if word == "if":
        words = ("if", random.choice(("then", "else")), random.choice(("then", "else")))
        return {one: _inner(random, draft, depth) for one in words}
    return {word: [_inner(random, draft, depth) for _ in range(random.randrange(1, 4))]}
