"""Vocabularies and published mappings, told to a program."""

from collections.abc import Iterable

from checker.model.boundaries import Row
from checker.model.places import Ref
from checker.model.systems import Status
from checker.model.traps import Trap
from checker.model.vocabularies import PublishedMapping, Vocabulary
from checker.report import pasted
from checker.report.machine import Document


def listing(vocabularies: Iterable[Vocabulary], mappings: Iterable[PublishedMapping]) -> Document:
    """All that ships, by name and title."""
    return {
        "vocabularies": [
            {"name": each.name, "title": each.title, "statuses": len(each.statuses)} for each in vocabularies
        ],
        "mappings": [
            {
                "name": each.name,
                "title": each.title,
                "from": each.shows.vocabulary.name,
                "to": each.reports.vocabulary.name,
                "rows": len(each.table.rows),
            }
            for each in mappings
        ],
    }


def vocabulary(told: Vocabulary) -> Document:
    return {
        "vocabulary": told.name,
        "title": told.title,
        "sources": list(told.sources),
        "facts": dict(told.facts),
        "statuses": {status.code: _status(status) for status in told.statuses.values()},
        "moves": [{"from": move.source, "to": move.target} for move in told.moves],
        "initial": _names(told.initial),
        "traps": [_trap(trap) for trap in told.traps],
        "use": "\n".join(pasted.used(told)),
    }


def mapping(told: PublishedMapping) -> Document:
    return {
        "mapping": told.name,
        "title": told.title,
        "sources": list(told.sources),
        "from": {"system": told.shows.system, "use": told.shows.vocabulary.name},
        "to": {"system": told.reports.system, "use": told.reports.vocabulary.name},
        "rows": [_row(row) for row in told.table.rows],
        "otherwise": [_row(row) for row in told.table.otherwise],
        "traps": [_trap(trap) for trap in told.traps],
        "contract": "\n".join(pasted.contract(told)),
    }


def _status(status: Status) -> Document:
    return {
        "means": status.means,
        "phase": status.phase.value,
        "outcome": status.outcome.value,
        "layer": status.layer.value if status.layer else None,
        "claims": _names(status.claims),
        "denies": _names(status.denies),
        "silent_on": _names(status.silent_on),
        "source": status.source,
    }


def _trap(trap: Trap) -> Document:
    where = {"status": trap.status.name if trap.status else None, "rule": trap.rule, "at": trap.at}
    return {**where, "says": trap.says, "source": trap.source}


def _row(row: Row) -> Document:
    return {
        "shown": row.shown.code if row.shown else None,
        "report": row.report.code if row.report else None,
        "ignore": row.ignore,
        "while": [ref.code for ref in row.during] if row.during else [],
    }


def _names(refs: Iterable[Ref]) -> list[str]:
    return [ref.name for ref in refs]
