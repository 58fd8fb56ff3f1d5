"""Ids that the contract declares by their paths on both sides, and the key of a retry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis import numbers
from checker.analysis.context.broken import Broken
from checker.analysis.follow import values
from checker.analysis.mapping import compiled as compiled_mapping
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Retry
from checker.model.contracts import Reference
from checker.model.json import ABSENT, Json
from checker.model.paths import Member, Path, Start
from checker.model.places import Place
from checker.model.text import shown
from checker.model.transformations import FieldRow, From, Transformation


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredId:
    """
    An id of `carries` with its paths on both sides.

    What was not captured says nothing, and neither does a message that had no id. Each function raises
    RowError where the functions of `then` can't take the id that was sent.
    """

    carry: Carry
    sent_at: Path
    received_at: Path
    changed: Callable[[Side], list[Json]]  # the ids of a sent message as they should arrive

    def crossed(self, sent: Side, received: Side) -> Broken | None:
        """Of several ids all must arrive, in their order."""
        if not self._knows(sent, received):
            return None
        was = self.changed(sent)
        now = [value for _, value in values(self.received_at, received.sources)]
        if not was or (len(now) == len(was) and all(map(_is_same, was, now))):
            return None
        return self._broken(was, received)

    def split(self, sent: Side, parts: Sequence[Side]) -> Broken | None:
        """
        Of a message that became several, each has ids of it, and together they have all.

        Where one of them has none, or another one, that is broken; else the last lacks what all of them lack.
        """
        if not all(self._knows(sent, part) for part in parts):
            return None
        was = self.changed(sent)
        found: list[Json] = []
        for part in parts:
            now = [value for _, value in values(self.received_at, part.sources)]
            if was and (not now or any(not _is_in(value, was) for value in now)):
                return self._broken(was, part)
            found += now
        lacking = [value for value in was if not _is_in(value, found)]
        return self._lacking(lacking) if lacking else None

    def joined(self, sent: Sequence[Side], received: Side) -> Broken | None:
        """Of messages that became one, it has the ids of each."""
        if not all(self._knows(one, received) for one in sent):
            return None
        now = [value for _, value in values(self.received_at, received.sources)]
        lacking = [value for one in sent for value in self.changed(one) if not _is_in(value, now)]
        if not lacking:
            return None
        return self._lacking(lacking) if now else self._broken(lacking, received)

    def _knows(self, sent: Side, received: Side) -> bool:
        return sent.knows(self.sent_at) and received.knows(self.received_at)

    def _broken(self, was: Sequence[Json], received: Side) -> Broken:
        return _broken(self.carry.name, self.carry.place, was, self.received_at, received)

    def _lacking(self, values_: Sequence[Json]) -> Broken:
        before = values_[0] if len(values_) == 1 else list(values_)
        at = self.received_at.text
        return Broken(
            what=self.carry.name,
            place=self.carry.place,
            before=before,
            after=ABSENT,
            pointer=at,
            why=f"lacks it at {at}, where others stand",
        )


def declared_id(carry: Carry, reference: Mapping[str, Reference]) -> DeclaredId:
    """An id made ready, with the functions that change it on its way."""
    if carry.sent is None or carry.received is None:
        raise ValueError(f"{carry.name} is of no standard, so it has a path on both sides")
    return DeclaredId(
        carry=carry,
        sent_at=carry.sent,
        received_at=carry.received,
        changed=changed(carry, carry.sent, reference),
    )


def kept_by_retry(retry: Retry, first: Side, again: Side) -> Broken | None:
    """The key of a message that is sent again is that of the first attempt: else it is another message."""
    if retry.key is None or not (first.knows(retry.key) and again.knows(retry.key)):
        return None
    was = [value for _, value in values(retry.key, first.sources) if value is not None]
    now = [value for _, value in values(retry.key, again.sources)]
    if not was or (len(now) == len(was) and all(map(_is_same, was, now))):
        return None
    return _broken("the key of the message", retry.key.place, was, retry.key, again)


def _broken(what: str, place: Place, was: Sequence[Json], path: Path, received: Side) -> Broken:
    found = values(path, received.sources)
    pointer = found[0][0] if found else path.text
    now = [value for _, value in found if value is not None]
    before = was[0] if len(was) == 1 else list(was)
    if not now:
        why = f"has nothing at {pointer}, where {shown(before)} should stand"
        return Broken(what=what, place=place, before=before, after=ABSENT, pointer=pointer, why=why)
    after = now[0] if len(now) == 1 else list(now)
    why = f"has {shown(after)} at {pointer}, where {shown(before)} should stand"
    return Broken(what=what, place=place, before=before, after=after, pointer=pointer, why=why)


def _is_in(value: Json, others: Sequence[Json]) -> bool:
    return any(_is_same(value, other) for other in others)


def changed(carry: Carry, path: Path, reference: Mapping[str, Reference]) -> Callable[[Side], list[Json]]:
    """The ids of a sent message as they should arrive: with the functions of `then` applied."""
    if not carry.then:
        return lambda sent: [value for _, value in values(path, sent.sources) if value is not None]
    place = carry.place
    row = FieldRow(to=_target(place), source=From((path,), is_list=False), functions=carry.then, place=place)
    program = compiled_mapping(Transformation(rows=(row,), place=place), reference)

    def arriving(sent: Side) -> list[Json]:
        made = program.run(sent.sources)
        value = made.get("id") if isinstance(made, dict) else None
        if value is None:
            return []
        return list(value) if isinstance(value, list) else [value]

    return arriving


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
