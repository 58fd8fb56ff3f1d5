"""Proofs by canonical forms: what is proved is so, and whatever goes wrong proves nothing."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.child_process import ChildProcess
from checker.analysis.containment import canonical
from checker.analysis.containment.canonical import Proof, proof
from checker.analysis.validity import compiled
from checker.model.json import Json
from checker.model.places import Place
from checker.model.schemas import SET, Draft, Schema

PLACE = Place(file="contract.yaml", line=1, column=1)


def schema(content: Json, draft: Draft = "2020-12", /, pointer: str = "", **others: Json) -> Schema:
    uri = f"{SET}s.json"
    documents = {uri: content, **{f"{SET}{name}.json": other for name, other in others.items()}}
    return Schema(name="s.json", uri=uri, pointer=pointer, draft=draft, documents=documents, place=PLACE)


@pytest.mark.parametrize("draft", ["7", "2020-12"])
@pytest.mark.parametrize(
    ("old", "new", "holds"),
    [
        ({"type": "integer"}, {"type": "number"}, True),
        ({"type": "number"}, {"type": "integer"}, False),
        ({"minimum": 2}, {"minimum": 1}, True),
        ({"minimum": 1}, {"minimum": 2}, False),
        ({"type": "string", "format": "date"}, {"type": "string"}, True),
        ({"type": "string"}, {"type": "string", "format": "date"}, False),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, True),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, False),
        ({"properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"type": "number"}}}, True),
        ({"required": ["a"]}, {}, True),
        ({}, {"required": ["a"]}, False),
        (True, False, False),
        (False, True, True),
    ],
)
def test_what_is_proved_is_so(old: Json, new: Json, holds: bool, draft: Draft) -> None:
    assert proof(schema(old, draft), schema(new, draft)).holds is holds


def test_the_two_sides_may_have_other_documents_at_one_address() -> None:
    entry: Json = {"properties": {"a": {"$ref": "part.json"}}}
    old = schema(entry, part={"type": "integer"})
    new = schema(entry, part={"type": "number"})
    assert proof(old, new).holds
    assert not proof(new, old).holds


def test_and_other_schemas_of_one_id() -> None:
    def one(kind: str) -> Schema:
        inner: Json = {"$id": "https://example.org/part", "type": kind}
        return schema({"$defs": {"part": inner}, "items": {"$ref": "https://example.org/part"}})

    assert proof(one("integer"), one("number")).holds
    assert not proof(one("number"), one("integer")).holds


def test_a_value_that_looks_like_an_address_stays_what_it_is() -> None:
    value: Json = {"$ref": "https://example.org/part", "$id": "https://example.org/whole"}
    assert proof(schema({"const": value}), schema({"enum": [value, 1]})).holds


def test_what_stands_beside_a_reference_counts_as_the_draft_says() -> None:
    part: Json = {"minimum": 1}
    beside: Json = {"$ref": "#/$defs/part", "minimum": 5, "$defs": {"part": part}}
    assert proof(schema(beside), schema({"minimum": 4})).holds
    assert not proof(schema(beside, "7"), schema({"minimum": 4}, "7")).holds
    assert not proof(schema({"minimum": 4}), schema(beside)).holds
    assert proof(schema({"minimum": 4}, "7"), schema(beside, "7")).holds


def test_a_schema_is_entered_where_its_pointer_leads() -> None:
    content: Json = {"$defs": {"a/b": {"type": "integer"}}, "type": "null"}
    assert proof(schema(content, pointer="/$defs/a~1b"), schema({"type": "number"})).holds
    assert not proof(schema(content), schema({"type": "number"})).holds


def test_schemas_of_two_drafts_are_not_compared() -> None:
    found = proof(schema({}, "7"), schema({}))
    assert found == Proof(False, "one schema is of draft 7, and the other of draft 2020-12")


_LEAVES = st.sampled_from(
    [
        {"type": "integer"},
        {"type": "number"},
        {"type": "string"},
        {"type": "null"},
        {"type": ["string", "null"]},
        {"minimum": 0},
        {"exclusiveMaximum": 3},
        {"multipleOf": 2},
        {"maxLength": 1},
        {"pattern": "^a"},
        {"enum": [0, 1.0, "a"]},
        {"const": None},
        {"required": ["a"]},
        {"minItems": 1},
        {"uniqueItems": True},
        True,
        False,
    ]
)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    two = st.lists(inner, min_size=1, max_size=2)
    return st.one_of(
        st.builds(lambda one: {"properties": {"a": one}}, inner),
        st.builds(lambda one: {"properties": {"a": True}, "additionalProperties": one}, inner),
        st.builds(lambda one: {"items": one}, inner),
        st.builds(lambda one: {"contains": one}, inner),
        st.builds(lambda one: {"not": one}, inner),
        st.builds(lambda some: {"allOf": some}, two),
        st.builds(lambda some: {"anyOf": some}, two),
        st.builds(lambda some: {"oneOf": some}, two),
    )


SCHEMAS = st.recursive(_LEAVES, _nested, max_leaves=4)
_SCALARS: tuple[Any, ...] = (None, False, True, 0, 1, 2, 3, -1, 1.5, 4.0, "", "a", "ab", "b")
PAYLOADS: tuple[Any, ...] = (
    *_SCALARS,
    [],
    {},
    *([one] for one in _SCALARS),
    *([one, one] for one in _SCALARS),
    *({"a": one} for one in _SCALARS),
    *({"b": one} for one in _SCALARS),
    {"a": [0], "b": {"a": "a"}},
    [[0, 1], {"a": 1}],
)


@given(old=SCHEMAS, new=SCHEMAS)
def test_nothing_is_proved_that_a_payload_refutes(old: Any, new: Any) -> None:
    if proof(schema(old), schema(new)).holds:
        before, after = compiled(schema(old)), compiled(schema(new))
        assert [one for one in PAYLOADS if before.is_valid(one) and not after.is_valid(one)] == []


FAKE = """
Draft7, Draft202012 = 7, 20
class RegexOptions: pass
def Registry(*_, **__): return None
class canonicalize:
    def __init__(self, *_, **__): pass
    def covers(self, _): {covers}
"""


@pytest.mark.parametrize(
    ("covers", "reason"),
    [
        ("return 'yes'", ' can\'t say: of {"type": "number"} and '),
        ("return 'no'", ' can\'t say: of {"type": "integer"} and '),
        ("raise ValueError('x')", "ValueError: x"),
        ("import time; time.sleep(60)", " takes longer than 2 s"),
        ("import os; os._exit(1)", " needs more memory than it may have"),
    ],
)
def test_whatever_goes_wrong_proves_nothing(
    covers: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that proves too much, or too little, is not believed; one that hangs or dies is let go."""
    (tmp_path / "jsonschema_rs.py").write_text(FAKE.format(covers=covers))
    child = ChildProcess(canonical._CHILD, [str(tmp_path)], 2)
    monkeypatch.setattr(canonical, "_child", lambda _: child)
    monkeypatch.setattr(canonical, "SECONDS", 2)
    found = proof(schema({"type": "integer"}), schema({"type": "number"}))
    assert not found.holds
    assert reason in found.reason
