"""Where the sensitive values of a message stand, by its contract."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from checker.analysis.follow import Sources, values
from checker.model.boundaries import Message
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Member, Path, Start, Step
from checker.model.recordings import Event
from checker.model.transformations import EachRow, FieldRow, From, Lookup, Multiply, Plain, Row, Values

_OTHER_VALUES: Final = (Values, Lookup, Multiply)  # what they give is no longer what was sensitive
_IN_PAYLOAD: Final = (Start.PAYLOAD, Start.ELEMENT)
_COUNTED: Final = (Plain.COUNT, Plain.SUM)


class Places:
    """The sensitive places of every message of a set: declared, and on the other side made from those."""

    def __init__(self, contracts: ContractSet | None) -> None:
        self._sent: dict[str, dict[str, tuple[Path, ...]]] = {}
        self._received: dict[str, dict[str, tuple[Path, ...]]] = {}
        for boundary in contracts.boundaries.values() if contracts else ():
            self._sent[boundary.name] = {m.name: m.sensitive for m in boundary.messages.values()}
            self._received[boundary.name] = {m.name: _received(m) for m in boundary.messages.values()}

    def sent(self, event: Event) -> tuple[Path, ...]:
        """Those of a message as it was sent; those of all of the boundary where it is not said which."""
        return _of(self._sent, event)

    def received(self, event: Event) -> tuple[Path, ...]:
        return _of(self._received, event)


def _of(known: Mapping[str, Mapping[str, tuple[Path, ...]]], event: Event) -> tuple[Path, ...]:
    messages = known.get(event.boundary or "", {})
    if event.message is not None and event.message in messages:
        return messages[event.message]
    return tuple(dict.fromkeys(path for paths in messages.values() for path in paths))


def found(
    paths: tuple[Path, ...], payload: Json | Absent, event: Event, headers: tuple[tuple[str, str], ...] | None
) -> Iterator[tuple[str, str, Json]]:
    """The path as it was written, the pointer to what it leads to (or `header:x` …), and the value there."""
    if not paths:
        return
    sources = Sources(None if payload is ABSENT else payload, headers or (), event.key, event.attributes)
    for path in paths:
        for pointer, value in values(path, sources):
            if pointer or path.start is not Start.PAYLOAD or payload is not ABSENT:
                yield path.text, pointer, value


def scalars(value: Json) -> Iterator[Json]:
    """Every text, number and truth value in a value."""
    if isinstance(value, dict):
        for member in value.values():
            yield from scalars(member)
    elif isinstance(value, list | tuple):
        for element in value:
            yield from scalars(element)
    elif value is not None:
        yield value


def _received(message: Message) -> tuple[Path, ...]:
    """
    Where the sensitive values arrive: where they were sent, if nothing changes the message, and else where
    the rows of the transformation put them.
    """
    if message.transform is None or not message.sensitive:
        return message.sensitive
    outside = [path for path in message.sensitive if path.start not in _IN_PAYLOAD]
    marked = [path.steps for path in message.sensitive if path.start in _IN_PAYLOAD]
    names = {(path.start, path.name.lower()) for path in outside}
    made = [
        Path(text=f"/{row.to.text.lstrip('/')}", start=Start.PAYLOAD, steps=steps, place=row.to.place)
        for row, steps, sources in _rows(message.transform.rows, (), ())
        if any(_meets(source, marked, names) for source in sources)
    ]
    return (*outside, *made)


def _rows(
    rows: tuple[Row, ...], to: tuple[Step, ...], each: tuple[Step, ...]
) -> Iterator[tuple[FieldRow, tuple[Step, ...], list[Path]]]:
    """Every row that takes values over, with the steps to its target and what it reads."""
    for row in rows:
        if isinstance(row, EachRow):
            yield from _rows(
                row.rows, (*to, *row.to.steps, Every()), (*_absolute(row.each, each).steps, Every())
            )
        elif isinstance(row, FieldRow) and isinstance(row.source, From):
            operations = [function.operation for function in row.functions]
            if not any(isinstance(one, _OTHER_VALUES) or one in _COUNTED for one in operations):
                yield row, (*to, *row.to.steps), [_absolute(path, each) for path in row.source.paths]


def _absolute(path: Path, each: tuple[Step, ...]) -> Path:
    """A path from the payload: what it starts from an element, from there."""
    if path.start is not Start.ELEMENT:
        return path
    around = each
    for _ in range(path.up):
        around = _around(around)
    return Path(text=path.text, start=Start.PAYLOAD, steps=(*around, *path.steps), place=path.place)


def _around(each: tuple[Step, ...]) -> tuple[Step, ...]:
    """The element around an element: up to the `*` before the last."""
    shorter = list(each[:-1])
    while shorter and not isinstance(shorter[-1], Every):
        shorter.pop()
    return tuple(shorter)


def _meets(path: Path, marked: list[tuple[Step, ...]], names: set[tuple[Start, str]]) -> bool:
    if path.start is not Start.PAYLOAD:
        return (path.start, path.name.lower()) in names
    return any(all(map(_alike, path.steps, steps)) for steps in marked)


@lru_cache(maxsize=1024)
def _alike(one: Step, other: Step) -> bool:
    """Whether two steps may lead to the same place."""
    return not (isinstance(one, Member) and isinstance(other, Member)) or one.name == other.name
