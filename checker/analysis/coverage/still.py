"""What no recorded case has exercised so far, so that each case is held against nothing else."""

from collections.abc import Container, Iterator, Sequence
from typing import Final

from checker.analysis.coverage.branches import OpenRows
from checker.analysis.coverage.following import OpenTables, followed, tables
from checker.analysis.coverage.inventory import Inventory, MessageName
from checker.analysis.coverage.many import followed_combinations, followed_parts
from checker.analysis.coverage.moments import Moments
from checker.analysis.coverage.payloads import OpenFields
from checker.analysis.coverage.watched import Watched
from checker.analysis.follow import Sources
from checker.analysis.recorded.record import Record
from checker.model.coverage import Thing
from checker.model.json import ABSENT, Absent, Json

NOTHING: frozenset[Thing] = frozenset()
_FEW: Final = 12  # ways that are looked at one by one


class OpenMessage:
    """
    What is left of one message: fields of each side of it, and branches of its mapping.

    Most often some optional fields and the rows that read them stay for ever: then a look at where they
    would stand (`_probes`, of what was sent and of what was received) is all that a message costs.
    """

    __slots__ = ("_probes", "_rows", "_sides")

    def __init__(self, sides: list[tuple[str, OpenFields]], rows: OpenRows | None) -> None:
        self._sides = sides
        self._rows = rows
        self._probes: tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]] | None = None

    def exercised_by(
        self, sent: Json | Absent, received: Json | Absent, mapped: Sources | None
    ) -> frozenset[Thing]:
        """`mapped` is what was sent, where the whole mapping could be applied to it."""
        if self._probes is not None:
            of_sent, of_received = self._probes
            if not ((of_sent and _leads(sent, of_sent)) or (of_received and _leads(received, of_received))):
                return NOTHING
        found: set[Thing] = set()
        for where, fields in self._sides:
            if where != "received" and sent is not ABSENT:
                fields.look(sent, found)
            if where != "sent" and received is not ABSENT and received is not sent:
                fields.look(received, found)
        if self._rows is not None and mapped is not None:
            self._rows.look(mapped, found)
        return frozenset(found) if found else NOTHING

    def close(self, things: frozenset[Thing]) -> None:
        for _, fields in self._sides:
            for thing in things:
                fields.close(thing)
        self._sides = [side for side in self._sides if side[1]]
        if self._rows is not None:
            self._rows.close(things)
            self._rows = self._rows or None
        self._probes = self._probed()

    def _probed(self) -> tuple[Sequence[tuple[str, ...]], Sequence[tuple[str, ...]]] | None:
        """None where they can't tell, or are more than a look at the fields would take."""
        of_rows = self._rows.probes() if self._rows is not None else ()
        of_sides = [(where, fields.probes()) for where, fields in self._sides]
        if of_rows is None:
            return None
        sent, received = dict.fromkeys(of_rows), dict[tuple[str, ...], None]()
        for where, probes in of_sides:
            if probes is None:
                return None
            sent |= dict.fromkeys(probes) if where != "received" else {}
            received |= dict.fromkeys(probes) if where != "sent" else {}
        return (tuple(sent), tuple(received)) if len(sent) + len(received) <= _FEW else None

    def __bool__(self) -> bool:
        return bool(self._sides or self._rows)


def _leads(payload: Json | Absent, ways: Sequence[tuple[str, ...]]) -> bool:
    """Whether one of these ways leads to anything."""
    for names in ways:
        value = payload
        for name in names:
            if type(value) is not dict or name not in value:
                break
            value = value[name]
        else:
            return True
    return False


class Still:
    """
    Of one contract set, or of what `messages` of it say alone. Shrinks by `close`; once it is empty, a case
    costs nothing more.

    What is `watched` is looked for in every case, and stays.
    """

    __slots__ = ("_combines", "_many", "_moves", "_parts", "_tables", "messages", "watched")

    def __init__(
        self,
        inventory: Inventory,
        watched: Watched | None = None,
        messages: Container[MessageName] | None = None,
    ) -> None:
        self.watched = watched
        self.messages: dict[MessageName, OpenMessage] = {}
        for name, sides in inventory.fields.items():
            if messages is not None and name not in messages:
                continue
            opened = [(side.where, OpenFields(side.root, side.named)) for side in sides]
            self.messages[name] = OpenMessage(opened, _rows(inventory, name))
        self._moves = {thing.name: thing for thing in inventory.moves}
        self._tables = _tables(inventory)
        self._parts, self._combines = inventory.rows.parts, inventory.rows.combines
        self._many = {thing for _, things in (*self._parts, *self._combines) for thing in things}
        self.close(NOTHING)

    def followed_in(self, record: Record) -> frozenset[Thing]:
        """The moves and the rows of status tables that a case followed."""
        if not (self._moves or self._tables.left or self._many or self.watched):
            return NOTHING
        moments = Moments(record)
        watched = self.watched.followed_in(moments) if self.watched else ()
        return frozenset((*self._followed(moments), *watched))

    def close(self, things: frozenset[Thing]) -> None:
        """Takes out what was exercised."""
        for name, message in [*self.messages.items()]:
            message.close(things)
            if not message:
                del self.messages[name]
        for thing in things:
            self._moves.pop(thing.name, None)
        self._tables.close(things)
        self._many -= things

    def _followed(self, moments: Moments) -> Iterator[Thing]:
        for before, now in moments.shown():
            move = self._moves.get((now.system, before.code, now.code)) if before is not None else None
            if move is not None:
                yield move
        yield from followed(moments, self._tables)
        for boundary, things in self._parts:
            if not self._many.isdisjoint(things):
                yield from self._many.intersection(followed_parts(moments, boundary, things))
        for system, things in self._combines:
            if not self._many.isdisjoint(things):
                yield from self._many.intersection(followed_combinations(moments, system, things))


def _rows(inventory: Inventory, name: MessageName) -> OpenRows | None:
    """The rows of a message's mapping, if it can be run."""
    program = inventory.programs.get(name)
    if program is None or program.cannot_run:
        return None
    table = program.transformation
    return OpenRows("/".join(name), table.rows, program.rows, inventory.contracts.reference)


def _tables(inventory: Inventory) -> OpenTables:
    named = ((reading, inventory.rows.thing(reading)) for reading in inventory.declared.readings)
    return tables([(reading, thing) for reading, thing in named if thing is not None])
