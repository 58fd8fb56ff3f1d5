"""What must survive a crossing: ids and trace contexts, held against both sides of a message."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.analysis import numbers
from checker.analysis.follow import values
from checker.analysis.mapping import compiled as compiled_mapping
from checker.analysis.sides import Side
from checker.analysis.trace_context import NotValid, TraceContext, broken_state, trace_context
from checker.model.boundaries import Carry
from checker.model.contracts import Reference
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Member, Path, Start
from checker.model.places import Place
from checker.model.text import shown
from checker.model.transformations import FieldRow, From, Transformation


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """
    Something of `carries` that did not survive.

    `before` and `after` are its values on the two sides, `after` ABSENT where it is lost. `pointer` is
    where it should stand in what was received, `why` a clause that follows the name of the receiver.
    """

    carry: Carry
    before: Json
    after: Json | Absent
    pointer: str
    why: str

    @property
    def is_lost(self) -> bool:
        return self.after is ABSENT


Survival: TypeAlias = Callable[[Side, Side], Broken | None]


def compiled(carries: Sequence[Carry], reference: Mapping[str, Reference]) -> tuple[Survival, ...]:
    """
    One function of both sides of a message for each row of `carries`: what is broken, None where it survived.

    Nothing is said where a side was not captured, or where there was nothing to survive. A function raises
    RowError where the functions of `then` can't take the id that was sent.
    """
    return tuple(_trace(carry) if carry.is_w3c else _plain_id(carry, reference) for carry in carries)


def followed(carry: Carry, cause: Side, consequence: Side, *, is_direct: bool) -> Broken | None:
    """
    A trace context held against a message that was sent as a consequence of another.

    `is_direct` says that the one system received the cause and sent the consequence: nobody else can then
    have written into tracestate between the two.
    """
    if consequence.headers is None or cause.headers is None:
        return None
    before = trace_context(cause.headers)
    return _survived(carry, before, consequence.headers, with_state=is_direct)


def _trace(carry: Carry) -> Survival:
    def survival(sent: Side, received: Side) -> Broken | None:
        if sent.headers is None or received.headers is None:
            return None
        return _survived(carry, trace_context(sent.headers), received.headers, with_state=True)

    return survival


def _survived(
    carry: Carry,
    before: TraceContext | NotValid | None,
    headers: Sequence[tuple[str, str]],
    *,
    with_state: bool,
) -> Broken | None:
    if not isinstance(before, TraceContext):
        return None  # nobody may pass on what is not valid: there was nothing to survive
    after = trace_context(headers)
    match after:
        case None:
            why = "has no traceparent"
        case NotValid(reason):
            why = f"has a traceparent that {reason}, so that nobody may use it"
        case TraceContext():
            if after.trace_id != before.trace_id:
                why = f"has the trace-id {after.trace_id}, not {before.trace_id}"
            elif with_state and (state := broken_state(before, after)):
                why = f"has the same trace-id, but {state}"
            else:
                return None
    seen = after.trace_id if isinstance(after, TraceContext) else ABSENT
    return Broken(carry=carry, before=before.trace_id, after=seen, pointer="header:traceparent", why=why)


def _plain_id(carry: Carry, reference: Mapping[str, Reference]) -> Survival:
    sent_path, received_path = carry.sent, carry.received
    if sent_path is None or received_path is None:
        raise ValueError(f"{carry.name} is no trace context, so it has a path on both sides")
    changed = _changed(carry, sent_path, reference)

    def survival(sent: Side, received: Side) -> Broken | None:
        if not (sent.knows(sent_path) and received.knows(received_path)):
            return None
        was = changed(sent)
        if not was:
            return None
        found = values(received_path, received.sources)
        now = [value for _, value in found]
        if len(now) == len(was) and all(map(_is_same, was, now)):
            return None
        pointer = found[0][0] if found else received_path.text
        return _broken_id(carry, pointer, was, [value for value in now if value is not None])

    return survival


def _broken_id(carry: Carry, pointer: str, was: Sequence[Json], now: Sequence[Json]) -> Broken:
    before = was[0] if len(was) == 1 else list(was)
    if not now:
        return Broken(
            carry=carry,
            before=before,
            after=ABSENT,
            pointer=pointer,
            why=f"has nothing at {pointer}, where {shown(before)} should stand",
        )
    after = now[0] if len(now) == 1 else list(now)
    return Broken(
        carry=carry,
        before=before,
        after=after,
        pointer=pointer,
        why=f"has {shown(after)} at {pointer}, where {shown(before)} should stand",
    )


def arriving(carry: Carry, path: Path, reference: Mapping[str, Reference]) -> Callable[[Side], list[Json]]:
    """
    The ids at a path of a sent message as they should arrive, as a function of its side.

    It raises RowError where the functions of `then` can't take what was sent.
    """
    return _changed(carry, path, reference)


def _changed(carry: Carry, path: Path, reference: Mapping[str, Reference]) -> Callable[[Side], list[Json]]:
    """The ids of a sent message as they should arrive: with the functions of `then` applied."""
    if not carry.then:
        return lambda sent: [value for _, value in values(path, sent.sources) if value is not None]
    place = carry.place
    row = FieldRow(to=_target(place), source=From((path,), is_list=False), functions=carry.then, place=place)
    program = compiled_mapping(Transformation(rows=(row,), place=place), reference)

    def changed(sent: Side) -> list[Json]:
        made = program.run(sent.sources)
        value = made.get("id") if isinstance(made, dict) else None
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    return changed


def _target(place: Place) -> Path:
    return Path(text="/id", start=Start.PAYLOAD, steps=(Member("id"),), place=place)


def _is_same(one: Json, other: Json) -> bool:
    """Ids are compared as text: the number 4711 is "4711", and 004711 is not. Null is no id."""
    if one is None or other is None:
        return False
    if numbers.is_number(one) and numbers.is_number(other):
        return numbers.same(one, other)
    return _text(one) == _text(other)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else shown(value, longest=1_000_000)
