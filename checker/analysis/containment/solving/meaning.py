"""
What the keywords of a schema say of values of one kind.

A keyword that is not understood says nothing where it accepts, so that more seems accepted than is, and
leaves all open where it refuses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from checker.analysis.containment.solving.array_keywords import arrays
from checker.analysis.containment.solving.facts import (
    Alternative,
    Among,
    Demand,
    Except,
    Kind,
    Limit,
    Matches,
    Node,
    OneOf,
    Part,
    Step,
    fact,
    not_compared,
)
from checker.analysis.containment.solving.nodes import child, listed, target
from checker.analysis.containment.solving.object_keywords import objects
from checker.analysis.containment.solving.sizes import sizes
from checker.analysis.containment.solving.values import Values, exact, key, kind_of
from checker.model.json import Json

_LIMITS: Final = {
    "minimum": (True, False),
    "exclusiveMinimum": (True, True),
    "maximum": (False, False),
    "exclusiveMaximum": (False, True),
}
_CONTENTS: Final = ("contentEncoding", "contentMediaType")  # jsonschema-rs asserts them in draft 7
_MOST_EXACTLY_ONE: Final = 12  # alternatives of `oneOf`, up to which each says that the others are refused


def kinds(node: Node) -> frozenset[Kind]:
    """The kinds of values that a schema may accept, by what it says of types and values itself."""
    content = node.content
    if not isinstance(content, Mapping):
        return frozenset() if content is False else frozenset(Kind)
    if "$ref" in content and node.references.schema.draft == "7":
        return frozenset(Kind)
    found = set(Kind)
    if "type" in content:
        names = content["type"] if isinstance(content["type"], list) else [content["type"]]
        found = {one for one in Kind if one.value in names or (one is Kind.NUMBER and "integer" in names)}
    if "const" in content:
        found &= {kind_of(content["const"])}
    if "enum" in content:
        found &= set(map(kind_of, listed(content["enum"])))
    return frozenset(found)


def parts(node: Node, kind: Kind, values: Values) -> list[Part] | None:
    """What a schema says of values of a kind, keyword by keyword; None where it accepts none of them."""
    content = node.content
    if not isinstance(content, Mapping):
        return None if content is False else []
    if "$ref" in content and node.references.schema.draft == "7":
        return [_reference(node, "$ref")]
    found: list[Part] = []
    if "type" in content:
        kinds = content["type"] if isinstance(content["type"], list) else [content["type"]]
        if kind is Kind.NUMBER and "integer" in kinds and "number" not in kinds:
            found.append(fact(Step(Fraction(1), True), Step(Fraction(1), False)))
        elif kind.value not in kinds:
            return None
    for keyword in ("const", "enum"):
        if keyword in content:
            some = [content[keyword]] if keyword == "const" else listed(content[keyword])
            part = _values(node, kind, some, values)
            if part is None:
                return None
            found.append(part)
    found += _specific(node, content, kind)
    found += _applied(node, content)
    return found


def _specific(node: Node, content: Mapping[str, Json], kind: Kind) -> Iterator[Part]:
    match kind:
        case Kind.NUMBER:
            yield from _numbers(content)
        case Kind.STRING:
            yield from sizes(content, "minLength", "maxLength")
            draft = node.references.schema.draft
            for keyword in ("pattern", "format", *(_CONTENTS if draft == "7" else ())):
                if isinstance(value := content.get(keyword), str):
                    yield fact(Matches(keyword, value, draft, True), Matches(keyword, value, draft, False))
        case Kind.ARRAY:
            yield from arrays(node, content)
        case Kind.OBJECT:
            yield from objects(node, content)
        case Kind.NULL | Kind.BOOLEAN:
            pass


def _reference(node: Node, keyword: str) -> Part:
    to = target(node, keyword)
    if to is None:
        return not_compared(keyword)
    return fact(Demand(True, to), Demand(False, to))


def _values(node: Node, kind: Kind, some: Iterable[Json], values: Values) -> Part | None:
    """`const` and `enum`; None where no value of the kind is among them."""
    some = [one for one in some if kind_of(one) is kind]
    if not some:
        return None
    if kind in (Kind.ARRAY, Kind.OBJECT):
        nodes = [values.node(one, node) for one in some]
        return Part(tuple((Demand(True, one),) for one in nodes), (_all(nodes, False),))
    if kind is Kind.NUMBER and any(exact(one) is None for one in some):
        return not_compared("a number so large or small")
    keyed = {key(one): one for one in some}
    return fact(Among(keyed), Except(keyed))


def _applied(node: Node, content: Mapping[str, Json]) -> Iterator[Part]:
    """Keywords that apply schemas to the value itself."""
    for keyword in ("$ref", "$dynamicRef"):
        if keyword in content:
            yield _reference(node, keyword)
    if "not" in content:
        inner = child(node, content["not"])
        yield fact(Demand(False, inner), Demand(True, inner))
    if some := [child(node, one) for one in listed(content.get("allOf"))]:
        yield Part((_all(some, True),), tuple((Demand(False, one),) for one in some))
    if some := [child(node, one) for one in listed(content.get("anyOf"))]:
        yield Part(tuple((Demand(True, one),) for one in some), (_all(some, False),))
    if some := [child(node, one) for one in listed(content.get("oneOf"))]:
        yield Part(tuple(_only(some)), (_all(some, False), *_two(some)))
    if "if" in content and ("then" in content or "else" in content):
        condition = child(node, content["if"])
        yes = child(node, content.get("then", True))
        no = child(node, content.get("else", True))
        yield Part(
            ((Demand(True, condition), Demand(True, yes)), (Demand(False, condition), Demand(True, no))),
            ((Demand(True, condition), Demand(False, yes)), (Demand(False, condition), Demand(False, no))),
        )


def _all(some: Sequence[Node], accepts: bool) -> Alternative:
    return tuple(Demand(accepts, one) for one in some)


def _only(some: Sequence[Node]) -> Iterator[Alternative]:
    for index, one in enumerate(some):
        others = [*some[:index], *some[index + 1 :]] if len(some) <= _MOST_EXACTLY_ONE else []
        yield (Demand(True, one), *_all(others, False))


def _two(some: Sequence[Node]) -> Iterator[Alternative]:
    """One of them and one of those after it."""
    each = [Demand(True, one) for one in some]
    others = [(one,) for one in each]
    for index, one in enumerate(each[:-1], start=1):
        yield one, OneOf(tuple(others[index:]))


def _numbers(content: Mapping[str, Json]) -> Iterator[Part]:
    for keyword, (is_lower, is_out) in _LIMITS.items():
        if keyword in content:
            if (value := exact(content[keyword])) is None:
                yield not_compared(keyword)
            else:
                yield fact(Limit(value, is_lower, is_out), Limit(value, not is_lower, not is_out))
    if "multipleOf" in content:
        if (value := exact(content["multipleOf"])) is None or value <= 0:
            yield not_compared("multipleOf")
        else:
            yield fact(Step(value, True), Step(value, False))
