"""The second implementation against itself: channels that hold little show no more than those without bound."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from tests.analysis.exploring.brute.ends import Flap, Stale, Stuck, flapping, stale, stuck
from tests.analysis.exploring.brute.runs import TooManyError, bounded, every_run
from tests.analysis.exploring.models import random_model
from tests.analysis.exploring.written import as_yaml

HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], ContractSet]:
    def read(text: str) -> ContractSet:
        (tmp_path / "contract.yaml").write_text(text, encoding="utf-8")
        (contracts,) = contract_sets([str(tmp_path)])
        return contracts

    return read


def test_a_random_model_is_a_contract_that_could_have_been_written(
    read: Callable[[str], ContractSet],
) -> None:
    for number in range(0, 400, 20):
        contracts = random_model(number)
        assert read(as_yaml(contracts)) == contracts


@pytest.mark.exhaustive
def test_two_messages_in_flight_show_no_more_than_channels_without_bound() -> None:
    """Messages that are really lost, doubled and overtaken."""
    equal = walked = 0
    for number in range(150):
        contracts = random_model(number)
        try:
            whole = every_run(contracts, most=100)
            one = every_run(contracts, bounded(1), most=1000)
            two = every_run(contracts, bounded(2), most=1000)
        except TooManyError:
            continue
        walked += 1
        assert one.together <= two.together <= whole.together
        assert one.unfounded <= two.unfounded <= whole.unfounded
        equal += two.together == whole.together and two.unfounded == whole.unfounded
    assert walked > 75
    assert equal > walked * 0.9


@pytest.mark.exhaustive
def test_as_many_messages_in_flight_as_there_are_statuses_show_the_same_as_channels_without_bound() -> None:
    walked = 0
    for number in range(200, 300):
        contracts = random_model(number)
        try:
            whole = every_run(contracts, most=40)
            runs = every_run(contracts, bounded(4), most=1500)
        except TooManyError:
            continue
        walked += 1
        assert (runs.together, runs.unfounded) == (whole.together, whole.unfounded)
    assert walked > 30


def test_a_message_read_late_shows_what_was_true_when_it_was_sent(read: Callable[[str], ContractSet]) -> None:
    runs = every_run(
        read(
            HEAD
            + """
facts: {paid: {owner: bank, revocable: true}}
systems:
  shop: {statuses: {open: {}, done: {claims: [paid]}}}
  bank: {statuses: {in: {claims: [paid]}, back: {denies: [paid]}}, moves: {in: [back]}}
boundaries:
  shop-bank: {from: shop, to: bank, status: {when: {in: done, back: open}}}
"""
        )
    )
    assert runs.systems == ("shop", "bank")
    assert runs.together == {(shop, bank) for bank in ("in", "back") for shop in (None, "open", "done")} - {
        ("open", "in")
    }
    assert runs.unfounded == set()
    assert flapping(runs) == {Flap("bank", "in", "open", "done")}


def test_a_reader_that_is_final_keeps_a_stale_claim(read: Callable[[str], ContractSet]) -> None:
    contracts = read(
        HEAD
        + """
facts: {paid: {owner: bank, revocable: true}}
systems:
  shop: {statuses: {open: {}, done: {phase: final, claims: [paid]}}}
  bank: {statuses: {in: {claims: [paid]}, back: {denies: [paid]}}, moves: {in: [back]}}
boundaries:
  shop-bank: {from: shop, to: bank, status: {when: {in: done, back: open}}}
"""
    )
    runs = every_run(contracts)
    assert stale(runs, contracts) == {Stale("shop", "done", "paid")}
    assert flapping(runs) == set()


def test_a_rejection_that_nobody_shows_leaves_its_reader_stuck(read: Callable[[str], ContractSet]) -> None:
    contracts = read(
        HEAD
        + """
facts: {shipped: {owner: store}}
systems:
  shop: {statuses: {waiting: {}, sent: {claims: [shipped]}}}
  store: {statuses: {picking: {}, gone: {claims: [shipped]}, dropped: {phase: final, denies: [shipped]}}, moves: {picking: [gone, dropped]}}
boundaries:
  shop-store: {from: shop, to: store, status: {when: {picking: waiting, gone: sent, dropped: waiting}}}
"""
    )
    assert stuck(every_run(contracts), contracts) == {Stuck("store", "shop", "shipped")}


AGAIN = """
facts: {}
systems:
  reader: {statuses: {r0: {}, r1: {}, r2: {}, r3: {}}, initial: r0}
  source: {statuses: {up: {}, down: {}, gone: {}}, moves: {up: [down, gone], down: [up]}, initial: up}
  third: {statuses: {t: {}}}
boundaries:
  source-third: {from: source, to: third, leaves: {when: gone, enters: t}}
  reader-third: {from: reader, to: third, status: {when: {t: {report: r1, while: [r0]}}}}
  reader-source:
    from: reader
    to: source
    delivery: {order: fifo}
    status: {when: {up: {report: r2, while: [r1]}, down: {report: r3, while: [r2]}, gone: {ignore: never}}}
"""


def test_a_status_shown_again_before_it_was_read_stands_at_its_last_showing_only(
    read: Callable[[str], ContractSet],
) -> None:
    """The one thing in which an ordered channel holds more: up, down, up, gone, all unread."""
    contracts = read(HEAD + AGAIN)
    assert every_run(contracts, bounded(4)).together - every_run(contracts).together == {("r3", "gone", "t")}
