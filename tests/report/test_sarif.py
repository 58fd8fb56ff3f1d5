"""What code scanning and editors read: SARIF 2.1.0, by its schema, by its authors' reader, within GitHub's limits."""

import gzip
import json
import os
import random
import subprocess
from base64 import b64encode
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.model.findings import (
    Accepted,
    Evidence,
    Finding,
    Level,
    Paste,
    Related,
    Report,
    Shift,
    Skipped,
    Step,
)
from checker.model.overview import Overview
from checker.model.places import Place
from checker.report import pieces, rendered
from tests.downloads import missing, npm_package
from tests.report.hostile import EVERYTHING, HOSTILE, with_text
from tests.report.readers import read

ROW = Place(file="contracts/a/contract.yaml", line=2, column=9, width=10)
DECLARED = Place(file="contracts/a/contract.yaml", line=1, column=3, width=4)
OVERCLAIM = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=ROW,
    label="source of truth of posted: sap_in",
    related=(Related(place=DECLARED, says='"done" is declared here'),),
    fix='report "waiting" here',
)
SOURCES = {ROW.file: 'done: {}\n        "03": done\n'}
BELOW = {"uri": "contracts/a/contract.yaml", "uriBaseId": "%SRCROOT%"}

pytestmark = pytest.mark.needs("the official schema of SARIF")


def run_of(report: Report) -> Any:
    text = rendered(report, "sarif")
    read("sarif", text)
    (run,) = json.loads(text)["runs"]
    return run


def result_of(found: Finding) -> Any:
    (result,) = run_of(Report(checked={}, findings=(found,), sources=SOURCES))["results"]
    return result


def test_a_finding_is_one_result() -> None:
    assert result_of(OVERCLAIM) == {
        "ruleId": "overclaim",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": 'desk "done" says posted\nHelp: report "waiting" here\n["done" is declared here](1)'
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": BELOW,
                    "region": {
                        "startLine": 2,
                        "startColumn": 9,
                        "endLine": 2,
                        "endColumn": 19,
                        "snippet": {"text": '"03": done'},
                    },
                    "contextRegion": {"startLine": 2, "snippet": {"text": '        "03": done'}},
                },
                "message": {"text": "source of truth of posted: sap_in"},
                "logicalLocations": [{"name": "desk/done", "fullyQualifiedName": "a:desk/done"}],
            }
        ],
        "partialFingerprints": {"seamproof/v1": OVERCLAIM.fingerprint},
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": BELOW,
                    "region": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 7},
                },
                "message": {"text": '"done" is declared here'},
            }
        ],
    }


def test_a_trace_is_a_code_flow_and_a_step_without_a_place_stands_where_the_finding_does() -> None:
    steps = (
        Step(step=1, system="erp", shows="53", says=("posted",), at="2026-03-02T09:15:01Z", where=DECLARED),
        Step(step=2, system="desk", shows="done"),
    )

    (flow,) = result_of(replace(OVERCLAIM, trace=steps))["codeFlows"]

    ((first, second),) = [thread["locations"] for thread in flow["threadFlows"]]
    assert first["location"]["message"] == {"text": '2026-03-02T09:15:01Z: erp "53" says posted'}
    assert first["location"]["physicalLocation"]["region"]["startLine"] == 1
    assert second["location"]["message"] == {"text": 'desk "done" says nothing'}
    assert second["location"]["physicalLocation"]["region"]["startLine"] == 2


def test_records_in_which_it_is_seen_are_places_that_the_message_leads_to() -> None:
    evidence = (
        Evidence(recording="recordings/a.jsonl", line=8, case="4711", event="e7", pointer="/qty"),
        Evidence(recording="recordings/a.jsonl", line=9),
    )

    result = result_of(replace(OVERCLAIM, place=None, related=(), evidence=evidence, count=1_203))

    assert result["message"]["text"].split("\n")[2:] == [
        "[seen in case 4711, event e7, at /qty](1)",
        "[seen here](2)",
    ]
    assert result["occurrenceCount"] == 1_203
    assert [one["physicalLocation"]["region"]["startLine"] for one in result["relatedLocations"]] == [8, 9]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "recordings/a.jsonl"
    assert "message" not in result["locations"][0]


