"""Which captured things belong together, and what each followed from."""

from collections.abc import Callable
from dataclasses import replace

from checker.analysis.capturing import Gathered
from checker.model.captures import Captured, What
from checker.model.recordings import Complete, Kind
from tests.analysis.capturing.conftest import span, thing
from tests.clock import within

Gather = Callable[..., Gathered]

RULES = """\
  - {format: har, boundary: shop-to-hub}
  - {format: otlp, where: {name: handle}, boundary: shop-to-hub, side: received}
  - {format: otlp, where: {name: publish}, boundary: hub-to-erp, payload: "attribute:body"}
  - {format: otlp, where: {name: consume}, boundary: hub-to-erp, side: received, payload: "attribute:body"}
  - {format: otlp, where: {name: status}, system: erp, status: "attribute:status", case: "attribute:order"}
  - {format: sap-mpl, system: hub_log, status: Status}
"""


def traced(line: int, name: str, own: str, *before: str, at: str | None = None, **parts: object) -> Captured:
    return thing(
        line,
        what=What.SPAN,
        side=None,
        at=at,
        fields={"name": name},
        name=span("a", own),
        follows=tuple(span("a", one) for one in before),
        shares=(("trace", "a" * 32),),
        **parts,
    )


def call(line: int, number: str, own: str | None = None, **parts: object) -> Captured:
    headers = (("traceparent", f"00-{'a' * 32}-{own * 16}-01"),) if own else ()
    name = span("a", own) if own else None
    return thing(
        line,
        form="har",
        what=What.CALL,
        side="sent",
        payload={"id": number},
        headers=headers,
        name=name,
        shares=(("trace", "a" * 32),) if own else (),
        **parts,
    )


def told(found: Gathered) -> list[tuple[str, list[tuple[str, str | None, tuple[str, ...]]]]]:
    return [
        (case.name, [(event.kind.value, event.boundary or event.system, event.of) for event in case.events])
        for case in found.cases
    ]


def test_a_call_and_the_spans_behind_it_are_one_case_in_the_order_of_their_causes(gather: Gather) -> None:
    things = [
        traced(3, "publish", "4", "3", at="2026-03-02T09:00:03Z", attributes={"body": '{"id": "1"}'}),
        traced(2, "map", "3", "2", at="2026-03-02T09:00:02Z"),  # no event of the contract
        traced(1, "handle", "2", "1", at="2026-03-02T09:00:01Z"),
        call(9, "1", "1", at="2026-03-02T09:00:00Z"),
    ]
    assert told(gather(RULES, things)) == [
        (
            "1",
            [
                ("sent", "shop-to-hub", ()),
                ("received", "shop-to-hub", ("e1",)),
                ("sent", "hub-to-erp", ("e2",)),
            ],
        )
    ]


def test_one_crossing_that_two_captures_have_is_one_event(gather: Gather) -> None:
    rules = "  - {format: har, boundary: shop-to-hub}\n  - {format: otlp, boundary: shop-to-hub}\n"
    client = thing(2, what=What.SPAN, side="sent", name=span("a", "1"), attributes={"retries": 0})
    (case,) = gather(rules, [client, call(1, "1", "1", at="2026-03-02T09:00:00Z")]).cases
    (event,) = case.events
    assert (event.payload, event.at, event.attributes) == (
        {"id": "1"},
        "2026-03-02T09:00:00Z",
        {"retries": 0},
    )


def test_headers_that_were_captured_outrank_what_a_span_tells_of_them(gather: Gather) -> None:
    rules = "  - {format: har, boundary: shop-to-hub}\n  - {format: otlp, boundary: shop-to-hub}\n"
    client = thing(1, what=What.SPAN, side="sent", name=span("a", "1"))
    browser = call(2, "1", "1")
    browser.headers = (("accept", "*/*"), *(browser.headers or ()))
    (case,) = gather(rules, [client, browser]).cases
    assert [event.headers for event in case.events] == [browser.headers]


def test_a_trace_context_that_spans_tell_of_has_the_flags_of_its_trace(gather: Gather) -> None:
    browser = call(1, "1", "1")
    browser.headers = (("TraceParent", f"00-{'a' * 32}-{'1' * 16}-03"),)
    things = [
        browser,
        traced(2, "handle", "2", "1"),
        traced(3, "publish", "3", "2", attributes={"body": '{"id": "1"}'}),
    ]
    (case,) = gather(RULES, things).cases
    assert [dict(event.headers or ()) for event in case.events] == [
        {"TraceParent": f"00-{'a' * 32}-{'1' * 16}-03"},
        {"traceparent": f"00-{'a' * 32}-{'1' * 16}-03"},
        {"traceparent": f"00-{'a' * 32}-{'3' * 16}-03"},
    ]


