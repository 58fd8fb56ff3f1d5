"""
The stories of contracts/: each is sound, and prints what its golden.txt says.

Write the golden files anew, and read the difference in review, with

    for story in contracts/*/; do .venv/bin/seamproof check --color never $story > $story/golden.txt; done
"""

import json
import shutil
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from checker.cli.main import main
from checker.model.coverage import Kind
from checker.model.findings import Level, Report
from checker.model.limits import Limits
from checker.pipeline import Options, check

ROOT = Path(__file__).parent.parent
STORIES = sorted(path.parent.name for path in (ROOT / "contracts").glob("*/contract.yaml"))
INCIDENT = "contracts/order-to-cash/recordings/2026-03-02-skipped-delivery.jsonl"

each_story = pytest.mark.parametrize("story", STORIES)


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Copies a story, to be changed, into an empty folder, which becomes the working directory."""

    def copy(story: str) -> Path:
        folder = tmp_path / "contracts" / story
        shutil.copytree(ROOT / "contracts" / story, folder)
        monkeypatch.chdir(tmp_path)
        return folder

    return copy


def rewrite(recording: Path, edit: Callable[[list[str]], Iterable[str]]) -> None:
    recording.write_text("".join(f"{line}\n" for line in edit(recording.read_text().splitlines())))


def rules(report: Report) -> list[str]:
    return sorted(rule for finding in report.findings for rule in (finding.rule, *finding.also))


def test_the_stories_are_there() -> None:
    assert STORIES == ["concert-tickets", "github-checks", "order-to-cash", "overtaken", "payouts"]


@each_story
def test_a_story_prints_its_golden_output(story: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["check", "--color", "never", f"contracts/{story}"])
    printed = capsys.readouterr()
    assert (code, printed.out) == (0, Path(f"contracts/{story}/golden.txt").read_text())
    assert "error" not in printed.err


@each_story
def test_a_story_has_no_finding_not_even_a_note(story: str) -> None:
    report = check([f"contracts/{story}"])
    assert (report.findings, report.verdict) == ((), "kept")
    accepted = [(one.finding.rule, one.finding.subject) for one in report.accepted]
    assert accepted == ([("stuck", "shop/waiting")] if story == "overtaken" else [])


@each_story
def test_the_recordings_of_a_story_are_replayed(story: str) -> None:
    report = check([f"contracts/{story}"])
    assert report.checked["cases"] > 5
    assert report.checked["replayed"] > report.checked["cases"]


def test_a_webhook_that_overtakes_another_is_found_by_exploring_alone(copied: Callable[[str], Path]) -> None:
    contract = copied("overtaken") / "contract.yaml"
    text = contract.read_text().partition("accept:")[0]
    contract.write_text(text)
    (found,) = check(["contracts"]).findings
    assert (found.rule, found.level, found.subject) == ("stuck", Level.ERROR, "shop/waiting")
    assert [(step.system, step.shows) for step in found.trace] == [
        ("psp", "authorised"),
        ("shop", "waiting"),
        ("psp", "captured"),
    ]
    contract.write_text(text.replace("while: reserved}", "while: [waiting, reserved]}"))
    assert check(["contracts"]).findings == ()


def test_the_skipped_delivery_is_detected() -> None:
    report = check(["contracts/order-to-cash"])
    assert sorted((finding.rule, finding.subject, finding.level) for finding in report.expected) == [
        ("context-lost", "erp-to-wms", Level.ERROR),
        ("enrichment-missing", "erp-to-wms/delivery#/plant", Level.ERROR),
        ("misleading-status", "hub/COMPLETED", Level.ERROR),
        ("misleading-status", "portal/completed", Level.ERROR),
        ("silent-rejection", "wms/SKIPPED", Level.ERROR),
        ("unexplained-status", "hub/COMPLETED", Level.ERROR),
    ]
    assert {evidence.recording for finding in report.expected for evidence in finding.evidence} == {INCIDENT}


def test_the_skipped_delivery_breaks_the_build_where_nobody_expects_it(
    copied: Callable[[str], Path],
) -> None:
    recording = copied("order-to-cash") / "recordings" / Path(INCIDENT).name
    header = json.loads(recording.read_text().splitlines()[0])
    expected = header.pop("expects")
    rewrite(recording, lambda lines: [json.dumps(header), *lines[1:]])
    report = check(["contracts"])
    errors = [finding for finding in report.findings if finding.level is Level.ERROR]
    assert (report.verdict, len(errors)) == ("broken", 5)
    assert {rule for finding in errors for rule in (finding.rule, *finding.also)} == set(expected)


def test_an_incident_that_no_longer_shows_is_missed(copied: Callable[[str], Path]) -> None:
    recording = copied("order-to-cash") / "recordings" / Path(INCIDENT).name
    rewrite(recording, lambda lines: [line.replace('"plant":null', '"plant":"1010"') for line in lines])
    report = check(["contracts"])
    assert (report.verdict, rules(report)) == ("broken", ["expected-missing"])


EDITS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("edit", EDITS["altered"], ids=lambda edit: edit["subject"])
def test_one_altered_value_is_found(edit: dict[str, str], copied: Callable[[str], Path]) -> None:
    path = copied(edit["story"]) / "recordings" / edit["recording"]
    assert edit["was"] in path.read_text()
    rewrite(path, lambda lines: [line.replace(edit["was"], edit["becomes"]) for line in lines])
    report = check(["contracts"])
    found = [(finding.rule, finding.subject) for finding in report.findings]
    assert found == [("transformation-differs", edit["subject"])]


@pytest.mark.parametrize("edit", EDITS["faults"], ids=lambda edit: f"{edit['story']}: {edit['rule']}")
def test_a_fault_in_a_table_is_found_by_reading_it(
    edit: dict[str, str], copied: Callable[[str], Path]
) -> None:
    folder = copied(edit["story"])
    contract = folder / "contract.yaml"
    text = contract.read_text()
    assert text.count(edit["was"]) == 1
    contract.write_text(text.replace(edit["was"], edit["becomes"]))
    shutil.rmtree(folder / "recordings")
    assert edit["rule"] in rules(check(["contracts"]))


def test_fields_that_are_too_many_to_count_are_said_and_no_gate_on_fields_is_met_without_them() -> None:
    limits = Limits(fields=5)
    report = check(["contracts/payouts"], Options(limits=limits))
    assert report.verdict == "kept"
    assert any("declares more than 5 fields" in skipped.why for skipped in report.skipped)
    gated = Options(limits=limits, min_coverage={Kind.FIELDS: Decimal(10)})
    assert check(["contracts/payouts"], gated).verdict == "unchecked"
