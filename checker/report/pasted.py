"""YAML to paste into a contract: a vocabulary in use, and a published mapping as a whole contract."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checker.model.boundaries import Row
from checker.model.text import scalar
from checker.model.vocabularies import MappingSide, PublishedMapping, Vocabulary

_WIDTH: Final = 76  # of a line


def used(vocabulary: Vocabulary, system: str = "partner") -> Iterator[str]:
    """A system that takes its statuses from the vocabulary, with the facts it owns."""
    yield from _facts(dict.fromkeys(vocabulary.facts, system))
    yield "systems:"
    yield from _system(system, vocabulary)


def contract(mapping: PublishedMapping) -> Iterator[str]:
    """
    A contract of the two systems and the rows between them.

    A fact that both vocabularies have is one fact, and the system whose status is read owns it.
    """
    yield from (f"contract: {scalar(mapping.name)}", "format: 1", "version: 1.0.0")
    sides = (mapping.reports, mapping.shows)  # the later one has the last word on who owns a fact
    yield from _facts({name: side.system for side in sides for name in side.vocabulary.facts})
    yield "systems:"
    for side in (mapping.shows, mapping.reports):
        yield from _system(side.system, side.vocabulary)
    yield from _boundary(mapping.shows, mapping.reports, mapping)


def _facts(owners: Mapping[str, str]) -> Iterator[str]:
    if owners:
        yield "facts:"
    for name, system in owners.items():
        yield f"  {scalar(name)}: {{owner: {scalar(system)}}}"


def _system(system: str, vocabulary: Vocabulary) -> Iterator[str]:
    yield f"  {scalar(system)}:"
    yield f"    use: {scalar(vocabulary.name)}"
    if vocabulary.facts:
        yield from _flow("    facts: ", [f"{scalar(name)}: {scalar(name)}" for name in vocabulary.facts])


def _flow(head: str, entries: Iterable[str]) -> Iterator[str]:
    """A mapping in braces, in as many lines as it needs."""
    row = f"{head}{{"
    for number, entry in enumerate(entries):
        if number and len(row) + len(entry) > _WIDTH - 4:
            yield f"{row.rstrip()}"
            row = " " * (len(head) + 1)
        row += f"{entry}, "
    yield f"{row.rstrip(' ,')}}}"


def _boundary(shows: MappingSide, reports: MappingSide, mapping: PublishedMapping) -> Iterator[str]:
    yield "boundaries:"
    yield f"  {scalar(shows.system)}-to-{scalar(reports.system)}:"
    yield f"    from: {scalar(shows.system)}"
    yield f"    to: {scalar(reports.system)}"
    yield "    status:"
    yield "      of: sender"
    yield "      when:"
    codes: dict[str, list[Row]] = {}
    for row in mapping.table.rows:
        if row.shown is not None:
            codes.setdefault(row.shown.code, []).append(row)
    for code, rows in codes.items():
        yield f"        {scalar(code)}: {_reported(rows)}"
    if mapping.table.otherwise:
        yield f"      otherwise: {_reported(mapping.table.otherwise)}"


def _reported(rows: Iterable[Row]) -> str:
    """What the rows of one code report: one of them as it is, several as a list."""
    told = [_told(row) for row in rows]
    return told[0] if len(told) == 1 else f"[{', '.join(told)}]"


def _told(row: Row) -> str:
    what = scalar(row.report.code) if row.report else json.dumps(row.ignore or "", ensure_ascii=False)
    if row.report is not None and not row.during:
        return what
    during = f", while: [{', '.join(scalar(ref.code) for ref in row.during)}]" if row.during else ""
    return f"{{{'report' if row.report else 'ignore'}: {what}{during}}}"
