"""What the keywords of arrays say."""

from collections.abc import Iterator, Mapping

from checker.analysis.containment.solving.evaluated import evaluated
from checker.analysis.containment.solving.facts import (
    Demand,
    Each,
    Fact,
    Node,
    Part,
    Size,
    SomeElement,
    Unknown,
    Unlike,
    fact,
)
from checker.analysis.containment.solving.nodes import child, elements
from checker.analysis.containment.solving.sizes import count, sizes
from checker.model.json import Json

_COUNTED = Unknown("minContains or maxContains is not compared")


def arrays(node: Node, content: Mapping[str, Json]) -> Iterator[Part]:
    """Keyword by keyword."""
    yield from sizes(content, "minItems", "maxItems")
    first, rest = elements(node)
    if first or rest is not None:
        each = Each(tuple(Demand(True, one) for one in first), None if rest is None else Demand(True, rest))
        refused: list[tuple[Fact, ...]] = [
            (SomeElement(index, Demand(False, one), is_there=True),) for index, one in enumerate(first)
        ]
        if rest is not None:
            refused.append((SomeElement(len(first), Demand(False, rest)),))
        yield Part(((each,),), tuple(refused))
    if content.get("uniqueItems") is True:
        yield fact(Unlike(True), Unlike(False))
    if "contains" in content:
        yield from _contains(node, content)
    if "unevaluatedItems" in content:
        yield _unevaluated(node, content["unevaluatedItems"])


def _contains(node: Node, content: Mapping[str, Json]) -> Iterator[Part]:
    inner = child(node, content["contains"])
    some, none = SomeElement(0, Demand(True, inner)), Each((), Demand(False, inner))
    least, most = 1, None
    if node.references.schema.draft != "7":
        least = count(content.get("minContains", 1)) or 0
        most = count(content["maxContains"]) if "maxContains" in content else None
    if least == 1:
        yield fact(some, none)
    elif least:
        yield Part(((some, Size(least=least), _COUNTED),), ((_COUNTED, Size(least=0)),))
    if most == 0:
        yield fact(none, some)
    elif most is not None:
        yield Part(((_COUNTED,),), ((some, Size(least=most + 1), _COUNTED),))


def _unevaluated(node: Node, content: Json) -> Part:
    """Those that may be evaluated are left out where it accepts; those that surely are, where it refuses."""
    inner = child(node, content)
    anything = Demand(True, child(node, True))
    unknown = Unknown("what unevaluatedItems is about depends on the value")
    some, surely = evaluated(node, is_certain=False), evaluated(node, is_certain=True)
    accepted: tuple[Fact, ...] = (unknown,)
    if not some.all_elements:
        accepted = (Each((anything,) * some.elements, Demand(True, inner)), unknown)
    refused: tuple[tuple[Fact, ...], ...] = ()
    if not surely.all_elements:
        refused = ((SomeElement(surely.elements, Demand(False, inner)), unknown),)
    return Part((accepted,), refused)
