"""Tests of reading JSON exactly, and of the fast reader against the strict one."""

import os
import random
from decimal import Decimal

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.written import written
from checker.errors import RecordingError
from checker.load.json import parse, parse_line, parse_quickly
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits

GENERATED = int(os.environ.get("SEAMPROOF_GENERATED", "20000"))  # a million now and then


def read(text: str | bytes, limits: Limits = DEFAULT) -> Json:
    return parse(text.encode() if isinstance(text, str) else text, file="a.json", limits=limits)


def mistake(text: str | bytes, limits: Limits = DEFAULT) -> str:
    """What both readers say of a text, which must be the same but for the number of the line."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(RecordingError) as error:
        parse(data, file="a.json", limits=limits)
    with pytest.raises(RecordingError):
        parse_line(data, file="a.json", line_number=7, limits=limits)
    (said,) = error.value.mistakes
    assert said.fix
    return f"{said.place.line}:{said.place.column} {said.message}" if said.place else said.message


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-12", -12),
        ("1.10", Decimal("1.10")),
        ("-0", Decimal("-0")),
        ("0.0", Decimal("0.0")),
        ("1E5", Decimal("1E5")),
        ("18446744073709551616", 18446744073709551616),
        ("9007199254740993.0", Decimal("9007199254740993.0")),
        ('"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        ('"\\\\ud83d"', "\\ud83d"),
        (' {"a": [true, false, null, {}, []]} ', {"a": [True, False, None, {}, []]}),
    ],
)
def test_a_value_is_read_with_every_digit(text: str, value: Json) -> None:
    assert repr(read(text)) == repr(value)


def test_a_number_is_written_as_it_was_read() -> None:
    text = '[1.10,-0,0.0,-0.0,1E+5,1E-7,18446744073709551616,123456789012345678901234567890,"\\"é"]'
    assert written(read(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1 nothing stands here"),
        ("  \n ", "2:2 nothing stands here"),
        ('{"a":', "1:6 the JSON ends in the middle"),
        ('["abc', "1:2 the JSON ends in the middle"),
        ('{"a":1,\n "b":2,\n "a":3}', '3:2 the key "a" stands twice in this object'),
        ('[{"a":1},{"a":1,"b/c":{"d":1,"d":2}}]', '1:30 the key "d" stands twice in this object'),
        ('{"a":1,"\\u0061":1}', '1:8 the key "a" stands twice in this object'),
        ('{"a":1,"a\\/b":1,"a/b":2}', '1:17 the key "a/b" stands twice in this object'),
        ("[NaN]", "1:2 NaN is no JSON number"),
        ("[1,-Infinity]", "1:4 -Infinity is no JSON number"),
        (
            '["\\ud800"]',
            "1:2 this text holds half of a surrogate pair, which is no character and can't be written again",
        ),
        (
            '["x","\\udc00\\ud800"]',
            "1:6 this text holds half of a surrogate pair, which is no character and can't be written again",
        ),
        (b"\xef\xbb\xbf{}", "1:1 this begins with a byte order mark"),
        ("[1]".encode("utf-16"), "1:1 this is UTF-16 or UTF-32, not UTF-8"),
        ("[1]".encode("utf-16-be"), "1:1 this is UTF-16 or UTF-32, not UTF-8"),
        ("[1]".encode("utf-32"), "1:1 this is UTF-16 or UTF-32, not UTF-8"),
        (b'["\xc3\xa9",\n "a\xff"]', "2:4 byte 0xff stands here, which is not UTF-8"),
        ("[1,]", "1:4 a JSON value should stand here"),
        ("{a:1}", "1:2 a key in double quotes should stand here"),
        ("['x']", "1:2 a JSON value should stand here"),
        ('{"a" 1}', "1:6 a colon should stand between a key and its value"),
        ("[1 2]", "1:4 a comma or the end of the list or object should stand here"),
        ('["\t"]', "1:3 a control character stands in a text"),
        ('["\\x"]', "1:3 this escape is none of JSON's"),
        ("{} {}", "1:4 more stands after the end of the JSON document"),
        ("01", "1:2 more stands after the end of the JSON document"),
        ("[1.]", "1:3 a comma or the end of the list or object should stand here"),
        ("[" + "1" * 401 + "]", "1:2 this number has more than 400 digits when written out"),
        ("[0." + "1" * 401 + "]", "1:2 this number has more than 400 digits when written out"),
        ("[1e401]", "1:2 this number has more than 400 digits when written out"),
        ("[1e-401]", "1:2 this number has more than 400 digits when written out"),
        ("[1e999999999999999999999]", "1:2 this number has more than 400 digits when written out"),
    ],
)
def test_what_is_no_json_or_loses_something_is_refused_where_it_stands(text: str | bytes, said: str) -> None:
    assert mistake(text) == said


def test_a_repeated_key_shows_where_it_stood_first() -> None:
    with pytest.raises(RecordingError) as error:
        parse(b'{"a":1,\n"a":2}', file="a.json", first_line=10)
    (said,) = error.value.mistakes
    assert [(str(place), word) for place, word in said.related] == [("a.json:10:2", "it stands here first")]


def test_the_depth_is_looked_at_before_anything_parses() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    assert mistake(deep).endswith("and 64 are the most that is read")
    assert mistake("[" * 100_000).startswith("1:65 this bracket opens level 65")


def test_brackets_in_texts_do_not_count_as_levels() -> None:
    text = orjson.dumps(["[{" * 100, '\\"[[' * 50])
    assert read(text) == parse_line(text, file="a", line_number=1) == ["[{" * 100, '\\"[[' * 50]


def test_many_shallow_brackets_are_not_deep() -> None:
    text = orjson.dumps([[] for _ in range(1000)])
    assert read(text) == parse_line(text, file="a", line_number=1) == [[] for _ in range(1000)]


def test_a_payload_may_be_as_deep_in_a_line_as_alone() -> None:
    payload = b"[" * 64 + b"]" * 64
    line = b'{"reply":{"payload":' + payload + b"}}"
    assert parse_line(line, file="a", line_number=1) == {"reply": {"payload": read(payload)}}


def test_a_document_over_the_limit_of_size_is_not_read() -> None:
    said = mistake('["aaaaaaaaaa"]', Limits(payload_size=10))
    assert said == "1:1 this has 14 bytes, and 10 are the most that is read"


def test_depth_beyond_python_is_refused_even_where_the_limit_was_raised() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    assert mistake(deep, Limits(payload_depth=1_000_000)) == "1:1 this nests deeper than Python can read"


def test_the_line_of_a_recording_is_blamed_under_its_number() -> None:
    with pytest.raises(RecordingError) as error:
        parse_line(b'{"a":1,"a":2}', file="a.jsonl", line_number=12)
    assert str(error.value) == (
        'a.jsonl:12:8: the key "a" stands twice in this object (delete one of the two, or rename it)'
    )


# The fast reader against the strict one: where both read, they must read the same to the last digit.

NUMBERS = st.one_of(
    st.integers(),
    st.integers(min_value=-(2**70), max_value=2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
).map(str)
TEXTS = st.text(max_size=8).map(lambda text: orjson.dumps(text).decode())
DOCUMENTS = st.recursive(
    NUMBERS | TEXTS | st.sampled_from(["true", "false", "null", "1e5", "1E400", "-0", "NaN", '"\\ud800"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]"),
        st.lists(st.tuples(TEXTS, inner), max_size=4).map(
            lambda members: "{" + ",".join(f"{name}:{value}" for name, value in members) + "}"
        ),
    ),
    max_leaves=12,
)


def both(line: bytes) -> tuple[str, str]:
    """What the two readers make of a line, as text; a refusal is one too."""
    seen = []
    for read_line in (lambda: parse_line(line, file="a", line_number=1), lambda: parse(line, file="a")):
        try:
            seen.append(plain(read_line()))
        except RecordingError as error:
            seen.append(error.mistakes[0].message)
    return seen[0], seen[1]


def plain(value: Json) -> str:
    """A text that tells apart all that must not be mixed up: types, digits, order."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{name!r}:{plain(member)}" for name, member in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(plain, value)) + "]"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        return str(number.as_tuple())
    return repr(value)


