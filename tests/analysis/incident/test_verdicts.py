"""Nine kinds of incident, and what must be said of each."""

from collections.abc import Mapping

import pytest

from checker.analysis.incident import Incident
from tests.analysis.incident.conftest import Explain
from tests.analysis.recorded.test_parts import LINES, line
from tests.analysis.recorded.written import at, status

ORDERS = """
facts:
  posted:  {owner: erp, once_per: order}
  shipped: {owner: wms, implies: [posted]}
systems:
  shop:
    success_claims: [shipped]
    statuses:
      open: {means: Somebody is working on it}
      done: {outcome: success, phase: final, means: The goods are on their way}
      failed: {outcome: failure, phase: final, denies: [posted], means: Nothing was ordered}
    moves: {open: [open]}
    initial: open
  erp:
    statuses:
      64: {means: Stored}
      53: {claims: [posted], means: Posted}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX: {outcome: failure, phase: final, claims: [posted], denies: [shipped]}
    moves: {64: 53}
  wms:
    statuses:
      QUEUED: {}
      SHIPPED: {outcome: success, phase: final, claims: [shipped], means: The goods have left}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped], means: The delivery was dropped}
    moves: {QUEUED: [SHIPPED, SKIPPED]}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    carries: {traceparent: w3c}
    retry: {after: no_answer, attempts: 3, idempotent: true, key: /order}
    messages:
      order:
        key: /order
        transform:
          - {to: /id, from: /order}
          - {to: /currency, from: /currency}
    status: {when: {64: open, 53: open, GI: done, GX: failed}, no_answer: open}
  erp-to-wms:
    from: erp
    to: wms
    leaves: {when: 53, enters: QUEUED}
    carries: {traceparent: w3c}
    messages:
      delivery: {enriches: {/plant: {from: erp}}}
    status: {when: {QUEUED: {ignore: 53 says as much}, SHIPPED: GI, SKIPPED: GX}, no_answer: {ignore: it may wait}}
flows:
  orders: {reader: shop}
"""
DAY: Mapping[str, object] = {"captured": "2026-03-02T12:00:00Z"}


def message(
    kind: str, boundary: str, name: str, second: float, payload: object, **rest: object
) -> dict[str, object]:
    system = boundary.split("-to-")[0 if kind == "sent" else 1]
    headers = [["traceparent", f"00-0af7651916cd43dd8448eb211c80319c-{int(second):016x}-01"]]
    written = {
        "system": system,
        "boundary": boundary,
        "message": name,
        "headers": headers,
        "payload": payload,
    }
    return {"kind": kind, "at": at(second), **written, **rest}


def order(**received: object) -> list[dict[str, object]]:
    """The order is sent (o1) and received (o2), and the ERP posts it (o3)."""
    sent = {"order": "4711", "currency": "EUR"}
    return [
        message("sent", "shop-to-erp", "order", 1, sent, id="o1", ids={"order": "4711"}),
        message("received", "shop-to-erp", "order", 1.1, {"id": "4711", "currency": "EUR", **received}, id="o2", of="o1"),
        status("erp", "53", 2, id="o3", of="o2", to="shop"),
    ]  # fmt: skip


def delivery(plant: object = "1000") -> list[dict[str, object]]:
    return [
        message("sent", "erp-to-wms", "delivery", 3, {"plant": plant}, id="d1", of="o3"),
        message("received", "erp-to-wms", "delivery", 3.1, {"plant": plant}, id="d2", of="d1"),
    ]


def shipped(second: float = 4, *, end: float = 5) -> list[dict[str, object]]:
    """The goods leave, and everybody says so."""
    return [
        status("wms", "SHIPPED", second, id="s1", of="d2", to="erp"),
        status("erp", "GI", end, id="s2", of="s1", to="shop"),
        status("shop", "done", end + 1, id="s3", of="s2"),
    ]


def answers(incident: Incident) -> list[str]:
    return [answer.says for answer in incident.answers]


def wrong(incident: Incident) -> list[str]:
    """What the timeline marks as wrong."""
    return [
        f"{moment.event}: {remark.says}"
        for moment in incident.moments
        for remark in moment.remarks
        if remark.tone.value == "wrong"
    ]


