"""
Lines of every kind of nastiness, and a reader of JSON that is written from the grammar alone (RFC 8259).

The reader is slow and knows no library: what it makes of a line is what our readers have to make of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Final, TypeAlias

import orjson

from checker.errors import RecordingError
from checker.load.json import LINE_LEVELS, parse, parse_line, parse_quickly
from checker.model.json import Json
from checker.model.limits import DEFAULT

Told: TypeAlias = str | None  # a value with all its digits and its order as text; None where it is refused

DEPTH: Final = DEFAULT.payload_depth + LINE_LEVELS
_WHITE: Final = re.compile("[ \t\n\r]*")
_TEXT: Final = re.compile(r'"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"')
_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_PAIR: Final = re.compile("([\ud800-\udbff])([\udc00-\udfff])")
_HALF: Final = re.compile("[\ud800-\udfff]")
_MEANT: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORD: Final = re.compile("true|false|null")


class RefusedError(Exception):
    """This is no JSON, or JSON of which something would be lost."""


def by_grammar(line: bytes) -> Told:
    """What a line says, told by the grammar alone."""
    try:
        text = line.decode()
        if text.startswith("\ufeff"):
            return None
        told, end = _value(text, 0, 0)
    except (UnicodeDecodeError, RefusedError):
        return None
    return told if _WHITE.fullmatch(text, end) else None


def _value(text: str, start: int, depth: int) -> tuple[str, int]:
    at = _after(_WHITE, text, start)
    opens = text[at : at + 1]
    if opens in {"[", "{"}:
        if depth == DEPTH:
            raise RefusedError
        return (_list if opens == "[" else _object)(text, at + 1, depth + 1)
    if opens == '"':
        told, end = _text(text, at)
        return repr(told), end
    if word := _WORD.match(text, at):
        return word[0], word.end()
    if number := _NUMBER.match(text, at):
        return _number(number[0], is_whole=not (number[1] or number[2])), number.end()
    raise RefusedError


def _list(text: str, start: int, depth: int) -> tuple[str, int]:
    told: list[str] = []
    at = _after(_WHITE, text, start)
    while text[at : at + 1] != "]" or told:
        one, end = _value(text, at, depth)
        told.append(one)
        at = _after(_WHITE, text, end)
        if text[at : at + 1] == "]":
            break
        if text[at : at + 1] != ",":
            raise RefusedError
        at += 1
    return f"[{','.join(told)}]", at + 1


def _object(text: str, start: int, depth: int) -> tuple[str, int]:
    told: dict[str, str] = {}
    at = _after(_WHITE, text, start)
    while text[at : at + 1] != "}" or told:
        name, end = _text(text, _after(_WHITE, text, at))
        at = _after(_WHITE, text, end)
        if text[at : at + 1] != ":" or name in told:
            raise RefusedError
        told[name], end = _value(text, at + 1, depth)
        at = _after(_WHITE, text, end)
        if text[at : at + 1] == "}":
            break
        if text[at : at + 1] != ",":
            raise RefusedError
        at += 1
    return "{" + ",".join(f"{name!r}:{value}" for name, value in told.items()) + "}", at + 1


def _text(text: str, start: int) -> tuple[str, int]:
    found = _TEXT.match(text, start)
    if found is None:
        raise RefusedError
    meant = _ESCAPE.sub(
        lambda one: chr(int(one[1], 16)) if one[1] else _MEANT.get(one[2], one[2]), found[0][1:-1]
    )
    whole = _PAIR.sub(
        lambda pair: chr(0x10000 + ((ord(pair[1]) - 0xD800) << 10) + ord(pair[2]) - 0xDC00), meant
    )
    if _HALF.search(whole):
        raise RefusedError
    return whole, found.end()


def _number(token: str, *, is_whole: bool) -> str:
    if len(token) > DEFAULT.number_digits:
        raise RefusedError
    sign, digits, exponent = _parts(token)
    last = len(digits) - 1 + exponent
    if not is_whole and max(abs(last), abs(exponent)) > DEFAULT.number_digits:
        raise RefusedError
    return f"{sign}{digits}e{exponent}"


def _parts(token: str) -> tuple[str, str, int]:
    """Sign, digits without leading zeros, and power of ten: every digit that was written is among them."""
    mantissa, _, power = token.lower().partition("e")
    whole, _, fraction = mantissa.removeprefix("-").partition(".")
    digits = (whole + fraction).lstrip("0") or "0"
    return "-" if token.startswith("-") else "", digits, int(power or "0") - len(fraction)


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found is not None else start


def told(value: Json) -> str:
    """A value that was read, in the same words."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return repr(value)
        case dict():
            return "{" + ",".join(f"{name!r}:{told(member)}" for name, member in value.items()) + "}"
        case list() | tuple():
            return "[" + ",".join(map(told, value)) + "]"
        case float():
            return _told_number(Decimal(repr(value)))
        case _:
            return _told_number(Decimal(value))


