"""Tests of what messages hold: a payload where it is JSON, else a body, and never both."""

from base64 import b64encode
from decimal import Decimal

import pytest

from checker.load.captures.contents import (
    NOT_RECORDED,
    NOTHING,
    Content,
    is_json,
    left_out,
    of_base64,
    of_bytes,
    of_text,
    unpacked,
)
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.recordings import Body

JSON = "application/json"


@pytest.mark.parametrize(
    ("text", "media", "payload"),
    [
        ('{"qty":"3"}', JSON, {"qty": "3"}),
        ('{"qty":"3"}', "Application/JSON; charset=utf-8", {"qty": "3"}),
        ("[]", "application/problem+json", []),
        (" {}", None, {}),
        ("[1]", "", [1]),
        ("7", JSON, 7),
        ("null", JSON, None),
        ('{"price": 1.10}', JSON, {"price": Decimal("1.10")}),
        ('{"n":18446744073709551616}', JSON, {"n": 18446744073709551616}),
    ],
)
def test_json_is_a_payload_with_its_digits(text: str, media: str | None, payload: Json) -> None:
    content = of_text(text, media)
    assert content == Content(payload=payload)
    assert repr(content.payload) == repr(payload)  # 1.10 is not 1.1


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("7", None),  # no object, so who knows
        ("{}", "text/plain"),
        ("<a/>", "application/xml"),
        ("", JSON),
        ("{", JSON),
        ("{'a':1}", None),
        ('{"a":1,"a":2}', JSON),
        ("NaN", JSON),
        ('{"a":"\\ud800"}', JSON),
        ("[" * 65 + "]" * 65, JSON),
        ("1" * 401, JSON),
        ("\ufeff{}", JSON),
    ],
)
def test_what_is_not_json_or_not_exact_is_a_body_as_it_stood(text: str, media: str | None) -> None:
    assert of_text(text, media) == Content(body=Body(media=media, text=text))


def test_half_a_surrogate_pair_can_not_be_written_and_is_replaced() -> None:
    assert of_text("a\ud800b", "text/plain") == Content(body=Body(media="text/plain", text="a?b"))
    assert of_text('{"a":"\ud800"}', JSON) == Content(body=Body(media=JSON, text='{"a":"?"}'))


def test_what_is_over_the_limits_is_a_body() -> None:
    limits = Limits(payload_size=10)
    assert of_text('{"a":"12345"}', JSON, limits) == Content(body=Body(media=JSON, text='{"a":"12345"}'))


def test_bytes_are_text_where_they_are_utf_8() -> None:
    assert of_bytes(b'{"a":1}', JSON) == Content(payload={"a": 1})
    assert of_bytes("é".encode()) == Content(body=Body(text="é"))
    assert of_bytes(b"\xff\x00", "image/png") == Content(body=Body(media="image/png", base64="/wA="))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("e30=", Content(payload={})),
        ("e30", Content(payload={})),
        ("e3\r\n0=", Content(payload={})),
        ("_w==", Content(body=Body(media=JSON, base64="/w=="))),
        ("{}", Content(body=Body(media=JSON, text="{}"))),  # no base64: kept as it stood
        ("é", Content(body=Body(media=JSON, text="é"))),
    ],
)
def test_base64_is_decoded_where_it_is_some(text: str, content: Content) -> None:
    assert of_base64(text, JSON) == content


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", b""),
        ("AA==", b"\0"),
        ("AA", b"\0"),
        ("-_-_", b64_data := b"\xfb\xff\xbf"),
        ("+/+/", b64_data),
        ("A", None),
        ("====", None),
        ("A=A=", None),
        ("AA==AA==", None),
        ("A\0A=", None),
        ("²", None),
    ],
)
def test_base64_and_base64url_stand_for_bytes(text: str, data: bytes | None) -> None:
    assert unpacked(text) == data


def test_any_bytes_come_back_from_their_base64() -> None:
    data = bytes(range(256))
    assert unpacked(b64encode(data).decode()) == data


@pytest.mark.parametrize(
    ("size", "content"),
    [
        ("2", NOT_RECORDED),
        ("007", NOT_RECORDED),
        ("0", NOTHING),
        ("-1", NOTHING),
        ("", NOTHING),
        ("²", NOTHING),
        ("1.5", NOTHING),
        (None, NOTHING),
    ],
)
def test_a_size_tells_whether_something_was_left_out(size: str | None, content: Content) -> None:
    assert left_out(size) == content


def test_json_is_known_by_its_media_type() -> None:
    assert all(map(is_json, (JSON, "text/json", "application/x-json", "a/b+json", " APPLICATION/JSON ; q=1")))
    assert not any(
        map(is_json, (None, "", "text/plain", "application/jsonl", "json", "application/json+xml"))
    )
