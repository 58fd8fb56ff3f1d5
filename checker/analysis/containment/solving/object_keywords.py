"""What the keywords of objects say."""

from collections.abc import Iterator, Mapping
from typing import Final

from checker.analysis.containment.solving.evaluated import evaluated
from checker.analysis.containment.solving.facts import (
    Alternative,
    Demand,
    Fact,
    Matching,
    Member,
    Missing,
    Names,
    Node,
    Others,
    Part,
    Present,
    SomeMember,
    Unknown,
    fact,
)
from checker.analysis.containment.solving.nodes import child, listed, mapped
from checker.analysis.containment.solving.sizes import sizes
from checker.model.json import Json

# the first is of older drafts, but those who judge payloads still hold to it
_DEPENDENT: Final = ("dependencies", "dependentRequired", "dependentSchemas")


def objects(node: Node, content: Mapping[str, Json]) -> Iterator[Part]:
    """Keyword by keyword, and member by member."""
    yield from sizes(content, "minProperties", "maxProperties")
    for name in listed(content.get("required")):
        if isinstance(name, str):
            yield fact(Present(name), Missing(name))
    properties, patterns = mapped(content.get("properties")), mapped(content.get("patternProperties"))
    for name, inner in properties.items():
        if inner is False:
            yield fact(Missing(name), Present(name))
        elif inner is not True:
            one = child(node, inner)
            yield Part(
                ((Member(name, Demand(True, one)),),), ((Present(name), Member(name, Demand(False, one))),)
            )
    for pattern, inner in patterns.items():
        one = child(node, inner)
        yield fact(Matching(pattern, Demand(True, one)), SomeMember(Demand(False, one), matched=(pattern,)))
    if "additionalProperties" in content:
        one = child(node, content["additionalProperties"])
        names, unmatched = frozenset(properties), tuple(patterns)
        yield fact(
            Others(names, unmatched, Demand(True, one)),
            SomeMember(Demand(False, one), excluded=names, unmatched=unmatched),
        )
    if "propertyNames" in content:
        one = child(node, content["propertyNames"])
        yield fact(Names(Demand(True, one)), SomeMember(None, name=Demand(False, one)))
    yield from _dependent(node, content)
    if "unevaluatedProperties" in content:
        yield _unevaluated(node, content["unevaluatedProperties"])


def _dependent(node: Node, content: Mapping[str, Json]) -> Iterator[Part]:
    is_7 = node.references.schema.draft == "7"
    for keyword in ("dependencies",) if is_7 else _DEPENDENT:
        for name, wanted in mapped(content.get(keyword)).items():
            accepted: Alternative
            refused: tuple[Alternative, ...]
            if isinstance(wanted, list):
                needed = [one for one in wanted if isinstance(one, str)]
                accepted = tuple(Present(one) for one in needed)
                refused = tuple((Present(name), Missing(one)) for one in needed)
            else:
                inner = child(node, wanted)
                accepted = (Demand(True, inner),)
                refused = ((Present(name), Demand(False, inner)),)
            yield Part(((Missing(name),), (Present(name), *accepted)), refused)


def _unevaluated(node: Node, content: Json) -> Part:
    """Those that may be evaluated are left out where it accepts; those that surely are, where it refuses."""
    inner = child(node, content)
    unknown = Unknown("what unevaluatedProperties is about depends on the value")
    some, surely = evaluated(node, is_certain=False), evaluated(node, is_certain=True)
    doubt = () if some == surely else (unknown,)
    accepted: tuple[Fact, ...] = doubt or (unknown,)
    if not some.all_members:
        accepted = (Others(some.names, some.patterns, Demand(True, inner)), *doubt)
    refused: tuple[Alternative, ...] = ()
    if not surely.all_members:
        one = SomeMember(Demand(False, inner), excluded=surely.names, unmatched=surely.patterns)
        refused = ((one, *doubt),)
    return Part((accepted,), refused)
