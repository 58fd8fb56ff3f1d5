"""What programs read: JSON as its schema has it."""

import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from checker.model.coverage import Coverage, Kind, Shared, Thing
from checker.model.findings import (
    Accepted,
    Evidence,
    Finding,
    Level,
    Paste,
    Related,
    Report,
    Seen,
    Shift,
    Skipped,
    Step,
)
from checker.model.places import Place
from checker.report import rendered

LINE = Place(file="contract.yaml", line=9, column=7, pointer="/systems/erp/statuses/68")
COVERED = Coverage(
    set="a",
    shares={
        kind: Shared(seen=2, of=3, missing=(Thing(kind=kind, name=("erp", "68"), what="erp/68", place=LINE),))
        for kind in Kind
    },
)
ROW = Place(file="contract.yaml", line=5, column=9, pointer="/boundaries/a/status/when/03", width=10)
FINDING = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=ROW,
    label="source of truth of posted: sap_in",
    related=(Related(place=ROW, says='"done" is declared here'),),
    trace=(Step(step=1, system="erp", shows="53", says=("posted",), at="2026-03-02T09:15:01Z", where=ROW),),
    evidence=(Evidence(recording="recordings/a.jsonl", line=8, case="4711", event="e7"),),
    notes=("a note",),
    fix='report "waiting" here',
    also=("false-denial",),
)
SEEN = replace(FINDING, place=None, label="", related=(), trace=(), fix=None, count=3)
MISSING = Skipped(
    check="a.jsonl", why="no JSON", was_asked=True, place=ROW, related=(Related(place=ROW, says="here"),)
)
REPORT = Report(
    checked={"sets": 1, "boundaries": 3},
    findings=(FINDING, SEEN),
    expected=(SEEN,),
    accepted=(Accepted(finding=FINDING, because="decided", until="2027-01-31"),),
    skipped=(MISSING, Skipped(check="drift", why="no --against")),
    proved=("posted: proved",),
    shown=("a: 3 cases",),
    coverage=(COVERED, replace(COVERED, set="b")),
)
SCHEMA = json.loads(files("checker").joinpath("report/result.schema.json").read_text("utf-8"))


def test_a_finding_is_one_document() -> None:
    (first, _) = json.loads(rendered(REPORT, "json"))["findings"]

    assert first == {
        "rule": "overclaim",
        "level": "error",
        "message": 'desk "done" says posted',
        "set": "a",
        "subject": "desk/done",
        "at": {"file": "contract.yaml", "line": 5, "column": 9, "pointer": "/boundaries/a/status/when/03"},
        "label": "source of truth of posted: sap_in",
        "related": [
            {
                "at": {
                    "file": "contract.yaml",
                    "line": 5,
                    "column": 9,
                    "pointer": "/boundaries/a/status/when/03",
                },
                "says": '"done" is declared here',
            }
        ],
        "trace": [
            {
                "step": 1,
                "at": "2026-03-02T09:15:01Z",
                "system": "erp",
                "shows": "53",
                "says": ["posted"],
                "where": {"file": "contract.yaml", "line": 5},
            }
        ],
        "evidence": {
            "case": "4711",
            "event": "e7",
            "recording": "recordings/a.jsonl",
            "line": 8,
            "pointer": None,
        },
        "notes": ["a note"],
        "fix": 'report "waiting" here',
        "also": ["false-denial"],
        "count": 1,
        "fingerprint": FINDING.fingerprint,
        "change": None,
        "seen": None,
        "paste": [],
        "reproduce": None,
    }


def test_a_finding_says_how_often_it_was_seen_what_to_paste_and_what_shows_it_again() -> None:
    told = replace(
        FINDING,
        seen=Seen(cases=3, of=6, what="row"),
        paste=(Paste(file="contract.yaml", line=5, replaces=1, text='        "03": waiting'),),
        reproduce="seamproof check contracts/a --only static",
    )

    (found,) = json.loads(rendered(Report(checked={}, findings=(told,)), "json"))["findings"]

    assert found["seen"] == {"cases": 3, "of": 6, "what": "row"}
    assert found["paste"] == [
        {"file": "contract.yaml", "line": 5, "replaces": 1, "text": '        "03": waiting'}
    ]
    assert found["reproduce"] == "seamproof check contracts/a --only static"
    Draft202012Validator(SCHEMA).validate(json.loads(rendered(Report(checked={}, findings=(told,)), "json")))