def test_a_finding_without_any_place_stands_at_the_head_of_its_set() -> None:
    sets = (
        Overview(set="b", version="1", place=Place(file="b.yaml", line=7, column=2)),
        Overview(set="a", version="1", place=Place(file="a.yaml", line=9, column=2)),
    )

    run = run_of(Report(checked={}, findings=(replace(OVERCLAIM, place=None),), overviews=sets))

    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "a.yaml"
    assert physical["region"]["startLine"] == 1


def test_lines_to_paste_are_a_fix() -> None:
    paste = (
        Paste(file=ROW.file, line=2, replaces=1, text='        "03": waiting'),
        Paste(file=ROW.file, line=1, replaces=0, text="waiting: {}\nlost: {}"),
    )

    (fix,) = result_of(replace(OVERCLAIM, paste=paste))["fixes"]

    assert fix == {
        "description": {"text": 'report "waiting" here'},
        "artifactChanges": [
            {
                "artifactLocation": BELOW,
                "replacements": [
                    {
                        "deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 19},
                        "insertedContent": {"text": '        "03": waiting'},
                    },
                    {
                        "deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
                        "insertedContent": {"text": "waiting: {}\nlost: {}\n"},
                    },
                ],
            }
        ],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "{end}"])
@pytest.mark.parametrize(
    ("paste", "mended"),
    [
        ({"line": 2, "replaces": 1, "text": "b: 3"}, "a: 1{end}b: 3{last}"),
        ({"line": 1, "replaces": 1, "text": "new: 0\na: 3"}, "new: 0{end}a: 3{end}b: 2{last}"),
        ({"line": 1, "replaces": 2, "text": "c: 3"}, "c: 3{last}"),
        ({"line": 2, "replaces": 0, "text": "c: 3\nd: 4"}, "a: 1{end}c: 3{end}d: 4{end}b: 2{last}"),
        ({"line": 3, "replaces": 0, "text": "c: 3\nd: 4"}, "a: 1{end}b: 2{end}c: 3{end}d: 4{last}"),
    ],
)
def test_a_fix_stays_within_the_file_and_keeps_its_line_ends(
    paste: dict[str, Any], mended: str, last: str, end: str
) -> None:
    source = f"a: 1{end}b: 2{last.format(end=end)}"
    found = replace(OVERCLAIM, paste=(Paste(file=ROW.file, **paste),))

    run = run_of(Report(checked={}, findings=(found,), sources={ROW.file: source}))

    ((change,),) = (fix["artifactChanges"] for fix in run["results"][0]["fixes"])
    (replacement,) = change["replacements"]
    assert applied(source, replacement) == mended.format(end=end, last=last.format(end=end))


def applied(source: str, replacement: Any) -> str:
    """The text as a program mends it that takes a region literally and knows no line behind the last one."""
    lines = source.splitlines(keepends=True)
    region = replacement["deletedRegion"]

    def offset(line: int, column: int) -> int:
        assert 0 <= column - 1 <= len(lines[line - 1].rstrip("\r\n"))
        return sum(map(len, lines[: line - 1])) + column - 1

    start = offset(region["startLine"], region["startColumn"])
    until = offset(region["endLine"], region["endColumn"])
    return f"{source[:start]}{replacement['insertedContent']['text']}{source[until:]}"


def test_lines_to_paste_into_a_text_that_is_not_known_are_no_fix() -> None:
    paste = (Paste(file="other.yaml", line=2, replaces=1, text="a: 1"),)

    assert "fixes" not in result_of(replace(OVERCLAIM, paste=paste))


def test_lines_that_would_have_to_be_escaped_are_no_fix() -> None:
    paste = (Paste(file=ROW.file, line=2, replaces=1, text="a: \x1b[2J"),)

    assert "fixes" not in result_of(replace(OVERCLAIM, paste=paste))


