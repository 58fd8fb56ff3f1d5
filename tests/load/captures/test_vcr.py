"""Tests of cassettes: bytes in YAML and no other tag, gzip as headers say, and no time that nobody recorded."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from checker.load.captures import capture, vcr
from checker.load.captures.sources import HEAD
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

FILES = Path(__file__).parent / "files"
FILE = (FILES / "vcr.yaml").read_bytes()
IN_JSON = (FILES / "vcr.json").read_bytes()
TRACE = "0af7651916cd43dd8448eb211c80319c"
LAST = b"""\
- request: {body: null, headers: {}, method: GET, uri: http://hub.example.org/last}
  response: {body: {string: ''}, headers: {}, status: {code: 204, message: ''}}
version: 1
"""


def test_an_interaction_is_a_call_that_was_sent_at_no_known_time() -> None:
    found, mistakes = read(vcr.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="vcr",
        what=What.CALL,
        place=Place(file="fuzzed", line=2, column=3, pointer="/interactions/0"),
        side="sent",
        fields={
            "uri": "https://hub.example.org:8443/orders?draft=false",
            "method": "POST",
            "host": "hub.example.org:8443",
            "path": "/orders",
            "status": "202",
            "message": "Accepted",
        },
        headers=(
            ("Accept", "*/*"),
            ("Content-Length", "27"),
            ("Content-Type", "application/json"),
            ("X-Note", "é"),
            ("traceparent", f"00-{TRACE}-b7ad6b7169203331-01"),
        ),
        payload=found[0].payload,
        reply=found[0].reply,
        name=("span", f"{TRACE}/b7ad6b7169203331"),
        shares=(("trace", TRACE),),
    )
    assert str(found[0].payload) == "{'id': '4711', 'qty': Decimal('3.10')}"


def test_a_packed_response_is_unpacked_and_its_date_stays_a_header() -> None:
    reply = read(vcr.FORMAT, FILE)[0][0].reply
    assert reply is not None
    assert reply == Reply(
        code="202",
        headers=(
            ("Content-Encoding", "gzip"),
            ("Content-Type", "application/json"),
            ("Date", "Mon, 02 Mar 2026 09:15:01 GMT"),
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
        ),
        payload=reply.payload,
    )
    assert str(reply.payload) == "{'status': 'accepted', 'total': Decimal('12.50')}"


def test_bytes_of_a_request_are_text_where_they_are_text() -> None:
    found, _ = read(vcr.FORMAT, FILE)
    assert found[1].body == Body(media="application/x-www-form-urlencoded", text="x=5&y=2")
    assert found[1].reply == Reply(code="200", headers=(("content-type", "application/json"),), payload={})
    assert (found[1].place.line, found[2].place.line, found[2].place.pointer) == (35, 45, "/interactions/2")


def test_where_nothing_was_sent_nothing_is_there() -> None:
    found, _ = read(vcr.FORMAT, FILE)
    assert (found[2].payload, found[2].body, found[2].reply) == (ABSENT, None, Reply(code="204"))


def test_a_cassette_in_json_is_the_same() -> None:
    taken = capture("a", content=IN_JSON)
    found = list(taken.read())
    assert (taken.form.name, taken.mistakes) == ("vcr", ())
    assert (found[0].place.line, found[0].payload, found[0].reply) == (
        4,
        {"id": "4711"},
        Reply(
            code="409", headers=(("Content-Type", "application/problem+json"),), payload={"title": "twice"}
        ),
    )


OLD = b"""\
- request:
    body: null
    headers: {}
    method: GET
    uri: http://hub.example.org/
  response:
    body: {string: ''}
    headers: ["Location: http://www.example.org/\\r\\n", "Server: x\\r\\n"]
    status: {code: 301, message: Moved Permanently}
"""
OF_HTTPX = b"""\
# recorded by hand
---
interactions:
  - request: {body: '', headers: {}, method: GET, uri: 'https://hub.example.org/'}
    response: {content: '{"a": 1}', headers: {}, http_version: HTTP/1.1, status_code: 200}
version: 1
"""


def test_older_cassettes_are_read_too() -> None:
    assert capture("a", content=OLD).form is vcr.FORMAT
    found, mistakes = read(vcr.FORMAT, OLD)
    assert (found[0].reply, mistakes) == (
        Reply(code="301", headers=(("Location", "http://www.example.org/"), ("Server", "x"))),
        [],
    )
    assert capture("a", content=OF_HTTPX).form is vcr.FORMAT
    found, mistakes = read(vcr.FORMAT, OF_HTTPX)
    assert (found[0].reply, found[0].rest, mistakes) == (
        Reply(code="200", payload={"a": 1}),
        {"response": {"http_version": "HTTP/1.1"}},
        [],
    )


def test_what_a_body_says_beside_its_text_is_kept() -> None:
    body = "{encoding: utf-8, string: a}"
    cassette = (
        f"interactions:\n- request: {{uri: a, body: {body}}}\n  response: {{body: {body}}}\nversion: 1\n"
    )
    found, _ = read(vcr.FORMAT, cassette.encode())
    left = {"body": {"encoding": "utf-8"}}
    assert (found[0].body, found[0].rest) == (Body(text="a"), {"request": left, "response": left})


def test_headers_as_lines_or_pairs_may_be_bytes() -> None:
    lines = "[!!binary QTogYg==, [!!binary Yw==, !!binary ZA==]]"
    cassette = (
        f"interactions:\n- request: {{method: GET, uri: /a}}\n  response: {{headers: {lines}}}\nversion: 1\n"
    )
    found, mistakes = read(vcr.FORMAT, cassette.encode())
    assert (found[0].reply, mistakes) == (Reply(headers=(("A", "b"), ("c", "d"))), [])


def test_the_address_may_stand_behind_a_long_body() -> None:
    long = b"interactions:\n- request:\n    body: " + b"x" * HEAD + FILE[FILE.index(b"\n    headers:") :]
    assert capture("a", content=long).form is vcr.FORMAT


@pytest.mark.parametrize(
    ("body", "payload", "kept"),
    [
        ("'{\"a\": 1.0}'", {"a": 1.0}, None),
        ("{string: '[1]'}", [1], None),
        ("{string: !!binary WzFd}", [1], None),
        ("{base64_string: WzFd, encoding: UTF-8}", [1], None),
        ("{a: 1}", {"a": 1}, None),
        ("17", 17, None),
        ("''", ABSENT, None),
        ("~", ABSENT, None),
        ("", ABSENT, None),
        ("{string: null}", ABSENT, None),
        ("!!binary ''", ABSENT, None),
        ("!!binary /w==", ABSENT, Body(base64="/w==")),
        ("!!binary '%%'", ABSENT, Body(text="%%")),
        ("Ada", ABSENT, Body(text="Ada")),
        ("!!python/unicode 'Ada'", ABSENT, Body(text="Ada")),
        ("!!python/str 123", ABSENT, Body(text="123")),
        ("!!python/tuple [1, 2]", [1, 2], None),
    ],
)
def test_a_body_is_text_bytes_or_what_was_written_there(body: str, payload: Any, kept: Body | None) -> None:
    cassette = LAST.replace(b"body: null", b"body: " + body.encode())
    found, mistakes = read(vcr.FORMAT, b"interactions:\n" + cassette)
    assert (found[0].payload, found[0].body, mistakes) == (payload, kept, [])


TAGGED = (
    "!!python/object/apply:os.system ['true']",
    "!!python/object/new:_io.BytesIO {state: !!python/tuple [!!binary ZmlsZQ==, 0, null]}",
    "!!python/tuple text",
    "!!python/unicode {a: b}",
    "!!binary {a: b}",
    "!!str text",
    "!own text",
)


@pytest.mark.parametrize("bad", TAGGED)
def test_an_interaction_with_any_other_tag_is_refused_alone(bad: str) -> None:
    cassette = f"interactions:\n- request: {{uri: a, headers: {{A: {bad}}}}}\n".encode() + LAST
    found, mistakes = read(vcr.FORMAT, cassette)
    assert [one.fields["path"] for one in found] == ["/last"]
    assert [(mistake.message, mistake.place and mistake.place.line) for mistake in mistakes] == [
        (f"the tag {bad.split(maxsplit=1)[0]} is not read", 2)
    ]


@pytest.mark.parametrize("bad", TAGGED)
def test_a_body_with_one_is_not_known_and_all_else_is(bad: str) -> None:
    of_request = (
        f"- request: {{uri: a, body: &a {bad}}}\n  response: {{status: {{code: 200}}, body: {{string: b}}}}\n"
    )
    of_response = "- request: {uri: b}\n  response: {status: {code: 200}, body: {string: *a}}\n"
    found, mistakes = read(vcr.FORMAT, f"interactions:\n{of_request}{of_response}".encode() + LAST)
    unknown = Body(state="not-recorded")
    assert [(one.body, one.reply) for one in found[:2]] == [
        (unknown, Reply(code="200", body=Body(text="b"))),
        (None, Reply(code="200", body=unknown)),
    ]
    assert [mistake.place and mistake.place.line for mistake in mistakes] == [2]


@pytest.mark.parametrize(
    "bad",
    [
        "- request: {uri: a, uri: b}",
        "- request: {? [a] : b, uri: a}",
        "- request: {uri: *a}",
        "- request: {uri: a, <<: {}}",
        "- request: {uri: a, body: 1e9999999}",
        "- {}",
        "- text",
        "- request: {method: GET}",
        "- request: {uri: a, headers: {Accept: {a: b}}}",
        "- request: {uri: a, headers: 7}",
        "- {request: {uri: a}, response: {headers: [[a, b, c]]}}",
        "- request: {uri: a, method: {}}",
        "- {request: {uri: a}, response: 200}",
        "- {request: {uri: a}, response: {status: 200}}",
        "- {request: {uri: a}, response: {status: {code: {x: 1}}}}",
        "- {request: {uri: a}, response: {status: {message: [1]}}}",
        "- {request: {uri: a}, response: {status_code: [2]}}",
    ],
)
def test_a_bad_interaction_stops_no_other_one(bad: str) -> None:
    found, mistakes = read(vcr.FORMAT, f"interactions:\n{bad}\n".encode() + LAST)
    assert [one.fields["path"] for one in found] == ["/last"]
    assert [mistake.place and mistake.place.line for mistake in mistakes] == [2]


def test_an_alias_stands_for_what_it_names_and_for_what_is_wrong_with_it() -> None:
    cassette = (
        b"interactions:\n- request: {uri: a, headers: &good {A: b}}\n- request: {uri: b, headers: *good}\n"
        b"- request: {uri: c, headers: &bad {A: !!python/name:b ''}}\n- request: {uri: d, headers: *bad}\n"
    )
    found, mistakes = read(vcr.FORMAT, cassette + LAST)
    assert [(one.fields["uri"], one.headers) for one in found[:2]] == [
        ("a", (("A", "b"),)),
        ("b", (("A", "b"),)),
    ]
    assert len(found) == 3
    assert len(mistakes) == 1


def test_a_deep_cassette_and_one_that_aliases_blow_up_are_refused() -> None:
    deep = b"interactions:\n" + LAST.replace(b"version", b"a: " + b"[" * 100 + b"\nversion")
    found, mistakes = read(vcr.FORMAT, deep)
    assert (len(found), mistakes[0].message) == (1, "lists and mappings are nested deeper than 64 levels")
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 9)]
    _, mistakes = read(vcr.FORMAT, b"\n".join([*lines, b"interactions:", LAST]))
    assert "aliases counted as what they stand for" in mistakes[0].message


def test_a_cassette_that_is_longer_than_what_is_read_says_so() -> None:
    _, mistakes = read(vcr.FORMAT, FILE, Limits(payload_size=200))
    assert mistakes[0].message == "the file has more than 200 bytes"


def test_a_response_that_unpacks_to_far_more_is_refused() -> None:
    bomb = base64.b64encode(gzip.compress(bytes(20_000_000), mtime=0))
    packed = (
        b"- request: {uri: a}\n  response: {headers: {content-encoding: [gzip]}, body: {string: !!binary %s}}"
    )
    found, mistakes = read(vcr.FORMAT, b"interactions:\n" + packed % bomb + b"\n" + LAST)
    assert [one.fields["path"] for one in found] == ["/last"]
    assert "its body unpacks to more than" in mistakes[0].message


def test_a_cassette_without_its_version_may_have_been_cut() -> None:
    found, mistakes = read(vcr.FORMAT, FILE.removesuffix(b"version: 1\n"))
    assert len(found) == 2
    assert [mistake.message for mistake in mistakes] == [
        'this cassette does not end with its "version", so it may have been cut, '
        "and the last interaction is not read"
    ]


def test_nothing_but_a_cassette_looks_like_one() -> None:
    for content in (b"interactions: 5\n", b"http_interactions:\n- request:\n    uri: a\n", b"- request: a\n"):
        assert not vcr.FORMAT.looks(capture("a", content=content, form=vcr.FORMAT)._source)
    pact = {"consumer": {}, "interactions": [{"request": {"path": "/"}, "response": {"status": 200}}]}
    assert capture("a", content=written(pact)).form is not vcr.FORMAT


@fuzz
@given(mutations(json.loads(IN_JSON)))
def test_whatever_stands_in_a_cassette_in_json_nothing_foreign_comes_of_it(cassette: Any) -> None:
    nothing_foreign(vcr.FORMAT, written(cassette))


@fuzz
@given(mutations(yaml.safe_load(FILE.replace(b"!!binary", b""))))
def test_whatever_stands_in_a_cassette_nothing_foreign_comes_of_it(cassette: Any) -> None:
    nothing_foreign(vcr.FORMAT, yaml.safe_dump(cassette, default_flow_style=None).encode())


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(vcr.FORMAT, data)


@pytest.mark.exhaustive
@pytest.mark.parametrize("content", [FILE, written(json.loads(IN_JSON))])
def test_a_cassette_cut_anywhere_gives_what_stood_before_the_cut(content: bytes) -> None:
    hold_when_cut(vcr.FORMAT, content)
