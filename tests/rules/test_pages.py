"""Every rule's page is true: its examples are checked, and the rule fires on the marked lines alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.cli.configuration import configuration
from checker.model.findings import Finding, Rule
from checker.pipeline import Options, check
from checker.rules import rules

SECTIONS = ["Why", "Fails", "Passes", "How to mend"]
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def sections(page: str) -> dict[str, str]:
    """The text under each heading; what stands before the first one is the title."""
    title, *rest = re.split(r"^## (.+)\n", page.strip(), flags=re.MULTILINE)
    return {"": title.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}


def write(section: str, folder: Path) -> Iterator[tuple[str, int, str]]:
    """Writes the files of an example; gives each marked line with the rule that it names."""
    for _, name, text in BLOCK.findall(section):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if mark := re.search(r"# <- (\S+)$", line):
                yield name, number, mark.group(1)


def fires(rule: Rule[object], folder: Path) -> list[Finding]:
    """
    A page may have the configuration that its rule needs. One about drift has two states of a contract set, in
    `before` and in `after`.
    """
    if (folder / "before").exists():
        report = check(
            [str(folder / "after")], Options(against=str(folder / "before"), only=frozenset({"drift"}))
        )
    else:
        report = check([str(folder)], Options(min_coverage=configuration(folder, {}).min_coverage))
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
