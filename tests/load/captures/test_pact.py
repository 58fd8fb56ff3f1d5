"""Tests of Pact files: calls, messages and answered messages, of every version."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, pact
from checker.model.captures import Captured, What
from checker.model.json import ABSENT, Json
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

FILE = (Path(__file__).parent / "files" / "pact.json").read_bytes()
PACT = json.loads(FILE)
AROUND = {"consumer": "wms", "provider": "erp", "version": "4.0"}


def only(interaction: Any, version: str = "2.0.0", name: str = "interactions") -> Captured:
    metadata = {"pactSpecification": {"version": version}}
    (found,), mistakes = read(pact.FORMAT, written({name: [interaction], "metadata": metadata}))
    assert mistakes == []
    return found


def test_a_call_is_a_sample_with_its_reply_and_who_provides_is_found_behind_it() -> None:
    assert capture("a", content=FILE).form is pact.FORMAT
    found, mistakes = read(pact.FORMAT, FILE)
    assert mistakes == []
    first = PACT["interactions"][0]
    assert found[0] == Captured(
        format="pact",
        what=What.CALL,
        place=Place(file="fuzzed", line=4, column=5, pointer="/interactions/0"),
        fields={
            "type": "Synchronous/HTTP",
            "description": "an order is posted",
            **AROUND,
            "method": "POST",
            "path": "/orders",
            "query": "dry%20run=a%26b&dry%20run=2",
            "status": "201",
        },
        headers=(("Content-Type", "application/json"), ("X-Tag", "a"), ("X-Tag", "b")),
        payload={"amount": Decimal("1.10")},
        reply=Reply(
            code="201",
            headers=(("Content-Type", "text/plain"),),
            body=Body(media="text/plain", text="ok"),
        ),
        is_sample=True,
        rest={
            "key": "k1",
            "pending": False,
            "providerStates": first["providerStates"],
            "request": {
                "query": {"dry run": ["a&b", "2"]},
                "matchingRules": first["request"]["matchingRules"],
            },
            "response": {"body": {"contentTypeHint": "TEXT"}},
        },
    )


def test_a_message_has_texts_of_its_metadata_as_headers_and_the_rest_as_attributes() -> None:
    found, _ = read(pact.FORMAT, FILE)
    assert found[1] == Captured(
        format="pact",
        what=What.MESSAGE,
        place=Place(file="fuzzed", line=24, column=5, pointer="/interactions/1"),
        fields={"type": "Asynchronous/Messages", "description": "a delivery", **AROUND, "part": "message"},
        headers=(("contentType", "application/json"), ("destination", "deliveries")),
        attributes={"priority": 4},
        payload={"order": "4711"},
        is_sample=True,
        rest={"comments": {"text": ["by hand"]}},
    )


def test_a_message_has_its_first_answer_as_reply_and_any_other_is_a_message() -> None:
    found, _ = read(pact.FORMAT, FILE)
    asked, second = found[2:]
    assert (asked.what, asked.fields["part"], asked.body, asked.reply, asked.rest) == (
        What.MESSAGE,
        "request",
        Body(media="text/plain", text="4711?"),
        Reply(payload=5),
        {"response": {"metadata": {"n": 1}}},
    )
    assert (second.what, second.fields["part"], second.payload, second.headers, second.place.pointer) == (
        What.MESSAGE,
        "response",
        "six",
        (("a", "b"),),
        "/interactions/2/response/1",
    )


def test_before_version_4_a_body_stands_there_by_itself() -> None:
    body = {"content": 1, "encoded": False}
    found = only({"request": {"method": "put", "path": "/a", "query": "b=1&c", "body": body}})
    assert (found.payload, found.fields["method"], found.fields["query"], found.reply, found.headers) == (
        body,
        "put",
        "b=1&c",
        None,
        None,
    )
    assert found.rest == {}


@pytest.mark.parametrize("names", [("metaData", "contents"), ("metadata", "content")])
def test_messages_of_version_3_are_read_under_all_their_names(names: tuple[str, str]) -> None:
    found = only(
        {names[0]: {"contentType": "text/plain"}, names[1]: "Hello", "description": "hi"}, "3.0.0", "messages"
    )
    assert (found.what, found.body, found.fields["description"], found.rest) == (
        What.MESSAGE,
        Body(media="text/plain", text="Hello"),
        "hi",
        {},
    )


@pytest.mark.parametrize(
    ("body", "payload", "kept"),
    [
        ({"contentType": "application/json", "encoded": False, "content": "a"}, "a", None),
        ({"contentType": "application/json", "encoded": "JSON", "content": '"a"'}, "a", None),
        ({"contentType": "application/json", "encoded": "base64", "content": "eyJhIjoxfQ=="}, {"a": 1}, None),
        ({"contentType": "application/json", "encoded": True, "content": "eyJhIjoxfQ=="}, {"a": 1}, None),
        ({"contentType": "application/json", "content": None}, None, None),
        ({"contentType": "text/plain", "content": None}, ABSENT, None),
        (
            {"contentType": "a/b", "encoded": "base64", "content": "/w=="},
            ABSENT,
            Body(media="a/b", base64="/w=="),
        ),
        ({"contentType": "a/b", "encoded": "JSON", "content": "<a>"}, ABSENT, Body(media="a/b", text="<a>")),
        ({"a": 1}, {"a": 1}, None),
        ({"content": 1, "other": 2}, {"content": 1, "other": 2}, None),
    ],
)
def test_a_body_of_version_4_says_how_it_is_encoded(body: Any, payload: Json, kept: Body | None) -> None:
    found = only({"request": {"body": body}}, "4.0")
    assert (found.payload, found.body, found.rest) == (payload, kept, {})


@pytest.mark.parametrize(
    ("bad", "pointer"),
    [
        (7, ""),
        ({}, ""),
        ({"request": 1}, "/request"),
        ({"request": {}, "response": "ok"}, "/response"),
        (
            {"type": "Asynchronous/Messages", "contents": {"encoded": "zip", "content": "a"}},
            "/contents/encoded",
        ),
        ({"type": "Synchronous/Messages", "request": {}, "response": [{}, 1]}, "/response/1"),
    ],
)
def test_a_bad_interaction_stops_no_other_one(bad: Any, pointer: str) -> None:
    found, mistakes = read(pact.FORMAT, written({"interactions": [bad, {"request": {"path": "/a"}}]}))
    assert [one.fields["path"] for one in found] == ["/a"]
    assert [one.place.pointer for one in mistakes if one.place] == [f"/interactions/0{pointer}"]


def test_what_is_not_understood_is_kept() -> None:
    request = {"headers": {"A": [None, "x"]}, "body": None, "odd": 1}
    found = only({"request": request, "response": {"status": [1], "headers": "x"}, "description": {"a": 1}})
    assert found.headers == (("A", "x"),)
    assert found.rest == {
        "request": {"headers": {"A": [None, "x"]}, "body": None, "odd": 1},
        "response": {"status": [1], "headers": "x"},
        "description": {"a": 1},
    }


def test_several_pacts_in_lines_or_a_list_keep_their_own_parties() -> None:
    other = {**PACT, "consumer": {"name": "shop"}, "messages": [{"contents": {"a": 1}}]}
    for content in (written(PACT) + b"\n" + written(other), written([PACT, other])):
        found, mistakes = read(pact.FORMAT, content)
        assert mistakes == []
        assert [one.fields["consumer"] for one in found] == ["wms"] * 4 + ["shop"] * 5


def test_messages_beside_interactions_are_read_too() -> None:
    found, mistakes = read(pact.FORMAT, written({**PACT, "messages": [{"contents": {"a": 1}}]}))
    assert mistakes == []
    assert [one.place.pointer for one in found][-2:] == ["/interactions/2/response/1", "/messages/0"]


def test_parties_that_can_not_be_read_are_said() -> None:
    _, mistakes = read(
        pact.FORMAT, b'{"consumer":{"a":nope},"provider":{},"provider":{},"interactions":[{}]}'
    )
    assert len(mistakes) == 3


@fuzz
@given(mutations(PACT))
def test_whatever_stands_in_a_pact_nothing_foreign_comes_of_it(document: Any) -> None:
    found = nothing_foreign(pact.FORMAT, written(document))
    assert all(one.is_sample for one in found)


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(pact.FORMAT, data)


@pytest.mark.exhaustive
def test_a_pact_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    around = {name: PACT[name] for name in ("consumer", "provider", "metadata")}
    hold_when_cut(pact.FORMAT, written({**around, "interactions": PACT["interactions"]}))
