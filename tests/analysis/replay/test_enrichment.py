"""Fields that come from elsewhere: whether they are there, and what they fill in."""

import pytest

from checker.analysis.replay.enrichment import covers, filled, missing
from checker.analysis.sides import Side
from checker.load.paths import parse
from checker.model.boundaries import Enrich
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place, Ref

PLACE = Place(file="contract.yaml", line=1, column=1)


def _enrich(path: str) -> Enrich:
    return Enrich(path=parse(path, PLACE), source=Ref(name="crm", place=PLACE), by=None, place=PLACE)


@pytest.mark.parametrize(
    ("path", "payload", "places"),
    [
        ("/plant", {"plant": "1000"}, []),
        ("/plant", {"plant": ""}, []),
        ("/plant", {"plant": None}, [("/plant", None)]),
        ("/plant", {}, [("/plant", ABSENT)]),
        ("/plant", [], [("/plant", ABSENT)]),
        ("/a/b", {}, [("/a/b", ABSENT)]),
        ("/a/b", {"a": {"b": 1}}, []),
        ("/a~1b", {}, [("/a~1b", ABSENT)]),
        ("/0", ["x"], []),
        ("/lines/*/plant", {"lines": [{"plant": 1}, {}]}, [("/lines/1/plant", ABSENT)]),
        ("/lines/*/plant", {"lines": []}, []),
        ("/lines/*/plant", {}, []),
        ("/map/*", {"map": {"a": None, "b": 1}}, [("/map/a", None)]),
        ("/parts/role=AG/id", {"parts": [{"role": "WE"}, {"role": "AG", "id": 1}]}, []),
        ("/parts/role=AG/id", {"parts": [{"role": "AG"}]}, [("/parts/0/id", ABSENT)]),
        ("/parts/role=AG/id", {"parts": []}, [("/parts/role=AG/id", ABSENT)]),
        ("/lines/*", 1, []),
        ("/a/*/b", {"a": 1}, []),
    ],
)
def test_a_field_that_is_absent_or_null_is_missing(
    path: str, payload: Json, places: list[tuple[str, Json | Absent]]
) -> None:
    assert list(missing(_enrich(path), Side(payload, None, None, {}))) == places


def test_a_header_is_missing_only_where_headers_were_captured() -> None:
    enrich = _enrich("header:x-plant")
    assert list(missing(enrich, Side({}, None, None, {}))) == []
    assert list(missing(enrich, Side({}, (), None, {}))) == [("header:x-plant", ABSENT)]
    assert list(missing(enrich, Side({}, (("X-Plant", "1000"),), None, {}))) == []


@pytest.mark.parametrize(
    ("path", "result", "received", "expected"),
    [
        ("/limit", {"a": 1}, {"a": 1, "limit": 5}, {"a": 1, "limit": 5}),
        ("/limit", {"limit": None}, {"limit": 5}, {"limit": 5}),
        ("/limit", {"limit": 4}, {"limit": 5}, {"limit": 4}),
        ("/limit", {"a": 1}, {"a": 1}, {"a": 1}),
        ("/credit/limit", {}, {"credit": {"limit": 5, "other": 6}}, {"credit": {"limit": 5}}),
        ("/credit/limit", {"credit": None}, {"credit": {"limit": 5}}, {"credit": {"limit": 5}}),
        ("/lines/*/plant", {"lines": [{}, {"plant": 2}]}, {"lines": [{"plant": 1}, {"plant": 1}]},
         {"lines": [{"plant": 1}, {"plant": 2}]}),
        ("/map/*", {"map": {}}, {"map": {"a": 1}}, {"map": {"a": 1}}),
        ("/p/role=AG/id", {"p": [{"role": "WE"}, {"role": "AG"}]},
         {"p": [{"id": 1}, {"role": "AG", "id": 2}]},
         {"p": [{"role": "WE"}, {"role": "AG", "id": 2}]}),
        ("/list/1", {"list": [None, None]}, {"list": [1, 2]}, {"list": [None, 2]}),
        ("/limit", [1], {"limit": 5}, [1]),
        ("header:x", {"a": 1}, {"a": 1}, {"a": 1}),
    ],
)  # fmt: skip
def test_what_came_on_the_way_is_filled_in(path: str, result: Json, received: Json, expected: Json) -> None:
    before = repr(result)
    assert filled(result, received, [_enrich(path)]) == expected
    assert repr(result) == before


@pytest.mark.parametrize(
    ("path", "pointer", "is_covered"),
    [
        ("/plant", "/plant", True),
        ("/plant", "/plant/code", True),
        ("/plant", "/plan", False),
        ("/a/plant", "/a", False),
        ("/lines/*/plant", "/lines/7/plant", True),
        ("/lines/*/plant", "/lines/7/qty", False),
        ("/parts/role=AG/id", "/parts/1/id", True),
        ("/parts/role=AG/id", "/parts/0/id", False),
        ("/parts/role=AG/id", "/parts/2/id", False),
        ("header:x", "header:x", True),
        ("header:x", "/x", False),
    ],
)
def test_a_row_covers_its_field_and_what_is_below(path: str, pointer: str, is_covered: bool) -> None:
    received: Json = {"parts": [{"role": "WE", "id": 1}, {"role": "AG", "id": 2}]}
    assert covers(_enrich(path), pointer, received) is is_covered
