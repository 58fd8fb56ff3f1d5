"""Foreign text in Markdown: nothing in it may become markup, HTML, a mention, a link or another cell."""

import re
from typing import Final

from checker.report.lines import escaped

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]|~$!^=]")
_HTML: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Where what somebody could open or call goes on: http://, www., an address, @name, #1, GH-1.
_CALLS: Final = re.compile(
    r"(?i)(?<=http)(?=s?://)|(?<=ftp)(?=://)|(?<=www)(?=\.)|(?<=mailto)(?=:)|(?<=[#@])(?=\w)|(?<=gh)(?=-\d)"
)
_NOTHING: Final = "&#8203;"  # a space of no width: it ends a word for whoever looks for links and names
_BEGINNING: Final = re.compile(r"^(\s*\d*)(#|[-+](?=[\s-]|$)|[.)](?=\s|$))")  # of a list, a heading, a line


def markdown(text: str) -> str:
    """
    The text as it will be seen, in one line, wherever it stands in the Markdown of GitHub or GitLab.

    Addresses stay text: nobody shall be called, and nothing be opened, by what a payload says.
    """
    plain = "".join(_HTML.get(character, character) for character in escaped(text))
    plain = _MARKUP.sub(lambda found: f"\\{found[0]}", plain)
    plain = _BEGINNING.sub(lambda found: f"{found[1]}\\{found[2]}", plain)
    return _CALLS.sub(_NOTHING, plain)
