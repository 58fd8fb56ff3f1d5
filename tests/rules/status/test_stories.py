"""Whole findings, as people read them, of integrations that people have."""

from collections.abc import Callable

from checker.analysis.meaning import Meaning, proofs
from checker.model.findings import Finding

IDOC = """
facts:
  in_port: {owner: out}
  stored: {owner: inbox}
  booked: {owner: inbox, implies: [stored]}
systems:
  inbox:
    statuses:
      64: {claims: [stored]}
      51: {outcome: failure, claims: [stored], denies: [booked]}
      53: {outcome: success, phase: final, claims: [booked]}
      68: {outcome: failure, phase: final, denies: [booked]}
    moves: {64: [51, 53], 51: [53, 68]}
  out:
    statuses:
      30: {}
      03: {claims: [in_port]}
      12: {claims: [in_port]}
      02: {outcome: failure, denies: [in_port]}
    moves: {30: [03, 02], 03: [12], 02: [30]}
  board:
    success_claims: [booked]
    statuses:
      waiting: {}
      done: {outcome: success, phase: final}
      failed: {outcome: failure, phase: final, denies: [booked]}
boundaries:
  board-to-out:
    from: board
    to: out
    status: {when: {30: waiting, 03: done, 12: done, 02: failed}}
"""

AUDIT = """
facts:
  stored: {owner: inbox}
  booked: {owner: inbox, implies: [stored]}
systems:
  inbox:
    statuses:
      64: {claims: [stored]}
      51: {outcome: failure, claims: [stored], denies: [booked]}
      53: {outcome: success, phase: final, claims: [booked]}
      68: {outcome: failure, phase: final, denies: [booked]}
    moves: {64: [51, 53], 51: [53, 68]}
  audit:
    statuses:
      03: {}
      39: {claims: [stored]}
      40: {outcome: failure, denies: [booked]}
      41: {outcome: success, phase: final, claims: [booked]}
  board:
    success_claims: [booked]
    statuses:
      waiting: {}
      attention: {outcome: failure, denies: [booked]}
      done: {outcome: success, phase: final}
boundaries:
  audit-to-inbox:
    from: audit
    to: inbox
    status: {when: {64: 39, 51: 40, 68: 40, 53: 41}, no_answer: 03}
  board-to-audit:
    from: board
    to: audit
    status: {when: {03: waiting, 39: waiting, 40: attention, 41: done}, no_answer: waiting}
"""

PAYOUT = """
facts: {landed: {owner: psp, revocable: true}}
systems:
  psp:
    statuses:
      pending: {}
      on_its_way: {}
      paid: {outcome: success, claims: [landed]}
      failed: {outcome: failure, phase: final, denies: [landed]}
    moves: {pending: [on_its_way, failed], on_its_way: [paid, failed], paid: [failed]}
  market:
    success_claims: [landed]
    statuses:
      working: {}
      paid_out: {outcome: success, phase: final}
      not_paid: {outcome: failure, phase: final, denies: [landed]}
boundaries:
  market-to-psp:
    from: market
    to: psp
    status:
      when: {pending: working, on_its_way: working, paid: paid_out, failed: not_paid}
      no_answer: not_paid
"""

GATE = """
facts: {green: {owner: ci}}
systems:
  ci:
    statuses:
      queued: {}
      success: {outcome: success, phase: final, claims: [green]}
      failure: {outcome: failure, phase: final, denies: [green]}
      neutral: {phase: final}
      skipped: {phase: final}
      cancelled: {phase: final}
      timed_out: {outcome: unknown, phase: final}
    moves: {queued: [success, failure, neutral, skipped, cancelled, timed_out]}
  gate:
    success_claims: [green]
    statuses:
      wait: {}
      open: {outcome: success, phase: final}
      closed: {outcome: failure, phase: final, claims: []}
boundaries:
  gate-to-ci:
    from: gate
    to: ci
    status:
      when:
        queued: wait
        success: open
        failure: closed
        neutral: open
        skipped: open
        cancelled: closed
        timed_out: closed
      no_answer: wait
"""

CHAIN = """
facts:
  posted: {owner: erp}
  shipped: {owner: wms, implies: [posted]}
systems:
  portal:
    statuses:
      ordered: {}
      completed: {outcome: success, phase: final, claims: [shipped]}
      failed: {outcome: failure, phase: final, denies: [shipped]}
    initial: ordered
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX: {outcome: failure, phase: final, denies: [shipped]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {53: ordered, GI: completed, GX: failed}, no_answer: ordered}
  erp-to-wms:
    from: erp
    to: wms
    status: {when: {SHIPPED: GI, SKIPPED: GI}, no_answer: 53}
flows: {order: {reader: portal}}
"""

Findings = Callable[[str], tuple[Finding, ...]]


