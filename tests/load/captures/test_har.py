"""Tests of HTTP Archives: every quirk of the browsers and proxies that write them."""

import gzip
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import Capture, capture, har
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body, Reply
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign, written

FILE = Path(__file__).parent / "files" / "har.har"
ARCHIVE = json.loads(FILE.read_bytes())


def read(entry: Any) -> tuple[list[Captured], list[str]]:
    """What an entry gives, and what is said of it."""
    data = written({"log": {"entries": [entry]}})
    found = Capture(Source("a.har", data), har.FORMAT)
    return list(found.read()), [str(mistake).partition(" (mend")[0] for mistake in found.mistakes]


def call(entry: Any) -> Captured:
    (found,), mistakes = read(entry)
    assert mistakes == []
    return found


def request(**parts: Any) -> dict[str, Any]:
    return {"request": {"method": "POST", "url": "https://hub.example.org/", **parts}}


def response(**parts: Any) -> dict[str, Any]:
    return {**request(), "response": {"status": 200, **parts}}


def test_calls_and_messages_over_web_sockets_come_in_their_order() -> None:
    found = capture(str(FILE))
    assert found.form is har.FORMAT
    order, down, form, upgrade, *messages = found.read()
    assert found.mistakes == ()
    assert found.records == 4
    assert order == Captured(
        format="har",
        what=What.CALL,
        place=Place(file=str(FILE), line=7, column=7, pointer="/log/entries/0"),
        side="sent",
        at="2026-03-02T09:15:01.120+01:00",
        until="2026-03-02T09:15:01.18025+01:00",
        fields={
            "url": "https://ada:secret@hub.example.org:8443/orders?draft=false",
            "method": "POST",
            "host": "hub.example.org:8443",
            "path": "/orders",
            "status": "202",
            "error": "",
        },
        headers=(
            (":method", "POST"),
            ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            ("content-type", "application/json"),
            ("X-Tag", "b"),
            ("x-tag", "a"),
            ("X-Tag", "b"),
        ),
        payload={"customer": "Ada", "price": Decimal("1.10")},
        reply=Reply(
            code="202", headers=(("X-Request-Id", "r1"), ("Content-Encoding", "gzip")), payload={"id": 4711}
        ),
        name=("span", "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331"),
        shares=(("trace", "0af7651916cd43dd8448eb211c80319c"),),
        rest={
            "_initiator": {"type": "script"},
            "timings": {"send": 1, "wait": Decimal("58.25"), "receive": 1},
            "request": {
                "httpVersion": "http/2.0",
                "queryString": [{"name": "draft", "value": "false"}],
                "cookies": [],
                "headersSize": -1,
                "bodySize": 22,
            },
            "response": {
                "statusText": "",
                "httpVersion": "h3",
                "redirectURL": "",
                "content": {"size": 2, "compression": 0},
            },
        },
    )
    assert (down.reply, down.fields["status"], down.fields["error"]) == (
        None,
        "",
        "net::ERR_CONNECTION_REFUSED",
    )
    assert (down.at, down.until) == ("2026-03-02T08:15:02Z", "2026-03-02T08:15:02.000Z")
    assert (down.payload, down.body) == (ABSENT, None)
    assert (form.at, form.until) == (None, None)  # nobody knows in which zone it was
    assert (form.rest["startedDateTime"], form.rest["time"]) == ("2026-03-02 09:15:03", -1)
    assert form.payload == {"a": "1", "b": ""}
    assert form.reply == Reply(code="200", body=Body(state="not-recorded"))
    assert upgrade.reply == Reply(code="101")
    assert "_webSocketMessages" not in upgrade.rest
    assert [(one.what, one.side, one.at, one.payload, one.body, one.rest) for one in messages] == [
        (What.MESSAGE, "sent", "2026-03-02T08:15:04.5Z", {"watch": "4711"}, None, {}),
        (What.MESSAGE, "received", "2026-03-02T08:15:05.123456Z", ABSENT, Body(base64="/wA="), {}),
        (What.MESSAGE, "received", "2026-03-02T08:15:06Z", ABSENT, Body(text="ping"), {"_mask": True}),
    ]
    assert [one.place.pointer for one in messages] == [
        f"/log/entries/3/_webSocketMessages/{i}" for i in range(3)
    ]
    assert messages[1].fields == {
        "url": "wss://portal.example.org/live",
        "host": "portal.example.org",
        "path": "/live",
        "opcode": "2",
        "type": "receive",
    }


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ARCHIVE).encode(),
        json.dumps(ARCHIVE, separators=(",", ":")).encode(),
        json.dumps(ARCHIVE, indent="\t").encode().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + FILE.read_bytes(),
        gzip.compress(FILE.read_bytes(), mtime=0),
    ],
)
def test_it_is_all_the_same_how_an_archive_is_laid_out(data: bytes) -> None:
    found = capture("a", content=data)
    assert found.form is har.FORMAT
    assert [(one.fields, one.rest) for one in found.read()] == [
        (one.fields, one.rest) for one in capture(str(FILE)).read()
    ]
    assert found.mistakes == ()


