"""
Elements of XML documents that a reader asks for, as JSON, one in memory at a time.

Python's own expat does the reading, within walls: a document type, and with it every entity but the five of
XML itself, is refused before anything after it is looked at; depth, the size of an element, and that of a
single tag are limited. Nothing is fetched: expat opens no files.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from xml.parsers import expat

from checker.errors import Mistake
from checker.load.captures.records import Say
from checker.load.captures.sources import Source
from checker.load.recordings.blocks import DamagedError
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

Wanted: TypeAlias = Callable[[str], bool]

_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_WIDE_SPACE: Final = re.compile(rb"[ \t\r\n\0]*+")
_PIECE: Final = 4_096
_WAITING: Final = 1_000_000  # bytes without any ">" that are put together at most
_CUT: Final = (
    "no element found",
    "unclosed token",
    "unclosed CDATA section",
    "partial character",
)


@dataclass(frozen=True, slots=True)
class Element:
    """
    An element: `root` is the name of the document's first one, names are without prefix.

    A part without attributes and parts of its own is its text; any other is an object of its parts, a list of
    them where they are repeated, and of its attributes with @ before them; its text, if it has any, is at $.
    """

    name: str
    root: str
    value: Json
    place: Place


def elements(source: Source, is_wanted: Wanted, say: Say) -> Iterator[Element]:
    """
    Every element with a name that is wanted and that stands in no other such element, in order.

    Documents may follow one another in a file. About what can't be read `say` is told; where XML is broken
    nothing behind it can be read.
    """
    documents = _Documents(source, is_wanted, say)
    try:
        for block in source.blocks():
            yield from documents.take(block)
        yield from documents.end()
    except _StoppedError:
        yield from documents.found()
    except DamagedError as error:
        say(Mistake(message=error.message, place=documents.here(), fix=error.fix))


class _StoppedError(Exception):
    """Nothing further can be read, which has been said."""


class _RootEndedError(Exception):
    """The document is over; another one may follow."""


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet."""

    name: str
    parts: dict[str, Json] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def value(self) -> Json:
        text = "".join(self.texts)
        if not self.parts:
            return text
        if text.strip():
            self.parts["$"] = text
        return self.parts


