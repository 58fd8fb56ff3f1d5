"""Whether what one state of a sender sends fits what one state of a receiver accepts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import Final

from checker.analysis import mapping, validity
from checker.analysis.containment import Containment, Verdict, contained
from checker.analysis.containment.declared import declared_only
from checker.analysis.containment.samples import samples
from checker.analysis.drift.attempts import attempts
from checker.analysis.drift.enriched import enriched_aside
from checker.analysis.drift.produced import produced
from checker.analysis.drift.same import same
from checker.analysis.follow import Sources
from checker.analysis.mapping import Program, RowError
from checker.analysis.mapping.lookups import looked_up
from checker.analysis.validity import Validator
from checker.errors import CannotCheckError
from checker.model.boundaries import Message
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.schemas import SET, Schema

_MADE: Final = 2_000  # payloads that are made where something did not fit before either
_BOTH: Final = f"{SET}.seamproof/both"
_ANYTHING: Final = f"{SET}.seamproof/anything"


class Way(Enum):
    """Which side's messages within which side's schema."""

    HEAD = "head"
    IN_FLIGHT = "in flight"  # sent before, received now: the receiver is deployed first
    ROLLED_BACK = "rolled back"  # sent now, received as before: the sender is deployed first


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """
    Whether what is sent fits; what did not fit before the change is left out.

    Where it is refuted, `sent` is a payload that the sender may send, `result` what the transformation makes
    of it (the same, where there is none), and `pointer` leads into the result. `is_undeclared`: it breaks
    only by properties that the sender does not declare. `is_assumed`: only one end has a schema, which stands
    for the other end too.
    """

    way: Way
    verdict: Verdict
    reason: str
    sent: Json | Absent = ABSENT
    result: Json | Absent = ABSENT
    pointer: str = ""
    is_undeclared: bool = False
    is_assumed: bool = False

    @property
    def is_safe(self) -> bool:
        return self.verdict is Verdict.PROVED or self.is_undeclared


@dataclass(frozen=True)  # no slots: what is asked of it is prepared once
class Side:
    """
    One state of a message. What the sender sends goes through the transformation of the same state; `accepts`
    leaves out what comes from elsewhere on the way.
    """

    message: Message
    contracts: ContractSet
    limits: Limits

    @property
    def sends(self) -> Schema | None:
        return self.message.sends

    @cached_property
    def accepts(self) -> Schema | None:
        accepts = self.message.accepts
        return None if accepts is None else enriched_aside(accepts, self.message.enriches)

    @cached_property
    def sender(self) -> object:
        """All that decides what arrives at the receiver."""
        table = self.message.transform
        names = {name for found in looked_up(table).values() for name in found} if table else set()
        tables = {name: self.contracts.reference[name].rows for name in names}
        code = self.message.implementation if table is None else None
        rows = (*(table.rows if table else ()), *((code,) if code else ()))
        return (self.sends, rows, tables)

    @cached_property
    def program(self) -> Program | None:
        """None where what is sent arrives as it is, or nobody knows how."""
        table = self.message.transform
        return mapping.compiled(table, self.contracts.reference) if table is not None else None

    @property
    def is_opaque(self) -> bool:
        """Whether the message is changed by something that is not run here."""
        if self.program is None:
            return self.message.implementation is not None
        return bool(self.program.cannot_run)

    @property
    def is_identity(self) -> bool:
        return self.program is None and not self.is_opaque

    @cached_property
    def sending(self) -> Validator | None:
        return validity.compiled(self.sends, self.limits) if self.sends else None

    @cached_property
    def accepting(self) -> Validator | None:
        return validity.compiled(self.accepts, self.limits) if self.accepts else None

    @cached_property
    def arriving(self) -> Schema | None:
        """A schema of all that can arrive at the receiver; it may accept more."""
        if self.sends is None or self.is_identity:
            return self.sends
        if self.is_opaque or self.message.transform is None:
            return replace(self.sends, uri=_ANYTHING, pointer="", documents={_ANYTHING: True})
        return produced(self.sends, self.message.transform, self.contracts.reference)

    @cached_property
    def did_fit(self) -> bool:
        """Whether all that could arrive was proved to be accepted."""
        if self.arriving is None or self.accepts is None:
            return True
        return contained(self.arriving, self.accepts).verdict is Verdict.PROVED

    def breaks(self, payload: Json) -> bool:
        """Whether a payload could be sent, and was refused."""
        if self.sending is None or self.accepting is None or self.is_opaque:
            return False
        if not self.sending.is_valid(payload):
            return False
        result = self.result(payload)
        return not isinstance(result, Absent) and not self.accepting.is_valid(result)

    def result(self, payload: Json) -> Json | Absent:
        """What becomes of a payload; ABSENT where a row can't be applied to it, or it would not end."""
        if self.program is None:
            return payload
        try:
            return self.program.run(Sources(payload))
        except (RowError, CannotCheckError):
            return ABSENT


