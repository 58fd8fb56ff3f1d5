"""What senders may send within what receivers accept: now, while messages are in flight, and rolled back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from checker.analysis.drift.annotations import Annotated, annotated
from checker.analysis.drift.fitting import Fit, Side, Way, assumed, fit
from checker.analysis.drift.same import same
from checker.model.boundaries import Boundary, Message
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place

__all__ = ["Fit", "Known", "Shape", "Way", "shapes"]

Known: TypeAlias = Callable[[str, str], Sequence[Json]]  # payloads recorded of a boundary's message


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """
    One message of which what is sent, what becomes of it, or what is accepted is another now.

    `fits` has what was looked at, `annotations` formats and defaults that changed. `sender` and `receiver`
    are the places of what changed at either end, None where nothing did.
    """

    boundary: Boundary
    message: Message
    fits: tuple[Fit, ...]
    annotations: tuple[Annotated, ...]
    sender: Place | None
    receiver: Place | None

    @property
    def name(self) -> str:
        """The message as findings name it."""
        return f"{self.boundary.name}/{self.message.name}"

    def fit(self, way: Way) -> Fit | None:
        return next((one for one in self.fits if one.way is way), None)

    @property
    def order(self) -> str:
        """
        Which end can be deployed first, as a clause; empty where the change is not safe once both are, or
        only one end has a schema.
        """
        head, receiver_first, sender_first = (
            self.fit(way) for way in (Way.HEAD, Way.IN_FLIGHT, Way.ROLLED_BACK)
        )
        if head is None or not head.is_safe:
            return ""
        can_receiver = receiver_first is None or receiver_first.is_safe
        can_sender = sender_first is None or sender_first.is_safe
        sender, receiver = self.boundary.sender.name, self.boundary.receiver.name
        if can_receiver and can_sender:
            return f"{receiver} and {sender} can be deployed in either order"
        if can_receiver:
            return f"deploy {receiver} first, then {sender}"
        if can_sender:
            return f"deploy {sender} first, then {receiver}"
        return f"no order of deploying {receiver} and {sender} is known to be safe"


def shapes(old: ContractSet, new: ContractSet, known: Known, limits: Limits = DEFAULT) -> tuple[Shape, ...]:
    """Every message that is on both sides and whose shape is another now, in the order of the contract."""
    found = []
    for boundary in new.boundaries.values():
        before = old.boundaries.get(boundary.name)
        for message in boundary.messages.values() if before else ():
            earlier = before.messages.get(message.name) if before else None
            if earlier is None:
                continue
            sides = Side(earlier, old, limits), Side(message, new, limits)
            is_sent = not same(sides[0].sender, sides[1].sender)
            is_accepted = not same(sides[0].accepts, sides[1].accepts)
            if is_sent or is_accepted:
                payloads = known(boundary.name, message.name)
                found.append(
                    Shape(
                        boundary=boundary,
                        message=message,
                        fits=tuple(_fits(sides[0], sides[1], payloads)),
                        annotations=tuple(_annotations(earlier, message)),
                        sender=_sent_at(earlier, message) if is_sent else None,
                        receiver=_accepted_at(message) if is_accepted else None,
                    )
                )
    return tuple(found)


def _sent_at(old: Message, new: Message) -> Place:
    """The place of the schema, or else of the transformation."""
    if new.sends is not None and (new.transform is None or not same(old.sends, new.sends)):
        return new.sends.place
    return new.transform.place if new.transform is not None else new.place


def _accepted_at(new: Message) -> Place:
    return new.accepts.place if new.accepts is not None else new.place


def _fits(old: Side, new: Side, known: Sequence[Json]) -> Iterator[Fit]:
    """Only what the change can have broken: what did not fit before is not told again."""
    if new.sends is not None and new.accepts is not None:
        if same(old.sender, new.sender) and old.accepts is not None:
            under_way = fit(Way.IN_FLIGHT, old, new.accepts, old, known)
            yield replace(under_way, way=Way.HEAD)
            yield under_way
            return
        head = fit(Way.HEAD, new, new.accepts, old, known)
        yield head
        if same(old.accepts, new.accepts):
            yield replace(head, way=Way.ROLLED_BACK)
            return
    if old.accepts is not None and new.accepts is not None and not same(old.accepts, new.accepts):
        if old.sends is not None:
            yield fit(Way.IN_FLIGHT, old, new.accepts, old, known)
        else:
            yield assumed(Way.IN_FLIGHT, old.accepts, new.accepts, known)
    if old.sends is not None and new.sends is not None and not same(old.sender, new.sender):
        if old.accepts is not None:
            yield fit(Way.ROLLED_BACK, new, old.accepts, old, known)
        elif new.accepts is None and old.is_identity and new.is_identity and not same(old.sends, new.sends):
            yield assumed(Way.ROLLED_BACK, new.sends, old.sends, known)


def _annotations(old: Message, new: Message) -> Iterator[Annotated]:
    for before, after, is_sent in ((old.sends, new.sends, True), (old.accepts, new.accepts, False)):
        if before is not None and after is not None and not same(before, after):
            yield from annotated(before, after, is_sent=is_sent)
