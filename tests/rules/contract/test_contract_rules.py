"""Rules about what stands in a contract beside its statuses."""

from pathlib import Path

import pytest

from checker.analysis.tally import Tally, Uses
from checker.load.sets import contract_sets
from checker.model.coverage import Kind, Thing
from checker.model.findings import Finding, Level
from checker.model.places import Place
from checker.rules.contract import RULES

PLACE = Place(file="contract.yaml", line=1, column=1)
HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"
CONTRACT = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    carries:
      id: {sent: /id, received: /control/docnum}
      trace: {sent: "header:x-trace", received: "header:x-trace"}
    messages:
      order:
        key: /key
        case: /order/id
        transform:
          - {to: /control/docnum, from: /id}
          - {to: /header/key, from: /key}
          - {to: /header/both, from: [/other, /order/id], join: "-"}
          - to: /lines
            each: /order/lines
            rows:
              - {to: order, from: /order/id}
              - {to: parts, each: parts, rows: [{to: line, from: "../key"}]}
              - {to: qty, from: qty}
        compare:
          - ROW
"""


@pytest.fixture
def judged(tmp_path: Path):
    """The findings about a contract, as far as `tally` shows its use."""

    def judge(contract: str, tally: Tally | None = None) -> list[Finding]:
        (tmp_path / "contract.yaml").write_text(HEAD + contract)
        (contracts,) = contract_sets([str(tmp_path)])
        uses = Uses(contracts=contracts, tally=tally or Tally())
        return [finding for rule in RULES for finding in rule.check(uses)]

    return judge


@pytest.mark.parametrize(
    ("at", "tolerance", "what"),
    [
        ("/control/docnum", "uuid", "`id` of `carries`"),
        ("/control", "empty-or-missing", "`id` of `carries`"),
        ("/header/key", "empty-or-missing", "the key of the message"),
        ("/header/both", "uuid", "the case that it belongs to"),
        ("/lines/*/order", "uuid", "the case that it belongs to"),
        ("/lines/*/parts/*/line", "uuid", None),
        ("/header/*", "uuid", "the key of the message"),
        ("/control", "uuid", None),
        ("/control/docnum/x", "uuid", None),
        ("/lines/*/qty", "uuid", None),
        ("/id", "uuid", None),
        ("/lines", "set, key: order", None),
    ],
)
def test_a_tolerance_on_what_tells_messages_apart_is_an_error(judged, at, tolerance, what):
    row = f'{{at: "{at}", is: {tolerance}, because: it differs}}'
    found = judged(CONTRACT.replace("ROW", row))
    why = f"which is {what}: it has to arrive as it was sent"
    expected = [] if what is None else [f"shop-to-erp/order may differ at {at}, {why}"]
    assert [finding.message for finding in found] == expected
    assert all(finding.level is Level.ERROR for finding in found)


STATUS = """
systems: {github: {statuses: {done: {}}}, gate: {statuses: {open: {means: Open}}}}
boundaries:
  github-to-gate:
    from: github
    to: gate
    messages:
      run:
        compare: [{at: /run/state, is: empty-or-missing, because: it differs}]
    status:
      of: OF
      read: [{where: {/action: made}, status: {at: /run/state}}]
      when: {done: open}
"""


def test_a_tolerance_on_a_status_is_an_error(judged):
    found = [one for one in judged(STATUS.replace("OF", "sender")) if one.rule == "tolerance-on-identity"]
    assert [one.message for one in found] == [
        "github-to-gate/run may differ at /run/state, which is where its status stands: "
        "it has to arrive as it was sent"
    ]


def test_a_field_in_which_the_status_is_looked_for_counts_too(judged):
    found = judged(
        STATUS.replace("OF", "sender").replace("at: /run/state, is: empty", "at: /action, is: empty")
    )
    assert [one.message for one in found if one.level is Level.ERROR] == [
        "github-to-gate/run may differ at /action, which is where its status is read: "
        "it has to arrive as it was sent"
    ]


def _tally(*counts: int) -> Tally:
    tally = Tally(compared_messages={("shop-to-erp", "order")})
    tally.rows = {("shop-to-erp", "order", number): count for number, count in enumerate(counts)}
    return tally


TOLERANT = CONTRACT.replace("ROW", "{at: /total, is: decimal, scale: 2, because: it rounds}")


def test_the_field_that_was_received_and_comes_nearest_is_offered(judged):
    tally = _tally(0)
    names = (("received", "/totals"), ("sent", "/total_net"), ("received", "/lines/*/qty"))
    tally.exercised = {
        Thing(kind=Kind.FIELDS, name=("shop-to-erp/order", where, field), what=field, place=PLACE)
        for where, field in names
    }

    (found,) = judged(TOLERANT, tally)

    assert found.fix == "write /totals, if that is meant, or delete the row"


@pytest.mark.parametrize(
    ("tally", "message"),
    [
        (Tally(), None),
        (_tally(1), None),
        (
            _tally(0),
            "no recorded shop-to-erp/order has anything at /total, so that the row tolerates nothing",
        ),
        (
            _tally(2),
            "/total leads to several places of a recorded shop-to-erp/order, and the row speaks of one",
        ),
    ],
)
def test_a_tolerance_is_used_where_its_place_was_recorded_once(judged, tally, message):
    found = judged(TOLERANT, tally)
    assert [one.message for one in found] == ([] if message is None else [message])
    assert all(one.level is Level.WARNING and one.subject == "shop-to-erp/order#/total" for one in found)


def test_a_system_with_statuses_that_nobody_explains_is_asked_once(judged):
    found = judged(
        "systems:\n"
        "  one: {statuses: {a: {means: It is}, b: {}}}\n"
        "  many: {statuses: {a: {}, b: {}, c: {}, d: {}, e: {}}}\n"
        "  none: {statuses: {a: {means: It is}}}\n"
        "boundaries: {one-to-many: {from: one, to: many}}\n"
    )
    assert [(one.rule, one.level, one.subject, one.message) for one in found] == [
        ("means-missing", Level.NOTE, "one", 'nothing says what "b" of one means'),
        ("means-missing", Level.NOTE, "many", 'nothing says what "a", "b", "c" and 2 more of many mean'),
    ]
