"""The vocabularies that ship: each status has its source, and each vocabulary passes its own checks."""

from pathlib import Path

import pytest
import yaml

import checker
from checker.model.findings import Level
from checker.pipeline import Options, check

FOLDER = Path(checker.__file__).parent / "vocabularies"
SHIPPED = sorted(FOLDER.glob("*.yaml"))


def _further(moves: dict, code: str) -> set[str]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        for target in moves.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _revocable(declared: dict, fact: str) -> bool:
    """Whether a status that claims it can still become one that denies it."""
    statuses = declared["statuses"]
    moves = declared.get("moves", {})
    return any(
        fact in status.get("claims", ()) and fact in statuses[later].get("denies", ())
        for code, status in statuses.items()
        for later in _further(moves, code)
    )


def _declared(path: Path) -> dict:
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_vocabulary_passes_its_own_checks(path: Path, tmp_path: Path) -> None:
    declared = _declared(path)
    facts = {
        name: {"owner": "one", "means": "x", **({"revocable": True} if _revocable(declared, name) else {})}
        for name in declared["facts"]
    }
    contract = {
        "contract": "example",
        "format": 1,
        "version": "1.0.0",
        "facts": facts,
        "systems": {"one": {"use": path.stem, "facts": {name: name for name in facts}}},
    }
    (tmp_path / "contract.yaml").write_text(yaml.safe_dump(contract, sort_keys=False), "utf-8")
    report = check([str(tmp_path)], Options(allow_empty=True))
    assert [found for found in report.findings if found.level >= Level.WARNING] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_status_is_held_to_a_source_and_says_what_it_means(path: Path) -> None:
    declared = _declared(path)
    assert declared["vocabulary"] == path.stem
    assert declared["title"]
    assert [
        code
        for code, status in declared["statuses"].items()
        if not (status.get("means") and status.get("source"))
    ] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_fact_of_a_vocabulary_is_spoken_of(path: Path) -> None:
    declared = _declared(path)
    spoken_of = {
        fact
        for status in declared["statuses"].values()
        for key in ("claims", "denies", "silent_on")
        for fact in status.get(key, ())
    }
    assert set(declared["facts"]) - spoken_of == set()


def test_what_a_status_speaks_of_it_is_not_silent_on(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "vocabulary: own\nsource: a page\ntitle: Own\nfacts: {done: {}}\n"
        "statuses: {ok: {claims: [done], silent_on: [done], source: a line}}\n"
        "traps: [{status: gone, says: x, source: y}]\n"
    )
    (tmp_path / "contract.yaml").write_text(
        "contract: example\nformat: 1\nversion: 1.0.0\nfacts: {}\nsystems: {one: {use: own.yaml}}\n"
    )
    with pytest.raises(checker.ContractError) as caught:
        check([str(tmp_path)])
    assert [mistake.message for mistake in caught.value.mistakes] == [
        '"ok" speaks of done, so it is not silent on it',
        'there is no status "gone"',
    ]