def test_what_went_well_is_told_calmly(explain: Explain) -> None:
    incident = explain(ORDERS, [*order(), *delivery(), *shipped()], **DAY)
    assert wrong(incident) == []
    assert incident.verdict == (
        'Everything that was recorded is as declared: Order 4711 is shipped (wms "SHIPPED" at 09:00:04).'
    )
    assert answers(incident)[2:] == [
        "Neither: 2 messages with both sides captured are as declared.",
        "None of that: erp and wms accepted what they were sent.",
        "Neither: shipped is true, and no status said anything else.",
    ]


def test_an_enrichment_that_is_missing_is_neither_the_payload_nor_the_transformation(
    explain: Explain,
) -> None:
    refusal = status("wms", "SKIPPED", 4, id="s1", of="d2", to="erp", reason="no plant")
    passed = [status("erp", "GX", 5, id="s2", of="s1", to="shop"), status("shop", "failed", 6, of="s2")]
    incident = explain(
        ORDERS.replace("denies: [posted]", "denies: [shipped]"),
        [*order(), *delivery(None), refusal, *passed],
        **DAY,
    )
    assert incident.verdict == (
        'Order 4711 was never shipped: wms said "SKIPPED" (the delivery was dropped) at 09:00:04 because no plant, '
        "which erp had to put in."
    )
    assert answers(incident)[2:] == [
        "Neither the payload nor the transformation, but the enrichment: /plant is null in the delivery that erp "
        "handed to wms, and erp has to put it in. The other message with both sides captured is as declared.",
        'wms rejected it: wms "SKIPPED" at 09:00:04.000 because no plant.',
        "The business failed: shipped is not true, and no status says that it is.",
    ]


def test_a_mapping_bug_is_the_transformation_with_its_row_and_source(explain: Explain) -> None:
    incident = explain(ORDERS, [*order(currency="USD"), *delivery(), *shipped()], **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (wms "SHIPPED" at 09:00:04), but erp received "USD" at /currency of the order, and '
        'the declared transformation makes "EUR" from /currency "EUR".'
    )
    assert answers(incident)[2].startswith('The transformation: erp received "USD" at /currency of the order')
    assert incident.answers[2].evidence[0].place is not None


def test_a_rejection_in_silence_is_told_as_one(explain: Explain) -> None:
    refusal = status("wms", "SKIPPED", 4, id="s1", of="d2", reason="out of stock")
    claims = [status("erp", "GI", 5, id="s2", of="o3", to="shop"), status("shop", "done", 6, of="s2")]
    incident = explain(ORDERS, [*order(), *delivery(), refusal, *claims], **DAY)
    assert incident.verdict == (
        'Order 4711 was never shipped: wms said "SKIPPED" (the delivery was dropped) at 09:00:04 because out of '
        'stock, and nobody passed that on; shop\'s "done" at 09:00:06 is not true.'
    )
    assert answers(incident)[3:] == [
        'wms rejected it: wms "SKIPPED" at 09:00:04.000 because out of stock, and nobody passed that on: '
        "a rejection in silence.",
        'Both. The business failed: shipped is not true. And two statuses misled: erp "GI" at 09:00:05.000 and '
        'shop "done" at 09:00:06.000.',
    ]


def test_what_was_reported_too_early_is_told_with_by_how_much(explain: Explain) -> None:
    early = status("shop", "done", 3.5, id="x", of="o3")
    incident = explain(ORDERS, [*order(), *delivery(), early, *shipped()[:2]], **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (wms "SHIPPED" at 09:00:04), but shop\'s "done" at 09:00:03 came 0.5s too early.'
    )
    assert answers(incident)[4] == (
        'Only a status misled: shipped is true, but shop "done" at 09:00:03.500 said so before it was.'
    )


def test_what_was_reported_and_never_came_true_is_told_as_not_true(explain: Explain) -> None:
    early = status("shop", "done", 3.5, id="x", of="o3")
    incident = explain(ORDERS, [*order(), *delivery(), status("wms", "QUEUED", 3.2, of="d2"), early], **DAY)
    assert incident.verdict == (
        'Order 4711 is not shipped, as far as was recorded: wms never said so; shop\'s "done" at 09:00:03 is not true.'
    )


