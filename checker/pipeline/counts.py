"""How much was looked at, in numbers and in a sentence."""

from collections.abc import Iterator

from checker.model.coverage import Coverage
from checker.pipeline.judged import Judged


def counted(judged: Judged) -> dict[str, int]:
    """How much the set declares, and how much was recorded of it."""
    contracts, tally = judged.contracts, judged.tally
    tables = [boundary.status for boundary in contracts.boundaries.values() if boundary.status]
    rows = [(*table.rows, *table.otherwise, *table.no_answer, *table.absent) for table in tables]
    parts = [table.parts.rows for table in tables if table.parts]
    systems = contracts.systems.values()
    return {
        "sets": 1,
        "boundaries": len(contracts.boundaries),
        "statuses": sum(len(system.statuses) for system in systems),
        "rows": sum(map(len, rows)) + sum(map(len, parts)) + sum(len(system.combines) for system in systems),
        "states": judged.states,
        "recordings": judged.recordings,
        "cases": tally.cases,
        "replayed": tally.replayed,
    }


def shown(judged: Judged, coverage: Coverage | None) -> Iterator[str]:
    """What the recordings speak of, and how much of the contract they never touch."""
    contracts, tally = judged.contracts, judged.tally
    if not tally.cases:
        return
    cases = _many(tally.cases, "case", "cases")
    recordings = _many(judged.recordings, "recording", "recordings")
    replayed = _many(tally.replayed, "message", "messages")
    yield (
        f"{contracts.name}: {replayed} of {cases} in {recordings} replayed, "
        f"{tally.compared:,} compared with what was received"
    )
    if coverage is not None and (shares := [*_shares(coverage)]):
        yield f"{contracts.name}: exercised {', '.join(shares)}"


def compared(judged: Judged) -> Iterator[str]:
    """With what the set was held, and how much changed since, whether anybody minds or not."""
    if judged.compared is None:
        return
    changes = len({one.fingerprint for one in judged.drifted})
    much = _many(changes, "change", "changes") if changes else "nothing drifted"
    yield f"{judged.contracts.name}: held against {judged.compared}, {much}"


def _shares(coverage: Coverage) -> Iterator[str]:
    for kind, share in coverage.shares.items():
        if share.of:
            yield f"{share.seen:,} of {share.of:,} {kind.noun}"


def _many(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
