"""Tests of WireMock's journal: exact bytes, what was answered and what was only asked for, faults."""

import base64
import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, wiremock
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.limits import Limits
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

FILE = (Path(__file__).parent / "files" / "wiremock.json").read_bytes()
JOURNAL = json.loads(FILE)
TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_a_serve_event_is_what_was_received_and_what_came_back() -> None:
    found, mistakes = read(wiremock.FORMAT, FILE)
    assert mistakes == []
    event = JOURNAL["requests"][0]
    assert found[0] == Captured(
        format="wiremock",
        what=What.CALL,
        place=Place(file="fuzzed", line=2, column=18, pointer="/requests/0"),
        side="received",
        at="2026-03-02T09:15:01.120Z",
        until="2026-03-02T09:15:01.124Z",
        fields={
            "url": "/orders?draft=false",
            "absoluteUrl": "http://hub.example.org:8080/orders?draft=false",
            "method": "POST",
            "host": "hub.example.org:8080",
            "path": "/orders",
            "status": "202",
            "wasMatched": "true",
            "stub": "orders are accepted",
            "clientIp": "192.0.2.7",
        },
        headers=(
            ("Content-Type", "application/json"),
            ("Accept", "application/json"),
            ("Accept", "text/plain"),
            ("traceparent", f"00-{TRACE}-b7ad6b7169203331-01"),
        ),
        payload={"id": "4711", "qty": 3.0},
        reply=Reply(
            code="202",
            headers=(("Content-Type", "application/json"), ("Content-Encoding", "gzip")),
            payload={"status": "accepted"},
        ),
        follows=(("span", f"{TRACE}/b7ad6b7169203331"),),
        shares=(("trace", TRACE),),
        rest={
            "id": event["id"],
            "responseDefinition": event["responseDefinition"],
            "timing": event["timing"],
            "stubMapping": event["stubMapping"],
            "request": {"cookies": {}, "browserProxyRequest": False},
        },
    )


def test_a_fault_is_no_reply() -> None:
    found, _ = read(wiremock.FORMAT, FILE)
    assert (found[1].reply, found[1].fields["wasMatched"], found[1].rest["response"]) == (
        None,
        "false",
        {"fault": "EMPTY_RESPONSE"},
    )
    assert (found[1].payload, found[1].body) == (ABSENT, None)


def test_a_logged_request_alone_has_no_reply_and_a_time_without_a_zone_is_none() -> None:
    found, _ = read(wiremock.FORMAT, FILE)
    assert (found[2].at, found[2].reply, found[2].body, found[2].place.pointer) == (
        None,
        None,
        Body(media="text/plain", text="Ada Example"),
        "/requests/2",
    )


@pytest.mark.parametrize(
    ("logged", "at"),
    [
        ({"loggedDate": 1471442494809}, "2016-08-17T14:01:34.809Z"),
        ({"loggedDate": None, "loggedDateString": "2016-08-17T14:01:34Z"}, "2016-08-17T14:01:34Z"),
        ({"loggedDate": "noon", "loggedDateString": "2016-08-17 14:01:34"}, None),
    ],
)
def test_the_time_is_that_in_milliseconds_or_what_is_written_out(
    logged: dict[str, Any], at: str | None
) -> None:
    entry = JOURNAL["requests"][2]
    assert read(wiremock.FORMAT, written({"requests": [{**entry, **logged}]}))[0][0].at == at


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    ("coding", "data", "body"),
    [
        ("gzip", gzip.compress(b"Ada", mtime=0), Body(text="Ada", decoded=("gzip",))),
        ("GZIP, identity", gzip.compress(b"Ada", mtime=0), Body(text="Ada", decoded=("gzip",))),
        ("deflate", zlib.compress(b"Ada"), Body(text="Ada", decoded=("deflate",))),
        ("deflate", zlib.compress(b"Ada", wbits=-15), Body(text="Ada", decoded=("deflate",))),
        (
            "deflate, gzip",
            gzip.compress(zlib.compress(b"Ada"), mtime=0),
            Body(text="Ada", decoded=("gzip", "deflate")),
        ),
        ("gzip", b"Ada", Body(text="Ada")),
        ("br", b"\xffAda", Body(base64=packed(b"\xffAda"))),
        (
            "gzip",
            gzip.compress(b"Ada", mtime=0)[:-3],
            Body(base64=packed(gzip.compress(b"Ada", mtime=0)[:-3])),
        ),
        ("gzip", gzip.compress(b"Ada", mtime=0) * 2, Body(text="AdaAda", decoded=("gzip",))),
        ("gzip", gzip.compress(b"A", mtime=0) * 2000, Body(text="A" * 2000, decoded=("gzip",))),
        (
            "gzip",
            gzip.compress(b"Ada", mtime=0) + b"\xff",
            Body(base64=packed(gzip.compress(b"Ada", mtime=0) + b"\xff")),
        ),
        ("deflate", zlib.compress(b"Ada") * 2, Body(base64=packed(zlib.compress(b"Ada") * 2))),
        ("gzip, gzip, gzip, gzip", b"Ada", Body(text="Ada")),
    ],
)
def test_a_body_is_unpacked_as_its_header_says_or_stays_as_it_is(
    coding: str, data: bytes, body: Body
) -> None:
    request = {"url": "/", "loggedDate": 1, "headers": {"content-encoding": coding}}
    found, mistakes = read(
        wiremock.FORMAT, written({"requests": [{**request, "bodyAsBase64": packed(data)}]})
    )
    assert (found[0].body, mistakes) == (body, [])


