"""What the README shows beside its consoles is what the commands print, too."""

import re
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


def test_the_drift_in_the_readme_is_that_of_the_story() -> None:
    golden = (ROOT / "tests/drift/goods-delivered/golden.txt").read_text(encoding="utf-8")
    assert golden.startswith("error[meaning-weakened]" + block("\nerror[meaning-weakened]"))
