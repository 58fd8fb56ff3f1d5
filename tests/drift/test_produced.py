"""Whatever a transformation really gives is accepted by the schema of what it can give."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.analysis import mapping, validity
from checker.analysis.containment.samples import samples
from checker.analysis.drift.produced import produced
from checker.analysis.follow import Sources
from checker.analysis.mapping import RowError
from checker.load.sets import contract_sets

Write = Callable[[Mapping[str, str]], Path]

MESSAGES = 12  # of one contract
PAYLOADS = 200  # of one message
LEAVES: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "string", "maxLength": 4},
    {"type": "string", "minLength": 2, "maxLength": 6},
    {"type": ["string", "null"], "maxLength": 3},
    {"type": "string", "format": "date-time"},
    {"enum": ["web", "phone", "ß"]},
    {"enum": ["web", None, 3]},
    {"const": "12.5"},
    {"type": "integer", "minimum": 0},
    {"type": "number", "multipleOf": 0.01},
    {"type": ["number", "string"]},
    {"type": "boolean"},
    {"type": ["array", "null"], "items": {"type": "string"}},
    {"type": "array", "items": {"type": ["number", "null"]}},
    {"type": "array", "items": {"type": "array", "items": {"type": "string"}}},
    {"type": "object", "properties": {"0": {"type": "string"}}},
    {"properties": {"0": {"type": "integer"}}},
    {"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}},
    {"allOf": [{"type": "string"}, {"maxLength": 2}]},
    {"$ref": "#/$defs/code"},
    {"$ref": "#/$defs/tree"},
    {"$ref": "other.json#/$defs/name", "minLength": 1},
    {},
]
PLACES = [
    "/a",
    "/b",
    "/c",
    "/a/0",
    "/o/x",
    "/o/y",
    "/lines/*/p",
    "/lines/*/q",
    "/lines",
    "/o",
    "/m/*",
    "/gone",
]
WITHIN = ["p", "q", "inner", "inner/*/v", "/a", "0", "", "/lines/*/p"]
LISTS = ["/lines", "/lines", "/m/*", "/a"]
LISTS_WITHIN = ["inner", "/lines", "q"]
TARGETS = ["r", "s", "t", "t/u", "e/k=1/w", "list"]
FUNCTIONS: list[Any] = [
    "string",
    "trim",
    "upper",
    "lower",
    "count",
    "sum",
    "min",
    "max",
    {"number": {"scale": 2}},
    {"number": {"scale": 0, "round": "half-up"}},
    {"number": {"scale": 1}},
    {"multiply": 3},
    {"multiply": 0.5},
    {"pad": {"left": "0", "to": 5}},
    {"truncate": 3},
    {"join": "-"},
    {"split": "e"},
    {"date": {"from": "iso", "to": "%Y-%m-%d"}},
    {"date": {"from": "iso", "to": "%d.%m.%y %H:%M"}},
    {"date": {"from": "iso", "to": "iso", "zone": "Europe/Berlin"}},
    {"values": {"web": 1, "phone": None, "3": "three", "a": ["x"]}},
    {"lookup": "codes"},
    {"parse": "json"},
]
PAIRS = {"lookup": "pairs"}  # by two columns


class Made:
    """Schemas and tables of rows; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def schema(self) -> dict[str, Any]:
        inner = self._list(self._object({"v": self._leaf()}))
        element = self._object({"p": self._leaf(), "q": self._leaf(), "inner": inner})
        members = {
            **{name: self._leaf() for name in "abcl"},
            "o": self._object({"x": self._leaf(), "y": self._leaf()}),
            "lines": self._list(element),
            "m": self._object({"n": self._leaf()}),
        }
        definitions = {
            "code": {"type": "string", "pattern": "^[A-Z]{2}$"},
            "tree": {"type": "array", "items": {"$ref": "#/$defs/tree"}},
        }
        return {**self._object(members), "$defs": definitions}

    def rows(self, places: Sequence[str], depth: int = 0) -> list[dict[str, Any]]:
        return [self._row(places, depth) for _ in range(self._random.randint(1, 3))]

    def _leaf(self) -> dict[str, Any]:
        return self._random.choice(LEAVES)

    def _list(self, element: dict[str, Any]) -> dict[str, Any]:
        return {"type": self._random.choice(["array", "array", ["array", "null"]]), "items": element}

    def _object(self, properties: dict[str, Any]) -> dict[str, Any]:
        required = [name for name in properties if self._random.random() < 0.6]
        found: dict[str, Any] = {"properties": properties, "required": required}
        if self._random.random() < 0.8:
            found["type"] = "object"
        return found if self._random.random() < 0.8 else {"allOf": [found, {"required": required[:1]}]}

    def _row(self, places: Sequence[str], depth: int) -> dict[str, Any]:
        choose = self._random
        slash = "" if depth and choose.random() < 0.8 else "/"
        row: dict[str, Any] = {"to": slash + choose.choice(TARGETS)}
        if depth < 2 and choose.random() < 0.25:
            row["each"] = choose.choice(LISTS_WITHIN if depth else LISTS)
            row["rows"] = self.rows([*WITHIN, *(["../p"] if depth else [])], depth + 1)
        else:
            self._source(row, places, is_within=depth > 0)
        if choose.random() < 0.1:
            row["where"] = {choose.choice(places[:3]): {"present": True}}
        return row

    def _source(self, row: dict[str, Any], places: Sequence[str], *, is_within: bool) -> None:
        choose = self._random
        match choose.randint(0, 9):
            case 0:
                row["value"] = choose.choice(["X", 1.5, None, True])
            case 1:
                row |= {"made": choose.choice(["uuid", "date", "timestamp"]), "because": "minted"}
                return
            case 2 if is_within:
                row["position"] = {"step": 10}
            case 3 | 4:
                row["from"] = choose.sample(places, 2)
            case _:
                row["from"] = choose.choice(places)
        row["then"] = [choose.choice(FUNCTIONS) for _ in range(choose.choice([0, 0, 1, 1, 1, 2]))]
        if isinstance(row.get("from"), list) and (
            {"lookup": "codes"} in row["then"] or choose.random() < 0.3
        ):
            row["then"] = [PAIRS]
        self._fallbacks(row)
        if not row["then"]:
            del row["then"]

    def _fallbacks(self, row: dict[str, Any]) -> None:
        choose = self._random
        if "from" in row:
            match choose.randint(0, 9):
                case 0 | 1:
                    row["default"] = choose.choice(["00", None, 7])
                case 2:
                    row["required"] = True
        looks_up = any(isinstance(one, dict) and {"values", "lookup"} & one.keys() for one in row["then"])
        if looks_up and choose.random() < 0.3:
            row["otherwise"] = choose.choice(["ZZ", None])
        if choose.random() < 0.1:
            row["omit"] = [None, ""]


