"""Foreign text made fit to stand in a sentence: values of payloads, names that somebody else chose."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from checker.model.json import ABSENT, Absent, Json

YAML_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what libyaml counts as the end of a line

_BREAK: Final = re.compile("\r?\n")  # what ends a line of any other file: a recording, a schema, a table
_LONGEST = 60
_BARE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*")  # a scalar of YAML without quotes
_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")
# Categories that move the cursor, turn the direction of writing or show nothing: controls, formats,
# surrogates, private use, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(value: Json | Absent, *, longest: int = _LONGEST) -> str:
    """
    A value in one line: text in quotes, numbers with their digits, what is long cut with an ellipsis.

    Characters that a terminal, a log or a reader would obey rather than show are escaped.
    """
    if value is ABSENT:
        return "nothing"
    if isinstance(value, str):
        return f'"{plain(value.replace(chr(34), chr(92) + chr(34)), longest=longest)}"'
    taken: list[str] = []
    length = 0
    for piece in _pieces(value):
        taken.append(piece)
        length += len(piece)
        if length > longest:
            return "".join(taken)[:longest] + "…"
    return "".join(taken)


def plain(text: str, *, longest: int = _LONGEST) -> str:
    """A foreign name without quotes: escaped and shortened like a value."""
    cut = text[:longest]
    if not (cut.isascii() and cut.isprintable()):
        cut = "".join(_escaped(character) for character in cut)
    cut = unobeyed(cut)
    return cut + "…" if len(text) > longest else cut


def lines_of(text: str, file: str) -> Sequence[str]:
    """The lines of a file without their ends, as places count them."""
    return (YAML_BREAK if file.endswith((".yaml", ".yml")) else _BREAK).split(text)


def scalar(text: str) -> str:
    """The text as a scalar of YAML, in quotes where it needs them."""
    return text if _BARE.fullmatch(text) else f'"{"".join(map(_in_quotes, text))}"'


def _in_quotes(character: str) -> str:
    """What would end the quotes or the line, or can't stand in YAML, as an escape that YAML reads."""
    if character.isprintable():
        return f"\\{character}" if character in '"\\' else character
    return f"\\U{ord(character):08x}" if ord(character) > 0xFFFF else f"\\u{ord(character):04x}"


def unobeyed(text: str) -> str:
    """
    The text with nothing in it that a build host obeys wherever it stands in a line, escaped as JSON has it:
    `##[command]` of GitHub, `##vso[command]` of Azure, `##teamcity[command]`.
    """
    return _COMMAND.sub("#\\\\u0023", text) if "##" in text else text


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The known name that `name` was probably meant to be; None where none comes near."""
    from difflib import get_close_matches

    known = sorted(names)
    same_but_case = [other for other in known if other.casefold() == name.casefold()]
    close = same_but_case or get_close_matches(name[:200], known, n=1, cutoff=0.6)
    return close[0] if close else None


def _escaped(character: str) -> str:
    if character in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[character]
    if unicodedata.category(character) not in _UNSEEN:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _pieces(value: Json) -> Iterator[str]:
    """The text of a value, piece by piece, so that only as much is made as will be shown."""
    match value:
        case None:
            yield "null"
        case bool():
            yield "true" if value else "false"
        case str():
            yield shown(value)
        case Mapping():
            yield "{"
            for number, (name, member) in enumerate(value.items()):
                yield f"{', ' if number else ''}{shown(name)}: "
                yield from _pieces(member)
            yield "}"
        case Sequence():
            yield "["
            for number, element in enumerate(value):
                if number:
                    yield ", "
                yield from _pieces(element)
            yield "]"
        case _:
            yield str(value)
