"""Three answers: proved, refuted with a payload that shows it, or undecided."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from checker.analysis.containment import Verdict, contained
from checker.analysis.containment.samples import samples
from checker.analysis.validity import compiled
from checker.model.json import ABSENT, Json
from tests.analysis.containment.test_canonical import PAYLOADS, SCHEMAS, schema


def lines(inner: Json) -> Json:
    each: Json = {"type": "object", "properties": {"q": inner}, "required": ["q"]}
    return {"type": "object", "properties": {"lines": {"type": "array", "items": each}}}


@pytest.mark.parametrize(
    ("old", "new", "witness", "pointer"),
    [
        ({"type": "number"}, {"type": "integer"}, Decimal("0.5"), ""),
        ({"type": "string", "maxLength": 5}, {"type": "string", "maxLength": 4}, "aaaaa", ""),
        ({"type": "string"}, {"type": "string", "format": "date"}, "", ""),
        ({"pattern": "^[A-Z]{2}$", "type": "string"}, {"pattern": "^[A-Z]{3}$"}, "AA", ""),
        ({"enum": ["x", "y"]}, {"enum": ["x"]}, "y", ""),
        ({"type": "object"}, {"type": "object", "properties": {"b": {"type": "string"}}}, {"b": None}, "/b"),
        ({"type": "object"}, {"type": "object", "required": ["b"]}, {}, ""),
        (lines({"type": "number"}), lines({"exclusiveMinimum": 0}), {"lines": [{"q": 0}]}, "/lines/0/q"),
        ({"type": "array", "items": {"type": "string"}}, {"maxItems": 1}, ["", ""], ""),
        ({"type": "integer", "multipleOf": 5}, {"multipleOf": 10}, 5, ""),
        ({"type": "object", "propertyNames": {"maxLength": 5}}, {"maxProperties": 0}, {"other": None}, ""),
    ],
)
def test_what_is_refuted_has_the_smallest_payload_that_shows_it(
    old: Json, new: Json, witness: Json, pointer: str
) -> None:
    found = contained(schema(old), schema(new))
    assert (found.verdict, found.witness, found.pointer) == (Verdict.REFUTED, witness, pointer)
    assert found.reason


def test_payloads_that_are_known_are_tried_first() -> None:
    old, new = schema({"type": "string"}), schema({"type": "string", "pattern": "^(?:[a-y]|[0-9])*$"})
    assert contained(old, new, known=["order", "zebra", 7]).witness == "z"


def test_a_schema_contains_itself_whatever_it_is() -> None:
    odd: Json = {
        "if": {"contains": {"const": 1}},
        "then": {"unevaluatedItems": False},
        "else": {"pattern": "x{3}"},
    }
    found = contained(schema(odd), schema(odd))
    assert (found.verdict, found.witness, found.reason) == (Verdict.PROVED, ABSENT, "it is the same schema")


@given(old=SCHEMAS, new=SCHEMAS)
def test_every_answer_is_so(old: Any, new: Any) -> None:
    before, after = compiled(schema(old)), compiled(schema(new))
    found = contained(schema(old), schema(new))
    if found.verdict is Verdict.REFUTED:
        assert found.witness is not ABSENT
        assert before.is_valid(found.witness)
        assert not after.is_valid(found.witness)
    if found.verdict is Verdict.PROVED:
        assert [one for one in PAYLOADS if before.is_valid(one) and not after.is_valid(one)] == []


def test_the_same_schemas_give_the_same_samples() -> None:
    several = (
        schema(lines({"type": "number", "minimum": 3})),
        schema({"pattern": "^a+$|b", "format": "date"}),
    )
    first = list(samples(several, most=500))
    assert first == list(samples(several, most=500))
    assert len(first) == len({repr(one) for one in first})
    assert len(list(samples(several, most=7))) == 7


def test_a_schema_that_refers_to_itself_many_times_has_as_many_samples_as_are_wanted() -> None:
    members = {name: {"$ref": "#/$defs/node"} for name in "abcdefgh"}
    node: Json = {"type": "object", "properties": {**members, "value": {"type": "number"}}}
    several = list(samples([schema({"$ref": "#/$defs/node", "$defs": {"node": node}})], most=2_000))
    assert 100 < len(several) <= 2_000
