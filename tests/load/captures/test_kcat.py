"""Tests of what kcat writes of a topic: flat headers, tombstones, and bytes that are no text."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, kcat
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import (
    damaged,
    fuzz,
    hold_when_cut,
    mutations,
    nothing_foreign,
    read,
    written,
)

FILE = (Path(__file__).parent / "files" / "kcat.jsonl").read_bytes()
LINES = FILE.splitlines()
RECORDS = [json.loads(line) for line in LINES[1:6]]
TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def first(**changes: Any) -> Captured:
    record = {name: value for name, value in {**RECORDS[0], **changes}.items() if value != "gone"}
    (found,), mistakes = read(kcat.FORMAT, written(record))
    assert mistakes == []
    return found


def test_a_record_has_the_name_of_the_span_that_sent_it() -> None:
    assert capture("a", content=FILE).form is kcat.FORMAT
    found, mistakes = read(kcat.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="kcat",
        what=What.MESSAGE,
        place=Place(file="fuzzed", line=2, column=1),
        at="2026-03-02T09:15:01.120Z",
        fields={
            "topic": "orders",
            "partition": "0",
            "offset": "11",
            "tstype": "create",
            "broker": "1",
            "tombstone": "false",
        },
        headers=(
            ("traceparent", f"00-{TRACE}-{SPAN}-01"),
            ("content-type", "application/json"),
            ("empty", ""),
            ("tag", "a"),
            ("tag", "b"),
        ),
        payload={"orderId": "4711", "amount": Decimal("1.10")},
        key="4711",
        name=("span", f"{TRACE}/{SPAN}"),
        shares=(("trace", TRACE), ("kafka", "orders/0/11")),
    )


def test_a_tombstone_has_no_payload_and_what_was_not_understood_is_not_recorded() -> None:
    found, _ = read(kcat.FORMAT, FILE)
    assert (found[1].payload, found[1].body, found[1].fields["tombstone"], found[1].key) == (
        ABSENT,
        None,
        "true",
        "4712",
    )
    assert found[1].name == ("kafka", "orders/0/9007199254740993")
    assert (found[3].body, found[3].fields["tombstone"], found[3].rest) == (
        Body(state="not-recorded"),
        "false",
        {"payload_error": "no schema"},
    )


def test_a_decoded_payload_and_headers_as_an_object() -> None:
    found, _ = read(kcat.FORMAT, FILE)
    assert (found[2].payload, found[2].key, found[2].headers, found[2].at) == (
        {"qty": 3},
        '{"id":7}',
        (("tag", "a"), ("tag", "b"), ("one", "1")),
        None,
    )
    assert found[2].rest == {"value_schema_id": 5, "key_schema_id": 4}


def test_an_event_in_headers_is_told() -> None:
    found, _ = read(kcat.FORMAT, FILE)
    assert (found[4].name, found[4].fields["ce-type"], found[4].shares) == (
        ("kafka", "events/0/1"),
        "order.created",
        (("kafka", "events/0/1"), ("cloudevent", "/crm A1")),
    )


def test_bytes_that_are_no_text_are_kept_exactly() -> None:
    found, _ = read(kcat.FORMAT, FILE)
    assert (found[5].body, found[5].key, found[5].headers, found[5].rest) == (
        Body(base64="AP/DqQ=="),
        None,
        (("name", "Zürich"),),
        {"headers": [["bin", {"base64": "/wA="}]], "key": {"base64": "/gE="}},
    )


def test_text_beside_bytes_that_are_none_stays_text() -> None:
    line = b'{"topic":"a","partition":0,"offset":1,"key":"\xff","payload":{"name":"Z\xc3\xbcrich","\xff":["\xff"]}}'
    (found,), mistakes = read(kcat.FORMAT, line)
    assert mistakes == []
    assert found.payload == {"name": "Zürich", "\\xff": [{"base64": "/w=="}]}


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("plain", (ABSENT, Body(media="application/json", text="plain"))),
        ("", (ABSENT, Body(media="application/json", text=""))),
        ("[1]", ([1], None)),
        (7, (7, None)),
        (False, (False, None)),
        ("gone", (ABSENT, Body(state="not-recorded"))),
    ],
)
def test_a_payload_is_what_was_sent(payload: object, expected: tuple[object, object]) -> None:
    found = first(payload=payload)
    assert (found.payload, found.body) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (None, None),
        ("gone", None),
        ([], ()),
        ({}, ()),
        ({"a": None}, (("a", ""),)),
        ([["a", "b"]], (("a", "b"),)),
        ([{"name": "a", "value": "b"}], (("a", "b"),)),
    ],
)
def test_headers_in_every_form(headers: object, expected: tuple[tuple[str, str], ...] | None) -> None:
    assert first(headers=headers).headers == expected


@pytest.mark.parametrize(
    ("change", "pointer", "said"),
    [
        ({"headers": ["a"]}, "/headers", "names and values should stand here in turn, and one is missing"),
        ({"headers": [5]}, "/headers", "this should be a list of names and values in turn"),
        ({"topic": None}, "/topic", "it names no topic"),
    ],
)
def test_a_bad_record_stops_no_other_one(change: dict[str, Any], pointer: str, said: str) -> None:
    lines = b"\n".join((written({**RECORDS[0], **change}), LINES[1], b"", b"{", LINES[2]))
    found, mistakes = read(kcat.FORMAT, lines)
    assert [one.fields["offset"] for one in found] == ["11", "9007199254740993"]
    assert [str(mistake) for mistake in mistakes] == [
        f"fuzzed:1:1: this is no record of kcat -J (Kafka) at {pointer}: {said} (mend it, or leave it out)",
        "fuzzed:4:2: the JSON ends in the middle (look whether the file was cut, and write it again whole)",
    ]


def test_what_kcat_says_of_an_error_is_said() -> None:
    found, mistakes = read(
        kcat.FORMAT, LINES[1] + b"\n% ERROR: Topic orders [0] error: Broker: Not coordinator"
    )
    assert len(found) == 1
    assert [str(mistake) for mistake in mistakes] == [
        "fuzzed:2:1: kcat said here: ERROR: Topic orders [0] error: Broker: Not coordinator "
        "(see whether it got all, and dump it again)"
    ]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS).encode(),
        json.dumps(RECORDS, indent=2).encode(),
        b"\n".join(json.dumps(record, indent=2).encode() for record in RECORDS),
        b"\r\n".join(map(written, RECORDS)),
    ],
)
def test_records_that_somebody_listed_or_indented(content: bytes) -> None:
    assert capture("a", content=content).form is kcat.FORMAT
    found, mistakes = read(kcat.FORMAT, content)
    assert mistakes == []
    assert [(one.name, one.fields) for one in found] == [
        (one.name, one.fields) for one in read(kcat.FORMAT, FILE)[0][:5]
    ]


@fuzz
@given(mutations(RECORDS[0]) | mutations(RECORDS[2]) | mutations(RECORDS[4]))
def test_whatever_stands_in_a_record_nothing_foreign_comes_of_it(record: Any) -> None:
    nothing_foreign(kcat.FORMAT, written(record))
    nothing_foreign(kcat.FORMAT, LINES[6][:-3] + b'","raw":' + written(record) + b"}")


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(kcat.FORMAT, data)


@pytest.mark.exhaustive
def test_a_dump_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(kcat.FORMAT, b"\n".join(LINES[1:3]), is_lines=True)
