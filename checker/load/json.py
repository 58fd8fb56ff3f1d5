"""JSON read without losing anything: digits are kept, repeated keys and what is not JSON are refused."""

import json
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final, NoReturn, TypeAlias

import orjson

from checker.errors import Mistake, RecordingError
from checker.load import json_places
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.text import plain

Related: TypeAlias = tuple[tuple[Place, str], ...]

LINE_LEVELS: Final = 2  # a payload stands two levels down in its line: in the event, in its reply

_WHITE: Final = b" \t\r\n"
_HALF_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SAID = (  # what Python's parser says, what we say, and what to do about it
    ("Expecting property name", "a key in double quotes should stand here", "write the key in double quotes"),
    ("Illegal trailing comma", "a comma stands after the last one", "delete the comma"),
    ("Expecting ':'", "a colon should stand between a key and its value", "write the colon"),
    ("Expecting ','", "a comma or the end of the list or object should stand here", "write what is missing"),
    ("Expecting value", "a JSON value should stand here", "write a value, texts in double quotes"),
    ("Unterminated string", "a text begins here and does not end", "close its double quotes"),
    (
        "Invalid control character",
        "a control character stands in a text",
        "write it as an escape such as \\n",
    ),
    ("Invalid \\", "this escape is none of JSON's", "write a backslash as \\\\"),
    ("Extra data", "more stands after the end of the JSON document", "keep one document here"),
)


