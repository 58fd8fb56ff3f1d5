"""Tests of taking captures apart: every record that can be read comes, and all else is said."""

import gzip
import json
from collections.abc import Sequence
from decimal import Decimal
from tracemalloc import get_traced_memory, start, stop

import pytest

from checker.load.captures.records import Record, Way, elements, json_records
from checker.load.captures.sources import HEAD, Source
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place

LOG: Way = ("log", "entries")
LARGE = b'{"a": "' + b"x" * (HEAD + 50_000) + b'"}'


def read(
    data: bytes, ways: Sequence[Way] = (LOG,), limits: Limits = DEFAULT
) -> tuple[list[Record], list[str]]:
    """The records, and the mistakes without the name of the file."""
    mistakes: list[str] = []
    source = Source("f", data, limits)
    records = list(json_records(source, ways, lambda said: mistakes.append(str(said).partition(" (")[0])))
    return records, [mistake.removeprefix("f:") for mistake in mistakes]


def values(
    data: bytes, ways: Sequence[Way] = (LOG,), limits: Limits = DEFAULT
) -> tuple[list[Json], list[str]]:
    records, mistakes = read(data, ways, limits)
    return [record.value for record in records], mistakes


def place(line: int, column: int, pointer: str) -> Place:
    return Place(file="f", line=line, column=column, pointer=pointer)


def test_the_elements_of_a_list_in_a_document_come_with_their_places() -> None:
    data = b'{"log": {"version": "1.2", "entries": [\n  {"a": 1},\n  {"\xc3\xa9": 2}, {"b": 1.10}\n], "c": {}}}\n'
    assert read(data) == (
        [
            Record({"a": 1}, place(2, 3, "/log/entries/0")),
            Record({"é": 2}, place(3, 3, "/log/entries/1")),
            Record({"b": Decimal("1.10")}, place(3, 13, "/log/entries/2")),
        ],
        [],
    )


def test_a_document_on_one_line_is_taken_apart_too() -> None:
    assert read(b'{"log":{"entries":[{},{"\xc3\xa9":x},{"b":"c"}]}}') == (
        [Record({}, place(1, 20, "/log/entries/0")), Record({"b": "c"}, place(1, 31, "/log/entries/2"))],
        ["1:28: a JSON value should stand here"],
    )


def test_one_value_where_a_list_could_stand_is_the_record() -> None:
    assert read(b'{"log":\n{"entries": {"a": 1}}}') == ([Record({"a": 1}, place(2, 13, "/log/entries"))], [])


def test_ways_are_tried_in_their_order() -> None:
    ways: list[Way] = [("a", "b"), ("c",), ()]
    assert read(b'{"c": [1], "a": {"b": [2]}}', ways)[0] == [Record(2, place(1, 24, "/a/b/0"))]
    assert read(b'{"c": [1], "a": {}}', ways)[0] == [Record(1, place(1, 8, "/c/0"))]
    assert read(b'{"d": 1}', ways)[0] == [Record({"d": 1}, place(1, 1, ""))]
    assert read(b"[\n1, 2]", ways)[0] == [Record(1, place(2, 1, "/0")), Record(2, place(2, 4, "/1"))]


def test_lines_are_documents_of_which_each_has_records() -> None:
    data = b'{"log":{"entries":[1,2]}}\r\n\r\n  {"log":{"entries":{"a":3}}}\n{"x":4}\n'
    assert read(data) == (
        [
            Record(1, place(1, 1, "/log/entries/0")),
            Record(2, place(1, 1, "/log/entries/1")),
            Record({"a": 3}, place(3, 1, "/log/entries")),
            Record({"x": 4}, place(4, 1, "")),  # its reader says that it is none
        ],
        [],
    )


def test_a_broken_line_stops_no_other_one() -> None:
    data = b'{"a":1}\n{"a":\n{"a":1,"a":2}\nnull\n{"a":NaN}\n\xff\n{"a":2}'
    assert values(data, [()]) == (
        [{"a": 1}, None, {"a": 2}],
        [
            "2:6: the JSON ends in the middle",
            '3:8: the key "a" stands twice in this object',
            "5:6: NaN is no JSON number",
            "6:1: byte 0xff stands here, which is not UTF-8",
        ],
    )


@pytest.mark.parametrize(
    "first", [b'{"log":{"entries":[{}', b'{"log":{"entries":[}]}}', b'{"log', b'{"log"}']
)
def test_a_broken_first_line_stops_no_other_one(first: bytes) -> None:
    found, mistakes = values(first + b'\n{"log":{"entries":[1]}}\n{"log":{"entries":[2]}}\n')
    assert found == [1, 2]
    assert len(mistakes) == 1
    assert mistakes[0].startswith("1:")