def _told_number(value: Decimal) -> str:
    sign, digits, exponent = value.as_tuple()
    return f"{'-' * sign}{''.join(map(str, digits))}e{exponent}"


_AS_DEEP: Final = replace(DEFAULT, payload_depth=DEPTH)  # a line may nest as deep as its payload and two more
READERS: Final[dict[str, Callable[[bytes], Json]]] = {
    "parse_line": lambda line: parse_line(line, file="a", line_number=1),
    "parse": lambda line: parse(line, file="a", limits=_AS_DEEP),
    "parse_quickly": lambda line: parse_quickly(line, file="a", limits=_AS_DEEP),
}


def by(reader: Callable[[bytes], Json], line: bytes) -> Told:
    """What one of our readers makes of a line."""
    try:
        return told(reader(line))
    except RecordingError:
        return None


def is_proved(line: bytes) -> bool:
    """Whether a line is written as orjson writes it, so that its reading is taken."""
    try:
        return orjson.dumps(orjson.loads(line)) == line
    except (orjson.JSONDecodeError, orjson.JSONEncodeError):
        return False


NUMBERS: Final = (
    *("0", "-0", "0.0", "-0.0", "1.10", "1.0", "1.", ".5", "01", "+1", "-", "1e5", "1E5", "1e+5", "1e-7"),
    *("1e400", "-1e400", "1e401", "1e-400", "1e-401", "0e999999999", "1e999999999999999999999", "5e-324"),
    *("2e-324", "1.7976931348623157e308", "1.7976931348623159e308", "18446744073709551615", "1e16", "1e22"),
    *("18446744073709551616", "-9223372036854775808", "-9223372036854775809", "9007199254740993"),
    *("9007199254740993.0", "0.1000000000000000055511151231257827", "123456789012345678901234567890"),
    *("1" * 400, "1" * 401, "0." + "1" * 398, "0." + "1" * 399, "NaN", "Infinity", "-Infinity", "0x1"),
    *("1_000", "\u0661", "1e", "1e+", "--1", "1.5e3", "100000.0", "1e23", "0.30000000000000004"),
)
TEXTS: Final = (
    *('""', '"a"', '"\\u0061"', '"\\u0041"', '"A"', '"a\\/b"', '"a/b"', '"\\u002f"', '"\\b\\f\\n\\r\\t"'),
    *('"\\ud83d\\ude00"', '"\N{GRINNING FACE}"', '"\\ud83d"', '"\\ude00\\ud83d"', '"\\uD83Dx\\uDE00"'),
    *('"\\\\ud83d"', '"\\u0000"', '"\x00"', '"\t"', '"\x1f"', '"\x7f"', '"\u2028"', '"\\x"', '"\\u12"'),
    *('"\u00e9"', '"e\u0301"', '"\ufeff"', '"\ufffe"', '"[[{"', '"\\"', '"\\""', "'a'", '"\\U0061"'),
)
WORDS: Final = ("true", "false", "null", "True", "nul", "[]", "{}", "[,]", "{,}", "[1,]", '{"a":1,}', "")
SPACES: Final = ("", "", "", " ", "\t", "\r", "\n", "\u00a0", "\x0c", "\ufeff")
_ODD_BYTES: Final = b'"\\{}[],:0123456789eE+-.aun \t\n\r\x00\x1f\x80\xbf\xc0\xed\xa0\xef\xbb\xff'


