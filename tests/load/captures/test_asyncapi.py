"""Tests of the examples in AsyncAPI documents."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import asyncapi, capture
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

FILE = (Path(__file__).parent / "files" / "asyncapi.json").read_bytes()
IN_YAML = (Path(__file__).parent / "files" / "asyncapi.yaml").read_bytes()
DOCUMENT = json.loads(FILE)
PLACE = Place(file="fuzzed", line=1, column=1)


def test_an_example_of_a_message_is_a_sample() -> None:
    assert capture("a", content=FILE).form is asyncapi.FORMAT
    found, mistakes = read(asyncapi.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="asyncapi",
        what=What.MESSAGE,
        place=Place(
            file="fuzzed",
            line=5,
            column=17,
            pointer="/components/messages/order~1created/examples/0",
        ),
        fields={
            "message": "order/created",
            "name": "small",
            "summary": "one piece",
            "contentType": "application/json",
        },
        headers=(("tenant", "a"), ("try", "2")),
        payload={"id": "4711", "amount": Decimal("1.10")},
        is_sample=True,
        rest={"x-note": True, "headers": {"flags": ["x"]}},
    )


def test_a_payload_is_json_unless_its_type_says_text_and_may_be_left_out() -> None:
    found, _ = read(asyncapi.FORMAT, FILE)
    assert [(one.fields["message"], one.payload, one.body, one.headers) for one in found[1:]] == [
        ("order/created", "a", None, None),
        ("note", ABSENT, Body(media="text/plain", text="Hello"), None),
        ("note", ABSENT, None, ()),
    ]


def test_a_document_in_yaml_says_the_same() -> None:
    assert capture("a", content=IN_YAML).form is asyncapi.FORMAT
    found, mistakes = read(asyncapi.FORMAT, IN_YAML)
    assert mistakes == []
    assert [replace(one, place=PLACE) for one in found] == [
        replace(one, place=PLACE) for one in read(asyncapi.FORMAT, FILE)[0]
    ]
    assert [(one.place.line, one.place.pointer) for one in found[:1]] == [
        (6, "/components/messages/order~1created/examples/0")
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("asyncapi: 3.0.0\n", "this has no messages among its components"),
        (
            "asyncapi: 3.0.0\ncomponents: {messages: {a: !!python/name:x y}}\n",
            "the tag !!python/name:x is not read",
        ),
        ("asyncapi: 3.0.0\ncomponents: [\n", "a value is wanted here"),
    ],
)
def test_a_document_in_yaml_of_which_nothing_can_be_read_is_said(text: str, message: str) -> None:
    found, mistakes = read(asyncapi.FORMAT, text.encode())
    assert found == []
    assert [one.message.startswith(message) for one in mistakes] == [True]


@pytest.mark.parametrize(
    ("message", "pointer"),
    [
        (7, ""),
        ({"examples": "none"}, "/examples"),
        ({"examples": [1]}, "/examples/0"),
    ],
)
def test_a_bad_message_stops_no_other_one(message: Any, pointer: str) -> None:
    listed = {"bad": message, "good": {"examples": [{"payload": 1}]}}
    found, mistakes = read(asyncapi.FORMAT, written({"components": {"messages": listed}}))
    assert [one.payload for one in found] == [1]
    assert [one.place.pointer for one in mistakes if one.place] == [f"/components/messages/bad{pointer}"]


def test_a_document_without_examples_is_said() -> None:
    every: tuple[Any, ...] = ({"a": {"payload": {}}}, [], 5)
    for messages in every:
        found, mistakes = read(asyncapi.FORMAT, written({"components": {"messages": messages}}))
        assert (len(found), len(mistakes)) == (0, 1)


@fuzz
@given(mutations(DOCUMENT))
def test_whatever_stands_in_a_document_nothing_foreign_comes_of_it(document: Any) -> None:
    found = nothing_foreign(asyncapi.FORMAT, written(document))
    assert all(one.is_sample for one in found)


@fuzz
@given(damaged(FILE) | damaged(IN_YAML))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(asyncapi.FORMAT, data)


@pytest.mark.exhaustive
def test_a_document_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    hold_when_cut(asyncapi.FORMAT, written(DOCUMENT))
