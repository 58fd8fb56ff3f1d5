"""The names of members that a contract knows: they are no values, whatever they look like."""

from collections.abc import Iterator

from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.paths import Member, Path
from checker.model.transformations import CodeStep, EachRow, FieldRow, From, Row


def member_names(contracts: ContractSet) -> frozenset[str]:
    """Those of all schemas and of the paths of mappings."""
    names: set[str] = set()
    documents: dict[str, Json] = {}
    for boundary in contracts.boundaries.values():
        for message in boundary.messages.values():
            for schema in (message.sends, message.accepts):
                documents.update(schema.documents if schema else {})
            for path in message.sensitive:
                names.update(_of(path))
            for row in message.transform.rows if message.transform else ():
                names.update(_of_row(row))
    for document in documents.values():
        names.update(_properties(document))
    return frozenset(names)


def _of(path: Path) -> Iterator[str]:
    return (step.name for step in path.steps if isinstance(step, Member))


def _of_row(row: Row) -> Iterator[str]:
    match row:
        case EachRow():
            yield from (*_of(row.to), *_of(row.each))
            for inner in row.rows:
                yield from _of_row(inner)
        case FieldRow():
            yield from _of(row.to)
            for path in row.source.paths if isinstance(row.source, From) else ():
                yield from _of(path)
        case CodeStep():
            yield from _of(row.to) if row.to else ()


def _properties(document: Json) -> Iterator[str]:
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            properties = value.get("properties")
            if isinstance(properties, dict):
                yield from properties
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