class _FlawError(Exception):
    """Something the grammar allows and we refuse; `token` is the text that has it, if known."""

    def __init__(self, message: str, fix: str, token: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.token = token


def parse(data: bytes, *, file: str, first_line: int = 1, limits: Limits = DEFAULT) -> Json:
    """
    One JSON document (RFC 8259), exactly.

    Integers become int, all other numbers Decimal, and so does -0, which no int can hold. Refused are
    repeated keys, NaN and Infinity, half a surrogate pair (it can't be written again), any encoding but
    UTF-8 without a byte order mark, and what is over the limits of size, depth and length of a number. A
    number counts as long as it is when written out, so that 1e999999999 fills no memory later.

    Raises:
        RecordingError: with one mistake, at its line and column; `first_line` is the document's first.

    """
    return _read(data, file, first_line, limits, limits.payload_depth)


def parse_line(line: bytes, *, file: str, line_number: int, limits: Limits = DEFAULT) -> Json:
    """
    One line of a recording, without its newline: as `parse` reads it, but fast where nothing can be lost.

    A line that orjson writes again byte for byte had no repeated key and no digit too many; only then its
    reading is taken, and its floats print as they stood. Any other line is read by `parse`.
    """
    depth = limits.payload_depth + LINE_LEVELS
    if len(line) <= limits.payload_size:
        try:
            value: Json = orjson.loads(line)
            is_proved = orjson.dumps(value) == line
        except (orjson.JSONDecodeError, orjson.JSONEncodeError):
            is_proved = False
        if is_proved and _is_shallow(line, depth):
            return value
    return _read(line, file, line_number, limits, depth)


def parse_quickly(
    data: bytes, *, file: str, first_line: int = 1, levels: int | None = None, limits: Limits = DEFAULT
) -> Json:
    """
    One document of a foreign file, as `parse` reads it, but fast where nothing can be lost.

    The proof is that of `parse_line`, with the white space left out on both sides: then the tokens are the
    same but for spaces in texts, of which none is in a number or makes a key. `levels` is how deep it nests
    at most, where that is known.
    """
    depth = limits.payload_depth
    if len(data) <= limits.payload_size:
        try:
            value: Json = orjson.loads(data)
            again = orjson.dumps(value)
        except (orjson.JSONDecodeError, orjson.JSONEncodeError):
            again = b""
        is_proved = again == data or again.translate(None, _WHITE) == data.translate(None, _WHITE)
        if again and is_proved and ((levels or depth + 1) <= depth or _is_shallow(data, depth)):
            return value
    return _read(data, file, first_line, limits, depth)


def _is_shallow(line: bytes, depth: int) -> bool:
    if line.count(b"{") + line.count(b"[") <= depth:
        return True
    return json_places.too_deep(line, depth) is None


def _read(data: bytes, file: str, first_line: int, limits: Limits, depth: int) -> Json:
    start = Place(file=file, line=first_line, column=1)
    if len(data) > limits.payload_size:
        raise _mistake(
            f"this has {len(data):,} bytes, and {limits.payload_size:,} are the most that is read",
            f"split it, or raise the limit with --limit payload_size={len(data)}",
            start,
        )
    text = _decoded(data, file, first_line)
    if (byte := json_places.too_deep(data, depth)) is not None:
        offset = len(data[:byte].decode())
        raise _mistake(
            f"this bracket opens level {depth + 1}, and {depth} are the most that is read",
            f"see what wrote it, or raise the limit with --limit payload_depth={2 * limits.payload_depth}",
            _place(text, offset, file, first_line),
        )
    try:
        value: Json = _decoder(limits.number_digits).decode(text)
    except json.JSONDecodeError as error:
        message, fix = _said(error, text)
        raise _mistake(message, fix, _place(text, error.pos, file, first_line)) from error
    except RecursionError as error:  # only where somebody raised the limit of depth this far
        raise _mistake("this nests deeper than Python can read", "lower payload_depth", start) from error
    except _FlawError as flaw:
        offset, related = _blamed(text, flaw, file, first_line)
        raise _mistake(flaw.message, flaw.fix, _place(text, offset, file, first_line), related) from flaw
    if _HALF_SURROGATE.search(data) and (half := _half_of_a_pair(text)) is not None:
        raise _mistake(
            "this text holds half of a surrogate pair, which is no character and can't be written again",
            "write the character itself, or both escapes of the pair",
            _place(text, half, file, first_line),
        )
    return value


def _decoded(data: bytes, file: str, first_line: int) -> str:
    start = Place(file=file, line=first_line, column=1)
    if data.startswith(BOM_UTF8):
        raise _mistake("this begins with a byte order mark", "save it as UTF-8 without one", start)
    is_wide = data.startswith((BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)) or b"\0" in data[:4]
    if is_wide:
        raise _mistake("this is UTF-16 or UTF-32, not UTF-8", "save it as UTF-8", start)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise _mistake(
            f"byte 0x{data[error.start]:02x} stands here, which is not UTF-8",
            "save it as UTF-8",
            _place(before, len(before), file, first_line),
        ) from error


@lru_cache(maxsize=8)
def _decoder(digits: int) -> json.JSONDecoder:
    """Python's parser with hooks for all in which it is laxer than we are."""

    def members(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise _FlawError("", "delete one of the two, or rename it")
        return found

    def too_long(token: str) -> _FlawError:
        written_out = f"this number has more than {digits} digits when written out"
        return _FlawError(
            written_out,
            f"write it as text, or raise the limit with --limit number_digits={digits * 2}",
            token,
        )

    def integer(token: str) -> Json:
        if len(token) > digits:
            raise too_long(token)
        return Decimal(token) if token == "-0" else int(token)

    def number(token: str) -> Json:
        if len(token) > digits:
            raise too_long(token)
        try:
            value = Decimal(token)
        except InvalidOperation as error:  # an exponent that no computer can hold
            raise too_long(token) from error
        if abs(value.adjusted()) > digits or abs(int(value.as_tuple().exponent)) > digits:
            raise too_long(token)
        return value

    def constant(token: str) -> NoReturn:
        raise _FlawError(f"{token} is no JSON number", "write null, or leave the key out", token)

    return json.JSONDecoder(
        object_pairs_hook=members, parse_int=integer, parse_float=number, parse_constant=constant
    )


def _said(error: json.JSONDecodeError, text: str) -> tuple[str, str]:
    if not text.strip():
        return "nothing stands here", "write a JSON document"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return "the JSON ends in the middle", "look whether the file was cut, and write it again whole"
    return next(((said, fix) for start, said, fix in _SAID if error.msg.startswith(start)), (error.msg, ""))


def _blamed(text: str, flaw: _FlawError, file: str, first_line: int) -> tuple[int, Related]:
    """Where a flaw stands. The hooks of the parser do not know; the text is looked through again."""
    if flaw.token is not None:
        return next((offset for offset, token in json_places.tokens(text) if token == flaw.token), 0), ()
    first, again, key = json_places.repeated_key(text) or (0, 0, "")
    flaw.message = f'the key "{plain(key)}" stands twice in this object'
    return again, ((_place(text, first, file, first_line), "it stands here first"),)


def _half_of_a_pair(text: str) -> int | None:
    for offset, token in json_places.tokens(text):
        if token.startswith('"') and not _is_writable(json.loads(token)):
            return offset
    return None


def _is_writable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _place(text: str, offset: int, file: str, first_line: int) -> Place:
    line, column = json_places.line_and_column(text, offset)
    return Place(file=file, line=first_line + line - 1, column=column)


def _mistake(message: str, fix: str, place: Place, related: Related = ()) -> RecordingError:
    return RecordingError([Mistake(message=message, place=place, fix=fix or None, related=related)])
