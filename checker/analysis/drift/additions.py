"""What is new since the baseline and breaks nobody: facts, systems, boundaries, messages, demands."""

from collections.abc import Iterator

from checker.analysis.drift.drift import Drift


def additions(drift: Drift) -> Iterator[str]:
    """A sentence each, in the order of the contract. What the rules tell is not told again."""
    old, new = drift.before.contracts, drift.after.contracts
    for fact in drift.statuses.facts_come:
        means = f": {fact.means}" if fact.means else ""
        yield f"the fact {fact.name}, known by {fact.owner}{means}"
    for name, system in new.systems.items():
        if name not in old.systems:
            yield f"the system {system.title or name}, with {len(system.statuses)} statuses"
    for name, boundary in new.boundaries.items():
        before = old.boundaries.get(name)
        if before is None:
            yield f"the boundary {name}, from {boundary.sender} to {boundary.receiver}"
            continue
        for name_of in boundary.messages:
            if name_of not in before.messages:
                yield f"the message {name_of} over {name}"
        carried = {carry.name for carry in before.carries}
        for carry in boundary.carries:
            if carry.name not in carried:
                yield f"{name} carries {carry.name}"
        if boundary.retry and boundary.retry.idempotent and not (before.retry and before.retry.idempotent):
            yield f"what comes twice over {name} is taken as one"
        for name_of, message in boundary.messages.items():
            earlier = before.messages.get(name_of)
            demanded = {one.jq for one in earlier.requires} if earlier else set()
            for requirement in message.requires if earlier else ():
                if requirement.jq not in demanded:
                    yield f"{name}/{name_of} has to hold that {requirement.because}"
    for name, table in new.reference.items():
        known = old.reference.get(name)
        come = len(table.rows.keys() - known.rows.keys()) if known else 0
        if known is None:
            yield f"the table {name}"
        elif come:
            yield f"{come} more rows of the table {name}"
