"""`seamproof replay`: what becomes of one message, and why it is not what came."""

import io
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str]], Path]

SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", '
FILES = {
    "contracts/orders/contract.yaml": """\
contract: orders
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  crm: {statuses: {}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/document.json
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 4}}
          - {to: /qty, from: /qty, number: {scale: 1}}
        enriches: {/credit: {from: crm}}
""",
    "contracts/orders/schemas/order.json": SCHEMA
    + '"required": ["id"], "properties": {"id": {"type": "string"}, "qty": {"type": "string"}}}',
    "contracts/orders/schemas/document.json": SCHEMA
    + '"properties": {"qty": {"type": "number", "maximum": 100}}}',
}


def line(identity: str, kind: str, payload: str) -> str:
    of = ',"of":"a"' if kind == "received" else ""
    return (
        f'{{"case":"1","id":"{identity}","kind":"{kind}"{of},"boundary":"portal-to-erp","message":"order",'
        f'"payload":{payload}}}\n'
    )


SENT = '{"id":"7","qty":"3.5"}'
DIFFERING = line("a", "sent", SENT) + line("b", "received", '{"docnum":"0008","qty":3.5,"credit":1}')


@pytest.fixture
def project(written: Write, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A project with one contract and these files more, in which commands then run."""

    def make(**files: str) -> Path:
        folder = written({**FILES, **{name.replace("_", "."): text for name, text in files.items()}})
        monkeypatch.chdir(folder)
        return folder

    return make


def test_an_altered_value_is_told_with_its_row_and_the_source_field(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING)

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert (ran.code, ran.err) == (1, "")
    assert (
        ran.out
        == """\
portal-to-erp/order  a.jsonl:2 (case 1, event b)
  sent:     valid by schemas/order.json
  result:   as the transformation makes it
    {
      "docnum": "0007",
      "qty": 3.5
    }
  received: differs in 1 place
    - /docnum: "0007" was made, "0008" was received
      by the row at contracts/orders/contract.yaml:17:13, from /id = "7"
  accepted: valid by schemas/document.json

"""
    )


def test_a_payload_alone_is_told_with_what_both_sides_say_of_it(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(order_json='{"id": "7", "qty": "300"}')

    ran = seamproof("replay", "order.json", "--boundary", "portal-to-erp", "--write", "made.json")

    assert ran.code == 1
    assert (
        ran.out
        == """\
portal-to-erp/order
  sent:     valid by schemas/order.json
  result:   as the transformation makes it
    {
      "docnum": "0007",
      "qty": 300
    }
  received: not recorded
  accepted: breaks schemas/document.json
    - /qty: 300 is above 100
      by schemas/document.json#/properties/qty/maximum
      by the row at contracts/orders/contract.yaml:18:13, from /qty = "300"

"""
    )
    assert Path("made.json").read_text() == '{"docnum":"0007","qty":300}\n'


def test_a_field_that_nobody_filled_in_is_told_with_who_should_have(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING.replace("0008", "0007").replace('"credit":1', '"credit":null'))

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 1
    assert (
        "    - /credit: null stands where crm has to put a value\n"
        "      as declared at contracts/orders/contract.yaml:19:20\n"
    ) in ran.out


def test_a_row_that_can_not_be_applied_is_told_with_the_value_it_fails_on(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(order_json='{"id": "7", "qty": "many"}')

    ran = seamproof("replay", "order.json", "--boundary", "portal-to-erp")

    assert ran.code == 1
    assert "  result:   none: a row can't be applied\n" in ran.out
    assert "by the row at contracts/orders/contract.yaml:18:" in ran.out
    assert '"many"' in ran.out


def test_a_payload_that_breaks_the_schema_of_its_sender_is_told(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(order_json='{"qty": "1"}')

    ran = seamproof("replay", "order.json", "--boundary", "portal-to-erp")

    assert ran.code == 1
    assert "  sent:     breaks schemas/order.json\n" in ran.out


def test_concise_is_one_line_a_message(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING)

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp", "--output-format", "concise")

    assert ran.out == "a.jsonl:2: not as declared: portal-to-erp/order (1 unlike what was received)\n"


def test_json_has_every_message_and_jsonl_one_a_line(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING)
    arguments = ("replay", "a.jsonl", "--boundary", "portal-to-erp", "--output-format")

    (message,) = json.loads(seamproof(*arguments, "json").out)["messages"]

    assert [json.loads(row) for row in seamproof(*arguments, "jsonl").out.splitlines()] == [message]
    assert message["recorded"] == {"recording": "a.jsonl", "line": 2, "case": "1", "event": "b"}
    assert message["result"] == '{"docnum":"0007","qty":3.5}'
    assert message["kept"] is False
    assert message["differences"] == [
        {
            "pointer": "/docnum",
            "kind": "changed",
            "made": '"0007"',
            "received": '"0008"',
            "row": {
                "file": "contracts/orders/contract.yaml",
                "line": 17,
                "column": 13,
                "pointer": "/boundaries/portal-to-erp/messages/order/transform/0",
            },
            "from": [{"path": "/id", "pointer": "/id", "value": '"7"'}],
        }
    ]


def test_a_line_that_can_not_be_read_outranks_all(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING + "{\n")

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 2
    assert "error: " in ran.out
    assert "--> a.jsonl:3:" in ran.out
    document = json.loads(
        seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp", "--output-format", "json").out
    )
    assert [min(message) for message in document["messages"]] == ["accepted", "at"]


def test_what_was_received_alone_can_not_be_replayed(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=line("b", "received", "{}").replace(',"of":"a"', ""))

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 2
    assert "not replayed: what was sent over portal-to-erp is not recorded" in ran.out
    assert "no message over portal-to-erp could be replayed from a.jsonl" in ran.err


@pytest.mark.parametrize(
    ("received", "says"),
    [
        ('"body":{"text":"<x/>","media":"application/xml"}', "is application/xml"),
        ('"body":{"text":"{","truncated":true}', "was recorded only in part"),
        ('"attempt":1', "has neither payload nor body"),
    ],
)
def test_what_was_received_and_can_not_be_compared_is_not_as_declared(  # type: ignore[no-untyped-def]
    received: str, says: str, project, seamproof
) -> None:
    project(a_jsonl=line("a", "sent", SENT) + line("b", "received", "{}").replace('"payload":{}', received))

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 2
    assert f"error: what was received as portal-to-erp/order {says}" in ran.out
    assert "--> a.jsonl:2:1" in ran.out


def test_what_was_received_and_may_be_any_of_several_is_not_as_declared(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    received = line("c", "received", '{"docnum":"9"}').replace(',"of":"a"', "")
    project(a_jsonl=line("a", "sent", SENT) + line("b", "sent", '{"id":"8"}') + received)

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 2
    assert "error: what was received over portal-to-erp may be any of several sent events" in ran.out


def test_what_was_received_and_joins_several_messages_is_not_as_declared(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    received = line("c", "received", '{"docnum":"9"}').replace('"of":"a"', '"of":["a","b"]')
    project(a_jsonl=line("a", "sent", SENT) + line("b", "sent", '{"id":"8"}') + received)

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp")

    assert ran.code == 2
    assert "error: what was received over portal-to-erp joins 2 messages" in ran.out


def test_standard_input_may_hold_a_payload(  # type: ignore[no-untyped-def]
    project, seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    project()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SENT.encode())))

    ran = seamproof("replay", "-", "--boundary", "portal-to-erp", "--output-format", "concise")

    assert ran.out == "as declared: portal-to-erp/order\n"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere.json", "can't be read: No such file or directory"),
        ("contracts", "this is no file"),
        ("nowhere.jsonl", "nowhere.jsonl"),
    ],
)
def test_a_capture_that_can_not_be_read_is_said(name: str, says: str, project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project()

    ran = seamproof("replay", name, "--boundary", "portal-to-erp")

    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_a_result_that_can_not_be_written_is_said_before_the_work(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(a_jsonl=DIFFERING)

    ran = seamproof("replay", "a.jsonl", "--boundary", "portal-to-erp", "--write", "nowhere/made.json")

    assert (ran.code, ran.out) == (2, "")
    assert "there is no folder" in ran.err
