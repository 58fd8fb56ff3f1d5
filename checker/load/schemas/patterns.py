"""Regular expressions that mean the same to every reader: what ECMA-262 and a linear matcher both know."""

import re
from typing import Final

from checker.errors import Mistake
from checker.model.text import plain

# What Rust's matcher knows and ECMA-262 does not: other tools would read it otherwise or not at all.
_RUST_ONLY: Final = (
    (re.compile(r"\(\?P<"), "(?P<", "write (?<name>…)"),
    (
        re.compile(r"\(\?(?=[a-zA-Z-])[a-zA-Z]*-?[a-zA-Z]*[:)]"),
        "a group that sets flags",
        "spell both cases out, as in [aA]",
    ),
    (re.compile(r"\[:\^?[a-z]+:\]"), "a class like [:alpha:]", "write the characters, as in [a-zA-Z]"),
    (re.compile(r"\\[Az]"), "\\A or \\z", "write ^ or $"),
    (re.compile(r"\\[<>]"), "\\< or \\>", "write \\b"),
    (re.compile(r"\\x\{"), "\\x{…}", "write \\u and four hex digits"),
    (re.compile(r"\\U"), "\\U", "write \\u and four hex digits"),
    (re.compile(r"\\a"), "\\a", "write \\u0007"),
)
_SET_OPERATION = re.compile(r"(?:\\.|[^\\])*?(?:&&|--|~~|\[)", re.DOTALL)  # of what is not escaped
# What Python or ECMA-262 know and a matcher of linear time can't.
_NOT_LINEAR: Final = (
    (re.compile(r"\(\?<?[=!]"), "looks ahead or behind", "use `not`, `allOf` or `if` beside the pattern"),
    (re.compile(r"\\[1-9]|\(\?P=|\\k<"), "refers back to a group", "spell the repetition out"),
    (re.compile(r"\\Z"), "has \\Z, which is Python's", "write $"),
    (re.compile(r"\(\?>|[*+?}]\+"), "has an atomic group or possessive repetition", "write a plain one"),
    (re.compile(r"\(\?\("), "has a conditional group", "use `if` beside the pattern"),
    (re.compile(r"\(\?#"), "has a comment", "put it into `$comment`"),
)
_SETTLED = re.compile(r"\\\\|\\[pP]\{\w*(?:=\w*)?\}")  # an escaped backslash; a property of characters
_CLASS = re.compile(r"\[\^?\]?((?:\\.|[^\]\\])*)\]", re.DOTALL)


def flaw(pattern: str) -> Mistake | None:
    """Why a regular expression can't be taken; the mistake has no place."""
    bare = _SETTLED.sub("..", pattern)  # so that \\\\A is not taken for \\A
    outside = _CLASS.sub("[.]", bare)
    for search, what, fix in _NOT_LINEAR:
        if search.search(outside):
            message = (
                f"the regular expression {plain(pattern)} {what}, and no matcher does that in linear time"
            )
            if "Python" in what or "comment" in what:
                message = f"the regular expression {plain(pattern)} {what}"
            return Mistake(message=message, fix=fix)
    for search, what, fix in _RUST_ONLY:
        if search.search(bare):
            message = f"the regular expression {plain(pattern)} has {what}, which JSON Schema does not know"
            return Mistake(message=message, fix=fix)
    inside = next((found for found in _CLASS.finditer(bare) if _SET_OPERATION.match(found.group(1))), None)
    if inside is not None:
        message = f"in the regular expression {plain(pattern)} readers differ on {inside.group()}"
        return Mistake(message=message, fix="escape [, &, - and ~ in it with a backslash")
    return _not_compiled(pattern)


def _not_compiled(pattern: str) -> Mistake | None:
    import jsonschema_rs

    try:
        jsonschema_rs.Draft202012Validator({"pattern": pattern}, pattern_options=jsonschema_rs.RegexOptions())
    except jsonschema_rs.ValidationError:
        return Mistake(message=f"{plain(pattern)} is no regular expression{_reason(pattern)}", fix="mend it")
    return None


def _reason(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f": {error}"
    return " of JSON Schema, or too large"
