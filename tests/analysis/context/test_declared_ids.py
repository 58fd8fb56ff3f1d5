"""Ids of messages that became several, of several that became one, and of messages that were sent again."""

from collections.abc import Sequence

import pytest

from checker.analysis.context.declared_ids import declared_id, kept_by_retry
from checker.analysis.sides import Side
from checker.load.paths import parse
from checker.model.boundaries import Carry, Retry
from checker.model.json import Json
from checker.model.places import Place

PLACE = Place(file="contract.yaml", line=1, column=1)


def _id(sent: str, received: str) -> Carry:
    return Carry(name="order", sent=parse(sent, PLACE), received=parse(received, PLACE), place=PLACE)


def _sides(payloads: Sequence[Json]) -> list[Side]:
    return [Side(payload, None, None, {}) for payload in payloads]


@pytest.mark.parametrize(
    ("parts", "lost"),
    [
        ([{"ids": ["1"]}, {"ids": ["2", "3"]}], None),
        ([{"ids": ["3"]}, {"ids": ["1"]}, {"ids": ["2"]}], None),
        ([{"ids": ["1", "2"]}, {"ids": ["2", "3"]}], None),
        ([{"ids": ["1"]}, {"ids": ["3"]}], "lacks it at /ids/*, where others stand"),
        ([{"ids": ["1", "2"]}, {}], 'has nothing at /ids/*, where ["1", "2", "3"] should stand'),
        ([{"ids": ["1", "2", "3"]}, {"ids": ["4"]}], 'has "4" at /ids/0, where ["1", "2", "3"] should stand'),
    ],
)
def test_of_one_message_that_became_several_all_ids_are_there_together(
    parts: list[Json], lost: str | None
) -> None:
    (sent,) = _sides([{"lines": [{"id": "1"}, {"id": "2"}, {"id": "3"}]}])
    broken = declared_id(_id("/lines/*/id", "/ids/*"), {}).split(sent, _sides(parts))
    assert (broken.why if broken else None) == lost


def test_an_id_of_the_whole_message_is_in_each_of_what_it_became() -> None:
    order = declared_id(_id("/id", "/order"), {})
    (sent,) = _sides([{"id": "4711"}])
    assert order.split(sent, _sides([{"order": "4711"}, {"order": "4711"}])) is None
    broken = order.split(sent, _sides([{"order": "4711"}, {}]))
    assert broken is not None
    assert (broken.is_lost, broken.before) == (True, "4711")


@pytest.mark.parametrize(
    ("received", "before", "why"),
    [
        ({"ids": ["1", "2"]}, None, None),
        ({"ids": ["2", "7", 1]}, None, None),
        ({"ids": ["1"]}, "2", "lacks it at /ids/*, where others stand"),
        ({"ids": []}, ["1", "2"], 'has nothing at /ids/*, where ["1", "2"] should stand'),
    ],
)
def test_what_several_messages_became_has_the_ids_of_all(
    received: Json, before: Json, why: str | None
) -> None:
    sent = _sides([{"id": "1"}, {"id": "2"}])
    broken = declared_id(_id("/id", "/ids/*"), {}).joined(sent, *_sides([received]))
    assert (broken.why if broken else None, broken.before if broken else None) == (why, before)


def test_nothing_is_said_of_several_of_which_one_was_not_captured() -> None:
    order = declared_id(_id("header:x-id", "/ids/*"), {})
    (received,) = _sides([{"ids": ["1"]}])
    assert order.joined([Side({}, (("x-id", "2"),), None, {}), Side({}, None, None, {})], received) is None


@pytest.mark.parametrize(
    ("first", "again", "lost", "why"),
    [
        ({"id": "1"}, {"id": "1", "attempt": 2}, None, None),
        ({"id": 1}, {"id": "1"}, None, None),
        ({}, {"id": "1"}, None, None),
        ({"id": None}, {}, None, None),
        ({"id": "1"}, {"id": "2"}, False, 'has "2" at /id, where "1" should stand'),
        ({"id": "1"}, {"id": "01"}, False, 'has "01" at /id, where "1" should stand'),
        ({"id": "1"}, {}, True, 'has nothing at /id, where "1" should stand'),
    ],
)
def test_a_message_that_is_sent_again_has_the_key_of_the_first_attempt(
    first: Json, again: Json, lost: bool | None, why: str | None
) -> None:
    retry = Retry(after=(), attempts=None, idempotent=True, key=parse("/id", PLACE), place=PLACE)
    broken = kept_by_retry(retry, *_sides([first, again]))
    assert (broken.is_lost if broken else None, broken.why if broken else None) == (lost, why)
