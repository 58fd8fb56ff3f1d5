"""Tests of OpenTelemetry traces: what a span tells, in all the ways in which it is written."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given

from checker.load.captures import capture, otlp
from checker.load.captures.otlp_values import plain
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body, Reply
from tests.load.captures.fuzzing import (
    damaged,
    fuzz,
    hold_when_cut,
    mutations,
    nothing_foreign,
    read,
    written,
)

FILE = (Path(__file__).parent / "files" / "otlp.jsonl").read_bytes()
LINES = [json.loads(line) for line in FILE.splitlines()]
NOT_RECORDED = Body(state="not-recorded")
TRACE = "0af7651916cd43dd8448eb211c80319c"


def document(**span: Any) -> dict[str, Any]:
    """One span, with what is given."""
    return {
        "resourceSpans": [
            {"scopeSpans": [{"spans": [{"traceId": TRACE, "spanId": "b7ad6b7169203331", **span}]}]}
        ]
    }


def first(content: Any) -> Captured:
    found, mistakes = read(otlp.FORMAT, content if isinstance(content, bytes) else written(content))
    assert mistakes == []
    return found[0]


def test_a_client_span_is_what_was_sent_with_its_reply() -> None:
    found, mistakes = read(otlp.FORMAT, FILE)
    assert mistakes == []
    pointer = "/resourceSpans/0/scopeSpans/0/spans/0"
    assert found[0] == Captured(
        format="otlp",
        what=What.SPAN,
        place=Place(file="fuzzed", line=1, column=1, pointer=pointer),
        side="sent",
        system="hub",
        at="2026-03-02T09:15:01.120000001Z",
        until="2026-03-02T09:15:01.180000000Z",
        fields={
            "name": "POST /orders",
            "kind": "client",
            "status": "error",
            "message": "no plant",
            "service": "hub",
            "peer": "",
            "scope": "http",
            "trace": TRACE,
            "http.request.method": "POST",
            "http.response.status_code": "202",
            "url.full": "https://erp.example.org/orders?x=1",
            "url.path": "/orders",
        },
        headers=(("content-type", "application/json"), ("x-tag", "a"), ("x-tag", "b")),
        body=NOT_RECORDED,
        attributes={
            "service.name": "hub",
            "region": "us",
            "http.method": "POST",
            "http.url": "https://erp.example.org/orders?x=1",
            "http.status_code": 202,
            "http.request.header.content-type": ["application/json"],
            "http.request.header.x-tag": ["a", "b"],
            "http.response.header.x-id": ["r1"],
            "http.response.body.size": 0,
            "big": 9223372036854775807,
            "ratio": Decimal("0.10"),
            "nan": "NaN",
            "ok": False,
            "raw": "AAE=",
            "none": None,
            "map": {"n": 7},
        },
        reply=Reply(code="202", headers=(("x-id", "r1"),)),
        name=("span", f"{TRACE}/b7ad6b7169203331"),
        follows=(
            ("span", f"{TRACE}/00f067aa0ba902b7"),
            ("span", "4bf92f3577b34da6a3ce929d0e0e4736/00f067aa0ba902b8"),
        ),
        shares=(("trace", TRACE),),
        rest={
            "flags": 257,
            "future": {"a": 1},
            "resource": {"region": "eu"},
            "scope": {"version": "1"},
            "attributes": [{"key": "big", "value": {"intValue": 1}}],
        },
    )


def test_an_event_of_a_span_follows_it() -> None:
    found, _ = read(otlp.FORMAT, FILE)
    event = found[1]
    assert (event.what, event.side, event.system, event.at) == (
        What.LOG,
        None,
        "hub",
        "2026-03-02T09:15:01.130000000Z",
    )
    assert (event.fields["event"], event.fields["name"]) == ("exception", "POST /orders")
    assert event.attributes == {"exception.message": "plant is null"}
    assert event.place.pointer == "/resourceSpans/0/scopeSpans/0/spans/0/events/0"
    assert (event.name, event.follows, event.shares) == (None, (found[0].name,), (("trace", TRACE),))


def test_a_consumer_span_in_snake_case_with_names_of_old() -> None:
    found, _ = read(otlp.FORMAT, FILE)
    span = found[2]
    assert (span.side, span.system, span.key) == ("received", "wms", "4711")
    assert span.fields == {
        "name": "deliveries process",
        "kind": "consumer",
        "status": "unset",
        "message": "",
        "service": "wms",
        "peer": "",
        "scope": "kafka",
        "trace": TRACE,
        "messaging.system": "kafka",
        "messaging.destination.name": "deliveries",
        "messaging.operation.type": "process",
        "messaging.message.conversation_id": "txn-1",
        "messaging.destination.partition.id": "2",
        "kafka.offset": "9007199254740993",
        "kafka.message.key": "4711",
    }
    assert span.follows == (("span", f"{TRACE}/b7ad6b7169203331"),)
    assert span.shares == (
        ("trace", TRACE),
        ("correlation", "txn-1"),
        ("kafka", "deliveries/2/9007199254740993"),
    )
    assert (span.reply, span.payload, span.body) == (None, ABSENT, NOT_RECORDED)


@pytest.mark.parametrize(
    ("span", "side", "body"),
    [
        ({"kind": 2}, "received", NOT_RECORDED),
        ({"kind": 4}, "sent", NOT_RECORDED),
        ({"kind": "5"}, "received", NOT_RECORDED),
        ({"kind": "SPAN_KIND_INTERNAL"}, None, None),
        ({"kind": 0}, None, None),
        ({}, None, None),
        (
            {"kind": 3, "attributes": [{"key": "http.request.body.size", "value": {"intValue": "0"}}]},
            "sent",
            None,
        ),
    ],
)
def test_the_kind_of_a_span_tells_the_side(span: dict[str, Any], side: str | None, body: Body | None) -> None:
    found = first(document(**span))
    assert (found.side, found.body) == (side, body)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (None, "unset"),
        (0, "unset"),
        (1, "ok"),
        ("2", "error"),
        ("STATUS_CODE_ERROR", "error"),
        ("STATUS_CODE_UNSET", "unset"),
        (7, "7"),
    ],
)
def test_a_status_is_never_made_up(code: object, status: str) -> None:
    assert first(document(status={"code": code})).fields["status"] == status


@pytest.mark.parametrize(
    ("ids", "name", "follows"),
    [
        ({"parentSpanId": "0000000000000000"}, ("span", f"{TRACE}/b7ad6b7169203331"), ()),
        ({"traceId": "", "spanId": "", "name": "a"}, None, ()),
        (
            {"traceId": "CvdlGRbNQ92ESOshHIAxnA==", "spanId": "t61rcWkgMzE=", "parentSpanId": "APBnqgupArc="},
            ("span", f"{TRACE}/b7ad6b7169203331"),
            (("span", f"{TRACE}/00f067aa0ba902b7"),),
        ),
    ],
)
def test_ids_are_hex_or_base64_of_that_size_or_not_there(
    ids: dict[str, str], name: tuple[str, str] | None, follows: tuple[tuple[str, str], ...]
) -> None:
    found = first(document(**ids))
    assert (found.name, found.follows) == (name, follows)


@pytest.mark.parametrize(
    ("span", "pointer"),
    [
        ({"traceId": "xyz"}, "/traceId"),
        ({"spanId": 12}, "/spanId"),
        ({"parentSpanId": f"{TRACE}"}, "/parentSpanId"),
        ({"links": [{"traceId": TRACE, "spanId": "?"}]}, "/links/0/spanId"),
        ({"links": [5]}, "/links/0"),
        ({"traceId": None, "spanId": None}, ""),
    ],
)
def test_a_bad_span_stops_no_other_one(span: dict[str, Any], pointer: str) -> None:
    content = document(**span)
    content["resourceSpans"][0]["scopeSpans"][0]["spans"].append({"name": "good"})
    found, mistakes = read(otlp.FORMAT, written(content))
    assert [one.fields["name"] for one in found] == ["good"]
    assert [mistake.place.pointer for mistake in mistakes if mistake.place] == [
        f"/resourceSpans/0/scopeSpans/0/spans/0{pointer}"
    ]


def test_the_same_span_twice_comes_twice_under_one_name() -> None:
    content = document(name="a")
    spans = content["resourceSpans"][0]["scopeSpans"][0]["spans"]
    spans.append(spans[0])
    found, mistakes = read(otlp.FORMAT, written(content))
    assert mistakes == []
    assert [one.name for one in found] == [("span", f"{TRACE}/b7ad6b7169203331")] * 2


@pytest.mark.parametrize(
    "around",
    [
        lambda spans: {"resourceSpans": spans},
        lambda spans: {"resource_spans": spans},
        lambda spans: {"batches": spans},
        lambda spans: {"trace": {"resourceSpans": spans}},
        lambda spans: {"result": {"resourceSpans": spans}},
        lambda spans: [{"resourceSpans": spans}],
        lambda spans: [{"trace": {"batches": spans}}, {}],
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_traces_as_their_stores_hand_them_out(around: Any, indent: int | None) -> None:
    content = json.dumps(around(document(name="a")["resourceSpans"]), indent=indent).encode()
    assert capture("a", content=content).form is otlp.FORMAT
    found, mistakes = read(otlp.FORMAT, content)
    assert mistakes == []
    assert [(one.fields["name"], one.name) for one in found] == [("a", ("span", f"{TRACE}/b7ad6b7169203331"))]


def test_logs_and_metrics_are_said_and_not_taken_for_spans() -> None:
    logs = {"resourceLogs": [{"scopeLogs": [{"logRecords": [{"body": {"stringValue": "x"}}]}]}]}
    metrics = {"resourceMetrics": [{"resource": {}, "scopeMetrics": [{"metrics": []}]}]}
    lines = b"\n".join(map(written, (logs, document(name="a"), {**document(name="b"), **metrics})))
    assert capture("a", content=lines).form is otlp.FORMAT
    found, mistakes = read(otlp.FORMAT, lines)
    assert [one.fields["name"] for one in found] == ["a", "b"]
    assert [(mistake.place.line, mistake.message) for mistake in mistakes if mistake.place] == [
        (
            1,
            "this is no record of OpenTelemetry traces (OTLP/JSON) at /resourceLogs/0/scopeLogs: "
            "these are logs, and only traces are read",
        ),
        (
            3,
            "this is no record of OpenTelemetry traces (OTLP/JSON) at /resourceMetrics/0/scopeMetrics: "
            "these are metrics, and only traces are read",
        ),
    ]
    _, mistakes = read(otlp.FORMAT, json.dumps({**document(name="b"), **metrics}, indent=1).encode())
    assert [mistake.message for mistake in mistakes] == [
        "this has /resourceMetrics beside /resourceSpans, which is not read"
    ]


@pytest.mark.parametrize("empty", [b"{}", b'{"resourceSpans":[]}', b'{"resourceSpans":[{"resource":{}}]}'])
def test_an_empty_line_of_an_exporter_is_no_mistake(empty: bytes) -> None:
    found, mistakes = read(otlp.FORMAT, written(document(name="a")) + b"\n" + empty)
    assert (len(found), mistakes) == (1, [])


def test_a_packed_file_is_unpacked() -> None:
    packed = zstandard.ZstdCompressor().compress(FILE)
    assert capture("a.jsonl.zst", content=packed).form is otlp.FORMAT
    assert read(otlp.FORMAT, packed) == read(otlp.FORMAT, FILE)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"intValue": "-9223372036854775808"}, -9223372036854775808),
        ({"intValue": "12x"}, "12x"),
        ({"intValue": Decimal("1.5")}, Decimal("1.5")),
        ({"int_value": "7"}, 7),
        ({"arrayValue": {}}, []),
        ({"arrayValue": {"values": [{"intValue": "1"}, {}]}}, [1, None]),
        ({"kvlistValue": {"values": []}}, {}),
        (
            {"kvlistValue": {"values": [{"key": "a"}, {"key": "a"}]}},
            {"kvlistValue": {"values": [{"key": "a"}, {"key": "a"}]}},
        ),
        ({"futureValue": 1}, {"futureValue": 1}),
        ("bare", "bare"),
    ],
)
def test_a_value_keeps_its_digits_and_what_is_not_known_stays(value: Any, expected: Any) -> None:
    assert plain(value) == expected


def test_what_has_no_other_place_is_kept() -> None:
    link = {"traceId": TRACE, "spanId": "1", "attributes": [{"key": "a", "value": {"intValue": 1}}]}
    event = {"name": "e", "timeUnixNano": "noon", "attributes": [7], "droppedAttributesCount": 2}
    odd = {"startTimeUnixNano": "noon", "status": "bad", "events": [event, "odd"], "links": [link]}
    found, mistakes = read(otlp.FORMAT, written(document(**odd)))
    assert mistakes == []
    assert [one.rest for one in found] == [
        {"startTimeUnixNano": "noon", "status": "bad", "events": ["odd"], "links": [link]},
        {"timeUnixNano": "noon", "attributes": [7], "droppedAttributesCount": 2},
    ]


@fuzz
@given(mutations(LINES[0]) | mutations(LINES[1]))
def test_whatever_stands_in_a_trace_nothing_foreign_comes_of_it(trace: Any) -> None:
    nothing_foreign(otlp.FORMAT, written(trace))


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(otlp.FORMAT, data)


@pytest.mark.exhaustive
def test_traces_cut_anywhere_give_what_stood_before_the_cut() -> None:
    small = written(document(name="a", events=[{"name": "e"}]))
    hold_when_cut(otlp.FORMAT, small + b"\n" + small, is_lines=True)
    hold_when_cut(otlp.FORMAT, small)
