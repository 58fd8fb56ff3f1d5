"""What GitLab shows beside a merge request: its Code Quality report, as its documentation has it."""

import json
from dataclasses import replace
from typing import Any

import pytest

from checker.model.findings import Evidence, Finding, Level, Report, Skipped
from checker.model.overview import Kind, Overview, Subject
from checker.model.places import Place
from checker.report import rendered
from tests.report.readers import read

ROW = Place(file="contracts/a/contract.yaml", line=5, column=9, width=10)
OVERCLAIM = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=ROW,
    fix='report "waiting" here',
)
MISSING = Skipped(check="a.yaml", why="this is no YAML", was_asked=True, fix="mend it", place=ROW)
SETS = (
    Overview(set="b", version="1", place=Place(file="contracts/b.yaml", line=7, column=2)),
    Overview(set="a", version="1", place=Place(file="contracts/a.yaml", line=9, column=2)),
)


def items(report: Report) -> Any:
    text = rendered(report, "gitlab")
    read("gitlab", text)
    return json.loads(text)


def test_a_finding_is_one_item() -> None:
    assert items(Report(checked={}, findings=(replace(OVERCLAIM, count=1_203),))) == [
        {
            "description": 'desk "done" says posted (1,203 times). Help: report "waiting" here',
            "check_name": "overclaim",
            "fingerprint": OVERCLAIM.fingerprint,
            "severity": "critical",
            "location": {"path": "contracts/a/contract.yaml", "lines": {"begin": 5}},
        }
    ]


def test_nothing_found_is_an_empty_list() -> None:
    assert rendered(Report(checked={}), "gitlab") == "[]\n"


def test_what_could_not_be_checked_stands_first_and_blocks() -> None:
    report = Report(
        checked={},
        findings=(
            replace(OVERCLAIM, fix=None),
            replace(OVERCLAIM, level=Level.WARNING),
            replace(OVERCLAIM, level=Level.NOTE),
        ),
        skipped=(Skipped(check="drift", why="no --against"), MISSING, replace(MISSING, place=None, fix=None)),
        overviews=SETS,
        is_interrupted=True,
    )

    told = [
        (one["severity"], one["check_name"], one["location"]["path"], one["description"])
        for one in items(report)
    ]

    assert told == [
        ("blocker", "interrupted", "contracts/b.yaml", "Interrupted, this report is incomplete: 1 error, 1 warning, 1 note so far"),
        ("blocker", "unchecked", ROW.file, "Could not be checked: this is no YAML. Help: mend it"),
        ("blocker", "unchecked", "contracts/b.yaml", "Could not be checked: this is no YAML"),
        ("critical", "overclaim", ROW.file, 'desk "done" says posted'),
        ("minor", "overclaim", ROW.file, 'desk "done" says posted. Help: report "waiting" here'),
        ("info", "overclaim", ROW.file, 'desk "done" says posted. Help: report "waiting" here'),
    ]  # fmt: skip


def test_gitlab_drops_none_of_several_alike_and_knows_each_again() -> None:
    report = Report(
        checked={},
        findings=(OVERCLAIM, replace(OVERCLAIM, place=None), OVERCLAIM),
        skipped=(MISSING, MISSING),
    )

    first = [one["fingerprint"] for one in items(report)]

    assert len(set(first)) == 5
    assert first == [one["fingerprint"] for one in items(report)]
    assert first[2:] == [OVERCLAIM.fingerprint, f"{OVERCLAIM.fingerprint}-2", f"{OVERCLAIM.fingerprint}-3"]


def test_a_line_that_moves_and_a_word_that_changes_leave_the_fingerprint() -> None:
    moved = replace(OVERCLAIM, place=replace(ROW, line=9), message="in other words")

    (before,) = items(Report(checked={}, findings=(OVERCLAIM,)))
    (after,) = items(Report(checked={}, findings=(moved,)))

    assert before["fingerprint"] == after["fingerprint"]


@pytest.mark.parametrize(
    ("file", "path", "description"),
    [
        ("contracts/a b/ü.yaml", "contracts/a b/ü.yaml", 'desk "done" says posted'),
        ("./contracts//x/../a.yaml", "contracts/a.yaml", 'desk "done" says posted'),
        ("a\x00b\n.yaml", "a\\u0000b\\n.yaml", 'desk "done" says posted'),
        ("../a.yaml", "contracts/a.yaml", '../a.yaml:5:9: desk "done" says posted'),
        ("/etc/passwd", "contracts/a.yaml", '/etc/passwd:5:9: desk "done" says posted'),
    ],
)
def test_a_path_leads_into_the_repository(file: str, path: str, description: str) -> None:
    found = replace(OVERCLAIM, place=replace(ROW, file=file), fix=None)

    (item,) = items(Report(checked={}, findings=(found,), overviews=SETS))

    assert (item["location"]["path"], item["description"]) == (path, description)


@pytest.mark.parametrize(
    ("found", "sets", "path", "line"),
    [
        (replace(OVERCLAIM, place=None), SETS, "contracts/a.yaml", 1),
        (replace(OVERCLAIM, place=None, set="c"), SETS, "contracts/b.yaml", 1),
        (replace(OVERCLAIM, place=None), (), "contracts", 1),
        (
            replace(OVERCLAIM, place=None, evidence=(Evidence(recording="a/r.jsonl", line=8),)),
            SETS,
            "a/r.jsonl",
            8,
        ),
    ],
)
def test_what_blames_no_line_is_shown_where_it_is_seen_or_at_the_head_of_its_set(
    found: Finding, sets: tuple[Overview, ...], path: str, line: int
) -> None:
    (item,) = items(Report(checked={}, findings=(found,), overviews=sets))

    assert item["location"] == {"path": path, "lines": {"begin": line}}


def test_the_head_of_a_set_is_its_contract_and_no_file_beside_it() -> None:
    fact = Subject(kind=Kind.FACT, set="a", name="x", place=Place(file="facts.yaml", line=3, column=1))
    found = replace(OVERCLAIM, place=None)

    (item,) = items(Report(checked={}, findings=(found,), subjects=(fact,), overviews=SETS))

    assert item["location"] == {"path": "contracts/a.yaml", "lines": {"begin": 1}}


def test_a_reason_is_known_again_however_often_it_is_given() -> None:
    elsewhere = replace(ROW, file="other.yaml")
    reasons = ("no JSON", "no JSON (and 3 more times)", "no JSON (and 1,204 more times)")

    same = {fingerprint(replace(MISSING, why=why)) for why in reasons}
    others = {fingerprint(replace(MISSING, place=elsewhere)), fingerprint(replace(MISSING, check="b.yaml"))}

    assert len(same) == 1
    assert len(same | others) == 3


def fingerprint(skipped: Skipped) -> str:
    (item,) = items(Report(checked={}, skipped=(skipped,)))
    return str(item["fingerprint"])


def test_a_sentence_has_one_full_stop_before_its_help() -> None:
    report = Report(
        checked={},
        findings=(replace(OVERCLAIM, message="It is so."),),
        skipped=(replace(MISSING, why="It is not so."),),
    )

    assert [item["description"] for item in items(report)] == [
        "Could not be checked: It is not so. Help: mend it",
        'It is so. Help: report "waiting" here',
    ]
