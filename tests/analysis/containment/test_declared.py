"""What is against it only through members that the old schema does not declare."""

from random import Random
from typing import Any

import pytest

from checker.analysis.containment import Verdict, contained
from checker.analysis.containment.declared import declared_only
from checker.analysis.validity import compiled
from checker.model.json import Json
from checker.model.schemas import Draft
from tests.analysis.containment.random_schemas import pair, payload
from tests.analysis.containment.test_canonical import schema

TEXT: Json = {"type": "string"}


def members(**declared: Json) -> dict[str, Any]:
    return {"type": "object", "properties": declared}


NODE = members(next={"$ref": "#/$defs/node"}, value=TEXT)
WIDER = members(next={"$ref": "#/$defs/node"}, value=TEXT, more=TEXT)


@pytest.mark.parametrize("draft", ["7", "2020-12"])
@pytest.mark.parametrize(
    ("old", "new", "is_only"),
    [
        (members(a=TEXT), members(a=TEXT, b=TEXT), True),
        (members(a=TEXT), {**members(a=TEXT), "additionalProperties": False}, True),
        ({**members(a=TEXT), "additionalProperties": True}, members(a=TEXT, b=TEXT), True),
        ({"type": "object"}, members(b=TEXT), True),
        ({"items": members(a=TEXT)}, {"items": members(a=TEXT, b=TEXT)}, True),
        (members(x=members(a=TEXT)), members(x=members(a=TEXT, b=TEXT)), True),
        ({"allOf": [members(a=TEXT), members(c=TEXT)]}, members(a=TEXT, b=TEXT), True),
        ({"$ref": "#/$defs/node", "$defs": {"node": NODE}}, {"$ref": "#/$defs/node", "$defs": {"node": WIDER}}, True),
        ({"type": "object", "patternProperties": {"^a": TEXT}}, members(b=TEXT), True),
        # declared in another branch, by what is required, or by a pattern
        ({"anyOf": [members(a=TEXT), members(b={"type": "null"})]}, members(b=TEXT), False),
        ({"type": "object", "required": ["b"]}, members(b=TEXT), False),
        ({"type": "object", "patternProperties": {"^b": {"type": "null"}}}, members(b=TEXT), False),
        # more is said of those that are not named
        ({"type": "object", "additionalProperties": TEXT}, members(b={"maxLength": 1}), False),
        # what is declared breaks too
        (members(a=TEXT), members(a={"type": "integer"}, b=TEXT), False),
        (members(a=TEXT), {**members(a=TEXT), "required": ["b"]}, False),
        ({}, TEXT, False),
        # nothing is against it
        (members(a=TEXT), {"type": "object"}, False),
    ],
)  # fmt: skip
def test_it_is_told_whether_only_undeclared_members_are_against_it(
    old: Json, new: Json, is_only: bool, draft: Draft
) -> None:
    assert contained(schema(old, draft), schema(new, draft)).only_undeclared is is_only


def test_the_witness_has_declared_members_where_one_shows_it() -> None:
    found = contained(schema(members(a=TEXT)), schema(members(b=TEXT, a={"type": "null"})))
    assert (found.verdict, found.witness, found.only_undeclared) == (Verdict.REFUTED, {"a": ""}, False)


def test_what_is_narrowed_accepts_no_more_than_before() -> None:
    narrowed = 0
    for seed in range(1_000):
        random = Random(seed)
        old, _, draft = pair(random)
        less = declared_only(schema(old, draft))
        if less is not None:
            narrowed += 1
            before, after = compiled(schema(old, draft)), compiled(less)
            some = [payload(random) for _ in range(20)]
            assert [one for one in some if after.is_valid(one) and not before.is_valid(one)] == []
    assert narrowed > 300


def test_a_schema_of_too_many_places_is_left_as_it_is() -> None:
    deep: Json = {}
    for _ in range(3):
        deep = members(**{f"m{number}": deep for number in range(20)})
    assert declared_only(schema(deep)) is not None  # one schema in many places of the payload is one place
    wide: Json = members(**{f"m{number}": members() for number in range(3_000)})
    assert declared_only(schema(wide)) is None
