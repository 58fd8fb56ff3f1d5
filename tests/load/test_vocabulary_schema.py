"""The JSON Schema of vocabularies and their reader accept the same files."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.analysis.validity import Validator, compiled
from checker.errors import Mistake
from checker.load.language.reading import Reading
from checker.load.language.vocabularies import KEYS, vocabulary
from checker.load.schemas import Schemas
from checker.load.tree import Node, Table
from checker.load.yaml import parse
from checker.model.limits import DEFAULT
from checker.model.places import Place
from tests.load.trees import OTHERS, as_tools_read, changed, member, nodes, without

LOAD = Path(checker.__file__).parent / "load"
SCHEMA = LOAD / "vocabulary.schema.json"
SHIPPED = sorted((LOAD.parent / "vocabularies").glob("*.yaml"))
EXAMPLE = parse(Path(__file__).with_name("vocabulary_example.yaml").read_bytes(), file="bank.yaml")

# What no schema can know: what is declared elsewhere in the file, and what follows from it.
SEMANTIC = re.compile(
    r"there is no (fact|status) |.* is final, and |.* claims .* and denies |.* so it is not silent on it$"
    # texts that YAML tools tell apart are one to us (53 and "53"), so uniqueItems does not see it
    r"|.* (names|stands) .*twice$|the move from .* is declared twice$",
    re.DOTALL,
)


@pytest.fixture(scope="module")
def schema() -> Validator:
    place = Place(file="bank.yaml", line=1, column=1)
    return compiled(Schemas(str(LOAD), DEFAULT).find(SCHEMA.name, place))


def _mistakes(tree: Node) -> list[Mistake]:
    reading = Reading(DEFAULT)
    vocabulary(tree, reading)
    return reading.mistakes


def _disagreement(schema: Validator, tree: Node) -> tuple[list[str], list[str]] | None:
    """What the two say, where only one of them says anything; the schema may let pass what it can't know."""
    mistakes = [str(mistake) for mistake in _mistakes(tree)]
    structural = [str(mistake) for mistake in _mistakes(tree) if not SEMANTIC.match(mistake.message)]
    payload = as_tools_read(tree)
    is_valid = schema.is_valid(payload)
    if (is_valid and structural) or (not is_valid and not mistakes):
        return structural, [f"{one.pointer}: {one.message}" for one in schema.violations(payload)]
    return None


def _disagreements(schema: Validator, trees: list[Node]) -> list[tuple[list[str], list[str]]]:
    return [found for tree in trees if (found := _disagreement(schema, tree)) is not None]


def test_the_example_has_every_key_and_is_accepted_by_both(schema: Validator) -> None:
    assert _mistakes(EXAMPLE) == []
    assert schema.violations(as_tools_read(EXAMPLE)) == ()
    keys = {node.pointer.rpartition("/")[2] for node in nodes(EXAMPLE)}
    assert {key for part in _objects() for key in part["properties"]} - keys == set()
    assert tuple(json.loads(SCHEMA.read_text())["properties"]) == KEYS


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_vocabulary_is_accepted(schema: Validator, path: Path) -> None:
    tree = parse(path.read_bytes(), file=path.name)
    assert schema.violations(as_tools_read(tree)) == ()


@pytest.mark.exhaustive
def test_a_key_that_nobody_knows_is_refused_by_both_wherever_it_stands(schema: Validator) -> None:
    trees = [
        changed(EXAMPLE, node.pointer, lambda old: member(old, "zzz-unknown"))
        for node in nodes(EXAMPLE)
        if isinstance(node, Table)
    ]
    assert _disagreements(schema, trees) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("other", OTHERS)
def test_what_stands_anywhere_is_accepted_or_refused_by_both(schema: Validator, other: str) -> None:
    put = parse(other.encode(), file="bank.yaml")
    trees = [changed(EXAMPLE, node.pointer, lambda _: put) for node in nodes(EXAMPLE) if node.pointer]
    assert _disagreements(schema, trees) == []


@pytest.mark.exhaustive
def test_what_is_left_out_anywhere_is_missed_by_both_or_by_none(schema: Validator) -> None:
    trees = [without(EXAMPLE, node.pointer) for node in nodes(EXAMPLE) if node.pointer]
    assert _disagreements(schema, trees) == []


def test_what_the_language_has_too_is_the_same_there() -> None:
    ours, theirs = (json.loads((LOAD / name).read_text()) for name in (SCHEMA.name, "language.schema.json"))
    del ours["definitions"]["status"]["properties"]["silent_on"]
    del ours["definitions"]["status"]["properties"]["source"]
    other = {name for name, part in ours["definitions"].items() if theirs["definitions"].get(name) != part}
    assert other == {"fact", "facts", "sources", "trap"}


def _objects() -> list[dict[str, Any]]:
    """Each part of the schema that lists the keys of a mapping."""
    found = []
    waiting: list[Any] = [json.loads(SCHEMA.read_text())]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict) and part.get("type") == "object":
                found.append(part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return found
