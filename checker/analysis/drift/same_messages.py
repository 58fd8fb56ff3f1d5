"""Boundaries, messages and tables that are called otherwise: told by what crosses, and how it is told."""

from collections.abc import Hashable
from typing import Final

from checker.analysis.drift.matching import both, content, matched
from checker.analysis.drift.renaming import Renames
from checker.model.boundaries import Boundary, Message
from checker.model.contracts import ContractSet, Reference
from checker.model.schemas import Schema

_NAME: Final = frozenset({"name"})


def same_boundaries(old: ContractSet, new: ContractSet) -> dict[str, str]:
    looks = [both(_whole), both(_sent), both(_told), both(_shaped), both(_between)]
    return matched(old.boundaries, new.boundaries, looks)


def same_messages(
    old: ContractSet, halfway: ContractSet, new: ContractSet, names: Renames
) -> dict[tuple[str, str], str]:
    """By the old name of their boundary. `halfway` is the old side in the names that are known already."""
    looks = [both(_whole_message), both(_recognised), both(_schema_names), both(_schemas), both(_where)]
    return {
        (name, message): became
        for name in old.boundaries
        if (now := names.boundaries.get(name, name)) in new.boundaries
        for message, became in matched(
            halfway.boundaries[now].messages, new.boundaries[now].messages, looks
        ).items()
    }


def same_tables(old: ContractSet, new: ContractSet) -> dict[str, str]:
    return matched(old.reference, new.reference, [both(_whole_table), both(_rows), both(_file)])


def _whole(boundary: Boundary) -> Hashable:
    return content(boundary, but=_NAME)


def _direction(boundary: Boundary) -> tuple[Hashable, ...]:
    return (boundary.sender, boundary.receiver)


def _sent(boundary: Boundary) -> Hashable:
    return (*_direction(boundary), frozenset(boundary.messages)) if boundary.messages else None


def _told(boundary: Boundary) -> Hashable:
    return (*_direction(boundary), content(boundary.status)) if boundary.status else None


def _shaped(boundary: Boundary) -> Hashable:
    schemas = frozenset(
        schema.name
        for one in boundary.messages.values()
        for schema in (one.sends, one.accepts)
        if schema is not None
    )
    return (*_direction(boundary), schemas) if schemas else None


def _between(boundary: Boundary) -> Hashable:
    """The only one that went and the only one that came between the two, with as many messages."""
    return (*_direction(boundary), len(boundary.messages), boundary.status is None)


def _whole_message(message: Message) -> Hashable:
    return content(message, but=_NAME)


def _recognised(message: Message) -> Hashable:
    return (content(message.where), content(message.case), _schema_names(message))


def _schema_names(message: Message) -> Hashable:
    schemas = message.sends, message.accepts
    return tuple(one and one.name for one in schemas) if any(schemas) else None


def _schemas(message: Message) -> Hashable:
    """What the schemas say, whatever their files are called."""
    schemas = message.sends, message.accepts
    return tuple(one and _entered(one) for one in schemas) if any(schemas) else None


def _entered(schema: Schema) -> Hashable:
    return (schema.pointer, content(schema.documents.get(schema.uri)))


def _where(message: Message) -> Hashable:
    return content(message.where) if message.where else None


def _whole_table(table: Reference) -> Hashable:
    return content(table, but=_NAME)


def _rows(table: Reference) -> Hashable:
    return (table.key, table.value, content(table.rows))


def _file(table: Reference) -> Hashable:
    return table.file
