"""Contracts and incidents written down in tests, and what is told of them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from checker.analysis.incident import Incident, explained
from checker.analysis.replay import compiled
from checker.load.recordings import recording
from checker.load.sets import contract_sets
from tests.analysis.recorded.conftest import HEAD

Event = Mapping[str, object]
Explain = Callable[..., Incident]


@pytest.fixture
def explain(tmp_path: Path) -> Explain:
    """
    What is told of one case. Events get ids e1, e2, … where they have none; everything was captured, unless
    `complete` says otherwise. `files` are schemas and tables.
    """

    def told(
        contract: str, events: Sequence[Event], files: Mapping[str, str] | None = None, **header: object
    ) -> Incident:
        for name, text in {**(files or {}), "contract.yaml": HEAD + contract}.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        (contracts,) = contract_sets([str(tmp_path)])
        first = {"recording": 1, "complete": dict.fromkeys(contracts.systems, "full"), **header}
        lines = [
            {"case": "4711", "id": f"e{number}", **event} for number, event in enumerate(events, start=1)
        ]
        path = tmp_path / "incident.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in [first, *lines]))
        opened = recording(str(path))
        (case,) = opened.cases()
        assert opened.mistakes == ()
        ready = compiled(contracts)
        return explained(ready, case, *ready.look_whole(case))

    return told
