"""What is said of recorded statuses and effects, in whole sentences, and said once."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.model.findings import Finding, Level
from checker.pipeline import check

CONTRACT = """\
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, once_per: order}
  shipped: {owner: wms, implies: [posted]}
systems:
  hub:
    statuses:
      PROCESSING: {}
      COMPLETED: {outcome: success, phase: final, claims: [shipped]}
      FAILED: {outcome: failure, phase: final, denies: [shipped]}
    initial: PROCESSING
  erp:
    statuses: {53: {claims: [posted]}, GI: {outcome: success, phase: final, claims: [shipped]}, GX: {outcome: failure, phase: final, denies: [shipped]}}
    initial: 53
  wms:
    statuses: {OPEN: {}, SHIPPED: {outcome: success, phase: final, claims: [shipped]}, SKIPPED: {outcome: failure, phase: final, denies: [shipped]}}
    moves: {OPEN: [SHIPPED, SKIPPED]}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    answer_within: 90s
    settles_after: 5d
    messages: {order: {payload: none}}
    status: {when: {53: PROCESSING, GI: COMPLETED, GX: FAILED}, no_answer: PROCESSING}
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {OPEN: 53, SHIPPED: GI, SKIPPED: GX}, no_answer: 53}
"""
Found = Callable[..., list[Finding]]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """The errors and warnings of one recorded case."""
    monkeypatch.chdir(tmp_path)

    def findings(*events: Mapping[str, object], contract: str = CONTRACT) -> list[Finding]:
        Path("contract.yaml").write_text(contract)
        Path("recordings").mkdir(exist_ok=True)
        head = {
            "recording": 1,
            "captured": "2026-03-05T10:00:00Z",
            "complete": {"hub": "full", "erp": "full", "wms": "status"},
        }
        lines = [{"case": "4711", "id": f"e{n}", **event} for n, event in enumerate(events, start=1)]
        Path("recordings/a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in [head, *lines]))
        return [one for one in check(["."]).findings if one.level is not Level.NOTE]

    return findings


def status(system: str, code: str, at: str, **rest: object) -> dict[str, object]:
    shown = {"code": code, **{key: rest.pop(key) for key in ("to", "reason") if key in rest}}
    return {"kind": "status", "at": f"2026-03-02T{at}Z", "system": system, "status": shown, **rest}


HEALTHY = [
    status("hub", "PROCESSING", "09:15:01"),
    status("erp", "53", "09:15:31.910", to="hub"),
    status("wms", "SHIPPED", "09:15:32.700", to="erp"),
    status("erp", "GI", "09:15:33", to="hub"),
    status("hub", "COMPLETED", "09:15:33.050"),
]


def test_of_a_healthy_case_nothing_is_said(found: Found) -> None:
    assert found(*HEALTHY) == []


def test_an_incident_is_told_cause_by_cause(found: Found) -> None:
    skipped = status("wms", "SKIPPED", "09:15:32.700", reason="plant is null")
    unexplained, silent = found(*HEALTHY[:2], skipped, HEALTHY[4] | {"of": "e2"})
    assert (silent.rule, silent.subject, silent.level) == ("silent-rejection", "wms/SKIPPED", Level.ERROR)
    assert silent.message == (
        'wms said "SKIPPED" at 09:15:32.700 (plant is null), a rejection, and nobody passed it on: erp last '
        'said "53" at 09:15:31.910'
    )
    assert silent.fix == 'have erp report "GX" when wms says "SKIPPED", as the contract says'
    assert silent.place is not None
    assert "SKIPPED: GX" in CONTRACT.splitlines()[silent.place.line - 1]
    assert (unexplained.rule, unexplained.subject, unexplained.also) == (
        "unexplained-status",
        "hub/COMPLETED",
        ("misleading-status", "closed-early"),
    )
    assert unexplained.message == (
        'hub said "COMPLETED" at 09:15:33.050 after "PROCESSING", and nothing that was recorded explains it: it '
        'follows from erp "GI", which had not come'
    )
    assert unexplained.notes == ('it claims shipped, but wms had said "SKIPPED" at 09:15:32.700',)
    assert [(step.system, step.shows, step.says) for step in unexplained.trace] == [
        ("erp", "53", ("posted",)),
        ("wms", "SKIPPED", ("not shipped",)),
        ("hub", "COMPLETED", ("posted", "shipped")),
    ]
    assert [(each.line, each.event) for each in unexplained.evidence] == [(5, "e4"), (2, "e1")]


def test_a_claim_that_came_too_early_is_told_with_what_was_known(found: Found) -> None:
    early = [HEALTHY[0], HEALTHY[1], status("erp", "GI", "09:15:32"), *HEALTHY[2:3]]
    (one,) = [finding for finding in found(*early) if finding.subject == "erp/GI"]
    assert (one.rule, one.also) == ("unexplained-status", ("misleading-status",))
    assert one.notes == ("it claims shipped, but wms had said nothing of it",)
    (one,) = found(*HEALTHY[:2], status("wms", "OPEN", "09:15:31.950"), status("erp", "GI", "09:15:32"))
    assert one.notes == ('it claims shipped, but wms had only said "OPEN" at 09:15:31.950',)


def test_a_misleading_status_that_a_row_explains_stands_for_itself(found: Found) -> None:
    contract = CONTRACT.replace("SKIPPED: GX}", "SKIPPED: GI}")
    skipped = status("wms", "SKIPPED", "09:15:32.700")
    rules = {
        (one.rule, one.subject): one for one in found(*HEALTHY[:2], skipped, *HEALTHY[3:], contract=contract)
    }
    one = rules["misleading-status", "hub/COMPLETED"]
    assert one.message == (
        'hub said "COMPLETED" at 09:15:33.050, which claims shipped, but wms had said "SKIPPED" at 09:15:32.700'
    )
    assert one.fix == 'have hub show "COMPLETED" only once wms has said shipped'
    assert one.label == "claims shipped"


def test_a_final_status_that_was_left_is_blamed_for_itself(found: Found) -> None:
    (one,) = found(*HEALTHY, status("hub", "PROCESSING", "10:00:00"))
    assert (one.rule, one.subject, one.message) == (
        "reopened",
        "hub/COMPLETED",
        'hub said "COMPLETED" at 09:15:33.050, which is final, and left it for "PROCESSING" at 10:00:00',
    )


def test_what_nothing_leads_to_and_left_a_final_status_is_one_finding(found: Found) -> None:
    (one,) = found(*HEALTHY, status("hub", "FAILED", "10:00:00"))
    assert (one.rule, one.subject, one.also) == (
        "unexplained-status",
        "hub/FAILED",
        ("misleading-status", "reopened"),
    )


def test_times_of_two_days_have_their_day(found: Found) -> None:
    later = status("hub", "PROCESSING", "10:00:00") | {"at": "2026-03-04T10:00:00+01:00"}
    (one,) = found(*HEALTHY, later)
    assert one.message == (
        'hub said "COMPLETED" at 2026-03-02 09:15:33.050, which is final, and left it for "PROCESSING" at '
        "2026-03-04 09:00:00"
    )


def test_a_late_answer_says_how_late(found: Found) -> None:
    sent = {"kind": "sent", "at": "2026-03-02T09:00:00Z", "boundary": "hub-to-erp", "message": "order"}
    (one,) = found(sent, *HEALTHY[:2])
    assert (one.rule, one.subject, one.level) == ("late-answer", "hub-to-erp", Level.WARNING)
    assert one.message == (
        "erp answered hub-to-erp/order, sent at 09:00:00, only after 15m 31.91s, and hub waits for 1m 30s"
    )
    (one,) = found(sent)
    assert one.message == (
        "erp had not answered hub-to-erp/order, sent at 09:00:00, after 3d 1h, and hub waits for 1m 30s"
    )


def test_a_status_that_was_final_too_early_says_by_how_much(found: Found) -> None:
    contract = CONTRACT.replace("    initial: PROCESSING", "    moves: {PROCESSING: [COMPLETED]}")
    contract = contract.replace("claims: [shipped]}\n      FAILED", "claims: []}\n      FAILED")
    (one,) = found(*HEALTHY[:2], HEALTHY[4], contract=contract)
    assert (one.rule, one.subject, one.level) == ("closed-early", "hub/COMPLETED", Level.WARNING)
    assert one.message == (
        'hub said "COMPLETED" at 09:15:33.050, which is final, 1.14s after erp "53", and hub-to-erp settles after 5d'
    )


def effect(key: str | None, at: str, **rest: object) -> dict[str, object]:
    changed = {"fact": "posted", **({"key": key} if key else {})}
    return {"kind": "effect", "at": f"2026-03-02T{at}Z", "system": "erp", "effect": changed, **rest}


def test_a_double_effect_is_told_with_both_keys(found: Found) -> None:
    one, other = effect("12345", "09:15:31", ids={"order": "4711"}), effect("12346", "09:16:02")
    (finding,) = found(one, other)
    assert (finding.rule, finding.subject, finding.level) == ("double-effect", "posted", Level.ERROR)
    assert finding.message == (
        'posted came about twice for order "4711": as "12345" at 09:15:31 and as "12346" at 09:16:02'
    )
    assert [each.event for each in finding.evidence] == ["e2", "e1"]
    assert [step.shows for step in finding.trace] == ["posted 12345", "posted 12346"]


def test_without_an_id_the_case_stands_for_it(found: Found) -> None:
    (finding,) = found(effect(None, "09:15:31"), effect(None, "09:16:02"), effect(None, "09:16:03"))
    assert finding.message == (
        "posted came about 3 times for case 4711: in event e1 at 09:15:31, in event e2 at 09:16:02 and in event "
        "e3 at 09:16:03"
    )


def test_the_same_in_many_cases_is_one_finding_with_their_number(found: Found) -> None:
    events = [
        event | {"case": case, "id": f"{case}{number}"}
        for case in "ab"
        for number, event in enumerate([*HEALTHY, status("hub", "PROCESSING", "10:00:00")])
    ]
    (one,) = found(*events)
    assert (one.rule, one.count) == ("reopened", 2)


def test_a_source_that_ruled_out_what_came_about_is_told_with_when_it_did(found: Found) -> None:
    effect = {"kind": "effect", "at": "2026-03-02T09:15:40Z", "system": "wms", "effect": {"fact": "shipped"}}
    skipped = status("wms", "SKIPPED", "09:15:32.700", to="erp")
    findings = found(*HEALTHY[:2], skipped, status("erp", "GX", "09:15:33", to="hub"), effect)
    (one,) = [finding for finding in findings if finding.rule == "misleading-status"]
    assert one.message == (
        'wms said "SKIPPED" to erp at 09:15:32.700, which rules out shipped, but shipped came about at 09:15:40'
    )
    assert one.fix == (
        'have wms show "SKIPPED" only once it is certain that shipped can\'t come about any more'
    )
    assert [(each.line, each.event) for each in one.evidence] == [(4, "e3"), (6, "e5")]


def test_who_passes_it_on_when_it_had_come_about_is_told_so(found: Found) -> None:
    effect = {"kind": "effect", "at": "2026-03-02T09:15:33Z", "system": "wms", "effect": {"fact": "shipped"}}
    skipped = status("wms", "SKIPPED", "09:15:32.700", to="erp")
    told = [status("erp", "GX", "09:15:34", to="hub"), status("hub", "FAILED", "09:15:35")]
    findings = found(*HEALTHY[:2], skipped, effect, *told)
    fixes = {one.subject: one.fix for one in findings if one.rule == "misleading-status"}
    assert fixes["erp/GX"] == 'have erp show "GX" no more once shipped came about'
