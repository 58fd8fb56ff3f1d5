"""Conditions on payloads: `where`."""

import re

from checker.load.language.reading import Reading
from checker.load.paths import PathError, parse
from checker.load.tree import Entry, Node, Scalar, Series, Table, entry_place, place
from checker.model.conditions import Condition, IsAbsent, IsPresent, Matches, Not, OneOf, Test
from checker.model.paths import Path

_TESTS = ("absent", "present", "matches", "not")
_LONGEST_REGEX = 1_000


def path(node: Node, reading: Reading, what: str, *, depth: int = 0, is_target: bool = False) -> Path | None:
    """The path that a node says; `depth` and `is_target` as in `paths.parse`."""
    text = reading.text(node, what)
    if text is None:
        return None
    try:
        return parse(text, place(node), depth=depth, is_target=is_target)
    except PathError as error:
        reading.mistakes.append(error.mistake)
        return None


def where(node: Node, reading: Reading, *, depth: int = 0) -> tuple[Condition, ...]:
    """The lines of a `where`; all of them must hold."""
    read = (_condition(entry, reading, depth) for entry in reading.names(node, "where"))
    return tuple(condition for condition in read if condition is not None)


def _condition(entry: Entry, reading: Reading, depth: int) -> Condition | None:
    at = path(entry.key, reading, "a path", depth=depth)
    test = _test(entry.value, reading)
    if at is None or test is None:
        return None
    return Condition(path=at, test=test, place=entry_place(entry))


def _test(node: Node, reading: Reading) -> Test | None:
    if isinstance(node, Scalar):
        return OneOf((reading.json(node),))
    if isinstance(node, Series):
        if not node.items:
            reading.wrong("no value is in an empty list, so this never holds", node, "name the values")
        return OneOf(tuple(reading.json(item) for item in node.items))
    return _named_test(node, reading)


def _named_test(node: Table, reading: Reading) -> Test | None:
    keys = reading.table(node, _TESTS, "a test in where")
    named = [name for name in keys if name in _TESTS]
    if len(named) != 1:
        if len(named) == len(keys):
            fix = "write one of {absent: true}, {present: true}, {matches: REGEX}, {not: ...}"
            reading.wrong(f"a test in where is one of {', '.join(_TESTS)}", node, fix)
        return None
    value = keys[named[0]].value
    match named[0]:
        case "absent":
            return IsAbsent() if reading.only_true(value, "absent") else None
        case "present":
            return IsPresent() if reading.only_true(value, "present") else None
        case "matches":
            return _matches(value, reading)
        case _:
            inner = _test(value, reading)
            return None if inner is None else Not(inner)


def _matches(node: Node, reading: Reading) -> Matches | None:
    regex = reading.text(node, "matches")
    if regex is None:
        return None
    if len(regex) > _LONGEST_REGEX:
        reading.wrong(f"this regular expression has more than {_LONGEST_REGEX:,} signs", node, "use jq")
        return None
    try:
        re.compile(regex)
    except (re.error, RecursionError, OverflowError) as error:
        reading.wrong(f"{regex[:60]} is no regular expression: {error}", node, "escape its signs with \\")
        return None
    return Matches(regex)
