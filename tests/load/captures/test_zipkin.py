"""Tests of Zipkin spans: two halves under one name, ids of 64 bits, errors without a code."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, zipkin
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

FILE = (Path(__file__).parent / "files" / "zipkin.json").read_bytes()
SPANS = json.loads(FILE)
TRACE = "00000000000000008448eb211c80319c"
CALL, PARENT = ("span", f"{TRACE}/b7ad6b7169203331"), ("span", f"{TRACE}/00f067aa0ba902b7")


def test_a_client_span_is_what_was_sent_with_its_reply() -> None:
    found, mistakes = read(zipkin.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="zipkin",
        what=What.SPAN,
        place=Place(file="fuzzed", line=2, column=3, pointer="/0"),
        side="sent",
        system="portal",
        at="2026-03-02T09:15:01.120000Z",
        until="2026-03-02T09:15:01.180001Z",
        fields={
            "name": "post /orders",
            "kind": "client",
            "status": "error",
            "message": "",
            "service": "portal",
            "peer": "hub",
            "scope": "",
            "trace": TRACE,
            "http.request.method": "POST",
            "http.response.status_code": "503",
            "url.path": "/orders",
        },
        body=Body(state="not-recorded"),
        attributes={"http.method": "POST", "http.path": "/orders", "http.status_code": "503", "error": ""},
        reply=Reply(code="503", body=Body(state="not-recorded")),
        name=CALL,
        follows=(PARENT,),
        shares=(("trace", TRACE),),
        rest={
            "debug": True,
            "remoteEndpoint": {"serviceName": "hub", "port": 443},
            "localEndpoint": {"ipv4": "192.0.2.1"},
        },
    )


def test_the_half_of_the_server_has_the_name_of_the_client_and_follows_it() -> None:
    found, _ = read(zipkin.FORMAT, FILE)
    server = found[1]
    assert (server.side, server.system, server.name) == ("received", "hub", CALL)
    assert server.follows == (CALL, PARENT)
    assert (server.fields["status"], server.fields["message"], server.until) == ("error", "timeout", None)


def test_an_annotation_follows_its_span() -> None:
    found, _ = read(zipkin.FORMAT, FILE)
    said = found[2]
    assert (said.what, said.at, said.fields["event"], said.follows, said.place.pointer) == (
        What.LOG,
        "2026-03-02T09:15:01.140000Z",
        "queued",
        (CALL,),
        "/1/annotations/0",
    )


def test_a_trace_id_of_64_bits_is_that_of_128_with_zeros() -> None:
    found, _ = read(zipkin.FORMAT, FILE)
    assert {one.shares for one in found} == {(("trace", TRACE),)}
    assert (found[3].side, found[3].at, found[3].system) == (None, None, None)


@pytest.mark.parametrize(
    ("tags", "status", "message"),
    [
        ({}, "unset", ""),
        ({"error": "false"}, "unset", ""),
        ({"error": "true"}, "error", ""),
        ({"error": "no plant"}, "error", "no plant"),
        ({"otel.status_code": "OK"}, "ok", ""),
        ({"otel.status_code": "OK", "error": "x"}, "ok", ""),
        ({"otel.status_code": "ERROR", "error": "socket hang up"}, "error", "socket hang up"),
        ({"otel.status_code": "ERROR", "error": "true"}, "error", ""),
        ({"otel.status_code": "ERROR", "otel.status_description": "x", "error": "y"}, "error", "x"),
    ],
)
def test_a_tag_of_an_error_is_one_whatever_it_says_but_false(
    tags: dict[str, str], status: str, message: str
) -> None:
    found, _ = read(zipkin.FORMAT, written([{**SPANS[2], "tags": tags}]))
    assert (found[0].fields["status"], found[0].fields["message"]) == (status, message)


@pytest.mark.parametrize(
    "content",
    [
        written(SPANS),
        written([SPANS]),
        json.dumps(SPANS, indent=2).encode(),
        b"\n".join(map(written, SPANS)),
        written(SPANS[:2]) + b"\n" + written(SPANS[2:]),
    ],
)
def test_a_list_lists_of_traces_and_lines_give_the_same(content: bytes) -> None:
    assert capture("a", content=content).form is zipkin.FORMAT
    found, mistakes = read(zipkin.FORMAT, content)
    assert mistakes == []
    assert [(one.name, one.fields) for one in found] == [
        (one.name, one.fields) for one in read(zipkin.FORMAT, FILE)[0]
    ]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"traceId": None}, "/0"),
        ({"id": ""}, "/0"),
        ({"id": "xyz"}, "/0/id"),
        ({"parentId": [1]}, "/0/parentId"),
        ({"traceId": "1" * 33}, "/0/traceId"),
    ],
)
def test_a_bad_span_stops_no_other_one(change: dict[str, Any], pointer: str) -> None:
    found, mistakes = read(zipkin.FORMAT, written([{**SPANS[0], **change}, SPANS[2]]))
    assert [one.fields["name"] for one in found] == ["map"]
    assert [mistake.place.pointer for mistake in mistakes if mistake.place] == [pointer]


def test_what_is_not_understood_is_kept() -> None:
    odd = {"timestamp": "noon", "duration": "5", "tags": ["a"], "annotations": [7], "localEndpoint": "hub"}
    found, _ = read(zipkin.FORMAT, written([{**SPANS[2], **odd, "shared": "yes"}]))
    assert (found[0].at, found[0].rest) == (None, {**odd, "shared": "yes"})


@fuzz
@given(mutations(SPANS))
def test_whatever_stands_in_a_span_nothing_foreign_comes_of_it(spans: Any) -> None:
    nothing_foreign(zipkin.FORMAT, written(spans))


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(zipkin.FORMAT, data)


@pytest.mark.exhaustive
def test_spans_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(zipkin.FORMAT, FILE)
