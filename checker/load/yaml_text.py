"""What is wrong with bytes that are no YAML, in words that tell how to mend it."""

import re
from typing import Final

from checker.errors import Mistake
from checker.model.places import Place

# What YAML does not allow in a file, and U+FEFF, which libyaml would drop in silence. Said as what may stand
# there, it would take ten times as long to compile.
_FOREIGN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_QUOTE: Final = "put the value into quotes"

# (part of libyaml's problem, part of its context, what is wrong, the remedy)
_WORDS: Final = (
    (  # a limit of newer releases of libyaml, above ours
        "exceeded maximum nesting depth",
        "",
        "lists and mappings are nested deeper than 1,000 levels",
        "nest less",
    ),
    (
        "mapping values are not allowed",
        "",
        'a ": " stands where no new key can begin',
        "put the value into quotes, or let keys of one mapping begin in one column",
    ),
    (
        "block sequence entries are not",
        "",
        'a list begins with "- " in a place where none can',
        "begin it on a new line",
    ),
    (
        "',' or ']'",
        "",
        "this list is not closed where a comma or ] is wanted",
        "close it with ], or put a comma",
    ),
    (
        "',' or '}'",
        "",
        "this mapping is not closed where a comma or } is wanted",
        "close it with }, or put a comma",
    ),
    (
        "expected key",
        "",
        "this belongs to no key",
        "indent it like its neighbours; quote a value that has quotes inside",
    ),
    (
        "'-' indicator",
        "",
        "this stands in the column of a list and is no element of it",
        'begin it with "- ", or indent it',
    ),
    ("end of stream", "quoted scalar", "this quoted text has no end", "close the quotes"),
    ("document indicator", "quoted scalar", "this quoted text has no end", "close the quotes"),
    (
        "escape",
        "quoted scalar",
        "the text in double quotes has a backslash that escapes nothing",
        "use single quotes",
    ),
    ("tab character", "", "a tab stands where only spaces can indent", "use spaces"),
    (
        "expected comment or line break",
        "",
        "a text cannot begin in the line of | or >",
        "begin it on the next line",
    ),
    ("node content", "", "a value is wanted here", "write one; quote one that begins with , ] or }"),
    (
        "document start",
        "",
        "the document has ended, and more follows",
        "indent it as a part, or quote the value",
    ),
    ("undefined tag", "", "tags are not read", "leave it out, or quote the value"),
    ("", " tag", "tags are not read", "leave it out, or quote the value"),
    ("", "an anchor", "an anchor or alias (& or *) has no proper name", _QUOTE),
    ("", "an alias", "an anchor or alias (& or *) has no proper name", _QUOTE),
    ("directive", "", "directives (%) are not read", "leave the line out"),
    ("", "directive", "directives (%) are not read", "leave the line out"),
    ("incompatible", "", "this is not YAML 1.1 or 1.2", "leave the %YAML line out"),
)

_BLAME_THE_START: Final = ("quoted scalar",)  # the end of the file says nothing about a quote left open


def decoded(data: bytes, file: str) -> tuple[str, Mistake | None]:
    """The text of a file, or why it has none: only UTF-8 without a byte order mark is read."""
    start = Place(file=file, line=1, column=1)
    fix = "save the file as UTF-8 without a byte order mark"
    if data.startswith(b"\xef\xbb\xbf"):
        return "", Mistake(message="the file begins with a byte order mark", place=start, fix=fix)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        return "", Mistake(message="the file is UTF-16 or UTF-32, not UTF-8", place=start, fix=fix)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        good = data[: error.start].decode()
        message = f"the byte 0x{data[error.start]:02x} is no UTF-8"
        return "", Mistake(message=message, place=_spot(good, len(good), file), fix=fix)
    if text.isascii() and text.isprintable():
        return text, None
    if foreign := _FOREIGN.search(text):
        message = f"the character U+{ord(foreign.group()):04X} can't stand in YAML"
        fix = 'write it as an escape in double quotes ("\\u0007"), or leave it out'
        return "", Mistake(message=message, place=_spot(text, foreign.start(), file), fix=fix)
    return text, None


def said(error: Exception, text: str, file: str) -> Mistake:
    """A syntax error of libyaml in our words."""
    problem = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    if mark is None:  # libyaml's reader; `decoded` let nothing through that it refuses
        where = Place(file=file, line=1, column=1)
        return Mistake(message="this is not YAML", place=where, fix="compare it with a working contract")
    if begun is not None and any(word in context for word in _BLAME_THE_START):
        mark, begun = begun, None
    line, column = _not_behind_the_end(mark.line, mark.column, text)
    where = Place(file=file, line=line, column=column)
    message, fix = _words(problem, context, text, line, column)
    related: tuple[tuple[Place, str], ...] = ()
    if begun is not None and (begun.line, begun.column) != (mark.line, mark.column):
        related = ((Place(file=file, line=begun.line + 1, column=begun.column + 1), "it begins here"),)
    return Mistake(message=message, place=where, fix=fix, related=related)


def _words(problem: str, context: str, text: str, line: int, column: int) -> tuple[str, str]:
    if "cannot start any token" in problem:
        character = _character(text, line, column)
        if character == "\t":
            return "a tab stands where only spaces can indent", "use spaces"
        return f"no value can begin with {character}", _QUOTE
    for part, around, message, fix in _WORDS:
        if part in problem and around in context:
            return message, fix
    return "this is not YAML: " + problem, "compare it with the line above"


def _character(text: str, line: int, column: int) -> str:
    found = text.split("\n")[line - 1 : line]
    return found[0][column - 1 : column] if found else ""


def _not_behind_the_end(line: int, column: int, text: str) -> tuple[int, int]:
    """libyaml blames the line after the last; people look at the last one that has something in it."""
    lines = text.rstrip("\n").split("\n")
    if line < len(lines):
        return line + 1, column + 1
    return len(lines), len(lines[-1].rstrip("\r")) + 1


def _spot(text: str, offset: int, file: str) -> Place:
    line = text.count("\n", 0, offset) + 1
    return Place(file=file, line=line, column=offset - (text.rfind("\n", 0, offset) + 1) + 1)
