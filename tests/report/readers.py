"""
What reads a report back, one reader a format, none of them ours where there is another.

A reader gives the shape of what it reads, which is the same whatever foreign text stands in it, and all text
that it would show to somebody.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final
from xml.etree import ElementTree

from checker.model.findings import Report
from checker.report import rendered
from tests.downloads import npm_package
from tests.report.hostile import EVERYTHING, with_text
from tests.report.many import many

Json = Any
Shape = object

# `https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format`; GitLab itself asks for less.
GITLAB: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                        "additionalProperties": False,
                    },
                },
                "additionalProperties": False,
            },
        },
        "additionalProperties": False,
    },
}


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader has made of a report: its shape, and the texts in it."""

    shape: Shape
    texts: tuple[str, ...]


def read(form: str, text: str) -> Read:
    """
    The report, read back by whoever reads that format.

    Raises:
        Exception: it is not valid, or something in it would be obeyed rather than shown.

    """
    refuse_obeyed(form, text)
    return READERS[form](text)


def refuse_invalid(form: str, text: str) -> None:
    """The same of a very large report, whose shape nobody asks for."""
    refuse_obeyed(form, text)
    DOCUMENTS.get(form, READERS[form])(text)


def refuse_obeyed(form: str, text: str) -> None:
    """No terminal and no build host finds anything in it that it would obey, whatever the format."""
    unseen = {"Cc", "Cs", "Zl", "Zp"} | ({"Cf", "Co", "Cn"} if form != "html" else set())
    for character in set(text) - {"\n"}:
        assert unicodedata.category(character) not in unseen, f"{character!a} as it is"
    assert not re.search(r"##[A-Za-z]*\[", text)
    if form != "github":
        assert not re.search(r"^\s*::", text, re.MULTILINE)


def _lines(text: str) -> Read:
    return Read(shape=(), texts=(text,))


def _result(text: str) -> Json:
    document = json.loads(text)
    _result_schema().validate(document)
    return document


def _rows(text: str) -> Json:
    return [json.loads(line) for line in text.splitlines()]


def _sarif(text: str) -> Json:
    document = json.loads(text)
    _sarif_schema().validate(document)
    for run in document["runs"]:
        for result in run["results"]:
            assert not re.search(r"(?<!\\)\]\((?!\d+\))", result["message"]["text"]), "a link out of here"
    return document


def _gitlab(text: str) -> Json:
    document = json.loads(text)
    _gitlab_schema().validate(document)
    fingerprints = [item["fingerprint"] for item in document]
    assert len(set(fingerprints)) == len(fingerprints)
    for item in document:
        path = item["location"]["path"]
        assert not path.startswith(("/", "./", "../")), "a path out of the repository"
    return document


def _closed(text: str) -> None:
    """Nothing of a summary was cut in the middle of what it opens."""
    assert text.count("<details>") == text.count("</details>")
    assert len(re.findall(r"^```", text, re.MULTILINE)) % 2 == 0


def _opened(text: str) -> None:
    """Nothing is opened that a harmless page does not open."""
    opened = set(re.findall(r"<([A-Za-z][^\s/>]*)", _without_programs(text)))
    assert opened <= {kind[0] for kind in _kinds()}


DOCUMENTS: Final[Mapping[str, Callable[[str], Json]]] = {
    "json": _result,
    "jsonl": _rows,
    "sarif": _sarif,
    "gitlab": _gitlab,
    "junit": ElementTree.fromstring,
    "markdown": _closed,
    "html": _opened,
}


def _read_sarif(text: str) -> Read:
    document = _sarif(text)
    for run in document["runs"]:
        for result in run["results"]:
            result.pop("fixes", None)  # lines to paste are there as they are, or not at all
    return _of_json(_below_root(document))


def _read_gitlab(text: str) -> Read:
    document = _gitlab(text)
    for item in document:
        del item["location"]["lines"]  # the first, where what it is about lies outside
    return _of_json(document)


def _below_root(value: Json) -> Json:
    """What lies below the root says so; else it is outside by its own address."""
    match value:
        case {"uri": str() as uri}:
            is_below = value.get("uriBaseId") == "%SRCROOT%"
            assert is_below != uri.startswith(("../", "file:///")), uri
            assert ":" not in uri.removeprefix("file:///"), uri
            return {"uri": uri}
        case Mapping():
            return {name: _below_root(member) for name, member in value.items()}
        case list():
            return [_below_root(member) for member in value]
        case _:
            return value


def _of_json(document: Json) -> Read:
    """Numbers and words that say how bad it is stay; other texts are texts."""
    texts: list[str] = []

    def shape(value: Json) -> Shape:
        match value:
            case str():
                texts.append(value)
                return "text"
            case Mapping():
                texts.extend(value)
                return tuple(shape(member) for member in value.values())
            case list():
                return [shape(member) for member in value]
            case _:
                return value

    return Read(shape=shape(document), texts=tuple(texts))


@cache
def _result_schema() -> Any:
    return _validator(json.loads(files("checker").joinpath("report/result.schema.json").read_text("utf-8")))


@cache
def _sarif_schema() -> Any:
    """The schema of SARIF 2.1.0, from a package of those who wrote it."""
    package = npm_package("@microsoft/jest-sarif", "1.0.0-beta.0")
    text = (package / "lib/schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8-sig")
    # In one pattern a bracket stands for itself, which this validator wants to be told.
    return _validator(json.loads(text.replace("]?$", "\\\\]?$")))


