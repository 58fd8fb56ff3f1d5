"""Tests of Debezium change events: operations, what stands around them, and times to the nanosecond."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from checker.load.captures import Capture, capture, debezium
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.places import Place
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, mutations, nothing_foreign, written

FILE = Path(__file__).parent / "files" / "debezium.jsonl"
EVENTS: list[Any] = [json.loads(line) for line in FILE.read_text().splitlines()]
SOURCE = {"name": "shop", "table": "orders", "ts_ms": 1772442931120}


def read(document: Any) -> tuple[list[Captured], list[str]]:
    found = Capture(Source("changes.json", json.dumps(document).encode()), debezium.FORMAT)
    return list(found.read()), [str(mistake) for mistake in found.mistakes]


def test_changes_are_read_in_every_wrapping() -> None:
    found = capture(str(FILE))
    created, updated, deleted, tombstone, outbox, ended, logged, truncated, bare = found.read()
    assert created == Captured(
        format="debezium",
        what=What.CHANGE,
        place=Place(file=str(FILE), line=1, column=1),
        system="shop",
        at="2026-03-02T09:15:31.120456789Z",
        fields={
            "version": "3.1.0.Final",
            "connector": "postgresql",
            "name": "shop",
            "ts_ms": "1772442931120",
            "ts_us": "1772442931120456",
            "ts_ns": "1772442931120456789",
            "snapshot": "false",
            "db": "orders",
            "sequence": '["1","2"]',
            "schema": "public",
            "table": "orders",
            "txId": "771",
            "lsn": "24023128",
            "op": "c",
        },
        payload={"id": 4711, "total": "19.90", "note": "Ada Example"},
        after={"id": 4711, "total": "19.90", "note": "Ada Example"},
        shares=(("transaction", "shop/771:24023128"), ("transaction", "shop/771")),
        rest={"ts_ms": 1772442931300, "transaction": EVENTS[0]["transaction"]},
    )
    assert (updated.before, updated.after, updated.at) == (
        {"id": 4711, "status": "new"},
        {"id": 4711, "status": "paid", "amount": 9007199254740993},
        "2026-03-02T09:15:32.000000001Z",
    )
    assert deleted == Captured(
        format="debezium",
        what=What.CHANGE,
        place=Place(file=str(FILE), line=3, column=1),
        system="shop",
        at="2026-03-02T09:15:33.000Z",
        fields={
            "topic": "shop.public.orders",
            "partition": "0",
            "offset": "7",
            "name": "shop",
            "table": "orders",
            "ts_ms": "1772442933000",
            "op": "d",
        },
        headers=(("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),),
        key='{"id":4711}',
        payload={"id": 4711},
        before={"id": 4711},
        name=("span", "0af7651916cd43dd8448eb211c80319c/b7ad6b7169203331"),
        shares=(("trace", "0af7651916cd43dd8448eb211c80319c"), ("kafka", "shop.public.orders/0/7")),
        rest={"tstype": "create", "broker": 1},
    )
    assert (tombstone.what, tombstone.key, tombstone.fields["tombstone"], tombstone.name) == (
        What.MESSAGE,
        '{"id":4711}',
        "true",
        ("kafka", "shop.public.orders/0/8"),
    )
    assert (outbox.what, outbox.payload, outbox.key, outbox.at) == (
        What.MESSAGE,
        {"orderId": 4711, "customer": "Ada Example"},
        "4711",
        "2026-03-02T09:15:34.000Z",
    )
    assert outbox.fields["id"] == "4d47e190-0402-4048-bc2c-89dd54343cdc"
    assert outbox.headers == (("id", "4d47e190-0402-4048-bc2c-89dd54343cdc"), ("eventType", "OrderPaid"))
    assert (ended.what, ended.fields["status"], ended.shares, ended.at) == (
        What.LOG,
        "END",
        (("transaction", "shop/771:24023128"),),
        "2026-03-02T09:15:31.400Z",
    )
    assert (logged.what, logged.payload, logged.fields["prefix"]) == (
        What.MESSAGE,
        {"user": "Ada Example"},
        "audit",
    )
    assert (truncated.what, truncated.before, truncated.after, truncated.fields["op"]) == (
        What.CHANGE,
        ABSENT,
        ABSENT,
        "t",
    )
    assert (bare.what, bare.fields, bare.key) == (What.MESSAGE, {"tombstone": "true"}, None)
    assert found.mistakes == ()


@pytest.mark.parametrize(
    "wrapped",
    [
        {"op": "c", "source": SOURCE, "after": {"id": 1}},
        {"payload": {"op": "c", "source": SOURCE, "after": {"id": 1}}},
        {"schema": None, "payload": {"op": "c", "source": SOURCE, "after": {"id": 1}}},
        [{"op": "c", "source": SOURCE, "after": {"id": 1}}],
        {"topic": "t", "payload": {"op": "c", "source": SOURCE, "after": {"id": 1}}},
        {"topic": "t", "payload": json.dumps({"op": "c", "source": SOURCE, "after": {"id": 1}})},
        {
            "topic": "t",
            "payload": json.dumps(
                {"schema": {}, "payload": {"op": "c", "source": SOURCE, "after": {"id": 1}}}
            ),
        },
        {"topic": "t", "value": {"schema": {}, "payload": {"op": "c", "source": SOURCE, "after": {"id": 1}}}},
    ],
)
def test_an_event_is_the_same_in_every_wrapping(wrapped: Any) -> None:
    assert debezium.FORMAT.looks(Source("changes.json", json.dumps(wrapped).encode()))
    found, mistakes = read(wrapped)
    assert [(one.what, one.after, one.fields["table"], one.at) for one in found] == [
        (What.CHANGE, {"id": 1}, "orders", "2026-03-02T09:15:31.120Z")
    ]
    assert mistakes == []


@pytest.mark.parametrize(
    ("source", "at"),
    [
        ({"ts_ns": 1772442931120456789, "ts_ms": 1}, "2026-03-02T09:15:31.120456789Z"),
        ({"ts_us": "1772442931120456"}, "2026-03-02T09:15:31.120456Z"),
        ({"ts_usec": 1772442931120456}, "2026-03-02T09:15:31.120456Z"),
        ({"ts_ns": 0, "ts_ms": 1772442931120}, "2026-03-02T09:15:31.120Z"),
        ({"ts_sec": 1772442931}, "2026-03-02T09:15:31Z"),
        ({"ts_ms": 0}, None),
        ({}, None),
    ],
)
def test_the_time_is_that_of_the_database_as_exactly_as_it_was_told(source: Any, at: str | None) -> None:
    ((event,), _) = read({"op": "c", "source": source, "after": {}, "ts_ms": 1772442999999})
    assert event.at == at


@pytest.mark.parametrize(
    ("document", "mistake"),
    [
        ({"op": "x", "source": SOURCE}, ' at /op: op should be one of c, u, d, r, t, m, not "x"'),
        ({"id": 1}, ': this is no change event: {"id": 1}'),
        ({"op": "m", "source": SOURCE}, " at /message: an object should stand here, not null"),
        (
            {"topic": "t", "payload": None, "headers": ["a", "b", "c"]},
            " at /headers: names and values should stand here in turn",
        ),
    ],
)
def test_what_is_no_change_event_is_said(document: Any, mistake: str) -> None:
    assert read(document) == (
        [],
        [
            f"changes.json:1:1: this is no record of Debezium change events (JSON){mistake} (mend it, or leave it out)"
        ],
    )


def test_numbers_of_transactions_are_those_of_their_server() -> None:
    found, _ = read(
        [{"op": "c", "source": {"name": name, "txId": 7}, "after": {}} for name in ("shop", "bank")]
    )
    assert [one.shares for one in found] == [(("transaction", "shop/7"),), (("transaction", "bank/7"),)]


@fuzz
@given(mutations(EVENTS))
def test_whatever_stands_in_an_event_nothing_foreign_comes_of_it(events: Any) -> None:
    nothing_foreign(debezium.FORMAT, written(events))


@fuzz
@given(damaged(FILE.read_bytes()))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(debezium.FORMAT, data)


@pytest.mark.exhaustive
def test_events_cut_anywhere_give_what_stood_before_the_cut() -> None:
    lines = FILE.read_bytes().splitlines(keepends=True)
    hold_when_cut(debezium.FORMAT, b"".join(lines[3:5] + lines[7:8]), is_lines=True)