def test_what_stands_behind_the_archive_is_said() -> None:
    for rest in (b"}", b"\nbye", b"\n{}", b"\0"):
        found = capture("a", content=FILE.read_bytes() + rest)
        assert len(list(found.read())) == 7
        assert len(found.mistakes) == 1


@pytest.mark.parametrize(
    "entry",
    [request(), {**request(), "response": None}, *(response(status=code) for code in (None, 0, -1, ""))],
)
def test_without_a_status_no_response_came(entry: Any) -> None:
    found = call(entry)
    assert (found.reply, found.fields["status"]) == (None, "")


@pytest.mark.parametrize("status", [100, 101, 200, "204", 999])
def test_any_status_is_a_response(status: Any) -> None:
    found = call(response(status=status)).reply
    assert found is not None
    assert found.code == str(status)


@pytest.mark.parametrize(
    ("entry", "error"),
    [
        ({**response(), "_error": "connection closed"}, "connection closed"),  # mitmproxy
        (response(_error="net::ERR_ABORTED"), "net::ERR_ABORTED"),  # Chrome
        (
            response(status=-1, _failureText="net::ERR_EMPTY_RESPONSE"),
            "net::ERR_EMPTY_RESPONSE",
        ),  # Playwright
        (response(_error=None), ""),
        (response(_error=""), ""),
    ],
)
def test_why_no_response_came_is_a_field(entry: Any, error: str) -> None:
    assert call(entry).fields["error"] == error


@pytest.mark.parametrize(
    ("headers", "pairs"),
    [
        (
            [{"name": "A", "value": "1"}, {"name": "a", "value": "2"}, {"name": "A", "value": "1"}],
            ("A1", "a2", "A1"),
        ),
        ([["A", "1"], ["A", "2"]], ("A1", "A2")),
        ({"A": "1", "B": ["2", "3"]}, ("A1", "B2", "B3")),
        (
            [{"name": "A", "value": 1}, {"name": "B", "value": True}, {"name": "C", "value": None}],
            ("A1", "Btrue", "C"),
        ),
        ([{"name": "A"}], ("A",)),
        ([], ()),
        (None, ()),
    ],
)
def test_headers_keep_their_order_and_their_case(headers: Any, pairs: tuple[str, ...]) -> None:
    assert call(request(headers=headers)).headers == tuple((pair[0], pair[1:]) for pair in pairs)


