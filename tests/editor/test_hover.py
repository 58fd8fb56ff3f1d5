"""What an editor says of a key under the pointer: the description of that key and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.load.tree import Node, Scalar, Series, Table
from checker.load.yaml import parse
from tests.editor.language_server import LanguageServer

pytestmark = pytest.mark.needs("node, and yaml-language-server of the npm registry")

EXAMPLE = Path(__file__).parents[1] / "load" / "language_example.yaml"  # has every key of the language


def test_every_key_is_explained_by_its_own_description(editor: LanguageServer, language: Any) -> None:
    wrong = []
    seen = set()
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines(keepends=True)
    for text in chapters([line for line in lines if line.strip() and not line.startswith("#")]):
        document = editor.opens(text)
        for key, wanted in described(parse(text.encode(), file="x"), language, language):
            if wanted and wanted not in seen:
                seen.add(wanted)
                # at its second letter, since the first may belong to what ends before it
                explained = plain(document.explains(key.line, key.column + 1))
                if explained != wanted:
                    wrong.append((key.text, explained, wanted))
    assert wrong == []
    assert len(seen) > 200


def test_a_word_is_explained_with_the_others(editor: LanguageServer) -> None:
    document = editor.opens("systems:\n  erp:\n    statuses:\n      GI: {phase: final}\n")
    assert document.explains(4, 19) == (
        "#### A contract of seamproof\n\n"
        "Whether more may follow this status; open if nothing is written.\n\n"
        "Allowed Values:\n\n"
        "* `final`: Nothing follows: what it denies will never be so. No move and no while leads out of it.\n"
        "* `open`: More may follow: what it denies is only not so yet. This is the default.\n"
    )


def chapters(lines: list[str], above: str = "") -> Iterator[str]:
    """A document for each entry, as small as can be: a server looks at a whole document for each answer."""
    around = min(indentation(line) for line in lines)
    starts = [number for number, line in enumerate(lines) if indentation(line) == around]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        inner = lines[start + 1 : end]
        if inner and not lines[start].lstrip().startswith("- "):
            yield from chapters(inner, above + lines[start])
        else:
            yield above + "".join(lines[start:end])


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def described(node: Node, part: Any, language: Any) -> Iterator[tuple[Scalar, str]]:
    """Each key of a document that has more than one letter, and its description."""
    kinds = list(alternatives(part, language))
    if isinstance(node, Series):
        items = [kind["items"] for kind in kinds if "items" in kind]
        for item in node.items:
            yield from described(item, items[0] if items else {}, language)
    elif isinstance(node, Table):
        names = node.entries.keys()  # which say what of several mappings it is
        known = [each for kind in kinds if names <= (each := kind.get("properties", {})).keys()]
        others = [kind["additionalProperties"] for kind in kinds if kind.get("additionalProperties")]
        for key, value in node.entries.values():
            inner = known[0][key.text] if any(known) else others[0] if others else {}
            if len(key.text) > 1 and not key.text.isdigit():  # a server has nothing to say of numbers
                yield key, described_as(inner, language)
            yield from described(value, inner, language)


def described_as(part: Any, language: Any) -> str:
    while "description" not in part and "$ref" in part:
        part = target(part["$ref"], language)
    found: str = part.get("description", "")
    return found


def alternatives(part: Any, language: Any) -> Iterator[Any]:
    """What may stand at a place, whatever it depends on."""
    while "$ref" in part:
        part = target(part["$ref"], language)
    yield part
    for other in (*part.get("anyOf", ()), part.get("then"), part.get("else")):
        if isinstance(other, dict):
            yield from alternatives(other, language)


def target(reference: str, language: Any) -> Any:
    for step in reference.split("/")[1:]:
        language = language[step]
    return language


def plain(markdown: str) -> str:
    """The description out of what is shown."""
    shown = markdown.removeprefix("#### A contract of seamproof\n\n")
    return re.sub(r"\\(.)", r"\1", re.split(r"\n\n(?:Allowed Values|Example):", shown)[0]).strip()
