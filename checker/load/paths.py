"""The path language: JSON Pointers with `*`, `NAME=VALUE`, paths from an element, and other sources."""

import re
from typing import Final

from checker.errors import Mistake
from checker.load.tree import written
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.places import Place
from checker.model.text import shown

_ESCAPE: Final = re.compile(r"~(.?)", re.DOTALL)
_CHARACTERS: Final = {"0": "~", "1": "/", "2": "=", "3": "*"}
_SOURCES: Final = ("header", "key", "attribute")  # what paths with a colon lead into
_HEADER: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # a field name of HTTP (RFC 9110, section 5.1)


class PathError(ValueError):
    """A text is no path. `mistake` says why, and what to write."""

    def __init__(self, mistake: Mistake) -> None:
        self.mistake = mistake
        super().__init__(mistake.message)


def parse(text: str, place: Place, *, depth: int = 0, is_target: bool = False) -> Path:
    """
    A path as people write it.

    `depth` is how many elements (of `each`, of parts) are around the place where it stands: with one, a path
    without a leading slash belongs to the element, with two `../` leads to the element around that.
    `is_target`: the path says where something is made.

    Raises:
        PathError: it is none.

    """
    if text.startswith(tuple(f"{source}:" for source in _SOURCES)):
        return _other_source(text, place, is_target)
    up = 0
    rest = text
    if not text.startswith("/"):
        while rest.startswith("../"):
            up, rest = up + 1, rest[3:]
        if rest == "..":
            up, rest = up + 1, ""
        _check_element(text, rest, up, place, depth, is_target)
    start = Start.PAYLOAD if text.startswith("/") or not depth else Start.ELEMENT
    tokens = rest[1:].split("/") if rest.startswith("/") else rest.split("/") if rest else []
    steps = tuple(_step(token, text, place, is_target) for token in tokens)
    return Path(text=text, start=start, steps=steps, up=up, place=place)


def _other_source(text: str, place: Place, is_target: bool) -> Path:
    kind, _, name = text.partition(":")
    if is_target:
        raise _error(
            f"{shown(text)} can't be a target: a row makes a payload", place, "begin it with a slash"
        )
    if kind == "key":
        if name:
            raise _error(f"{shown(text)} names more than the record key", place, "write key:")
        return Path(text=text, start=Start.KEY, place=place)
    if not name:
        raise _error(f"{shown(text)} names nothing", place, f"write {kind}:NAME")
    if kind == "header" and not _HEADER.fullmatch(name):
        raise _error(f"{shown(name)} can't be the name of a header", place, "use letters, digits and -")
    return Path(
        text=text, start=Start.HEADER if kind == "header" else Start.ATTRIBUTE, name=name, place=place
    )


def _check_element(text: str, rest: str, up: int, place: Place, depth: int, is_target: bool) -> None:
    """A path without a leading slash: right only where an element is around it, and never a dotted one."""
    slashed = _slash_form(text)
    if slashed != text and "=" not in text:
        offered = slashed.lstrip("/") if depth and not text.startswith("$") else slashed
        raise _error(f"{shown(text)} is a dotted path", place, f"write {offered}")
    if up and is_target:
        raise _error(f"{shown(text)}: a target can't lie outside its element", place, "leave ../ out")
    if not depth and text:
        message = f"{shown(text)} has no leading slash, and no element is around it"
        is_plain = not up and text not in _SOURCES
        edit = written(place, text, f"/{text}") if is_plain else None
        raise PathError(Mistake(message=message, place=place, fix=f"write /{rest}", edit=edit))
    if up and up >= depth:
        fix = f"begin it with a slash: /{rest}"
        raise _error(f"{shown(text)} leads out of all elements around it", place, fix)


def _slash_form(text: str) -> str:
    """`$.order.lines[0].sku` and `order.lines` with slashes; any other text as it is."""
    rest = text
    while rest.startswith("../"):
        rest = rest[3:]
    if rest.startswith("$"):
        rest = rest[1:].lstrip(".")
        return "/" + "/".join(filter(None, re.split(r"[.\[\]]+", rest.replace("'", "").replace('"', ""))))
    if "/" in rest or ("." not in rest and "[" not in rest) or rest.strip(".") == "":
        return text
    return "/" + "/".join(filter(None, re.split(r"[.\[\]]+", rest)))


def _step(token: str, text: str, place: Place, is_target: bool) -> Step:
    if token == "*":
        if is_target:
            fix = "make a list with each: and rows:"
            raise _error(f"{shown(text)}: a target names one place, and * is every element", place, fix)
        return Every()
    if token == "..":
        raise _error(f"{shown(text)}: ../ can stand only at the beginning", place, "begin it with a slash")
    if "*" in token:
        fix = f"write ~3 for a star that belongs to the name: {token.replace('*', '~3')}"
        raise _error(f"{shown(text)}: * stands alone, or not at all", place, fix)
    name, equals, value = token.partition("=")
    if equals:
        if not name or "=" in value:
            fix = "write NAME=VALUE, and ~2 for a = that belongs to a name"
            raise _error(f"{shown(text)}: {shown(token)} is no NAME=VALUE", place, fix)
        return Having(_unescaped(name, text, place), _unescaped(value, text, place))
    if is_target and token.isascii() and token.isdigit():
        fix = "name the element by a member (NAME=VALUE), or make the list with each: and rows:"
        raise _error(f"{shown(text)}: is {token} an element of a list or a key?", place, fix)
    return Member(_unescaped(token, text, place))


def _unescaped(token: str, text: str, place: Place) -> str:
    if "~" not in token:
        return token
    for match in _ESCAPE.finditer(token):
        if match.group(1) not in _CHARACTERS:
            fix = "write ~0 for ~, ~1 for /, ~2 for =, ~3 for *"
            raise _error(f"{shown(text)}: {shown(match.group())} stands for nothing", place, fix)
    return _ESCAPE.sub(lambda match: _CHARACTERS[match.group(1)], token)


def _error(message: str, place: Place, fix: str) -> PathError:
    return PathError(Mistake(message=message, place=place, fix=fix))
