"""Tests of Postman collections: folders, saved responses, and bodies of every mode."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, postman
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

FILE = (Path(__file__).parent / "files" / "postman.json").read_bytes()
COLLECTION = json.loads(FILE)


def only(**item: Any) -> Captured:
    (found,), mistakes = read(postman.FORMAT, written({"info": {}, "item": [item]}))
    assert mistakes == []
    return found


def body(**parts: Any) -> Captured:
    return only(request={"method": "POST", "url": "/a", "body": parts})


def test_a_saved_response_is_a_sample_with_the_request_that_it_answered() -> None:
    assert capture("a", content=FILE).form is postman.FORMAT
    found, mistakes = read(postman.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="postman",
        what=What.CALL,
        place=Place(file="fuzzed", line=4, column=5, pointer="/item/0/item/0/item/0/response/0"),
        fields={
            "name": "post an order",
            "method": "POST",
            "url": "https://{{host}}/orders/:id?dry=1",
            "path": "/orders/:id",
            "folder": "orders/open",
            "example": "taken",
            "status": "202",
        },
        headers=(("Content-Type", "application/json"),),
        payload={"buyer": "Ada Example", "amount": Decimal("1.10")},
        reply=Reply(code="202", headers=(("Content-Type", "application/json"),), payload={"id": "{{ id }}"}),
        is_sample=True,
        rest={
            "event": [{"listen": "test"}],
            "request": {
                "url": {
                    "variable": [{"key": "id", "value": "4711"}],
                    "query": [{"key": "all", "value": "1", "disabled": True}],
                },
                "header": [{"key": "X-Debug", "value": "1", "disabled": True}],
                "body": {"urlencoded": [{"key": "old"}]},
            },
            "response": {"status": "Accepted", "_postman_previewlanguage": "json"},
            "variables": ["host", "id"],
        },
    )


def test_a_response_without_a_request_of_its_own_answers_that_of_its_item() -> None:
    found, _ = read(postman.FORMAT, FILE)
    assert (found[1].fields["url"], found[1].fields["path"], found[1].reply, found[1].headers) == (
        "{{host}}/orders",
        "/orders",
        Reply(code="409"),
        (),
    )


def test_a_request_without_a_saved_response_is_a_sample_by_itself() -> None:
    found, _ = read(postman.FORMAT, FILE)
    assert [(one.fields["folder"], one.fields["method"], one.reply) for one in found[2:]] == [
        ("orders", "GET", None),
        ("", "GET", None),
    ]
    assert [(one.fields["url"], one.fields["path"]) for one in found[2:]] == [
        ("https://hub.example.org/orders?open=1", "/orders"),
        ("https://hub.example.org:8443/health?v=1", "/health"),
    ]
    assert [one.place.pointer for one in found[2:]] == ["/item/0/item/1", "/item/1"]


@pytest.mark.parametrize(
    ("parts", "payload", "kept", "rest"),
    [
        ({"mode": "raw", "raw": "[1]"}, [1], None, None),
        ({"mode": "raw", "raw": '{"a": {{a}}}'}, ABSENT, Body(text='{"a": {{a}}}'), None),
        (
            {"mode": "raw", "raw": "7", "options": {"raw": {"language": "json"}}},
            7,
            None,
            {"options": {"raw": {"language": "json"}}},
        ),
        (
            {
                "mode": "urlencoded",
                "urlencoded": [{"key": "a", "value": "b"}, {"key": "c", "disabled": True}],
            },
            {"a": "b"},
            None,
            {"urlencoded": [{"key": "c", "disabled": True}]},
        ),
        (
            {"mode": "urlencoded", "urlencoded": "a=b"},
            ABSENT,
            Body(media="application/x-www-form-urlencoded", text="a=b"),
            None,
        ),
        (
            {
                "mode": "formdata",
                "formdata": [
                    {"key": "a", "value": "1", "type": "text"},
                    {"key": "a", "value": "2"},
                ],
            },
            [["a", "1"], ["a", "2"]],
            None,
            None,
        ),
        (
            {"mode": "formdata", "formdata": [{"key": "a", "value": "1"}, {"key": "f", "type": "file"}]},
            ABSENT,
            Body(state="not-recorded"),
            {"formdata": [{"key": "a", "value": "1"}, {"key": "f", "type": "file"}]},
        ),
        (
            {"mode": "formdata", "formdata": [{"key": "f", "type": "file", "src": "/tmp/x"}]},
            ABSENT,
            Body(state="not-recorded"),
            {"formdata": [{"key": "f", "type": "file", "src": "/tmp/x"}]},
        ),
        (
            {"mode": "formdata", "formdata": [{"key": "a", "value": "1", "disabled": True}]},
            ABSENT,
            None,
            {"formdata": [{"key": "a", "value": "1", "disabled": True}]},
        ),
        (
            {"mode": "file", "file": {"src": "a.csv"}},
            ABSENT,
            Body(state="not-recorded"),
            {"mode": "file", "file": {"src": "a.csv"}},
        ),
        ({"mode": "file", "file": {"content": "a;b"}}, ABSENT, Body(text="a;b"), None),
        (
            {"mode": "graphql", "graphql": {"query": "{a}", "variables": '{"b": 1}'}},
            {"query": "{a}", "variables": {"b": 1}},
            None,
            None,
        ),
        (
            {"mode": "graphql", "graphql": {"query": "{a}", "variables": ""}},
            {"query": "{a}", "variables": ""},
            None,
            None,
        ),
        (
            {"mode": "raw", "raw": "[1]", "disabled": True},
            ABSENT,
            None,
            {"mode": "raw", "raw": "[1]", "disabled": True},
        ),
        ({"mode": "tape", "tape": 1}, ABSENT, Body(state="not-recorded"), {"mode": "tape", "tape": 1}),
        ({"mode": "raw", "raw": ""}, ABSENT, None, None),
    ],
)
def test_a_body_is_read_by_its_mode(parts: Any, payload: Any, kept: Body | None, rest: Any) -> None:
    found = body(**parts)
    seen = found.rest.get("request", {})
    assert (found.payload, found.body) == (payload, kept)
    assert (seen.get("body") if isinstance(seen, dict) else seen) == rest


def test_headers_of_older_collections_are_lines() -> None:
    found = only(request={"url": "a", "header": "A: b\n// C: d\nE:f"}, response=[{"header": ["G: h", 7]}])
    assert (found.headers, found.reply) == (
        (("A", "b"), ("E", "f")),
        Reply(headers=(("G", "h"),)),
    )
    assert found.rest == {"request": {"header": ["// C: d"]}, "response": {"header": [7]}}


def test_a_collection_of_the_api_is_wrapped() -> None:
    found, mistakes = read(postman.FORMAT, written({"collection": COLLECTION}))
    assert capture("a", content=written({"collection": COLLECTION})).form is postman.FORMAT
    assert mistakes == []
    assert found[-1].place.pointer == "/collection/item/1"


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        (7, ""),
        ({"name": "a"}, "/request"),
        ({"request": [1]}, "/request"),
        ({"response": [{}]}, "/response/0"),
        ({"request": "a", "response": [None]}, "/response/0"),
        ({"request": "a", "response": "ok"}, "/response"),
        ({"request": "a", "response": [{"originalRequest": 5}]}, "/response/0/originalRequest"),
    ],
)
def test_a_bad_item_stops_no_other_one(item: Any, pointer: str) -> None:
    found, mistakes = read(postman.FORMAT, written({"item": [item, {"item": [], "request": "/b"}]}))
    assert [one.fields["path"] for one in found] == ["/b"]
    assert [one.place.pointer for one in mistakes if one.place] == [f"/item/0{pointer}"]


def test_what_is_not_understood_is_kept() -> None:
    found = only(
        name=[1],
        item=5,
        request={"method": {}, "auth": {"type": "basic"}, "body": "x", "url": {"raw": "/a", "hash": "b"}},
        response=[{"code": [], "name": {"a": 1}, "cookie": [{"name": "c"}]}],
    )
    assert found.rest == {
        "name": [1],
        "item": 5,
        "request": {"auth": {"type": "basic"}, "body": "x", "method": {}},
        "response": {"name": {"a": 1}, "cookie": [{"name": "c"}]},
    }


@fuzz
@given(mutations(COLLECTION))
def test_whatever_stands_in_a_collection_nothing_foreign_comes_of_it(document: Any) -> None:
    found = nothing_foreign(postman.FORMAT, written(document))
    assert all(one.is_sample for one in found)


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(postman.FORMAT, data)


@pytest.mark.exhaustive
def test_a_collection_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(postman.FORMAT, written(COLLECTION))


def test_a_collection_is_known_by_its_requests_where_it_says_what_it_is_at_its_end() -> None:
    assert capture("a", content=written({"item": COLLECTION["item"]})).form is postman.FORMAT
