"""Where ids and trace contexts went, in recorded cases."""

import pytest

from checker.analysis.replay.seen import ContextBroken, EnrichmentMissing, SeenCase

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
OTHER = "80e1afed08e019fc1110464cfa66635c"

Event = dict[str, object]

SHOP = """
facts: {booked: {owner: books}}
systems:
  desk: {statuses: {asked: {}, done: {}}}
  bus: {statuses: {taken: {}}}
  books: {statuses: {B1: {claims: [booked]}}}
  store: {statuses: {LEFT: {}}}
boundaries:
  desk-to-bus:
    from: desk
    to: bus
    carries: {traceparent: w3c}
    messages: {ticket: {key: /no}}
  bus-to-books:
    from: bus
    to: books
    carries:
      traceparent: w3c
      ticket: {sent: /no, received: /doc/ref, then: [{pad: {left: "0", to: 8}}]}
    messages:
      ticket:
        transform:
          - {to: /doc/ref, from: /no, pad: {left: "0", to: 8}}
          - {to: /pieces, from: /pieces, number: {scale: 0}}
  books-to-store:
    from: books
    to: store
    carries: {traceparent: w3c}
    messages:
      pickup:
        payload: schemas/pickup.json
        enriches: {/gate: {from: books}}
"""
SCHEMAS = {
    "schemas/pickup.json": {
        "type": "object",
        "required": ["no", "gate"],
        "properties": {"no": {"type": "string"}, "gate": {"type": "string"}},
    }
}
FULL = {"complete": {"desk": "full", "bus": "full", "books": "full", "store": "status"}}


def _headers(trace: str = TRACE, span: str = "00f067aa0ba902b7") -> list[list[str]]:
    return [["traceparent", f"00-{trace}-{span}-01"]]


def _message(name: str, kind: str, system: str, boundary: str, payload: object, **rest: object) -> Event:
    message = "pickup" if boundary == "books-to-store" else "ticket"
    event = {"case": "88", "id": name, "kind": kind, "system": system, "boundary": boundary}
    return {**event, "message": message, "headers": _headers(), "payload": payload, **rest}


def _incident() -> list[Event]:
    """A ticket crosses desk, bus and books, with a retry; the store is told without gate and trace."""
    ticket = {"no": "88", "pieces": "2"}
    first = _headers(span="1" * 16)
    second = {"attempt": 2, "headers": _headers(span="2" * 16)}
    document = {"doc": {"ref": "00000088"}, "pieces": 2}
    posted = {"fact": "booked", "key": "9"}
    told = {"of": "b4", "headers": []}
    return [
        _message("a1", "sent", "desk", "desk-to-bus", ticket),
        _message("a2", "received", "bus", "desk-to-bus", ticket, of="a1"),
        _message("b1", "sent", "bus", "bus-to-books", ticket, of="a2", attempt=1, headers=first),
        _message("b2", "sent", "bus", "bus-to-books", ticket, of="b1", **second),
        _message("b3", "received", "books", "bus-to-books", document, of="b2", **second),
        {"case": "88", "id": "b4", "kind": "effect", "system": "books", "of": "b3", "effect": posted},
        {"case": "88", "id": "b5", "kind": "status", "system": "books", "of": "b3", "status": {"code": "B1"}},
        _message("c1", "sent", "books", "books-to-store", {"no": "88", "gate": None}, **told),
        {
            "case": "88",
            "id": "c2",
            "kind": "status",
            "system": "store",
            "of": "c1",
            "status": {"code": "LEFT"},
        },
    ]


def _changed(**events: dict[str, object]) -> list[Event]:
    """The incident with some keys of its events replaced."""
    return [{**event, **events.get(str(event["id"]), {})} for event in _incident()]


def _broken(seen: SeenCase) -> list[tuple[str, str, str, bool, str]]:
    """Event, boundary, name, lost or changed, and where it was last seen."""
    return [
        (
            str(one.spot.seen.event),
            one.spot.boundary.name,
            one.broken.what,
            one.broken.is_lost,
            str(one.since.event),
        )
        for one in seen.observations
        if isinstance(one, ContextBroken)
    ]


def test_the_incident_lacks_the_gate_and_loses_the_trace_at_the_store(look):
    (seen,) = look(SHOP, _incident(), SCHEMAS, FULL)
    (missing, lost) = seen.observations
    assert isinstance(missing, EnrichmentMissing)
    assert (missing.at, missing.spot.seen.event) == ("/gate", "c1")
    assert isinstance(lost, ContextBroken)
    assert _broken(seen) == [("c1", "books-to-store", "the trace", True, "b3")]
    assert (lost.by, lost.spot.seen.line, lost.since.line) == ("books", 9, 6)
    assert seen.skipped == ()