def test_a_finding_about_drift_names_its_readers_and_what_accepts_it() -> None:
    shift = Shift(was=["posted"], now=[], readers=("portal",), accept="seamproof drift --accept 1")

    result = result_of(replace(OVERCLAIM, shift=shift, also=("blurred",)))

    assert result["properties"] == {"also": ["blurred"], "readers": ["portal"]}
    assert "\nAccept: seamproof drift --accept 1\n" in result["message"]["text"]
    assert "baselineState" not in result


def test_what_the_contract_accepts_is_suppressed_with_its_reason_and_as_a_note() -> None:
    accepted = Accepted(finding=OVERCLAIM, because="decided by sales", until="2027-01-31", place=DECLARED)

    (result,) = run_of(Report(checked={}, accepted=(accepted,)))["results"]

    assert result["level"] == "note"
    assert result["properties"] == {"level": "error"}
    assert result["suppressions"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "decided by sales, until 2027-01-31",
            "location": {
                "physicalLocation": {
                    "artifactLocation": BELOW,
                    "region": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 7},
                }
            },
        }
    ]


def test_what_a_recording_expects_is_no_result_and_is_said() -> None:
    run = run_of(Report(checked={}, expected=(OVERCLAIM,)))

    assert run["results"] == []
    assert [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]] == [
        "Detected, as recordings expect: 1 finding."
    ]


def test_what_could_not_be_checked_makes_the_run_unsuccessful() -> None:
    skipped = (
        Skipped(check="drift", why="no --against names a baseline"),
        Skipped(
            check="a.yaml",
            why="this is no YAML",
            was_asked=True,
            fix="mend it",
            place=ROW,
            related=(Related(place=DECLARED, says="it began here"),),
        ),
    )

    (invocation,) = run_of(Report(checked={}, findings=(OVERCLAIM,), skipped=skipped))["invocations"]

    first, second = invocation["toolExecutionNotifications"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    assert (first["level"], first["descriptor"]["id"]) == ("error", "unchecked")
    assert first["message"] == {"text": "this is no YAML\nHelp: mend it"}
    assert [one["physicalLocation"]["region"]["startLine"] for one in first["locations"]] == [2, 1]
    assert second == {
        "descriptor": {"id": "not-checked", "index": 4},
        "level": "note",
        "message": {"text": "drift: no --against names a baseline"},
    }


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report(checked={}), 0),
        (Report(checked={}, findings=(OVERCLAIM,)), 1),
        (Report(checked={}, findings=(replace(OVERCLAIM, level=Level.WARNING),)), 0),
        (Report(checked={}, findings=(replace(OVERCLAIM, level=Level.WARNING),), fail_on=Level.WARNING), 1),
    ],
)
def test_a_run_that_has_found_something_was_successful(report: Report, code: int) -> None:
    assert run_of(report)["invocations"] == [
        {"executionSuccessful": True, "exitCode": code, "toolExecutionNotifications": []}
    ]


def test_an_interrupted_run_was_not_successful_and_its_exit_code_is_not_known() -> None:
    (invocation,) = run_of(Report(checked={"sets": 1}, is_interrupted=True))["invocations"]

    assert invocation == {
        "executionSuccessful": False,
        "toolExecutionNotifications": [
            {
                "descriptor": {"id": "interrupted", "index": 1},
                "level": "error",
                "message": {"text": "Interrupted, this report is incomplete: no findings in 1 set so far."},
            }
        ],
    }


