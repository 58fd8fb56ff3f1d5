"""
Messages to try on a transformation, and what becomes of them.

A schema alone gives few that get through a table with dates and lookups. So the table is asked what it can
read, and of every field the receiver is asked what it accepts: that is put where the field comes from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Final

from checker.analysis import validity
from checker.analysis.containment.samples import samples
from checker.analysis.drift.possible import Tables
from checker.analysis.drift.spots import Declared, Spot
from checker.analysis.follow import Sources
from checker.analysis.mapping import Program, RowError, dates
from checker.analysis.mapping.moments import FormatError
from checker.errors import CannotCheckError
from checker.model.conditions import OneOf
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.paths import Every, Member, Path, Start, Step
from checker.model.places import Place
from checker.model.schemas import SET, Schema
from checker.model.transformations import (
    Date,
    EachRow,
    FieldRow,
    From,
    Function,
    Lookup,
    Multiply,
    Number,
    Plain,
    Row,
    Values,
)

_MADE: Final = 1_000  # payloads that are made of a schema
_BASES: Final = 6  # payloads in which single fields are tried
_TRACED: Final = 300  # payloads that are looked at for these
_TRIED: Final = 24  # values of a field
_KEYS: Final = 40  # of a table
_SPOT: Final = f"{SET}.seamproof/spot"
_READS: Final = f"{SET}.seamproof/reads"
_MOMENT: Final = "2026-03-02T09:15:01Z"

Steps = tuple[Step, ...]


def attempts(
    sends: Schema, accepts: Schema, program: Program, tables: Tables, known: Iterable[Json], limits: Limits
) -> Iterator[tuple[Json, Json]]:
    """Payloads that the sender may send, each with what the program gives for it; `known` ones first."""
    is_sent = validity.compiled(sends, limits).is_valid
    bases = _Bases(program)
    links = list(_links(program.transformation.rows, (), ()))
    made = chain(
        known,
        samples((sends, _readable(sends, links, tables)), most=_MADE),
        samples((sends,), most=_MADE),
    )
    for payload in made:
        if is_sent(payload) and not isinstance(result := _result(program, payload), Absent):
            bases.take(payload)
            yield payload, result
    sending, accepting = Declared(sends), Declared(accepts)
    for link in links:
        values = list(islice(_values(link, sending, accepting), _TRIED))
        for varied in (_put(base, link.source, value) for base in bases.found for value in values):
            if not isinstance(varied, Absent) and is_sent(varied):
                result = _result(program, varied)
                if not isinstance(result, Absent):
                    yield varied, result


def _result(program: Program, payload: Json) -> Json | Absent:
    """ABSENT where a row can't be applied, or a program would not end."""
    try:
        return program.run(Sources(payload))
    except (RowError, CannotCheckError):
        return ABSENT


@dataclass(slots=True)
class _Bases:
    """Payloads that get through, each by rows that none before it used."""

    program: Program
    found: list[Json] = field(default_factory=list)
    _used: set[Place] = field(default_factory=set)
    _looked: int = 0

    def take(self, payload: Json) -> None:
        if self._looked >= _TRACED or len(self.found) >= _BASES:
            return
        self._looked += 1
        used = {origin.row for origin in self.program.traced(Sources(payload)).origins.values()}
        if not self.found or used - self._used:
            self._used |= used
            self.found.append(payload)


@dataclass(frozen=True, slots=True)
class _Link:
    """A field of what is sent, what a row does with it, and where it arrives; `column` is of its list."""

    source: Steps
    target: Steps | None
    functions: tuple[Function, ...] = ()
    column: int = 0
    values: tuple[Json, ...] = ()  # that decide whether a row counts