def test_with_gate_and_trace_nothing_is_said(look):
    told = {"headers": _headers(span="3" * 16), "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, _changed(c1=told), SCHEMAS, FULL)
    assert (seen.observations, seen.skipped) == ((), ())


@pytest.mark.parametrize(
    ("headers", "header", "found", "skipped"),
    [
        ([], None, True, None),
        ([["accept", "*/*"]], FULL, True, None),
        (None, FULL, False, "traceparent of books-to-store: the headers of what was sent were not captured"),
        (
            [],
            {"complete": {"books": "sampled"}},
            False,
            "traceparent of books-to-store is not there, and the capture of books is not full",
        ),
        (
            [],
            {"complete": {"books": "none", "bus": "full"}},
            False,
            "traceparent of books-to-store is not there, and the capture of books is not full",
        ),
    ],
)
def test_what_is_missing_is_evidence_only_where_it_would_have_been_captured(
    look, headers, header, found, skipped
):
    events = _changed(c1={"headers": headers, "payload": {"no": "88", "gate": "G7"}})
    if headers is None:
        del events[7]["headers"]
    (seen,) = look(SHOP, events, SCHEMAS, header)
    assert bool(_broken(seen)) is found
    assert [(one.why, one.was_asked) for one in seen.skipped] == ([(skipped, False)] if skipped else [])


def test_another_trace_counts_whatever_was_captured(look):
    told = {"headers": _headers(OTHER), "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, _changed(c1=told), SCHEMAS, {"complete": {"books": "sampled"}})
    assert _broken(seen) == [("c1", "books-to-store", "the trace", False, "b3")]


def test_a_trace_that_was_lost_is_said_at_the_hop_where_it_went_and_not_again(look):
    gone = {"headers": []}
    told = {"headers": [], "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, _changed(b3=gone, c1=told), SCHEMAS, FULL)
    assert _broken(seen) == [("b3", "bus-to-books", "the trace", True, "b2")]
    (seen,) = look(SHOP, _changed(b1=gone, b2=gone, b3=gone, c1=told), SCHEMAS, FULL)
    assert _broken(seen) == [("b1", "bus-to-books", "the trace", True, "a2")]


def test_the_way_back_goes_over_messages_whose_headers_nobody_captured(look):
    events = _incident()
    for event in events[2:5]:
        del event["headers"]
    (seen,) = look(SHOP, events, SCHEMAS, FULL)
    assert _broken(seen) == [("c1", "books-to-store", "the trace", True, "a2")]


def test_a_message_that_waits_for_two_may_go_on_with_either_trace(look):
    events = _incident()
    second = {**events[4], "id": "b9", "of": [], "headers": _headers(OTHER)}
    told = {**events[7], "of": ["b4", "b9"], "payload": {"no": "88", "gate": "G7"}}
    for trace, found in (
        (TRACE, []),
        (OTHER, []),
        ("f" * 32, [("c1", "books-to-store", "the trace", False, "b9")]),
    ):
        (seen,) = look(SHOP, [*events[:7], second, {**told, "headers": _headers(trace)}], SCHEMAS, FULL)
        assert [one for one in _broken(seen) if one[0] == "c1"] == found


def test_a_circle_of_causes_ends(look):
    events = _changed(b4={"of": ["b3", "b5"]}, b5={"of": ["b4"]}, c1={"of": ["b5"]})
    (seen,) = look(SHOP, events, SCHEMAS, FULL)
    assert _broken(seen) == [("c1", "books-to-store", "the trace", True, "b3")]


def test_an_exchange_loses_between_its_own_two_sides(look):
    event = {
        "case": "1", "id": "x", "kind": "exchange", "boundary": "bus-to-books", "message": "ticket",
        "headers": _headers(), "received_headers": [],
        "sent": {"no": "88", "pieces": "2"}, "received": {"doc": {"ref": "00000088"}, "pieces": 2},
    }  # fmt: skip
    (seen,) = look(SHOP, [event], SCHEMAS)
    assert _broken(seen) == [("x", "bus-to-books", "the trace", True, "x")]


def test_what_follows_from_an_exchange_has_the_trace_that_was_received(look):
    event = {
        "case": "1", "id": "x", "kind": "exchange", "boundary": "bus-to-books", "message": "ticket",
        "headers": _headers(), "received_headers": _headers(),
        "sent": {"no": "88", "pieces": "2"}, "received": {"doc": {"ref": "00000088"}, "pieces": 2},
    }  # fmt: skip
    told = {**_incident()[7], "case": "1", "of": "x", "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, [event, told], SCHEMAS)
    assert _broken(seen) == [("c1", "books-to-store", "the trace", True, "x")]


def test_an_id_that_changed_is_said_beside_the_difference(look):
    altered = {"payload": {"doc": {"ref": "00000089"}, "pieces": 2}}
    told = {"headers": _headers(span="3" * 16), "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, _changed(b3=altered, c1=told), SCHEMAS, FULL)
    assert [type(one).__name__ for one in seen.observations] == ["ContextBroken", "TransformationDiffers"]
    assert _broken(seen) == [("b3", "bus-to-books", "ticket", False, "b2")]


def test_an_id_that_can_not_be_made_is_not_judged(look):
    contract = SHOP.replace('then: [{pad: {left: "0", to: 8}}]', "then: [{number: {scale: 0}}]")
    events = [{**event, "of": [], "payload": {"no": "x", "pieces": "2"}} for event in _incident()[2:3]]
    received = {**_incident()[4], "of": "b1", "attempt": 1}
    (seen,) = look(contract, [*events, received], SCHEMAS)
    (skipped,) = seen.skipped
    assert skipped.was_asked
    assert skipped.why.startswith("ticket of bus-to-books can't be made: ")


def test_what_a_boundary_carries_is_judged_without_any_message_declared(look):
    contract = """
systems: {a: {statuses: {}}, b: {statuses: {}}}
boundaries: {a-to-b: {from: a, to: b, carries: {traceparent: w3c}}}
"""
    sent = {"case": "1", "id": "s", "kind": "sent", "boundary": "a-to-b", "headers": _headers()}
    received = {**sent, "id": "r", "kind": "received", "of": "s", "headers": []}
    (seen,) = look(contract, [sent, received])
    assert _broken(seen) == [("r", "a-to-b", "the trace", True, "s")]


def test_a_system_that_sends_on_the_span_it_received_is_told(look):
    told = {"headers": _headers(span="3" * 16), "payload": {"no": "88", "gate": "G7"}}
    (seen,) = look(SHOP, _changed(b1={"headers": _headers()}, c1=told), SCHEMAS, FULL)
    assert _broken(seen) == [("b1", "bus-to-books", "the parent-id", False, "a2")]
    through = "carries:\n      traceparent: {w3c: pass-through, because: it is only a bus}\n      ticket:"
    contract = SHOP.replace("carries:\n      traceparent: w3c\n      ticket:", through)
    events = _changed(
        b1={"headers": _headers()}, b2={"headers": _headers()}, b3={"headers": _headers()}, c1=told
    )
    (seen,) = look(contract, events, SCHEMAS, FULL)
    assert _broken(seen) == []


FAN = """
systems: {a: {statuses: {}}, hub: {statuses: {}}, b: {statuses: {}}, c: {statuses: {}}}
boundaries:
  a-to-hub: {from: a, to: hub, carries: {traceparent: w3c}, messages: {order: {}}}
  hub-to-b: {from: hub, to: b, carries: {traceparent: w3c, baggage: baggage}, messages: {order: {}}}
  hub-to-c: {from: hub, to: c, carries: {traceparent: w3c}, messages: {order: {}}}
"""


def _fan(name: str, kind: str, boundary: str, span: str, payload: object, **rest: object) -> Event:
    event = {"case": "1", "id": name, "kind": kind, "boundary": boundary, "message": "order"}
    return {**event, "headers": _headers(span=span * 16), "payload": payload, **rest}


@pytest.mark.parametrize(
    ("second", "found"),
    [
        (_fan("c", "sent", "hub-to-c", "3", {"n": 2}, of="r"), []),
        (
            _fan("c", "sent", "hub-to-c", "2", {"n": 2}, of="r"),
            [("c", "hub-to-c", "the parent-id", False, "b")],
        ),
        (_fan("c", "sent", "hub-to-c", "2", {"n": 1}, of="r"), []),
        (_fan("c", "sent", "hub-to-b", "2", {"n": 2}, of="r"), []),
        (_fan("c", "sent", "hub-to-b", "2", {"n": 2}, of="b", attempt=2), []),
        (_fan("c", "sent", "hub-to-c", "2", {"n": 2}), []),
    ],
    ids=["own-spans", "one-span", "one-message-to-two", "a-batch", "an-attempt", "no-cause"],
)
def test_two_calls_because_of_one_message_have_a_span_each(look, second, found):
    events = [
        _fan("s", "sent", "a-to-hub", "1", {"n": 0}),
        _fan("r", "received", "a-to-hub", "1", {"n": 0}, of="s"),
        _fan("b", "sent", "hub-to-b", "2", {"n": 1}, of="r"),
        second,
    ]
    (seen,) = look(FAN, events)
    assert _broken(seen) == found


def test_baggage_goes_on_with_what_a_message_caused(look):
    events = [
        _fan("s", "sent", "a-to-hub", "1", {"n": 0}),
        _fan("r", "received", "a-to-hub", "1", {"n": 0}, of="s"),
        _fan("b", "sent", "hub-to-b", "2", {"n": 1}, of="r"),
    ]
    for event in events[:2]:
        event["headers"] = [*_headers(span="1" * 16), ["baggage", "tenant=x"]]
    (seen,) = look(FAN, events)
    assert _broken(seen) == [("b", "hub-to-b", "the baggage", True, "r")]
    del events[2]["headers"]
    (seen,) = look(FAN, events)
    assert [one.why for one in seen.skipped] == [
        "traceparent of hub-to-b: the headers of what was sent were not captured",
        "baggage of hub-to-b: the headers of what was sent were not captured",
    ]


RETRY = """
systems: {a: {statuses: {}}, b: {statuses: {}}}
boundaries:
  a-to-b:
    from: a
    to: b
    retry: {attempts: 3, idempotent: true, key: "header:idempotency-key"}
    messages: {order: {}}
"""


def _attempt(name: str, key: str | None, **rest: object) -> Event:
    headers = [] if key is None else [["Idempotency-Key", key]]
    event = {"case": "1", "id": name, "kind": "sent", "boundary": "a-to-b", "message": "order"}
    return {**event, "headers": headers, "payload": {"n": 1}, **rest}


@pytest.mark.parametrize(
    ("again", "found"),
    [
        (_attempt("t", "k1", of="s", attempt=2), []),
        (_attempt("t", "k2", of="s"), []),
        (_attempt("t", "k2", attempt=2), []),
        (_attempt("t", "k2", of="s", attempt=2), [("t", "a-to-b", "the key of the message", False, "s")]),
        (_attempt("t", None, of="s", attempt=2), [("t", "a-to-b", "the key of the message", True, "s")]),
    ],
    ids=["same", "no-attempt", "of-nothing", "another", "none"],
)
def test_every_attempt_has_the_key_of_the_first(look, again, found):
    (seen,) = look(RETRY, [_attempt("s", "k1", attempt=1), again])
    assert _broken(seen) == found


def test_a_third_attempt_is_held_against_the_first_whichever_it_names(look):
    events = [
        _attempt("s", "k1", attempt=1),
        _attempt("t", "k1", of="s", attempt=2),
        _attempt("u", "k3", of="t", attempt=3),
    ]
    (seen,) = look(RETRY, events)
    assert _broken(seen) == [("u", "a-to-b", "the key of the message", False, "s")]


def test_a_key_that_may_not_have_been_captured_is_not_lost(look):
    events = [_attempt("s", "k1", attempt=1), _attempt("t", None, of="s", attempt=2)]
    (seen,) = look(RETRY, events, None, {"complete": {"a": "sampled"}})
    assert _broken(seen) == []
    assert [one.why for one in seen.skipped] == [
        "the key of the message of a-to-b is not there, and the capture of a is not full"
    ]


LISTS = """
systems: {a: {statuses: {}}, b: {statuses: {}}}
boundaries:
  a-to-b:
    from: a
    to: b
    carries: {order: {sent: "/ids/*", received: "header:x-order"}}
    messages: {order: {}}
"""


def _listed(name: str, kind: str, ids: list[str], of: object = ()) -> Event:
    event = {"case": "1", "id": name, "kind": kind, "boundary": "a-to-b", "message": "order", "of": of}
    return {**event, "headers": [["x-order", one] for one in ids], "payload": {"ids": ids}}


def test_messages_that_were_received_as_one_are_all_in_it_and_that_is_said(look):
    sent = [_listed("s", "sent", ["1"]), _listed("t", "sent", ["2"])]
    (seen,) = look(LISTS, [*sent, _listed("r", "received", ["1", "2"], ["s", "t"])])
    assert seen.observations == ()
    assert [(one.why, one.was_asked) for one in seen.skipped] == [
        (
            "what was received as a-to-b/order joins 2 messages, and the contract says what becomes of one",
            True,
        )
    ]
    (seen,) = look(LISTS, [*sent, _listed("r", "received", ["1"], ["s", "t"])])
    assert _broken(seen) == [("r", "a-to-b", "order", True, "s")]


def test_a_message_that_was_received_as_several_has_its_ids_in_all_of_them_together(look):
    sent = _listed("s", "sent", ["1", "2"])
    first, second = _listed("r", "received", ["1"], "s"), _listed("q", "received", ["2"], "s")
    (seen,) = look(LISTS, [sent, first, second])
    assert _broken(seen) == []
    (seen,) = look(LISTS, [sent, first, {**second, "headers": [["x-order", "1"]]}])
    assert _broken(seen) == [("q", "a-to-b", "order", True, "s")]
    (seen,) = look(LISTS, [sent, _listed("r", "received", ["1", "2"], "s"), second])
    assert _broken(seen) == [("q", "a-to-b", "order", False, "s")]
