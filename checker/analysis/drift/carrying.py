"""What survives a crossing, before and now: ids, and the contexts of standards."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Final

from checker.analysis.drift.lessened import Lessened, Promise
from checker.model.boundaries import Boundary, Carry, Tracing
from checker.model.contracts import ContractSet
from checker.model.text import plain
from checker.model.transformations import Function, Plain

_HOW: Final = {
    Tracing.CONTINUE: "",
    Tracing.PASS_THROUGH: ", passed through",
    Tracing.RESTART: ", begun anew",
}
_TRACE: Final = {Tracing.CONTINUE: 2, Tracing.PASS_THROUGH: 1, Tracing.RESTART: 0}


def carried_less(old: Boundary, new: Boundary) -> Iterator[Lessened]:
    """In the order of the older boundary; what only has another name is carried as before."""
    kept = {carry.name: carry for carry in new.carries}
    names = renamed_ids(old, new)
    receiver = new.receiver.name
    for carry in old.carries:
        now = kept.get(names.get(carry.name, carry.name))
        if now is None or now.context is not carry.context:
            instead = f", but {_told(now)}" if now else ""
            yield Lessened(
                promise=Promise.CARRIED,
                subject=f"{new.name}#{carry.name}",
                boundary=new.name,
                readers=(receiver,),
                what=f"{receiver} no longer gets {carry.name} ({_told(carry)}) over {new.name}{instead}",
                was=_told(carry),
                now=_told(now) if now else None,
                breaks=True,
                place=now.place if now else new.place,
                related=carry.place,
            )
        elif _is_less(carry, now):
            yield Lessened(
                promise=Promise.CONTINUED,
                subject=f"{new.name}#{carry.name}",
                boundary=new.name,
                readers=(receiver,),
                what=f"{receiver} gets another {carry.name} over {new.name} than before: it was carried "
                f"{_told(carry)}, and is {_told(now)}",
                was=_told(carry),
                now=_told(now),
                place=now.place,
                related=carry.place,
            )


def renamed_ids(old: Boundary, new: Boundary) -> Mapping[str, str]:
    """Ids that a boundary carries as before under another name."""
    gone = [carry for carry in old.carries if carry.name not in {one.name for one in new.carries}]
    come = [carry for carry in new.carries if carry.name not in {one.name for one in old.carries}]
    found = {carry.name: [one.name for one in come if _is_alike(carry, one)] for carry in gone}
    return {name: names[0] for name, names in found.items() if len(names) == 1}


def renamed_everywhere(old: ContractSet, new: ContractSet) -> Mapping[str, str]:
    """Ids that have another name now, over whichever boundary they are carried."""
    found: dict[str, str] = {}
    for boundary in new.boundaries.values():
        if boundary.name in old.boundaries:
            found |= renamed_ids(old.boundaries[boundary.name], boundary)
    return found


def _is_alike(one: Carry, other: Carry) -> bool:
    return replace(one, name=other.name, because=other.because) == other


def _is_less(old: Carry, new: Carry) -> bool:
    """Whether an id is taken from or brought to elsewhere, or a trace is continued less far."""
    if old.context is None:
        return (old.sent, old.received, old.then) != (new.sent, new.received, new.then)
    return _TRACE[new.tracing] < _TRACE[old.tracing]


def _told(carry: Carry) -> str:
    """As the contract writes it, in short."""
    if carry.context is not None:
        return f"as {carry.context.value}{_HOW[carry.tracing]}"
    steps = "".join(f", {_function(one)}" for one in carry.then)
    return f"from {carry.sent} to {carry.received}{steps}"


def _function(function: Function) -> str:
    """`pad left 0 6`: what tells it from the same function of other arguments."""
    operation = function.operation
    if isinstance(operation, Plain):
        return operation.value
    arguments = (getattr(operation, one.name) for one in fields(operation))
    said = (one if isinstance(one, str) else str(one) for one in arguments if one is not None)
    return plain(" ".join([type(operation).__name__.lower(), *said]))
