"""Tiny contracts for the status rules, and what is found in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.analysis.meaning import Meaning, meaning
from checker.load.sets import contract_sets
from checker.model.findings import Finding, Level
from checker.rules.causes import merged, one_per_cause, row
from checker.rules.status import RULES

ORDER = [rule.id for rule in RULES]
HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Meaning]:
    """What a contract, given without its first three lines, means."""

    def read(text: str) -> Meaning:
        (tmp_path / "contract.yaml").write_text(HEAD + text, encoding="utf-8")
        (contracts,) = contract_sets([str(tmp_path)])
        return meaning(contracts)

    return read


@pytest.fixture
def fired(read: Callable[[str], Meaning]) -> Callable[[str], set[str]]:
    """Everything that holds, whatever it is shown under: `error overclaim hub/done`."""

    def fired(text: str) -> set[str]:
        whole = read(text)
        return {f"{each.level} {each.rule} {each.subject}" for rule in RULES for each in rule.check(whole)}

    return fired


@pytest.fixture
def findings(read: Callable[[str], Meaning]) -> Callable[[str], tuple[Finding, ...]]:
    """What is shown: one finding a cause."""

    def findings(text: str) -> tuple[Finding, ...]:
        whole = read(text)
        found = [each for rule in RULES for each in rule.check(whole)]
        return merged(one_per_cause(found, ORDER, row))

    return findings


@pytest.fixture
def loud(findings: Callable[[str], tuple[Finding, ...]]) -> Callable[[str], set[str]]:
    """What is shown at warning level and above."""

    def loud(text: str) -> set[str]:
        return {
            f"{each.level} {each.rule} {each.subject}"
            for each in findings(text)
            if each.level >= Level.WARNING
        }

    return loud
