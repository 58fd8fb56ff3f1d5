"""Final statuses stay, and come only once the matter has settled."""

import pytest

from tests.analysis.recorded.written import at, status

PAYING = """
systems:
  shop:
    statuses: {waiting: {}, paid: {}, settled: {phase: final}, failed: {phase: final}}
    moves: {paid: [settled]}
    initial: waiting
  bank:
    statuses: {booked: {}, returned: {}, refused: {phase: final}}
    moves: {booked: [returned, refused]}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    settles_after: 1h
    messages: {pay: {payload: none}}
    status: {when: {booked: paid, returned: waiting, refused: failed}, no_answer: waiting}
"""


@pytest.fixture
def seen(look, told):
    return lambda *events, complete=("shop", "bank"): told(look(PAYING, events, *complete))


def test_a_final_status_that_is_left_is_reopened(seen):
    events = [status("bank", "refused", 1), status("shop", "failed", 2), status("shop", "waiting", 3)]
    assert seen(*events) == ["reopened shop/failed e3"]


def test_where_nothing_leads_away_from_it_that_is_seen_too(seen):
    events = [status("bank", "refused", 1), status("shop", "failed", 2), status("shop", "paid", 3)]
    assert seen(*events) == ["unexplained shop/paid e3", "reopened shop/failed e3"]


def test_a_final_status_that_is_shown_again_is_not_left(seen):
    assert seen(status("bank", "refused", 1), status("shop", "failed", 2), status("shop", "failed", 3)) == []


def test_a_final_status_before_the_other_side_has_settled_is_early(seen):
    assert seen(status("bank", "booked", 1), status("shop", "settled", 61)) == ["early shop/settled e2"]
    assert seen(status("bank", "booked", 1), status("shop", "settled", 3602)) == []


def test_the_time_counts_from_the_first_time_that_it_was_said(seen):
    events = [status("bank", "booked", 1), status("bank", "booked", 3000), status("shop", "settled", 3700)]
    assert seen(*events) == []


def test_a_final_word_has_settled_at_once(seen):
    assert seen(status("bank", "refused", 1), status("shop", "failed", 2)) == []


def test_before_any_word_the_time_counts_from_the_message(seen):
    sent = {"kind": "sent", "at": at(0), "boundary": "shop-to-bank", "message": "pay"}
    early = [one for one in seen(sent, status("shop", "settled", 9)) if one.startswith("early")]
    assert early == ["early shop/settled e2"]


def test_without_times_nothing_is_early(seen):
    assert seen(status("bank", "booked"), status("shop", "settled", of="e1")) == []


def test_where_not_all_was_captured_the_last_word_is_not_known(look, told, skipped):
    seen = look(PAYING, [status("bank", "booked", 1), status("shop", "settled", 61)], "shop")
    assert told(seen) == []
    assert skipped(seen) == ["whether shop closed too early: not every status of bank was captured"]


NEWS = """
systems:
  shop: {statuses: {open: {}, done: {}}, initial: open}
  bank: {external: true, statuses: {queued: {}, paid: {phase: final}}, moves: {queued: [paid]}}
boundaries:
  bank-to-shop:
    from: bank
    to: shop
    messages: {news: {payload: schemas/any.json}}
    status: {of: sender, read: [{status: {at: /state}}], when: {queued: open, paid: done}}
"""


@pytest.fixture
def news(look, told, tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "any.json").write_text("true")
    return lambda *events: told(look(NEWS, events, "shop", "bank"))


def message(kind, state, second, **rest):
    event = {"kind": kind, "at": at(second), "boundary": "bank-to-shop", "message": "news"}
    payload = (
        {"sent": {"state": state}, "received": {"state": state}}
        if kind == "exchange"
        else {"payload": {"state": state}}
    )
    return {**event, **payload, **rest}


def test_news_that_was_sent_after_a_final_status_reopens_it(news):
    assert news(message("sent", "paid", 1), message("sent", "queued", 2)) == [
        "unexplained bank/queued e2",
        "reopened bank/paid e2",
    ]


def test_a_message_that_is_sent_again_is_no_news(news):
    events = [message("sent", "queued", 1), message("sent", "paid", 2), message("sent", "queued", 3, of="e1")]
    assert news(*events) == []


def test_nor_is_one_that_is_delivered_again(news):
    events = [
        message("exchange", "queued", 1),
        message("exchange", "paid", 2),
        message("exchange", "queued", 3),
    ]
    assert news(*events) == []


def test_when_something_was_received_does_not_say_when_it_was_shown(news):
    assert news(message("received", "paid", 1), message("received", "queued", 2)) == []