def test_a_document_with_a_record_on_each_line_is_no_file_of_lines() -> None:
    assert values(b'{"log":{"entries":[\n{"a":1},\n{"a":2}\n]}}') == ([{"a": 1}, {"a": 2}], [])
    assert values(b'[\n{"a":1},\n{"a":2}\n]', [()]) == ([{"a": 1}, {"a": 2}], [])
    assert values(b'{"b":[\n{"a":1}\n]}', [("b",), ()]) == ([{"a": 1}], [])


def test_a_first_line_longer_than_the_head_is_a_line_all_the_same() -> None:
    found, mistakes = read(LARGE + b'\n{"a":\n{"a":3}\n', [()])
    assert [(record.place.line, record.place.pointer) for record in found] == [(1, ""), (3, "")]
    assert mistakes == ["2:6: the JSON ends in the middle"]


def test_several_documents_over_several_lines_come_one_after_another() -> None:
    data = b'{"log":\n{"entries":[1]}}\n{"log":\n{"entries":[2]}} {"log":{"entries":[3]}}\n{"b":\n1}'
    assert read(data) == (
        [
            Record(1, place(2, 13, "/log/entries/0")),
            Record(2, place(4, 13, "/log/entries/0")),
            Record(3, place(4, 37, "/log/entries/0")),
        ],
        ['6:2: there is no "log" in this object'],
    )


@pytest.mark.parametrize(
    ("data", "found", "mistakes"),
    [
        (b"", [], []),
        (b" \r\n ", [], []),
        (b"\xef\xbb\xbf", [], []),
        (b"{}", [], ["1:1: this has none of the records that its format has"]),
        (b"[]", [], ["1:1: this has none of the records that its format has"]),
        (b"null\n", [], ["1:1: an object should stand here"]),
        (b"log", [], ["1:1: an object should stand here"]),
        (b'{"log":{"entries":[]}}', [], []),
        (b'{"log":{"entries":[ ] }}', [], []),
        (b'{"log":{"entries":null}}', [None], []),
        (b'{"log":{"entries":7}}', [7], []),
        (b'{"log":{"entries":"a"}}', ["a"], []),
        (b'{"\\u006cog":{"entries":[1]}}', [1], []),
        (
            b'{"log":{"entries":[1]},"log":{"entries":[2]}}',
            [1],
            ['1:24: the key "log" stands twice in this object'],
        ),
        (
            b'{"log":{"entries":[1],"entries":[2]}}',
            [1],
            ['1:23: the key "entries" stands twice in this object'],
        ),
        (b'{"log":{"entries":[1]}} trailing', [1], ["1:25: an object should stand here"]),
        (b'{"log":{"entries":[1]}}\n]', [1], ["2:1: a JSON value should stand here"]),
        (b'{"log":{"entries":[1,]}}', [1], ["1:22: a JSON value should stand here"]),
        (b'{"log":{"entries":[,1]}}', [], ["1:20: a JSON value should stand here"]),
        (b'{"log":{"entries":[1 2]}}', [1], ["1:22: a comma or the end of the list should stand here"]),
        (b'{"log":{"entries":[1}]}', [1], ["1:21: a comma or the end of the list should stand here"]),
        (b'{"log":{"entries":[1] 2}}', [1], ["1:23: a comma or the end of the object should stand here"]),
        (b'{"log":{"entries":[1],}}', [1], ["1:23: a key in double quotes should stand here"]),
        (b'{"log":{"entries" [1]}}', [], ["1:19: a colon should stand between a key and its value"]),
        (b'{"log":{x:1,"entries":[1]}}', [], ["1:9: a key in double quotes should stand here"]),
        (b'{"log":{"entries":[x, 1]}}', [1], ["1:20: a JSON value should stand here"]),
        (b'{"log":{"entries":["a\nb", 1]}}', [1], ["1:22: a control character stands in a text"]),
    ],
)
def test_what_is_wrong_is_said_and_what_is_good_comes(
    data: bytes, found: list[Json], mistakes: list[str]
) -> None:
    assert values(data) == (found, mistakes)


def test_a_document_cut_anywhere_gives_the_records_before_the_cut() -> None:
    data = b'{"log": {"x": ["\\"", {"y": 1}], "entries": [\n{"a": "b}"}, {"a": [{"b": {}}]}, 7, "t"], "z": null}}'
    whole, mistakes = read(data)
    assert mistakes == []
    assert len(whole) == 4
    for position in range(1, len(data)):
        found, mistakes = read(data[:position])
        assert [record.value for record in found] == [record.value for record in whole[: len(found)]]
        ended = sum(data[:position].count(end) for end in (b'b}"}', b"{}}]}", b"7,", b'"t"'))
        assert len(found) == ended
        assert len(mistakes) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_it_is_all_the_same_how_the_bytes_come(size: int) -> None:
    entries = [{"a": 'b"}{\\' * number, "c": [[{}], []], "é": "\\"} for number in range(30)]
    data = json.dumps(
        {"log": {"pages": [{"x": "]"}], "entries": entries}}, ensure_ascii=False, indent=1
    ).encode()
    packed = b"".join(gzip.compress(data[at : at + size], 0, mtime=0) for at in range(0, len(data), size))
    assert read(packed) == read(data)
    assert values(data) == (entries, [])


