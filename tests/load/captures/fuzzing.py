"""Documents and bytes gone wrong: whatever stands there, a reader says what it can't use and nothing else fails."""

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import fields, replace
from decimal import Decimal
from math import isfinite
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from checker.errors import Mistake
from checker.load.captures import Capture
from checker.load.captures.formats import Format
from checker.load.captures.sources import Source
from checker.model.captures import Captured, What
from checker.model.json import ABSENT, Absent
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Body, Reply

EXAMPLES: Final = int(os.environ.get("SEAMPROOF_FUZZ", "200"))

fuzz = settings(
    max_examples=EXAMPLES,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
"""For every test of this kind; SEAMPROOF_FUZZ=100000 looks longer."""

_DEEP: Final = json.loads("[" * 40 + "]" * 40)

# What may stand anywhere, rightly or wrongly.
ODD: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 1, 7, 299, 2**31, 2**63, 2**64, 10**30, 10**390, -(10**390)),
    *(0.1, -0.0, 1.5, 1e-300, 1e300, 253402300800, 1772442901120, 1772442901120000, 1772442901120000000),
    *("", " ", "\0", "\x1b[31m", "\n", "\t", ",", ";", ":", "=", "/", "-", ".", "%", "%zz", "%00", "%C3%A9"),
    *("0", "-1", "007", "1e999", "²", "٣", "1_000", "NaN", "Infinity", "null", "true", "None", "9" * 400),
    *(
        "{}",
        "[]",
        '{"a":1}',
        '{"a":',
        "<a/>",
        "<a>",
        "<!DOCTYPE a>",
        "!!binary",
        "é",
        "😀",
        "\ufeff",
        "\u2028",
    ),
    *("2026-03-02T09:15:01.123456789Z", "2026-03-02", "2026-13-45T99:99:99Z", "0000-00-00T00:00:00Z"),
    *("9999-12-31T23:59:59+23:59", "/Date(1772442901120)/", "/Date(99999999999999999)/", "1772442901120"),
    *("http://[", "https://example.org:x/%ff?a=b", "//", "e30=", "e30", "/w==", "====", "AA", "==A="),
    *("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "0af7651916cd43dd8448eb211c80319c"),
    *("traceparent", "content-type", "application/json", "application/cloudevents+json", "ce-id", "ce_id"),
    *(
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": ""},
        ["a"],
        [["a", "b"]],
        [1, 2],
        {"a": None},
        {"name": 1, "value": []},
    ),
    *({"key": "a", "value": {}}, {"name": "a", "value": "b"}, _DEEP),
)

# Each change of a document is drawn as one number: quick, and a failing case still shrinks to few changes.
_CHANGES: Final = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=4)


def mutations(document: Any) -> SearchStrategy[Any]:  # any JSON, made of lists and dicts
    """
    The document with something else in one to four places: anything at all, a part of itself from elsewhere,
    the same with another type, one thing less, one twice, a key with another name, a text or a key cut.
    """
    return _CHANGES.map(lambda seeds: _mutated(document, seeds))


