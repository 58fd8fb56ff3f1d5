"""What of the contract a captured thing is."""

from collections.abc import Callable

import pytest

from checker.analysis.capturing import Gathered
from checker.model.captures import What
from checker.model.json import ABSENT
from checker.model.recordings import Body, Effect, Kind, Reply, Shown
from tests.analysis.capturing.conftest import span, thing

Gather = Callable[..., Gathered]


def test_a_call_is_a_message_with_its_answer(gather: Gather) -> None:
    rules = '  - {format: har, where: {url: "*/orders", method: POST}, boundary: shop-to-hub}\n'
    call = thing(
        form="har",
        what=What.CALL,
        side="sent",
        at="2026-03-02T09:00:00Z",
        fields={"url": "https://hub.example/orders?v=1", "method": "POST"},
        headers=(("x", "y"),),
        payload={"id": "4711"},
        reply=Reply(code="202"),
    )
    (case,) = gather(rules, [call]).cases
    (event,) = case.events
    assert case.name == "4711"
    assert (event.kind, event.system, event.boundary, event.message) == (
        Kind.SENT,
        "shop",
        "shop-to-hub",
        "order",
    )
    assert (event.payload, event.reply, event.headers) == ({"id": "4711"}, Reply(code="202"), (("x", "y"),))
    assert event.src == {"format": "har", "file": "capture", "line": 1, "joined": "nothing else"}


def test_a_span_of_a_producer_has_the_trace_context_that_it_sent(gather: Gather) -> None:
    rules = '  - {format: otlp, where: {name: publish}, boundary: hub-to-erp, payload: "attribute:body"}\n'
    sent = thing(
        what=What.SPAN,
        side="sent",
        name=span("a", "b"),
        fields={"name": "publish"},
        attributes={"body": '{"id": "4711"}'},
    )
    (case,) = gather(rules, [sent]).cases
    (event,) = case.events
    assert event.headers == (("traceparent", f"00-{'a' * 32}-{'b' * 16}-01"),)
    assert event.payload == {"id": "4711"}


def test_a_span_without_a_parent_got_no_trace_context(gather: Gather) -> None:
    rules = "  - {format: otlp, boundary: hub-to-erp, side: received}\n"
    (case,) = gather(rules, [thing(what=What.SPAN, name=span("a", "c"))]).cases
    assert case.events[0].headers == ()
    assert (case.events[0].payload, case.events[0].body) == (ABSENT, Body(state="not-recorded"))


def test_a_consumer_got_the_context_of_the_span_that_it_links_to(gather: Gather) -> None:
    rules = "  - {format: otlp, boundary: hub-to-erp}\n"
    received = thing(
        what=What.SPAN,
        side="received",
        name=span("a", "c"),
        fields={"kind": "consumer"},
        follows=(span("a", "d"), span("e", "f")),
    )
    (case,) = gather(rules, [received]).cases
    assert case.events[0].headers == (("traceparent", f"00-{'e' * 32}-{'f' * 16}-01"),)


def test_one_log_entry_shows_the_status_of_a_system_and_of_its_face(gather: Gather) -> None:
    rules = "  - {format: sap-mpl, system: erp, status: Status, face: {hub_log: CustomStatus}, case: Id, reason: Why}\n"
    entry = thing(
        form="sap-mpl",
        what=What.LOG,
        at="2026-03-02T09:00:00Z",
        until="2026-03-02T09:00:05Z",
        fields={"Status": "53", "CustomStatus": "ok", "Id": "4711", "Why": "all went well"},
    )
    (case,) = gather(rules, [entry]).cases
    assert [(event.kind, event.system, event.status, event.at) for event in case.events] == [
        (Kind.STATUS, "erp", Shown(code="53", reason="all went well"), "2026-03-02T09:00:05Z"),
        (Kind.STATUS, "hub_log", Shown(code="ok", reason="all went well"), "2026-03-02T09:00:05Z"),
    ]