@given(DOCUMENTS)
def test_the_fast_reader_reads_what_the_strict_one_reads(text: str) -> None:
    fast, strict = both(text.encode("utf-8", errors="surrogatepass"))
    assert fast == strict


def generated_line(source: random.Random, depth: int = 0) -> str:
    """A JSON text, mostly canonical, with all that can go wrong in some."""
    match source.randrange(9 if depth < 4 else 6):
        case 0:
            return str(source.randrange(-(10 ** source.randrange(1, 25)), 10 ** source.randrange(1, 25)))
        case 1:
            return repr(source.uniform(-1, 1) * 10 ** source.randrange(-320, 300))
        case 2:
            return f"{source.randrange(10**6)}.{source.randrange(10 ** source.randrange(1, 20))}"
        case 3:
            return source.choice(
                ("true", "false", "null", "-0", "-0.0", "0.0", "1e5", "1E5", "1e-7", "1.0", "NaN")
            )
        case 4 | 5:
            return orjson.dumps(
                "".join(source.choices('ab"\\/é\n\u2028😀{[:,', k=source.randrange(6)))
            ).decode()
        case 6:
            return "[" + ",".join(generated_line(source, depth + 1) for _ in range(source.randrange(4))) + "]"
        case _:
            names = source.choices("abcdefghijklmnop", k=source.randrange(4))
            return "{" + ",".join(f'"{name}":{generated_line(source, depth + 1)}' for name in names) + "}"


