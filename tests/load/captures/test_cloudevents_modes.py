"""Tests of CloudEvents on their way: what a message says once its headers and body are read as an event."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import har
from checker.load.captures.cloudevents_modes import Event, events, of_headers
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import fuzz, mutations, read, written

TRACE, SPAN, START = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "00f067aa0ba902b7"
EVENT = {"specversion": "1.0", "id": "A1", "source": "/crm", "type": "order.created", "data": {"qty": "3"}}
BINARY = (
    ("Content-Type", "application/json"),
    ("ce-specversion", "1.0"),
    ("CE-Id", "A%201"),
    ("ce-source", "/crm"),
    ("ce-type", '"order \\"created\\""'),
)


def message(headers: tuple[tuple[str, str], ...], payload: Any = ABSENT, **other: Any) -> Captured:
    place = Place(file="a", line=1, column=1)
    return Captured(format="har", what=What.CALL, place=place, headers=headers, payload=payload, **other)


def test_headers_of_http_are_an_event() -> None:
    sent = message(BINARY, {"qty": "3"}, fields={"method": "POST"})
    assert list(events(sent)) == [
        replace(
            sent,
            name=("cloudevent", "/crm A 1"),
            shares=(("cloudevent", "/crm A 1"),),
            fields={
                "method": "POST",
                "ce-specversion": "1.0",
                "ce-id": "A 1",
                "ce-source": "/crm",
                "ce-type": 'order "created"',
                "ce-datacontenttype": "application/json",
            },
        )
    ]


@pytest.mark.parametrize("prefix", ["ce_", "cloudEvents:", "cloudEvents_"])
def test_headers_of_kafka_and_amqp_are_an_event_and_no_percent_is_decoded(prefix: str) -> None:
    found = of_headers([(f"{prefix}{name}", f"%41 {name}") for name in ("id", "source", "type")])
    assert found == Event(attributes={"id": "%41 id", "source": "%41 source", "type": "%41 type"})


@pytest.mark.parametrize("name", ["ce-id", "ce-source", "ce-type"])
@pytest.mark.parametrize("text", ["", "%C0%A0", "%ff"])
def test_headers_without_what_every_event_has_are_none(name: str, text: str) -> None:
    sent = message((*(pair for pair in BINARY if pair[0].lower() != name), (name, text)))
    assert list(events(sent)) == [sent]


def test_a_message_keeps_the_name_of_its_span_and_shares_the_event() -> None:
    extensions = (
        ("ce-traceparent", f"00-{TRACE}-{START}-01"),
        ("ce-correlationid", "txn-1"),
        ("ce-causationid", "A0"),
        ("ce-partitionkey", "4711"),
    )
    (found,) = events(message((*BINARY, *extensions), name=("span", f"{TRACE}/{SPAN}")))
    assert found.name == ("span", f"{TRACE}/{SPAN}")
    assert found.follows == (("cloudevent-id", "A0"), ("span", f"{TRACE}/{START}"))
    assert found.shares == (("correlation", "txn-1"), ("trace", TRACE), ("cloudevent", "/crm A 1"))
    assert found.key == "4711"


def test_a_message_does_not_follow_itself() -> None:
    (found,) = events(
        message((*BINARY, ("ce-traceparent", f"00-{TRACE}-{SPAN}-01")), name=("span", f"{TRACE}/{SPAN}"))
    )
    assert found.follows == ()


def test_the_payload_of_a_structured_event_is_its_data() -> None:
    sent = message((("content-type", "Application/CloudEvents+json; charset=utf-8"),), {**EVENT, "odd": []})
    assert list(events(sent)) == [
        replace(
            sent,
            payload={"qty": "3"},
            name=("cloudevent", "/crm A1"),
            shares=(("cloudevent", "/crm A1"),),
            fields={f"ce-{name}": EVENT[name] for name in ("specversion", "id", "source", "type")},
            rest={"cloudevent": {"odd": []}},
        )
    ]


def test_a_batch_is_a_message_for_each_event() -> None:
    other = {"specversion": "1.0", "id": "A2", "source": "/crm", "type": "x", "data_base64": "/w=="}
    sent = message((("content-type", "application/cloudevents-batch+json"),), [EVENT, other])
    assert [(one.name, one.payload, one.body) for one in events(sent)] == [
        (("cloudevent", "/crm A1"), {"qty": "3"}, None),
        (("cloudevent", "/crm A2"), ABSENT, Body(base64="/w==")),
    ]


def test_what_only_looks_like_an_event_keeps_its_body() -> None:
    (found,) = events(message((("content-type", "application/json"),), EVENT))
    assert (found.payload, found.name, found.fields["ce-type"]) == (
        EVENT,
        ("cloudevent", "/crm A1"),
        "order.created",
    )


@pytest.mark.parametrize(
    ("media", "payload"),
    [
        ("application/cloudevents+json", {"id": "A1"}),
        ("application/cloudevents+avro", ABSENT),
        ("application/cloudevents-batch+json", [EVENT, {}]),
        ("application/cloudevents-batch+json", []),
        ("application/json", {"specversion": None, "id": 1, "source": 2, "type": 3}),
        ("text/plain", ABSENT),
    ],
)
def test_what_is_no_event_stays_as_it_is(media: str, payload: Any) -> None:
    sent = message((("content-type", media),), payload)
    assert list(events(sent)) == [sent]


@fuzz
@given(mutations({"headers": [list(pair) for pair in BINARY], "payload": [EVENT, EVENT]}))
def test_whatever_a_message_holds_nothing_is_raised(sent: Any) -> None:
    headers = sent.get("headers") if isinstance(sent, dict) else None
    pairs = (
        [pair for pair in headers if isinstance(pair, list) and len(pair) == 2]
        if isinstance(headers, list)
        else []
    )
    texts = tuple((name, text) for name, text in pairs if isinstance(name, str) and isinstance(text, str))
    for media in ("application/cloudevents+json", "application/cloudevents-batch+json", "a/b"):
        payload = sent.get("payload") if isinstance(sent, dict) else sent
        for one in (payload, payload[0] if isinstance(payload, list) and payload else None):
            assert list(events(message((*texts, ("content-type", media)), one)))
            assert list(events(message((("content-type", media), *texts), one)))


def test_a_call_in_an_archive_is_named_by_its_context_and_by_its_event() -> None:
    headers = [
        ["traceparent", f"00-{TRACE}-{SPAN}-01"],
        ["content-type", "application/cloudevents+json"],
    ]
    text = written(EVENT).decode()
    request = {
        "method": "POST",
        "url": "https://hub.example.org/",
        "headers": headers,
        "postData": {"text": text},
    }
    (found,), mistakes = read(har.FORMAT, written({"log": {"entries": [{"request": request}]}}))
    assert mistakes == []
    assert (found.payload, found.name, found.shares) == (
        {"qty": "3"},
        ("span", f"{TRACE}/{SPAN}"),
        (("trace", TRACE), ("cloudevent", "/crm A1")),
    )
