"""The records of a capture, one in memory at a time: lines of JSON, or elements of a list in one document."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from checker.errors import Mistake, RecordingError
from checker.load.captures.outline import outline
from checker.load.captures.sources import Source
from checker.load.captures.texts import Piece, Text
from checker.load.json import parse_quickly
from checker.load.recordings.blocks import DamagedError
from checker.load.recordings.lines import numbered
from checker.model.json import Json
from checker.model.places import Place

Way: TypeAlias = tuple[str, ...]
"""The members that lead from a document to its records; a list there holds one in each element."""

Say: TypeAlias = Callable[[Mistake], None]

Beside: TypeAlias = Callable[[str, Json, Place], None]
"""Is told of texts, numbers and the like that stand in the object which holds the records."""

_LOOKED_AT: Final = 5  # lines behind a broken first one


@dataclass(frozen=True, slots=True)
class Record:
    """One record, and where it stands: `place` has the JSON Pointer of it in its document."""

    value: Json
    place: Place


def json_records(
    source: Source, ways: Sequence[Way], say: Say, beside: Beside | None = None
) -> Iterator[Record]:
    """
    Every record that can be read. `ways` are tried in order; `()` is the document, or its elements if it is
    a list. `beside` hears what such an object says about its records, as a next page or how many there are.

    A file whose first line is a document by itself, and not its only one, has one in every line; any other
    has one document, or several, which are never in memory as a whole. About what can't be read `say` is
    told, and the rest goes on.
    """
    into = _Into(source, ways, say, beside)
    if _is_of_lines(source, ways):
        yield from into.lines(source.blocks(), 1)
        return
    way = next((way for way in ways if _pointer(way) in source.outline), None)
    if way is None:
        if source.outline.is_whole:
            message = "this has none of the records that its format has"
            say(_mistake(source.file, (1, 1), message, "look into the file"))
            return
        way = ways[0]
    text = Text(source.blocks(), source.limits.payload_size)
    try:
        while text.peek():
            yield from into.text(text, way, "")
            if text.line == 1 and text.peek() and text.line > 1:  # a first line longer than the head
                yield from into.lines(text.rest(), text.line)
                return
    except DamagedError as error:
        say(_mistake(source.file, text.where, error.message, error.fix))


def elements(records: Iterator[Record], name: str) -> Iterator[Record]:
    """
    The elements of a list of this name, of each record that has one; any other record as it is.

    For events that are kept in a list, where `json_records` can't tell how to get into them.
    """
    for record in records:
        found = record.value.get(name) if isinstance(record.value, dict) else None
        if not isinstance(found, list):
            yield record
            continue
        for index, element in enumerate(found):
            yield Record(element, replace(record.place, pointer=f"{record.place.pointer}/{name}/{index}"))


def _is_of_lines(source: Source, ways: Sequence[Way]) -> bool:
    """
    Whether each line is a document by itself.

    Where the first one is broken, those behind it tell: a document that goes over several lines has none
    in them that would be a capture.
    """
    head = source.head.lstrip()
    first, _, rest = head.partition(b"\n")
    if source.outline.is_whole:
        return source.outline.has_more and source.outline.is_on_one_line and bool(rest.strip())
    if not first.startswith(b"{"):
        return False
    lines = [line for line in rest.split(b"\n")[:-1] if not line.isspace()][:_LOOKED_AT]
    return sum(_is_one(line, ways) for line in lines) * 2 > len(lines)


def _is_one(line: bytes, ways: Sequence[Way]) -> bool:
    """Whether a line is a document that has records."""
    seen = outline(line)
    is_one = seen.is_whole and not seen.has_more and line.lstrip().startswith(b"{")
    return is_one and any(_pointer(way) in seen for way in ways)


@dataclass(frozen=True, slots=True)
class _Into:
    """The ways into the documents of a source."""

    source: Source
    ways: Sequence[Way]
    say: Say
    beside: Beside | None

    def lines(self, blocks: Iterator[bytes], first: int) -> Iterator[Record]:
        """The records in lines of which each is a document."""
        number = first
        try:
            for number, line, _is_ended in numbered(blocks, self.source.limits.payload_size, first):
                if not line or line.isspace():
                    continue
                place = Place(file=self.source.file, line=number, column=1)
                value = self._parsed(line, None, place)
                if value is not None:
                    yield from self._within(value[0], place)
        except DamagedError as error:
            self.say(_mistake(self.source.file, (number, 1), error.message, error.fix))

    def text(self, text: Text, way: Way, pointer: str) -> Iterator[Record]:
        """The records in the value that comes next, at this pointer; it is gone through to its end."""
        if not way:
            yield from self._here(text, pointer)
            return
        name, *others = way
        is_found = False
        for key in text.members():
            if key != name:
                self._other(text, key, is_beside=not others)
            elif is_found:
                message = f'the key "{name}" stands twice in this object'
                self.say(
                    _mistake(self.source.file, text.where, message, "delete one of the two, or rename it")
                )
                text.skip()
            else:
                is_found = True
                yield from self.text(text, tuple(others), f"{pointer}/{name}")
        if not is_found:
            message = f'there is no "{name}" in this object'
            self.say(_mistake(self.source.file, text.where, message, "look into the file"))

    def _here(self, text: Text, pointer: str) -> Iterator[Record]:
        """The elements of the list that comes next, or the one value that is none."""
        is_list = text.peek() == b"["
        for index, piece in enumerate(text.elements() if is_list else (text.value(),)):
            place = self._place(piece, f"{pointer}/{index}" if is_list else pointer)
            if (value := self._value(piece, place)) is not None:
                yield Record(value[0], place)

    def _other(self, text: Text, key: str, *, is_beside: bool) -> None:
        """Goes behind a member that leads to no record; who asked for it hears what it says."""
        if self.beside is None or not is_beside or text.peek() in (b"{", b"["):
            text.skip()
            return
        piece = text.value()
        place = self._place(piece, "")
        if (value := self._value(piece, place)) is not None:
            self.beside(key, value[0], place)

    def _within(self, document: Json, place: Place) -> Iterator[Record]:
        for way in self.ways:
            value: Json = document
            holder: Json = None
            for name in way:
                holder = value
                value = value.get(name) if isinstance(value, dict) else None
            if value is None:
                continue
            pointer = _pointer(way)
            for name, said in holder.items() if isinstance(holder, dict) and self.beside else ():
                if self.beside is not None and not isinstance(said, dict | list):
                    self.beside(name, said, place)
            if isinstance(value, list):
                for index, element in enumerate(value):
                    yield Record(element, replace(place, pointer=f"{pointer}/{index}"))
            else:
                yield Record(value, replace(place, pointer=pointer))
            return
        yield Record(document, place)  # the reader says what is wrong with it

    def _value(self, piece: Piece, place: Place) -> tuple[Json] | None:
        if piece.data is not None:
            return self._parsed(piece.data, piece.levels, place)
        most = self.source.limits.payload_size
        message = f"this has {piece.size:,} bytes, and {most:,} are the most that is read"
        fix = f"split it, or raise the limit with --limit payload_size={piece.size}"
        self.say(Mistake(message=message, place=place, fix=fix))
        return None

    def _parsed(self, data: bytes, levels: int | None, place: Place) -> tuple[Json] | None:
        """The value, in a tuple since it may be null; None where it can't be read, which has been said."""
        limits = self.source.limits
        try:
            value = parse_quickly(data, file=place.file, first_line=place.line, levels=levels, limits=limits)
        except RecordingError as error:
            for mistake in error.mistakes:
                at = mistake.place
                if at is not None and at.line == place.line:
                    at = replace(at, column=at.column + place.column - 1)
                self.say(replace(mistake, place=at))
            return None
        return (value,)

    def _place(self, piece: Piece, pointer: str) -> Place:
        return Place(file=self.source.file, line=piece.line, column=piece.column, pointer=pointer)


def _pointer(way: Way) -> str:
    return "".join(f"/{name}" for name in way)


def _mistake(file: str, where: tuple[int, int], message: str, fix: str) -> Mistake:
    return Mistake(message=message, place=Place(file=file, line=where[0], column=where[1]), fix=fix)