@cache
def _gitlab_schema() -> Any:
    return _validator(GITLAB)


def _validator(schema: Json) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema, validate_formats=True)


def _junit(text: str) -> Read:
    root = ElementTree.fromstring(text)
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped"}
    known |= {"properties", "property", "system-out", "system-err"}
    assert {element.tag for element in root.iter()} <= known
    texts = [word for element in root.iter() for word in (*element.attrib.values(), element.text or "")]
    return Read(
        shape=[(element.tag, sorted(element.attrib)) for element in root.iter()],
        texts=tuple(texts),
    )


_COMMAND: Final = re.compile(r"::(?P<name>error|warning|notice)(?: (?P<given>[^:]*))?::(?P<says>.*)")
_GIVEN: Final = {"file", "line", "endLine", "col", "endColumn", "title"}


def _github(text: str) -> Read:
    """As the runner reads it: a line that begins with `::` is a command, and escapes end there."""
    shape: list[Shape] = []
    texts: list[str] = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("::"):
            texts.append(line)
            continue
        command = _COMMAND.fullmatch(line)
        assert command, f"another command: {line[:80]}"
        given = dict(one.split("=", 1) for one in (command["given"] or "").split(",") if one)
        assert set(given) <= _GIVEN
        shape.append((command["name"], sorted(given)))
        texts += [_unescaped(value) for value in (*given.values(), command["says"])]
    return Read(shape=shape, texts=tuple(texts))


def _unescaped(value: str) -> str:
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(escape, character)
    return value


_CALLS: Final = re.compile(r"(?i)https?://|ftp://|www\.|mailto:|(?<![\w&])[@#]\w|\bgh-\d")


def _markdown(text: str) -> Read:
    """As GitHub reads it, by its own reader; what that lets through is looked at as a browser has it."""
    from cmarkgfm import github_flavored_markdown_to_html
    from cmarkgfm.cmark import Options

    shown = github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    shape: list[Shape] = []
    texts: list[str] = []
    for element in _elements(f"<!DOCTYPE html><title>-</title><body>{shown}"):
        address = element.attrib.get("href", "")
        assert not address.startswith("//")
        shape.append((element.tag, sorted(element.attrib), address.rpartition(":")[0]))
        texts += [element.text or "", element.tail or ""]
        if element.tag not in {"code", "pre"}:
            assert not _CALLS.search(f"{element.text} {element.tail}"), (
                "somebody is called, or something opened"
            )
    return Read(shape=shape, texts=tuple(texts))


_OPENS: Final = {"href", "src", "action", "formaction", "data", "poster", "srcset", "background"}
_PROGRAMS: Final = re.compile(r"(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
Kinds = frozenset[tuple[str, ...]]


def _html(text: str) -> Read:
    """
    What is drawn depends on how long words are, so it has no shape; but what is run and styled is what always
    is, and no element is of a kind that no harmless report has.
    """
    kinds, texts = page(_without_programs(text))
    assert kinds <= _kinds()
    return Read(shape=(), texts=texts)


def page(text: str) -> tuple[Kinds, tuple[str, ...]]:
    """
    A page as a browser has it, by the algorithm of the HTML standard, which finds nothing to mend in it: which
    elements there are with which attributes, and all text.
    """
    kinds: set[tuple[str, ...]] = set()
    texts: list[str] = []
    for element in _elements(text):
        name = element.tag.rpartition("}")[2]
        given = {str(key).rpartition("}")[2]: value for key, value in element.attrib.items()}
        for key, value in given.items():
            assert not key.startswith("on"), key
            assert key not in _OPENS or value.startswith("#"), f"{name} loads or opens {value[:80]}"
        kinds.add((name, *sorted(given)))
        texts += [element.text or "", *given.values(), element.tail or ""]
    return frozenset(kinds), tuple(texts)


def _elements(text: str) -> Iterator[ElementTree.Element]:
    import html5lib

    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(text)
    assert parser.errors == []
    yield from (element for element in document.iter() if isinstance(element.tag, str))  # else a comment


def _without_programs(text: str) -> str:
    """The page without what is run and styled, each of which is there once at most."""
    for program in _programs():
        text = text.replace(program, "", 1)
    assert not any(_PROGRAMS.findall(text))
    return text


@cache
def _programs() -> tuple[str, ...]:
    return tuple(_PROGRAMS.findall(rendered(EVERYTHING, "html")))


@cache
def _kinds() -> Kinds:
    long = " ".join(["harmless"] * 20)
    reports = [Report(checked={}), EVERYTHING, replace(EVERYTHING, is_interrupted=True), many(9)]
    reports += [
        with_text(text) for text in ("x", long, long.replace(" ", ""), "x/y#z", "2026-03-02T09:15:01Z")
    ]
    return frozenset().union(*(page(_without_programs(rendered(report, "html")))[0] for report in reports))


READERS: Final[Mapping[str, Callable[[str], Read]]] = {
    "full": _lines,
    "concise": _lines,
    "json": lambda text: _of_json(_result(text)),
    "jsonl": lambda text: _of_json(_rows(text)),
    "junit": _junit,
    "sarif": _read_sarif,
    "github": _github,
    "gitlab": _read_gitlab,
    "markdown": _markdown,
    "html": _html,
}
