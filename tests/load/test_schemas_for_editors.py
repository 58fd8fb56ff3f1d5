"""The JSON Schemas of what people write say of every key what to write, and of nothing what no tool knows."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

import checker
from checker.analysis.validity import compiled
from checker.load.captures import FORMATS
from checker.load.schemas import Schemas
from checker.model.limits import DEFAULT
from checker.model.places import Place
from checker.pipeline.schemas import schema as printed

LOAD = Path(checker.__file__).parent / "load"
PLACE = Place(file="contract.yaml", line=1, column=1)
FILES = ("language.schema.json", "vocabulary.schema.json")


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def test_every_key_of_every_mapping_is_described(file: str) -> None:
    whole = json.loads((LOAD / file).read_text(encoding="utf-8"))
    lacking = [
        f"{pointer}/properties/{key}"
        for pointer, part in parts(whole)
        for key, inner in part.get("properties", {}).items()
        if part.get("type") == "object" and not is_sentence(described(inner, whole))
    ]
    assert lacking == []


def test_every_key_that_people_choose_has_its_value_described(file: str) -> None:
    whole = json.loads((LOAD / file).read_text(encoding="utf-8"))
    lacking = [
        pointer
        for pointer, part in parts(whole)
        if isinstance(part.get("additionalProperties"), dict)
        if not is_sentence(described(part["additionalProperties"], whole))
    ]
    assert lacking == []


@pytest.mark.parametrize("name", ["language", "vocabulary"])
def test_what_is_printed_is_a_schema_of_draft_7_without_a_keyword_that_nobody_knows(
    name: str, tmp_path: Path
) -> None:
    text = printed(name)
    Draft7Validator.check_schema(json.loads(text))
    (tmp_path / "schema.json").write_text(text, encoding="utf-8")
    compiled(Schemas(str(tmp_path), DEFAULT).find("schema.json", PLACE))  # refuses unknown keywords


def test_every_word_of_a_list_of_words_is_explained(file: str) -> None:
    whole = json.loads((LOAD / file).read_text(encoding="utf-8"))
    for pointer, part in parts(whole):
        if "enumDescriptions" in part:
            assert len(part["enumDescriptions"]) == len(part["enum"]) == len(set(part["enumDescriptions"])), (
                pointer
            )
        elif "enum" in part and "description" in part:
            assert len(part["enum"]) == 1, pointer


def test_the_formats_of_captures_are_those_that_are_read() -> None:
    whole = json.loads((LOAD / "language.schema.json").read_text(encoding="utf-8"))
    offered = whole["definitions"]["capture"]["properties"]["format"]
    assert dict(zip(offered["enum"], offered["enumDescriptions"], strict=True)) == {
        each.name: each.title for each in FORMATS
    }


def test_what_an_editor_puts_in_is_right_where_it_puts_it(file: str) -> None:
    whole = json.loads((LOAD / file).read_text(encoding="utf-8"))
    for pointer, part in parts(whole):
        for snippet in part.get("defaultSnippets", ()):
            here = Draft7Validator({"$ref": f"#{pointer}", "definitions": whole["definitions"]})
            if not pointer:
                here = Draft7Validator(whole)
            value = filled_in(snippet["body"])
            assert [error.message for error in here.iter_errors(value)] == [], snippet["label"]
            assert is_sentence(snippet["description"]), snippet["label"]
            assert snippet["label"] not in part.get("properties", {}), "an editor would take it for the key"


def parts(part: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Each mapping in a schema, which are its schemas and what they are made of, with where it stands."""
    if isinstance(part, dict):
        yield pointer, part
        for key, inner in part.items():
            if key != "defaultSnippets":
                yield from parts(inner, f"{pointer}/{key}")
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from parts(inner, f"{pointer}/{index}")


def described(part: Any, whole: Any) -> str:
    """What is said of a key: beside a reference, or else by what it leads to."""
    while "description" not in part and "$ref" in part:
        reference = part["$ref"]
        part = whole
        for step in reference.split("/")[1:]:
            part = part[step]
    found: str = part.get("description", "")
    return found


def is_sentence(text: str) -> bool:
    return re.fullmatch(r"[A-Z].*[.]", text) is not None


def filled_in(body: Any) -> Any:
    """What a snippet leaves to be read, as YAML tools read it."""
    match body:
        case dict():
            return {str(filled_in(key)): filled_in(value) for key, value in body.items()}
        case list():
            return [filled_in(item) for item in body]
        case str():
            return yaml.safe_load(re.sub(r"\$\{\d+:([^}]*)\}", r"\1", body).replace("\\$", "$"))
        case _:
            return body
