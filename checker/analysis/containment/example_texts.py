"""Texts that may match regular expressions, and some of each format."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

_LONGEST: Final = 200  # characters
FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("2026-03-02",),
    "time": ("09:15:01Z",),
    "date-time": ("2026-03-02T09:15:01Z",),
    "email": ("a@example.org",),
    "uri": ("https://example.org/a",),
    "uuid": ("3e4666bf-d5e5-4aa7-b8ce-cefe41c7568a",),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "hostname": ("example.org",),
    "duration": ("P1D",),
}


def matching(pattern: str) -> Iterator[str]:
    """Texts that may match a regular expression: its shortest, and one with more of what may repeat."""
    parser: Any = import_module("re._parser")  # what the standard library reads expressions with

    try:
        parsed = parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return
    for more in (0, 1):
        text = "".join(map(str, _spelled(parsed, more)))
        if len(text) <= _LONGEST:
            yield text
            if not pattern.endswith("$"):
                yield f"{text}a"


def _spelled(parsed: Iterable[Any], more: int) -> Iterator[str]:
    for operation, argument in parsed:
        match str(operation):
            case "LITERAL":
                yield chr(argument)
            case "NOT_LITERAL":
                yield "b" if argument == ord("a") else "a"
            case "ANY":
                yield "a"
            case "IN":
                yield _in_class(argument)
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, largest, inner = argument
                yield "".join(_spelled(inner, more)) * min(least + more, int(largest), _LONGEST)
            case "SUBPATTERN":
                yield from _spelled(argument[-1], more)
            case "BRANCH":
                yield from _spelled(argument[1][min(more, len(argument[1]) - 1)], more)
            case _:  # where something must stand, which has no length; or what is not sought for
                pass


def _in_class(members: Sequence[Any]) -> str:
    kind, argument = members[0]
    match str(kind):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " "}.get(str(argument), "a")
        case _:
            return "~"  # of a class of what must not be there
