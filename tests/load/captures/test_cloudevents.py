"""Tests of CloudEvents in files: one, a batch, or one a line."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import cloudevents
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import (
    damaged,
    fuzz,
    hold_when_cut,
    mutations,
    nothing_foreign,
    read,
    written,
)

LINES = (Path(__file__).parent / "files" / "cloudevents.jsonl").read_bytes()
EVENTS = [json.loads(line) for line in LINES.splitlines() if line]


def test_an_event_tells_its_names_and_has_its_digits() -> None:
    found, mistakes = read(cloudevents.FORMAT, LINES)
    assert mistakes == []
    trace, span = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
    text = {
        "specversion": "1.0",
        "id": "A1",
        "source": "/crm",
        "type": "order.created.v2",
        "subject": "orders/4711",
        "time": "2026-03-02T09:15:01.123456789Z",
        "correlationid": "txn-1",
        "causationid": "A0",
        "partitionkey": "4711",
        "sequence": "18446744073709551616",
        "traceparent": f"00-{trace}-{span}-01",
    }
    assert found[0] == Captured(
        format="cloudevents",
        what=What.MESSAGE,
        place=Place(file="fuzzed", line=1, column=1),
        at="2026-03-02T09:15:01.123456789Z",
        fields=text,
        payload={"orderId": "4711", "amount": Decimal("1.10")},
        key="4711",
        attributes={**text, "sequence": 18446744073709551616},
        name=("cloudevent", "/crm A1"),
        follows=(("cloudevent-id", "A0"), ("span", f"{trace}/{span}")),
        shares=(("correlation", "txn-1"), ("trace", trace), ("cloudevent", "/crm A1")),
    )


def test_data_is_what_its_media_type_says() -> None:
    found, _ = read(cloudevents.FORMAT, LINES)
    assert [(one.fields["id"], one.payload, one.body) for one in found[1:]] == [
        ("A2", ABSENT, Body(media="text/xml", text="<note/>")),
        ("A3", '{"not":"read again"}', None),
        ("A4", {"qty": "3"}, None),
        ("A5", ABSENT, Body(base64="/////w==")),
        ("A6", ABSENT, Body(media="text/plain", text="Ada")),
        ("A7", ABSENT, None),
        ("A8", None, None),
    ]
    assert found[1].name == ("cloudevent", "https://example.org/a%20b A2")
    assert found[1].fields["valid"] == "true"
    assert found[7].rest == {"data_base64": "AA==", "odd": {"a": [1]}}


def test_a_batch_gives_the_same_as_lines() -> None:
    lines, _ = read(cloudevents.FORMAT, LINES)
    batch, mistakes = read(cloudevents.FORMAT, b"\n" + written(EVENTS))
    assert mistakes == []
    assert [one.name for one in batch] == [one.name for one in lines]
    assert [one.payload for one in batch][1:] == [one.payload for one in lines][1:]
    assert [one.place.pointer for one in batch][:2] == ["/0", "/1"]


@pytest.mark.parametrize("name", ["specversion", "id", "source", "type"])
@pytest.mark.parametrize("value", [None, "", {"a": 1}, True])
def test_what_every_event_must_have_is_missed(name: str, value: object) -> None:
    found, mistakes = read(
        cloudevents.FORMAT, written({**EVENTS[0], name: value}) + b"\n" + written(EVENTS[3])
    )
    assert [one.fields["id"] for one in found] == ["A4"]
    assert [str(mistake) for mistake in mistakes] == [
        f"fuzzed:1:1: this is no record of CloudEvents (JSON) at /{name}: "
        f'it has no "{name}", which every CloudEvent has (mend it, or leave it out)'
    ]


@fuzz
@given(mutations(EVENTS[0]) | mutations(EVENTS))
def test_whatever_stands_in_an_event_nothing_foreign_comes_of_it(event: Any) -> None:
    nothing_foreign(cloudevents.FORMAT, written(event))


@fuzz
@given(damaged(LINES))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(cloudevents.FORMAT, data)


@pytest.mark.exhaustive
def test_events_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(cloudevents.FORMAT, LINES, is_lines=True)
    hold_when_cut(cloudevents.FORMAT, b"[" + written(EVENTS[0]) + b",\n " + written(EVENTS[3]) + b"]")