def fit(way: Way, side: Side, accepts: Schema, old: Side, known: Sequence[Json]) -> Fit:
    """
    Whether what `side` sends fits `accepts`. Only what the change can have broken counts: a payload that
    could be sent in the state `old`, and was refused then, is nothing new.
    """
    assert side.arriving is not None
    arriving = side.arriving
    if same(side.sender, old.sender) and old.accepts is not None:
        arriving = _both(arriving, old.accepts)
    if side.is_identity:
        found = contained(arriving, accepts, known=known)
        if found.verdict is Verdict.REFUTED:
            if isinstance(found.witness, Absent) or old.breaks(found.witness):
                return _again(way, side, accepts, old, known)
            return _of(way, found)
    else:
        against = None if side.is_opaque else _refuted(way, side, accepts, old, known)
        if against is not None:
            return against
        found = contained(arriving, accepts)
    if found.verdict is Verdict.PROVED:
        return _of(way, found)
    if not old.did_fit and not same(side.sender, old.sender):
        return _as_it_was(way)
    reason = found.reason
    if not side.is_identity:
        reason = "it can't be seen from the transformation what comes of a message"
    return Fit(way=way, verdict=Verdict.UNDECIDED, reason=reason, pointer=found.pointer)


def assumed(way: Way, old: Schema, new: Schema, known: Sequence[Json]) -> Fit:
    """The same where only one end has a schema."""
    return replace(_of(way, contained(old, new, known=known)), is_assumed=True)


def _of(way: Way, found: Containment) -> Fit:
    return Fit(
        way=way,
        verdict=found.verdict,
        reason=found.reason,
        sent=found.witness,
        result=found.witness,
        pointer=found.pointer,
        is_undeclared=found.only_undeclared,
    )


def _as_it_was(way: Way) -> Fit:
    return Fit(way=way, verdict=Verdict.PROVED, reason="it is as it was")


def _again(way: Way, side: Side, accepts: Schema, old: Side, known: Sequence[Json]) -> Fit:
    """Something did not fit before either: whether more breaks now."""
    assert side.sends is not None
    schemas = [one for one in (side.sends, accepts, old.sends, old.accepts) if one is not None]
    payloads = chain(known, samples(schemas, most=_MADE))
    against = _first(way, ((one, one) for one in payloads), side, accepts, old)
    if against is not None:
        return against
    pairs = ((side.sends, old.sends), (old.accepts, accepts))
    if all(one and other and contained(one, other).verdict is Verdict.PROVED for one, other in pairs):
        return _as_it_was(way)
    reason = "some of it was refused before, and whether more is refused now was not found out"
    return Fit(way=way, verdict=Verdict.UNDECIDED, reason=reason)


def _refuted(way: Way, side: Side, accepts: Schema, old: Side, known: Iterable[Json]) -> Fit | None:
    """A payload that the sender may send and of which something comes that the receiver refuses."""
    assert side.sends is not None
    assert side.program is not None
    found = _first(way, _tried(side, side.sends, accepts, known), side, accepts, old)
    if found is None or isinstance(found.sent, Absent):
        return found
    narrowed = declared_only(side.sends)
    if narrowed is None or validity.compiled(narrowed, side.limits).is_valid(found.sent):
        return found
    inner = _first(way, _tried(side, narrowed, accepts, known), side, accepts, old)
    return inner or replace(found, is_undeclared=True)


def _tried(side: Side, sends: Schema, accepts: Schema, known: Iterable[Json]) -> Iterator[tuple[Json, Json]]:
    assert side.program is not None
    return attempts(sends, accepts, side.program, side.contracts.reference, known, side.limits)


def _first(
    way: Way, tried: Iterable[tuple[Json, Json]], side: Side, accepts: Schema, old: Side
) -> Fit | None:
    """The first payload of which both validators say that its result is refused, and that was not before."""
    assert side.sending is not None
    accepting = validity.compiled(accepts, side.limits)
    for payload, result in tried:
        if accepting.is_valid(result) or not side.sending.is_valid(payload) or old.breaks(payload):
            continue
        if not accepting.is_agreed(result) or not side.sending.is_agreed(payload):
            continue
        first = accepting.violations(result)[0]
        return Fit(
            way=way,
            verdict=Verdict.REFUTED,
            reason=first.message,
            sent=payload,
            result=result,
            pointer=first.pointer,
        )
    return None


def _both(schema: Schema, other: Schema) -> Schema:
    """A schema of what both accept; the first one where their documents can't stand side by side."""
    shared = schema.documents.keys() & other.documents.keys()
    if other.draft != schema.draft or any(
        not same(schema.documents[uri], other.documents[uri]) for uri in shared
    ):
        return schema
    content: Json = {"allOf": [{"$ref": f"{one.uri}#{one.pointer}"} for one in (schema, other)]}
    return Schema(
        name=f"{schema.name} and {other.name}",
        uri=_BOTH,
        pointer="",
        draft=schema.draft,
        documents={**other.documents, **schema.documents, _BOTH: content},
        place=schema.place,
    )
