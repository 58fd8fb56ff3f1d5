"""Tests of WireMock's stubs: samples, what they match exactly, and bodies that stand in files beside them."""

import base64
import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import capture, documents, wiremock_mappings
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Body, Reply
from checker.model.text import shown
from tests.load.captures.fuzzing import (
    damaged,
    fuzz,
    hold_when_cut,
    mutations,
    nothing_foreign,
    read,
    written,
)

FILE = (Path(__file__).parent / "files" / "wiremock-mappings.json").read_bytes()
MAPPINGS = json.loads(FILE)
PACKED = base64.b64encode(gzip.compress(b'{"a": 1}')).decode()
STUB = {
    "request": {"method": "GET", "urlPath": "/orders/1"},
    "response": {"status": 200, "headers": {"Content-Type": "application/json"}, "bodyFileName": "one.json"},
}


def test_a_stub_is_a_sample_of_a_call() -> None:
    found, mistakes = read(wiremock_mappings.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="wiremock-mappings",
        what=What.CALL,
        place=Place(file="fuzzed", line=3, column=5, pointer="/mappings/0"),
        side="received",
        fields={
            "url": "/orders",
            "urlPattern": "",
            "method": "POST",
            "path": "/orders",
            "status": "202",
            "name": "orders are accepted",
            "scenario": "order",
        },
        headers=(("Content-Type", "application/json"),),
        payload={"id": "4711", "qty": 3.0},
        reply=Reply(
            code="202",
            headers=(("Content-Type", "application/json"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
            payload={"status": "accepted"},
        ),
        is_sample=True,
        rest={
            "id": "8c5db8b0-2db4-4ad7-a99f-38c9b00da3f7",
            "requiredScenarioState": "Started",
            "newScenarioState": "sent",
            "persistent": True,
            "request": {
                "urlPath": "/orders",
                "headers": {"Content-Type": {"caseInsensitive": True}, "X-Tenant": {"matches": "[a-z]+"}},
                "bodyPatterns": [{"matchesJsonPath": "$.id"}, {"ignoreExtraElements": True}],
            },
            "response": {"fixedDelayMilliseconds": 20},
        },
    )


def test_a_fault_is_no_reply_and_a_pattern_is_no_address() -> None:
    found, _ = read(wiremock_mappings.FORMAT, FILE)
    assert (found[1].reply, found[1].fields["url"], found[1].fields["urlPattern"]) == (
        None,
        "",
        "/orders/[0-9]+",
    )
    assert found[1].rest["response"] == {"fault": "CONNECTION_RESET_BY_PEER"}


def test_which_file_a_template_names_nobody_knows() -> None:
    found, _ = read(wiremock_mappings.FORMAT, FILE)
    assert found[2].reply == Reply(code="200", body=Body(state="not-recorded"))
    assert found[2].rest["response"] == {"bodyFileName": "orders/{{request.pathSegments.[1]}}.json"}


@pytest.mark.parametrize(
    ("response", "reply"),
    [
        ({"jsonBody": None}, Reply(code="200", payload=None)),
        ({"body": '{"a":1.0}'}, Reply(code="200", payload={"a": 1.0})),
        ({"body": ""}, Reply(code="200")),
        ({"body": "Hi"}, Reply(code="200", body=Body(text="Hi"))),
        ({"base64Body": "/w=="}, Reply(code="200", body=Body(base64="/w=="))),
        ({"base64Body": "no base64!"}, Reply(code="200", body=Body(text="no base64!"))),
        (
            {"base64Body": PACKED, "headers": {"Content-Encoding": "gzip"}},
            Reply(code="200", headers=(("Content-Encoding", "gzip"),), payload={"a": 1}),
        ),
        ({"proxyBaseUrl": "http://other.example.org"}, None),
    ],
)
def test_a_response_is_json_text_bytes_or_elsewhere(response: dict[str, Any], reply: Reply | None) -> None:
    stub = {"request": {"url": "/"}, "response": {"status": 200, **response}}
    assert read(wiremock_mappings.FORMAT, written(stub))[0][0].reply == reply


@pytest.mark.parametrize(
    ("pattern", "payload", "body"),
    [
        ({"equalToJson": {"a": 1}}, {"a": 1}, None),
        ({"equalToJson": "no json"}, ABSENT, Body(media="application/json", text="no json")),
        ({"equalTo": "Ada"}, ABSENT, Body(text="Ada")),
        ({"equalToXml": "<a/>"}, ABSENT, Body(media="application/xml", text="<a/>")),
        ({"binaryEqualTo": "/w=="}, ABSENT, Body(base64="/w==")),
        ({"contains": "Ada"}, ABSENT, None),
        ({"equalToJson": "body.json", "source": "file"}, ABSENT, None),
    ],
)
def test_only_a_body_that_is_matched_whole_is_the_body(
    pattern: dict[str, Any], payload: Any, body: Body | None
) -> None:
    stub = {"request": {"url": "/", "bodyPatterns": [pattern]}, "response": {}}
    found, _ = read(wiremock_mappings.FORMAT, written(stub))
    assert (found[0].payload, found[0].body) == (payload, body)


def stubs(tmp_path: Path, stub: Any) -> str:
    """A folder of mappings with a file of bodies beside it, and one outside."""
    for folder in ("mappings/deep", "__files"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "__files" / "one.json").write_bytes(b'{"id":1}')
    (tmp_path / "secret.json").write_bytes(b'{"password":1}')
    path = tmp_path / "mappings" / "deep" / "orders.json"
    path.write_bytes(written(stub))
    return str(path)


def test_a_body_is_read_from_the_files_beside_the_mappings(tmp_path: Path) -> None:
    taken = capture(stubs(tmp_path, STUB))
    found = list(taken.read())
    assert (taken.form.name, taken.mistakes) == ("wiremock-mappings", ())
    assert found[0].reply == Reply(
        code="200", headers=(("Content-Type", "application/json"),), payload={"id": 1}
    )
    assert found[0].rest["response"] == {"bodyFileName": "one.json"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../secret.json", "it lies outside of __files"),
        ("link.json", "it lies outside of __files"),
        ("/etc/passwd", "it lies outside of __files"),
        ("a\0b", "this is no name of a file"),
        ("none.json", "No such file or directory"),
        (".", "it is a folder"),
        ("fifo", "it is no regular file"),
        ("long.json", "it has more than 1,000 bytes, the most that is read"),
    ],
)
def test_nothing_is_read_from_outside_of_the_files(tmp_path: Path, name: str, why: str) -> None:
    path = stubs(tmp_path, {**STUB, "response": {"status": 200, "bodyFileName": name}})
    (tmp_path / "__files" / "link.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "__files" / "long.json").write_bytes(bytes(2_000))
    os.mkfifo(tmp_path / "__files" / "fifo")
    taken = capture(path, limits=Limits(payload_size=1_000))
    assert list(taken.read()) == []
    assert [(mistake.message, mistake.place and mistake.place.pointer) for mistake in taken.mistakes] == [
        (f"the body of this response can't be read from {shown(name)}: {why}", "/response/bodyFileName")
    ]


def test_what_came_from_no_file_has_no_files_beside_it() -> None:
    found, mistakes = read(wiremock_mappings.FORMAT, written(STUB))
    assert found == []
    assert "it stands in another file, and this came from none" in mistakes[0].message


@pytest.mark.parametrize(
    "stub",
    [
        STUB,
        {"request": {"url": "/", "headers": {"A": {"equalTo": "b"}}}, "response": {}},
        {"mappings": [{"request": {"url": "/"}, "response": {"status": 200}}]},
    ],
)
def test_a_stub_is_known_by_what_only_wiremock_writes(stub: Any) -> None:
    assert capture("a", content=written(stub)).form is wiremock_mappings.FORMAT


def test_a_request_with_a_response_may_be_of_anybody_unless_it_lies_with_mappings(tmp_path: Path) -> None:
    stub = {"request": {"method": "GET", "url": "/"}, "response": {"status": 200, "body": "Hi"}}
    assert capture("a", content=written(stub)).form is documents.FORMAT
    assert capture(stubs(tmp_path, stub)).form is wiremock_mappings.FORMAT


@pytest.mark.parametrize(
    "bad",
    [
        7,
        {},
        {"request": {}},
        {"request": {}, "response": []},
        {"request": {}, "response": {"status": {}}},
        {"request": {}, "response": {"headers": {"Accept": {}}}},
        {"request": {}, "response": {"base64Body": [1]}},
    ],
)
def test_a_bad_stub_stops_no_other_one(bad: Any) -> None:
    found, mistakes = read(wiremock_mappings.FORMAT, written({"mappings": [bad, MAPPINGS["mappings"][1]]}))
    assert [one.fields["urlPattern"] for one in found] == ["/orders/[0-9]+"]
    assert len(mistakes) == 1


@fuzz
@given(mutations(MAPPINGS))
def test_whatever_stands_in_mappings_nothing_foreign_comes_of_it(mappings: Any) -> None:
    nothing_foreign(wiremock_mappings.FORMAT, written(mappings))


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(wiremock_mappings.FORMAT, data)


@pytest.mark.exhaustive
def test_mappings_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(wiremock_mappings.FORMAT, written(MAPPINGS))
