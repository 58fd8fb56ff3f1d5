"""Contracts and recorded cases written down in tests, and what their statuses show."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from checker.analysis.recorded.facts import (
    ClosedEarly,
    DoubleEffect,
    LateAnswer,
    MisleadingStatus,
    Reopened,
    SilentRejection,
    UnexplainedStatus,
)
from checker.analysis.replay import SeenCase, compiled
from checker.load.recordings import recording
from checker.load.sets import contract_sets

HEAD = "contract: example\nformat: 1\nversion: 1.0.0\n"
Event = Mapping[str, object]


@pytest.fixture
def look(tmp_path: Path) -> Callable[..., SeenCase]:
    """
    What is seen in one case. Events get ids e1, e2, … where they have none; `complete` names the systems of
    which every status was captured.
    """

    def looked(contract: str, events: Sequence[Event], *complete: str, **header: object) -> SeenCase:
        (tmp_path / "contract.yaml").write_text(HEAD + contract)
        (contracts,) = contract_sets([str(tmp_path)])
        first = {"recording": 1, "complete": dict.fromkeys(complete, "status"), **header}
        lines = [{"case": "1", "id": f"e{number}", **event} for number, event in enumerate(events, start=1)]
        path = tmp_path / "recording.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in [first, *lines]))
        opened = recording(str(path))
        (case,) = opened.cases()
        assert opened.mistakes == ()
        return compiled(contracts).look(case)

    return looked


@pytest.fixture
def told() -> Callable[[SeenCase], list[str]]:
    """Each thing that is seen in a case in a few words: what, whose status, and the event."""

    def words(seen: SeenCase) -> list[str]:
        return [_words(one) for one in seen.observations]

    return words


def _words(one: object) -> str:
    match one:
        case MisleadingStatus(sight=sight, facts=facts):
            return f"misleading {sight.system}/{sight.code} {sight.seen.event} {[f.name for f in facts]}"
        case SilentRejection() | UnexplainedStatus() | ClosedEarly():
            kind = {"SilentRejection": "silent", "UnexplainedStatus": "unexplained", "ClosedEarly": "early"}
            return f"{kind[type(one).__name__]} {one.sight.system}/{one.sight.code} {one.sight.seen.event}"
        case Reopened(sight=sight, left=left):
            return f"reopened {left.system}/{left.code} {sight.seen.event}"
        case LateAnswer(boundary=boundary, seconds=seconds, answer=answer):
            return f"late {boundary.name} {seconds:g}s {answer.event if answer else 'unanswered'}"
        case DoubleEffect(fact=fact, id=name, came=came):
            return f"double {fact.name} {name} {[each.seen.event for each in came]}"
        case _:
            return type(one).__name__


@pytest.fixture
def skipped() -> Callable[[SeenCase], list[str]]:
    return lambda seen: [skipped.why for skipped in seen.skipped]