def test_a_row_may_name_the_status_itself(gather: Gather) -> None:
    rules = "  - {format: otlp, where: {name: posting failed}, system: erp, status: 51}\n"
    (case,) = gather(rules, [thing(what=What.SPAN, fields={"name": "posting failed"})]).cases
    assert case.events[0].status == Shown(code="51")


def test_a_change_of_a_row_is_an_effect(gather: Gather) -> None:
    rules = "  - {format: debezium, where: {table: orders}, effect: posted, key: /number, case: /order}\n"
    change = thing(
        form="debezium",
        what=What.CHANGE,
        fields={"table": "orders"},
        payload={"order": "4711", "number": 9},
        before=None,
        after={"order": "4711", "number": 9},
    )
    (case,) = gather(rules, [change]).cases
    assert case.events[0].effect == Effect(
        fact="posted", key="9", before=None, after={"order": "4711", "number": 9}
    )
    assert case.events[0].system == "erp"


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [(None, {"a": 1}, True), ({"a": 1}, None, False), ({"a": 1}, {"a": 2}, True), (ABSENT, None, True)],
)
def test_a_row_that_is_gone_is_the_end_of_its_fact(before: object, after: object, holds: bool) -> None:
    assert Effect(fact="posted", before=before, after=after).holds is holds  # type: ignore[arg-type]


def test_what_is_not_recognised_is_counted_by_kind_with_its_first_place(gather: Gather) -> None:
    rules = "  - {format: otlp, where: {name: publish}, boundary: hub-to-erp}\n"
    things = [thing(line, what=What.SPAN, fields={"name": "GET /health"}) for line in (1, 2)]
    found = gather(rules, things)
    assert [(one.format, one.tells, one.count, one.place.line) for one in found.unknown] == [
        ("otlp", (("name", "GET /health"),), 2, 1)
    ]
    assert [rule.place.line for rule in found.unused] == [28]


def test_an_example_is_no_evidence(gather: Gather) -> None:
    rules = "  - {format: pact, boundary: hub-to-erp}\n"
    example = thing(form="pact", payload={"id": "1"}, is_sample=True)
    assert (gather(rules, [example]).cases, gather(rules, [example]).samples) == ((), 1)
    assert [case.name for case in gather(rules, [example], with_samples=True).cases] == ["1"]


def test_what_nobody_recognises_can_be_kept_as_a_note(gather: Gather) -> None:
    found = gather("  []\n", [thing(payload={"a": 1}, shares=(("trace", "t"),))], keeps_unknown=True)
    (case,) = found.cases
    assert (case.name, case.events[0].kind, case.events[0].payload) == ("t", Kind.NOTE, {"a": 1})


def test_the_message_whose_where_holds_is_recognised_without_a_row(
    written: Callable[..., object], tmp_path: object
) -> None:
    from checker.analysis.capturing import Gathering
    from checker.load.sets import contract_sets
    from checker.model.recordings import Header

    written(
        {
            "contract.yaml": "contract: x\nformat: 1\nversion: 1.0.0\n"
            "systems: {git: {statuses: {}}, gate: {statuses: {}}}\n"
            "boundaries:\n  git-to-gate:\n    from: git\n    to: gate\n    messages:\n"
            '      run: {where: {"header:x-event": run}, case: /id}\n'
            '      push: {where: {"header:x-event": push}, case: /id}\n'
        }
    )
    (contracts,) = contract_sets([str(tmp_path)])
    gathering = Gathering(contracts)
    assert gathering.take(
        thing(form="har", what=What.CALL, headers=(("X-Event", "push"),), payload={"id": 5})
    )
    (case,) = gathering.gathered(Header()).cases
    assert (case.name, case.events[0].message) == ("5", "push")


