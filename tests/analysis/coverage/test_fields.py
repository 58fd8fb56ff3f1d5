"""The fields that schemas declare, and which of them a payload has."""

import pytest

from checker.model.limits import Limits

CONTRACT = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  b:
    from: shop
    to: erp
    messages: {m: {payload: schemas/m.json}}
"""
LATEST = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
SEVEN = {"$schema": "http://json-schema.org/draft-07/schema#"}
TEXT = {"type": "string"}


def object_of(**properties):
    return {"type": "object", "properties": properties}


@pytest.fixture
def fields(declared):
    """The pointers that a schema declares; other schemas stand beside it."""

    def of(schema, **others):
        files = {f"schemas/{name}.json": content for name, content in others.items()}
        found = declared(CONTRACT, {"schemas/m.json": schema, **files}).things("fields")
        assert all(what.startswith("b/m: ") for what in found)
        return [what.removeprefix("b/m: ") for what in found]

    return of


@pytest.mark.parametrize(
    ("schema", "pointers"),
    [
        ({}, []),
        (object_of(a=TEXT, b=object_of(c={})), ["/a", "/b", "/b/c"]),
        (object_of(a=True, b=False), ["/a"]),
        (object_of(**{"a/b": {}, "~": {}}), ["/a~1b", "/~0"]),
        # a `*` is a field by itself where nothing is declared in it
        (object_of(tags={"items": TEXT}), ["/tags", "/tags/*"]),
        (object_of(lines={"items": object_of(sku={})}), ["/lines", "/lines/*/sku"]),
        (object_of(any={"items": True}, free={"additionalProperties": {}}), ["/any", "/free"]),
        ({"items": object_of(id={})}, ["/*/id"]),
        (object_of(pair={"prefixItems": [object_of(x={}), object_of(y={})]}), ["/pair", "/pair/*/x", "/pair/*/y"]),
        ({"properties": {"a": {}}, "additionalProperties": object_of(n={})}, ["/a", "/*/n"]),
        ({"patternProperties": {"^x": TEXT}}, ["/*"]),
        # whatever judges the same place declares it
        ({"allOf": [object_of(a={})], "anyOf": [object_of(a={}, b={})], "oneOf": [object_of(c={})]}, ["/a", "/b", "/c"]),
        ({"if": object_of(q={}), "then": object_of(a={}), "else": object_of(b={})}, ["/a", "/b"]),
        ({"dependentSchemas": {"x": object_of(a={})}}, ["/a"]),
        # what only asks declares nothing
        ({"not": object_of(a={}), "propertyNames": {}, "contains": object_of(b={}), "then": object_of(c={})}, []),
        # references
        ({"$ref": "#/$defs/a", "$defs": {"a": object_of(b={"$ref": "#c"}), "c": {"$anchor": "c", **object_of(d={})}}}, ["/b", "/b/d"]),
        (object_of(a={"$ref": "other.json"}), ["/a", "/a/x"]),
        (object_of(a={"$ref": "other.json#/$defs/y"}), ["/a", "/a/z"]),
        (object_of(a={"$ref": "https://example.org/named"}), ["/a", "/a/n"]),
        ({"$id": "https://example.org/root", **object_of(a={"$ref": "inner"}), "$defs": {"i": {"$id": "inner", **object_of(b={"$ref": "#/$defs/k"}), "$defs": {"k": object_of(c={})}}}}, ["/a", "/a/b", "/a/b/c"]),
        # two ways to one schema are two fields, a way back into itself is one
        (object_of(a={"$ref": "#/$defs/p"}, b={"$ref": "#/$defs/p"}) | {"$defs": {"p": object_of(x={})}}, ["/a", "/a/x", "/b", "/b/x"]),
        (object_of(name={}, parts={"items": {"$ref": "#"}}), ["/name", "/parts", "/parts/*"]),
        ({"$dynamicAnchor": "node", **object_of(next={"$dynamicRef": "#node"})}, ["/next"]),
    ],
)  # fmt: skip
def test_what_a_schema_declares(fields, schema, pointers):
    other = {**LATEST, **object_of(x={}), "$defs": {"y": object_of(z={})}}
    named = {**LATEST, "$id": "https://example.org/named", **object_of(n={})}
    assert fields({**LATEST, **schema}, other=other, named=named) == pointers


def test_draft_7_writes_anchors_and_lists_in_its_own_way(fields):
    definitions = {"a": {"$id": "#a", **object_of(x={})}}
    schema = {**SEVEN, **object_of(a={"$ref": "#a"}), "definitions": definitions}
    assert fields(schema) == ["/a", "/a/x"]
    assert fields(
        {**SEVEN, **object_of(a={"items": [object_of(x={})], "additionalItems": object_of(y={})})}
    ) == [
        "/a",
        "/a/*/x",
        "/a/*/y",
    ]


def test_each_side_has_its_own_fields_unless_nothing_changes_a_payload(declared):
    schemas = {"schemas/m.json": object_of(a={}), "schemas/n.json": object_of(b={})}
    other = CONTRACT.replace("payload: schemas/m.json", "sends: schemas/m.json, accepts: schemas/n.json")
    assert declared(other, schemas).things("fields") == ["b/m: /a, sent", "b/m: /b, received"]
    mapped = CONTRACT.replace("m.json", "m.json, transform: [{to: /a, from: /a}]")
    assert declared(mapped, schemas).things("fields") == ["b/m: /a, sent", "b/m: /a, received"]
    assert declared(CONTRACT.replace("schemas/m.json", "none"), schemas).things("fields") == []


def test_a_schema_of_too_many_fields_is_counted_as_far_as_the_limit_goes_and_that_is_said(declared):
    schema = object_of(a=object_of(b=object_of(c={})), d={}, e={})
    found = declared(CONTRACT, {"schemas/m.json": schema}, Limits(fields=4))
    (skipped,) = found.inventory.skipped
    assert skipped.why == "schemas/m.json declares more than 4 fields; the deepest are not counted"
    assert skipped.fix == "raise the limit with --limit fields=N"


PAYLOADS = object_of(
    a=object_of(b={}, c={}),
    lines={"items": object_of(sku={}, tags={"items": TEXT})},
    prices={"properties": {"base": object_of(net={})}, "additionalProperties": object_of(gross={})},
)


def test_a_field_is_seen_where_a_payload_has_it_and_once(declared):
    found = declared(CONTRACT, {"schemas/m.json": PAYLOADS})
    assert found.things("fields") == [
        *("b/m: /a", "b/m: /a/b", "b/m: /a/c"),
        *("b/m: /lines", "b/m: /lines/*/sku", "b/m: /lines/*/tags", "b/m: /lines/*/tags/*"),
        *("b/m: /prices", "b/m: /prices/base", "b/m: /prices/base/net", "b/m: /prices/*/gross"),
    ]
    payloads = [
        {"a": {"b": None, "x": 1}, "lines": []},
        {"a": 1, "lines": [{"sku": "1", "tags": []}, 3], "prices": {"base": {"gross": 1}}},
        {"a": {"b": 1}, "lines": [{}, {"tags": ["x"]}], "prices": {"EU": {"net": 1}}},
        {"a": [{"c": 1}], "lines": {"0": {"sku": 1}}, "prices": {"EU": {"gross": 1}}},
        {"a": {"c": 1}, "prices": {"base": {"net": 1}}},
    ]
    assert [found.by(*[[exchange(payload)] for payload in payloads[:n]], kind="fields") for n in (1, 2)] == [
        ["b/m: /a", "b/m: /a/b", "b/m: /lines"],
        [
            *("b/m: /a", "b/m: /a/b", "b/m: /lines"),
            *("b/m: /lines/*/sku", "b/m: /lines/*/tags", "b/m: /prices", "b/m: /prices/base"),
        ],
    ]
    every = found.by(*[[exchange(payload)] for payload in payloads], kind="fields")
    assert every[7:] == [
        "b/m: /lines/*/tags/*",
        "b/m: /prices/*/gross",
        "b/m: /a/c",
        "b/m: /prices/base/net",
    ]


def exchange(payload):
    return {"kind": "exchange", "boundary": "b", "message": "m", "sent": payload, "received": payload}


def test_what_is_only_received_may_still_be_a_field_of_the_payload(declared):
    enriched = CONTRACT.replace("m.json}", "m.json, enriches: {/b: {from: erp}}}")
    found = declared(enriched, {"schemas/m.json": object_of(a={}, b={})})
    events = [{**exchange({"a": 1}), "received": {"a": 1, "b": 2}}]
    assert found.by(events) == ["b/m: /a", "b/m: /b"]