def test_the_id_that_the_mapping_made_leads_from_what_was_received_to_its_case(gather: Gather) -> None:
    things = [
        traced(1, "publish", "1", attributes={"body": '{"id": "4711"}'}),
        thing(
            2,
            what=What.SPAN,
            name=span("b", "2"),
            fields={"name": "consume"},
            attributes={"body": '{"docnum": "0000004711"}'},
        ),
    ]
    found = gather(RULES, things)
    assert [(case.name, len(case.events)) for case in found.cases] == [("4711", 2)]
    assert found.why["4711", "e2"] == "hub-to-erp case 0000004711"


def test_two_orders_in_one_trace_stay_two(gather: Gather) -> None:
    found = gather(RULES, [call(1, "1", "1"), call(2, "2", "2")])
    assert [case.name for case in found.cases] == ["1", "2"]
    assert found.doubts == ()


def test_what_may_belong_to_two_cases_is_left_out_and_said(gather: Gather) -> None:
    things = [
        call(1, "1", "1"),
        call(2, "2", "2"),
        traced(3, "handle", "3", "1", "2"),  # one span for both
    ]
    found = gather(RULES, things)
    assert [(case.name, len(case.events)) for case in found.cases] == [("1", 1), ("2", 1)]
    assert [(doubt.draft.captured.place.line, doubt.by, doubt.cases) for doubt in found.doubts] == [
        (3, span("a", "1"), ("1", "2"))
    ]


def test_a_cause_brings_an_event_to_its_case_where_a_trace_has_two(gather: Gather) -> None:
    found = gather(RULES, [call(1, "1", "1"), call(2, "2", "2"), traced(3, "handle", "3", "2")])
    assert [(case.name, len(case.events)) for case in found.cases] == [("1", 1), ("2", 2)]
    assert found.doubts == ()


def test_a_correlation_joins_what_has_nothing_else_in_common(gather: Gather) -> None:
    rules = RULES.replace("status: Status}", "status: Status, case: Order}")
    things = [
        thing(
            1, form="sap-mpl", what=What.LOG, fields={"Status": "ok", "Order": "1"}, shares=(("sap", "x"),)
        ),
        thing(2, form="sap-mpl", what=What.LOG, fields={"Status": "ok"}, shares=(("sap", "x"),)),
    ]
    found = gather(rules, things)
    assert [(case.name, len(case.events)) for case in found.cases] == [("1", 2)]
    assert found.why["1", "e2"] == "sap x"


def test_what_names_no_case_is_joined_by_its_trace_and_called_after_it(gather: Gather) -> None:
    things = [traced(1, "handle", "1"), traced(2, "handle", "2")]
    assert [(case.name, len(case.events)) for case in gather(RULES, things).cases] == [("a" * 32, 2)]


def test_the_same_payload_sent_again_is_another_attempt(gather: Gather) -> None:
    things = [
        call(1, "1", at="2026-03-02T09:00:00Z"),
        call(2, "1", at="2026-03-02T09:00:30Z"),
        call(3, "1", at="2026-03-02T09:01:00Z"),
    ]
    (case,) = gather(RULES, things).cases
    assert [(event.attempt, event.of) for event in case.events] == [(1, ()), (2, ("e1",)), (3, ("e1",))]


def test_a_message_without_a_cause_follows_from_what_its_sender_got_before_and_says_so(
    gather: Gather,
) -> None:
    things = [
        traced(1, "handle", "1", at="2026-03-02T09:00:00Z"),
        call(2, "1", "9", at="2026-03-02T08:59:59Z"),
        thing(
            3,
            what=What.SPAN,
            side="sent",
            at="2026-03-02T09:00:01Z",
            name=span("c", "5"),
            fields={"name": "publish"},
            attributes={"body": '{"id": "1"}'},
        ),
    ]
    (case,) = gather(RULES, things).cases
    event = case.events[-1]
    assert event.of == ("e2",)
    assert isinstance(event.src, dict)
    assert event.src["of"] == "the last message of this case that hub got before"


def test_a_status_belongs_to_the_message_of_the_same_span(gather: Gather) -> None:
    rules = (
        '  - {format: otlp, boundary: hub-to-erp, side: received, payload: "attribute:body"}\n'
        '  - {format: otlp, system: erp, status: "attribute:status"}\n'
    )
    one = traced(1, "consume", "1", attributes={"body": '{"docnum": "0000000001"}', "status": "53"})
    (case,) = gather(rules, [one]).cases
    assert [(event.kind, event.of) for event in case.events] == [
        (Kind.RECEIVED, ()),
        (Kind.STATUS, ("e1",)),
    ]


def test_a_span_that_was_exported_twice_is_one_event(gather: Gather) -> None:
    one = traced(1, "status", "1", attributes={"status": "53", "order": "1"})
    again = traced(2, "status", "1", attributes={"status": "53", "order": "1"})
    (case,) = gather(RULES, [one, again]).cases
    assert len(case.events) == 1


