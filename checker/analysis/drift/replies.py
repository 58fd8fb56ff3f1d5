"""What replies and messages are read as (`read`), before and now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis.drift.choices import Choice, Chosen, chosen, told_apart, too_many
from checker.analysis.drift.onward import turned
from checker.analysis.drift.state import State
from checker.analysis.meaning.readings import Word
from checker.model.boundaries import Boundary, ReadRow
from checker.model.findings import Skipped
from checker.model.places import Place
from checker.model.systems import NO_ANSWER


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """
    A reply or message over `boundary`, where it is so, is read as something else. None where no row reads it.

    `is_like` where the same is reported for both.
    """

    boundary: Boundary
    where: tuple[str, ...]
    old: ReadRow | None
    new: ReadRow | None
    is_like: bool
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """`skipped` are tables that tell too many payloads apart."""

    understood: tuple[Understood, ...]
    skipped: tuple[Skipped, ...]


def replies(before: State, after: State, most: int) -> Replies:
    """Goes through all replies that either side tells apart, up to `most` a table."""
    understood: list[Understood] = []
    skipped: list[Skipped] = []
    for name, boundary in after.contracts.boundaries.items():
        earlier = before.contracts.boundaries.get(name)
        if earlier is None or earlier.status is None or boundary.status is None:
            continue
        if earlier.read_system != boundary.read_system:
            continue
        for old, new, place in _tables(earlier, boundary):
            if told_apart(old, new) > most:
                skipped.append(too_many(f"what is read at {name}", place))
                continue
            understood += _understood(before, after, boundary, chosen(old, new), place)
    return Replies(understood=tuple(understood), skipped=tuple(skipped))


_Choices: TypeAlias = Sequence[Choice[ReadRow]]


def _tables(old: Boundary, new: Boundary) -> Iterator[tuple[_Choices, _Choices, Place]]:
    """The rows that read replies, and those that read parts."""
    assert old.status is not None
    assert new.status is not None
    yield _choices(old.status.read), _choices(new.status.read), new.status.place
    if old.status.parts and new.status.parts:
        yield _choices(old.status.parts.read), _choices(new.status.parts.read), new.status.parts.place


def _choices(rows: Sequence[ReadRow]) -> _Choices:
    return [
        Choice(
            code=row.code,
            where=row.where,
            gives=(str(row.status or ""), row.status_at.text if row.status_at else "", row.is_no_answer),
            row=row,
        )
        for row in rows
    ]


def _understood(
    before: State, after: State, boundary: Boundary, found: Iterator[Chosen[ReadRow]], place: Place
) -> Iterator[Understood]:
    for one in found:
        old, new = one.old.row if one.old else None, one.new.row if one.new else None
        if old is None:
            continue  # nothing was read from it before
        if old.status and before.status(old.status.system, old.status.code) is None:
            continue
        yield Understood(
            boundary=boundary,
            where=one.where,
            old=old,
            new=new,
            is_like=_is_like(before, after, boundary, old, new),
            place=new.place if new else place,
        )


def _is_like(before: State, after: State, boundary: Boundary, old: ReadRow, new: ReadRow | None) -> bool:
    """Whether nobody shows anything else for what it is read as now."""
    if new is None or old.status_at or new.status_at:
        return False
    was, now = (_word(state, boundary, row) for state, row in ((before, old), (after, new)))
    return not turned(before, after, {was}, {now})


def _word(state: State, boundary: Boundary, row: ReadRow) -> Word:
    return state.meaning.vocabulary.named(row.status) if row.status else Word(boundary.read_system, NO_ANSWER)
