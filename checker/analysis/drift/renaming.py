"""A contract set as it would read, had it used other names: what is called otherwise has not changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final

from checker.model.boundaries import Boundary, Enrich, Expected, Message
from checker.model.contracts import CaptureRule, ContractSet, Flow, Reference
from checker.model.places import Ref
from checker.model.systems import (
    CombineRow,
    DecideRow,
    Deprecated,
    Fact,
    Move,
    Status,
    StatusRef,
    System,
    Use,
)
from checker.model.transformations import Lookup

_NONE: Final[Mapping[Any, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """
    What is called otherwise now, each by its name of before: statuses by the old name of their system and
    their code, messages by the old name of their boundary and their own.
    """

    systems: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    boundaries: Mapping[str, str] = field(default_factory=dict)
    reference: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[tuple[str, str], str] = field(default_factory=dict)
    messages: Mapping[tuple[str, str], str] = field(default_factory=dict)


# Which names a reference stands for, by the value it is part of. `dict` is by the key of a mapping.
_NAMES: Final[Mapping[type, Mapping[str, str]]] = {
    Fact: {"name": "facts", "owner": "systems", "implies": "facts"},
    System: {"name": "systems", "success_claims": "facts", "part_of": "systems"},
    Status: {"system": "systems", "claims": "facts", "denies": "facts", "silent_on": "facts"},
    Use: {"facts": "facts"},
    DecideRow: {"boundary": "boundaries", "then": "boundaries"},
    Boundary: {"name": "boundaries", "sender": "systems", "receiver": "systems"},
    Enrich: {"source": "systems"},
    Expected: {"reference": "reference"},
    Lookup: {"reference": "reference"},
    Reference: {"name": "reference"},
    Flow: {"reader": "systems", "boundaries": "boundaries"},
    CaptureRule: {"boundary": "boundaries", "system": "systems", "effect": "facts"},
}
_KEYED: Final = ("name", "code")  # by what a mapping of such values is keyed


def renamed(contracts: ContractSet, names: Renames) -> ContractSet:
    """The set with new names for old ones everywhere; places stay those of the old text."""
    if names == Renames():
        return contracts
    return replace(
        contracts,
        facts=_rekeyed(contracts.facts, names),
        systems=_rekeyed(contracts.systems, names),
        boundaries=_rekeyed(contracts.boundaries, names),
        reference=_rekeyed(contracts.reference, names),
        flows=_rekeyed(contracts.flows, names),
        captures=_walked(contracts.captures, names, ""),
    )


def _rekeyed(values: Mapping[str, Any], names: Renames) -> dict[str, Any]:
    found = [_walked(value, names, "") for value in values.values()]
    return {getattr(value, key): value for value in found for key in _KEYED if hasattr(value, key)}


# Any: the walk goes through every kind of value of a contract, and gives back the same kind.
def _walked(value: Any, names: Renames, within: str) -> Any:
    """The value renamed; `within` is the old name of the system or boundary around it."""
    match value:
        case StatusRef():
            code = names.statuses.get((value.system, value.code), value.code)
            return replace(value, system=names.systems.get(value.system, value.system), code=code)
        case tuple():
            return tuple(_walked(one, names, within) for one in value)
        case Mapping():
            return {key: _walked(one, names, within) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return _of_dataclass(value, names, within)
        case _:
            return value


def _of_dataclass(value: Any, names: Renames, within: str) -> Any:
    if isinstance(value, System | Boundary):
        within = value.name
    known = _NAMES.get(type(value), _NONE)
    changed: dict[str, Any] = {}
    for one in fields(value):
        before = getattr(value, one.name)
        if one.name in known:
            after = _named(before, getattr(names, known[one.name]))
        else:
            after = _walked(before, names, within)
        if after is not before and (after != before or isinstance(after, dict)):
            changed[one.name] = after
    changed |= _codes(value, names, within, changed)
    return replace(value, **changed) if changed else value


def _named(value: Any, table: Mapping[str, str]) -> Any:
    match value:
        case str():
            return table.get(value, value)
        case Ref():
            return replace(value, name=table[value.name]) if value.name in table else value
        case tuple():
            return tuple(_named(one, table) for one in value)
        case Mapping():
            return {key: _named(one, table) for key, one in value.items()}
        case _:
            return value


def _codes(value: Any, names: Renames, within: str, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Names that only mean something within their system or boundary, and mappings keyed by names."""

    def code(text: str) -> str:
        return names.statuses.get((within, text), text)

    def ref(one: Ref) -> Ref:
        return replace(one, name=code(one.name))

    match value:
        case Status():
            return {"code": code(value.code)}
        case Move():
            return {"source": code(value.source), "target": code(value.target)}
        case Deprecated(instead=Ref() as instead):
            return {"instead": ref(instead)}
        case System():
            statuses = changed.get("statuses", value.statuses).values()
            return {
                "statuses": {status.code: status for status in statuses},
                "initial": tuple(map(ref, value.initial)),
            }
        case Message():
            return {"name": names.messages.get((within, value.name), value.name)}
        case Boundary():
            messages = changed.get("messages", value.messages).values()
            return {"messages": {message.name: message for message in messages}}
        case CombineRow():
            shown = changed.get("shown", value.shown)
            return {"shown": {names.systems.get(name, name): refs for name, refs in shown.items()}}
        case _:
            return {}
