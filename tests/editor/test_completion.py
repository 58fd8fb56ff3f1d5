"""What an editor offers to somebody who writes a contract, wherever the cursor stands."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from checker.load.shipped import vocabulary_files
from checker.rules import drift, names
from tests.conftest import Ran, Write
from tests.editor.language_server import LanguageServer

pytestmark = pytest.mark.needs("node, and yaml-language-server of the npm registry")

CURSOR = "§"
KEY = 10  # the kind of an offer that is a key
SYSTEM = "systems:\n  erp:\n    "
BOUNDARY = "boundaries:\n  hub-to-erp:\n    from: hub\n    to: erp\n    "
MESSAGE = f"{BOUNDARY}messages:\n      order:\n        "
STATUS = f"{BOUNDARY}status:\n      "

# The mapping whose keys are offered, and where.
KEYS = [
    ("", "§"),
    ("fact", "facts:\n  posted:\n    §"),
    ("system", f"{SYSTEM}§"),
    ("status", f"{SYSTEM}statuses:\n      GI:\n        §"),
    ("boundary", f"{BOUNDARY}§"),
    ("message", f"{MESSAGE}§"),
    ("mappingRow", f"{MESSAGE}transform:\n          - §"),
    (
        "elementRow",
        f"{MESSAGE}transform:\n          - to: /a\n            each: /b\n            rows:\n              - §",
    ),
    ("compareRow", f"{MESSAGE}compare:\n          - §"),
    ("statusTable", f"{STATUS}§"),
    ("readRow", f"{STATUS}read:\n        - §"),
    ("partsRow", f"{STATUS}parts:\n        rows:\n          - §"),
    ("combineRow", f"{SYSTEM}combines:\n      - §"),
    ("capture", "captures:\n  - §"),
    ("accept", "accept:\n  - §"),
]
# What is offered as a value, and where.
VALUES = [
    (f"{SYSTEM}statuses:\n      GI:\n        phase: §", ["open", "final"]),
    (
        f"{SYSTEM}statuses:\n      GI:\n        outcome: §",
        ["success", "failure", "partial", "unknown", "none"],
    ),
    (f"{SYSTEM}use: §", list(vocabulary_files())),
    (f"{BOUNDARY}answers: §", ["always", "maybe"]),
    (
        f"{BOUNDARY}carries:\n      trace: §",
        ["w3c", "baggage", "b3", "cloudevents", "an id", "a trace that begins anew"],
    ),
    (f"{STATUS}when:\n        GI: §", ["report only while", "ignore"]),
    ("facts:\n  posted:\n    revocable: §", ["true", "false"]),
    (
        "facts:\n  posted:\n    owner: §",
        [],
    ),  # names that only the contract has: rather nothing than true and null
    ("accept:\n  - rule: §", sorted(names() - set(drift.NAMES))),
    ("changes:\n  - accepts:\n      - rule: §", sorted(drift.NAMES)),
]


def offers(editor: LanguageServer, text: str) -> list[Any]:
    before = text[: text.index(CURSOR)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return editor.opens(text.replace(CURSOR, "") + "\n").offers(line, column)


@pytest.mark.parametrize(("name", "text"), KEYS, ids=[name or "top" for name, _ in KEYS])
def test_the_keys_that_may_stand_there_are_offered_with_their_descriptions(
    name: str, text: str, editor: LanguageServer, language: Any
) -> None:
    there = language["definitions"][name] if name else language
    written = {line.strip().partition(":")[0] for line in text.splitlines()}
    wanted = {
        key: described(part, language)
        for key, part in there["properties"].items()
        if not (name == "boundary" and key in written)
    }
    assert {
        each["label"]: each["documentation"] for each in offers(editor, text) if each["kind"] == KEY
    } == wanted


@pytest.mark.parametrize(("text", "wanted"), VALUES, ids=[text.split("\n")[-1].strip() for text, _ in VALUES])
def test_the_words_that_may_stand_there_are_offered(
    text: str, wanted: list[str], editor: LanguageServer
) -> None:
    found = offers(editor, text)
    assert sorted(each["label"] for each in found) == sorted(wanted)
    assert all(each["documentation"] for each in found if each["label"] not in {"true", "false"})


def test_the_contract_that_is_offered_in_an_empty_file_is_right(
    editor: LanguageServer, written: Write, seamproof: Callable[..., Ran]
) -> None:
    (offer,) = [each for each in offers(editor, CURSOR) if each["label"] == "a contract"]
    text = filled_in(offer["insertText"])
    assert editor.opens(text).says() == []
    ran = seamproof("check", written({"contract.yaml": text}), "--fail-on", "warning")
    assert (ran.code, ran.err) == (0, "")


@pytest.mark.parametrize(
    ("text", "key", "becomes"),
    [
        ("§", "facts", "facts:\n  posted:\n    owner: erp\n    means: A sales order exists"),
        (f"{STATUS}§", "when", "when:\n  53: completed"),
        (f"{MESSAGE}§", "transform", "transform:\n  - to: "),
        ("§", "accept", "accept:\n  - rule: \n    at: \n    because: "),
    ],
)
def test_a_key_brings_what_stands_under_it(text: str, key: str, becomes: str, editor: LanguageServer) -> None:
    (offer,) = [each for each in offers(editor, text) if each["label"] == key and each["kind"] == KEY]
    assert filled_in(offer["insertText"]) == becomes


def described(part: Any, language: Any) -> str:
    while "description" not in part:
        reference = part["$ref"]
        part = language
        for step in reference.split("/")[1:]:
            part = part[step]
    found: str = part["description"]
    return found


def filled_in(snippet: str) -> str:
    """A snippet as it is left by somebody who changes nothing of it."""
    return re.sub(r"\$\{\d+:([^}]*)\}|\$\d+", r"\1", snippet)