def test_a_finding_about_drift_says_what_was_and_what_is() -> None:
    shift = Shift(was=["posted"], now=[], readers=("portal",), accept="seamproof drift --accept 1")
    report = Report(checked={}, findings=(replace(FINDING, shift=shift),))

    (found,) = json.loads(rendered(report, "json"))["findings"]

    assert found["change"] == {
        "from": ["posted"],
        "to": [],
        "readers": ["portal"],
        "accept": "seamproof drift --accept 1",
    }


def test_what_stands_for_several_records_has_a_list_of_them_and_the_place_of_the_first() -> None:
    (_, second) = json.loads(rendered(REPORT, "json"))["findings"]

    assert second["at"] == {"file": "recordings/a.jsonl", "line": 8, "column": 1, "pointer": ""}
    assert [one["case"] for one in second["evidence"]] == ["4711"]


@pytest.mark.parametrize("report", [REPORT, Report(checked={}), replace(REPORT, is_interrupted=True)])
def test_the_schema_of_the_result_holds(report: Report) -> None:
    Draft202012Validator.check_schema(SCHEMA)

    Draft202012Validator(SCHEMA).validate(json.loads(rendered(report, "json")))


def test_every_line_of_jsonl_is_one_part_of_the_result_and_the_last_is_the_verdict() -> None:
    rows = [json.loads(row) for row in rendered(REPORT, "jsonl").splitlines()]

    assert [row["type"] for row in rows] == [
        "finding",
        "finding",
        "expected",
        "accepted",
        "error",
        "skipped",
        "result",
    ]
    assert rows[-1]["verdict"] == "unchecked"
    for row in rows[:-1]:
        name = "finding" if row["type"] == "expected" else row["type"]
        Draft202012Validator({**SCHEMA["$defs"][name], "$defs": SCHEMA["$defs"]}).validate(row)


def test_the_coverage_of_all_sets_is_added_up_and_what_is_missing_has_its_set_and_line() -> None:
    found = json.loads(rendered(REPORT, "json"))["coverage"]

    at = {"file": "contract.yaml", "line": 9, "column": 7, "pointer": "/systems/erp/statuses/68"}
    missing = [{"set": name, "what": "erp/68", "at": at} for name in ("a", "b")]
    assert found == {kind.value: {"seen": 4, "of": 6, "missing": missing} for kind in Kind}
    assert json.loads(rendered(REPORT, "jsonl").splitlines()[-1])["coverage"] == found
    assert json.loads(rendered(Report(checked={}), "json"))["coverage"] is None


def test_a_broken_promise_a_kept_one_and_what_nobody_knows_are_three_verdicts() -> None:
    verdicts = [
        json.loads(rendered(report, "json"))["verdict"]
        for report in (
            Report(checked={}),
            Report(checked={}, findings=(FINDING,)),
            Report(checked={}, findings=(replace(FINDING, level=Level.WARNING),)),
            Report(checked={}, findings=(replace(FINDING, level=Level.WARNING),), fail_on=Level.WARNING),
            Report(checked={}, findings=(FINDING,), skipped=(MISSING,)),
            Report(checked={}, is_interrupted=True),
        )
    ]

    assert verdicts == ["kept", "broken", "kept", "broken", "unchecked", "unchecked"]


def test_the_fingerprint_depends_on_rule_set_and_subject_alone() -> None:
    moved = replace(FINDING, place=replace(ROW, line=99), message="other words", count=7)

    assert moved.fingerprint == FINDING.fingerprint
    assert len({replace(FINDING, **{name: "x"}).fingerprint for name in ("rule", "set", "subject")}) == 3