def _links(rows: Sequence[Row], source: Steps, target: Steps) -> Iterator[_Link]:
    """`source` and `target` lead to the elements around the rows."""
    for row in rows:
        for condition in row.where:
            if isinstance(condition.test, OneOf) and (steps := _steps(condition.path, source)) is not None:
                yield _Link(source=steps, target=None, values=condition.test.values)
        match row:
            case EachRow():
                steps = _steps(row.each, source)
                inner = _steps(row.to, target)
                if steps is not None and inner is not None:
                    is_list = not steps or not isinstance(steps[-1], Every)
                    into = (*steps, Every()) if is_list else steps
                    yield from _links(row.rows, into, (*inner, Every()))
            case FieldRow(source=From(paths=paths)):
                for column, path in enumerate(paths):
                    if (steps := _steps(path, source)) is not None:
                        yield _Link(steps, _steps(row.to, target), row.functions, column)
            case _:
                pass


def _steps(path: Path, around: Steps) -> Steps | None:
    """The steps from the whole payload; None for what is no field, or lies around the element."""
    match path.start:
        case Start.PAYLOAD:
            return path.steps
        case Start.ELEMENT if not path.up:
            return (*around, *path.steps)
        case _:
            return None


def _readable(sends: Schema, links: Sequence[_Link], tables: Tables) -> Schema:
    """A schema that speaks of values which the rows can read, where these stand."""
    content: dict[str, Json] = {}
    for link in links:
        values = [*link.values, *_read(link, tables)]
        if values:
            _write(content, link.source, values)
    return replace(sends, uri=_READS, pointer="", documents={_READS: content})


def _write(content: dict[str, Json], steps: Steps, values: Sequence[Json]) -> None:
    node = content
    for step in steps:
        match step:
            case Member(name):
                inner = node.setdefault("properties", {})
            case Every():
                name, inner = "items", node
            case _:
                return
        assert isinstance(inner, dict)
        below = inner.setdefault(name, {})
        assert isinstance(below, dict)
        node = below
    said = node.setdefault("enum", [])
    assert isinstance(said, list)
    said += values


def _read(link: _Link, tables: Tables) -> Sequence[Json]:
    """Some values that the first choosy function of a row can read."""
    for function in link.functions:
        match function.operation:
            case Date(source="iso"):
                return (_MOMENT, "2026-03-02")
            case Date(source=source):
                try:
                    return (dates.converted(Date("iso", source, "UTC"))(_MOMENT),)
                except FormatError:
                    return ()
            case Values(table):
                return tuple(islice(table, _KEYS))
            case Lookup(reference):
                keys = islice(tables[reference.name].rows, _KEYS)
                return tuple(key[link.column] for key in keys if link.column < len(key))
            case Number() | Multiply() | Plain.SUM:
                return ("7", "12.5", 7)
            case Plain.PARSE_JSON:
                return ("{}",)
            case _:
                pass
    return ()


def _values(link: _Link, sending: Declared, accepting: Declared) -> Iterator[Json]:
    """Values near the edges of what either side says of the field."""
    schemas = [_of_spot(sending.at(link.source, sending.whole)[0], sending)]
    if link.target is not None:
        schemas.append(_of_spot(accepting.at(link.target, accepting.whole)[0], accepting))
    return samples(schemas, most=_TRIED)


def _of_spot(spot: Spot, declared: Declared) -> Schema:
    schema = declared.schema
    return replace(schema, uri=_SPOT, pointer="", documents={**schema.documents, _SPOT: spot.schema})


def _put(payload: Json, steps: Steps, value: Json) -> Json | Absent:
    """The payload with this value where the steps lead; ABSENT where they lead nowhere."""
    if not steps:
        return value
    first, *rest = steps
    match first, payload:
        case Member(name), Mapping() if name in payload or not rest:
            inner = _put(payload.get(name), tuple(rest), value)
            return ABSENT if isinstance(inner, Absent) else {**payload, name: inner}
        case Every(), list() if payload:
            several = [_put(one, tuple(rest), value) for one in payload]
            found = [one for one in several if not isinstance(one, Absent)]
            return found if len(found) == len(several) else ABSENT
        case _:
            return ABSENT