def test_each_rule_that_fired_has_its_page() -> None:
    page = "A status claims too much.\n\n## Why\nAn order desk\nshowed it.\n\n## Fails\n```yaml\na: {}\n```"
    blurred = replace(OVERCLAIM, rule="blurred", level=Level.NOTE)
    worse = replace(OVERCLAIM, level=Level.WARNING)

    run = run_of(Report(checked={}, findings=(worse, blurred, OVERCLAIM), pages={"overclaim": page}))

    assert run["tool"]["driver"]["rules"] == [
        {
            "id": "overclaim",
            "shortDescription": {"text": "A status claims too much."},
            "fullDescription": {"text": "A status claims too much. An order desk showed it."},
            "help": {"text": page, "markdown": page},
            "defaultConfiguration": {"level": "error"},
        },
        {
            "id": "blurred",
            "shortDescription": {"text": "blurred"},
            "fullDescription": {"text": "blurred"},
            "help": {"text": "blurred"},
            "defaultConfiguration": {"level": "note"},
        },
    ]
    assert [(one["ruleId"], one["ruleIndex"]) for one in run["results"]] == [
        ("overclaim", 0),
        ("overclaim", 0),
        ("blurred", 1),
    ]


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("contracts/a b/ü#1?.yaml", {"uri": "contracts/a%20b/%C3%BC%231%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("./contracts//a/../b.yaml", {"uri": "contracts/b.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a/contract.yaml", {"uri": "file:///srv/a/contract.yaml"}),
        ("//evil.example/a", {"uri": "file:///evil.example/a"}),
        ("../a/contract.yaml", {"uri": "../a/contract.yaml"}),
        ("a/../../b.yaml", {"uri": "../b.yaml"}),
        ("file:///etc/passwd", {"uri": "file%3A/etc/passwd", "uriBaseId": "%SRCROOT%"}),
        ("javascript:alert(1)", {"uri": "javascript%3Aalert%281%29", "uriBaseId": "%SRCROOT%"}),
        ("a\udcff\ud800.yaml", {"uri": "a%ED%B3%BF%ED%A0%80.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a\udcff.yaml", {"uri": "a%FF.yaml", "uriBaseId": "%SRCROOT%"}),
        ("C:\\a", {"uri": "C%3A%5Ca", "uriBaseId": "%SRCROOT%"}),
        ("-", {"uri": "-", "uriBaseId": "%SRCROOT%"}),
        ("", {"uri": ".", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_a_path_is_an_address_below_the_root_or_one_of_its_own(file: str, location: object) -> None:
    result = result_of(replace(OVERCLAIM, place=replace(ROW, file=file), related=()))

    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a {0} {b}", "a {{0}} {{b}}"),
        ("[click](javascript:alert(1))", "[click] (javascript:alert(1))"),
        ("[a\\](http://evil.example)", "[a\\] (http://evil.example)"),
        ("![a](b)", "![a] (b)"),
        ("a\x1b[2J\n\ud800", "a\\u001b[2J\\n\\ud800"),
    ],
)
def test_a_message_has_no_placeholder_no_link_and_no_control_character(text: str, shown: str) -> None:
    assert result_of(replace(OVERCLAIM, message=text))["message"]["text"].split("\n")[0] == shown


def test_a_link_to_the_other_side_ends_where_it_is_to_end() -> None:
    related = (Related(place=DECLARED, says="a] (b\\](http://evil.example)"),)

    text = result_of(replace(OVERCLAIM, related=related))["message"]["text"]

    assert text.split("\n")[-1] == "[a\\] (b\\\\\\] (http://evil.example)](1)"


def test_the_worst_are_first_whatever_file_they_stand_in() -> None:
    levels = (Level.NOTE, Level.ERROR, Level.WARNING, Level.ERROR)
    findings = tuple(replace(OVERCLAIM, level=level, subject=str(n)) for n, level in enumerate(levels))

    results = run_of(Report(checked={}, findings=findings))["results"]

    assert [one["locations"][0]["logicalLocations"][0]["name"] for one in results] == ["1", "3", "2", "0"]


def test_of_more_than_code_scanning_takes_the_worst_are_there_and_the_rest_is_counted() -> None:
    note = replace(OVERCLAIM, level=Level.NOTE, related=(), fix=None)
    notes = tuple(replace(note, subject=str(number)) for number in range(25_001))
    report = Report(
        checked={}, findings=(*notes, OVERCLAIM), accepted=(Accepted(finding=OVERCLAIM, because="x"),)
    )

    (run,) = json.loads("".join(pieces(report, "sarif")))["runs"]

    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"
    assert [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]] == [
        "3 of 25,003 findings are left out, the worst are here; the report in json has them all."
    ]


def test_what_would_be_too_large_packed_is_left_out_and_counted() -> None:
    chance = random.Random(4711)
    noise = [b64encode(chance.randbytes(750_000)).decode() for _ in range(14)]
    findings = tuple(replace(OVERCLAIM, subject=str(n), message=text) for n, text in enumerate(noise))

    text = "".join(pieces(Report(checked={}, findings=findings), "sarif"))

    (run,) = json.loads(text)["runs"]
    left = 14 - len(run["results"])
    assert 10_000_000 > len(gzip.compress(text.encode())) > 8_000_000
    assert [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]] == [
        f"{left} of 14 findings are left out, the worst are here; the report in json has them all."
    ]


def test_places_steps_and_notifications_are_cut_at_what_code_scanning_takes_and_counted() -> None:
    related = tuple(Related(place=DECLARED, says=f"place {number}") for number in range(1_001))
    step = Step(step=1, system="erp", shows="53")
    found = replace(OVERCLAIM, related=related, trace=(step,) * 10_001)
    skipped = tuple(Skipped(check="x", why=str(number)) for number in range(1_500))

    run = run_of(Report(checked={}, findings=(found,), skipped=skipped))

    (result,) = run["results"]
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    assert len(result["relatedLocations"]) + len(result["locations"]) == 1_000
    assert len(result["codeFlows"][0]["threadFlows"][0]["locations"]) == 10_000
    assert result["message"]["text"].split("\n")[-2:] == [
        "2 more places are left out here",
        "1 more steps are left out here",
    ]
    assert len(notifications) == 1_000
    assert notifications[-1]["message"]["text"] == (
        "501 more things that were not checked are left out; the report in json has them all."
    )


def test_the_same_report_gives_the_same_bytes() -> None:
    assert rendered(EVERYTHING, "sarif") == rendered(EVERYTHING, "sarif")


@pytest.mark.needs("the reader of SARIF that its authors have made")
def test_its_authors_reader_and_the_rules_of_code_scanning_have_nothing_to_say(tmp_path: Path) -> None:
    each = [
        with_text(text) for name, text in HOSTILE.items() if name not in {"nothing", "a blank", "a megabyte"}
    ]
    hostile = replace(
        EVERYTHING,
        findings=tuple(one.findings[0] for one in each),
        skipped=tuple(skipped for one in each for skipped in one.skipped),
        sources={file: text for one in each for file, text in one.sources.items()},
    )
    interrupted = replace(EVERYTHING, is_interrupted=True)
    reports = {
        "everything": EVERYTHING,
        "hostile": hostile,
        "interrupted": interrupted,
        "nothing": Report(checked={}),
    }
    for name, report in reports.items():
        (tmp_path / f"{name}.sarif").write_text(rendered(report, "sarif"), "utf-8")
    broken = rendered(EVERYTHING, "sarif").replace('"shortDescription"', '"longDescription"', 1)
    (tmp_path / "broken.sarif").write_text(broken, "utf-8")

    said = _said_by_its_authors(tmp_path)

    assert {line.partition(".sarif")[0] for line in said} == {str(tmp_path / "broken")}


def _said_by_its_authors(folder: Path) -> list[str]:
    """Errors and warnings of the validator, with the rules of GitHub's code scanning."""
    if os.uname().sysname != "Linux" or os.uname().machine != "x86_64":
        missing("the reader of SARIF that its authors have made is only here for Linux on x86_64")
    tool = npm_package("@microsoft/sarif-multitool-linux", "5.7.0") / "Sarif.Multitool"
    tool.chmod(0o755)
    done = subprocess.run(
        [tool, "validate", f"{folder}/*.sarif", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    assert f"{len(list(folder.iterdir()))} files scanned" in done.stdout, done.stdout[-2000:] + done.stderr
    said = [line for line in done.stdout.splitlines() if ": error " in line or ": warning " in line]
    return [line for line in said if "SARIF2005" not in line]  # an address of the tool; it has none
