"""An answer comes within the time that the contract gives it."""

import pytest

from tests.analysis.recorded.written import at, status

ASKING = """
systems:
  desk: {statuses: {sent: {}, done: {}}}
  erp: {statuses: {53: {}, 64: {}}}
  erp_http: {part_of: erp, statuses: {202: {}}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    answer_within: 1m
    messages: {order: {payload: none}}
  erp-to-desk:
    from: erp
    to: desk
    messages: {news: {payload: schemas/any.json}}
    status: {of: sender, read: [{status: {at: /state}}], when: {53: done, 64: sent}}
"""


@pytest.fixture
def late(look, told, tmp_path):
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "any.json").write_text("true")

    def see(*events, contract=ASKING, complete=("desk", "erp"), **header):
        return [one for one in told(look(contract, events, *complete, **header)) if one.startswith("late")]

    return see


def sent(second, **rest):
    return {"kind": "sent", "at": at(second), "boundary": "desk-to-erp", "message": "order", **rest}


def test_an_answer_in_time_is_fine(late):
    assert late(sent(0), status("erp", "53", 60, to="desk")) == []


def test_one_that_came_later_is_late(late):
    assert late(sent(0), status("erp", "53", 61, to="desk")) == ["late desk-to-erp 61s e2"]


def test_the_first_answer_counts_also_that_of_a_face(late):
    events = [sent(0), status("erp_http", "202", 1, to="desk"), status("erp", "53", 999, to="desk")]
    assert late(*events) == []


def test_what_is_told_to_another_is_no_answer(late):
    events = [sent(0), status("erp", "64", 1, to="erp"), status("erp", "53", 99, to="desk")]
    assert late(*events) == ["late desk-to-erp 99s e3"]


def test_news_that_are_sent_back_are_an_answer(late):
    news = {"kind": "sent", "boundary": "erp-to-desk", "message": "news", "payload": {"state": "53"}}
    assert late(sent(0), {**news, "at": at(30)}, status("erp", "64", 99, to="desk")) == []
    assert late(sent(0), {**news, "at": at(70)}) == ["late desk-to-erp 70s e2"]


def test_a_reply_is_an_answer_when_the_exchange_is_over(late):
    exchange = {
        "kind": "exchange",
        "at": at(0),
        "boundary": "desk-to-erp",
        "message": "order",
        "reply": {"code": "200"},
    }
    assert late(exchange) == []
    assert late({**exchange, "until": at(5)}) == []
    assert late({**exchange, "until": at(65)}) == ["late desk-to-erp 65s e1"]


def test_every_attempt_waits_anew_where_the_contract_retries(late):
    events = [sent(0), sent(50, of="e1", attempt=2), status("erp", "53", 100, to="desk")]
    assert late(*events) == ["late desk-to-erp 100s e3"]
    retrying = ASKING.replace(
        "answer_within: 1m", "answer_within: 1m\n    retry: {after: no_answer, attempts: 3}"
    )
    assert late(*events, contract=retrying) == []


def test_no_answer_by_the_end_of_the_recording_is_late(late):
    assert late(sent(0), captured=at(3600)) == ["late desk-to-erp 3600s unanswered"]
    assert late(sent(0), captured=at(59)) == []
    assert late(sent(0), status("desk", "sent", 100)) == ["late desk-to-erp 100s unanswered"]


def test_whom_a_status_told_may_not_be_recorded(late):
    assert late(sent(0), status("erp", "53", 1), captured=at(3600)) == []


def test_an_answer_that_was_not_captured_may_have_come(look, told, skipped):
    seen = look(ASKING.replace("schemas/any.json", "none"), [sent(0)], "desk", captured=at(3600))
    assert told(seen) == []
    assert skipped(seen) == ["whether desk-to-erp was answered in time: not all of erp was captured"]


def test_without_times_nothing_is_late(late):
    assert late(sent(None), status("erp", "53", 600, to="desk")) == []
    assert late(sent(0), status("erp", "53", None, to="desk", of="e1"), captured=at(3600)) == []