def line(source: Random) -> bytes:
    """A line, as our own import writes it about as often as not."""
    kind = source.randrange(20)
    if kind == 0:
        depth = DEPTH + source.randrange(-2, 3)
        opens = source.choices(("[", '{"a":'), k=depth)
        closes = ("]" if one == "[" else "}" for one in reversed(opens))
        return f"{''.join(opens)}{source.choice(('1', '', 'true'))}{''.join(closes)}".encode()
    if kind < 8:
        return orjson.dumps(_document(source, 0))
    text = _written(source, 0, is_odd=kind < 17)
    data = text.encode("utf-8", errors="surrogatepass")
    if kind == 19:
        data = _damaged(data, source)
    if kind == 18:
        data = source.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b" ", b"")) + data
    return data


def _document(source: Random, depth: int) -> object:
    match source.randrange(8 if depth < 4 else 6):
        case 0:
            return source.randrange(-(2**63), 2**64)
        case 1:
            return source.uniform(-1, 1) * 10.0 ** source.randrange(-320, 300)
        case 2:
            return source.randrange(10**6) / 100
        case 3:
            return source.choice((True, False, None, 0, -0.0, 0.0, 1.0, 1))
        case 4 | 5:
            return "".join(
                source.choices('ab"\\/\u00e9\n\u2028\N{GRINNING FACE}{[:,\x7f', k=source.randrange(6))
            )
        case 6:
            return [_document(source, depth + 1) for _ in range(source.randrange(4))]
        case _:
            names = source.choices("abcdefgh", k=source.randrange(4))
            return {name: _document(source, depth + 1) for name in names}


def _written(source: Random, depth: int, *, is_odd: bool) -> str:
    """A document as somebody may have written it; `is_odd` where anything at all may stand in it."""
    space = source.choice(SPACES) if is_odd and source.random() < 0.1 else ""
    kind = source.randrange(10 if depth < 4 else 6)
    if is_odd and source.random() < 0.08:
        return space + source.choice((*NUMBERS, *TEXTS, *WORDS))
    if kind < 3:
        return space + _number_text(source)
    if kind < 6:
        return space + _name(source)
    if kind < 7:
        inner = (_written(source, depth + 1, is_odd=is_odd) for _ in range(source.randrange(4)))
        return f"{space}[{','.join(inner)}{space}]"
    members = (
        f"{_name(source)}{space}:{_written(source, depth + 1, is_odd=is_odd)}"
        for _ in range(source.randrange(5))
    )
    return f"{space}{{{','.join(members)}}}{space}"


def _number_text(source: Random) -> str:
    sign = source.choice(("", "", "-"))
    whole = str(source.randrange(10 ** source.randrange(1, 25)))
    fraction = f".{source.randrange(10 ** source.randrange(1, 20))}" if source.random() < 0.5 else ""
    power = f"{source.choice('eE')}{source.choice(('', '+', '-'))}{source.randrange(430)}"
    return f"{sign}{whole}{fraction}{power if source.random() < 0.2 else ''}"


def _name(source: Random) -> str:
    """A short text, its characters now and then escaped: two names may be one."""
    escaped = (
        f"\\u{ord(one):04x}" if source.random() < 0.15 else one
        for one in source.choices("abcdefghijklmnopqrstuvwxyz", k=source.randrange(1, 3))
    )
    return f'"{"".join(escaped)}"'


def _damaged(data: bytes, source: Random) -> bytes:
    for _ in range(source.randrange(1, 3)):
        at, odd = source.randrange(len(data) + 1), bytes((source.choice(_ODD_BYTES),))
        data = data[:at] + source.choice((odd, b"")) + data[at + source.randrange(2) :]
    return data


def wrongly_read(lines: Iterable[bytes], count: Counter[str]) -> Iterator[str]:
    """
    Every line of which one of our readers makes anything else than the grammar does.

    `count` is told how many lines there were of each kind: proved by writing them again, read by the strict
    way, refused.
    """
    for one in lines:
        meant = by_grammar(one)
        is_exact = is_proved(one)
        count["refused" if meant is None else "proved" if is_exact else "strict"] += 1
        for name, reader in READERS.items():
            made = by(reader, one)
            if made != meant:
                yield f"{name} of {one!r}: {made}, and not {meant}"
