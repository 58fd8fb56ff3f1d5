"""YAML with places: bounded, strict, and data only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ContractError
from checker.load import yaml
from checker.load.tree import Binary, Entry, Node, Scalar, Series, Table, entry_place, place
from checker.model.limits import Limits
from checker.model.places import Place
from tests.clock import within


def said(text: str | bytes, limits: Limits | None = None) -> list[str]:
    """Each mistake as LINE:COLUMN, what it says, and the remedy."""
    data = text.encode() if isinstance(text, str) else text
    with pytest.raises(ContractError) as error:
        yaml.parse(data, file="f", limits=limits or Limits())
    assert all(mistake.fix for mistake in error.value.mistakes)
    return [str(mistake).removeprefix("f:") for mistake in error.value.mistakes]


def written(node: Node) -> object:
    """A tree as Python values: texts, lists and dicts."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Series):
        return [written(item) for item in node.items]
    return {name: written(entry.value) for name, entry in node.entries.items()}


def test_every_node_knows_its_place() -> None:
    tree = yaml.parse(b"a: x\nb/c:\n  - {d: 'y z'}\n", file="f")
    assert tree == Table(
        "f",
        1,
        1,
        1,
        "",
        {
            "a": Entry(Scalar("f", 1, 1, 1, "/a", "a", True), Scalar("f", 1, 4, 1, "/a", "x", True)),
            "b/c": Entry(
                Scalar("f", 2, 1, 3, "/b~1c", "b/c", True),
                Series(
                    "f",
                    3,
                    3,
                    1,
                    "/b~1c",
                    (
                        Table(
                            "f",
                            3,
                            5,
                            10,
                            "/b~1c/0",
                            {
                                "d": Entry(
                                    Scalar("f", 3, 6, 1, "/b~1c/0/d", "d", True),
                                    Scalar("f", 3, 9, 5, "/b~1c/0/d", "y z", False),
                                )
                            },
                        ),
                    ),
                ),
            ),
        },
    )


def test_scalars_are_the_texts_that_were_written() -> None:
    text = "[53, 0010, no, on, 12:30:45, 2026-01-01, ~, null, 0x1F, 1_000, '', \"a\\tb\"]"
    expected = ["53", "0010", "no", "on", "12:30:45", "2026-01-01", "~", "null", "0x1F", "1_000", "", "a\tb"]
    assert written(yaml.parse(text.encode(), file="f")) == expected


def test_an_alias_stands_for_what_its_anchor_named() -> None:
    tree = yaml.parse(b"a: &x [1, 2]\nb: *x\nc: &y d\ne: *y\n", file="f")
    assert written(tree) == {"a": ["1", "2"], "b": ["1", "2"], "c": "d", "e": "d"}


def test_an_alias_may_stand_for_a_key() -> None:
    assert written(yaml.parse(b"a: &x y\n*x : z\n", file="f")) == {"a": "y", "y": "z"}


@pytest.mark.parametrize(
    ("text", "column", "width"),
    [
        ("a: b", 1, 4),
        ("ab: {c: d}", 1, 10),
        ("ab:\n  c: d", 1, 2),
        ("'a': ''", 1, 7),
        ("a: 'long\n  text'", 1, 1),
    ],
)
def test_the_place_of_an_entry_covers_its_line(text: str, column: int, width: int) -> None:
    tree = yaml.parse(text.encode(), file="f")
    assert isinstance(tree, Table)
    ((_, entry),) = tree.entries.items()
    found = entry_place(entry)
    assert (found.line, found.column, found.width) == (1, column, width)


def test_a_place_is_that_of_the_node() -> None:
    assert place(yaml.parse(b"\n  x", file="f")) == Place(file="f", line=2, column=3, pointer="", width=1)


