"""Nothing is said of statuses, refusals and receivers that was not captured."""

import pytest

from tests.analysis.incident.conftest import Explain
from tests.analysis.incident.test_verdicts import DAY, ORDERS, answers, delivery, message, order, shipped
from tests.analysis.recorded.written import status

REFUSED = status("wms", "SKIPPED", 4, id="s1", of="d2", to="erp")
NO_ERP = {"shop": "full", "wms": "full"}
TIMED = ORDERS.replace("from: erp\n    to: wms", "from: erp\n    to: wms\n    answer_within: 15m")


def test_where_a_reporter_was_not_captured_nobody_says_that_no_status_says_otherwise(
    explain: Explain,
) -> None:
    incident = explain(ORDERS, [{**delivery()[0], "of": []}, delivery()[1], REFUSED], complete=NO_ERP, **DAY)
    assert incident.verdict.startswith(
        'Case 4711 was never shipped (wms "SKIPPED" at 09:00:04); whether a status says otherwise is not known: '
        "not every status of erp was captured; nor could this be judged: "
    )
    assert answers(incident)[4] == (
        "The business failed: shipped is not true; whether a status says so is not known: "
        "not every status of erp was captured."
    )


def test_of_what_is_true_it_is_not_said_that_no_status_denied_it_where_one_may_have(explain: Explain) -> None:
    complete = {"erp": "full", "wms": "full"}
    incident = explain(ORDERS, [*order(), *delivery(), *shipped()], complete=complete, **DAY)
    assert answers(incident)[4] == (
        "Neither: shipped is true; whether a status said anything else is not known: "
        "not every status of shop was captured."
    )


def test_a_source_that_said_both_is_told_to_have_said_both(explain: Explain) -> None:
    back = status("wms", "SKIPPED", 4.5, id="s9", of="s1", to="erp")
    incident = explain(ORDERS, [*order(), *delivery(), *shipped(), back], **DAY)
    assert answers(incident)[4] == 'shipped is true, but wms also said "SKIPPED" at 09:00:04.500.'


def test_a_message_that_never_arrived_was_not_ignored(explain: Explain) -> None:
    incident = explain(ORDERS, [*order(), delivery()[0]], **DAY)
    assert answers(incident)[3] == "It never reached wms, as far as was recorded."


def test_who_had_time_left_has_not_ignored_it(explain: Explain) -> None:
    incident = explain(TIMED, [*order(), *delivery()], captured="2026-03-02T09:01:00Z")
    assert answers(incident)[3] == (
        "erp accepted what it was sent. wms had not answered when the recording ended."
    )


def test_who_had_it_and_said_nothing_has_ignored_it(explain: Explain) -> None:
    incident = explain(TIMED, [*order(), *delivery()], **DAY)
    assert answers(incident)[3] == "wms ignored it, as far as was recorded: it never said what became of it."


@pytest.mark.parametrize(
    ("complete", "says"),
    [
        ("full", 'None of that so far: erp accepted what it was sent. wms had it (wms "QUEUED" at 09:00:03.200) '
         "and had not decided."),
        ("sampled", 'erp accepted what it was sent. wms had it (wms "QUEUED" at 09:00:03.200), and what became of it '
         "is not known: not every status of wms was captured."),
    ],
)  # fmt: skip
def test_an_open_status_is_no_acceptance(explain: Explain, complete: str, says: str) -> None:
    events = [*order(), *delivery(), status("wms", "QUEUED", 3.2, of="d2")]
    incident = explain(ORDERS, events, complete={"shop": "full", "erp": "full", "wms": complete}, **DAY)
    assert answers(incident)[3] == says


def test_what_nobody_knows_of_one_receiver_is_no_none_of_that(explain: Explain) -> None:
    incident = explain(ORDERS, [*order(), *delivery()], complete={"shop": "full", "erp": "full"}, **DAY)
    assert answers(incident)[3] == (
        "erp accepted what it was sent. What wms did with it is not known: not every status of wms was captured."
    )


OVER_HTTP = (
    ORDERS.replace(
        "  wms:\n    statuses:",
        "  erp_http:\n    part_of: erp\n    statuses:\n"
        "      503: {layer: transport, outcome: unknown, means: Nobody knows}\n  wms:\n    statuses:",
    )
    .replace(
        "    status: {when: {64: open,",
        "    status: {read: [{code: 503, status: erp_http/503}], when: {erp_http/503: {ignore: it is sent again}, 64: open,",
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("503", 'It is not known whether erp took it: erp_http "503" at 09:00:01.000.'),
        ("400", 'erp answered "400", which nobody declared: what it did with it is not known.'),
    ],
)
def test_an_answer_that_leaves_it_open_is_no_silence(explain: Explain, code: str, says: str) -> None:
    sent = message("sent", "shop-to-erp", "order", 1, {})
    sides = {"sent": {"order": "4711", "currency": "EUR"}, "reply": {"code": code}}
    exchange = {key: value for key, value in sent.items() if key not in ("payload", "headers")}
    incident = explain(OVER_HTTP, [{**exchange, "kind": "exchange", **sides}], **DAY)
    assert (answers(incident)[3], incident.answers[3].is_known) == (says, False)


def test_whoever_only_waited_is_named_where_the_reader_passed_its_word_on(explain: Explain) -> None:
    gave_up = [
        status("erp", "GX", 3.5, id="g1", of="d1", to="shop"),
        status("shop", "failed", 3.6, id="g2", of="g1"),
    ]
    contract = ORDERS.replace("denies: [posted]", "denies: [shipped]")
    late = status("wms", "SHIPPED", 5, id="s1", of="d2", to="erp")
    incident = explain(contract, [*order(), *delivery(), *gave_up, late], **DAY)
    assert (
        'but shop\'s "failed" at 09:00:03 is not true: erp said "GX" at 09:00:03 although wms had not answered '
        "the delivery by then, and no answer proves nothing"
    ) in incident.verdict


def test_a_fault_in_another_field_is_no_reason_of_a_refusal(explain: Explain) -> None:
    refusal = status("erp", "GX", 3, id="s1", of="o2", to="shop", reason="credit limit")
    incident = explain(ORDERS, [*order(currency="USD"), refusal], **DAY)
    assert "because credit limit (" not in incident.verdict
    assert '; erp received "USD" at /currency of the order, and the declared' in incident.verdict
