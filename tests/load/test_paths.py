"""The path language."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.load.paths import PathError, parse
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.places import Place

HERE = Place(file="f", line=1, column=1)


def path(text: str, *steps: Step, start: Start = Start.PAYLOAD, up: int = 0, name: str = "") -> Path:
    return Path(text=text, start=start, steps=steps, up=up, name=name, place=HERE)


PATHS = (
    path(""),
    path("/a", Member("a")),
    path("/", Member("")),
    path("/a/b c/0", Member("a"), Member("b c"), Member("0")),
    path("/lines/*/amount", Member("lines"), Every(), Member("amount")),
    path("/a/QUALF=006/b", Member("a"), Having("QUALF", "006"), Member("b")),
    path("/a/x=/b", Member("a"), Having("x", ""), Member("b")),
    path("/a~1b/~0~2~3", Member("a/b"), Member("~=*")),
    path("/a/x~2y=~01", Member("a"), Having("x=y", "~1")),
    path("/order.lines", Member("order.lines")),
    path("/..a", Member("..a")),
    path("header:x-request-id", start=Start.HEADER, name="x-request-id"),
    path("attribute:messaging.system", start=Start.ATTRIBUTE, name="messaging.system"),
    path("key:", start=Start.KEY),
)


@pytest.mark.parametrize("expected", PATHS, ids=str)
def test_a_path_is_read(expected: Path) -> None:
    assert parse(expected.text, HERE) == expected


ELEMENTS = (
    path("sku", Member("sku"), start=Start.ELEMENT),
    path("", start=Start.ELEMENT),
    path("a/b", Member("a"), Member("b"), start=Start.ELEMENT),
    path("*", Every(), start=Start.ELEMENT),
    path("a=b.c", Having("a", "b.c"), start=Start.ELEMENT),
    path("../sku", Member("sku"), start=Start.ELEMENT, up=1),
    path("..", start=Start.ELEMENT, up=1),
    path("/order/id", Member("order"), Member("id")),
    path("header:x", start=Start.HEADER, name="x"),
)


@pytest.mark.parametrize("expected", ELEMENTS, ids=str)
def test_a_path_without_a_slash_belongs_to_the_element(expected: Path) -> None:
    assert parse(expected.text, HERE, depth=2) == expected


WRONG = (
    ("order", 0, False, '"order" has no leading slash, and no element is around it', "write /order"),
    ("order.id", 0, False, '"order.id" is a dotted path', "write /order/id"),
    ("order.id", 1, False, '"order.id" is a dotted path', "write order/id"),
    ("../order.id", 2, False, '"../order.id" is a dotted path', "write order/id"),
    ("$.order.lines[0].id", 0, False, '"$.order.lines[0].id" is a dotted path', "write /order/lines/0/id"),
    ("$['order']", 1, False, "\"$['order']\" is a dotted path", "write /order"),
    ("lines[0]", 0, False, '"lines[0]" is a dotted path', "write /lines/0"),
    ("../x", 1, False, '"../x" leads out of all elements around it', "begin it with a slash: /x"),
    ("../x", 0, False, '"../x" has no leading slash, and no element is around it', "write /x"),
    ("/a/../b", 0, False, '"/a/../b": ../ can stand only at the beginning', "begin it with a slash"),
    ("../x", 2, True, '"../x": a target can\'t lie outside its element', "leave ../ out"),
    ("key:x", 0, False, '"key:x" names more than the record key', "write key:"),
    ("header:", 0, False, '"header:" names nothing', "write header:NAME"),
    ("attribute:", 0, False, '"attribute:" names nothing', "write attribute:NAME"),
    ("header:a b", 0, False, '"a b" can\'t be the name of a header', "use letters, digits and -"),
    ("key:", 0, True, '"key:" can\'t be a target: a row makes a payload', "begin it with a slash"),
    (
        "/a*/b",
        0,
        False,
        '"/a*/b": * stands alone, or not at all',
        "write ~3 for a star that belongs to the name: a~3",
    ),
    (
        "/a/*",
        0,
        True,
        '"/a/*": a target names one place, and * is every element',
        "make a list with each: and rows:",
    ),
    (
        "/a/0",
        0,
        True,
        '"/a/0": is 0 an element of a list or a key?',
        "name the element by a member (NAME=VALUE), or make the list with each: and rows:",
    ),
    (
        "/a/=b",
        0,
        False,
        '"/a/=b": "=b" is no NAME=VALUE',
        "write NAME=VALUE, and ~2 for a = that belongs to a name",
    ),
    (
        "/a/b=c=d",
        0,
        False,
        '"/a/b=c=d": "b=c=d" is no NAME=VALUE',
        "write NAME=VALUE, and ~2 for a = that belongs to a name",
    ),
    ("/a~4", 0, False, '"/a~4": "~4" stands for nothing', "write ~0 for ~, ~1 for /, ~2 for =, ~3 for *"),
    ("/a~", 0, False, '"/a~": "~" stands for nothing', "write ~0 for ~, ~1 for /, ~2 for =, ~3 for *"),
)


@pytest.mark.parametrize(("text", "depth", "is_target", "says", "fix"), WRONG)
def test_what_is_no_path_is_told_with_what_to_write(
    text: str, depth: int, is_target: bool, says: str, fix: str
) -> None:
    with pytest.raises(PathError) as error:
        parse(text, HERE, depth=depth, is_target=is_target)
    assert (error.value.mistake.message, error.value.mistake.fix) == (says, fix)
    assert error.value.mistake.place == HERE


@given(st.text(alphabet="ab0/.*=~123:$[]' ", max_size=20), st.integers(0, 2), st.booleans())
def test_any_text_is_a_path_or_is_refused(text: str, depth: int, is_target: bool) -> None:
    with suppress(PathError):
        assert parse(text, HERE, depth=depth, is_target=is_target).text == text


@given(st.lists(st.text(max_size=5), max_size=4))
def test_escaped_names_come_back(names: list[str]) -> None:
    escapes = str.maketrans({"~": "~0", "/": "~1", "=": "~2", "*": "~3"})
    text = "".join("/" + name.translate(escapes) for name in names)
    if ".." not in names:
        assert parse(text, HERE).steps == tuple(map(Member, names))