@pytest.mark.parametrize(
    ("where", "line"),
    [("{name: POST /orders}", 1), ('{name: POST /orders, event: "except*"}', 2)],
    ids=["a row speaks of the span", "one that looks at events of what was logged in it"],
)
def test_an_exception_in_the_span_of_a_request_is_no_second_request(
    gather: Gather, where: str, line: int
) -> None:
    fields = {"name": "POST /orders", "kind": "client"}
    request = thing(what=What.SPAN, side="sent", name=span("a", "b"), fields=fields, payload={"id": "4711"})
    logged = thing(line=2, what=What.LOG, fields={**fields, "event": "exception"}, follows=(span("a", "b"),))
    rules = f"  - {{format: otlp, where: {where}, boundary: shop-to-hub}}\n"
    (case,) = gather(rules, [request, logged]).cases
    assert [event.line for event in case.events] == [line]


def test_the_paths_of_a_row_lead_into_the_whole_record_and_those_of_the_message_into_its_payload(
    gather: Gather,
) -> None:
    rules = "  - {format: json, boundary: shop-to-hub, payload: /body, time: /ts}\n"
    entry = {"ts": "2026-03-02T09:00:00Z", "body": {"id": "4711"}}
    (case,) = gather(rules, [thing(form="json", what=What.DOCUMENT, payload=entry)]).cases
    assert (case.name, case.events[0].at, case.events[0].payload) == (
        "4711",
        "2026-03-02T09:00:00Z",
        {"id": "4711"},
    )


def test_a_spot_at_which_nothing_ever_stood_is_said(gather: Gather) -> None:
    rules = "  - {format: sap-mpl, system: erp, status: Status, face: {hub_log: CustomStatuss}, time: End}\n"
    entry = thing(
        form="sap-mpl", what=What.LOG, fields={"Status": "53", "CustomStatus": "ok", "End": "today"}
    )
    found = gather(rules, [entry])
    assert [(rule.format, name) for rule, name in found.missed] == [
        ("sap-mpl", "time"),
        ("sap-mpl", "face hub_log"),
    ]


@pytest.mark.parametrize(
    ("op", "before", "after", "where", "kind"),
    [
        ("c", None, {"n": 1}, "{table: t}", Kind.EFFECT),
        ("r", None, {"n": 1}, "{table: t}", Kind.STEP),
        ("u", {"n": 1}, {"n": 2}, "{table: t}", Kind.STEP),
        ("u", {"n": 1}, {"n": 2}, "{table: t, op: u}", Kind.EFFECT),
        ("d", {"n": 1}, None, "{table: t}", Kind.EFFECT),
    ],
)
def test_a_row_that_was_there_before_brings_nothing_about(
    op: str, before: object, after: object, where: str, kind: Kind, gather: Gather
) -> None:
    rules = f"  - {{format: debezium, where: {where}, effect: posted}}\n"
    change = thing(
        form="debezium", what=What.CHANGE, fields={"table": "t", "op": op}, before=before, after=after
    )
    (case,) = gather(rules, [change]).cases
    assert case.events[0].kind is kind


def test_of_a_batch_nobody_can_say_whose_context_it_got(gather: Gather) -> None:
    rules = "  - {format: otlp, boundary: hub-to-erp}\n"
    links = (span("d", "1"), span("e", "2"))
    batch = thing(
        what=What.SPAN, side="received", name=span("a", "c"), fields={"kind": "consumer"}, follows=links
    )
    (case,) = gather(rules, [batch]).cases
    assert case.events[0].headers is None


def test_documents_that_nobody_recognises_are_one_kind_by_their_members(gather: Gather) -> None:
    things = [
        thing(line, form="json", what=What.DOCUMENT, fields={"ts": str(line), "level": "INFO"})
        for line in (1, 2)
    ]
    rules = "  - {format: json, where: {/x: y}, system: erp, status: s}\n"
    assert [(one.tells, one.count) for one in gather(rules, things).unknown] == [
        ((("members", "ts, level"),), 2)
    ]
