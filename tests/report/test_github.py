"""Annotations of GitHub: what the runner makes of them, and that nothing else is a command."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import RecordingError
from checker.model.findings import Evidence, Finding, Level, Report, Skipped
from checker.model.places import Place
from checker.report import rendered
from checker.report.lines import escaped
from checker.report.unchecked import unchecked
from tests.report.broken import GOLDEN
from tests.report.runner import LONGEST, Command, Log, read

FINDING = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=Place(file="contracts/a/contract.yaml", line=31, column=9, width=10),
    label="source of truth of posted: sap_in",
    fix='report "waiting" here, and 100% of it',
    reproduce="seamproof check contracts/a",
)
BROKEN = Report(checked={"sets": 1}, findings=(FINDING,))
HOSTILE = [
    "::error::no",
    "  ::stop-commands::x",
    "a\n::set-output name=a::b",
    "a\r\n::add-mask::c\r##[error]d",
    "##[set-env name=PATH;]x",
    "x ##[group]y",
    "a%0A::error::b%0D%25%3A%2C",
    "%250A",
    ",file=x,line=1::y",
    "::",
    ":::error::x",
    "\u2028::error::x",
    "\x85::error::x",
    "\u3000::warning::x",
]


def shown(report: Report) -> Log:
    return read(rendered(report, "github"))


def test_a_story_gone_wrong_reads_as_it_was_read_in_review(gone_wrong: Report) -> None:
    assert rendered(gone_wrong, "github") == (GOLDEN / "broken.txt").read_text("utf-8")


def test_a_finding_is_an_annotation_at_its_line_and_a_line_of_the_log() -> None:
    log = shown(BROKEN)
    assert log.shown == [
        Command(
            "error",
            {
                "file": "contracts/a/contract.yaml",
                "line": "31",
                "col": "9",
                "endColumn": "19",
                "title": "overclaim: desk/done",
            },
            'desk "done" says posted\n'
            "source of truth of posted: sap_in\n"
            'help: report "waiting" here, and 100% of it\n'
            "reproduce: seamproof check contracts/a\n"
            "more: seamproof rule overclaim",
        )
    ]
    assert log.lines == [
        'contracts/a/contract.yaml:31:9: error[overclaim] desk "done" says posted',
        "Broken: 1 error in 1 set",
        "",
    ]


def test_a_finding_that_blames_no_line_stands_where_it_was_first_seen() -> None:
    evidence = (Evidence(recording="contracts/a/recordings/1.jsonl", line=8),)
    (one,) = shown(
        replace(BROKEN, findings=(replace(FINDING, place=None, evidence=evidence, count=3),))
    ).shown
    assert (one.given["file"], one.given["line"]) == ("contracts/a/recordings/1.jsonl", "8")
    assert one.says.startswith('desk "done" says posted (3 times)\n')


def test_the_levels_are_those_of_github() -> None:
    findings = tuple(replace(FINDING, level=level) for level in Level)
    assert [one.name for one in shown(replace(BROKEN, findings=findings)).shown] == [
        "error",
        "warning",
        "notice",
    ]


def test_what_keeps_the_check_from_being_made_is_first() -> None:
    missing = Skipped(check="drift", why="there is no git", was_asked=True, fix="install git")
    first, second = shown(replace(BROKEN, skipped=(missing,))).shown
    assert first == Command("error", {"title": "not checked: drift"}, "there is no git\nhelp: install git")
    assert second.given["title"] == "overclaim: desk/done"
    (alone,) = shown(unchecked(RecordingError("there is no git"), {})).shown
    assert alone == Command("error", {"title": "not checked: input"}, "there is no git")


def test_an_interrupted_run_is_an_error() -> None:
    (one,) = shown(Report(checked={}, is_interrupted=True)).shown
    assert (one.name, one.says) == ("error", "Interrupted, this report is incomplete: no findings so far")


def test_a_sound_report_has_no_annotation() -> None:
    assert shown(Report(checked={"sets": 1})) == Log([], [], ["Kept: no findings in 1 set", ""])


def test_no_more_is_written_than_is_shown_and_what_is_left_out_is_told_last() -> None:
    levels = [Level.NOTE] * 12 + [Level.WARNING] * 5 + [Level.ERROR] * 20
    findings = tuple(replace(FINDING, level=level, subject=f"desk/{n}") for n, level in enumerate(levels))
    log = shown(replace(BROKEN, findings=findings))
    assert log.shown == log.commands
    assert [one.name for one in log.shown] == ["error"] * 10 + ["warning"] * 5 + ["notice"] * 10
    assert log.shown[-1] == Command(
        "notice",
        {"title": "seamproof"},
        "and 13 more (10 errors, 3 notes): GitHub shows no more of a step; all are in its log",
    )
    assert sum("[overclaim]" in line for line in log.lines) == len(levels)


def test_ten_of_a_kind_are_all_shown() -> None:
    findings = tuple(replace(FINDING, level=level) for level in Level for _ in range(10))
    log = shown(replace(BROKEN, findings=findings))
    assert len(log.shown) == len(log.commands) == 30
    assert all(one.given["title"] == "overclaim: desk/done" for one in log.shown)


def test_no_annotation_is_longer_than_the_runner_takes() -> None:
    findings = (replace(FINDING, message="x" * 9_000, subject="y" * 9_000),)
    (one,) = shown(replace(BROKEN, findings=findings)).commands
    assert len(one.says) < LONGEST
    assert one.says.endswith("…")
    assert len(one.given["title"]) <= 255


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_and_no_command(text: str) -> None:
    place = Place(file=text, line=1, column=1)
    finding = replace(FINDING, message=text, subject=text, label=text, fix=text, place=place)
    skipped = Skipped(check=text, why=text, was_asked=True, fix=text, place=place)
    log = shown(replace(BROKEN, findings=(finding,), skipped=(skipped,)))
    assert [one.name for one in log.commands] == ["error", "error"]
    assert [one.given["file"] for one in log.commands] == [escaped(text)] * 2
    assert log.commands[0].says == f"{escaped(text)}\nhelp: {escaped(text)}"
    assert log.commands[1].given["title"] == f"overclaim: {escaped(text)}"


@given(st.text(alphabet=st.sampled_from("ab:%,;=#[]\r\n\t 0AD2\u2028\ud800"), max_size=20))
def test_whatever_a_text_is_it_comes_back_and_commands_nothing(text: str) -> None:
    (one,) = shown(replace(BROKEN, findings=(replace(FINDING, message=text),))).commands
    assert one.says.split("\n")[0] == escaped(text)