@pytest.mark.parametrize(
    ("parts", "payload", "body"),
    [
        ({}, ABSENT, None),
        ({"bodySize": -1}, ABSENT, None),
        ({"bodySize": 5}, ABSENT, Body(state="not-recorded")),
        ({"bodySize": 5, "postData": None}, ABSENT, Body(state="not-recorded")),
        ({"postData": {"mimeType": "text/plain"}}, ABSENT, Body(state="not-recorded")),
        ({"postData": {"mimeType": "", "text": ""}}, ABSENT, None),
        (
            {"bodySize": 5, "postData": {"mimeType": "image/png", "text": ""}},
            ABSENT,
            Body(state="not-recorded"),
        ),
        ({"postData": {"mimeType": "text/xml", "text": "<a/>"}}, ABSENT, Body(media="text/xml", text="<a/>")),
        ({"postData": {"text": "[1]"}}, [1], None),
        ({"headers": [["CONTENT-TYPE", "application/json"]], "postData": {"text": "7"}}, 7, None),
        (
            {"postData": {"mimeType": "a/b", "params": [], "text": "x=1"}},
            ABSENT,
            Body(media="a/b", text="x=1"),
        ),
        ({"postData": {"params": [{"name": "a", "value": "1"}]}}, {"a": "1"}, None),
        ({"postData": {"params": [["a", "1"], ["a", "2"]]}}, [["a", "1"], ["a", "2"]], None),
    ],
)
def test_the_body_of_a_request(parts: dict[str, Any], payload: Any, body: Body | None) -> None:
    found = call(request(**parts))
    assert (found.payload, found.body) == (payload, body)


@pytest.mark.parametrize(
    ("content", "payload", "body"),
    [
        (None, ABSENT, None),
        ({}, ABSENT, None),
        ({"size": 0, "mimeType": "x-unknown"}, ABSENT, None),
        ({"size": 7, "mimeType": "text/html"}, ABSENT, Body(state="not-recorded")),
        ({"size": 7, "text": ""}, ABSENT, Body(state="not-recorded")),
        ({"size": 2, "mimeType": "application/json", "text": "e30=", "encoding": "base64"}, {}, None),
        ({"mimeType": "application/json", "text": "{"}, ABSENT, Body(media="application/json", text="{")),
        (
            {"mimeType": "image/png", "text": "/wA=", "encoding": "base64"},
            ABSENT,
            Body(media="image/png", base64="/wA="),
        ),
        (
            {"mimeType": "text/plain", "text": "e30=", "encoding": "utf-8"},
            ABSENT,
            Body(media="text/plain", text="e30="),
        ),
    ],
)
def test_the_body_of_a_response(content: Any, payload: Any, body: Body | None) -> None:
    found = call(response(content=content)).reply
    assert found is not None
    assert (found.payload, found.body) == (payload, body)


def test_a_response_that_was_broken_off_has_a_body_that_nobody_knows() -> None:
    found = call(response(content={"size": 0, "mimeType": "application/json"}, _error="net::ERR_ABORTED"))
    assert found.reply == Reply(code="200", body=Body(state="not-recorded"))
    found = call({**response(content={"size": 0}), "_error": "connection closed"})
    assert found.reply == Reply(code="200", body=Body(state="not-recorded"))
    found = call(response(content={"size": 9, "text": '{"a": 1'}, _error="net::ERR_ABORTED"))
    assert found.reply == Reply(code="200", body=Body(text='{"a": 1', truncated=True))
    found = call(response(content={"size": 0}, _error=""))
    assert found.reply == Reply(code="200")


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://hub.example.org/a?b#c", "hub.example.org", "/a"),
        ("/a", "", "/a"),
        ("data:text/plain,a", "", "text/plain,a"),
        ("http://[", "", ""),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_an_address_that_is_none_has_no_parts(url: Any, host: str, path: str) -> None:
    found = call(request(url=url)).fields
    assert (found["url"], found["host"], found["path"]) == (url or "", host, path)