SYNTAX = (
    (
        "a: [1, 2\nb: c",
        "2:2: this list is not closed where a comma or ] is wanted (close it with ], or put a comma)",
    ),
    (
        "a: {b: 1",
        "1:9: this mapping is not closed where a comma or } is wanted (close it with }, or put a comma)",
    ),
    ('a: "x', "1:4: this quoted text has no end (close the quotes)"),
    ("a: 'x\n---\n", "1:4: this quoted text has no end (close the quotes)"),
    ("\ta: 1", "1:1: a tab stands where only spaces can indent (use spaces)"),
    ("a: >\n\t x", "2:1: a tab stands where only spaces can indent (use spaces)"),
    ("a: `x", "1:4: no value can begin with ` (put the value into quotes)"),
    ("a: @x", "1:4: no value can begin with @ (put the value into quotes)"),
    ("a: % x", "1:4: no value can begin with % (put the value into quotes)"),
    (
        "a: b: c",
        '1:5: a ": " stands where no new key can begin '
        "(put the value into quotes, or let keys of one mapping begin in one column)",
    ),
    (
        "- a\nb: c",
        '2:1: this stands in the column of a list and is no element of it (begin it with "- ", or indent it)',
    ),
    (
        "a: 1\n- b",
        "2:1: this belongs to no key (indent it like its neighbours; quote a value that has quotes inside)",
    ),
    ("a: - b", '1:4: a list begins with "- " in a place where none can (begin it on a new line)'),
    ("a: |x\n  y", "1:5: a text cannot begin in the line of | or > (begin it on the next line)"),
    ('a: "\\q"', "1:4: the text in double quotes has a backslash that escapes nothing (use single quotes)"),
    ("x: }", "1:4: a value is wanted here (write one; quote one that begins with , ] or })"),
    ("&a &b x", "1:4: the document has ended, and more follows (indent it as a part, or quote the value)"),
    ("a: !e!x y", "1:4: tags are not read (leave it out, or quote the value)"),
    ("a: !<x", "1:7: tags are not read (leave it out, or quote the value)"),
    ("%FOO\na: 1", "1:5: directives (%) are not read (leave the line out)"),
    ("%YAML 2.0\n---\na: 1", "1:1: this is not YAML 1.1 or 1.2 (leave the %YAML line out)"),
    ("a: & b", "1:5: an anchor or alias (& or *) has no proper name (put the value into quotes)"),
)


@pytest.mark.parametrize(("text", "says"), SYNTAX)
def test_broken_syntax_is_told_in_plain_words(text: str, says: str) -> None:
    assert said(text) == [says]


NODES = (
    ("a: 1\na: 2", ['2:1: the key "a" stands here a second time (keep one of them)']),
    ("53: 1\n'53': 2", ['2:1: the key "53" stands here a second time (keep one of them)']),
    ("a: {<<: x}", ['1:5: merge keys ("<<") are not read (write the keys out)']),
    ("a: !!int 1", ["1:4: the tag !!int is not read (leave it out; the place decides what a value is)"]),
    ("a: !x [1]", ["1:4: the tag !x is not read (leave it out; the place decides what a value is)"]),
    ("? [a]\n: b", ["1:3: a list or a mapping stands where a key is wanted (keys are text; quote braces)"]),
    (
        "a: {{b: c}: d}",
        ["1:5: a list or a mapping stands where a key is wanted (keys are text; quote braces)"],
    ),
    ("a: *b", ["1:4: nothing is named &b above this alias (write &b before the node)"]),
    ("a: &b [*b]", ["1:8: the alias *b stands inside the node it stands for (write it out)"]),
    (
        "a: &b [x]\n*b : c",
        ["2:1: a list or a mapping stands where a key is wanted (keys are text; quote braces)"],
    ),
    ("a: 1\n---\nb: 2", ["2:1: a second document begins here (put it into a file of its own)"]),
    (
        "a: 1\na: 2\nb: !x y",
        [
            '2:1: the key "a" stands here a second time (keep one of them)',
            "3:4: the tag !x is not read (leave it out; the place decides what a value is)",
        ],
    ),
)


@pytest.mark.parametrize(("text", "says"), NODES)
def test_what_is_more_than_data_is_refused(text: str, says: list[str]) -> None:
    assert said(text) == says


def test_bytes_and_what_python_called_its_texts_are_read_in_a_capture_and_nowhere_else() -> None:
    text = b"a: !!binary eA==\nb: !!python/unicode 1\nc: !!python/tuple [x]\nd: !!python/name:x ''\n"
    tree, mistakes = yaml.tree_of(text, file="f", is_capture=True)
    assert isinstance(tree, Table)
    bytes_, of_python, listed, _ = (entry.value for entry in tree.entries.values())
    assert isinstance(bytes_, Binary)
    assert isinstance(of_python, Scalar)
    assert (of_python.text, of_python.is_plain) == ("1", False)
    assert isinstance(listed, Series)
    assert [mistake.message for mistake in mistakes] == ["the tag !!python/name:x is not read"]
    _, mistakes = yaml.tree_of(text, file="f")
    assert [mistake.message for mistake in mistakes] == [
        f"the tag !!{tag} is not read"
        for tag in ("binary", "python/unicode", "python/tuple", "python/name:x")
    ]


@pytest.mark.parametrize(
    ("text", "is_capture", "tree"),
    [
        ("a: 1\nb: [x, [y, z], {c: d", True, {"a": "1", "b": ["x", ["y", "z"]]}),
        ("a: 1\nb: {c: d, e: {f: g}, h: 'i", True, {"a": "1", "b": {"c": "d", "e": {"f": "g"}}}),
        ("a: 1\n---\nb: 2", True, {"a": "1"}),
        ("a: 1\nb: [x, 'y", False, None),
    ],
)
def test_of_a_capture_that_breaks_off_what_stood_before_is_there(
    text: str, is_capture: bool, tree: object
) -> None:
    found, mistakes = yaml.tree_of(text.encode(), file="f", is_capture=is_capture)
    assert (found and written(found), len(mistakes)) == (tree, 1)


