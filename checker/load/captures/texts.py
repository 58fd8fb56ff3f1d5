"""A JSON text that is read on as it is needed: tokens, whole values, and values passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json import loads
from typing import Final

from checker.load.recordings.blocks import DamagedError

_PLAIN: Final = rb'[^"\[\]{}]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"\[\]{}]*+)*+'  # strings, and all but brackets
# Up to the next bracket that is not of a list or object without others inside; it is the only group. Or,
# where a string is open at the end, all that is left: if nothing matched there, a search would begin again at
# every byte of it.
_BRACKET: Final = re.compile(
    _PLAIN + rb"(?:[\[{]" + _PLAIN + rb"[\]}]" + _PLAIN + rb")*+(?:([\[\]{}])|.*+)", re.DOTALL
)
_TOKEN: Final = re.compile(
    rb'\s*+("[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},:]|[^\s\[\]{},:"]++(?=[\s\[\]{},:"]))', re.DOTALL
)
_SPACE: Final = re.compile(rb"\s*+")
_STOP: Final = re.compile(rb'["\[\]{}]')
_IN_STRING: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_CONTINUED: Final = bytes(range(0x80, 0xC0))  # bytes of UTF-8 that begin no character
_OPENING: Final = b"{["


@dataclass(frozen=True, slots=True)
class Piece:
    """
    A value as it stands there; `levels` is how deep it nests at most, `line` and `column` where it begins.

    `data` is None where it has more bytes than are read; `size` is how many.
    """

    data: bytes | None
    size: int
    levels: int
    line: int
    column: int


class Text:
    """
    A JSON text out of blocks of bytes. What was taken is dropped: no more is held than the longest value,
    or `most` bytes. `line` is the one that it has come to; `where` is the line and column of the token that
    was looked at last, or of its key.

    Every method raises DamagedError where the text can't be read on.
    """

    def __init__(self, blocks: Iterator[bytes], most: int) -> None:
        self._blocks = blocks
        self._most = most
        self._buffer = b""
        self._at = 0
        self._is_ended = False
        self._damage: DamagedError | None = None
        self.line = 1
        self._column = 1
        self.where = 1, 1

    def peek(self) -> bytes:
        """The first byte of the next token; nothing at the end."""
        while True:
            match = _SPACE.match(self._buffer, self._at)
            self._take(match.end() if match else self._at)
            self.where = self.line, self._column
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._more():
                if self._damage is not None:
                    raise self._damage
                return b""

    def token(self) -> bytes:
        """A bracket, comma, colon, string or bare word that something ends; nothing at the end."""
        if not self.peek():
            return b""
        while (match := _TOKEN.match(self._buffer, self._at)) is None:
            if len(self._buffer) - self._at > self._most:
                raise DamagedError("this text goes on without an end", "look into the file")
            if not self._more():
                raise self._cut()
        self._take(match.end())
        return match.group(1)

    def value(self) -> Piece:
        """The next value."""
        return self._value(self._most)

    def skip(self) -> None:
        """Goes behind the next value, however long it is."""
        self._value(0)

    def members(self) -> Iterator[str]:
        """The keys of the object that comes next; who asks for them takes each one's value."""
        if (first := self.peek()) != b"{":
            raise self._wrong(first, "an object should stand here")
        self.token()
        if self.peek() == b"}":
            self.token()
            return
        while True:
            key = self.token()
            if key[:1] != b'"':
                raise self._wrong(key, "a key in double quotes should stand here")
            spot = self.where
            if (colon := self.token()) != b":":
                raise self._wrong(colon, "a colon should stand between a key and its value")
            self.where = spot
            yield _said(key)
            if (token := self.token()) == b"}":
                return
            if token != b",":
                raise self._wrong(token, "a comma or the end of the object should stand here")

    def elements(self) -> Iterator[Piece]:
        """The elements of the list that comes next."""
        self.token()
        if self.peek() == b"]":
            self.token()
            return
        while True:
            yield self.value()
            if (token := self.token()) == b"]":
                return
            if token != b",":
                raise self._wrong(token, "a comma or the end of the list should stand here")

    def rest(self) -> Iterator[bytes]:
        """All that was not taken yet, as blocks."""
        yield self._buffer[self._at :]
        self._buffer, self._at = b"", 0
        if self._damage is not None:
            raise self._damage
        if not self._is_ended:
            yield from self._blocks

    def _value(self, most: int) -> Piece:
        first = self.peek()
        line, column = self.where
        if first in (b"{", b"[", b'"'):
            return self._long(most, line, column)
        word = self.token()
        if not word or word in b"]},:":
            raise self._wrong(word, "a JSON value should stand here")
        return Piece(word, len(word), 0, line, column)

    def _long(self, most: int, line: int, column: int) -> Piece:
        """A string, list or object."""
        is_string = self._buffer[self._at : self._at + 1] == b'"'
        scan = level = (
            0 if is_string else 1
        )  # what is behind us, from where it begins, and what is open there
        deepest = level + 1
        while True:
            start = self._at
            if is_string:
                match = _TOKEN.match(self._buffer, start)
                if match is not None:
                    return self._piece(match.end() - start, most, 0, line, column)
            else:
                for match in _BRACKET.finditer(self._buffer, start + scan):
                    bracket = match[1]
                    if bracket is None:
                        break
                    scan = match.end() - start
                    if bracket in _OPENING:
                        level += 1
                        if level >= deepest:
                            deepest = level + 1  # for those inside that were passed over
                    else:
                        level -= 1
                        if level == 0:
                            return self._piece(scan, most, deepest, line, column)
            if len(self._buffer) - self._at > most:
                break
            if not self._more():
                raise self._cut()
        return Piece(None, self._past(scan, level), deepest, line, column)

    def _piece(self, size: int, most: int, levels: int, line: int, column: int) -> Piece:
        data = self._buffer[self._at : self._at + size] if size <= most else None
        self._take(self._at + size)
        return Piece(data, size, levels, line, column)

    def _past(self, scan: int, level: int) -> int:
        """Goes to the end of a value that is too long to hold; how many bytes it has."""
        size = scan
        self._take(self._at + scan)
        is_string = False
        while True:
            if is_string:
                match = _IN_STRING.match(self._buffer, self._at)
                end = match.end() if match else self._at
                is_found = self._buffer[end : end + 1] == b'"'
                is_string = not is_found
            else:
                match = _STOP.search(self._buffer, self._at)
                is_found = match is not None
                end = match.start() if match else len(self._buffer)
                stop = self._buffer[end : end + 1]
                is_string = stop == b'"'
                if is_found and not is_string:
                    level += 1 if stop in _OPENING else -1
            end += is_found
            size += end - self._at
            self._take(end)
            if is_found and not is_string and level == 0:
                return size
            if not is_found and not self._more():
                raise self._cut()

    def _take(self, end: int) -> None:
        taken = self._buffer[self._at : end]
        if lines := taken.count(b"\n"):
            self.line += lines
            taken = taken[taken.rfind(b"\n") + 1 :]
            self._column = 1
        self._column += len(taken) if taken.isascii() else len(taken.translate(None, _CONTINUED))
        self._at = end

    def _more(self) -> bool:
        """Reads on: at least as much as is waiting, so that a long value is not scanned again and again."""
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
        self._buffer, self._at = b"".join(pieces), 0
        return True

    def _wrong(self, token: bytes, message: str) -> DamagedError:
        return DamagedError(message, "write what is missing, or get the file again") if token else self._cut()

    def _cut(self) -> DamagedError:
        return self._damage or DamagedError(
            "the JSON ends in the middle", "look whether the file was cut, and get it again"
        )


def _said(key: bytes) -> str:
    """What a key says; as it stands where it is no JSON."""
    try:
        return str(loads(key))
    except ValueError:
        return key.decode(errors="replace")
