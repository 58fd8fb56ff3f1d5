"""Tests of plain JSON: documents that say nothing of themselves, the last that a file may be."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.errors import RecordingError
from checker.load.captures import FORMATS, capture, documents
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.places import Place
from tests.load.captures.fuzzing import (
    damaged,
    fuzz,
    hold_when_cut,
    mutations,
    nothing_foreign,
    read,
    written,
)

FILE = Path(__file__).parent / "files" / "documents.jsonl"


def test_each_document_is_a_payload_with_its_plain_members_as_fields() -> None:
    found = capture(str(FILE))
    order, one, two = found.read()
    assert order == Captured(
        format="json",
        what=What.DOCUMENT,
        place=Place(file=str(FILE), line=1, column=1),
        fields={"id": "9007199254740993", "state": "done", "is_last": "false"},
        payload={
            "id": 9007199254740993,
            "state": "done",
            "is_last": False,
            "lines": [{"qty": Decimal("1.10")}],
            "note": None,
        },
    )
    assert [(of_list.payload, of_list.place.line, of_list.place.pointer) for of_list in (one, two)] == [
        (1, 2, "/0"),
        (2, 2, "/1"),
    ]
    assert found.mistakes == ()


@pytest.mark.parametrize("text", ["id;state\n1;done\n", "4711\n", '"text"\n', "id: 1\n", "<a/>", "\n"])
def test_what_is_no_json_object_or_list_is_not_taken_for_a_document(text: str) -> None:
    assert not documents.FORMAT.looks(Source("a.csv", text.encode()))
    with pytest.raises(RecordingError, match=r"this is (of no format|empty)"):
        capture("a.csv", content=text.encode())


def test_it_is_the_last_thing_that_a_file_may_be() -> None:
    assert FORMATS[-1] is documents.FORMAT


def exact(value: Any) -> Any:
    """With decimal numbers, whichever way they were read."""
    if isinstance(value, dict):
        return {name: exact(one) for name, one in value.items()}
    if isinstance(value, list):
        return [exact(one) for one in value]
    return Decimal(str(value)) if isinstance(value, float) else value


@fuzz
@given(mutations({"id": 1, "lines": [{"qty": 1.1}], "note": None}))
def test_whatever_stands_in_a_document_it_comes_out_again(document: Any) -> None:
    found = nothing_foreign(documents.FORMAT, written(document))
    _, mistakes = read(documents.FORMAT, written(document))
    expected = json.loads(written(document), parse_float=Decimal)
    listed = expected if isinstance(expected, list) else [expected]
    assert mistakes or [exact(one.payload) for one in found] == [exact(one) for one in listed]


@fuzz
@given(damaged(FILE.read_bytes()))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(documents.FORMAT, data)


@pytest.mark.exhaustive
def test_documents_cut_anywhere_give_what_stood_before_the_cut() -> None:
    hold_when_cut(documents.FORMAT, FILE.read_bytes(), is_lines=True)
