"""Whatever a sound contract lets happen, in whatever order news arrive, is neither unexplained nor misleading."""

from pathlib import Path
from random import Random

import pytest

from checker.analysis.meaning.readings import Kind as Read
from checker.analysis.recorded import Said, compiled, record, shown
from checker.analysis.recorded.declared import Declared
from checker.analysis.recorded.facts import MisleadingStatus, Reopened, UnexplainedStatus
from checker.load.sets import contract_sets
from checker.model.recordings import Case, Complete, Event, Header, Kind, Shown
from tests.analysis.recorded.written import at

STORIES = Path(__file__).parent.parent.parent.parent / "contracts"
STEPS = 14


def run(declared: Declared, random: Random) -> list[tuple[str, str]]:
    """Statuses one after the other: each by a move, a leaving message, or a row whose source was shown."""
    current: dict[str, str | None] = dict.fromkeys(declared.contracts.systems)
    told: list[tuple[str, str]] = []
    for _ in range(STEPS):
        ways = sorted(set(_ways(declared, current, set(told))))
        if not ways:
            break
        system, code = random.choice(ways)
        current[system] = code
        told.append((system, code))
    return told


def _ways(declared: Declared, current: dict[str, str | None], told: set[tuple[str, str]]):
    entered = {one.reports.system for way in declared.ways.values() for one in way.leavings if one.reports}
    for system, ways in declared.ways.items():
        at_now = current[system]
        if at_now is None and system not in entered:
            yield from ((system, code) for code in sorted(ways.first))
        yield from ((system, code) for code in ways.moves.get(at_now or "", ()))
        for one in (*ways.rows, *(ways.leavings if at_now is None else ())):
            heard = all((word.system, word.code) in told for word in one.words)
            counts = not one.during or at_now in {before.code if before else None for before in one.during}
            is_way = heard and counts and one.kind in (Read.ROW, Read.LEAVING)
            if is_way and one.reports and one.reports.code != at_now:
                yield system, one.reports.code


def judged(declared: Declared, told: list[tuple[str, str]], random: Random):
    """What is seen of a run that was recorded whole, by clocks that are up to a second apart."""
    skew = {name: random.uniform(-1, 1) for name in declared.contracts.systems}
    events = [
        Event(
            case="1",
            id=f"e{number}",
            kind=Kind.STATUS,
            system=system,
            at=at(60 + number * 0.1 + skew[system]),
            status=Shown(code=code),
        )
        for number, (system, code) in enumerate(told)
    ]
    header = Header(
        complete=dict.fromkeys(declared.contracts.systems, Complete.FULL),
        clock_skew_ms=dict.fromkeys(declared.contracts.systems, 1_001.0),
    )
    random.shuffle(events)
    events.sort(key=lambda event: event.at or "")
    case = Case(name="1", events=tuple(events), recording="a.jsonl", header=header)
    said = [
        Said(system=event.system or "", code=event.status.code, event=event)
        for event in events
        if event.status
    ]
    recorded = record(declared, case, said, (), ())
    return [(type(one).__name__, one.sight) for one in shown(recorded) if isinstance(one, SEEN)]


SEEN = (UnexplainedStatus, MisleadingStatus, Reopened)


@pytest.mark.exhaustive
@pytest.mark.parametrize("story", ["order-to-cash", "payouts", "github-checks"])
def test_a_run_of_a_sound_contract_is_explained_and_true(story: str) -> None:
    (contracts,) = contract_sets([str(STORIES / story)])
    declared = compiled(contracts)
    lengths = set()
    for seed in range(300):
        random = Random(seed)
        told = run(declared, random)
        lengths.add(len(told))
        found = judged(declared, told, random)
        if story != "order-to-cash":  # what can be revoked may be shown a moment longer
            found = [one for one in found if one[0] != "MisleadingStatus"]
        assert (seed, told, found) == (seed, told, [])
    assert max(lengths) > 6
