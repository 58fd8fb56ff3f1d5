"""Records from a YAML file: a small incident, written or read by people."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from checker.errors import Mistake
from checker.load import tree, yaml
from checker.load.files import DISK, Files
from checker.load.recordings import headers
from checker.load.recordings.cases import Record
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.opened import opened
from checker.load.recordings.ranges import WHOLE, Cut, Range
from checker.load.tree import Node, Scalar, Series, Table
from checker.load.values import json_value
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.pointers import unescaped
from checker.model.recordings import Header

_JSON: Final = {  # where a plain scalar may be a number, true, false or null; everywhere else it is text
    ("recording",),
    ("clock_skew_ms",),
    ("payload",),
    ("sent",),
    ("received",),
    ("attributes",),
    ("attempt",),
    ("src",),
    ("body", "truncated"),
    ("reply", "payload"),
    ("reply", "body", "truncated"),
    ("effect", "before"),
    ("effect", "after"),
}
_TIMES: Final = {("at",), ("until",)}  # text or null


class Single:
    """
    A YAML file with the keys of a recording.

    Either a list of the same records that JSON Lines would have, or, for one case, a mapping with what the
    recording says of itself, `case`, and its `events`, which then need not name their case.
    """

    def __init__(self, path: str, limits: Limits, files: Files = DISK) -> None:
        self._path = path
        self._files = files
        self._limits = limits
        self.lines = 0  # nothing follows these records, so nobody has to know
        self.is_damaged = False

    def header(self) -> Header:
        """
        What the first record says of the recording; the default where it is an event or can't be read.

        Raises:
            RecordingError: it is of another format than ours.

        """
        for _, record, locate in self.records(Mistakes(0)):
            if isinstance(record, dict) and headers.is_header(record):
                return headers.known(record, locate)
            break
        return Header()

    def records(self, mistakes: Mistakes, _within: Range = WHOLE, _first_line: int = 1) -> Iterator[Record]:
        """Every record in its order; nothing where the YAML itself can't be read. It is read as a whole."""
        with opened(self._path, files=self._files, limits=self._limits) as file:
            data = file.read(self._limits.contract_size + 1)
        root, wrong = yaml.tree_of(data, file=self._path, limits=self._limits)
        for mistake in wrong:
            mistakes.add(mistake)
        if root is None:
            return
        if isinstance(root, Table):
            yield from self._case(root, mistakes)
            return
        for node in root.items if isinstance(root, Series) else (root,):
            yield node.line, self._record(node, mistakes), partial(_place, node)

    def cuts(self, _size: int) -> Sequence[Cut]:
        """None: it is small, and its records can only be told by reading all of it."""
        return ()

    def border(self, _cut: Cut, _most: int | None = None) -> Cut | None:
        return None

    def _case(self, root: Table, mistakes: Mistakes) -> Iterator[Record]:
        """The records of a mapping with `events`."""
        if "events" not in root.entries:
            place = _place(root, "")
            fix = "write a list of events, or `case` and `events`"
            mistakes.add(Mistake(message='this recording has no "events"', place=place, fix=fix))
            return
        head = {name: entry for name, entry in root.entries.items() if name not in ("case", "events")}
        if head:
            record = self._record(root._replace(entries=head), mistakes)
            assert isinstance(record, dict), "a mapping was read"
            yield root.line, {"recording": headers.FORMAT, **record}, partial(_place, root)
        case = self._record(root.entries["case"].value, mistakes) if "case" in root.entries else None
        for node in tree.items(root.entries["events"].value):
            event = self._record(node, mistakes)
            if isinstance(event, dict) and case is not None:
                event = {"case": case, **event}
            yield node.line, event, partial(_place, node)

    def _record(self, node: Node, mistakes: Mistakes) -> Json:
        wrong: list[Mistake] = []
        value = _value(node, (), wrong, self._limits)
        for mistake in wrong:
            mistakes.add(mistake)
        return value


def _value(node: Node, way: tuple[str, ...], mistakes: list[Mistake], limits: Limits) -> Json:
    """What stands at a place of a record; recursion goes no deeper than the tree, whose depth is limited."""
    if way in _JSON:
        return json_value(node, mistakes, limits)
    if isinstance(node, Scalar):
        return None if way in _TIMES and node.is_plain and node.text == "null" else node.text
    if isinstance(node, Series):
        return [_value(item, way, mistakes, limits) for item in node.items]
    return {name: _value(entry.value, (*way, name), mistakes, limits) for name, entry in node.entries.items()}


def _place(node: Node, pointer: str) -> Place:
    """The place of what a JSON Pointer leads to from a record, or of the last that is there on the way."""
    for token in pointer.split("/")[1:]:
        name = unescaped(token)
        if isinstance(node, Table) and name in node.entries:
            node = node.entries[name].value
        elif isinstance(node, Series) and name.isdigit() and int(name) < len(node.items):
            node = node.items[int(name)]
    return tree.place(node)
