"""Statuses of many parts: what a report lists, what is missing, and what may be said of all."""

import pytest

from tests.analysis.recorded.written import at, status

RUN = """
facts: {arrived: {owner: bank}}
systems:
  run:
    statuses:
      open: {}
      paid: {outcome: success, claims: [arrived]}
      partly: {outcome: partial}
      failed: {outcome: failure, phase: final}
      empty: {}
    initial: open
  bank:
    statuses:
      QUEUED: {}
      PAID: {outcome: success, claims: [arrived]}
      FAILED: {outcome: failure, phase: final, denies: [arrived]}
boundaries:
  run-to-bank:
    from: run
    to: bank
    messages: {ask: {payload: schemas/any.json}}
    status:
      parts:
        at: /payouts
        key: payout
        read: [{status: {at: state}}]
        expected: {at: /payouts, key: payout}
        rows:
          - {any: [absent, QUEUED], report: open}
          - {all: [PAID], report: paid}
          - {all: [FAILED], report: failed}
          - {any: [FAILED], report: partly}
          - {none: true, report: empty}
          - {otherwise: open}
"""


@pytest.fixture
def seen(look, told, tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "any.json").write_text("true")

    def see(*events, contract=RUN, complete=("run", "bank")):
        return told(look(contract, events, *complete))

    return see


def report(asked, *parts, second=1.0, **rest):
    payload = {"payouts": [{"payout": name} for name in asked]}
    listed = [{"payout": name, "state": state} for name, state in parts]
    reply = {"code": "200", "payload": {"payouts": listed}}
    event = {"kind": "exchange", "at": at(second), "boundary": "run-to-bank", "message": "ask"}
    return {**event, "sent": payload, "received": payload, "reply": reply, **rest}


def shown(code, second=2.0):
    return status("run", code, second, of="e1")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([("a", "PAID"), ("b", "PAID")], "paid"),
        ([("a", "PAID"), ("b", "QUEUED")], "open"),
        ([("a", "PAID"), ("b", "FAILED")], "partly"),
        ([("a", "FAILED"), ("b", "FAILED")], "failed"),
    ],
)
def test_a_report_explains_what_its_parts_come_to(seen, parts, code):
    assert seen(report("ab", *parts), shown(code)) == []


def test_a_part_that_the_report_leaves_out_is_absent(seen):
    assert seen(report("ab", ("a", "PAID")), shown("paid")) == [
        "unexplained run/paid e2",
        "misleading run/paid e2 ['arrived']",
    ]
    assert seen(report("ab", ("a", "FAILED")), shown("failed")) == ["unexplained run/failed e2"]


def test_what_one_part_lacks_is_not_said_of_all(seen):
    found = ["unexplained run/paid e2", "misleading run/paid e2 ['arrived']"]
    assert seen(report("ab", ("a", "PAID"), ("b", "FAILED")), shown("paid")) == found


def test_no_parts_at_all_have_a_row_of_their_own(seen):
    assert seen(report(""), shown("empty")) == []


def test_a_code_that_nobody_declared_falls_to_otherwise(seen):
    assert seen(report("a", ("a", "ODD")), shown("open")) == ["UndeclaredStatus"]


def test_without_what_was_asked_a_part_may_be_missing(seen):
    event = report("ab", ("a", "PAID"))
    del event["sent"], event["received"]
    event["received"] = {"payouts": []}
    assert [one for one in seen(event, shown("open")) if one.startswith("unexplained")] == []


def test_a_reply_without_the_list_is_no_report(seen):
    event = report("a", ("a", "PAID"))
    event["reply"] = {"code": "500", "payload": {"error": "down"}}
    assert seen(event, shown("failed")) == ["unexplained run/failed e2"]


def test_a_part_that_is_in_another_report_has_changed_by_itself(seen):
    first = report("a", ("a", "QUEUED"), id="e1")
    second = report("a", ("a", "PAID"), second=5.0, id="e2")
    assert seen(first, second, status("run", "paid", 6, of="e2")) == []


def test_a_final_status_of_a_part_is_not_left(seen):
    first = report("a", ("a", "FAILED"), id="e1")
    second = report("a", ("a", "PAID"), second=5.0, id="e2")
    assert seen(first, second) == ["reopened bank/FAILED e2"]


LINES = """
facts: {shipped: {owner: line}}
systems:
  line:
    statuses: {open: {}, shipped: {outcome: success, claims: [shipped]}, cancelled: {phase: final, denies: [shipped]}}
    moves: {open: [shipped, cancelled]}
  order:
    success_claims: [shipped]
    statuses: {open: {}, shipped: {outcome: success}, partly: {outcome: partial}}
    initial: open
boundaries:
  order-to-line:
    from: order
    to: line
    status:
      parts:
        expected: complete
        rows:
          - {any: [open], report: open}
          - {all: [shipped], report: shipped}
          - {any: [shipped], report: partly}
          - {otherwise: open}
"""


def line(name, code, second):
    return status("line", code, second, ids={"line": name})


def test_parts_may_show_their_statuses_one_by_one(seen):
    two = [line("1", "shipped", 1), line("2", "cancelled", 2)]
    assert seen(*two, status("order", "partly", 3), contract=LINES, complete=("order", "line")) == []
    both = [line("1", "open", 1), line("2", "shipped", 2), line("1", "shipped", 3)]
    assert seen(*both, status("order", "shipped", 4), contract=LINES, complete=("order", "line")) == []


def test_what_the_parts_never_showed_together_explains_nothing(seen):
    events = [line("1", "open", 1), line("2", "shipped", 2), status("order", "shipped", 3)]
    assert seen(*events, contract=LINES, complete=("order", "line")) == ["unexplained order/shipped e3"]


def test_of_parts_that_nobody_can_tell_any_set_may_have_been_heard(seen):
    events = [status("line", "open", 1), status("line", "shipped", 2), status("order", "shipped", 3)]
    assert seen(*events, contract=LINES, complete=("order", "line")) == []


def test_a_part_is_not_a_rejection_of_all(seen):
    events = [line("1", "cancelled", 1), line("2", "open", 2), status("order", "open", 3)]
    assert (
        seen(
            *events,
            contract=LINES,
            complete=("order", "line"),
        )
        == []
    )


WEBHOOKS = """
systems:
  gate: {statuses: {open: {}, good: {}}, initial: open}
  ci: {statuses: {running: {}, passed: {}}}
boundaries:
  ci-to-gate:
    from: ci
    to: gate
    messages: {check: {payload: schemas/any.json}}
    status:
      of: sender
      parts:
        key: name
        read: [{status: {at: /state}}]
        expected: {reference: checks}
        rows:
          - {any: [absent, running], report: open}
          - {all: [passed], report: good}
reference: {checks: {file: checks.csv, key: name, value: must}}
"""


def check(name, state, second):
    event = {"kind": "sent", "at": at(second), "boundary": "ci-to-gate", "message": "check"}
    return {**event, "payload": {"name": name, "state": state}}


def test_each_message_can_be_one_part(seen, tmp_path):
    (tmp_path / "checks.csv").write_text("name,must\nlint,yes\nunit,yes\n")
    both = [check("lint", "running", 1), check("unit", "passed", 2), check("lint", "passed", 3)]
    assert seen(*both, status("gate", "good", 4), contract=WEBHOOKS, complete=("gate", "ci")) == []
    early = [*both[:2], status("gate", "good", 4)]
    assert seen(*early, contract=WEBHOOKS, complete=("gate", "ci")) == ["unexplained gate/good e3"]
