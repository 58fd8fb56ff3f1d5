"""The JSON Schema of the language and the reader of the language accept the same contracts."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.analysis.validity import Validator, compiled
from checker.errors import Mistake
from checker.load.language.document import Outside, contract
from checker.load.language.messages import Files
from checker.load.language.reading import Reading
from checker.load.schemas import Schemas
from checker.load.tree import Node, Series, Table, place
from checker.load.yaml import parse
from checker.model.limits import DEFAULT
from checker.model.places import Place
from checker.model.pointers import escaped
from checker.model.vocabularies import Vocabulary
from tests.load.trees import OTHERS, adding, as_tools_read, changed, member, nodes, tree_of, without

SCHEMA = Path(__file__).parents[2] / "checker" / "load" / "language.schema.json"
EXAMPLE = Path(__file__).with_name("language_example.yaml")

# What no schema can know: what is declared elsewhere in the set, and what follows from it.
SEMANTIC = [
    r"there is no (system|fact|status|boundary|message|reference table|time zone) ",
    r".* has no status ",
    r"status says of no code what is reported$",
    r".* is final, and ",
    r".* implies ",
    r".* claims .* and denies ",
    r".* hands messages to itself$",
    r".* is itself a face of ",
    r".* can't be a face of itself$",
    r".* is retired, and declared again$",
    r".* reads like a status of ",
    r".* leads out of all elements around it$",
    r".* has \d+ key columns, and the row has \d+ source fields$",
    # Two texts that YAML tools tell apart are one to us (53 and "53"), so uniqueItems does not see it.
    r".* (names|stands here|stands) .*twice$",
    r"the move from .* is declared twice$",
    # The parts of a set have no head, and a schema does not know the name of the file.
    r'a contract has no "(contract|format|version)"$',
]
IS_SEMANTIC = re.compile("|".join(SEMANTIC), re.DOTALL)


@pytest.fixture(scope="module")
def schema() -> Validator:
    return _entered("")


def test_the_example_is_accepted_by_both(schema: Validator) -> None:
    assert _mistakes(_example()) == []
    assert schema.violations(as_tools_read(_example())) == ()


def test_the_example_has_every_key_of_the_language() -> None:
    language = json.loads(SCHEMA.read_text())
    used = {node.pointer.rpartition("/")[2] for node in nodes(_example())}
    assert {key for part in _objects(language) for key in part["properties"]} - used == set()


@pytest.mark.exhaustive
def test_a_key_that_nobody_knows_is_refused_by_both_wherever_it_stands(schema: Validator) -> None:
    # `accepts` of `changes` holds what the rule asks for, and the rest are names that people choose
    trees = [
        changed(piece, node.pointer, lambda old: member(old, "zzz-unknown"))
        for piece, node in _places()
        if isinstance(node, Table)
    ]
    assert _disagreements(schema, trees) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("other", OTHERS)
def test_what_stands_anywhere_is_accepted_or_refused_by_both(schema: Validator, other: str) -> None:
    put = parse(other.encode(), file="contract.yaml")
    trees = [changed(piece, node.pointer, lambda _: put) for piece, node in _places() if node.pointer]
    assert _disagreements(schema, trees) == []


@pytest.mark.exhaustive
def test_what_is_left_out_anywhere_is_missed_by_both_or_by_none(schema: Validator) -> None:
    trees = [without(piece, node.pointer) for piece, node in _places() if node.pointer]
    assert _disagreements(schema, trees) == []


@pytest.mark.exhaustive
def test_two_keys_that_exclude_each_other_are_refused_by_both(schema: Validator) -> None:
    """Each key of the example beside each other key of the same kind of mapping."""
    kinds: dict[frozenset[str], dict[str, Node]] = {}
    language = json.loads(SCHEMA.read_text())
    known = [frozenset(part["properties"]) for part in _objects(language)]
    for node in nodes(_example()):
        for keys in known:
            if isinstance(node, Table) and keys.issuperset(node.entries) and len(node.entries) > 1:
                kinds.setdefault(keys, {}).update({key: entry.value for key, entry in node.entries.items()})
    trees = [
        changed(piece, node.pointer, adding(key, value))
        for piece, node in _places()
        if isinstance(node, Table) and len(node.entries) > 1
        for keys, values in kinds.items()
        if keys.issuperset(node.entries)
        for key, value in values.items()
        if key not in node.entries
    ]
    assert _disagreements(schema, trees) == []


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_made_from_the_schema_is_read(data: st.DataObject) -> None:
    made = data.draw(_contracts())
    tree = tree_of(made)
    if _entered("").is_valid(as_tools_read(tree)):
        assert _structural(_mistakes(tree)) == []


# Trees


def _example() -> Node:
    return _TREE


_TREE = parse(EXAMPLE.read_bytes(), file="contract.yaml")


@cache
def _pieces() -> list[tuple[Node, list[str]]]:
    """
    The example in small contracts, each with its head and one thing (and the names of all others): to read
    thousands of changes of it takes seconds then. With each are the pointers in it that no other has.
    """
    names = _names()
    seen: set[str] = set()
    found = []
    for piece in _split(_example(), ()):
        moved = _moved(piece, "")
        both = zip(nodes(piece), nodes(moved), strict=True)
        own = [(before.pointer, after.pointer) for before, after in both if before.pointer not in seen]
        seen.update(before for before, _ in own)
        found.append((_moved(_beside(names, moved), ""), [after for _, after in own]))
    return found


def _places() -> Iterator[tuple[Node, Node]]:
    """Each node of the example, in the small contract in which it is changed."""
    for piece, own in _pieces():
        known = {node.pointer: node for node in nodes(piece)}
        for pointer in own:
            yield piece, known[pointer]


def _names() -> Table:
    """What other things may name: all that the example declares, with as little in it as there can be."""
    example = as_tools_read(_example())
    codes = {
        name: {code: {} for code in system.get("statuses", {})} for name, system in example["systems"].items()
    }
    made = tree_of(
        {
            "facts": {name: {"owner": fact["owner"]} for name, fact in example["facts"].items()},
            "systems": {name: {"statuses": statuses} for name, statuses in codes.items()},
            "boundaries": {
                name: {"from": each["from"], "to": each["to"]} for name, each in example["boundaries"].items()
            },
            "reference": example["reference"],
        }
    )
    assert isinstance(made, Table)
    return made


def _beside(names: Table, piece: Node) -> Node:
    """The piece with the names of all other things; where both declare something, the piece does."""
    assert isinstance(piece, Table)
    entries = dict(piece.entries)
    for section, entry in names.entries.items():
        own = entries.get(section)
        if own is None:
            entries[section] = entry
        else:
            assert isinstance(own.value, Table)
            assert isinstance(entry.value, Table)
            entries[section] = own._replace(
                value=own.value._replace(entries=entry.value.entries | own.value.entries)
            )
    return piece._replace(entries=entries)


def _split(node: Node, around: tuple[str, ...]) -> Iterator[Node]:
    last = around[-1] if around else ""
    if isinstance(node, Series) and last in ("transform", "rows", "compare", "captures", "read"):
        for item in node.items:
            yield node._replace(items=(item,))
    elif isinstance(node, Table) and (len(around) < 2 or last == "messages" or around[0] == "boundaries"):
        is_boundary = len(around) == 2 and around[0] == "boundaries"
        kept = ("contract", "format", "version") if not around else ("from", "to") if is_boundary else ()
        head = {name: entry for name, entry in node.entries.items() if name in kept}
        if len(around) == 5 or (len(around) > 2 and around[2] != "messages"):
            yield node  # the keys of a row belong together
            return
        for name, entry in node.entries.items():
            if name not in kept:
                for value in _split(entry.value, (*around, name)):
                    yield node._replace(entries=head | {name: entry._replace(value=value)})
    else:
        yield node


def _moved(node: Node, pointer: str) -> Node:
    """The same with pointers that are right."""
    if isinstance(node, Series):
        items = (_moved(item, f"{pointer}/{index}") for index, item in enumerate(node.items))
        return node._replace(pointer=pointer, items=tuple(items))
    if isinstance(node, Table):
        entries = {
            name: entry._replace(value=_moved(entry.value, f"{pointer}/{escaped(name)}"))
            for name, entry in node.entries.items()
        }
        return node._replace(pointer=pointer, entries=entries)
    return node._replace(pointer=pointer)


# Both sides


def _entered(pointer: str) -> Validator:
    schemas = Schemas(str(SCHEMA.parent), DEFAULT)
    place = Place(file="contract.yaml", line=1, column=1)
    found = _COMPILED.get(pointer)
    if found is None:
        found = _COMPILED[pointer] = compiled(schemas.find(f"{SCHEMA.name}#{pointer}", place))
    return found


_COMPILED: dict[str, Validator] = {}


def _mistakes(tree: Node) -> list[Mistake]:
    """What the reader says against a tree."""
    reading = Reading(DEFAULT)

    def schema(node: Node) -> None:
        reading.full_text(node, "a schema")

    def path(node: Node) -> str | None:
        return reading.full_text(node, "a file")

    def vocabulary(node: Node) -> Vocabulary | None:
        name = reading.full_text(node, "use")
        if name is None:
            return None
        return Vocabulary(name=name, facts={"settled": None}, place=place(node))

    outside = Outside(
        files=Files(schema=schema, text=path),
        vocabulary=vocabulary,
        rows=lambda table, node, columns: table,
    )
    contract((tree,), "folder", outside, reading)
    return reading.mistakes


def _structural(mistakes: list[Mistake]) -> list[str]:
    """Those that a schema can know as well."""
    return [str(mistake) for mistake in mistakes if not IS_SEMANTIC.match(mistake.message)]


def _disagreements(schema: Validator, trees: list[Node]) -> list[tuple[list[str], list[str]]]:
    """
    What the reader and the schema say against the same tree, where only one of them says anything.

    The schema may let pass what it can't know; the reader may never let pass what the schema refuses.
    """
    found = []
    for tree in trees:
        mistakes = _mistakes(tree)
        payload = as_tools_read(tree)
        is_valid = schema.is_valid(payload)
        if (is_valid and _structural(mistakes)) or (not is_valid and not mistakes):
            found.append(
                (_structural(mistakes), [f"{v.pointer}: {v.message}" for v in schema.violations(payload)])
            )
    return found


# Contracts made from the schema


def _contracts() -> st.SearchStrategy[Any]:
    language = json.loads(SCHEMA.read_text())
    return _made({key: value for key, value in language.items() if key != "dependencies"}, language, 0).map(
        lambda made: made | {"contract": "x", "format": 1, "version": "1"}
    )


def _made(part: Any, language: Any, depth: int) -> st.SearchStrategy[Any]:
    """Values for a part of the schema, most of them right; what is left to chance is checked afterwards."""
    if "$ref" in part:
        pointer = part["$ref"].removeprefix("#")
        return _made(_target(pointer, language), language, depth).filter(_entered(pointer).is_valid)
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if "const" in part:
        return st.just(part["const"])
    if "anyOf" in part and "properties" not in part:
        return st.one_of([_made(each, language, depth) for each in part["anyOf"]])
    if "if" in part and not {"properties", "items"} & part.keys():
        ways = [part[way] for way in ("then", "else") if way in part]
        return st.one_of([_made(way, language, depth) for way in ways])
    kind = part.get("type", "array" if "items" in part else None)
    if kind == "object":
        return _mapping(part, language, depth)
    if kind == "array":
        least = part.get("minItems", 0)
        items = _made(part.get("items", {}), language, depth + 1)
        most = max(least, 2 if depth < 8 else 0)
        return st.lists(items, min_size=least, max_size=most, unique_by=repr)
    if kind == "integer":
        return st.integers(part.get("minimum", -99), part.get("maximum", 99))
    if kind == "number":
        return st.integers(-99, 99)
    if kind == "boolean":
        return st.booleans()
    texts = (
        st.from_regex(part.get("pattern", "a"), fullmatch=True) if "pattern" in part else st.text(max_size=5)
    )
    if isinstance(kind, list) and "pattern" not in part:
        return st.one_of(texts, st.sampled_from([0, True, None]))
    if kind is None:
        return st.sampled_from([None, True, "x", 5, ["a"], {"a": 1}])
    return texts


def _mapping(part: Any, language: Any, depth: int) -> st.SearchStrategy[Any]:
    if "properties" not in part:
        names = st.sampled_from(["a", "b", "/a", "53"])
        return st.dictionaries(
            names,
            _made(part.get("additionalProperties", {}), language, depth + 1),
            min_size=part.get("minProperties", 0),
            max_size=2 if depth < 8 else part.get("minProperties", 0),
        )

    @st.composite
    def mapping(draw: st.DrawFn) -> Any:
        wanted = list(part.get("required", ()))
        for group in part.get("allOf", ()):
            ways = group.get("if", {}).get("not", {}).get("anyOf", ())  # without any of these it is wrong
            if ways and not any(set(way["required"]) <= set(wanted) for way in ways):
                wanted += draw(st.sampled_from(ways))["required"]
        others = [name for name in part["properties"] if name not in wanted]
        if part.get("maxProperties") != 1 and depth < 8 and others:
            wanted += draw(st.lists(st.sampled_from(others), max_size=3 if depth else 6, unique=True))
        if part.get("minProperties") and not wanted:
            wanted = [draw(st.sampled_from(others))]
        if "each" in wanted and "rows" not in wanted:
            wanted.append("rows")
        return {
            name: draw(_made(part["properties"][name], language, depth + 1)) for name in dict.fromkeys(wanted)
        }

    return mapping()


def _target(pointer: str, language: Any) -> Any:
    for step in pointer.split("/")[1:]:
        language = language[step]
    return language


def _objects(part: Any) -> Iterator[Any]:
    """Each part of the schema that lists the keys of a mapping of the language."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict) and part.get("type") == "object":
            yield part
        for inner in part.values():
            yield from _objects(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _objects(inner)
