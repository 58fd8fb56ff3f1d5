"""One message that came several times, and how it was answered each time."""

import pytest

from checker.analysis.replay.seen import AnsweredDifferently, SeenCase

CONTRACT = """
facts: {booked: {owner: erp}}
systems:
  shop: {statuses: {sent: {}, done: {}, refused: {}}}
  erp:
    statuses:
      taken: {}
      booked: {outcome: success, phase: final, claims: [booked]}
      known: {outcome: success, phase: final, claims: [booked]}
      refused: {outcome: failure, phase: final}
    moves: {taken: [booked, refused]}
    initial: taken
  erp_http: {part_of: erp, statuses: {202: {layer: transport}, 503: {layer: transport, outcome: unknown}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    retry: {after: [no_answer], idempotent: true}
    messages: {order: {key: /id}}
    status:
      read:
        - {code: 200, status: booked}
        - {code: 208, status: known}
        - {code: 202, status: taken}
        - {code: 409, status: refused}
        - {code: 503, status: erp_http/503}
        - {code: 5xx, no_answer: true}
      when: {taken: sent, booked: done, known: done, refused: refused, erp_http/503: sent, erp_http/202: sent}
      no_answer: sent
"""
UNREAD = """
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
  erp_http: {part_of: erp, statuses: {202: {layer: transport}, 300: {layer: transport, outcome: unknown}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    delivery: {times: at-least-once}
    messages: {order: {key: /id}, ping: {payload: none}}
"""


def _sent(name: str, code: str | None, **rest: object) -> dict[str, object]:
    event = {"case": "1", "id": name, "kind": "sent", "boundary": "shop-to-erp", "message": "order"}
    reply = {"reply": {"code": code}} if code is not None else {}
    return {**event, "payload": {"id": "4711"}, **reply, **rest}


def _answers(seen: SeenCase) -> list[tuple[str, str, str, str]]:
    return [
        (one.first.code, str(one.first.seen.event), one.again.code, str(one.again.seen.event))
        for one in seen.observations
        if isinstance(one, AnsweredDifferently)
    ]


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("200", "200"),
        ("200", "208"),
        ("503", "202"),
        ("500", "200"),
        ("200", "503"),
        ("202", "200"),
        ("202", "409"),
        (None, "409"),
    ],
    ids=[
        "same",
        "one-meaning",
        "unknown",
        "no-answer",
        "then-unknown",
        "moved-on",
        "moved-off",
        "unanswered",
    ],
)
def test_answers_that_agree_or_that_are_none_are_one_answer(look, first, again):
    (seen,) = look(CONTRACT, [_sent("a", first), _sent("b", again, of="a", attempt=2)])
    assert _answers(seen) == []


@pytest.mark.parametrize(("first", "again"), [("200", "409"), ("409", "200"), ("200", "202")])
def test_answers_that_do_not_agree_are_told_with_their_events(look, first, again):
    read = {"200": "booked", "202": "taken", "409": "refused"}
    (seen,) = look(CONTRACT, [_sent("a", first), _sent("b", again, of="a", attempt=2)])
    assert _answers(seen) == [(read[first], "a", read[again], "b")]


def test_an_answer_after_one_that_was_none_is_held_against_those_before(look):
    events = [_sent("a", "200"), _sent("b", "503"), _sent("c", "409")]
    (seen,) = look(CONTRACT, events)
    assert _answers(seen) == [("booked", "a", "refused", "c")]


@pytest.mark.parametrize(
    "again",
    [
        {"payload": {"id": "4712"}},
        {"payload": {"id": "4711", "more": 1}},
        {"payload": {"id": 4711.5}},
    ],
)
def test_another_message_may_be_answered_otherwise(look, again):
    (seen,) = look(CONTRACT, [_sent("a", "200"), _sent("b", "409", **again)])
    assert _answers(seen) == []


def test_where_a_message_may_not_come_again_nothing_is_said(look):
    contract = CONTRACT.replace("idempotent: true", "idempotent: false")
    (seen,) = look(contract, [_sent("a", "200"), _sent("b", "409")])
    assert _answers(seen) == []


def test_the_key_of_a_retry_outranks_that_of_the_message(look):
    contract = CONTRACT.replace("idempotent: true", 'idempotent: true, key: "header:x-key"')
    first = _sent("a", "200", headers=[["x-key", "1"]])
    for key, found in (("1", [("booked", "a", "refused", "b")]), ("2", [])):
        (seen,) = look(contract, [first, _sent("b", "409", headers=[["x-key", key]])])
        assert _answers(seen) == found


def test_statuses_that_the_receiver_shows_are_answers_too(look):
    def shown(name: str, of: str, code: str, **rest: object) -> dict[str, object]:
        event = {"case": "1", "id": name, "kind": "status", "system": "erp", "of": of}
        return {**event, "status": {"code": code, **rest}}

    sent = [_sent("a", None), _sent("b", None)]
    (seen,) = look(CONTRACT, [*sent, shown("c", "a", "booked"), shown("d", "b", "refused", to="shop")])
    assert _answers(seen) == [("booked", "c", "refused", "d")]
    (seen,) = look(CONTRACT, [*sent, shown("c", "a", "taken"), shown("d", "b", "refused")])
    assert _answers(seen) == []
    (seen,) = look(CONTRACT, [*sent, shown("c", "a", "booked"), shown("d", "b", "refused", to="erp")])
    assert _answers(seen) == []


@pytest.mark.parametrize(
    ("first", "again", "differ"),
    [
        ("200", "201", False),
        ("202", "202", False),
        ("200", "400", True),
        ("400", "404", True),
        ("503", "200", False),
        ("429", "200", False),
        ("401", "200", False),
        ("200", "300", False),
        ("OK", "DUPLICATE", True),
    ],
)
def test_of_codes_that_nobody_reads_success_is_one_answer(look, first, again, differ):
    (seen,) = look(UNREAD, [_sent("a", first), _sent("b", again)])
    assert _answers(seen) == ([(first, "a", again, "b")] if differ else [])


def test_what_was_received_twice_was_sent_once(look):
    received = {"kind": "received", "of": "a"}
    events = [_sent("a", None), _sent("b", "200", **received), _sent("c", "400", **received)]
    (seen,) = look(UNREAD, events)
    assert _answers(seen) == [("200", "b", "400", "c")]


def test_without_a_key_only_attempts_are_one_message(look):
    contract = UNREAD.replace("order: {key: /id}", "order: {}")
    for rest, found in (({"of": "a", "attempt": 2}, [("200", "a", "400", "b")]), ({"of": "a"}, []), ({}, [])):
        (seen,) = look(contract, [_sent("a", "200", attempt=1), _sent("b", "400", **rest)])
        assert _answers(seen) == found


def test_a_payload_that_nobody_captured_may_be_another(look):
    unseen = {**_sent("b", "400"), "body": {"state": "not-recorded"}}
    del unseen["payload"]
    (seen,) = look(UNREAD, [_sent("a", "200"), unseen])
    assert _answers(seen) == []
    pings = [{**_sent(name, code, attempt=2, of="a"), "message": "ping"} for name, code in (("b", "400"),)]
    first = {**_sent("a", "200"), "message": "ping"}
    for event in (first, *pings):
        del event["payload"]
    (seen,) = look(UNREAD, [first, *pings])
    assert _answers(seen) == [("200", "a", "400", "b")]
