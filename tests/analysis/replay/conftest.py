"""Contracts and recordings written down in tests, and what replay sees in them."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from checker.analysis.replay import Replay, SeenCase, compiled
from checker.load.recordings import recording
from checker.load.sets import contract_sets

Event = Mapping[str, object]
Look = Callable[..., tuple[SeenCase, ...]]
Ready = Callable[..., Replay]

HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture
def ready(tmp_path: Path) -> Ready:
    """Makes a contract ready, given without its first three keys; `files` are written beside it."""

    def make(contract: str, files: Mapping[str, object] | None = None) -> Replay:
        (tmp_path / "contract.yaml").write_text(HEAD + contract)
        for name, content in (files or {}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content if isinstance(content, str) else json.dumps(content))
        (contracts,) = contract_sets([str(tmp_path)])
        return compiled(contracts)

    return make


@pytest.fixture
def look(ready: Ready, tmp_path: Path) -> Look:
    """What is seen in the cases of a recording. `header` is its first line."""

    def looked(
        contract: str,
        events: Sequence[Event],
        files: Mapping[str, object] | None = None,
        header: Event | None = None,
    ) -> tuple[SeenCase, ...]:
        replay = ready(contract, files)
        lines = [*([{"recording": 1, **header}] if header is not None else []), *events]
        path = tmp_path / "recording.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        opened = recording(str(path))
        seen = tuple(replay.look(case) for case in opened.cases())
        assert opened.mistakes == ()
        return seen

    return looked
