"""What each peer gets to do: the documents of one corpus, as far as the peer can say what holds of them."""

import json
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.corpus import ERP
from tests.bench.peers import installed

SHORT = "10"  # a plant, where four characters are asked for

# All that can be said of the document in a data contract, but for its list of lines, which is checked nowhere.
DATA_CONTRACT = """\
apiVersion: v3.0.2
kind: DataContract
id: erp
name: erp
version: 1.0.0
status: active
servers:
  - {server: local, type: local, path: received.json, format: json, delimiter: new_line}
schema:
  - name: received
    logicalType: object
    physicalType: file
    properties:
      - name: control
        logicalType: object
        required: true
        properties:
          - {name: docnum, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{10}$"}}
          - {name: date, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{8}$"}}
          - {name: time, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{6}$"}}
          - {name: sender, logicalType: string, required: true}
          - {name: mestyp, logicalType: string, required: true}
      - name: header
        logicalType: object
        required: true
        properties:
          - {name: currency, logicalType: string, required: true, logicalTypeOptions: {minLength: 3, maxLength: 3}}
          - {name: plant, logicalType: string, required: true, logicalTypeOptions: {minLength: 4, maxLength: 4}}
          - {name: kind, logicalType: string, required: true}
          - {name: customer, logicalType: string, required: true, logicalTypeOptions: {pattern: "^[0-9]{10}$"}}
          - {name: name, logicalType: string, logicalTypeOptions: {maxLength: 35}}
          - {name: city, logicalType: string, logicalTypeOptions: {maxLength: 40}}
"""


@dataclass(frozen=True, slots=True)
class Peer:
    """
    `prepare` writes its files into a folder, from the events of a recording. `tells` is what its output has if it
    did the work, since something is wrong in it. `named` counts the failures of which its output says in which record
    they are.
    """

    what: str
    package: str
    lines: int
    install: Callable[[Path, str], Path]
    prepare: Callable[[Path, Sequence[Mapping[str, Any]]], None]
    command: Callable[[Path, Path], Sequence[str]]  # of the folder of its programs, and that of its files
    tells: str  # a regular expression
    named: Callable[[str, Sequence[str]], int]  # in what it printed, of these cases


def _nothing(_folder: Path, _events: Sequence[Mapping[str, Any]]) -> None:
    """It reads the recording."""


def _rows(folder: Path, events: Sequence[Mapping[str, Any]]) -> None:
    (folder / "contract.yaml").write_text(DATA_CONTRACT)
    (folder / "received.json").write_text("".join(json.dumps(event["received"]) + "\n" for event in events))


def _examples(folder: Path, events: Sequence[Mapping[str, Any]]) -> None:
    examples = {event["case"]: {"value": event["received"]} for event in events}
    content = {"application/json": {"schema": _in_openapi(ERP), "examples": examples}}
    answer = {"200": {"description": "what the order became", "content": content}}
    document = {"openapi": "3.0.0", "info": {"title": "erp", "version": "1"}}
    (folder / "openapi.json").write_text(
        json.dumps({**document, "paths": {"/orders": {"post": {"responses": answer}}}})
    )


def _in_openapi(schema: Any) -> Any:
    """The same in the words of OpenAPI 3.0."""
    if isinstance(schema, list):
        return [_in_openapi(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    said = {name: _in_openapi(value) for name, value in schema.items()}
    if isinstance(said.get("exclusiveMinimum"), int):
        said |= {"minimum": said["exclusiveMinimum"], "exclusiveMinimum": True}
    return {**said, "enum": [said.pop("const")]} if "const" in said else said


def _named_rows(out: str, cases: Sequence[str]) -> int:
    return sum(case.rjust(10, "0") in out for case in cases)


def _named_examples(out: str, cases: Sequence[str]) -> int:
    return len(set(re.findall(r"/examples/(\d+)/value", out)) & set(cases))


PEERS = (
    Peer(
        "message-contract verifier",
        "pact-python>=4,<5",
        200,
        installed.python,
        _nothing,
        lambda programs, folder: (
            str(programs / "python"),
            "-m",
            "tests.bench.peers.messages",
            str(folder / "recording.jsonl"),
        ),
        r"^\d+$",
        lambda out, cases: min(int(out.split()[-1]), len(cases)),
    ),
    Peer(
        "data-contract checker",
        "datacontract-cli[duckdb]>=1.2,<2",
        10_000,
        installed.python,
        _rows,
        lambda programs, folder: (str(programs / "datacontract"), "test", str(folder / "contract.yaml")),
        r"header\.plant",
        _named_rows,
    ),
    Peer(
        "OpenAPI example validator",
        "openapi-examples-validator@6",
        500,
        installed.node,
        _examples,
        lambda programs, folder: (
            str(programs / "openapi-examples-validator"),
            str(folder / "openapi.json"),
        ),
        "/header/plant",
        _named_examples,
    ),
)
OURS = (sys.executable, "-m", "checker", "check", "--only", "replay", "--output-format", "json")
