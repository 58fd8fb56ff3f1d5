"""Which fields of what is received tell one message, case or status from another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.model.boundaries import Boundary, Compare, Message, Tolerance
from checker.model.paths import Every, Path, Start, Step
from checker.model.places import Place
from checker.model.transformations import EachRow, FieldRow, From, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A field of what is received; `what` says in words what it is to the contract."""

    steps: tuple[Step, ...]
    what: str
    place: Place = field(compare=False)


def identities(boundary: Boundary, message: Message) -> Iterator[Identity]:
    """
    Everything that must arrive as it was sent: ids of `carries`, the key, the case, where the status stands.

    The last three are paths of what is sent: they are followed through the rows that read them.
    """
    for carry in boundary.carries:
        if carry.received is not None and carry.received.start is Start.PAYLOAD:
            what = f"`{carry.name}` of `carries`"
            yield Identity(steps=carry.received.steps, what=what, place=carry.place)
    for path, what in _sent(boundary, message):
        if path.start is Start.PAYLOAD:
            for steps in _received(path, message):
                yield Identity(steps=steps, what=what, place=path.place)


def is_tolerated(identity: Identity, row: Compare) -> bool:
    """Whether a row lets the field differ. A set only lets its elements stand elsewhere."""
    if row.at.start is not Start.PAYLOAD or row.tolerance is Tolerance.SET:
        return False
    wanted, given = identity.steps, row.at.steps
    if len(given) > len(wanted) or (
        len(given) < len(wanted) and row.tolerance is not Tolerance.EMPTY_OR_MISSING
    ):
        return False
    return all(one == other or isinstance(one, Every) for one, other in zip(given, wanted, strict=False))


def _sent(boundary: Boundary, message: Message) -> Iterator[tuple[Path, str]]:
    if message.key is not None:
        yield message.key, "the key of the message"
    if message.case is not None:
        yield message.case, "the case that it belongs to"
    table = boundary.status
    if table is None or table.of != "sender":
        return  # the paths of `read` are then those of a reply
    for row in table.read:
        if row.status_at is not None:
            yield row.status_at, "where its status stands"
        for condition in row.where:
            yield condition.path, "where its status is read"


def _received(path: Path, message: Message) -> Iterator[tuple[Step, ...]]:
    """Where a field of what is sent arrives: the targets of the rows that read it."""
    if message.transform is None:
        yield path.steps
    else:
        yield from _targets(message.transform.rows, path.steps, (), ())


def _targets(
    rows: Sequence[Row], wanted: tuple[Step, ...], around: tuple[Step, ...], target: tuple[Step, ...]
) -> Iterator[tuple[Step, ...]]:
    for row in rows:
        match row:
            case EachRow():
                yield from _targets(
                    row.rows,
                    wanted,
                    (*_whole(row.each, around), Every()),
                    (*_whole(row.to, target), Every()),
                )
            case FieldRow(source=From(paths, _)):
                if any(_whole(path, around) == wanted for path in paths):
                    yield _whole(row.to, target)
            case _:
                pass


def _whole(path: Path, around: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps of a path from the whole payload; `../` is taken from the way to the element."""
    if path.start is not Start.ELEMENT:
        return path.steps
    outer = around
    for _ in range(path.up):
        outer = outer[
            : max((index for index, step in enumerate(outer[:-1]) if isinstance(step, Every)), default=-1) + 1
        ]
    return (*outer, *path.steps)
