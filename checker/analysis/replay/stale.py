"""
Differences that come from the version of a reference table, and from nothing else.

A recording names the versions that were in force, in its first line; where it names none, any that is kept
may have been. Held against each other are what was received, the result by the table as it is now, and the
result by the version.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from checker.analysis.comparison import Difference
from checker.analysis.follow import Sources
from checker.analysis.mapping import Origin, RowError, Traced
from checker.analysis.mapping.refusals import UnfitError
from checker.analysis.mapping.texts import key as key_text
from checker.analysis.replay.crossing import Crossing, differences
from checker.analysis.replay.pointers import everywhere, value_at
from checker.analysis.replay.seen import StaleReference
from checker.analysis.replay.tables import Tables
from checker.model.contracts import Reference, TableVersion
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class NotKept:
    """A recording names a version of a table that a difference depends on, and nobody kept that version."""

    table: Reference
    version: str


@dataclass(frozen=True, slots=True)
class _Result:
    """What becomes of the message by another version, None where a row fails; and where that differs."""

    made: Traced | None
    failed: RowError | None
    differing: tuple[Difference, ...]

    def agrees_at(self, pointer: str) -> bool:
        """Whether what was received at a place is what this makes there."""
        below = f"{pointer}/"
        return self.made is not None and not any(
            pointer in (one.pointer, one.made_at) or one.made_at.startswith(below) for one in self.differing
        )


class Stale:
    """The versions of tables that one message may have been made by; each is tried once, when asked for."""

    __slots__ = ("_crossing", "_results", "_tables")

    def __init__(self, crossing: Crossing, tables: Tables) -> None:
        self._crossing = crossing
        self._tables = tables
        self._results: dict[tuple[str, str], _Result] = {}

    def explained(self, made: Traced, difference: Difference) -> StaleReference | NotKept | None:
        """The version of a table by which a difference is none."""
        origin = made.origin(difference.made_at)
        if origin is None:
            return None
        unkept: NotKept | None = None
        for one in self._versions(origin.row):
            if isinstance(one, NotKept):
                unkept = one
                continue
            table, version = one
            if self._by(table, version).agrees_at(difference.pointer):
                return self._stale(table, version, origin, difference.pointer, is_by_version=True)
        return unkept

    def mended(self, failed: RowError) -> StaleReference | NotKept | None:
        """The version of a table by which a row that fails gives what was received."""
        unkept: NotKept | None = None
        for one in self._versions(failed.place):
            if isinstance(one, NotKept):
                unkept = one
                continue
            table, version = one
            result = self._by(table, version)
            at = _made_at(result.made, failed) if result.made is not None else None
            if result.made is not None and at is not None and result.agrees_at(at):
                origin = result.made.origins[at]
                return self._stale(table, version, origin, at, is_by_version=True)
        return unkept

    def unlike_named(self, made: Traced, differing: Collection[str]) -> Iterator[StaleReference]:
        """
        Where what was received is as by the tables of now, though the recording names another version.

        `differing` are the places where it is not as by the tables of now.
        """
        for name, table in self._tables.reference.items():
            version = table.versions.get(self._crossing.reference.get(name, ""))
            if version is None or version.name not in self._tables.unlike[name]:
                continue
            result = self._by(table, version)
            if result.failed is not None and name in self._tables.rows.get(result.failed.place, ()):
                at = _made_at(made, result.failed)
                if at is not None and at not in differing:
                    yield self._stale(table, version, made.origins[at], at, is_by_version=False)
            for one in result.differing:
                origin = made.origin(one.made_at)
                if (
                    origin is not None
                    and one.pointer not in differing
                    and name in self._tables.rows.get(origin.row, ())
                ):
                    yield self._stale(table, version, origin, one.pointer, is_by_version=False)

    def _versions(self, row: Place) -> Iterator[tuple[Reference, TableVersion] | NotKept]:
        """The versions that a row may have looked up in: the one that is named, or any where none is."""
        for name in self._tables.rows.get(row, ()):
            table = self._tables.reference[name]
            named = self._crossing.reference.get(name)
            if named is not None and named not in table.versions:
                yield NotKept(table=table, version=named)
                continue
            for version in table.versions.values():
                if named in (None, version.name) and version.name in self._tables.unlike[name]:
                    yield table, version

    def _by(self, table: Reference, version: TableVersion) -> _Result:
        name = (table.name, version.name)
        if name not in self._results:
            self._results[name] = self._made(self._tables.by(*name).traced)
        return self._results[name]

    def _made(self, run: Callable[[Sources], Traced]) -> _Result:
        sent = self._crossing.sent
        if sent is None:
            return _Result(None, None, ())
        try:
            made = run(sent.sources)
        except RowError as error:
            return _Result(None, error, ())
        return _Result(made, None, tuple(differences(self._crossing, made.result)))

    def _stale(
        self, table: Reference, version: TableVersion, origin: Origin, pointer: str, *, is_by_version: bool
    ) -> StaleReference:
        received = self._crossing.received
        payload = received.payload if received is not None else ABSENT
        key = self._key(table, version, origin)
        return StaleReference(
            spot=self._crossing.spot(pointer),
            at=everywhere(pointer, payload),
            table=table,
            version=version.name,
            is_named=table.name in self._crossing.reference,
            is_by_version=is_by_version,
            key=key,
            then=_value(version.rows, key),
            now=_value(table.rows, key),
            received=value_at(pointer, payload),
            origin=origin,
        )

    def _key(self, table: Reference, version: TableVersion, origin: Origin) -> tuple[str, ...]:
        """What was looked up: of several the first for which the two versions have not the same."""
        sent = self._crossing.sent
        if sent is None:
            return ()
        try:
            made = self._tables.keys(origin.row, table.name).traced(sent.sources)
        except RowError:
            return ()
        value: Json | Absent = ABSENT
        for at, other in made.origins.items():
            if other == origin:
                value = value_at(at, made.result)
        keys = list(_keys(value, len(table.key)))
        unlike = [one for one in keys if table.rows.get(one, ABSENT) != version.rows.get(one, ABSENT)]
        return next(iter((*unlike, *keys)), ())


def _keys(value: Json | Absent, columns: int) -> Iterator[tuple[str, ...]]:
    """The keys of a value that is looked up: a list is one key of several columns, or several keys of one."""
    if isinstance(value, Absent) or value is None:
        return
    elements = value if isinstance(value, list) else [value]
    try:
        if columns > 1:
            yield tuple(key_text(one) for one in elements)
        else:
            yield from ((key_text(one),) for one in elements if one is not None)
    except UnfitError:
        return


def _value(rows: Mapping[tuple[str, ...], Json], key: tuple[str, ...]) -> Json | Absent:
    return rows.get(key, ABSENT)


def _made_at(made: Traced, failed: RowError) -> str | None:
    """Where a row makes what it fails on elsewhere."""
    return next(
        (
            at
            for at, origin in made.origins.items()
            if origin.row == failed.place and any(one.pointer == failed.pointer for one in origin.sources)
        ),
        None,
    )