def effect(second: float, key: str, **rest: object) -> dict[str, object]:
    return {
        "kind": "effect",
        "at": at(second),
        "system": "erp",
        "effect": {"fact": "posted", "key": key},
        **rest,
    }


def again(second: float, **rest: object) -> dict[str, object]:
    sent = {"order": "4711", "currency": "EUR"}
    return message("sent", "shop-to-erp", "order", second, sent, id="r1", of="o1", attempt=2, **rest)


def test_a_retry_with_a_second_effect_has_failed_the_business(explain: Explain) -> None:
    twice = [effect(1.5, "100", of="o2"), again(31), effect(32, "101", of="r1")]
    incident = explain(ORDERS, [*order(), *twice], **DAY)
    assert 'posted came about twice ("100" at 09:00:01 and "101" at 09:00:32)' in incident.verdict
    assert answers(incident)[4] == "The business failed: posted came about more than once."
    assert 'r1: repeats o1 30s later with the same key (/order "4711"), and posted came about twice' in wrong(
        incident
    )


def test_a_retry_with_one_effect_has_done_no_damage(explain: Explain) -> None:
    incident = explain(ORDERS, [*order(), effect(1.5, "100", of="o2"), again(31)], **DAY)
    assert next(aside.says for aside in incident.asides) == (
        'r1, from shop to erp, repeats o1 30s later with the same key (/order "4711"), and had one effect '
        '(posted "100"): no damage'
    )


def test_a_lost_trace_is_no_lost_order(explain: Explain) -> None:
    first, second = delivery()
    events = [*order(), {**first, "headers": []}, {**second, "headers": []}, *shipped()]
    incident = explain(ORDERS, events, **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (wms "SHIPPED" at 09:00:04), but the trace was lost between erp and wms, by erp (d1).'
    )
    assert "the trace 0af76519…1c80319c is there from o1 to o2, and lost at d1, by erp" in [
        aside.says for aside in incident.asides
    ]


def test_statuses_out_of_order_are_told_with_the_one_that_was_left(explain: Explain) -> None:
    late = status("shop", "open", 7, id="x", of="o3")
    incident = explain(ORDERS, [*order(), *delivery(), *shipped(), late], **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (wms "SHIPPED" at 09:00:04), but shop left "done", which is final, for "open" at 09:00:07.'
    )
    assert 'x: shop "done" at 09:00:06.000 was final, and it left that' in wrong(incident)


def test_a_timeout_that_was_taken_for_failure_has_misled_and_the_business_went_on(explain: Explain) -> None:
    gave_up = status("shop", "failed", 1.5, id="x", reason="no answer within 30s")
    incident = explain(ORDERS, [*order(), gave_up, *delivery(), *shipped()[:2]], **DAY)
    assert incident.verdict == (
        'Order 4711 is posted (erp "53" at 09:00:02), but shop\'s "failed" at 09:00:01 is not true: erp had not '
        "answered the order by then, and no answer proves nothing."
    )
    assert answers(incident)[4] == (
        'Only a status misled: shipped and posted are true, but shop "failed" at 09:00:01.500 said otherwise.'
    )


@pytest.mark.parametrize(
    ("heard", "complete"),
    [([status("erp", "64", 1.2)], "full"), ([], "sampled")],
    ids=["it had heard something", "not all that was said was captured"],
)
def test_a_false_denial_is_no_timeout_where_an_answer_may_have_come(
    explain: Explain, heard: list[dict[str, object]], complete: str
) -> None:
    gave_up = status("shop", "failed", 1.5, id="x")
    full = {"shop": "full", "wms": "full", "erp": complete}
    incident = explain(ORDERS, [*order(), *heard, gave_up, *delivery(), *shipped()[:2]], complete=full, **DAY)
    assert incident.verdict.endswith('but shop\'s "failed" at 09:00:01 is not true.')


def test_where_the_truth_was_not_captured_it_is_said_from_when_to_when(explain: Explain) -> None:
    events = [*order(), *delivery()[:1], status("shop", "done", 9, of="o3")]
    incident = explain(ORDERS, events, complete={"shop": "full", "erp": "full"}, **DAY)
    assert incident.verdict == (
        "Whether Order 4711 is shipped is not known: no capture of wms between 09:00:03 and 09:00:09, and not every "
        'status of wms was captured; nothing that was recorded explains shop "done" at 09:00:09.'
    )
    assert [answer.is_known for answer in incident.answers] == [True, False, True, True, False]


