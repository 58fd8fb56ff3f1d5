"""The records of a capture, one in memory at a time: lines of JSON, or elements of a list in one document."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from checker.errors import Mistake, RecordingError
from checker.load.captures.sources import Source
from checker.load.json import parse
from checker.load.recordings.blocks import DamagedError
from checker.load.recordings.lines import numbered
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

Way: TypeAlias = tuple[str, ...]
"""The members that lead from a document to its records; a list there holds one in each element."""

Say: TypeAlias = Callable[[Mistake], None]

Beside: TypeAlias = Callable[[str, Json, Place], None]
"""Is told of texts, numbers and the like that stand in the object which holds the records."""

# All strings and anything else up to the next bracket, which is the only group.
_BRACKET: Final = re.compile(
    rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+([\[\]{}])', re.DOTALL
)
_SPACE: Final = re.compile(rb"\s*+")
_TOKEN: Final = re.compile(
    rb'\s*+("[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s\[\]{},:"]++(?=[\s\[\]{},:"]))', re.DOTALL
)


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

    A file whose first line is a document by itself has one in every line; any other has one document, which
    is never in memory as a whole. About what can't be read `say` is told, and the rest goes on.
    """
    if source.outline.is_whole and (source.outline.has_more or b"\n" not in source.head.strip()):
        first, _, _ = source.head.lstrip().partition(b"\n")
        if _is_document(first, source.limits):
            yield from _of_lines(source, ways, say, beside)
            return
    way = next((way for way in ways if _pointer(way) in source.outline), None)
    if way is None:
        say(
            _mistake(source.file, 1, "this has none of the records that its format has", "look into the file")
        )
        return
    yield from _of_document(source, way, say, beside)


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


def _of_lines(
    source: Source, ways: Sequence[Way], say: Say, beside: Beside | None
) -> Iterator[Record]:
    number = 0
    try:
        for number, line, _is_ended in numbered(source.blocks(), source.limits.payload_size):
            if not line or line.isspace():
                continue
            value = _parsed(line, Place(file=source.file, line=number, column=1), source.limits, say)
            if value is not None:
                yield from _within(value[0], ways, Place(file=source.file, line=number, column=1), beside)
    except DamagedError as error:
        say(_mistake(source.file, number or 1, error.message, error.fix))


def _within(
    document: Json, ways: Sequence[Way], place: Place, beside: Beside | None
) -> Iterator[Record]:
    for way in ways:
        value: Json = document
        holder: Json = None
        for name in way:
            holder = value
            value = value.get(name) if isinstance(value, dict) else None
        if value is None:
            continue
        pointer = _pointer(way)
        for name, said in holder.items() if isinstance(holder, dict) and beside is not None else ():
            if beside is not None and not isinstance(said, dict | list):
                beside(name, said, place)
        if isinstance(value, list):
            for index, element in enumerate(value):
                yield Record(element, replace(place, pointer=f"{pointer}/{index}"))
        else:
            yield Record(value, replace(place, pointer=pointer))
        return
    yield Record(document, place)  # the reader says what is wrong with it


def _of_document(source: Source, way: Way, say: Say, beside: Beside | None) -> Iterator[Record]:
    """The records of a document, and of any further one behind it."""
    text = _Text(source)

    def heard(key: bytes, piece: _Piece) -> None:
        if beside is None or piece.data[:1] in (b"{", b"["):
            return
        place = Place(file=source.file, line=piece.line, column=piece.column)
        value = _parsed(b"[" + key + b"," + piece.data + b"]", place, source.limits, say)
        if value is not None and isinstance(value[0], list):
            beside(str(value[0][0]), value[0][1], place)

    try:
        while text.peek():
            is_list = _enter(text, way, heard)
            for index, piece in enumerate(_pieces(text, is_list=is_list)):
                pointer = f"{_pointer(way)}/{index}" if is_list else _pointer(way)
                place = Place(file=source.file, line=piece.line, column=piece.column, pointer=pointer)
                value = _parsed(piece.data, place, source.limits, say)
                if value is not None:
                    yield Record(value[0], place)
            if way and beside is not None:
                _leave(text, heard)
                text.close(len(way) - 1)
            else:
                text.close(len(way))
    except DamagedError as error:
        say(_mistake(source.file, text.line, error.message, error.fix))


def _enter(text: "_Text", way: Way, heard: Callable[[bytes, "_Piece"], None]) -> bool:
    """Goes to where the records begin; whether they are the elements of a list, which is then open."""
    for level, name in enumerate(way, 1):
        if text.token() != b"{":
            raise DamagedError("an object should stand here", "get the file again")
        while (key := text.token()) != b"}":
            if not key:
                raise text.cut()
            if key == b",":
                continue
            text.token()  # the colon
            if key == b'"' + name.encode() + b'"':
                break
            piece = text.value()
            if level == len(way):
                heard(key, piece)
        else:
            raise DamagedError(f'there is no "{name}" here', "get the file again")
    if text.peek() != b"[":
        return False
    text.token()
    return True


