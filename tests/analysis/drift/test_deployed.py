"""What is in production where systems are deployed apart."""

from pathlib import Path
from tempfile import TemporaryDirectory

from checker.analysis.drift.deployed import assembled
from checker.analysis.drift.state import state
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet

CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
facts: {posted: {owner: erp}}
systems:
  portal:
    statuses:
      open: {}
      late: {}
      done: {outcome: success, claims: [posted]}
    initial: open
  erp:
    statuses:
      new: {}
      53: {outcome: success, phase: final, claims: [posted]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages: {order: {payload: order.json}}
    status: {when: {new: open, 53: done}, no_answer: open}
"""
NEWER = (
    CONTRACT.replace("      new: {}\n", "      new: {}\n      held: {}\n")
    .replace("{new: open, 53", "{new: open, held: late, 53")
    .replace("order.json", "newer.json")
)


def read(text: str) -> ContractSet:
    files = {"contract.yaml": text, "order.json": '{"type": "object"}', "newer.json": '{"type": "array"}'}
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_text(content, "utf-8")
        (found,) = contract_sets([folder])
    return found


OLD, NEW = read(CONTRACT), read(NEWER)


def test_where_nothing_is_deployed_apart_it_is_the_set_itself() -> None:
    assert assembled(OLD, {}) is OLD


def test_a_system_that_is_deployed_apart_has_its_own_statuses_and_what_it_accepts() -> None:
    found = assembled(OLD, {"erp": NEW})
    (message,) = found.boundaries["portal-to-erp"].messages.values()
    assert list(found.systems["erp"].statuses) == ["new", "held", "53"]
    assert (message.sends.name, message.accepts.name) == ("order.json", "newer.json")
    assert found.boundaries["portal-to-erp"].status == OLD.boundaries["portal-to-erp"].status


def test_a_row_about_a_status_that_is_not_deployed_yet_is_left_out() -> None:
    found = assembled(OLD, {"portal": NEW})
    table = found.boundaries["portal-to-erp"].status
    assert [str(row.shown) for row in table.rows] == ["erp/new", "erp/53"]
    assert state(found).relation.pairs  # all that follows can be worked out


def test_a_boundary_that_one_end_does_not_have_yet_is_not_there() -> None:
    without = read(CONTRACT.partition("boundaries:")[0])
    assert assembled(without, {"portal": NEW}).boundaries == {}
    assert assembled(OLD, {"erp": without}).boundaries == {}


def test_a_system_that_is_not_deployed_yet_shows_nothing_and_may_still_be_named() -> None:
    without = read(
        CONTRACT.partition("boundaries:")[0]
        .replace("facts: {posted: {owner: erp}}", "")
        .partition("  erp:")[0]
        .replace(", claims: [posted]", "")
    )
    found = assembled(OLD, {"erp": without})
    assert (dict(found.systems["erp"].statuses), found.boundaries) == ({}, {})
    assert state(found).contracts is found
