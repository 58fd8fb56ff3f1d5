"""How many places of a payload a `compare` row speaks of: none, one (or all that `*` gives), or too many."""

from collections.abc import Callable
from typing import TypeAlias

from checker.analysis.follow import has, reached, stepped
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Having, Member, Path, Start

Matches: TypeAlias = Callable[[Json | Absent], int]


def matches(path: Path) -> Matches:
    """
    A function of the payload: 0 where the path leads nowhere, 2 where it leads to more than it says, else 1.

    A path says one place where it has no `*`; NAME=VALUE leads to more where several elements have it.
    """
    steps = path.steps
    if path.start is not Start.PAYLOAD:
        return lambda _: 0
    if not path.is_plain:
        reach = reached(steps)
        return lambda payload: 1 if reach(payload) else 0

    def count(payload: Json | Absent) -> int:
        is_ambiguous = False
        for step in steps:
            if isinstance(step, Member) and isinstance(payload, dict):
                payload = payload.get(step.name, ABSENT)
            else:
                if isinstance(step, Having) and isinstance(payload, list):
                    is_ambiguous |= sum(1 for element in payload if has(element, step)) > 1
                payload = stepped(step, payload)
            if payload is ABSENT:
                return 0
        return 2 if is_ambiguous else 1

    return count
