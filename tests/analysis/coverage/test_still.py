"""What is left shrinks to nothing, whatever share of the cases saw it."""

from pathlib import Path

import pytest

from checker.analysis.coverage import NOTHING, Still
from checker.analysis.replay import SeenCase, compiled
from checker.analysis.tally import Tally
from checker.load.recordings import recording
from checker.load.sets import contract_sets
from checker.model.coverage import Kind
from tests.analysis.recorded.written import status

CONTRACT = """
systems:
  shop: {statuses: {open: {}, done: {}}, moves: {open: [done]}, initial: open}
  erp: {statuses: {ok: {}}}
boundaries:
  b:
    from: shop
    to: erp
    messages:
      m: {sends: schemas/m.json, transform: [{to: /a, from: /a, default: 0}]}
    status: {when: {ok: done}}
"""
FILES = {"schemas/m.json": {"properties": {"a": {}}}}
EXCHANGE = {"kind": "exchange", "boundary": "b", "message": "m"}
WITH = [{**EXCHANGE, "sent": {"a": 1}, "received": {"a": 1}}]
WITHOUT = [{**EXCHANGE, "sent": {}, "received": {"a": 0}}]
SHOWN = [status("shop", "open", 1), status("erp", "ok", 2), status("shop", "done", 3)]


def test_what_is_left_ends_when_everything_was_exercised(declared):
    found = declared(CONTRACT, FILES)
    still = Still(found.inventory)
    assert [len(things) for things in found.each(still, WITH, WITH, WITHOUT, SHOWN, SHOWN)] == [2, 0, 1, 2, 0]
    assert still.messages == {}
    assert found.each(still, WITH, SHOWN) == [NOTHING, NOTHING]


def test_a_payload_that_is_not_as_declared_exercises_what_it_has(declared):
    found = declared(CONTRACT, FILES)
    wrong = [{**EXCHANGE, "sent": {"a": 1}, "received": {"a": 2}}]
    assert found.by(wrong) == found.by(WITH) == ["b/m: /a, applied", "b/m: /a, sent"]


def test_shares_of_cases_come_to_the_same_in_any_order(declared):
    found = declared(CONTRACT, FILES)
    cases = (WITH, WITHOUT, SHOWN)
    tallies = []
    for share in ((WITH, WITHOUT), (SHOWN, WITH)):
        tally = Tally(still=Still(found.inventory))
        for things in found.each(Still(found.inventory), *share):
            tally.add(SeenCase(set="example", case="1", recording="a.jsonl", exercised=things))
        tallies.append(tally)
    first, second = tallies
    whole = frozenset().union(*found.each(Still(found.inventory), *cases))
    assert first.exercised != whole != second.exercised
    first.merge(second)
    assert first.exercised == whole
    assert first.still is not None
    assert first.still.messages == {}


def test_the_shares_of_every_kind_name_what_is_missing_in_the_order_of_the_contract(declared):
    found = declared(CONTRACT, FILES)
    (things,) = found.each(Still(found.inventory), WITH)
    shares = found.inventory.coverage(things, {("shop", "done"), ("shop", "lost"), ("crm", "x")}).shares
    assert {kind.value: (share.seen, share.of) for kind, share in shares.items()} == {
        "statuses": (1, 3),
        "rows": (0, 1),
        "moves": (0, 1),
        "fields": (1, 1),
        "branches": (1, 2),
    }
    missing = {kind: [thing.what for thing in share.missing] for kind, share in shares.items()}
    assert missing == {
        Kind.STATUSES: ["shop/open", "erp/ok"],
        Kind.ROWS: ["b: erp/ok -> shop/done"],
        Kind.MOVES: ["shop: open -> done"],
        Kind.FIELDS: [],
        Kind.BRANCHES: ["b/m: /a, default"],
    }


@pytest.mark.parametrize("story", ["github-checks", "order-to-cash", "overtaken", "payouts"])
def test_what_is_left_hides_nothing_of_what_a_later_case_exercises(story):
    (contracts,) = contract_sets([str(Path(__file__).parents[3] / "contracts" / story)])
    replay = compiled(contracts)
    inventory = replay.inventory()
    still, found, alone = Still(inventory), set(), set()
    for path in contracts.recordings:
        for case in recording(path).cases():
            seen = replay.look(case, still).exercised
            assert found.isdisjoint(seen)
            found |= seen
            still.close(seen)
            alone |= replay.look(case, Still(inventory)).exercised
    assert found == alone
    assert found


def test_an_optional_field_that_comes_late_is_seen_with_the_row_that_reads_it(declared):
    contract = CONTRACT.replace(
        "[{to: /a, from: /a, default: 0}]", "[{to: /b, from: /a/b}, {to: /c, value: 1}]"
    )
    found = declared(contract, {"schemas/m.json": {"properties": {"a": {"properties": {"b": {}}}}}})
    payloads = [{}, {"a": 1}, {"a": {}}, {"a": {"b": None}}, {"a": {"b": 2}}, {"a": {"b": 3}}]
    cases = [[{**EXCHANGE, "sent": sent, "received": {"b": 2, "c": 1}}] for sent in payloads]
    each = found.each(Still(found.inventory), *cases)
    assert [sorted(thing.what for thing in things) for things in each] == [
        ["b/m: /c, applied"],
        ["b/m: /a, sent"],
        [],
        ["b/m: /a/b, sent"],
        ["b/m: /b, applied"],
        [],
    ]