def contract(seed: int) -> dict[str, str]:
    """A contract set with a boundary of several messages, each with a schema and a table of its own."""
    made = Made(seed)
    schemas = {f"sends{number}.json": json.dumps(made.schema()) for number in range(MESSAGES)}
    messages = {
        f"m{number}": {"where": {"/kind": name}, "sends": name, "transform": made.rows(PLACES)}
        for number, name in enumerate(schemas)
    }
    text = {
        "contract": "random",
        "format": 1,
        "version": "1.0.0",
        "systems": {"a": {"statuses": {}}, "b": {"statuses": {}}},
        "boundaries": {"a-to-b": {"from": "a", "to": "b", "messages": messages}},
        "reference": {
            "codes": {"file": "codes.csv", "key": "key", "value": "value"},
            "pairs": {"file": "pairs.csv", "key": ["one", "two"], "value": "value"},
        },
    }
    return {
        **schemas,
        "other.json": json.dumps({"$defs": {"name": {"type": "string", "maxLength": 5}}}),
        "codes.csv": "key,value\nweb,W\na,A\n3,\n",
        "pairs.csv": "one,two,value\nweb,a,1\na,a,2\n",
        "contract.yaml": yaml.safe_dump(text, sort_keys=False),
    }


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(15))
def test_what_a_transformation_gives_is_accepted_by_the_schema_of_what_it_can_give(
    seed: int, written: Write
) -> None:
    (contracts,) = contract_sets([str(written(contract(seed)))])
    results = 0
    for message in contracts.boundaries["a-to-b"].messages.values():
        assert message.sends is not None
        assert message.transform is not None
        program = mapping.compiled(message.transform, contracts.reference)
        sent = validity.compiled(message.sends)
        possible = validity.compiled(produced(message.sends, message.transform, contracts.reference))
        for payload in samples((message.sends,), most=PAYLOADS):
            if not sent.is_valid(payload):
                continue
            try:
                result = program.run(Sources(payload))
            except RowError:
                continue
            results += 1
            assert possible.is_valid(result), (message.name, payload, result)
    assert results > 50


def test_a_schema_of_what_can_be_given_says_more_than_anything(written: Write) -> None:
    (contracts,) = contract_sets([str(written(contract(0)))])
    messages = contracts.boundaries["a-to-b"].messages.values()
    made = [
        produced(message.sends, message.transform, contracts.reference)
        for message in messages
        if message.sends is not None and message.transform is not None
    ]
    refusing = [one for one in made if not validity.compiled(one).is_valid([])]
    assert len(refusing) > MESSAGES // 2