def test_a_repeated_key_shows_the_first_one() -> None:
    _, (mistake,) = yaml.tree_of(b"a: 1\nb: 2\na: 3", file="f")
    assert mistake.related == ((Place(file="f", line=1, column=1, pointer="/a"), "the first one"),)


def test_a_quoted_merge_key_is_a_key_like_others() -> None:
    assert written(yaml.parse(b"'<<': x", file="f")) == {"<<": "x"}


BYTES = (
    ("a: 1".encode("utf-16"), "1:1: the file is UTF-16 or UTF-32, not UTF-8"),
    ("a: 1".encode("utf-16-le"), "1:1: the file is UTF-16 or UTF-32, not UTF-8"),
    (b"a: 1\nb: \xff", "2:4: the byte 0xff is no UTF-8"),
    ("a: é\nb: ".encode() + b"\xe9", "2:4: the byte 0xe9 is no UTF-8"),
)


@pytest.mark.parametrize(("data", "says"), BYTES)
def test_only_utf_8_is_read(data: bytes, says: str) -> None:
    assert said(data) == [f"{says} (save the file as UTF-8 without a byte order mark)"]


@pytest.mark.parametrize(
    ("text", "spot"), [("a: x\x07", "1:5"), ("a: é\nb\x00: c", "2:2"), ("\ufffe", "1:1")]
)
def test_control_characters_are_refused(text: str, spot: str) -> None:
    (one,) = said(text)
    assert one.startswith(f"{spot}: the character U+")


def test_an_empty_file_is_told() -> None:
    assert said(b"") == ["1:1: the file is empty (write something into it, or delete it)"]
    assert said(b"# nothing\n") == ["1:1: the file is empty (write something into it, or delete it)"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{one}: &{one} [{','.join(['*' + before] * 9)}]\n"
    for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)
HUGE = (
    ("[" * 900, "1:65: lists and mappings are nested deeper than 64 levels (nest less)"),
    ("[" * 900 + "]" * 900, "1:65: lists and mappings are nested deeper than 64 levels (nest less)"),
    ("{a: " * 100_000, "1:257: lists and mappings are nested deeper than 64 levels (nest less)"),
    ("- " * 100_000 + "x", "1:129: lists and mappings are nested deeper than 64 levels (nest less)"),
    ("? " * 100_000 + "x", "1:129: lists and mappings are nested deeper than 64 levels (nest less)"),
    (
        "[" + "1," * 200_000 + "1]",
        "1:400000: here the file comes to more than 200,000 nodes, aliases counted as what they stand for "
        "(write less, or split it into several files)",
    ),
    (
        BOMB,
        "6:11: here the file comes to more than 200,000 nodes, aliases counted as what they stand for "
        "(write less, or split it into several files)",
    ),
    ("#" * 2_000_001, "1:1: the file has more than 2,000,000 bytes (split it into several files)"),
)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("text", "says"), HUGE, ids=lambda text: text[:12])
def test_what_is_too_much_ends_at_once(text: str, says: str) -> None:
    with within(60):
        assert said(text) == [says]


@pytest.mark.parametrize("closing", ["", "]" * 100_000])
def test_open_brackets_beyond_what_libyaml_reads_end_at_once(closing: str) -> None:
    """Newer releases of libyaml look ahead over 1,000 brackets and refuse them; older ones leave it to us."""
    with within(60):
        (found,) = said("[" * 100_000 + closing)
    assert found in {
        "1:65: lists and mappings are nested deeper than 64 levels (nest less)",
        "1:1001: lists and mappings are nested deeper than 1,000 levels (nest less)",
    }


def test_an_alias_adds_the_depth_of_what_it_stands_for() -> None:
    limits = Limits(contract_depth=4)
    assert written(yaml.parse(b"{a: &a [[x]], b: [*a]}", file="f", limits=limits)) is not None
    assert said(b"{a: &a [[x]], b: [[*a]]}", limits) == [
        "1:20: lists and mappings are nested deeper than 4 levels (nest less)"
    ]


@given(st.text(alphabet="ab:{}[],-?&*!|>'\"%@` \n\t#<x0\\", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    _, mistakes = yaml.tree_of(text.encode(), file="f")
    assert all(mistake.place and mistake.fix for mistake in mistakes)


@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    _, mistakes = yaml.tree_of(data, file="f")
    assert all(mistake.place and mistake.fix for mistake in mistakes)
