"""A sound set that uses every key, and what is said when one spot of it is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import ContractError, Mistake
from checker.load.sets import contract_sets

EVERY_KEY = Path(__file__).parent.parent / "every_key"
HERE = "§"  # stands before the blamed spot of an edit, and is taken out


@pytest.fixture
def every_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the set, in the folder `set` of the current directory."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EVERY_KEY, tmp_path / "set")
    return Path("set")


@pytest.fixture
def mistakes(every_key: Path) -> Callable[[str, str], tuple[Mistake, ...]]:
    """What is wrong once a text of the contract is replaced by another."""

    def refused(was: str, becomes: str) -> tuple[Mistake, ...]:
        path = every_key / "contract.yaml"
        text = path.read_text(encoding="utf-8")
        assert text.count(was) == 1
        path.write_text(text.replace(was, becomes), encoding="utf-8")
        with pytest.raises(ContractError) as error:
            contract_sets(["set"])
        return error.value.mistakes

    return refused


@pytest.fixture
def mistake(
    every_key: Path, mistakes: Callable[[str, str], tuple[Mistake, ...]]
) -> Callable[[str, str], tuple[str, str]]:
    """The one mistake that an edit makes, at its spot: what it says, and its remedy."""

    def refused(was: str, becomes: str) -> tuple[str, str]:
        text = (every_key / "contract.yaml").read_text(encoding="utf-8").replace(was, becomes)
        before = text.partition(HERE)[0]
        spot = (
            f"{every_key / 'contract.yaml'}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        )
        (only,) = mistakes(was, becomes.replace(HERE, ""))
        assert (str(only.place), only.fix is None) == (spot, False)
        return only.message, str(only.fix)

    return refused
