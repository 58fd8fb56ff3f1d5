"""Tests of Jaeger traces: processes, references, tags with their types."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, jaeger
from checker.model.captures import Captured, What
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

FILE = (Path(__file__).parent / "files" / "jaeger.json").read_bytes()
DOCUMENT = json.loads(FILE)
SPANS = DOCUMENT["data"][0]["spans"]
TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_a_client_span_is_what_was_sent_with_its_reply() -> None:
    found, mistakes = read(jaeger.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="jaeger",
        what=What.SPAN,
        place=Place(file="fuzzed", line=3, column=5, pointer="/data/0/spans/0"),
        side="sent",
        system="hub",
        at="2026-03-02T09:15:01.120000Z",
        until="2026-03-02T09:15:01.180000Z",
        fields={
            "name": "POST /orders",
            "kind": "client",
            "status": "error",
            "message": "",
            "service": "hub",
            "peer": "erp",
            "scope": "http",
            "trace": TRACE,
            "http.response.status_code": "202",
        },
        body=Body(state="not-recorded"),
        attributes={
            "hostname": "hub-1",
            "span.kind": "client",
            "http.status_code": 202,
            "big": 9223372036854775807,
            "ratio": Decimal("0.10"),
            "error": True,
            "peer.service": "erp",
            "otel.scope.name": "http",
        },
        reply=Reply(code="202", body=Body(state="not-recorded")),
        name=("span", f"{TRACE}/07ad6b7169203331"),
        follows=(
            ("span", f"{TRACE}/00f067aa0ba902b7"),
            ("span", "4bf92f3577b34da6a3ce929d0e0e4736/00f067aa0ba902b8"),
        ),
        shares=(("trace", TRACE),),
        rest={"flags": 1, "tags": [{"key": "big", "type": "int64", "value": 1}]},
    )


def test_a_log_follows_its_span() -> None:
    found, _ = read(jaeger.FORMAT, FILE)
    log = found[1]
    assert (log.what, log.system, log.at, log.fields["event"], log.attributes, log.follows) == (
        What.LOG,
        "hub",
        "2026-03-02T09:15:01.130000Z",
        "retry",
        {"event": "retry", "attempt": 2},
        (found[0].name,),
    )
    assert log.place.pointer == "/data/0/spans/0/logs/0"


def test_a_span_of_an_old_version_has_its_parent_and_the_trace_around_it() -> None:
    found, _ = read(jaeger.FORMAT, FILE)
    span = found[2]
    assert (span.name, span.follows) == (("span", f"{TRACE}/53995c3f42cd8ad8"), (found[0].name,))
    assert (span.system, span.at, span.fields["status"], span.rest) == (
        None,
        None,
        "unset",
        {"processID": "p9"},
    )


@pytest.mark.parametrize(
    "content",
    [
        written(DOCUMENT),
        written(DOCUMENT["data"][0]),
        written(DOCUMENT["data"]),
        written(DOCUMENT) + b"\n" + json.dumps({"data": []}).encode(),
        json.dumps({"data": DOCUMENT["data"][0]}, indent=1).encode(),
        json.dumps(DOCUMENT["data"][0], indent=1).encode(),
    ],
)
def test_one_trace_and_many_give_the_same(content: bytes) -> None:
    assert capture("a", content=content).form is jaeger.FORMAT
    found, mistakes = read(jaeger.FORMAT, content)
    assert mistakes == []
    assert [(one.name, one.fields) for one in found] == [
        (one.name, one.fields) for one in read(jaeger.FORMAT, FILE)[0]
    ]


@pytest.mark.parametrize(
    "around", [lambda span: span, lambda span: {"_index": "jaeger-span", "_source": span}]
)
def test_spans_as_elasticsearch_stores_them(around: Any) -> None:
    stored = {
        **SPANS[0],
        "process": {"serviceName": "hub", "tags": []},
        "tags": [
            {"key": "error", "type": "bool", "value": "true"},
            {"key": "n", "type": "int64", "value": "7"},
            {"key": "raw", "type": "binary", "value": "AAE="},
        ],
        "startTimeMillis": 1772442901120,
    }
    content = written(around(stored)) + b"\n" + written(around({**stored, "startTime": None}))
    assert capture("a", content=content).form is jaeger.FORMAT
    found, mistakes = read(jaeger.FORMAT, content)
    assert mistakes == []
    assert (found[0].system, found[0].fields["status"], found[0].attributes) == (
        "hub",
        "error",
        {"error": True, "n": 7, "raw": "AAE="},
    )
    assert found[2].at == "2026-03-02T09:15:01.120Z"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"spanID": None}, ""),
        ({"spanID": "x"}, "/spanID"),
        ({"traceID": 5}, "/traceID"),
        ({"references": [5]}, "/references/0"),
        ({"references": [{"refType": "CHILD_OF", "traceID": TRACE, "spanID": "?"}]}, "/references/0/spanID"),
        ({"parentSpanID": {}}, "/parentSpanID"),
    ],
)
def test_a_bad_span_stops_no_other_one(change: dict[str, Any], pointer: str) -> None:
    trace = {**DOCUMENT["data"][0], "spans": [{**SPANS[0], **change}, SPANS[1]]}
    found, mistakes = read(jaeger.FORMAT, written(trace))
    assert [one.fields["name"] for one in found] == ["map"]
    assert [mistake.place.pointer for mistake in mistakes if mistake.place] == [f"/spans/0{pointer}"]


@fuzz
@given(mutations(DOCUMENT))
def test_whatever_stands_in_a_trace_nothing_foreign_comes_of_it(trace: Any) -> None:
    nothing_foreign(jaeger.FORMAT, written(trace))


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(jaeger.FORMAT, data)


@pytest.mark.exhaustive
def test_traces_cut_anywhere_give_what_stood_before_the_cut() -> None:
    small = {"traceID": TRACE, "spans": [{"spanID": "1", "operationName": "a"}]}
    hold_when_cut(jaeger.FORMAT, b'{"data":[' + written(small) + b",\n" + written(small) + b"]}")
