"""Contracts and recorded cases written down in tests, and what these exercise."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from checker.analysis.coverage import Inventory, Still
from checker.analysis.replay import Replay, compiled
from checker.load.recordings import recording
from checker.load.sets import contract_sets
from checker.model.coverage import Kind, Thing
from checker.model.limits import DEFAULT, Limits

HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"
Event = Mapping[str, object]


class Exercised:
    """A contract and what it declares. Cases have events without `case`, which get ids e1, e2, … too."""

    def __init__(self, folder: Path, replay: Replay, limits: Limits) -> None:
        self._folder = folder
        self._replay = replay
        self.inventory: Inventory = replay.inventory(limits)

    def things(self, kind: str) -> list[str]:
        return [thing.what for thing in self.inventory.of(Kind(kind))]

    def by(self, *cases: Sequence[Event], kind: str | None = None, **header: object) -> list[str]:
        """What is exercised by the cases, each held against what those before it left."""
        still, every = Still(self.inventory), []
        for found in self.each(still, *cases, **header):
            every += sorted(found, key=lambda thing: thing.what)
        return [thing.what for thing in every if kind is None or thing.kind.value == kind]

    def each(self, still: Still, *cases: Sequence[Event], **header: object) -> list[frozenset[Thing]]:
        lines: list[Event] = [{"recording": 1, **header}]
        for number, events in enumerate(cases, start=1):
            lines += (
                {"case": str(number), "id": f"e{n}", **event} for n, event in enumerate(events, start=1)
            )
        path = self._folder / "recording.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        opened, found = recording(str(path)), []
        for case in opened.cases():
            found.append(self._replay.look(case, still).exercised)
            still.close(found[-1])
        assert opened.mistakes == ()
        return found


@pytest.fixture
def declared(tmp_path: Path) -> Callable[..., Exercised]:
    def declare(
        contract: str, files: Mapping[str, object] | None = None, limits: Limits = DEFAULT
    ) -> Exercised:
        (tmp_path / "contract.yaml").write_text(HEAD + contract)
        for name, content in (files or {}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content if isinstance(content, str) else json.dumps(content))
        (contracts,) = contract_sets([str(tmp_path)])
        return Exercised(tmp_path, compiled(contracts), limits)

    return declare