@pytest.mark.exhaustive
def test_both_readers_agree_on_many_generated_lines() -> None:
    source = random.Random(20260302)
    lines = [generated_line(source).encode() for _ in range(GENERATED)]
    assert [line for line in lines if len(set(both(line))) != 1] == []


def test_only_a_line_that_proves_itself_is_read_with_floats() -> None:
    def numbers(line: bytes) -> list[type]:
        value = parse_line(line, file="a", line_number=1)
        assert isinstance(value, list)
        return [type(number) for number in value]

    assert numbers(b"[2.5,1e-7,-0.0]") == [float, float, float]
    assert numbers(b"[2.50,1,0.5]") == [Decimal, int, Decimal]
    assert numbers(b"[2.5, 1]") == [Decimal, int]


SPACES = st.sampled_from(["", " ", "\n", "\t", "\r\n  "])


@given(DOCUMENTS, SPACES, SPACES, st.booleans())
def test_the_quick_reader_of_foreign_documents_reads_what_the_strict_one_reads(
    text: str, before: str, after: str, is_levels_known: bool
) -> None:
    spaced = text.replace(",", f"{before},{after}").replace(":", f"{before}:{after}")  # in texts too
    data = f"{after}{spaced}{before}".encode("utf-8", errors="surrogatepass")
    levels = data.count(b"[") + data.count(b"{") if is_levels_known else None
    seen = []
    for read_it in (
        lambda: parse_quickly(data, file="a", first_line=3, levels=levels),
        lambda: parse(data, file="a", first_line=3),
    ):
        try:
            seen.append(plain(read_it()))
        except RecordingError as error:
            seen.append(str(error))
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "a": 1}',
        '{"a b": 1, "ab": 1, "a  b": 1}',
        '{"a": 1, "a ": 2}',
        '{ "a": [1E5, 100000.0, 1.10, 18446744073709551616, -0] }',
        "[" * 64 + "]" * 64,
        "[" * 65 + "]" * 65,
        "[" * 5000 + "]" * 5000,
        " ",
        "",
        '"\\ud800"',
        '{"a": "\\u0041\\/"}',
    ],
)
def test_the_quick_reader_takes_and_refuses_what_the_strict_one_does(text: str) -> None:
    seen = []
    for reader in (parse_quickly, parse):
        try:
            seen.append(plain(reader(text.encode(), file="a")))
        except RecordingError as error:
            seen.append(str(error))
    assert seen[0] == seen[1]


def test_a_document_with_spaces_is_read_quickly_where_nothing_is_lost() -> None:
    value = parse_quickly(b'{ "a b": [ 2.5, 1 ] }', file="a")
    assert value == {"a b": [2.5, 1]}
    assert isinstance(value, dict)
    assert type(value["a b"][0]) is float