def _leave(text: "_Text", heard: Callable[[bytes, "_Piece"], None]) -> None:
    """Goes to the end of the object that holds the records."""
    while (key := text.token()) != b"}":
        if not key:
            raise text.cut()
        if key != b",":
            text.token()  # the colon
            heard(key, text.value())


def _pieces(text: "_Text", *, is_list: bool) -> Iterator["_Piece"]:
    """The elements of the list that is open, up to its end; or the one value."""
    if not is_list:
        yield text.value()
        return
    if text.peek() == b"]":
        text.token()
        return
    while True:
        yield text.value()
        if (token := text.token()) == b"]":
            return
        if token != b",":
            raise text.cut()


@dataclass(frozen=True, slots=True)
class _Piece:
    data: bytes
    line: int
    column: int  # in bytes, which are characters nearly always


class _Text:
    """A JSON text that is read on as it is needed. What was taken is dropped."""

    def __init__(self, source: Source) -> None:
        self._blocks = source.blocks()
        self._most = source.limits.payload_size
        self._buffer = b""
        self._at = 0
        self._is_ended = False
        self._damage: DamagedError | None = None
        self.line = 1
        self._column = 1

    def token(self) -> bytes:
        """The next token; nothing at the end."""
        while (match := _TOKEN.match(self._buffer, self._at)) is None:
            if not self._more():
                if self._buffer[self._at :].strip():
                    raise self.cut()
                return b""
        self._take(match.end())
        return match.group(1)

    def peek(self) -> bytes:
        while (match := _TOKEN.match(self._buffer, self._at)) is None:
            if not self._more():
                return b""
        return match.group(1)

    def value(self) -> _Piece:
        """The whole next value as it stands there."""
        first = self.peek()
        if not first:
            raise self.cut()
        self._skip_space()
        line, column = self.line, self._column
        if first not in (b"{", b"["):
            return _Piece(self.token(), line, column)
        start = scan = self._at
        level = 0
        while True:
            match = _BRACKET.match(self._buffer, scan)
            if match is None:
                before = self._at
                if len(self._buffer) - self._at > 2 * self._most + 2 or not self._more():
                    if not self._is_ended:
                        raise DamagedError(
                            f"this record has more than {self._most:,} bytes, the most that is read",
                            f"raise the limit with --limit payload_size={4 * self._most}",
                        )
                    raise self.cut()
                start -= before - self._at
                scan -= before - self._at
                continue
            scan = match.end()
            level += 1 if match.group(1) in b"{[" else -1
            if level == 0:
                data = self._buffer[start:scan]
                self._take(scan)
                return _Piece(data, line, column)

    def close(self, levels: int) -> None:
        """Goes behind so many brackets that are open."""
        while levels:
            match = _BRACKET.match(self._buffer, self._at)
            if match is None:
                if not self._more():
                    raise self.cut()
                continue
            levels += 1 if match.group(1) in b"{[" else -1
            self._take(match.end())

    def _skip_space(self) -> None:
        match = _SPACE.match(self._buffer, self._at)
        self._take(match.end() if match else self._at)

    def _take(self, end: int) -> None:
        taken = self._buffer[self._at : end]
        lines = taken.count(b"\n")
        self.line += lines
        self._column = len(taken) - taken.rfind(b"\n") if lines else self._column + len(taken)
        self._at = end

    def _more(self) -> bool:
        """Reads on: at least as much as is waiting, so that a long record is not scanned again and again."""
        if self._is_ended:
            return False
        rest = self._buffer[self._at :]
        pieces, size = [rest], 0
        try:
            for block in self._blocks:
                pieces.append(block)
                size += len(block)
                if size >= len(rest):
                    break
            else:
                self._is_ended = True
        except DamagedError as error:
            self._damage = error
            self._is_ended = True
        if self._is_ended:
            pieces.append(b"\n")  # ends a bare word
        self._buffer, self._at = b"".join(pieces), 0
        return True

    def cut(self) -> DamagedError:
        return self._damage or DamagedError(
            "the JSON ends in the middle", "look whether the file was cut, and get it again"
        )


def _is_document(line: bytes, limits: Limits) -> bool:
    try:
        return isinstance(parse(line, file="", limits=limits), dict | list)
    except RecordingError as error:
        return "stands twice" in error.mistakes[0].message  # a document all the same


def _parsed(data: bytes, place: Place, limits: Limits, say: Say) -> tuple[Json] | None:
    """The value, in a tuple since it may be null; None where it can't be read, which has been said."""
    try:
        return (parse(data, file=place.file, first_line=place.line, limits=limits),)
    except RecordingError as error:
        for mistake in error.mistakes:
            at = mistake.place
            if at is not None and at.line == place.line:
                at = replace(at, column=at.column + place.column - 1)
            say(replace(mistake, place=at))
        return None


def _pointer(way: Way) -> str:
    return "".join(f"/{name}" for name in way)


def _mistake(file: str, line: int, message: str, fix: str) -> Mistake:
    return Mistake(message=message, place=Place(file=file, line=line, column=1), fix=fix)
