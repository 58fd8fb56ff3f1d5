"""What each status that people read can stand for, system by system."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.overview import Readable, Told

_MOST: Final = 40  # statuses behind one that are listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A status behind another; `opposed` is what it says against that one."""

    status: Told
    opposed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`behind` has the nearest systems first; `unlisted` counts statuses that are left out."""

    shown: Told
    behind: Mapping[str, tuple[Behind, ...]]
    unlisted: int


def rows(readable: Sequence[Readable]) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each system that people read."""
    found: dict[str, list[Row]] = {}
    for one in readable:
        found.setdefault(one.shown.system, []).append(_row(one))
    return {system: tuple(own) for system, own in found.items()}


def _row(one: Readable) -> Row:
    behind: dict[str, list[Behind]] = {}
    for status in one.stands_for[:_MOST]:
        opposed = tuple(said for said in status.says if _opposite(said) in one.shown.says)
        behind.setdefault(status.system, []).append(Behind(status=status, opposed=opposed))
    return Row(
        shown=one.shown,
        behind={system: tuple(own) for system, own in behind.items()},
        unlisted=max(0, len(one.stands_for) - _MOST),
    )


def _opposite(said: str) -> str:
    return said.removeprefix("not ") if said.startswith("not ") else f"not {said}"