@pytest.mark.parametrize(
    ("entry", "mistake"),
    [
        (7, ": an object should stand here, not 7"),
        ({}, "/request: an object should stand here, not null"),
        ({"request": []}, "/request: an object should stand here, not []"),
        ({**request(), "response": "x"}, '/response: an object should stand here, not "x"'),
        (request(headers="A: 1"), '/request/headers: headers should stand here, not "A: 1"'),
        (request(headers=[{"name": "A", "value": {}}]), "/request/headers/0: this is no header"),
        (request(headers=[["A", "1"], ["A"]]), "/request/headers/1: this is no header"),
        (request(headers={"a/b": [[]]}), "/request/headers/a~1b: this is no header"),
        (request(postData="a=1"), '/request/postData: an object should stand here, not "a=1"'),
        (request(postData={"text": {}}), "/request/postData/text: a text should stand here, not {}"),
        (request(url=[]), "/request/url: a text should stand here, not []"),
        (response(status=True), "/response/status: a text should stand here, not true"),
        (response(content=[]), "/response/content: an object should stand here, not []"),
        (response(content={"text": []}), "/response/content/text: a text should stand here, not []"),
    ],
)
def test_a_part_that_can_not_be_used_is_said_where_it_stands(entry: Any, mistake: str) -> None:
    found, mistakes = read(entry)
    assert found == []
    assert mistakes == [f"a.har:1:22: this is no record of HTTP Archive (HAR 1.2) at /log/entries/0{mistake}"]


def test_a_message_that_can_not_be_used_stops_no_other_one() -> None:
    sent = {"type": "send", "opcode": 1, "data": "a"}
    found, mistakes = read(
        {**request(), "_webSocketMessages": [sent, {"type": "x"}, 7, {**sent, "time": "?"}]}
    )
    assert [(one.side, one.at, one.rest.get("time")) for one in found[1:]] == [
        ("sent", None, None),
        ("sent", None, "?"),
    ]
    assert mistakes == [
        "a.har:1:22: this is no record of HTTP Archive (HAR 1.2) at /log/entries/0/_webSocketMessages/1/type:"
        " neither send nor receive stands here"
    ]
    assert len(read({**request(), "_webSocketMessages": {}})[1]) == 1


def test_an_entry_that_can_not_be_used_stops_no_other_one() -> None:
    data = written({"log": {"entries": [request(), 7, request()]}})
    found = Capture(Source("a.har", data), har.FORMAT)
    assert [one.place.pointer for one in found.read()] == ["/log/entries/0", "/log/entries/2"]
    assert len(found.mistakes) == 1


@pytest.mark.exhaustive
def test_an_archive_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(har.FORMAT, written(ARCHIVE))


@fuzz
@given(mutations(ARCHIVE))
def test_whatever_stands_in_an_archive_nothing_foreign_comes_of_it(archive: Any) -> None:
    nothing_foreign(har.FORMAT, written(archive))


@fuzz
@given(damaged(FILE.read_bytes()))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(har.FORMAT, data)


LENGTH = {"headers": [{"name": "Content-Length", "value": "282"}]}
UNKNOWN = Body(state="not-recorded")


@pytest.mark.parametrize(
    ("entry", "of_request", "of_response"),
    [
        (response(content={"size": 0, "text": ""}, **LENGTH), None, UNKNOWN),  # mitmproxy, broken off
        (response(content={"size": -1}, _failureText="net::ERR_ABORTED"), None, UNKNOWN),
        (response(status=304, content={"size": 0}, **LENGTH), None, None),
        (response(status=204, content={"size": 0}, _error="net::ERR_ABORTED"), None, None),  # of Chrome
        ({**response(**LENGTH), "request": {"method": "HEAD", "url": "/"}}, None, None),
        ({**response(), **request(bodySize=0, **LENGTH)}, UNKNOWN, None),
        ({**response(), **request(bodySize=-1, postData={"text": ""}, **LENGTH)}, UNKNOWN, None),
    ],
)
def test_a_length_outweighs_a_size_of_nothing(
    entry: Any, of_request: Body | None, of_response: Body | None
) -> None:
    found = call(entry)
    assert found.reply is not None
    assert (found.body, found.reply.body) == (of_request, of_response)


def test_times_of_messages_may_be_in_milliseconds() -> None:
    sent = {"type": "send", "opcode": 1, "data": "a"}
    times = (1772442901.5, 1772442901500.25, -1)
    entry = {**response(status=101), "_webSocketMessages": [{**sent, "time": time} for time in times]}
    (_, *found), mistakes = read(entry)
    assert [one.at for one in found] == ["2026-03-02T09:15:01.5Z", "2026-03-02T09:15:01.50025Z", None]
    assert mistakes == []


