"""Schemas in, one answer out: whether all that the old one accepts is accepted by the new one."""

from collections.abc import Iterable

from checker.analysis.containment import Containment, contained
from checker.analysis.written import written_bytes
from checker.load.memory import Memory
from checker.load.schemas import Schemas
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.schemas import Schema


def contain(old: Json, new: Json, *, known: Iterable[Json] = (), limits: Limits = DEFAULT) -> Containment:
    """
    Whether the new JSON Schema accepts every payload that the old one accepts.

    Both are of draft 7 or 2020-12, by `$schema`; of the latter, where nothing is said. Nothing outside of
    them is read, and nothing is fetched. `known` are payloads to try first. The answer is proved, refuted
    with a payload that shows it, or undecided with a reason. Where it is refuted, `only_undeclared` tells
    whether that takes members which the old schema does not declare.

    Raises:
        ContractError: one of them is no JSON Schema, or of another draft: with the places in it.

    """
    return contained(_schema(old, "old.json", limits), _schema(new, "new.json", limits), known=known)


def _schema(content: Json, name: str, limits: Limits) -> Schema:
    files = Memory({name: written_bytes(content, indent=True)})
    return Schemas("", limits, files).find(name, Place(file=name, line=1, column=1))
