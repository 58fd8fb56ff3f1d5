"""Our own search: what it proves alone, what it finds, and that it ends."""

from pathlib import Path
from typing import Any

import pytest

from checker.analysis.child_process import ChildProcess
from checker.analysis.containment import Verdict, canonical, contained, own
from checker.analysis.containment.own import Search
from checker.model.json import Json
from tests.analysis.containment.test_canonical import schema


def members(**declared: Json) -> dict[str, Any]:
    return {"type": "object", "properties": declared}


def nested(levels: int, breadth: int, kind: str) -> Json:
    """Of the members of each level, the last leads on."""
    made: Json = {"type": kind}
    for _ in range(levels):
        first: dict[str, Json] = {f"m{number}": {"type": "string"} for number in range(breadth - 1)}
        made = members(**first, last=made)
    return made


def told_apart(count: int, kind: str) -> Json:
    """Alternatives by a constant, of which the last may differ."""
    kinds = ["string"] * (count - 1) + [kind]
    some: list[Json] = [
        {**members(kind={"const": f"k{number}"}, value={"type": one}), "required": ["kind"]}
        for number, one in enumerate(kinds)
    ]
    return {"oneOf": some}


def conditions(count: int, limit: int) -> Json:
    some: list[Json] = [
        {
            "if": {**members(**{f"p{number}": {"const": 1}}), "required": [f"p{number}"]},
            "then": members(**{f"q{number}": {"minimum": limit}}),
        }
        for number in range(count)
    ]
    return {"allOf": some}


def overlapping(count: int, width: int) -> Json:
    some: list[Json] = [
        {"type": "integer", "minimum": number, "maximum": number + width} for number in range(count)
    ]
    return {"anyOf": some}


def steps(old: Json, new: Json) -> tuple[int, bool, list[Json]]:
    search = Search(schema(old), schema(new))
    found = list(search.payloads())
    return search.steps, search.is_proved, found


@pytest.mark.parametrize(
    ("less", "more", "most"),
    [
        (nested(10, 10, "integer"), nested(10, 10, "number"), 1_500),
        (told_apart(60, "integer"), told_apart(60, "number"), 6_000),
        (conditions(12, 2), conditions(12, 1), 6_000),
        (overlapping(30, 5), overlapping(30, 6), 6_000),
        (members(**{f"m{n}": {"type": "integer"} for n in range(1_000)}), members(**{f"m{n}": {"type": "number"} for n in range(1_000)}), 6_999),
        ({"enum": [{"a": n, "b": [n]} for n in range(200)]}, {"enum": [{"b": [n], "a": n} for n in range(201)]}, 2_000),
    ],
)  # fmt: skip
def test_large_schemas_take_few_steps(less: Json, more: Json, most: int) -> None:
    taken, is_proved, _ = steps(less, more)
    assert is_proved
    assert taken <= most
    assert contained(schema(more), schema(less)).verdict is Verdict.REFUTED


def test_a_place_far_within_is_found_at_once() -> None:
    found = contained(schema(nested(10, 10, "number")), schema(nested(10, 10, "integer")))
    assert found.verdict is Verdict.REFUTED
    assert found.pointer == "/last" * 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (conditions(60, 2), conditions(60, 1)),
        (told_apart(300, "integer"), told_apart(300, "number")),
        ({"items": {"minItems": 10**9}}, {"items": {"minItems": 10**9 + 1}}),
        ({"multipleOf": 7, "minimum": 10**300}, {"multipleOf": 11}),
    ],
)
def test_the_search_ends_after_so_many_steps(old: Json, new: Json) -> None:
    first, second = Search(schema(old), schema(new)), Search(schema(old), schema(new))
    assert list(first.payloads()) == list(second.payloads())
    assert first.steps == second.steps <= own.STEPS + 100
    assert (first.reason, first.pointer) == (second.reason, second.pointer)


def test_an_undecided_pair_has_a_reason_and_a_place() -> None:
    old = members(a={"type": "array", "items": {"minLength": 10**9, "type": "string"}})
    new = members(a={"type": "array", "items": {"minLength": 10**9 + 1, "type": "string"}})
    found = contained(schema(old), schema(new))
    assert (found.verdict, found.pointer) == (Verdict.UNDECIDED, "/a/0")
    assert found.reason.startswith("what shows it would have 1000000000 characters, and jsonschema-rs ")


def test_it_serves_where_jsonschema_rs_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jsonschema_rs.py").write_text("import os; os._exit(1)")
    child = ChildProcess(canonical._CHILD, [str(tmp_path)], 0.3)
    monkeypatch.setattr(canonical, "_child", lambda _: child)
    assert contained(schema({"type": "integer"}), schema({"type": "number"})).verdict is Verdict.PROVED
    assert contained(schema({"type": "number"}), schema({"type": "integer"})).verdict is Verdict.REFUTED


def test_schemas_of_two_drafts_are_compared_each_by_its_own() -> None:
    old = schema({"type": "array", "items": [{"type": "integer"}], "maxItems": 1}, "7")
    new = schema({"type": "array", "prefixItems": [{"type": "number"}]})
    assert contained(old, new).verdict is Verdict.PROVED
    assert contained(new, old).verdict is Verdict.REFUTED


def test_a_reference_that_is_chosen_while_validating_is_not_taken_for_the_same() -> None:
    def tree(kind: str) -> Json:
        plain: Json = {"$dynamicAnchor": "node", "type": "array", "items": {"$dynamicRef": "#node"}}
        strict: Json = {"$id": "strict", "$dynamicAnchor": "node", "$ref": "plain", "type": kind}
        return {"$ref": "strict", "$defs": {"plain": {"$id": "plain", **plain}, "strict": strict}}

    less, more = tree("array"), {**tree("array"), "title": "a note"}
    assert contained(schema(less), schema(more)).verdict is not Verdict.REFUTED
    assert contained(schema(less), schema(dict(reversed(less.items())))).verdict is Verdict.PROVED
    other: Json = {"items": {"$dynamicRef": "#node"}}
    two = [{"$id": f"x{number}", "$dynamicAnchor": "node", "type": "string"} for number in range(2)]
    numbers = [{**one, "type": "number"} for one in two]
    old = {**other, "$dynamicAnchor": "node", "$defs": dict(zip("ab", two, strict=True))}
    new = {**other, "$dynamicAnchor": "node", "$defs": dict(zip("ab", numbers, strict=True)), "maxItems": 1}
    assert contained(schema(old), schema(new)).verdict is not Verdict.PROVED