def attached(**response: Any) -> dict[str, Any]:
    content = {"size": 8, "mimeType": "application/json", "_file": "body.json"}
    posted = {"mimeType": "application/octet-stream", "text": "", "params": [], "_file": "body.bin"}
    return {
        "request": {"method": "PUT", "url": "/", "postData": posted, "bodySize": 2},
        "response": {"status": 200, "content": content, **response},
    }


def test_bodies_that_lie_beside_the_archive_are_read(tmp_path: Path) -> None:
    messages = [
        {"type": kind, "time": 1772442901500, "opcode": 1, "data": "hi"} for kind in ("send", "receive")
    ]
    upgrade = {**attached(status=101, content={"size": -1, "_file": "w.jsonl"}), "_resourceType": "websocket"}
    del upgrade["request"]["postData"]
    path = tmp_path / "a.har"
    path.write_bytes(written({"log": {"entries": [attached(), upgrade]}}))
    (tmp_path / "body.json").write_text('{"a": 1}')
    (tmp_path / "body.bin").write_bytes(b"\0\xff")
    (tmp_path / "w.jsonl").write_text("".join(json.dumps(one) + "\n" for one in messages))
    found = Capture(Source(str(path)), har.FORMAT)
    call, upgraded, sent, received = found.read()
    assert found.mistakes == ()
    assert call.reply is not None
    assert (call.body, call.reply.payload) == (
        Body(media="application/octet-stream", base64="AP8="),
        {"a": 1},
    )
    assert call.rest["response"] == {"content": {"size": 8, "_file": "body.json"}}
    assert upgraded.reply == Reply(code="101")
    assert [one.side for one in (sent, received)] == ["sent", "received"]


def test_an_empty_file_is_no_body(tmp_path: Path) -> None:
    path = tmp_path / "a.har"
    path.write_bytes(written({"log": {"entries": [attached()]}}))
    for name in ("body.json", "body.bin"):
        (tmp_path / name).write_bytes(b"")
    (call,) = Capture(Source(str(path)), har.FORMAT).read()
    assert (call.body, call.reply) == (None, Reply(code="200", body=UNKNOWN))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../body.json", "it lies outside of archive"),
        ("body.json", "No such file or directory"),
    ],
)
def test_a_body_that_does_not_lie_there_is_said_and_is_not_known(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "body.json").write_text("{}")
    path = tmp_path / "archive" / "a.har"
    entry = attached(content={"size": -1, "_file": name})
    del entry["request"]["postData"]
    path.write_bytes(written({"log": {"entries": [entry]}}))
    found = Capture(Source(str(path)), har.FORMAT)
    (call,) = found.read()
    assert call.reply == Reply(code="200", body=UNKNOWN)
    (mistake,) = found.mistakes
    assert mistake.message == f'what "{name}" has of this response can\'t be read: {why}'
    assert mistake.place is not None
    assert mistake.place.pointer == "/log/entries/0/response/content/_file"


def test_a_capture_that_is_no_file_has_nothing_beside_it() -> None:
    found, mistakes = read(attached())
    assert (found[0].body, len(mistakes)) == (UNKNOWN, 2)
    assert "it stands in another file, and this came from none" in mistakes[0]


def test_messages_that_are_none_are_said(tmp_path: Path) -> None:
    entry = {**attached(status=101, content={"size": -1, "_file": "w.jsonl"}), "_resourceType": "websocket"}
    del entry["request"]["postData"]
    (tmp_path / "a.har").write_bytes(written({"log": {"entries": [entry]}}))
    (tmp_path / "w.jsonl").write_text("no json\n")
    found = Capture(Source(str(tmp_path / "a.har")), har.FORMAT)
    assert len(list(found.read())) == 1
    assert "line 1 of it is no message in JSON" in found.mistakes[0].message
