"""Findings say in how many recorded cases they are seen: distinct cases, of all that were replayed."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.model.findings import Seen
from checker.pipeline import Options, check

Write = Callable[[Mapping[str, str]], Path]
CONTRACT = """\
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  erp:
    statuses:
      planned: {}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX: {outcome: failure, phase: final, denies: [shipped]}
    initial: planned
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
      LOST: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  erp-to-wms:
    from: erp
    to: wms
    status:
      when:
        SHIPPED: GI
        SKIPPED: GI
      no_answer: planned
"""


def said(case: str, *codes: str) -> str:
    """A case in which these were said, each by the system whose status it is."""
    rows = []
    for number, code in enumerate(codes, start=1):
        system = "erp" if code in {"planned", "GI", "GX"} else "wms"
        at = f"2026-03-02T09:15:{number:02}Z"
        row = {"case": case, "id": f"e{number}", "kind": "status", "at": at, "system": system}
        rows.append(json.dumps({**row, "status": {"code": code}}))
    return "".join(f"{row}\n" for row in rows)


WHOLE = '{"recording": 1, "complete": {"erp": "full", "wms": "full"}}\n'
RECORDING = WHOLE + "".join(
    (
        said("1", "planned", "SHIPPED", "GI"),
        said("2", "planned", "SKIPPED", "GI"),
        said("3", "planned", "SKIPPED", "GI"),
        said("4", "planned"),
        said("5", "planned", "LOST"),
    )
)


@pytest.fixture
def seen(written: Write) -> Callable[..., dict[str, Seen | None]]:
    """How often each finding is seen, by its rule and subject."""

    def of(
        recording: str, contract: str = CONTRACT, options: Options | None = None
    ) -> dict[str, Seen | None]:
        folder = written({"contract.yaml": contract, "recordings/a.jsonl": recording})
        report = check([str(folder)], options)
        found = (*report.findings, *report.expected)
        return {f"{finding.rule} {finding.subject}": finding.seen for finding in found}

    return of


def test_a_row_of_a_contradiction_is_seen_in_the_cases_that_took_it(seen) -> None:  # type: ignore[no-untyped-def]
    assert seen(RECORDING)["contradiction erp/GI"] == Seen(cases=2, of=5, what="row")


def test_a_row_that_no_case_takes_is_said_to_be_in_none(seen) -> None:  # type: ignore[no-untyped-def]
    recording = WHOLE + said("1", "planned", "SHIPPED", "GI") + said("2", "planned")

    assert seen(recording)["contradiction erp/GI"] == Seen(cases=0, of=2, what="row")


def test_a_status_without_a_row_is_seen_in_the_cases_that_showed_it(seen) -> None:  # type: ignore[no-untyped-def]
    assert seen(RECORDING)["unmapped-status wms/LOST"] == Seen(cases=1, of=5, what="status")


def test_a_case_counts_once_however_often_the_row_is_taken_in_it(seen) -> None:  # type: ignore[no-untyped-def]
    recording = WHOLE + said("1", "planned", "SKIPPED", "GI", "SKIPPED", "GI") + said("2", "planned")

    assert seen(recording)["contradiction erp/GI"] == Seen(cases=1, of=2, what="row")


def test_what_is_found_in_recordings_is_counted_by_cases_and_not_by_records(seen) -> None:  # type: ignore[no-untyped-def]
    recording = said("1", "ODD", "ODD", "ODD") + said("2", "SHIPPED") + said("3", "SHIPPED", "ODD")

    assert seen(recording)["undeclared-status wms/ODD"] == Seen(cases=2, of=3)


def test_what_is_found_in_very_many_cases_is_counted_in_every_one(seen) -> None:  # type: ignore[no-untyped-def]
    recording = "".join(said(str(number), "ODD", "ODD") for number in range(1, 602))

    assert seen(recording)["undeclared-status wms/ODD"] == Seen(cases=601, of=601)


def test_what_a_recording_expects_is_counted_too(seen) -> None:  # type: ignore[no-untyped-def]
    header = '{"recording": 1, "expects": ["undeclared-status"]}\n'

    assert seen(header + said("1", "ODD") + said("2", "SHIPPED"))["undeclared-status wms/ODD"] == (
        Seen(cases=1, of=2)
    )


def test_where_nothing_was_replayed_nothing_is_said(seen) -> None:  # type: ignore[no-untyped-def]
    found = seen(RECORDING, options=Options(only=frozenset({"static"})))

    assert found["contradiction erp/GI"] is None


def test_where_nothing_is_recorded_nothing_is_said(written: Write) -> None:
    report = check([str(written({"contract.yaml": CONTRACT}))])

    assert {finding.seen for finding in report.findings} == {None}


PARTS = """\
contract: example
format: 1
version: 1.0.0
facts:
  stored: {owner: item}
systems:
  item:
    statuses:
      ok: {outcome: success, phase: final, claims: [stored]}
      bad: {outcome: failure, phase: final, denies: [stored]}
  index:
    statuses:
      open: {}
      done: {outcome: success, phase: final, claims: [stored]}
boundaries:
  index-to-item:
    from: index
    to: item
    answers: always
    messages: {bulk: {}}
    status:
      parts:
        at: /items
        key: id
        read: [{status: {at: code}}]
        expected: complete
        rows:
          - {any: [bad], report: done}
          - {otherwise: done}
"""


def test_a_row_over_many_parts_is_counted_like_any_other(seen) -> None:  # type: ignore[no-untyped-def]
    def answered(case: str, code: str) -> str:
        body = {"items": [{"id": "1", "code": "ok"}, {"id": "2", "code": code}]}
        sent = {
            "case": case,
            "id": "e1",
            "kind": "exchange",
            "boundary": "index-to-item",
            "message": "bulk",
            "sent": {},
            "received": {},
        }
        told = {"case": case, "id": "e2", "kind": "status", "system": "index", "status": {"code": "done"}}
        return f"{json.dumps({**sent, 'reply': {'code': '200', 'payload': body}})}\n{json.dumps(told)}\n"

    found = seen(answered("1", "bad") + answered("2", "ok") + answered("3", "bad"), PARTS)

    assert found["contradiction index/done"] == Seen(cases=2, of=3, what="row")
