"""The vocabularies that ship: each status has its source, and each vocabulary passes its own checks."""

from pathlib import Path

import pytest

from checker.load.shipped import Shipped, mapping_files, vocabulary_files
from checker.model.findings import Level
from checker.model.vocabularies import Vocabulary
from checker.pipeline import Options, check
from checker.report.pasted import used

NAMES = tuple(vocabulary_files())


def _further(read: Vocabulary, code: str) -> set[str]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        source = waiting.pop()
        targets = {move.target for move in read.moves if move.source == source} - reached
        reached |= targets
        waiting.extend(targets)
    return reached


def _is_revocable(read: Vocabulary, fact: str) -> bool:
    """Whether a status that claims it can still become one that denies it."""
    return any(
        fact in {ref.name for ref in status.claims}
        and fact in {ref.name for later in _further(read, code) for ref in read.statuses[later].denies}
        for code, status in read.statuses.items()
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_vocabulary_passes_its_own_checks(name: str, tmp_path: Path) -> None:
    read = Shipped().vocabulary(name)
    text = "\n".join(used(read, "one"))
    for fact in read.facts:
        means = "means: x, revocable: true" if _is_revocable(read, fact) else "means: x"
        text = text.replace(f"  {fact}: {{owner: one}}", f"  {fact}: {{owner: one, {means}}}")
    (tmp_path / "contract.yaml").write_text(
        f"contract: example\nformat: 1\nversion: 1.0.0\n{text}\n", "utf-8"
    )
    report = check([str(tmp_path)], Options(allow_empty=True))
    assert [found for found in report.findings if found.level >= Level.WARNING] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_status_is_held_to_a_source_and_says_what_it_means(name: str) -> None:
    read = Shipped().vocabulary(name)
    assert read.name == name
    assert read.title
    assert read.traps
    assert [code for code, status in read.statuses.items() if not (status.means and status.source)] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_fact_of_a_vocabulary_means_something_and_is_spoken_of(name: str) -> None:
    read = Shipped().vocabulary(name)
    spoken_of = {
        ref.name
        for status in read.statuses.values()
        for ref in (*status.claims, *status.denies, *status.silent_on)
    }
    assert set(read.facts) - spoken_of == set()
    assert all(read.facts.values())


@pytest.mark.parametrize("name", NAMES)
def test_no_final_status_has_a_way_out(name: str) -> None:
    read = Shipped().vocabulary(name)
    assert [move for move in read.moves if read.statuses[move.source].is_final] == []


def test_a_name_is_that_of_a_vocabulary_or_of_a_mapping() -> None:
    assert set(NAMES) & set(mapping_files()) == set()
