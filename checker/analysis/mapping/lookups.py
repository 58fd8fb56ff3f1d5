"""The rows of a table that look something up, and what they look up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.model.places import Place
from checker.model.transformations import EachRow, FieldRow, Lookup, Row, Transformation


def looked_up(transformation: Transformation) -> Mapping[Place, tuple[str, ...]]:
    """The tables that each row with a lookup uses, by the place of the row."""
    return {row.place: tables for row in _fields(transformation.rows) if (tables := _tables(row))}


def keys_of(transformation: Transformation, row: Place, table: str) -> Transformation:
    """The transformation with one row alone, which ends where it would look up: it makes the key."""
    return replace(transformation, rows=tuple(_alone(transformation.rows, row, table)))


def _fields(rows: Sequence[Row]) -> Iterator[FieldRow]:
    for row in rows:
        if isinstance(row, EachRow):
            yield from _fields(row.rows)
        elif isinstance(row, FieldRow):
            yield row


def _tables(row: FieldRow) -> tuple[str, ...]:
    operations = (function.operation for function in row.functions)
    return tuple(dict.fromkeys(one.reference.name for one in operations if isinstance(one, Lookup)))


def _alone(rows: Sequence[Row], wanted: Place, table: str) -> Iterator[Row]:
    for row in rows:
        if isinstance(row, EachRow):
            inner = tuple(_alone(row.rows, wanted, table))
            if inner:
                yield replace(row, rows=inner)
        elif isinstance(row, FieldRow) and row.place == wanted:
            operations = [function.operation for function in row.functions]
            end = next(
                number
                for number, one in enumerate(operations)
                if isinstance(one, Lookup) and one.reference.name == table
            )
            yield replace(row, functions=row.functions[:end], omit=(), required=False)
