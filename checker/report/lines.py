"""Lines of text with a style for each piece: what a terminal may colour and a file keeps plain."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from checker.model.findings import Level
from checker.model.text import plain as escaped_name


class Style(Enum):
    """How a piece of a line looks in a terminal, in the words of rich."""

    PLAIN = ""
    STRONG = "bold"
    QUIET = "dim"
    FRAME = "blue"
    ERROR = "bold red"
    WARNING = "bold yellow"
    NOTE = "bold cyan"
    GOOD = "bold green"


STYLES = {Level.ERROR: Style.ERROR, Level.WARNING: Style.WARNING, Level.NOTE: Style.NOTE}


@dataclass(frozen=True, slots=True)
class Span:
    text: str
    style: Style = Style.PLAIN


Line = tuple[Span, ...]


def line(*spans: Span | str) -> Line:
    """A line of these pieces; a bare text is plain."""
    return tuple(Span(span) if isinstance(span, str) else span for span in spans)


def paragraph(head: Span, text: str, *, width: int, indent: str) -> Iterator[Line]:
    """
    The text behind its head, in lines of at most `width` where spaces allow it.

    A word is never cut, since it may be a path that somebody wants to copy.
    """
    for number, row in enumerate(_wrapped(escaped(text), len(head.text), width=width, indent=indent)):
        yield line(row) if number else line(head, row)


def _wrapped(text: str, taken: int, *, width: int, indent: str) -> Iterator[str]:
    """As `textwrap` does it, in a tenth of its time; of the first line so many columns are taken already."""
    rest, before = text.rstrip(" "), ""
    room = width - taken
    while len(rest) > room:
        cut = rest.rfind(" ", 0, max(room, 0) + 1)
        if not rest[: max(cut, 0)].strip(" "):  # a word longer than the line
            cut = rest.find(" ", len(rest) - len(rest.lstrip(" ")))
        if cut < 0:
            break
        yield before + rest[:cut].rstrip(" ")
        rest, before, room = rest[cut:].lstrip(" "), indent, width - len(indent)
    yield before + rest


def listed(sections: Iterable[tuple[str, Iterable[str]]], width: int) -> Iterator[Line]:
    """Headings with what stands under each, without those that have nothing; empty lines between them."""
    is_first = True
    for heading, items in sections:
        rows = [row for item in items for row in paragraph(Span("  "), item, width=width, indent="    ")]
        if rows:
            yield from () if is_first else (line(),)
            yield line(Span(heading, Style.STRONG))
            yield from rows
            is_first = False


def escaped(text: str) -> str:
    """The whole text with nothing in it that a terminal or a build host would obey."""
    return escaped_name(text, longest=len(text))


def columns(text: str) -> int:
    """How many columns of a terminal this text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def plain(lines: Iterable[Line]) -> str:
    """The lines as text, for files and pipes: no control character but the newlines between them."""
    return "".join(f"{_safe(''.join(span.text for span in row))}\n" for row in lines)


def coloured(lines: Iterable[Line]) -> str:
    """The lines with the escape sequences of a terminal around their styled pieces, and nowhere else."""
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        _environ={},
    )
    for row in lines:
        text = "".join(span.text for span in row)
        spans = row if _safe(text) == text else line(_safe(text))
        console.print(
            Text.assemble(*((span.text, span.style.value) for span in spans), end=""),
            soft_wrap=True,
            markup=False,
        )
    return out.getvalue()


def _safe(text: str) -> str:
    """
    The whole line once more, since wrapping may have brought something new to its start.

    A build host takes `::name::` there for a command, whatever blanks stand before it.
    """
    safe = escaped(text).rstrip()
    return safe.replace("::", ":\\:", 1) if safe.lstrip().startswith("::") else safe
