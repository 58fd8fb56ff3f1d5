"""Sentences, places and the lines that stand there, in the words of SARIF 2.1.0."""

import posixpath
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from checker.model.places import Place
from checker.report.frame import code_at
from checker.report.lines import escaped
from checker.report.machine import Document

ROOT: Final = "%SRCROOT%"  # what paths are relative to; whoever reads the report knows where that is
_LONGEST: Final = 400  # characters of a line that are shown with a result; one may be a whole payload


def plain(text: str) -> str:
    """
    Foreign text in a plain text message: no control character, no placeholder, no link.

    A brace is written twice (section 3.11.5). `](` makes a link of what stands before it (3.11.6), also for a
    reader who takes the text for Markdown, and there is no escape of it that all of them know.
    """
    return escaped(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def message(*paragraphs: str) -> Document:
    """A message of these paragraphs, each of them plain text already; empty ones are left out."""
    return {"text": "\n".join(filter(None, paragraphs))}


def linked(text: str, number: int) -> str:
    """The text as a link to the related location of that number (section 3.11.6)."""
    shown = plain(text)
    for mark in "\\[]":
        shown = shown.replace(mark, f"\\{mark}")
    return f"[{shown}]({number})"


def artifact(file: str) -> Document:
    """
    Where a file is: relative to the root where it lies below it, else as it is (sections 3.4.3 and 3.10).

    What is not of a URI is written as the bytes of the file's name.
    """
    path = posixpath.normpath(file)
    if path.startswith("/"):
        return {"uri": f"file:///{_quoted(path.lstrip('/'))}"}
    if path.split("/")[0] == "..":
        return {"uri": _quoted(path)}
    return {"uri": _quoted(path), "uriBaseId": ROOT}


def _quoted(path: str) -> str:
    """A colon in the first part of a path would make a scheme of it (RFC 3986, section 4.2)."""
    try:
        name = path.encode("utf-8", "surrogateescape")  # a name that is not UTF-8, as the system gave it
    except UnicodeEncodeError:
        name = path.encode("utf-8", "surrogatepass")
    return quote(name, safe="/")


def location(
    place: Place, *, says: str = "", number: int | None = None, sources: Mapping[str, str] | None = None
) -> Document:
    """
    A place, with what is said of it and, where `sources` are given, what stands there.

    `number` is what a link in a message calls it.
    """
    end = place.column + place.width
    region: dict[str, object] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": end,
    }
    physical: dict[str, object] = {"artifactLocation": artifact(place.file), "region": region}
    code = code_at(place, sources) if sources else None
    if code and len(code) <= _LONGEST:
        region["snippet"] = {"text": _code(code[place.column - 1 : end - 1])}
        physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": _code(code)}}
    told: dict[str, object] = {} if number is None else {"id": number}
    told["physicalLocation"] = physical
    if says:
        told["message"] = message(plain(says))
    return told


def named(of: str, name: str) -> Document:
    """The logical location of something in a set."""
    return {"name": escaped(name), "fullyQualifiedName": escaped(f"{of}:{name}")}


def _code(text: str) -> str:
    return "\t".join(map(escaped, text.split("\t")))
