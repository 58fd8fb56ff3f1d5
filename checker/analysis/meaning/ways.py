"""Where a system can still go by its own moves."""

from collections.abc import Mapping

from checker.model.systems import Status, System


def ways(system: System) -> Mapping[str, tuple[Status, ...]]:
    """For each status the statuses that one or more moves lead to, in the order they were declared."""
    steps: dict[str, list[str]] = {}
    for move in system.moves:
        steps.setdefault(move.source, []).append(move.target)
    return {code: _reached(system, steps, code) for code in system.statuses}


def _reached(system: System, steps: Mapping[str, list[str]], code: str) -> tuple[Status, ...]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        for target in steps.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return tuple(status for status in system.statuses.values() if status.code in reached)
