"""The public function: values in, one of three answers out."""

from decimal import Decimal
from typing import Any

import pytest

import checker
from checker import ContractError, Verdict, contain


def test_schemas_are_values() -> None:
    assert contain({"type": "integer"}, {"type": "number"}).verdict is Verdict.PROVED
    found = contain(
        {"type": "number"}, {"type": "number", "multipleOf": 0.01}, known=[19.99, Decimal("0.001")]
    )
    assert (found.verdict, found.witness) == (Verdict.REFUTED, Decimal("0.001"))
    assert contain(True, False).witness is None
    assert contain(False, True).verdict is Verdict.PROVED


def test_the_draft_is_what_the_schema_says() -> None:
    def seventh(**content: Any) -> dict[str, Any]:
        return {"$schema": "http://json-schema.org/draft-07/schema#", **content}

    old, new = seventh(items=[{"type": "string"}]), seventh(items=[{"type": ["string", "null"]}])
    assert contain(old, new).verdict is Verdict.PROVED
    assert contain(new, old).witness == [None]


def test_a_field_that_was_added_is_told_from_one_that_changed() -> None:
    old: Any = {"type": "object", "properties": {"a": {"type": "string"}}}
    added = {**old, "properties": {**old["properties"], "b": {"type": "string"}}}
    assert (contain(old, added).witness, contain(old, added).only_undeclared) == ({"b": None}, True)
    assert contain(old, {**added, "required": ["b"]}).only_undeclared is False
    assert contain(added, old).verdict is Verdict.PROVED


def test_what_refers_to_nothing_is_no_schema() -> None:
    with pytest.raises(ContractError) as raised:
        contain({}, {"properties": {"a": {"$ref": "#/$defs/b"}}})
    (mistake,) = raised.value.mistakes
    assert mistake.place is not None
    assert (mistake.place.file, mistake.place.pointer) == ("new.json", "/properties/a/$ref")


@pytest.mark.parametrize(
    "reference", ["https://example.org/a.json", "other.json", "../a.json", "/etc/passwd"]
)
def test_nothing_is_fetched_or_read(reference: str) -> None:
    with pytest.raises(ContractError):
        contain({"$ref": reference}, {})


def test_all_public_names_are_there() -> None:
    assert all(getattr(checker, name) is not None for name in checker.__all__)


@pytest.mark.parametrize(("items", "verdict"), [(True, Verdict.REFUTED), (False, Verdict.PROVED)])
def test_what_is_said_of_further_elements_says_nothing_where_there_is_no_list(
    items: bool, verdict: Verdict
) -> None:
    draft = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "array"}
    old = {**draft, "items": items, "additionalItems": {"type": "string"}}
    assert contain(old, {**draft, "items": {"type": "integer"}, "additionalItems": False}).verdict is verdict
