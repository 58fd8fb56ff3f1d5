"""What the set declares, for whoever must know whether a name is one of these."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, place
from checker.model.systems import SILENT, StatusRef, System
from checker.model.text import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """The two systems of a boundary, as their names stand there."""

    sender: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    All that is declared. `unsure` names systems with statuses that could not be read: none is unknown there.

    `messages` has the names of the messages of each boundary, `reference` the number of key columns of each
    table (0 where that could not be read).
    """

    facts: Mapping[str, Entry]
    systems: Mapping[str, System]
    boundaries: Mapping[str, Entry]
    messages: Mapping[str, tuple[str, ...]]
    reference: Mapping[str, int]
    unsure: frozenset[str] = frozenset()
    faces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of a system, by its name
    strays: tuple[str, ...] = ()  # faces of systems that nobody knows: they may stand anywhere

    def status(
        self,
        node: Node,
        system: str | None,
        reading: Reading,
        *,
        around: tuple[str, ...] = (),
        silent: bool = False,
    ) -> StatusRef | None:
        """
        The status that a node names. `system` is whose it is, None where that is not known.

        `around` are the systems whose faces may stand here too, as FACE/CODE. `silent`: so may no_answer and
        absent.
        """
        code = reading.text(node, "a status")
        if code is None or system is None:
            return None
        if code in self.systems[system].statuses or (silent and code in SILENT):
            return StatusRef(system=system, code=code, place=place(node))
        faces = self._faces_of((system, *around))
        face, slash, rest = code.partition("/")
        if slash and face in faces and (rest in self.systems[face].statuses or face in self.unsure):
            return StatusRef(system=face, code=rest, place=place(node))
        if system in self.unsure:
            return StatusRef(system=system, code=code, place=place(node))
        near = self._nearest(code, node, system, faces, reading, silent)
        return None if near is None else StatusRef(system=system, code=near, place=place(node))

    def _faces_of(self, systems: tuple[str, ...]) -> tuple[str, ...]:
        found = dict.fromkeys(self.strays)
        for name in systems:
            whole = self.systems[name].part_of
            for face in self.faces.get(whole.name if whole else name, ()):
                found[face] = None
        return tuple(found)

    def _nearest(
        self, code: str, node: Node, system: str, faces: tuple[str, ...], reading: Reading, silent: bool
    ) -> str | None:
        """Notes that there is no such status: the nearest one of the system itself, if there is one near."""
        own = self.systems[system].statuses
        known = [*own]
        known += [f"{face}/{other}" for face in faces for other in self.systems[face].statuses]
        if silent:
            known += SILENT
        near = reading.unknown(f'{system} has no status "{plain(code)}"', node, code, known)
        return near if near in own else None

    def statuses(
        self,
        nodes: tuple[Node, ...],
        system: str | None,
        reading: Reading,
        *,
        around: tuple[str, ...] = (),
        silent: bool = False,
    ) -> tuple[StatusRef, ...]:
        """The statuses of a list, each once."""
        found: dict[tuple[str, str], StatusRef] = {}
        for node in nodes:
            ref = self.status(node, system, reading, around=around, silent=silent)
            if ref is None:
                continue
            key = (ref.system, ref.code)
            if key in found:
                reading.wrong(
                    f'"{plain(ref.code)}" stands here twice',
                    node,
                    "name it once",
                    ((found[key].place, "the first one"),),
                )
            found.setdefault(key, ref)
        return tuple(found.values())
