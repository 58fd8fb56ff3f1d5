"""Tests of the columns that kafka-console-consumer prints, in which nothing is escaped."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from checker.load.captures import capture, kafka_console
from checker.model.captures import Captured, What
from checker.model.json import ABSENT
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Body
from tests.load.captures.fuzzing import damaged, fuzz, hold_when_cut, nothing_foreign, read

FILE = (Path(__file__).parent / "files" / "kafka-console-consumer.txt").read_bytes()
TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_record_has_all_columns() -> None:
    assert capture("a", content=FILE).form is kafka_console.FORMAT
    found, mistakes = read(kafka_console.FORMAT, FILE)
    assert mistakes == []
    assert found[0] == Captured(
        format="kafka-console-consumer",
        what=What.MESSAGE,
        place=Place(file="fuzzed", line=1, column=1),
        at="2026-03-02T09:15:01.120Z",
        fields={
            "partition": "0",
            "offset": "11",
            "delivery": "",
            "tstype": "CreateTime",
            "tombstone": "false",
        },
        headers=(
            ("traceparent", f"00-{TRACE}-{SPAN}-01"),
            ("note", "a, b"),
            ("types", '{"x":1,"y":2}'),
        ),
        payload={"orderId": "4711", "amount": Decimal("1.10")},
        key="4711",
        name=("span", f"{TRACE}/{SPAN}"),
        shares=(("trace", TRACE),),
    )


def test_nulls_lines_tabs_and_bytes_in_a_record() -> None:
    found, _ = read(kafka_console.FORMAT, FILE)
    assert [(one.place.line, one.at, one.headers, one.key, one.payload, one.body) for one in found[1:]] == [
        (3, "2026-03-02T09:15:01.121Z", (), None, ABSENT, None),
        (
            4,
            None,
            (("content-type", "text/plain"),),
            "4712",
            ABSENT,
            Body(media="text/plain", text="plain\ttext\n\nwith lines"),
        ),
        (7, "2026-03-02T09:15:01.123Z", (), None, ABSENT, Body(base64="/w==")),
    ]
    assert [one.fields["tombstone"] for one in found] == ["false", "true", "false", "false"]
    assert found[3].rest == {"headers": {"base64": "YmluOv8="}, "key": {"base64": "/g=="}}


@pytest.mark.parametrize(
    ("text", "headers", "key", "value"),
    [
        ("CreateTime:1\tvalue", None, None, "value"),
        ("CreateTime:1\tkey\tvalue", None, "key", "value"),
        ("Offset:4\tNO_HEADERS\tgrace\tvalue", (), "grace", "value"),
        ("Offset:4\tNO_HEADERS\tvalue", (), None, "value"),
        ("NO_HEADERS\tvalue", (), None, "value"),
        (
            "Offset:5\tsource:web,trace:abc\tgrace\tvalue",
            (("source", "web"), ("trace", "abc")),
            "grace",
            "value",
        ),
        ("Offset:5\torder:4711\tvalue", None, "order:4711", "value"),
        ("Offset:5\tce_id:A1,x:y\tvalue", (("ce_id", "A1"), ("x", "y")), None, "value"),
        ("Partition:0|Offset:5|k|v", None, "k", "v"),
        ("CreateTime:1\tPartition:0\tOffset:5\tDelivery:2\tv", None, None, "v"),
        ("CreateTime:1\tDelivery:NONE\tv", None, None, "v"),
        ("Partition:0\t", None, None, ""),
    ],
)
def test_columns_are_told_by_what_stands_in_them(
    text: str, headers: tuple[tuple[str, str], ...] | None, key: str | None, value: str
) -> None:
    assert capture("a", content=text.encode()).form is kafka_console.FORMAT
    (found,), mistakes = read(kafka_console.FORMAT, f"{text}\n".encode())
    assert mistakes == []
    assert (found.headers, found.key) == (headers, key)
    assert found.body is not None
    assert found.body.text == value


def test_lines_without_any_label_are_read_where_the_format_was_named() -> None:
    found, mistakes = read(
        kafka_console.FORMAT, b'k1\t{"a":1}\n\nk2\tv\r2\nProcessed a total of 2 messages\n'
    )
    assert mistakes == []
    assert [(one.key, one.payload, one.body) for one in found] == [
        ("k1", {"a": 1}, None),
        ("k2", ABSENT, Body(text="v\r2")),
    ]


def test_a_file_that_windows_wrote_is_the_same() -> None:
    found, mistakes = read(kafka_console.FORMAT, FILE.replace(b"\n", b"\r\n"))
    assert (found, mistakes) == read(kafka_console.FORMAT, FILE)


def test_what_has_too_few_columns_is_said() -> None:
    lines = b"".join(b"Offset:%d\tNO_HEADERS\tk\tv\n" % number for number in range(2000))
    found, mistakes = read(kafka_console.FORMAT, lines + b"Offset:2000\tNO_HEADERS\tv\n")
    assert len(found) == 2000
    assert [str(mistake) for mistake in mistakes] == [
        "fuzzed:2001:1: this has no column behind its key, as the lines around it have "
        "(mend it, or leave it out)"
    ]


def test_headers_that_are_none_are_said() -> None:
    found, mistakes = read(kafka_console.FORMAT, b"Offset:1\tNO_HEADERS\tk\tv\nOffset:2\t,\tk\tv\n")
    assert len(found) == 1
    assert [mistake.message for mistake in mistakes] == [
        'this is no record of kafka-console-consumer (text): these are no headers: ","'
    ]


@pytest.mark.parametrize(
    ("end", "values", "said"),
    [
        ('Offset:2\t{"a":2}', ["1", "2"], None),
        ("Offset:2\t12", ["1"], 2),
        ("Offset:2\tnull", ["1"], 2),
        ("Offs", ["1"], 2),
        ("}", ["1"], 2),
    ],
)
def test_a_last_line_without_its_newline_is_used_only_where_it_is_whole(
    end: str, values: list[str], said: int | None
) -> None:
    found, mistakes = read(kafka_console.FORMAT, f'Offset:1\t{{"a":1}}\n{end}'.encode())
    assert [str(one.payload["a"]) for one in found if isinstance(one.payload, dict)] == values
    assert [mistake.place.line for mistake in mistakes if mistake.place] == ([said] if said else [])


def test_a_value_longer_than_the_limit_is_said_and_the_rest_goes_on() -> None:
    text = b"Offset:1\ta\n" + b"b\n" * 1000 + b"Offset:2\tc\n" + b"d" * 2000 + b"\nOffset:3\te\n"
    found, mistakes = read(kafka_console.FORMAT, text, Limits(payload_size=1000))
    assert [one.fields["offset"] for one in found] == ["2", "3"]
    assert [mistake.message for mistake in mistakes] == [
        "this record has more than 1,000 bytes, the most that is read",
        "this line has more than 1,000 bytes, the most that is read",
    ]


@fuzz
@given(damaged(FILE))
def test_whatever_bytes_there_are_nothing_foreign_comes_of_them(data: bytes) -> None:
    nothing_foreign(kafka_console.FORMAT, data)


@pytest.mark.exhaustive
def test_a_file_cut_anywhere_gives_what_stood_before_the_cut() -> None:
    line = b'CreateTime:1772442901120\tOffset:%d\tNO_HEADERS\tk\t{"a":"b c"}\n'
    hold_when_cut(kafka_console.FORMAT, b"".join(line % number for number in range(3)), is_lines=True)