TABLES = {
    "reference/currencies.csv": "iso,sap\nEUR,EUR5\n",
    "reference/currencies-2026-02.csv": "iso,sap\nEUR,EUR\n",
}
LOOKED_UP = ORDERS.replace("from: /currency}", "from: /currency, lookup: currencies}").replace(
    "flows:",
    "reference:\n  currencies:\n    {file: reference/currencies.csv, key: iso, value: sap,"
    " versions: {2026-02: reference/currencies-2026-02.csv}}\nflows:",
)


def test_a_stale_table_is_neither_the_payload_nor_the_rows(explain: Explain) -> None:
    incident = explain(LOOKED_UP, [*order(), *delivery(), *shipped()], TABLES, **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (wms "SHIPPED" at 09:00:04), but erp received "EUR" at /currency of the order, as by '
        'version "2026-02" of the table currencies, which has "EUR" for "EUR", and the table of now has "EUR5" for "EUR".'
    )
    assert answers(incident)[2].startswith(
        "Neither the payload nor the rows of the transformation: a table was of another version: erp received"
    )


def test_a_source_that_ruled_out_what_came_about_has_misled_and_not_who_passed_it_on(
    explain: Explain,
) -> None:
    passed_on = ORDERS.replace("denies: [posted], means: Nothing", "denies: [shipped], means: Nothing")
    events = [
        *order(),
        *delivery(),
        status("wms", "SKIPPED", 4, id="s1", of="d2", to="erp"),
        status("erp", "GX", 5, id="s2", of="s1", to="shop"),
        status("shop", "failed", 6, id="s3", of="s2"),
        {
            "id": "s4",
            "kind": "effect",
            "at": at(9),
            "system": "wms",
            "effect": {"fact": "shipped", "key": "4"},
        },
    ]
    incident = explain(passed_on, events, **DAY)
    assert incident.verdict == (
        'Order 4711 is shipped (shipped happened in wms as "4" at 09:00:09), but shop\'s "failed" at 09:00:06 is not '
        'true, passed on from wms "SKIPPED" at 09:00:04.'
    )
    assert [one.split(": ", 1)[0] + ": " + one.split(": ", 2)[2] for one in wrong(incident)] == [
        's1: not true, by shipped happened in wms as "4" at 09:00:09.000',
        's2: not true, but passed on from wms "SKIPPED" at 09:00:04.000',
        's3: not true, but passed on from wms "SKIPPED" at 09:00:04.000',
    ]
    assert answers(incident)[4] == (
        'Only a status misled: shipped is true, but wms "SKIPPED" at 09:00:04.000, erp "GX" at 09:00:05.000 '
        'and shop "failed" at 09:00:06.000 said otherwise.'
    )


def test_a_part_that_says_never_is_not_held_against_the_others(explain: Explain) -> None:
    effect = {"kind": "effect", "at": at(3), "system": "line", "effect": {"fact": "shipped", "key": "2"}}
    lines = [line("1", "cancelled", 1), line("2", "shipped", 2)]
    incident = explain(LINES, [*lines, effect, status("order", "partly", 4)], **DAY)
    assert wrong(incident) == []


def test_where_a_source_took_its_word_back_what_the_business_read_is_named(explain: Explain) -> None:
    passed_on = ORDERS.replace("denies: [posted], means: Nothing", "denies: [shipped], means: Nothing")
    skipped = status("wms", "SKIPPED", 4, id="s1", of="d2", to="erp")
    told = [
        status("erp", "GX", 5, id="s2", of="s1", to="shop"),
        status("shop", "failed", 6, id="s3", of="s2"),
    ]
    again = status("wms", "SHIPPED", 9, id="s4", of="s1")
    incident = explain(passed_on, [*order(), *delivery(), skipped, *told, again], **DAY)
    assert (
        'shop\'s "failed" at 09:00:06 is not true, passed on from wms "SKIPPED" at 09:00:04'
        in incident.verdict
    )
    assert 'wms left "SKIPPED", which is final, for "SHIPPED" at 09:00:09' in incident.verdict
