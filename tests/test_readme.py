"""What the README shows is what the command prints."""

import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILE = "contracts/orders/contract.yaml"


def block(start: str) -> str:
    """The rest of the first fenced block whose fence and first line begin with `start`."""
    match = re.search(rf"^```{re.escape(start)}(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    assert match, f"the README has no block that begins with {start!r}"
    return match.group(1)


@pytest.fixture
def check(
    written: Callable[[Mapping[str, str]], Path],
    seamproof: Callable[..., Any],  # conftest's: gives code, out and err
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], Any]:
    """Runs `seamproof check` at 80 columns on the README's contract, with this row for SKIPPED."""

    def run(row: str) -> Any:
        text = block(f"yaml {FILE}\n")
        assert text.count("SKIPPED: GI") == 1
        monkeypatch.chdir(written({FILE: text.replace("SKIPPED: GI", row)}))
        monkeypatch.setenv("COLUMNS", "80")
        return seamproof("check")

    return run


def test_the_finding_in_the_readme_is_what_the_command_prints(check: Callable[[str], Any]) -> None:
    ran = check("SKIPPED: GI")
    assert ran.code == 1
    assert "error[contradiction]" + block("\nerror[contradiction]") in ran.out


def test_the_remedy_in_the_readme_mends_it(check: Callable[[str], Any]) -> None:
    ran = check("SKIPPED: GX")
    assert ran.code == 0
    assert "orders, shipped: no run can show a false claim" in ran.out


@pytest.fixture
def replayed(
    tmp_path: Path, seamproof: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], tuple[Any, str]]:
    """
    Does what the README does to the captured case, then runs one of its replays at 80 columns.

    Gives how that ended, and what the README shows of it.
    """
    shutil.copytree(ROOT / "contracts", tmp_path / "contracts")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for command in re.findall(r"^\$ ((?:grep|sed) .*)$", README, re.MULTILINE):
        subprocess.run(["sh", "-c", command], check=True)

    def run(command: str) -> tuple[Any, str]:
        shown = re.search(
            rf"^\$ seamproof {re.escape(command)}.*?\n(.*?)^```$", README, re.DOTALL | re.MULTILINE
        )
        assert shown, f"the README does not show {command!r}"
        return seamproof(*command.split()), shown.group(1)

    return run


def test_the_altered_value_in_the_readme_is_found_as_it_says(
    replayed: Callable[[str], tuple[Any, str]],
) -> None:
    ran, shown = replayed("replay altered.jsonl --boundary hub-to-erp")
    match = re.search(r"^    \.\.\. (\d+) lines of JSON are left out here\n", shown, re.MULTILINE)
    assert match
    before, after = shown[: match.start()], shown[match.end() :]
    left_out = ran.out.removeprefix(before).removesuffix(f"{after}\n")
    assert (ran.code, ran.out) == (1, f"{before}{left_out}{after}\n")
    assert left_out.count("\n") == int(match[1])


def test_the_payload_in_the_readme_is_refused_by_the_row_that_it_names(
    replayed: Callable[[str], tuple[Any, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path("payload.json").open(encoding="utf-8") as payload:
        monkeypatch.setattr("sys.stdin", payload)
        ran, shown = replayed("replay - --boundary hub-to-erp")
    assert (ran.code, ran.out) == (1, f"{shown}\n")


def test_the_incident_in_the_readme_is_told_as_it_says(
    replayed: Callable[[str], tuple[Any, str]],
) -> None:
    ran, shown = replayed("explain contracts/order-to-cash/recordings/2026-03-02-skipped-delivery.jsonl")
    match = re.search(r"^\.\.\. (\d+) lines of the timeline are left out here\n", shown, re.MULTILINE)
    assert match
    before, after = shown[: match.start()], shown[match.end() :]
    assert ran.code == 1
    assert ran.out.startswith(before)
    assert ran.out[len(before) : ran.out.index(after)].count("\n") == int(match[1])


def test_the_captures_in_the_readme_give_the_sentence_that_it_shows(
    seamproof: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = block("console\n$ seamproof explain contracts/order-to-cash/captures/2026-03-02/*\n")
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    captures = sorted(Path("contracts/order-to-cash/captures/2026-03-02").iterdir())
    ran = seamproof("explain", *captures)
    assert (ran.code, ran.out.startswith(shown)) == (1, True)


def test_the_drift_in_the_readme_is_that_of_the_story() -> None:
    golden = (ROOT / "tests/drift/goods-delivered/golden.txt").read_text(encoding="utf-8")
    assert golden.startswith("error[meaning-weakened]" + block("\nerror[meaning-weakened]"))