def test_a_record_over_the_limit_is_said_and_stops_no_other_one() -> None:
    limits = Limits(payload_size=100)
    large = b'{"a": [{"b": "]}\\"' + b"x" * 5_000_000 + b'\\\\"}, {}]}'
    data = (
        b'{"log":{"z":'
        + large
        + b',"entries":[{"a":1},\n'
        + large
        + b',\n{"a":2}, "'
        + b"y" * 300
        + b'",3]}}'
    )
    said = "bytes, and 100 are the most that is read"
    assert values(data, limits=limits) == (
        [{"a": 1}, {"a": 2}, 3],
        [f"2:1: this has {len(large):,} {said}", f"3:10: this has 302 {said}"],
    )
    assert values(b'{"a":1}\n' + large + b'\n{"a":2}', [()], limits)[0] == [{"a": 1}, {"a": 2}]


def test_a_key_or_word_without_an_end_fills_no_memory() -> None:
    limits = Limits(payload_size=1_000_000)
    for data, column in (
        (b'{"log":{"' + b"k" * 20_000_000, 9),
        (b'{"log":{"entries":[' + b"1" * 20_000_000, 20),
    ):
        assert values(data, limits=limits) == ([], [f"1:{column}: this text goes on without an end"])


@pytest.mark.exhaustive
def test_what_nests_too_deeply_is_said_and_stops_no_other_one() -> None:
    for levels in (64, 65, 5_000):
        deep = b"[" * levels + b"]" * levels
        found, mistakes = values(b'{"log":{"entries":[' + deep + b",{}]}}")
        assert len(found) == (2 if levels == 64 else 1)
        assert mistakes == (
            [] if levels == 64 else ["1:84: this bracket opens level 65, and 64 are the most that is read"]
        )
    assert values(b'{"log":{"entries":[' + b"[" * 1_000_000) == ([], ["1:20: the JSON ends in the middle"])


def test_a_damaged_pack_gives_what_was_good() -> None:
    data = b'{"log":{"entries":[' + b",".join(b'{"a":%d}' % number for number in range(99)) + b"]}}"
    packed = gzip.compress(data, mtime=0)
    found, mistakes = values(packed[:-20])
    assert found == [{"a": number} for number in range(len(found))]
    assert len(mistakes) == 1
    found, mistakes = values(packed[:-4])
    assert len(found) == 99
    assert len(mistakes) == 1


def test_the_elements_of_a_list_in_records_can_be_had() -> None:
    here = place(1, 1, "/0")
    records = [
        Record({"Records": [1, {}]}, here),
        Record({"x": 1}, here),
        Record([2], here),
        Record(None, here),
    ]
    assert list(elements(iter(records), "Records")) == [
        Record(1, place(1, 1, "/0/Records/0")),
        Record({}, place(1, 1, "/0/Records/1")),
        *records[1:],
    ]


@pytest.mark.parametrize("is_line", [True, False])
def test_what_stands_beside_the_records_is_told(is_line: bool) -> None:
    data = b'{"d":{"next":"/2","results":[1],"more":{"x":1},"count":2,"last":null}}'
    heard: list[tuple[str, Json, Place]] = []
    source = Source("f", data + b"\n{}\n" if is_line else data)
    found = list(json_records(source, [("d", "results")], print, lambda *said: heard.append(said)))
    assert found[0].value == 1
    assert [said[:2] for said in heard] == [("next", "/2"), ("count", 2), ("last", None)]
    assert [said[2].column for said in heard] == ([1, 1, 1] if is_line else [14, 56, 65])


@pytest.mark.exhaustive
def test_a_long_document_needs_no_more_memory_than_a_short_one() -> None:
    entry = json.dumps({"a": ["x" * 100] * 20, "b": {"c": 1.5}}).encode()

    def peak(count: int) -> int:
        source = Source(
            "f", gzip.compress(b'{"log":{"entries":[' + b",".join([entry] * count) + b"]}}", 0, mtime=0)
        )
        start()
        try:
            assert sum(1 for _ in json_records(source, [LOG], print)) == count
            return get_traced_memory()[1]
        finally:
            stop()

    assert peak(8_000) < 1.5 * peak(800)
