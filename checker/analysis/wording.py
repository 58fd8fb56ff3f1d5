"""Words for a few differences that are shown; what differs was proved before, by our own comparison."""

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Any, Final

from checker.analysis.comparison import Difference, DifferenceKind
from checker.model.json import Absent, Json
from checker.model.text import plain, shown

NODES: Final = 2_000  # values and lines of text that DeepDiff is given at a time; more takes it too long
SECONDS: Final = 0.5  # for all differences together
_LINES: Final = 6  # of a text that differs in some of its lines


def worded(
    differences: Sequence[Difference], *, nodes: int = NODES, seconds: float = SECONDS
) -> tuple[str, ...]:
    """
    A sentence for each difference, in their order.

    DeepDiff finds the lines in which texts differ, of small ones and as long as the time lasts. Scalars need
    no more than their values, and of lists and objects only what differs in them is a difference.
    """
    end = monotonic() + seconds
    return tuple(
        (_by_deepdiff(difference) if monotonic() < end and _is_small(difference, nodes) else None)
        or _plainly(difference)
        for difference in differences
    )


def _plainly(difference: Difference) -> str:
    where = _where(difference)
    made, received = shown(difference.expected), shown(difference.received)
    match difference.kind:
        case DifferenceKind.MISSING:
            words = f"{where}: {made} was made, nothing was received"
        case DifferenceKind.UNEXPECTED:
            words = f"{where}: nothing was made, {received} was received"
        case DifferenceKind.CHANGED:
            kinds = _kind(difference.expected), _kind(difference.received)
            change = f", {kinds[1]} for {kinds[0]}" if kinds[0] != kinds[1] else ""
            words = f"{where}: {made} was made, {received} was received{change}"
    return f"{words} ({difference.because})" if difference.because else words


def _by_deepdiff(difference: Difference) -> str | None:
    """The sentence with the lines of a long text that differ; None where DeepDiff has no more to say."""
    one, other = difference.expected, difference.received
    if not (isinstance(one, str) and isinstance(other, str) and "\n" in one + other):
        return None
    from deepdiff import DeepDiff

    found = DeepDiff(one, other, view="tree", verbose_level=2)
    for level in found.get("values_changed", ()):
        if lines := _changed_lines(level):
            return f"{_where(difference)}: some lines differ (- made, + received): {'; '.join(lines)}"
    return None


def _changed_lines(level: Any) -> list[str]:  # DeepDiff's levels have no types
    text = level.additional.get("diff", "") if level.additional else ""
    lines = [line for line in text.split("\n") if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]
    return [plain(line) for line in lines[:_LINES]] + ["…"] * (len(lines) > _LINES)


def _where(difference: Difference) -> str:
    return plain(difference.pointer, longest=200) or "the payload"


def _kind(value: Json | Absent) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "text"
        case list() | tuple():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "a number"


def _is_small(difference: Difference, most: int) -> bool:
    counted = 0
    for value in (difference.expected, difference.received):
        for size in _sizes(value):
            counted += size
            if counted > most:
                return False
    return True


def _sizes(value: Json | Absent) -> Iterator[int]:
    """One for each value, and one for each line of a text or 100 characters of it."""
    stack: list[object] = [value]
    while stack:
        item = stack.pop()
        yield 1 + (max(item.count("\n"), len(item) // 100) if isinstance(item, str) else 0)
        if isinstance(item, dict):
            stack += item.values()
        elif isinstance(item, list | tuple):
            stack += item
