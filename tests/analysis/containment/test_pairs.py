"""Pairs of schemas, one idea each, both ways round: what is expected, and a payload that shows a refutation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import Verdict, contain
from checker.analysis.validity import compiled
from checker.model.limits import DEFAULT
from checker.pipeline.containing import _schema

FILES = sorted(Path(__file__).with_name("pairs").glob("*.yaml"))
_SEVENTH = "http://json-schema.org/draft-07/schema#"


def pairs() -> Iterator[Any]:
    """Each in its draft, or in both."""
    for file in FILES:
        for pair in yaml.safe_load(file.read_text()):
            for draft in [pair["draft"]] if "draft" in pair else ["7", "2020-12"]:
                for way in ("there", "back"):
                    old, new = pair["old"], pair["new"]
                    if way == "back":
                        old, new = new, old
                    expected, payload = pair[way], pair.get(f"{way}-payload", ...)
                    name = f"{pair['idea']}, {way}, {draft}"
                    yield pytest.param(_of(draft, old), _of(draft, new), expected, payload, id=name)


def _of(draft: str, content: Any) -> Any:
    return {"$schema": _SEVENTH, **content} if draft == "7" and isinstance(content, dict) else content


@pytest.mark.parametrize(("old", "new", "expected", "payload"), list(pairs()))
def test_each_pair_has_its_answer(old: Any, new: Any, expected: str, payload: Any) -> None:
    found = contain(old, new)
    assert found.verdict is Verdict(expected), found.reason
    assert (payload is not ...) is (expected == "refuted")
    if expected == "refuted":
        before, after = (compiled(_schema(one, "s.json", DEFAULT)) for one in (old, new))
        for shown in (payload, found.witness):
            assert before.is_valid(shown)
            assert not after.is_valid(shown)


def test_there_are_many_of_them() -> None:
    assert len(list(pairs())) > 500
