"""The rows of `carries` as functions of the messages that must carry them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.analysis.context import b3, baggage, cloud_events, w3c
from checker.analysis.context.broken import Broken, Cause
from checker.analysis.context.declared_ids import DeclaredId, declared_id
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context
from checker.model.contracts import Reference

_HAD: Final[Mapping[Context, Callable[[Cause], bool]]] = {
    Context.W3C: w3c.had,
    Context.BAGGAGE: baggage.had,
    Context.B3: b3.had,
    Context.CLOUD_EVENTS: cloud_events.had,
}
_CROSSED: Final[Mapping[Context, Callable[[Carry, Side, Side], Broken | None]]] = {
    Context.W3C: w3c.crossed,
    Context.BAGGAGE: baggage.crossed,
    Context.B3: b3.crossed,
    Context.CLOUD_EVENTS: cloud_events.crossed,
}
_FOLLOWED: Final[Mapping[Context, Callable[[Carry, Cause, Side], Broken | None]]] = {
    Context.W3C: w3c.followed,
    Context.BAGGAGE: baggage.followed,
    Context.B3: b3.followed,
    Context.CLOUD_EVENTS: cloud_events.followed,
}


@dataclass(frozen=True, slots=True)
class Survival:
    """
    One row of `carries`, ready for both sides of a message: what is broken, None where it survived.

    Nothing is said where a side was not captured, or where there was nothing to survive. Each function
    raises RowError where the functions of `then` can't take the id that was sent.
    """

    carry: Carry
    id: DeclaredId | None = None  # None for a context of a standard

    def crossed(self, sent: Side, received: Side) -> Broken | None:
        """One message that was received as one."""
        if self.id is not None:
            return self.id.crossed(sent, received)
        context = self.carry.context
        return None if context is None else _CROSSED[context](self.carry, sent, received)

    def split(self, sent: Side, parts: Sequence[Side]) -> Broken | None:
        """One message that was received as several."""
        if self.id is not None:
            return self.id.split(sent, parts)
        return next((one for one in (self.crossed(sent, part) for part in parts) if one is not None), None)

    def joined(self, sent: Sequence[Side], received: Side) -> Broken | None:
        """Several messages that were received as one: the context of one of them is enough."""
        if self.id is not None:
            return self.id.joined(sent, received)
        found = [self.crossed(one, received) for one in sent if had(self.carry.context, Cause(side=one))]
        return None if any(one is None for one in found) else next(iter(found), None)


def compiled(carries: Sequence[Carry], reference: Mapping[str, Reference]) -> tuple[Survival, ...]:
    """The rows of `carries` made ready."""
    return tuple(
        Survival(carry, declared_id(carry, reference) if carry.context is None else None) for carry in carries
    )


def knows(context: Context, side: Side) -> bool:
    """Whether the capture of a message shows if it has such a context."""
    return cloud_events.knows(side) if context is Context.CLOUD_EVENTS else side.headers is not None


def had(context: Context | None, cause: Cause) -> bool:
    """Whether a message had such a context, which is then to be passed on."""
    return context is not None and _HAD[context](cause)


def followed(carry: Carry, cause: Cause, consequence: Side) -> Broken | None:
    """A context held against a message that was sent as a consequence of another; never an id."""
    return None if carry.context is None else _FOLLOWED[carry.context](carry, cause, consequence)
