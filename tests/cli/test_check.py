"""`seamproof check` as people run it: its output to the byte, its files, its exit codes."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str]], Path]

CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
    moves: {new: [53]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    status:
      when:
        new: done
        53: done
      no_answer: sent
"""
SOUND = CONTRACT.replace("new: done", "new: sent")


@pytest.fixture
def project(written: Write, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A project with one contract in its `contracts/`, in which commands then run."""

    def make(contract: str) -> Path:
        folder = written({"contracts/orders/contract.yaml": contract})
        monkeypatch.chdir(folder)
        return folder

    return make


def test_the_full_report_of_a_false_claim(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(CONTRACT)

    ran = seamproof("check")

    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (Path(__file__).parent / "false-claim.txt").read_text()
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_concise_report_is_a_line_a_finding(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(CONTRACT)

    *findings, verdict = seamproof("check", "--output-format", "concise").out.splitlines()

    pattern = r"contracts/orders/contract\.yaml:\d+:\d+: (error|warning|note)\[[a-z-]+\] ."
    assert findings
    assert all(re.match(pattern, row) for row in findings)
    assert verdict.startswith("Broken: ")


def test_a_sound_contract_ends_with_0(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(SOUND)

    assert seamproof("check").code == 0
    assert seamproof("check", "contracts/orders/contract.yaml").code == 0


def test_the_level_that_breaks_the_check_may_be_lower(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(SOUND.replace("      no_answer: sent\n", ""))

    codes = [seamproof("check", "--fail-on", level).code for level in ("error", "warning", "note")]

    assert codes == [0, 1, 1]


def test_the_configuration_of_the_project_counts_and_a_flag_goes_before_it(  # type: ignore[no-untyped-def]
    project, seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(SOUND.replace("      no_answer: sent\n", ""))
    (folder / "pyproject.toml").write_text('[tool.seamproof]\nfail-on = "warning"\noutput-format = "json"\n')

    ran = seamproof("check")
    assert (ran.code, json.loads(ran.out)["verdict"]) == (1, "broken")

    monkeypatch.setenv("SEAMPROOF_OUTPUT_FORMAT", "concise")
    assert seamproof("check", "--fail-on", "error").code == 0
    assert seamproof("check").out.splitlines()[-1].startswith("Broken: ")


def test_reports_are_written_beside_what_is_printed(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    folder = project(CONTRACT)

    reports = [f"--report={form}={form}.out" for form in ("full", "concise", "json", "jsonl")]
    ran = seamproof("check", "--output-format", "concise", "--color", "always", *reports)

    assert "\x1b[" in ran.out
    assert (folder / "full.out").read_text() == seamproof("check").out
    assert (folder / "concise.out").read_text() == seamproof("check", "--output-format", "concise").out
    assert json.loads((folder / "json.out").read_text())["verdict"] == "broken"
    assert json.loads((folder / "jsonl.out").read_text().splitlines()[-1])["type"] == "result"
    assert sorted(path.name for path in folder.iterdir()) == [
        "concise.out",
        "contracts",
        "full.out",
        "json.out",
        "jsonl.out",
    ]


def test_a_report_that_can_not_be_written_is_said_before_the_work(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project("this is no contract, and nobody gets to see that")

    ran = seamproof("check", "--report", "json=nowhere/result.json")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: nowhere/result.json can't be written: there is no folder")


def test_mistakes_of_a_contract_are_shown_with_their_lines(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(CONTRACT.replace("owner: erp", "owner: epr").replace("53: done", "53: don"))

    ran = seamproof("check")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("error: ") == 2
    assert " --> contracts/orders/contract.yaml:5:" in ran.err
    assert "5 |   posted: {owner: epr, means: A sales order exists}" in ran.err
    assert "^^^" in ran.err
    assert "= help: " in ran.err


def test_mistakes_of_a_contract_are_json_where_that_is_asked_for(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    project(CONTRACT.replace("owner: erp", "owner: epr"))

    ran = seamproof("check", "--output-format", "json")

    result = json.loads(ran.out)
    assert (ran.code, ran.err, result["verdict"]) == (2, "", "unchecked")
    assert [error["at"]["line"] for error in result["errors"]] == [5]


def test_a_report_is_also_written_of_a_contract_with_mistakes(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    folder = project(CONTRACT.replace("owner: erp", "owner: epr"))

    ran = seamproof("check", "--report", "json=result.json")

    assert ran.code == 2
    assert json.loads((folder / "result.json").read_text())["verdict"] == "unchecked"


def test_a_coverage_that_is_asked_for_and_not_reached_ends_with_1(project, seamproof) -> None:  # type: ignore[no-untyped-def]
    folder = project(SOUND)
    assert seamproof("check", "--min-coverage", "1").code == 2

    (folder / "contracts/orders/recordings").mkdir()
    shown = '{"case":"1","id":"e1","kind":"status","system":"erp","status":{"code":"new"}}\n'
    (folder / "contracts/orders/recordings/a.jsonl").write_text(shown)
    ran = seamproof("check", "--min-coverage", "statuses=26", "--output-format", "concise")
    assert (ran.code, ran.out.splitlines()[0]) == (
        1,
        "contracts/orders/contract.yaml:9:7: error[coverage-low] the recordings exercise 1 of 4 statuses, "
        "which is 25 %; 26 % is asked for",
    )
    assert seamproof("check", "--min-coverage", "statuses=25,branches=100").code == 0

    (folder / "seamproof.toml").write_text("min-coverage = {moves = 50}\n")
    assert seamproof("check").code == 1
    assert seamproof("check", "--only", "static").code == 2
    assert seamproof("check", "--only", "static", "--min-coverage", "0").code == 0


def test_nothing_to_check_is_not_green(project, seamproof, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    project(SOUND)
    (tmp_path / "empty").mkdir()

    assert seamproof("check", "empty").code == 2
    assert seamproof("check", "nowhere").code == 2
    assert seamproof("check", "empty", "--allow-empty").code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--only", "drift"), "no --against names a baseline"),
        (("--only=static,drift",), "no --against names a baseline"),
        (("--against", "main"), "lies in no git repository"),
        (("--against", "./nowhere"), "there is no folder ./nowhere"),
    ],
)
def test_drift_that_is_asked_for_without_a_baseline_is_not_green(  # type: ignore[no-untyped-def]
    arguments, says: str, project, seamproof
) -> None:
    project(SOUND)

    ran = seamproof("check", *arguments)

    assert ran.code == 2
    assert says in ran.out + ran.err


def test_a_defect_of_ours_ends_with_3_and_says_what_to_do(  # type: ignore[no-untyped-def]
    project, seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(SOUND)

    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("something nobody thought of")

    monkeypatch.setattr("checker.pipeline.check", broken)
    ran = seamproof("check")

    assert (ran.code, ran.out) == (3, "")
    assert "RuntimeError: something nobody thought of" in ran.err
    assert "This is a defect of seamproof, not of your contract; nothing was judged." in ran.err
    assert re.search(r"seamproof \d.*, Python 3\.\d+", ran.err)


def test_the_demo_shows_an_incident_that_is_detected(seamproof) -> None:  # type: ignore[no-untyped-def]
    ran = seamproof("demo")

    assert ran.code == 0
    assert "Detected, as expected\n  - demo/recordings/" in ran.out
    assert "The files of this example: " in ran.out
    assert json.loads(seamproof("demo", "--output-format", "json").out)["verdict"] == "kept"


def test_progress_is_shown_to_a_terminal_and_leaves_its_line_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    from io import StringIO

    from checker.cli import progress

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    seen, unseen = Terminal(), StringIO()
    for stream in (seen, unseen):
        with progress.Progress(stream) as shown:
            shown.say("recordings/\x1b[31ma.jsonl")

    assert seen.getvalue() == "\r\x1b[Krecordings/\\u001b[31ma.jsonl\r\x1b[K"
    assert unseen.getvalue() == ""
