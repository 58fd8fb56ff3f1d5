"""What a contract means, given without its first three lines."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.analysis.meaning import Meaning, meaning
from checker.load.sets import contract_sets
from checker.model.limits import DEFAULT, Limits

HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Meaning]:
    def read(text: str, limits: Limits = DEFAULT) -> Meaning:
        (tmp_path / "contract.yaml").write_text(HEAD + text, encoding="utf-8")
        (contracts,) = contract_sets([str(tmp_path)])
        return meaning(contracts, limits)

    return read