def written(document: Any) -> bytes:
    """A JSON text on one line."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "surrogatepass")


def damaged(data: bytes) -> SearchStrategy[bytes]:
    """Bytes that are somewhat like these: cut, with a piece missing, twice or replaced; or any bytes at all."""
    return _CHANGES.map(lambda seeds: _damaged(data, seeds)) | st.binary(max_size=200)


def nothing_foreign(form: Format, data: bytes, limits: Limits = DEFAULT) -> list[Captured]:
    """
    All that a reader gives of these bytes, once it is held that nothing but its own mistakes came of them.

    It fails where anything is raised, where a record vanished without a word, where a mistake has no words
    or place, and where a captured value is not what its type says or could not be written to a file.
    """
    found, mistakes = read(form, data, limits)
    assert form.looks(Source("fuzzed", data, limits)) in {True, False}
    for mistake in mistakes:
        assert mistake.message
        assert mistake.place is not None
        assert mistake.place.file == "fuzzed"
        assert mistake.place.line >= 1
        str(mistake).encode()
    for captured in found:
        _hold(captured, form)
    return found


def read(form: Format, data: bytes, limits: Limits = DEFAULT) -> tuple[list[Captured], list[Mistake]]:
    """What a reader gives of these bytes, and what it says."""
    capture = Capture(Source("fuzzed", data, limits), form)
    found = list(capture.read())
    mistakes = list(capture.mistakes)
    assert found or mistakes or capture.records, "nothing came, and nothing was said"
    return found, mistakes


def hold_when_cut(form: Format, data: bytes, *, is_lines: bool = False) -> None:
    """
    Cuts a good file at every byte: what stands before the cut comes as before, the rest is said.

    Of a file of lines nobody can tell that it was cut between two of them, or behind the last brace.
    """
    whole, mistakes = read(form, data)
    assert not mistakes, mistakes
    most = 0
    end = len(data.rstrip())
    for position in range(len(data)):
        found, mistakes = read(form, data[:position])
        assert _placed(found) == _placed(whole[: len(found)]), position
        assert len(found) >= most, f"less came with {position} bytes than with fewer"
        most = len(found)
        is_between = is_lines and b"\n" in data[max(position - 1, 0) : position + 1]
        assert mistakes or position >= end or is_between, f"nothing was said at {position}"


def _placed(found: Sequence[Captured]) -> list[Captured]:
    """A document on one line is taken whole, and then nobody looks for the column of what is in it."""
    return [replace(captured, place=replace(captured.place, column=1)) for captured in found]


def _mutated(document: Any, seeds: Sequence[int]) -> Any:
    value = deepcopy(document)
    for seed in seeds:
        source = Random(seed)
        spots = list(_spots(value))
        value = _changed(source, value, source.choice(spots), spots)
    return value


def _changed(source: Random, value: Any, spot: Sequence[Any], spots: Sequence[Sequence[Any]]) -> Any:
    """The document changed at one spot, in place where it can be."""
    if not spot:  # the document itself, seldom
        return deepcopy(source.choice(ODD)) if source.randrange(20) == 0 else value
    holder = _at(value, spot[:-1])
    last = spot[-1]
    here = holder[last]
    match source.choice(("odd", "odd", "any", "moved", "typed", "less", "twice", "renamed", "cut")):
        case "odd":
            holder[last] = deepcopy(source.choice(ODD))
        case "any":
            holder[last] = _any(source)
        case "moved":
            holder[last] = deepcopy(_at(value, source.choice(spots)))
        case "typed":
            holder[last] = source.choice(_TYPED)(here)
        case "less":
            del holder[last]
        case "twice" if isinstance(holder, list):
            holder.insert(last, deepcopy(here))
        case "cut" if isinstance(here, str) and here:
            at = source.randrange(len(here) + 1)
            piece = source.choice(("", here[:at], "\0", "%", " ", "é", _text(source)))
            holder[last] = here[:at] + piece + here[at + source.randrange(2) :]
        case _ if isinstance(holder, dict):
            names = [*{step: 0 for other in spots for step in other if isinstance(step, str)}, *_NAMES]
            holder[source.choice(names)] = holder.pop(last)
        case _:
            holder.reverse()
    return value


_NAMES: Final = ("", "0", "a", "id", "name", "key", "value", "/", "~", "é", "ce-é", "__class__")
_TYPED: Final[tuple[Callable[[Any], Any], ...]] = (
    str,
    json.dumps,
    lambda here: [here],
    lambda here: {"value": here},
    lambda here: int(here) if isinstance(here, str) and here.isdecimal() and len(here) < 300 else 5,
    lambda here: str(here).upper(),
    lambda here: f" {here} ",
    lambda here: {str(each): None for each in here} if isinstance(here, list) else {},
    lambda here: list(here.items()) if isinstance(here, dict) else [here, here],
)


def _any(source: Random, levels: int = 3) -> Any:
    """Any JSON."""
    match source.randrange(8 if levels else 5):
        case 0:
            return source.choice((None, True, False))
        case 1:
            return source.randrange(-(10 ** source.randrange(1, 25)), 10 ** source.randrange(1, 25))
        case 2:
            return source.uniform(-1, 1) * 10.0 ** source.randrange(-300, 300)
        case 3 | 4:
            return _text(source)
        case 5 | 6:
            return {_text(source): _any(source, levels - 1) for _ in range(source.randrange(4))}
        case _:
            return [_any(source, levels - 1) for _ in range(source.randrange(4))]


def _text(source: Random) -> str:
    """Any text, mostly of characters that mean something somewhere."""
    if source.randrange(3):
        return "".join(source.choices("aZ09 /%+-_.,:;=<>&\"'\\{}[]\n\t\0\x7fé€😀", k=source.randrange(12)))
    return "".join(chr(source.randrange(0xD800)) for _ in range(source.randrange(6)))


def _at(value: Any, spot: Sequence[Any]) -> Any:
    for step in spot:
        value = value[step]
    return value


def _spots(value: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value in a document, itself first; not far into the deep ones."""
    yield before
    if len(before) > 20:
        return
    for step, inner in _inner(value):
        yield from _spots(inner, (*before, step))


