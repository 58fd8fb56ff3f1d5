"""The words of jq that reach out of a program: to the environment, files, other inputs, the clock."""

import re
from typing import Final

_MACHINE = "which differs from one machine to the next"
_OUTPUT = "which acts outside of its result"
_INPUT = "since it has one payload and no files"
WORDS: Final = {
    "env": _MACHINE,
    "$ENV": _MACHINE,
    "now": "which differs from one moment to the next",
    "localtime": _MACHINE,
    "strflocaltime": _MACHINE,
    "input": _INPUT,
    "inputs": _INPUT,
    "input_filename": _INPUT,
    "input_line_number": _INPUT,
    "$__prog_args": _INPUT,
    "import": _INPUT,
    "include": _INPUT,
    "modulemeta": _INPUT,
    "get_search_list": _MACHINE,
    "get_prog_origin": _MACHINE,
    "get_jq_origin": _MACHINE,
    "debug": _OUTPUT,
    "stderr": _OUTPUT,
    "halt": _OUTPUT,
    "halt_error": _OUTPUT,
}

_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#(?:[^\n\\]|\\.)*)                 # a backslash takes a newline along
  | (?P<field>\.[A-Za-z_][A-Za-z0-9_]*)             # .env is a field
  | (?P<word>\$?\s*[A-Za-z_](?:[A-Za-z0-9_]|::)*)
  | (?P<quote>")
  | (?P<open>[(\[{]) | (?P<close>[)\]}])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_TEXT: Final = re.compile(
    r'(?P<interpolation>\\\()|(?P<escape>\\.)|(?P<quote>")|(?P<other>[^"\\]+|\\)', re.DOTALL
)
_KEY: Final = re.compile(r"\s*:(?!:)")


def refused(program: str) -> tuple[str, str] | None:
    """
    The first word in a program that it may not use, with a clause that says why; None for a sound one.

    Texts, comments and names of fields are no such words; what is interpolated into a text is looked at.
    """
    position = 0
    inside: list[str] = []  # what is open: a text, a bracket, or an interpolation in a text
    while position < len(program):
        if inside and inside[-1] == '"':
            match = _IN_TEXT.match(program, position)
            if match is None:
                return None  # jq itself says what is wrong
            if match["interpolation"]:
                inside.append("\\(")
            elif match["quote"]:
                inside.pop()
        else:
            match = _TOKEN.match(program, position)
            if match is None:
                return None
            word = "".join((match["word"] or "").split())
            if word in WORDS and not (word.isalpha() and _is_key(program, match.end(), inside)):
                return word, WORDS[word]
            if match["quote"]:
                inside.append('"')
            elif match["open"]:
                inside.append(match["open"])
            elif match["close"] and inside:
                inside.pop()
        position = match.end()
    return None


def _is_key(program: str, end: int, inside: list[str]) -> bool:
    return bool(inside) and inside[-1] == "{" and _KEY.match(program, end) is not None