class _Documents:
    """Takes bytes and keeps the wanted elements that ended in them, until somebody fetches them."""

    def __init__(self, source: Source, is_wanted: Wanted, say: Say) -> None:
        self._file = source.file
        self._limits: Limits = source.limits
        self._is_wanted = is_wanted
        self._say = say
        self._waiting = b""
        self._found: list[Element] = []
        self._parser: expat.XMLParserType | None = None
        self._is_first = True  # no document has ended yet
        self._line, self._column = 1, 0  # where the open document begins
        self._fed = 0  # bytes of it that the parser has
        self._tail_lines, self._tail_column = 0, 0  # of what was fed: its newlines, and bytes behind the last
        self._progress = 0  # bytes that were fed when the parser last had something to tell
        self._depth = 0
        self._root = ""
        self._is_wide = False
        self._is_declared = False  # an XML declaration stands before the open document
        self._stack: list[_Open] = []
        self._begin: Place | None = None  # of the wanted element that is open
        self._begin_byte = 0
        self._end_byte = 0

    def take(self, block: bytes) -> Iterator[Element]:
        """So that a tag is seldom cut in two, bytes wait until one ends."""
        data = self._waiting + block
        cut = data.rfind(b">") + 1 or (len(data) if len(data) > _WAITING else 0)
        self._waiting = data[cut:]
        self._read(data[:cut])
        return self.found()

    def end(self) -> Iterator[Element]:
        data, self._waiting = self._waiting, b""
        self._read(data)
        if self._parser is not None:
            self._feed(b"", is_last=True)
        return self.found()

    def found(self) -> Iterator[Element]:
        found, self._found = self._found, []
        return iter(found)

    def here(self) -> Place:
        if self._parser is None:
            return Place(file=self._file, line=self._line, column=self._column + 1)
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber
        return self._place(line, column)

    def _place(self, line: int, column: int) -> Place:
        column = column + 1 + (self._column if line == 1 else 0)
        return Place(file=self._file, line=self._line + line - 1, column=column)

    def _read(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            if self._parser is None:
                at = self._begun(data, at)
                continue
            piece = data[at : self._piece_end(data, at)]
            at += len(piece)
            try:
                self._feed(piece)
            except _RootEndedError:
                used = max(self._end_byte - (self._fed - len(piece)), 0)
                used = piece.find(b">", used) + 1 or len(piece)
                self._fed -= len(piece)
                self._note(piece[:used])
                self._ended()
                at -= len(piece) - used

    def _piece_end(self, data: bytes, at: int) -> int:
        """
        Where the next piece for the parser ends: with a ">", so that no tag is cut in two.

        Before the first element that is the next one: nothing behind a document type is fed. Otherwise pieces
        are small, since all of one is looked at again where a document ends in it.
        """
        end = data.rfind(b">", at, at + _PIECE) if self._root else -1
        return (end if end >= 0 else data.find(b">", at)) + 1 or len(data)

    def _begun(self, data: bytes, at: int) -> int:
        """Opens a document where one begins; gives where that is, or the end."""
        start = at
        if not (self._is_first and b"\0" in data[at : at + 4]):
            space = _WIDE_SPACE if self._is_wide else _SPACE
            match = space.match(data, at)
            at = match.end() if match else at
        self._note(data[start:at])
        self._settle()
        if at < len(data):
            self._is_wide = b"\0" in data[at : at + 4]
            self._parser = parser = expat.ParserCreate()
            parser.buffer_text = True
            parser.buffer_size = 64 * 1024
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text
            parser.StartDoctypeDeclHandler = self._doctype
            parser.EntityDeclHandler = self._entity
            parser.XmlDeclHandler = self._declaration
            parser.DefaultHandler = self._other
            self._progress = 0
            self._is_declared = False
        return at

    def _ended(self) -> None:
        self._settle()
        self._parser, self._root, self._is_first = None, "", False

    def _settle(self) -> None:
        """What was read is behind us: here the next begins."""
        self._line += self._tail_lines
        self._column = self._tail_column if self._tail_lines else self._column + self._tail_column
        self._fed = self._tail_lines = self._tail_column = 0

    def _note(self, data: bytes) -> None:
        """Counts lines in what was read."""
        self._fed += len(data)
        lines = data.count(b"\n")
        self._tail_lines += lines
        self._tail_column = len(data) - data.rfind(b"\n") - 1 if lines else self._tail_column + len(data)

    def _feed(self, data: bytes, *, is_last: bool = False) -> None:
        assert self._parser is not None
        self._fed += len(data)
        try:
            self._parser.Parse(data, is_last)
        except expat.ExpatError as error:
            self._broken(error)
        except (ValueError, LookupError) as error:  # an encoding that Python does not know
            self._stop(f"this XML is in an encoding that can't be read: {error}", "save it as UTF-8")
        self._fed -= len(data)
        self._note(data)
        most = self._limits.payload_size
        if self._begin is not None and self._fed - self._begin_byte > most:
            self._too_long("this element", self._begin)
        if self._fed - self._progress > most:
            self._too_long("a tag or comment here", None)

    def _broken(self, error: expat.ExpatError) -> None:
        what = expat.ErrorString(error.code) or "unknown"
        is_over = not (self._is_first or self._root or self._is_declared)
        if is_over and what.startswith("no element found"):
            self._parser = None  # only comments stand behind the last document
            return
        place = self._place(error.lineno, error.offset)
        if what in _CUT:
            self._stop("the XML ends in the middle", "look whether the file was cut, and get it again", place)
        fix = "get it again; nothing behind this was read"
        self._stop(f"this is no well-formed XML: {what}", fix, place)

    def _stop(self, message: str, fix: str, place: Place | None = None) -> None:
        self._say(Mistake(message=message, place=place or self.here(), fix=fix))
        raise _StoppedError

    def _too_long(self, what: str, place: Place | None) -> None:
        most = self._limits.payload_size
        fix = f"raise the limit with --limit payload_size={4 * most}"
        self._stop(f"{what} has more than {most:,} bytes, the most that is read", fix, place)

    # What the parser calls.

    def _other(self, _data: str) -> None:
        self._progress = self._fed

    def _declaration(self, *_about: object) -> None:
        self._is_declared = True

    def _doctype(self, *_about: object) -> None:
        self._stop("this XML has a document type, and none is read", "take <!DOCTYPE …> out of it")

    def _entity(self, *_about: object) -> None:
        self._stop("this XML declares an entity, and none is read", "take it out")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._progress = self._fed
        self._depth += 1
        if self._depth > self._limits.payload_depth:
            most = self._limits.payload_depth
            what = f"this element opens level {self._depth}, and {most} are the most that is read"
            self._stop(what, f"raise the limit with --limit payload_depth={2 * most}")
        local = _local(name)
        self._root = self._root or local
        if not self._stack:
            if not self._is_wanted(local):
                return
            self._begin = self.here()
            self._begin_byte = self._byte()
        opened = _Open(name if self._stack else local)
        for key, text in attributes.items():
            opened.parts[f"@{key}"] = text
        self._stack.append(opened)

    def _end(self, _name: str) -> None:
        self._progress = self._fed
        self._depth -= 1
        if self._stack:
            self._close()
        if self._depth == 0:
            self._end_byte = self._byte()
            raise _RootEndedError

    def _close(self) -> None:
        ended = self._stack.pop()
        value = ended.value()
        if not self._stack:
            assert self._begin is not None
            if self._byte() - self._begin_byte > self._limits.payload_size:
                self._too_long("this element", self._begin)
            self._found.append(Element(ended.name, self._root, value, self._begin))
            self._begin = None
            return
        parts = self._stack[-1].parts
        before = parts.get(ended.name)
        if before is None:
            parts[ended.name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            parts[ended.name] = [before, value]

    def _text(self, text: str) -> None:
        self._progress = self._fed
        if self._stack:
            self._stack[-1].texts.append(text)

    def _byte(self) -> int:
        return self._parser.CurrentByteIndex if self._parser is not None else 0


def _local(name: str) -> str:
    return name.rpartition(":")[2]