def told(finding: Finding) -> tuple[str, str, int, tuple[str, ...], str, str | None]:
    return (
        f"{finding.level} {finding.rule} {finding.subject}",
        finding.message,
        finding.count,
        finding.also,
        finding.label,
        finding.fix,
    )


def steps(finding: Finding) -> list[tuple[int, str, str, tuple[str, ...]]]:
    return [(step.step, step.system, step.shows, step.says) for step in finding.trace]


def test_a_message_in_the_port_is_not_a_booked_order(findings: Findings) -> None:
    found = {finding.subject: finding for finding in findings(IDOC)}
    assert set(found) == {"board/done", "board/failed", "board-to-out"}
    assert told(found["board/done"]) == (
        "error overclaim board/done",
        'board "done" says booked, but all it has is out "03", which establishes only in_port',
        2,
        (),
        "source of truth of booked: inbox",
        'report "waiting" here, and take "done" from inbox "53"',
    )
    assert told(found["board/failed"])[:4] == (
        "error premature-final board/failed",
        'board "failed" is final, but out can still go from "02" to "30", which leads to "waiting"',
        1,
        ("false-denial",),
    )
    assert told(found["board-to-out"]) == (
        "warning no-answer-unsaid board-to-out",
        "nothing says what board shows when out never answers",
        1,
        (),
        "no row for no_answer",
        "add no_answer: waiting, or write answers: always beside from and to, if no call ends without an answer",
    )


def test_where_the_receiver_confirms_nothing_is_wrong(findings: Findings) -> None:
    assert findings(AUDIT) == ()


def test_a_payout_that_can_come_back_is_not_the_end(findings: Findings) -> None:
    assert [told(finding)[:4] for finding in findings(PAYOUT)] == [
        (
            "error timeout-as-verdict market/not_paid",
            'market "not_paid" says not landed because psp did not answer; no answer proves nothing',
            1,
            ("premature-final", "false-denial", "two-meanings"),
        ),
        (
            "error premature-final market/paid_out",
            'market "paid_out" is final, but psp can still go from "paid" to "failed", '
            'which leads to "not_paid"',
            1,
            ("revocation-lost",),
        ),
    ]


def test_a_skipped_check_has_not_passed(findings: Findings) -> None:
    assert [told(finding)[:4] for finding in findings(GATE)] == [
        (
            "error timeout-as-verdict gate/closed",
            'gate "closed" is a failure, but ci "timed_out" leaves the outcome unknown',
            1,
            (),
        ),
        (
            "error overclaim gate/open",
            'gate "open" says green, but all it has is ci "neutral", which establishes no fact',
            2,
            ("two-meanings", "blurred"),
        ),
        (
            "note blurred gate/closed",
            'gate "closed" stands for ci "failure" (failure) and for ci "cancelled" (none)',
            1,
            (),
        ),
    ]


def test_a_dropped_delivery_is_shown_from_the_warehouse_to_the_portal(findings: Findings) -> None:
    finding = findings(CHAIN)[0]
    assert told(finding) == (
        "error contradiction erp/GI",
        'erp "GI" says shipped, but wms "SKIPPED" says not shipped',
        1,
        ("masked-failure", "overclaim", "two-meanings", "blurred"),
        "known here: not shipped",
        'report "GX" here',
    )
    assert steps(finding) == [
        (1, "wms", "SKIPPED", ("not shipped",)),
        (2, "erp", "GI", ("posted", "shipped")),
        (3, "portal", "completed", ("posted", "shipped")),
    ]
    assert all(step.where for step in finding.trace)
    assert [related.says for related in finding.related] == [
        'wms "SKIPPED" is declared here',
        'erp "GI" is declared here',
        "shipped is declared here; its source of truth is wms",
    ]


def test_a_claim_is_followed_up_to_its_source_of_truth(findings: Findings) -> None:
    text = AUDIT.replace("41: done", "41: attention")
    finding = next(found for found in findings(text) if found.rule == "contradiction")
    assert steps(finding) == [
        (1, "inbox", "53", ("booked", "stored")),
        (2, "audit", "41", ("booked", "stored")),
        (3, "board", "attention", ("not booked",)),
    ]


def test_each_fact_is_proved_or_it_is_said_why_not(read: Callable[[str], Meaning]) -> None:
    assert [(proof.is_proved, proof.says) for proof in proofs(read(AUDIT))] == [
        (True, "stored: no run can show a false claim; each comes from inbox"),
        (True, "booked: no run can show a false claim; each comes from inbox"),
    ]
    assert [proof.says for proof in proofs(read(PAYOUT))] == [
        "landed: each claim of it comes from psp, but it can be revoked"
    ]
    idoc = proofs(read(IDOC))[2]
    assert not idoc.is_proved
    assert idoc.says.startswith('booked: not proved, since board "done" claims it on out "03"')
