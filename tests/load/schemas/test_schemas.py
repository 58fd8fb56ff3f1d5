"""Schemas of a set: what is found, what is refused, and where the blame lies."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from checker.errors import ContractError
from checker.load.schemas import Schemas
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.schemas import SET, Schema

NAMED_AT = Place(file="contract.yaml", line=7, column=16)


def test_a_schema_comes_with_every_document_it_reaches_and_no_other(tmp_path: Path) -> None:
    order = {"properties": {"lines": {"items": {"$ref": "parts/line.yaml"}}}}
    _write(tmp_path, "schemas/order.json", order)
    _write(tmp_path, "schemas/parts/line.yaml", "properties:\n  qty: {type: integer, maximum: 1.50}\n")
    _write(tmp_path, "schemas/other.json", {"type": "string"})
    assert _find(tmp_path, "schemas/order.json") == Schema(
        name="schemas/order.json",
        uri=f"{SET}schemas/order.json",
        pointer="",
        draft="2020-12",
        documents={
            f"{SET}schemas/order.json": order,
            f"{SET}schemas/parts/line.yaml": {
                "properties": {"qty": {"type": "integer", "maximum": Decimal("1.50")}}
            },
        },
        place=NAMED_AT,
    )


@pytest.mark.parametrize(
    ("reference", "pointer"),
    [
        ("s.json", ""),
        ("s.json#", ""),
        ("s.json#/$defs/a~1b c", "/$defs/a~1b c"),
        ("./s.json#named", "/$defs/a~1b c"),
        ("s.json#/$defs/list/prefixItems/1", "/$defs/list/prefixItems/1"),
    ],
)
def test_a_contract_names_a_schema_by_pointer_or_anchor(tmp_path: Path, reference: str, pointer: str) -> None:
    _write(
        tmp_path,
        "s.json",
        {"$defs": {"a/b c": {"$anchor": "named"}, "list": {"prefixItems": [True, {"type": "null"}]}}},
    )
    assert _find(tmp_path, reference).pointer == pointer


@pytest.mark.parametrize(
    ("content", "draft"),
    [
        ({}, "2020-12"),
        (True, "2020-12"),
        ({"$schema": "https://json-schema.org/draft/2020-12/schema"}, "2020-12"),
        ({"$schema": "http://json-schema.org/draft-07/schema#"}, "7"),
        ({"$schema": "http://json-schema.org/draft-07/schema"}, "7"),
        ({"openapi": "3.1.0", "components": {"schemas": {"x": {}}}}, "2020-12"),
        ({"openapi": "3.2.0", "jsonSchemaDialect": "http://json-schema.org/draft-07/schema#", "x": {}}, "7"),
        ({"asyncapi": "3.0.0", "components": {"schemas": {"x": {}}}}, "7"),
        ({"asyncapi": "2.6.0", "components": {"schemas": {"x": {}}}}, "7"),
    ],
)
def test_the_draft_is_what_the_document_says(tmp_path: Path, content: object, draft: str) -> None:
    _write(tmp_path, "s.json", content)
    is_api = isinstance(content, dict) and ("openapi" in content or "asyncapi" in content)
    pointer = ("#/components/schemas/x" if "components" in content else "#/x") if is_api else ""
    assert _find(tmp_path, "s.json" + pointer).draft == draft


def test_a_file_without_a_draft_has_that_of_the_schema_that_refers_to_it(tmp_path: Path) -> None:
    old = "http://json-schema.org/draft-07/schema#"
    _write(tmp_path, "order.json", {"$schema": old, "items": {"$ref": "pair.json"}})
    _write(tmp_path, "pair.json", {"items": [{"type": "integer"}, {"type": "string"}]})
    assert _find(tmp_path, "order.json").draft == "7"
    assert _mistakes(tmp_path, "pair.json") == [
        'pair.json:1:2: [{"type": "integer"}, {"type": "string"}] stands where a schema should'
        " (write an object, true or false, or prefixItems if it is a list of items)"
    ]


def test_schemas_of_two_drafts_do_not_mix(tmp_path: Path) -> None:
    new = "https://json-schema.org/draft/2020-12/schema"
    _write(
        tmp_path,
        "old.json",
        {"$schema": "http://json-schema.org/draft-07/schema#", "items": {"$ref": "new.json"}},
    )
    _write(tmp_path, "new.json", {"$schema": new, "prefixItems": [True]})
    assert _mistakes(tmp_path, "old.json") == [
        "old.json:1:66: $ref leads to a schema of draft 2020-12, and this schema of draft 7"
        " (write both in one draft: what one says, the other's readers would pass over)"
    ]


def test_a_reference_to_an_id_finds_the_file_of_the_set_that_has_it(tmp_path: Path) -> None:
    _write(tmp_path, "order.json", {"$id": "https://example.com/s/order", "$ref": "line#/$defs/qty"})
    _write(
        tmp_path,
        "deep/line.json",
        {
            "$id": "https://example.com/s/line",
            "$defs": {"qty": {"$ref": "#/$defs/n"}, "n": {"type": "number"}},
        },
    )
    found = _find(tmp_path, "order.json")
    assert (found.uri, sorted(found.documents)) == (
        "https://example.com/s/order",
        ["https://example.com/s/line", "https://example.com/s/order"],
    )


def test_a_reference_to_a_file_with_an_id_of_its_own_is_made_to_refer_to_that(tmp_path: Path) -> None:
    _write(tmp_path, "order.json", {"$ref": "line.json#/$defs/qty"})
    _write(tmp_path, "line.json", {"$id": "https://example.com/line", "$defs": {"qty": {}}})
    found = _find(tmp_path, "order.json")
    assert found.documents[f"{SET}order.json"] == {"$ref": "https://example.com/line#/$defs/qty"}


def test_formats_of_numbers_in_openapi_become_ranges_and_hints_are_dropped(tmp_path: Path) -> None:
    numbers = {
        "a": {"type": "integer", "format": "int32", "minimum": 1},
        "b": {"type": "integer", "format": "int64"},
        "c": {"type": "string", "format": "password", "xml": {}, "example": "x", "discriminator": {}},
    }
    _write(tmp_path, "api.json", {"openapi": "3.1.0", "x": {"properties": numbers}})
    found = _find(tmp_path, "api.json#/x").documents[f"{SET}api.json"]
    assert found == {
        "openapi": "3.1.0",
        "x": {
            "properties": {
                "a": {"type": "integer", "minimum": 1, "maximum": 2147483647},
                "b": {
                    "type": "integer",
                    "minimum": -9223372036854775808,
                    "maximum": 9223372036854775807,
                },
                "c": {"type": "string", "xml": {}, "example": "x", "discriminator": {}},
            }
        },
    }


def test_what_cannot_be_reached_is_not_judged_and_never_fetched(tmp_path: Path) -> None:
    unused = {"$ref": "http://localhost:1/x.json", "typo": 1, "format": "color"}
    _write(tmp_path, "s.json", {"type": "string", "$defs": {"unused": unused}})
    assert _find(tmp_path, "s.json").draft == "2020-12"


def test_a_metaschema_may_be_referred_to(tmp_path: Path) -> None:
    _write(tmp_path, "s.json", {"$ref": "https://json-schema.org/draft/2020-12/schema"})
    assert list(_find(tmp_path, "s.json").documents) == [f"{SET}s.json"]


@pytest.mark.parametrize(
    ("schema", "mistake"),
    [
        # keywords
        ({"requierd": ["a"]}, "1:2: JSON Schema has no keyword requierd (write required)"),
        (
            {"MinLength": 1},
            "1:2: JSON Schema has no keyword MinLength (write minLength)",
        ),
        (
            {"nullable": True},
            '1:2: JSON Schema has no keyword nullable (write type: ["string", "null"], or whatever type',
        ),
        ({"divisibleBy": 2}, "1:2: JSON Schema has no keyword divisibleBy (write multipleOf)"),
        (
            {"qqq": 2},
            "1:2: JSON Schema has no keyword qqq (delete it, or begin it with x- if it is a note)",
        ),
        (
            {"additionalItems": False},
            "1:2: the keyword additionalItems is of draft 7, and this schema is of draft 2020-12"
            " (write items, and prefixItems for the list)",
        ),
        (
            {"$schema": "http://json-schema.org/draft-07/schema#", "prefixItems": [True]},
            "1:56: the keyword prefixItems is of draft 2020-12, and this schema is of draft 7"
            " (change $schema to draft 2020-12, or say it with the keywords of 7)",
        ),
        (
            {"$schema": "http://json-schema.org/draft-04/schema#"},
            "1:2: $schema is http://json-schema.org/draft-04/schema#, and the drafts 7 and 2020-12 are the"
            " two that are read (write http://json-schema.org/draft-07/schema# or"
            " https://json-schema.org/draft/2020-12/schema)",
        ),
        (
            {"$schema": 4},
            "1:2: $schema is 4, and the drafts 7 and 2020-12 are the two that are read (write"
            " http://json-schema.org/draft-07/schema# or https://json-schema.org/draft/2020-12/schema)",
        ),
        # what they hold
        ({"minLength": -1}, "1:2: minLength takes a whole number from 0, and -1 stands here"),
        ({"minLength": "5"}, '1:2: minLength takes a whole number from 0, and "5" stands here'),
        ({"multipleOf": 0}, "1:2: multipleOf takes a number above 0, and 0 stands here"),
        ({"required": "a"}, '1:2: required takes a list of texts, none twice, and "a" stands here'),
        (
            {"required": ["a", "a"]},
            '1:2: required takes a list of texts, none twice, and ["a", "a"] stands here',
        ),
        ({"properties": []}, "1:2: properties takes an object of schemas, and [] stands here"),
        ({"properties": {"a": 1}}, "1:17: 1 stands where a schema should (write an object, true or false)"),
        ({"not": None}, "1:2: null stands where a schema should (write an object, true or false)"),
        ({"allOf": []}, "1:2: allOf takes a list of at least one schema, and [] stands here"),
        ({"uniqueItems": 1}, "1:2: uniqueItems takes true or false, and 1 stands here"),
        ({"type": "strng"}, '1:2: JSON has no type "strng" (write string)'),
        (
            {"type": ["any"]},
            '1:2: JSON has no type "any" (write one of array, boolean, integer, null, number, object',
        ),
        ({"$anchor": "1 a"}, "1:2: $anchor takes a text of letters, digits, `_`, `-` and `.` that begins"),
        ({"$ref": 1}, "1:2: $ref takes a text that refers to a schema, and 1 stands here"),
        ({"$id": "a b"}, "1:2: the $id a b is no URI (write the signs it can't hold as %XX)"),
        ({"$id": "#a"}, "1:2: $id has a fragment, which 2020-12 forbids (write $anchor for it)"),
        ({"dependentRequired": {"a": "b"}}, "1:2: dependentRequired takes an object of lists of names"),
        ({"dependencies": {"a": ["b", "b"]}}, "1:19: dependencies takes a list of texts, none twice"),
        # formats and regular expressions
        ({"format": "datetime"}, "1:2: draft 2020-12 has no format datetime (write date-time)"),
        (
            {"format": "int32"},
            "1:2: the format int32 is OpenAPI's, and JSON Schema asserts nothing by it"
            " (write minimum and maximum)",
        ),
        (
            {"$schema": "http://json-schema.org/draft-07/schema#", "format": "uuid"},
            "1:56: draft 7 has no format uuid (change $schema to 2020-12, which has it, or write pattern)",
        ),
        (
            {"pattern": "a("},
            "1:2: a( is no regular expression: missing ), unterminated subpattern at position 1",
        ),
        ({"patternProperties": {"(?=a)": {}}}, "1:24: the regular expression (?=a) looks ahead or behind"),
        # references
        (
            {"$ref": "http://example.com/x.json"},
            "1:2: no file of the set has the $id http://example.com/x.json, and nothing is ever fetched"
            " (copy that schema into the set, with this $id, or refer to a file by a relative path)",
        ),
        (
            {"$id": "http://example.com/order.json", "$ref": "http://example.com/ordr.json"},
            "1:42: no file of the set has the $id http://example.com/ordr.json, and nothing is ever fetched"
            " (write http://example.com/order.json, if that is meant; else copy that schema into the set,",
        ),
        (
            {"$ref": "file:///etc/passwd"},
            "1:2: file:///etc/passwd is a file outside the set, and nothing outside is read"
            " (copy the file into the set and refer to it by a relative path)",
        ),
        ({"$ref": "/etc/passwd"}, "1:2: /etc/passwd leads out of the set, and nothing outside is read"),
        ({"$ref": "../../x.json"}, "1:2: ../../x.json leads out of the set, and nothing outside is read"),
        ({"$ref": "a/../../x.json"}, "1:2: a/../../x.json leads out of the set, and nothing outside is read"),
        ({"$ref": "ordr.json"}, "1:2: the set has no file ordr.json (write order.json, or add the file)"),
        ({"$ref": "qqqqq"}, "1:2: the set has no file qqqqq (add the file, or name one that is there)"),
        ({"$ref": "folder"}, "1:2: folder is a folder, not a schema file"),
        ({"$ref": "link.json"}, "1:2: link.json leads through a symbolic link out of the folder of the set"),
        (
            {"$ref": "#/$def/a", "$defs": {"a": {}}},
            "1:2: s.json has nothing named $def at its root (write #/$defs)",
        ),
        (
            {"$ref": "#/$defs/b", "$defs": {"ba": {}}},
            "1:2: s.json has nothing named b at #/$defs (write #/$defs/ba)",
        ),
        ({"$ref": "#b", "$defs": {"a": {"$anchor": "bc"}}}, "1:2: s.json has no anchor b (write #bc)"),
        ({"$ref": "#/$defs/a b"}, "1:2: #/$defs/a b is no URI reference"),
        ({"$ref": "http://[x"}, "1:2: http://[x is no URI reference"),
        (
            {"$ref": "#"},
            "1:2: this leads back to itself with nothing between, so nothing could ever be judged",
        ),
        (
            {"anyOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"not": {"$ref": "#"}}}},
            "1:60: this leads back to itself with nothing between, so nothing could ever be judged",
        ),
    ],
)
def test_a_mistake_is_blamed_where_it_stands(tmp_path: Path, schema: object, mistake: str) -> None:
    _write(tmp_path, "order.json", {})
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.json").symlink_to("/etc/passwd")
    _write(tmp_path, "s.json", schema)
    (found,) = _mistakes(tmp_path, "s.json")
    assert found.startswith(f"s.json:{mistake}")
    assert found.endswith(")"), "it has a remedy"


@pytest.mark.parametrize(
    ("reference", "mistake"),
    [
        (
            "ordr.json",
            "contract.yaml:7:16: the set has no file ordr.json (write order.json, or add the file)",
        ),
        (
            "../x.json",
            "contract.yaml:7:16: ../x.json leads out of the folder of the set, and nothing outside",
        ),
        ("/etc/passwd", "contract.yaml:7:16: /etc/passwd is no path inside the set (write it relative, with"),
        ("a\\b.json", "contract.yaml:7:16: a\\b.json is no path inside the set"),
        ("order.json#/x", "contract.yaml:7:16: order.json has nothing named x at its root"),
        ("order.json#x", "contract.yaml:7:16: order.json has no anchor x (write a JSON Pointer such as"),
        (
            "broken.json",
            "broken.json:1:5: a JSON value should stand here (write a value, texts in double quotes)",
        ),
        ("twice.json", 'twice.json:1:13: the key "type" stands twice in this object'),
        ("deep.json", "deep.json:1:65: this bracket opens level 65, and 64 are the most that is read"),
        ("deep.yaml", "deep.yaml:1:65: lists and mappings are nested deeper than 64 levels"),
        ("large.json", "large.json:1:1: this has more than 2,000,000 bytes, the most that is read"),
        ("api30.json", "api30.json:1:2: this is OpenAPI 3.0.3, whose schemas are not JSON Schema"),
        ("swagger.json", "swagger.json:1:2: this is Swagger 2.0, whose schemas are not JSON Schema"),
        ("async1.json", "async1.json:1:2: this is AsyncAPI 1.2.0; 2 and 3 are read"),
        ("dialect.json", "dialect.json:1:22: jsonSchemaDialect is urn:x, and the drafts 7 and 2020-12"),
        (
            "named.json#/x",
            "named.json:1:8: $id has no effect here, since the document is no schema from its",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_with_the_reason(
    tmp_path: Path, reference: str, mistake: str
) -> None:
    _write(tmp_path, "order.json", {})
    _write(tmp_path, "broken.json", "[1, x]")
    _write(tmp_path, "twice.json", '{"type": 1, "type": 2}')
    _write(tmp_path, "deep.json", "[" * 100_000)
    _write(tmp_path, "deep.yaml", "[" * 900)
    _write(tmp_path, "large.json", " " * 2_000_001)
    _write(tmp_path, "api30.json", {"openapi": "3.0.3"})
    _write(tmp_path, "swagger.json", {"swagger": "2.0"})
    _write(tmp_path, "async1.json", {"asyncapi": "1.2.0"})
    _write(tmp_path, "dialect.json", {"openapi": "3.1.0", "jsonSchemaDialect": "urn:x"})
    _write(tmp_path, "named.json", {"x": {"$id": "y"}, "openapi": "3.1.0"})
    (found,) = _mistakes(tmp_path, reference)
    assert found.startswith(mistake)


def test_a_mistake_in_a_yaml_schema_has_its_line_and_column(tmp_path: Path) -> None:
    _write(tmp_path, "s.yaml", "properties:\n  a:\n    type: text\n    allOf:\n      - minimun: 1\n")
    assert sorted(_mistakes(tmp_path, "s.yaml")) == [
        's.yaml:3:5: JSON has no type "text" (write one of array, boolean, integer, null, number,'
        " object, string)",
        "s.yaml:5:9: JSON Schema has no keyword minimun (write minimum)",
    ]


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    _write(tmp_path, "t.json", {"properties": {"a": {"$ref": "b.json"}, "b": {"x": 1}}})
    _write(tmp_path, "b.json", {"typ": 1})
    assert sorted(_mistakes(tmp_path, "t.json")) == [
        "b.json:1:2: JSON Schema has no keyword typ (write type)",
        "t.json:1:48: JSON Schema has no keyword x (delete it, or begin it with x- if it is a note)",
    ]


def test_two_schemas_of_the_same_id_are_a_mistake_that_shows_both(tmp_path: Path) -> None:
    _write(tmp_path, "a.json", {"$id": "https://example.com/a", "properties": {"b": {"$ref": "b.json"}}})
    _write(tmp_path, "b.json", {"$id": "https://example.com/a"})
    _write(tmp_path, "c.json", {"allOf": [{"$ref": "a.json"}, {"$ref": "b.json"}]})
    with pytest.raises(ContractError) as caught:
        Schemas(str(tmp_path), DEFAULT).find("c.json", NAMED_AT)
    (mistake,) = caught.value.mistakes
    assert mistake.message == "two schemas of the set have the $id https://example.com/a"
    assert [says for _, says in mistake.related] == ["the other stands here", "$ref leads there"]


def test_asking_twice_gives_the_same_answer_with_the_second_place(tmp_path: Path) -> None:
    _write(tmp_path, "s.json", {})
    schemas = Schemas(str(tmp_path), DEFAULT)
    other = Place(file="contract.yaml", line=9, column=1)
    assert schemas.find("s.json", NAMED_AT).place == NAMED_AT
    assert schemas.find("s.json", other).place == other
    for place in (NAMED_AT, other):
        with pytest.raises(ContractError) as caught:
            schemas.find("t.json", place)
        assert caught.value.mistakes[0].place == place


def test_recursion_through_a_member_is_no_circle(tmp_path: Path) -> None:
    tree = {"properties": {"children": {"items": {"$ref": "#"}}}}
    _write(tmp_path, "s.json", tree)
    assert _find(tmp_path, "s.json").documents == {f"{SET}s.json": tree}


def test_references_that_double_at_every_step_cost_too_much(tmp_path: Path) -> None:
    steps = {f"s{n}": {"allOf": [{"$ref": f"#/$defs/s{n + 1}"}] * 2} for n in range(40)}
    _write(tmp_path, "s.json", {"$ref": "#/$defs/s0", "$defs": steps | {"s40": {}}})
    (found,) = _mistakes(tmp_path, "s.json")
    assert found == (
        "s.json:1:1: this applies 4,398,046,511,102 schemas to one place of a payload, and 10,000 are"
        " the most (refer to each schema once, or raise the limit with --limit reference_cost=N)"
    )


def test_a_chain_of_references_is_as_long_as_it_likes(tmp_path: Path) -> None:
    chain = {f"s{n}": {"$ref": f"#/$defs/s{n + 1}"} for n in range(3000)}
    _write(tmp_path, "s.json", {"$ref": "#/$defs/s0", "$defs": chain | {"s3000": {"type": "null"}}})
    assert _find(tmp_path, "s.json").draft == "2020-12"


def test_no_more_than_a_hundred_mistakes_are_sought(tmp_path: Path) -> None:
    _write(tmp_path, "s.json", {"properties": {f"p{n}": {"typ": 1} for n in range(5_000)}})
    assert len(_mistakes(tmp_path, "s.json")) == 100


def test_a_dynamic_reference_reaches_every_schema_with_its_anchor(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "list.json",
        {
            "items": {"$dynamicRef": "#element"},
            "$defs": {
                "default": {"$dynamicAnchor": "element"},
                "other": {"$dynamicAnchor": "other", "typ": 1},
            },
        },
    )
    assert _mistakes(tmp_path, "list.json") == [
        "list.json:1:129: JSON Schema has no keyword typ (write type)"
    ]


def test_an_id_in_a_file_that_cannot_be_read_is_not_found(tmp_path: Path) -> None:
    _write(tmp_path, "s.json", {"$ref": "urn:example:x"})
    _write(tmp_path, "broken.json", '{"$id": "urn:example:x", ')
    _write(tmp_path, "list.json", '["$id"]')
    (tmp_path / "outside.json").symlink_to("/etc/hosts")
    (found,) = _mistakes(tmp_path, "s.json")
    assert found.startswith("s.json:1:2: no file of the set has the $id urn:example:x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "s.json", {})
    (tmp_path / "s.json").chmod(0)
    (found,) = _mistakes(tmp_path, "s.json")
    assert found.startswith("s.json:1:1: this can't be read: Permission denied")


def test_a_raised_limit_lets_more_in(tmp_path: Path) -> None:
    _write(tmp_path, "deep.json", '{"not":' * 70 + "{}" + "}" * 70)
    limits = Limits(schema_depth=80)
    assert Schemas(str(tmp_path), limits).find("deep.json", NAMED_AT).draft == "2020-12"


def _write(folder: Path, name: str, content: object) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content))


def _find(folder: Path, reference: str) -> Schema:
    return Schemas(str(folder), DEFAULT).find(reference, NAMED_AT)


def _mistakes(folder: Path, reference: str) -> list[str]:
    """All mistakes as text, with paths inside the set."""
    with pytest.raises(ContractError) as caught:
        _find(folder, reference)
    return [str(mistake).replace(f"{folder}/", "") for mistake in caught.value.mistakes]
