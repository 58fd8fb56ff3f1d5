"""Foreign text in Markdown: nothing in it may become markup, HTML, a mention, a link or another cell."""

import re
from collections.abc import Iterable
from typing import Final

from checker.report.lines import escaped, line, plain

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]|~$!^=#]")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Where what somebody could open or call goes on: http://, //host, www., an address, @name, #1, GH-1.
_CALLS: Final = re.compile(
    r"(?i)(?<=http)(?=s?://)|(?<=ftp)(?=://)|(?<=/)(?=/\w)|(?<=www)(?=\.)|(?<=mailto)(?=:)"
    r"|(?<=[#@])(?=\w)|(?<=gh)(?=-\d)"
)
_NOTHING: Final = "&#8203;"  # a space of no width: it ends a word for whoever looks for links and names
_BLANK: Final = "&#32;"  # a space that neither ends a paragraph nor indents it
_BEGINNING: Final = re.compile(r"^(\s*\d*)([-+](?=[\s-]|$)|[.)](?=\s|$))")  # of a list, a heading, a line
_BACKTICKS: Final = re.compile("`+")


def markdown(text: str) -> str:
    """
    The text as it will be seen, in one line, wherever it stands in the Markdown of GitHub or GitLab.

    Addresses stay text: nobody shall be called, and nothing be opened, by what a payload says.
    """
    told = "".join(_HTML.get(character, character) for character in escaped(text))
    told = _MARKUP.sub(lambda found: f"\\{found[0]}", told)
    told = _BEGINNING.sub(lambda found: f"{found[1]}\\{found[2]}", told)
    told = _CALLS.sub(_NOTHING, told)
    return f"{_BLANK}{told[1:]}" if told.startswith(" ") else told


def code(text: str) -> str:
    """The same as code in a sentence; not for a cell of a table."""
    told = escaped(text)
    ticks = "`" * (_longest_ticks(told) + 1)
    edge = " " if told.strip(" ") and (told[0] in "` " or told[-1] in "` ") else ""
    return f"{ticks}{edge}{told}{edge}{ticks}" if told else ""


def fenced(rows: Iterable[str], language: str = "text") -> str:
    """Lines as they are, in a fence that none of them ends."""
    text = plain(map(line, rows)).removesuffix("\n")
    fence = "`" * max(3, _longest_ticks(text) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def row(cells: Iterable[str]) -> str:
    """A row of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; the cells are Markdown already."""
    names = list(heads)
    return "\n".join((row(names), f"|{'---|' * len(names)}", *map(row, rows)))


def folded(title: str, body: str) -> str:
    """
    What opens when somebody wants to see it. The title is ours: HTML, in which nothing foreign may stand.

    The empty lines make a host read Markdown inside.
    """
    return f"<details>\n<summary>{title}</summary>\n\n{body}\n\n</details>"


def _longest_ticks(text: str) -> int:
    return max(map(len, _BACKTICKS.findall(text)), default=0)
