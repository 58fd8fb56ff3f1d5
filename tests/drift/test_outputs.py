"""Recorded messages through both transformations: what is shown of them, how often they count, what is not run."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from checker.analysis.drift.same import same
from checker.model.findings import Finding, Report, Skipped
from checker.model.transformations import Constant, Values
from checker.pipeline import Options, check

CONTRACT = """
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        case: /id
        accepts: schemas/order.json
        sensitive: [/customer/name, /lines/*/for]
        transform: TRANSFORM
reference:
  names: {file: names.csv, key: name, value: number}
"""
ROWS = """
          - {to: /number, from: /id}
          - {to: /name, from: /customer/name}
          - {to: /known, from: /customer/name, lookup: names, otherwise: none}
          - to: /lines
            each: /lines
            rows:
              - {to: sku, from: sku}
              - {to: for, from: for}
"""
SECRETS = ("Ada Loft", "Bo Hill", "Cy Moor")
SCHEMA = '{"properties": {"name": {"enum": ["Ada Loft", "Bo Hill"]}}}'


def message(case: str, name: str, **more: object) -> str:
    payload = {"id": case, "customer": {"name": name}, "lines": [{"sku": "A", "for": "Cy Moor"}], **more}
    event = {"case": case, "id": "e1", "kind": "sent", "boundary": "shop-to-erp", "payload": payload}
    return json.dumps(event) + "\n"


def files(transform: str = ROWS, **more: str) -> dict[str, str]:
    return {
        "contract.yaml": CONTRACT.replace("TRANSFORM", transform),
        "names.csv": "name,number\nAda Loft,1\nBo Hill,2\n",
        "schemas/order.json": SCHEMA,
        "recordings/orders.jsonl": message("1", "Ada Loft") + message("2", "Bo Hill"),
        **{name.replace("__", "/").replace("_", "."): text for name, text in more.items()},
    }


def written(folder: Path, texts: Mapping[str, str]) -> str:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return str(folder)


def drift(folder: Path, old: Mapping[str, str], new: Mapping[str, str]) -> Report:
    before, after = written(folder / "before", old), written(folder / "after", new)
    return check([after], Options(against=before, only=frozenset({"drift"})))


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int]]:
    return [(one.rule, one.subject, one.count) for one in findings]


def unseen(report: Report) -> list[Skipped]:
    """The outputs that could not be looked at, as far as the run says so."""
    return [skipped for skipped in report.skipped if skipped.check.startswith("the output of ")]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("{to: /name, from: /customer/name}", "{to: /name, from: /customer/name, upper: true}"),
        ("          - {to: /name, from: /customer/name}\n", ""),
        ("{to: /name, from: /customer/name}", "{to: /name, from: /customer/name, number: {scale: 0}}"),
        ("{to: /name, from: /customer/name}", "{to: /name, from: [/customer/name, /id], join: ' '}"),
        ("{to: /name, from: /customer/name}", '{to: /name, jq: ".customer.name + (.id)"}'),
        ("{to: /name, from: /customer/name}", '{to: /name, jq: ".customer.name | tonumber"}'),
        ("{to: for, from: for}", "{to: for, from: for, lower: true}"),
        ("{to: for, from: for}", "{to: whom, from: for}"),
        ("lookup: names, otherwise: none", "lookup: names, otherwise: none, where: {/id: '7'}"),
        ("            each: /lines\n", "            each: /lines\n            where: {sku: B}\n"),
        (ROWS, '\n          jq: "{number: .id, name: (.customer.name + .id), lines: .lines[:0]}"\n'),
        (ROWS, "\n          - {to: /customer, from: /customer}\n"),
    ],
)
def test_nothing_sensitive_is_told_of_what_became_of_a_message(tmp_path: Path, was: str, now: str) -> None:
    old, new = files(), files(ROWS.replace(was, now))
    for number, (one, other) in enumerate(((old, new), (new, old))):
        report = drift(tmp_path / str(number), one, other)
        assert report.findings
        everything = json.dumps([asdict(finding) for finding in report.findings], default=str)
        assert [secret for secret in SECRETS if secret in everything] == []


def test_a_message_that_a_rule_of_the_receiver_breaks_is_not_told(tmp_path: Path) -> None:
    report = drift(tmp_path, files(), files(schemas__order_json=SCHEMA.replace(', "Bo Hill"', "")))
    everything = json.dumps([asdict(finding) for finding in report.findings], default=str)
    assert "output-refused" in everything
    assert "Bo Hill" not in everything


def test_a_message_counts_once_though_both_sides_have_it(tmp_path: Path) -> None:
    more = message("3", "Cy Moor")
    old = files()
    new = files(ROWS.replace("{to: /number, from: /id}", "{to: /number, from: /id, pad: {left: x, to: 3}}"))
    new["recordings/orders.jsonl"] = more + old["recordings/orders.jsonl"].splitlines(keepends=True)[0]
    report = drift(tmp_path, old, new)
    assert told(report.findings) == [("output-changed", "shop-to-erp/order#/number", 3)]


def test_a_recording_of_before_that_cant_be_read_is_said_and_stops_nothing(tmp_path: Path) -> None:
    old = files(recordings__old_jsonl='{"case": 1\n')
    new = files(ROWS.replace("{to: /number, from: /id}", "{to: /number, from: /id, pad: {left: x, to: 3}}"))
    report = drift(tmp_path, old, new)
    assert ("output-changed", "shop-to-erp/order#/number", 2) in told(report.findings)
    assert [one.was_asked for one in unseen(report)] == [False]


def test_a_row_within_a_list_that_is_none_is_gone_through_by_nothing(tmp_path: Path) -> None:
    old = ROWS.replace("each: /lines", "each: /customer")
    report = drift(tmp_path, files(old), files(old.replace("from: sku", "from: sku, upper: true")))
    assert told(report.findings) == [("untested-mapping", "shop-to-erp/order", 1)]


def test_a_constant_is_told_though_it_stands_for_something_sensitive(tmp_path: Path) -> None:
    new = ROWS.replace("{to: /name, from: /customer/name}", "{to: /name, value: Bo Hill}")
    report = drift(tmp_path, files(), files(new))
    assert [(one.rule, one.shift and one.shift.now) for one in report.findings] == [
        ("constant-from-data", '"Bo Hill"')
    ]


def test_code_that_is_not_run_is_said_where_it_changed(tmp_path: Path) -> None:
    code = '\n          python: "orders:made"\n'
    report = drift(tmp_path, files(code), files(code.replace("made", "made_anew")))
    assert report.findings == ()
    assert [one.check for one in unseen(report)] == ["the output of shop-to-erp/order"]


def test_code_that_is_not_run_is_no_matter_where_it_is_the_same(tmp_path: Path) -> None:
    code = '\n          python: "orders:made"\n'
    new = files(code)
    new["contract.yaml"] = new["contract.yaml"].replace("case: /id", "case: /id\n        version: 2.0.0")
    report = drift(tmp_path, files(code), new)
    assert (report.findings, unseen(report)) == ((), [])


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (Constant(1), Constant(1.0), True),
        (Constant(1), Constant(True), False),
        (Values({"a": 1, "b": 0}), Values({"b": 0, "a": 1}), True),
        (Values({"a": [1, 0]}), Values({"a": [1, False]}), False),
        (Constant({"a": {"b": True}}), Constant({"a": {"b": True}}), True),
        (Constant(None), Constant(False), False),
    ],
)
def test_true_is_not_one(one: object, other: object, is_same: bool) -> None:
    assert same(one, other) is is_same