def _inner(value: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _damaged(data: bytes, seeds: Sequence[int]) -> bytes:
    for seed in seeds:
        source = Random(seed)
        start = source.randint(0, len(data))
        end = source.randint(start, min(len(data), start + source.choice((1, 2, 5, 40, 400))))
        match source.randrange(5):
            case 0:
                data = data[:start]
            case 1:
                data = data[:start] + data[end:]
            case 2:
                data = data[:end] + data[start:]
            case 3:
                data = data[:start] + source.randbytes(source.randrange(6)) + data[end:]
            case _:
                data = data[:start] + source.choice(_PIECES) + data[start:]
    return data


_PIECES: Final = (
    *(b"\n", b"\r\n", b"\r", b"\0", b"\xff", b"\xc3", b"\xef\xbb\xbf", b"\t", b" ", b",", b":", b'"', b"\\"),
    *(
        b"{",
        b"}",
        b"[",
        b"]",
        b"<",
        b">",
        b"&",
        b"null",
        b"\\ud800",
        b"[" * 100,
        b"1e999",
        b"NaN",
        b"\x1f\x8b",
    ),
)

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def _hold(captured: Captured, form: Format) -> None:
    """That a captured value is what its type says, and that a file could hold it."""
    assert captured.format == form.name
    assert captured.side in {None, "sent", "received"}
    for time in (captured.at, captured.until):
        assert time is None or _TIME.fullmatch(time), time
    for text in (captured.system, captured.key):
        assert text is None or isinstance(text, str)
    for name, text in captured.fields.items():
        assert isinstance(name, str)
        assert isinstance(text, str), name
    for headers in (captured.headers or (), captured.reply.headers if captured.reply else ()):
        assert isinstance(headers, tuple)
        assert all(isinstance(name, str) and isinstance(text, str) for name, text in headers)
    for handle in (*([captured.name] if captured.name else []), *captured.follows, *captured.shares):
        kind, text = handle
        assert isinstance(kind, str)
        assert isinstance(text, str)
        assert kind
        assert text, kind
    assert captured.payload is ABSENT or captured.body is None, "a payload and a body"
    assert isinstance(captured.place, Place)
    assert captured.place.file == "fuzzed"
    _hold_writable([getattr(captured, field.name) for field in fields(captured)])


def _hold_writable(value: Any) -> None:
    """That nothing in it is of a type that JSON has not, or text that UTF-8 has not."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        match one:
            case str():
                one.encode()
            case dict():
                waiting += one.keys()
                waiting += one.values()
            case list() | tuple():
                waiting += one
            case Reply() | Body() | Place():
                waiting += [getattr(one, field.name) for field in fields(one)]
            case Decimal():
                assert one.is_finite()
            case float():
                assert isfinite(one)
            case _:
                assert one is None or isinstance(one, bool | int | Absent | What), type(one)
