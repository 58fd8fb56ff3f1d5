"""The ids by which events of one transaction know each other: what the contract says survives a crossing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from checker.analysis.capturing.drafts import Draft
from checker.analysis.capturing.spots import as_text
from checker.analysis.context.declared_ids import changed
from checker.analysis.follow import values
from checker.analysis.mapping import RowError
from checker.analysis.sides import Side, received_side, sent_side
from checker.model.boundaries import Boundary, Carry, Message
from checker.model.captures import Handle
from checker.model.contracts import ContractSet
from checker.model.json import Json
from checker.model.paths import Path, Start
from checker.model.recordings import Kind
from checker.model.transformations import FieldRow, From

CASE: Final = "case"

_Changed: TypeAlias = Callable[[Side], list[Json]]


@dataclass(frozen=True, slots=True)
class _Id:
    """One id of a boundary: where it is sent, what it is then, and where it is received."""

    name: str
    sent: Path
    received: Path
    arrives: _Changed
    is_unchanged: bool


class Keys:
    """What the drafts of a contract set have in common when they belong together."""

    def __init__(self, contracts: ContractSet) -> None:
        self._ids: dict[tuple[str, str], tuple[_Id, ...]] = {}
        for boundary in contracts.boundaries.values():
            for message in boundary.messages.values():
                self._ids[boundary.name, message.name] = tuple(_ids(boundary, message, contracts))
            self._ids[boundary.name, ""] = tuple(_of_carries(boundary, contracts))

    def declared(self, draft: Draft) -> Iterator[Handle]:
        """
        The ids that the contract declares; several transactions may share one, and a mapping may make one
        text of the names of two.
        """
        yield from self._crossing(draft, is_case=True)
        yield from self._crossing(draft, is_case=False)
        yield from self.ids(draft).items()

    def _crossing(self, draft: Draft, *, is_case: bool) -> Iterator[Handle]:
        """Ids as they arrive, the same on both sides of a crossing."""
        event = draft.event
        is_sent = event.kind is Kind.SENT
        for one in self._of(draft):
            if (one.name == CASE) != is_case:
                continue
            side = sent_side(event) if is_sent else received_side(event)
            try:
                here = one.arrives(side) if is_sent else [v for _, v in values(one.received, side.sources)]
            except RowError:
                continue  # what is not as the mapping wants it is said when it is replayed
            for value in here:
                if _is_id(value):
                    yield f"{event.boundary} {one.name}", as_text(value)

    def _of(self, draft: Draft) -> tuple[_Id, ...]:
        event = draft.event
        if event.kind not in (Kind.SENT, Kind.RECEIVED):
            return ()
        names = (event.boundary or "", event.message or "")
        return self._ids.get(names) or self._ids.get((names[0], ""), ())

    def ids(self, draft: Draft) -> Mapping[str, str]:
        """The declared ids of a message by their names, as they are at its sender."""
        event = draft.event
        is_sent = event.kind is Kind.SENT
        found: dict[str, str] = {}
        for one in self._of(draft):
            if one.name == CASE or not (is_sent or one.is_unchanged):
                continue
            side = sent_side(event) if is_sent else received_side(event)
            path = one.sent if is_sent else one.received
            here = [value for _, value in values(path, side.sources) if _is_id(value)]
            if len(here) == 1:
                found[one.name] = as_text(here[0])
        return found


def _is_id(value: Json) -> bool:
    return value is not None and value != "" and not isinstance(value, dict | list)


def _ids(boundary: Boundary, message: Message, contracts: ContractSet) -> Iterator[_Id]:
    yield from _of_carries(boundary, contracts)
    if message.case is None or message.transform is None:
        return
    for row in message.transform.rows:  # the mapping itself says where the id goes
        if not isinstance(row, FieldRow) or not isinstance(row.source, From) or row.where:
            continue
        if [path.text for path in row.source.paths] == [message.case.text]:
            carry = Carry(
                name=CASE,
                sent=message.case,
                received=row.to,
                then=row.functions,
                place=row.place,
            )
            yield _id(carry, contracts)


def _of_carries(boundary: Boundary, contracts: ContractSet) -> Iterator[_Id]:
    for carry in boundary.carries:
        if carry.sent is not None and carry.received is not None:
            yield _id(carry, contracts)


def _id(carry: Carry, contracts: ContractSet) -> _Id:
    assert carry.sent is not None, "an id has a path on both sides"
    assert carry.received is not None, "an id has a path on both sides"
    return _Id(
        name=carry.name,
        sent=carry.sent,
        received=_from_payload(carry.received),
        arrives=changed(carry, carry.sent, contracts.reference),
        is_unchanged=not carry.then,
    )


def _from_payload(path: Path) -> Path:
    """The target of a row, which is a path of what is received."""
    if path.start is not Start.ELEMENT:
        return path
    return Path(text=f"/{path.text}", start=Start.PAYLOAD, steps=path.steps, place=path.place)
