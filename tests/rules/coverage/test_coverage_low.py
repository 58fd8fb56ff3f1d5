"""What is said where recordings exercise less than was asked for."""

from decimal import Decimal

import pytest

from checker.model.coverage import Coverage, Kind, Shared, Thing
from checker.model.findings import Level, Related
from checker.model.places import Place
from checker.rules.coverage import RULES, Gate


def thing(number: int) -> Thing:
    place = Place(file="contract.yaml", line=number, column=7)
    return Thing(kind=Kind.ROWS, name=(str(number),), what=f"b: erp/{number} -> hub/done", place=place)


def gate(seen: int, of: int, least: str) -> Gate:
    missing = tuple(thing(number) for number in range(1, of - seen + 1))
    shares = {kind: Shared(seen=0, of=0) for kind in Kind} | {
        Kind.ROWS: Shared(seen=seen, of=of, missing=missing)
    }
    return Gate(coverage=Coverage(set="orders", shares=shares), asked={kind: Decimal(least) for kind in Kind})


@pytest.mark.parametrize(
    ("seen", "of", "least"), [(8, 10, "80"), (0, 0, "100"), (1, 3, "33.3"), (3, 3, "100")]
)
def test_a_kind_that_reaches_what_is_asked_is_not_spoken_of(seen: int, of: int, least: str) -> None:
    assert [*RULES[0].check(gate(seen, of, least))] == []


def test_the_first_that_are_missing_are_named_with_their_lines_and_the_others_counted() -> None:
    (found,) = RULES[0].check(gate(3, 10, "30.5"))
    assert (found.rule, found.level, found.set, found.subject) == (
        "coverage-low",
        Level.ERROR,
        "orders",
        "rows",
    )
    assert found.message == (
        "the recordings exercise 3 of 10 rows of status tables, which is 30 %; 30.5 % is asked for"
    )
    assert (found.place, found.label) == (thing(1).place, "not exercised: b: erp/1 -> hub/done")
    assert found.related == tuple(
        Related(place=thing(number).place, says=f"not exercised: b: erp/{number} -> hub/done")
        for number in range(2, 6)
    )
    assert found.notes == ("2 more are in the JSON result, under coverage",)