def test_a_causationid_leads_to_the_event_of_this_id_also_where_the_transport_named_it(
    gather: Gather,
) -> None:
    rules = "  - {format: har, boundary: shop-to-hub}\n  - {format: cloudevents, boundary: hub-to-erp}\n"
    first = call(1, "1", "1", at="2026-03-02T09:00:00Z")
    first.shares = (*first.shares, ("cloudevent", "/shop A 1"))
    caused = thing(
        2,
        form="cloudevents",
        at="2026-03-02T09:00:01Z",
        payload={"docnum": "7"},
        name=("cloudevent", "/hub B1"),
        follows=(("cloudevent-id", "A 1"),),
        shares=(("cloudevent", "/hub B1"),),
    )
    assert told(gather(rules, [caused, first])) == [
        ("1", [("sent", "shop-to-hub", ()), ("sent", "hub-to-erp", ("e1",))])
    ]


def test_two_orders_of_which_a_mapping_makes_one_text_stay_two(gather: Gather) -> None:
    rules = '  - {format: otlp, boundary: hub-to-erp, payload: "attribute:body"}\n'
    things = [
        traced(1, "publish", "1", attributes={"body": '{"id": "4711"}'}),
        thing(2, what=What.SPAN, name=span("b", "2"), attributes={"body": '{"id": "04711"}'}),
    ]
    assert [case.name for case in gather(rules, things).cases] == ["4711", "04711"]


def test_a_message_of_several_orders_is_a_case_of_its_own(gather: Gather) -> None:
    rules = "  - {format: json, boundary: shop-to-hub, case: /orders/*}\n"
    things = [
        thing(1, form="json", what=What.DOCUMENT, payload={"orders": ["1"]}),
        thing(2, form="json", what=What.DOCUMENT, payload={"orders": ["1", "2"]}),
        thing(3, form="json", what=What.DOCUMENT, payload={"orders": ["2"]}),
    ]
    assert [case.name for case in gather(rules, things).cases] == ["1", "1 2", "2"]


def test_a_session_that_was_saved_twice_is_no_retry(gather: Gather) -> None:
    one, again = (call(line, "1", at="2026-03-02T09:00:00Z") for line in (1, 2))
    (case,) = gather(RULES, [one, again]).cases
    assert [(event.attempt, event.of) for event in case.events] == [(None, ())]


def test_what_two_formats_have_of_one_message_is_no_retry(gather: Gather) -> None:
    rules = "  - {format: har, boundary: shop-to-hub}\n  - {format: kcat, boundary: shop-to-hub}\n"
    record = thing(2, form="kcat", payload={"id": "1"}, at="2026-03-02T09:00:01Z")
    (case,) = gather(rules, [call(1, "1", at="2026-03-02T09:00:00Z"), record]).cases
    assert [event.attempt for event in case.events] == [None, None]


def test_a_retry_says_in_the_recording_why_it_is_one(gather: Gather) -> None:
    things = [call(line, "1", at=f"2026-03-02T09:00:0{line}Z") for line in (1, 2)]
    (case,) = gather(RULES, things).cases
    assert isinstance(case.events[1].src, dict)
    assert case.events[1].src["of"] == "the same payload as e1, sent again"


def test_a_system_of_which_something_is_in_no_case_was_not_captured_in_full(gather: Gather) -> None:
    rules = RULES.replace('"attribute:order"}', '"attribute:order", complete: full}')
    things = [
        traced(1, "status", "3", attributes={"status": "53", "order": "1"}),
        traced(2, "status", "4", attributes={"status": "53", "order": "2"}),
        traced(3, "status", "5", attributes={"status": "51"}),
    ]
    found = gather(rules, things)
    assert len(found.doubts) == 1
    assert found.header.complete == {"erp": Complete.SAMPLED}


def test_a_system_whose_captures_begin_after_a_case_was_over_was_not_captured_then(gather: Gather) -> None:
    rules = RULES.replace('"attribute:order"}', '"attribute:order", complete: full}')
    late = traced(1, "status", "3", at="2026-03-02T11:00:00Z", attributes={"status": "53", "order": "2"})
    late.place = replace(late.place, file="late")
    found = gather(rules, [call(1, "1", at="2026-03-02T09:00:00Z"), late])
    assert {case.name: dict(case.header.complete) for case in found.cases} == {
        "1": {},
        "2": {"erp": Complete.FULL},
    }


def test_a_long_chain_of_causes_is_joined_in_a_moment_whatever_its_order(gather: Gather) -> None:
    rules = "  - {format: json, system: erp, status: s, id: n, of: before, case: order}\n"
    things = [
        thing(
            number,
            form="json",
            what=What.DOCUMENT,
            fields={"s": "53", "n": str(number), "before": str(number + 1)}
            | ({"order": "1"} if number == 3_000 else {}),
        )
        for number in range(3_001)
    ]
    with within(60):
        (case,) = gather(rules, things).cases
    assert (case.name, len(case.events)) == ("1", 3_001)
