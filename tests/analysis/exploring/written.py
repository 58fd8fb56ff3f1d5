"""A contract set as the text that a person would write, so that a model which fails can be read and kept."""

from collections.abc import Iterable, Mapping, Sequence

from checker.model.boundaries import Boundary, Row, StatusTable
from checker.model.contracts import ContractSet
from checker.model.places import Ref
from checker.model.systems import CombineRow, Fact, Outcome, Quantifier, Status, StatusRef, System

Node = dict[str, object]


def as_yaml(contracts: ContractSet) -> str:
    import yaml

    document: Node = {"contract": contracts.name, "format": 1, "version": contracts.version}
    document["facts"] = {fact.name: _fact(fact) for fact in contracts.facts.values()}
    document["systems"] = {system.name: _system(system) for system in contracts.systems.values()}
    document["boundaries"] = {each.name: _boundary(each) for each in contracts.boundaries.values()}
    return yaml.safe_dump(document, sort_keys=False, default_flow_style=None, width=110)


def _given(**entries: object) -> Node:
    """The entries that say something, under their names in the language."""
    return {name.rstrip("_"): value for name, value in entries.items() if value not in (None, [], {}, False)}


def _names(refs: Iterable[Ref]) -> list[str]:
    return [ref.name for ref in refs]


def _fact(fact: Fact) -> Node:
    return _given(owner=fact.owner.name, implies=_names(fact.implies), revocable=fact.revocable)


def _system(system: System) -> Node:
    moves: dict[str, list[str]] = {}
    for move in system.moves:
        moves.setdefault(move.source, []).append(move.target)
    statuses = {code: _status(status) for code, status in system.statuses.items()}
    return {"statuses": statuses} | _given(
        moves=moves,
        initial=_names(system.initial),
        part_of=system.part_of.name if system.part_of else None,
        external=system.is_external,
        combines=[_combine(row) for row in system.combines],
    )


def _status(status: Status) -> Node:
    return _given(
        phase="final" if status.is_final else None,
        outcome=status.outcome.value if status.outcome is not Outcome.NONE else None,
        claims=_names(status.claims),
        denies=_names(status.denies),
    )


def _code(ref: StatusRef, *among: str) -> str:
    return ref.code if ref.system in among else f"{ref.system}/{ref.code}"


def _combine(row: CombineRow) -> Node:
    if row.quantifier is Quantifier.OTHERWISE:
        return {"otherwise": row.report.code if row.report else {"ignore": row.ignore}}
    shown = {name: [_code(ref, name) for ref in refs] for name, refs in row.shown.items()}
    return {row.quantifier.value: shown} | _given(
        report=row.report.code if row.report else None, ignore=row.ignore
    )


def _boundary(boundary: Boundary) -> Node:
    node: Node = {"from": boundary.sender.name, "to": boundary.receiver.name}
    if boundary.delivery:
        node["delivery"] = {"order": boundary.delivery.order}
    if boundary.leaves:
        node["leaves"] = _given(
            when=[_code(ref, boundary.sender.name) for ref in boundary.leaves.when],
            enters=[_code(ref, boundary.receiver.name) for ref in boundary.leaves.enters],
        )
    if boundary.status:
        node["status"] = _table(boundary, boundary.status)
    return node


def _table(boundary: Boundary, table: StatusTable) -> Node:
    when: dict[str, list[Row]] = {}
    for row in table.rows:
        if row.shown:
            when.setdefault(_code(row.shown, boundary.read_system), []).append(row)

    def rows(found: Sequence[Row]) -> object:
        written = [_row(row, boundary.reporter) for row in found]
        return written[0] if len(written) == 1 else written

    silences: Mapping[str, Sequence[Row]] = {
        "otherwise": table.otherwise,
        "no_answer": table.no_answer,
        "absent": table.absent,
    }
    return _given(
        of="sender" if table.of == "sender" else None,
        when={code: rows(found) for code, found in when.items()},
        **{name: rows(found) for name, found in silences.items() if found},
    )


def _row(row: Row, reporter: str) -> Node:
    return _given(
        report=_code(row.report, reporter) if row.report else None,
        ignore=row.ignore,
        while_=[_code(ref, reporter) for ref in row.during] if row.during else None,
    )