def test_a_body_that_unpacks_to_far_more_is_refused() -> None:
    bomb = {"url": "/", "headers": {"Content-Encoding": "gzip"}}
    bomb["bodyAsBase64"] = packed(gzip.compress(bytes(20_000_000), mtime=0))
    found, mistakes = read(wiremock.FORMAT, written({"requests": [bomb, JOURNAL["requests"][2]]}))
    assert [one.fields["url"] for one in found] == ["/my/other/url"]
    assert "its body unpacks to more than" in mistakes[0].message


def test_a_body_within_the_limits_of_size_only_is_refused_by_size() -> None:
    entry = {"url": "/", "headers": {"Content-Encoding": "gzip"}}
    entry["bodyAsBase64"] = packed(gzip.compress(bytes(30_000), mtime=0))
    _, mistakes = read(wiremock.FORMAT, written({"requests": [entry]}), Limits(payload_size=20_000))
    assert [mistake.message for mistake in mistakes] == [
        "this is no record of request journals of WireMock at /requests/0: "
        "its body unpacks to more than 20,000 bytes, the most that is read of it"
    ]


def test_what_can_not_be_used_is_kept() -> None:
    logged = {"url": "/", "loggedDate": "yesterday"}
    found, mistakes = read(wiremock.FORMAT, written({"requests": [{"request": logged, "wasMatched": [1]}]}))
    assert (found[0].rest, mistakes) == ({"wasMatched": [1], "request": {"loggedDate": "yesterday"}}, [])


@pytest.mark.parametrize(
    ("pointer", "odd"),
    [
        ("/request/headers", 7),
        ("/request/headers/Accept", {}),
        ("/request/body", {}),
        ("/request/bodyAsBase64", [1]),
        ("/request/bodyAsBase64", "no base64!"),
        ("/request/method", {}),
        ("/request/clientIp", [1]),
        ("/response", "x"),
        ("/response/headers", "x"),
        ("/response/status", {}),
        ("/response/body", [1]),
    ],
)
def test_what_is_of_the_wrong_type_is_said(pointer: str, odd: Any) -> None:
    entry: Any = {
        "request": {"url": "/", "headers": {"Accept": "a"}},
        "response": {"status": 200, "headers": {}},
    }
    *way, last = pointer.split("/")[1:]
    at = entry
    for step in way:
        at = at[step]
    at[last] = odd
    found, mistakes = read(wiremock.FORMAT, written({"requests": [entry]}))
    assert (found, len(mistakes)) == ([], 1)
    assert f"at /requests/0{pointer}: " in mistakes[0].message


@pytest.mark.parametrize(
    "content",
    [
        FILE,
        written(JOURNAL),
        written({"serveEvents": JOURNAL["requests"]}),
        written(JOURNAL["requests"]),
        b"\n".join(map(written, JOURNAL["requests"])),
    ],
)
def test_a_journal_a_list_and_lines_give_the_same(content: bytes) -> None:
    assert capture("a", content=content).form is wiremock.FORMAT
    found, mistakes = read(wiremock.FORMAT, content)
    assert mistakes == []
    assert [one.fields for one in found] == [one.fields for one in read(wiremock.FORMAT, FILE)[0]]


def test_a_journal_that_was_switched_off_is_said() -> None:
    _, mistakes = read(wiremock.FORMAT, b'{"requests": [], "requestJournalDisabled": true}')
    assert [mistake.message for mistake in mistakes] == [
        "the journal was switched off when this was asked of WireMock"
    ]


@pytest.mark.parametrize("bad", [7, {}, {"request": []}, {"request": {"method": "GET"}}, {"url": 5}])
def test_a_bad_entry_stops_no_other_one(bad: Any) -> None:
    found, mistakes = read(wiremock.FORMAT, written({"requests": [bad, JOURNAL["requests"][2]]}))
    assert [one.fields["url"] for one in found] == ["/my/other/url"]
    assert len(mistakes) == 1


@fuzz
@given(mutations(JOURNAL))
def test_whatever_stands_in_a_journal_nothing_foreign_comes_of_it(journal: Any) -> None:
    nothing_foreign(wiremock.FORMAT, written(journal))


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(wiremock.FORMAT, data)


@pytest.mark.exhaustive
def test_a_journal_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(wiremock.FORMAT, written(JOURNAL))
