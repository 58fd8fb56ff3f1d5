"""Where paths lead: pointers and values, from a payload, an element, headers, key and attributes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.follow import Sources, first, has, position, reached, values
from checker.model.json import ABSENT
from checker.model.paths import Every, Having, Member, Path, Start
from checker.model.places import Place

PLACE = Place(file="contract.yaml", line=1, column=1)
PAYLOAD = {
    "a/b": {"m~n": 1},
    "lines": [{"k": "x", "n": 1}, {"k": 2, "n": None}, "text"],
    "null": None,
}


def path(*steps, start=Start.PAYLOAD, up=0, name=""):
    return Path(text="/…", start=start, steps=steps, up=up, name=name, place=PLACE)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((), [("", PAYLOAD)]),
        ((Member("a/b"), Member("m~n")), [("/a~1b/m~0n", 1)]),
        ((Member("null"),), [("/null", None)]),
        ((Member("null"), Member("x")), []),
        ((Member("lines"), Member("1"), Member("k")), [("/lines/1/k", 2)]),
        ((Member("lines"), Member("3")), []),
        ((Member("lines"), Member("01")), []),
        ((Member("lines"), Member("-1")), []),
        ((Member("lines"), Every(), Member("n")), [("/lines/0/n", 1), ("/lines/1/n", None)]),
        ((Member("a/b"), Every()), [("/a~1b/m~0n", 1)]),
        ((Member("lines"), Member("2"), Every()), []),
        ((Member("lines"), Having("k", "x"), Member("n")), [("/lines/0/n", 1)]),
        ((Member("lines"), Having("k", "2")), [("/lines/1", {"k": 2, "n": None})]),
        ((Member("lines"), Having("k", "y")), []),
        ((Having("k", "x"),), []),
    ],
)
def test_paths_lead_to_places_with_their_pointers(steps, found):
    sources = Sources(PAYLOAD)
    assert values(path(*steps), sources) == found
    assert first(path(*steps), sources) == (found[0][1] if found else ABSENT)
    assert reached(steps)(PAYLOAD) == [value for _, value in found]
    assert reached(steps)(ABSENT) == []


def test_paths_start_from_elements():
    elements = [("/l/0", {"m": [{"n": 1}], "n": 2}), ("/l/0/m/0", {"n": 1})]
    sources = Sources({"n": 3})
    found = [values(path(Member("n"), start=Start.ELEMENT, up=up), sources, elements) for up in range(4)]
    assert found == [[("/l/0/m/0/n", 1)], [("/l/0/n", 2)], [("/n", 3)], [("/n", 3)]]
    assert first(path(Member("n"), start=Start.ELEMENT), sources, elements) == 1


def test_headers_are_found_whatever_their_case_and_all_of_them():
    sources = Sources(None, headers=(("X-Id", "1"), ("other", "2"), ("x-ID", "3")))
    header = path(start=Start.HEADER, name="x-id")
    assert values(header, sources) == [("header:X-Id", "1"), ("header:x-ID", "3")]
    assert first(header, sources) == "1"
    assert first(header, Sources(None)) is ABSENT


def test_the_key_and_attributes_are_found():
    sources = Sources(None, key="", attributes={"a": {"b": 1}})
    assert values(path(start=Start.KEY), sources) == [("key:", "")]
    assert values(path(start=Start.KEY), Sources(None)) == []
    assert values(path(Member("b"), start=Start.ATTRIBUTE, name="a"), sources) == [("attribute:a/b", 1)]
    assert values(path(start=Start.ATTRIBUTE, name="A"), sources) == []


@pytest.mark.parametrize(
    ("value", "wanted", "holds"),
    [
        ("6", "6", True),
        ("06", "6", False),
        (6, "6", True),
        (6, "6.0", True),
        (6.5, "6.5", True),
        (Decimal("6.50"), "6.5", True),
        (6, "06", False),
        (6, "six", False),
        (6, "9" * 5000, False),
        (True, "true", True),
        (True, "1", False),
        (1, "true", False),
        (False, "false", True),
        (None, "null", False),
        ([], "[]", False),
        ({}, "", False),
    ],
)
def test_a_member_is_the_text_or_a_scalar_written_so(value, wanted, holds):
    assert has({"m": value}, Having("m", wanted)) is holds


def test_only_objects_have_members():
    assert not any(has(element, Having("m", "x")) for element in (None, "x", ["m"], 1))


@given(st.lists(st.integers(), max_size=12), st.text(max_size=3))
def test_an_index_is_written_as_in_a_json_pointer(elements, name):
    index = position(name, elements)
    assert index is None or (str(index) == name and index < len(elements))
    assert position(str(len(elements) - 1), elements) == (len(elements) - 1 if elements else None)
