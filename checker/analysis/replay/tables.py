"""What the lookups of a message give by other versions of their tables; compiled when first needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from checker.analysis import mapping
from checker.analysis.mapping import Program
from checker.analysis.mapping.lookups import keys_of, looked_up
from checker.model.contracts import Reference
from checker.model.places import Place
from checker.model.transformations import Transformation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """
    The tables that a transformation looks something up in.

    `rows` are the rows that do, by their places. `unlike` are the kept versions of each table that are not
    what the table is now. `by` gives the transformation with one table in another version, `keys` the one
    that makes what a row looks up in a table.
    """

    reference: Mapping[str, Reference]
    rows: Mapping[Place, tuple[str, ...]]
    unlike: Mapping[str, frozenset[str]]
    by: Callable[[str, str], Program] = field(compare=False, repr=False)
    keys: Callable[[Place, str], Program] = field(compare=False, repr=False)

    def is_otherwise(self, named: Mapping[str, str]) -> bool:
        """Whether a recording names a version that is kept, and that is not what the table is now."""
        return any(named.get(name) in versions for name, versions in self.unlike.items())


def compiled(transformation: Transformation | None, reference: Mapping[str, Reference]) -> Tables | None:
    """None where nothing is looked up."""
    rows = looked_up(transformation) if transformation is not None else {}
    if transformation is None or not rows:
        return None
    used = {name: reference[name] for names in rows.values() for name in names}

    @lru_cache(maxsize=64)
    def by(table: str, version: str) -> Program:
        then = replace(used[table], rows=used[table].versions[version].rows)
        return mapping.compiled(transformation, {**reference, table: then})

    @lru_cache(maxsize=64)
    def keys(row: Place, table: str) -> Program:
        return mapping.compiled(keys_of(transformation, row, table), reference)

    unlike = {
        name: frozenset(version.name for version in table.versions.values() if version.rows != table.rows)
        for name, table in used.items()
    }
    return Tables(reference=used, rows=rows, unlike=unlike, by=by, keys=keys)
