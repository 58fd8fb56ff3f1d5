"""5,000 random pairs of schemas: no proof has a payload against it, and few stay undecided."""

from collections import Counter
from random import Random
from typing import Any

import pytest

from checker.analysis.containment import Verdict, contained
from tests.analysis.containment.attacking import attacked
from tests.analysis.containment.random_schemas import pair
from tests.analysis.containment.test_canonical import schema


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 5_000, 500))
def test_every_answer_about_random_pairs_is_so(start: int) -> None:
    counts = Counter[str]()
    for seed in range(start, start + 500):
        attacked(seed, 20, counts)
    assert counts["proved"] > 100
    assert counts["refuted"] > 100
    assert counts["undecided"] <= 5


@pytest.mark.exhaustive
def test_a_schema_contains_itself_written_anew() -> None:
    for seed in range(300):
        old, _, draft = pair(Random(seed))
        found = contained(schema(old, draft), schema(_renamed(_turned(old)), draft))
        assert found.verdict is Verdict.PROVED, (seed, old)


def _turned(content: Any) -> Any:
    """With members in another order, but for values, and with a note."""
    if isinstance(content, dict):
        return {name: _turned(content[name]) for name in reversed(content)}
    return [_turned(one) for one in content] if isinstance(content, list) else content


def _renamed(content: Any) -> Any:
    """With other names for what references lead to."""
    if isinstance(content, dict):
        made = {name: _renamed(one) for name, one in content.items()}
        if isinstance(made.get("$defs"), dict):
            made["$defs"] = {f"{name}-too": one for name, one in made["$defs"].items()}
            made["$id"] = "https://other.example.org/schema"
        if isinstance(made.get("$ref"), str):
            made["$ref"] += "-too"
        return made
    return [_renamed(one) for one in content] if isinstance(content, list) else content
