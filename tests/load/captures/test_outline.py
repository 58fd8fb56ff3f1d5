"""Tests of the first look at a document: what its beginning shows, and that no beginning hangs it."""

import pytest

from checker.load.captures.outline import Outline, outline
from tests.clock import within


def test_places_are_pointers_with_a_star_for_the_elements_of_lists() -> None:
    head = b'{"log": {"version": "1.2", "entries": [{"time": 60}, {"time": 61, "x": null}]}, "a/b~c": true}'
    assert outline(head) == Outline(
        values={
            "": "{",
            "/log": "{",
            "/log/version": "1.2",
            "/log/entries": "[",
            "/log/entries/*": "{",
            "/log/entries/*/time": "60",
            "/log/entries/*/x": "null",
            "/a~1b~0c": "true",
        },
        is_whole=True,
        has_more=False,
        is_on_one_line=True,
    )


def test_it_answers_for_places() -> None:
    seen = outline(b'{"a":{"b":"c"}}')
    assert "/a/b" in seen
    assert "/a/c" not in seen
    assert (seen.get("/a/b"), seen.get("/a/c")) == ("c", None)
    assert seen.has_all("/a", "/a/b")
    assert not seen.has_all("/a", "/b")


@pytest.mark.parametrize(
    ("head", "is_whole", "has_more", "is_on_one_line"),
    [
        (b"{}", True, False, True),
        (b" \n{}\n", True, False, True),
        (b"{\n}", True, False, False),
        (b"{}\n{}", True, True, True),
        (b"[{}] x", True, True, True),
        (b'{"a": "}"', False, False, False),
        (b'{"a": "\\"}', False, False, False),
        (b'{"a": [1', False, False, False),
        (b"", False, False, False),
        (b"7", False, False, False),
        (b'"a"', False, False, False),
        (b"<a/>", False, False, False),
        (b"}", False, False, False),
        (b"\0\xff", False, False, False),
    ],
)
def test_it_tells_where_the_first_document_ends(
    head: bytes, is_whole: bool, has_more: bool, is_on_one_line: bool
) -> None:
    seen = outline(head)
    assert (seen.is_whole, seen.has_more, seen.is_on_one_line) == (is_whole, has_more, is_on_one_line)


def test_what_is_no_object_or_list_shows_nothing() -> None:
    assert outline(b"a: 1") == outline(b"") == outline(b"null") == Outline()


@pytest.mark.parametrize(
    ("head", "pointer", "text"),
    [
        (b'{"\\u006cog": 1}', "/log", "1"),
        (b'{"a": "\\u0041\\n"}', "/a", "A\n"),
        (b'{"a": 1, "a": 2}', "/a", "1"),
        (b'{"a": "cut off', "/a", "cut off"),
        (b'{"a": "\\x"}', "/a", "\\x"),
        (b'{"a": "\xff"}', "/a", "\N{REPLACEMENT CHARACTER}"),
        (b"{a: 'b'}", "/a", "'b'"),
        (b'{"a": "' + b"x" * 500 + b'"}', "/a", "x" * 200),
    ],
)
def test_keys_and_values_are_what_they_say(head: bytes, pointer: str, text: str) -> None:
    assert outline(head).get(pointer) == text


def test_a_beginning_that_is_cut_shows_what_stands_before_the_cut() -> None:
    head = b'{"log": {"entries": [{"a": "b\\"c"}, 1]}, "x": [[]]}'
    for position in range(len(head)):
        seen = outline(head[:position])
        assert not seen.is_whole
        assert outline(head[: max(position - 1, 0)]).values.keys() <= seen.values.keys()


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "head", [b"[", b'{"a":', b'{"a":[', b'[{"key":1,"', b"]}", b'"', b"\\", b"[]", b",:"]
)
def test_no_beginning_takes_long_or_much(head: bytes) -> None:
    with within(30):
        seen = outline(b"[" + head * (250_000 // len(head)))
    assert sum(map(len, seen.values)) < 100_000


def test_deep_places_and_too_many_are_left_out() -> None:
    assert len(outline(b"[" * 1000).values) == 7
    many = b"{" + b",".join(b'"%d":1' % number for number in range(5000)) + b"}"
    seen = outline(many)
    assert len(seen.values) == 4000
    assert seen.is_whole
