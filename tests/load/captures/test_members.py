"""Tests of members of foreign records, of which any may be anything."""

from decimal import Decimal

import pytest

from checker.load.captures.members import (
    UnusableError,
    a_text,
    an_object,
    beyond,
    headers,
    items,
    member,
    named_values,
    text,
    texts,
    without,
)
from checker.model.json import Json


def test_an_object_is_given_as_it_is() -> None:
    assert an_object({"a": 1}) == {"a": 1}


@pytest.mark.parametrize("value", [None, True, 1, "{}", [], [{}]])
def test_anything_but_an_object_is_unusable_at_its_place(value: Json) -> None:
    with pytest.raises(UnusableError) as error:
        an_object(value, "/request")
    assert error.value.pointer == "/request"
    assert error.value.message.startswith("an object should stand here, not ")


@pytest.mark.parametrize(
    ("value", "names", "found"),
    [
        ({"a": {"b": 1}}, ("a", "b"), 1),
        ({"a": {"b": 1}}, (), {"a": {"b": 1}}),
        ({"a": {"b": None}}, ("a", "b"), None),
        ({"a": [1]}, ("a", "0"), None),
        ({"a": "text"}, ("a", "b"), None),
        (None, ("a",), None),
        ([], ("a",), None),
    ],
)
def test_a_member_that_is_not_there_is_none(value: Json, names: tuple[str, ...], found: Json) -> None:
    assert member(value, *names) == found


@pytest.mark.parametrize(
    ("value", "found"), [([1, 2], [1, 2]), ([], []), ({}, ()), ("ab", ()), (None, ()), (1, ())]
)
def test_the_items_of_what_is_no_list_are_none(value: Json, found: Json) -> None:
    assert items({"a": value}, "a") == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a", "a"),
        ("", ""),
        (0, "0"),
        (2**64, "18446744073709551616"),
        (Decimal("1.10"), "1.10"),
        (0.1, "0.1"),
        (0.00001, "0.00001"),  # as it stood there, not as Python has it
        (True, None),
        (None, None),
        ([], None),
        ({}, None),
    ],
)
def test_a_text_or_a_number_is_a_text(value: Json, found: str | None) -> None:
    assert text(value) == found
    assert text({"a": value}, "a") == found


def test_the_texts_of_an_object_are_its_scalars() -> None:
    value: Json = {"a": "x", "b": 1, "c": True, "d": False, "e": None, "f": [], "g": {}, "h": Decimal("1.0")}
    assert texts(value) == {"a": "x", "b": "1", "c": "true", "d": "false", "h": "1.0"}
    assert texts(None) == texts([]) == texts("a") == {}


@pytest.mark.parametrize(
    ("value", "pairs"),
    [
        ([{"name": "A", "value": "1"}, {"name": "A", "value": "2"}], [("A", "1"), ("A", "2")]),
        ([["A", "1"], ["B", "2"]], [("A", "1"), ("B", "2")]),
        ({"A": "1", "B": ["2", "3"]}, [("A", "1"), ("B", "2"), ("B", "3")]),
        ([{"name": "A"}, {"name": "B", "value": None}], [("A", ""), ("B", "")]),
        ([{"name": 1, "value": 2}], [("1", "2")]),
        ([{"value": "no name"}, {"name": None}, None, "A", 1, ["A"], ["A", "b", "c"], [None, "x"], {}], []),
        ({"A": None, "B": {}, "C": [None, []]}, []),
        (None, []),
        ("A: 1", []),
    ],
)
def test_headers_come_as_pairs_in_their_order(value: Json, pairs: list[tuple[str, str]]) -> None:
    assert list(named_values(value)) == pairs


def test_headers_may_have_other_names_for_name_and_value() -> None:
    assert list(named_values([{"key": "A", "text": "1"}], "key", "text")) == [("A", "1")]


def test_what_was_not_used_is_left() -> None:
    assert without({"a": 1, "b": None}, "a", "c") == {"b": None}
    assert without(None, "a") == without([], "a") == {}
    assert beyond({"a": 1, "b": None, "c": 2}, "a") == {"c": 2}


def test_a_text_may_be_missing_and_must_be_none_else() -> None:
    assert a_text({"a": {"b": 1}}, "a", "b") == "1"
    assert a_text({"a": None}, "a") is None
    assert a_text(7, "a") is None
    with pytest.raises(UnusableError) as error:
        a_text({"a": {"b": True}}, "a", "b", pointer="/x")
    assert (error.value.pointer, error.value.message) == ("/x/a/b", "a text should stand here, not true")


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (None, ()),
        ([], ()),
        ({}, ()),
        ([{"name": "A", "value": "1"}, ["a", 2], {"name": "A"}], (("A", "1"), ("a", "2"), ("A", ""))),
        ({"A": ["1", True], "B": None, "C": []}, (("A", "1"), ("A", "true"), ("B", ""))),
    ],
)
def test_all_headers_come_in_their_order(value: Json, found: tuple[tuple[str, str], ...]) -> None:
    assert headers(value, "/h") == found


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (7, "/h"),
        ("A: 1", "/h"),
        ([{"name": "A"}, 7], "/h/1"),
        ([{"value": "1"}], "/h/0"),
        ([{"name": 1, "value": "1"}], "/h/0"),
        ([["A", "1", "2"]], "/h/0"),
        ([["A", {}]], "/h/0"),
        ({"a~/": {}}, "/h/a~0~1"),
        ({"A": [["1"]]}, "/h/A"),
    ],
)
def test_what_is_no_header_is_not_passed_over(value: Json, pointer: str) -> None:
    with pytest.raises(UnusableError) as error:
        headers(value, "/h")
    assert error.value.pointer == pointer
