"""Every rule's page is true: its examples are checked, and the rule fires on the marked lines alone."""

from pathlib import Path

import pytest

from checker.model.findings import Finding, Rule
from checker.rules import rules
from tests.rules.pages import checked, sections, write

SECTIONS = ["Why", "Fails", "Passes", "How to mend"]


def fires(rule: Rule[object], folder: Path) -> list[Finding]:
    report = checked(folder)
    every = (*report.findings, *report.expected, *(accepted.finding for accepted in report.accepted))
    return [finding for finding in every if rule.id in (finding.rule, *finding.also)]


def lines(findings: list[Finding], folder: Path) -> set[tuple[str, int]]:
    places = [finding.place for finding in findings if finding.place]
    return {(str(Path(place.file).resolve().relative_to(folder.resolve())), place.line) for place in places}


@pytest.fixture(params=rules(), ids=lambda rule: rule.id)
def rule(request: pytest.FixtureRequest) -> Rule[object]:
    found: Rule[object] = request.param
    return found


def test_a_page_has_its_sections(rule: Rule[object]) -> None:
    found = sections(rule.page)
    assert list(found) == ["", *SECTIONS]
    assert all(found.values())
    assert rule.title.endswith(".")
    assert found["How to mend"].startswith("\n- ") or found["How to mend"].startswith("- ")


def test_a_rule_fires_on_the_marked_lines_of_what_fails(rule: Rule[object], tmp_path: Path) -> None:
    marks = list(write(sections(rule.page)["Fails"], tmp_path))
    found = fires(rule, tmp_path)
    assert found
    assert {name for _, _, name in marks} <= {rule.id}
    if marks:
        assert lines(found, tmp_path) == {(file, line) for file, line, _ in marks}


def test_a_rule_is_silent_on_what_passes(rule: Rule[object], tmp_path: Path) -> None:
    marks = list(write(sections(rule.page)["Passes"], tmp_path))
    assert (marks, fires(rule, tmp_path)) == ([], [])
