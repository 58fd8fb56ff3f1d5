"""JSON values in YAML: a plain scalar is a number, true, false or null by JSON's grammar, else text."""

import re
from decimal import Decimal
from typing import Final

from checker.errors import Mistake
from checker.load.tree import Node, Scalar, Series, place
from checker.model.json import Json
from checker.model.limits import DEFAULT, Limits
from checker.model.text import plain

NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?", re.ASCII)
_LONGEST_EXPONENT: Final = 6
_WORDS: Final = {"true": True, "false": False, "null": None}


def json_value(node: Node, mistakes: list[Mistake], limits: Limits = DEFAULT) -> Json:
    """
    What a node says where any JSON value may stand: digits are kept, quoted scalars are text.

    Recursion goes no deeper than the tree, whose depth is limited.
    """
    if isinstance(node, Scalar):
        return scalar_value(node, mistakes, limits)
    if isinstance(node, Series):
        return [json_value(item, mistakes, limits) for item in node.items]
    return {name: json_value(entry.value, mistakes, limits) for name, entry in node.entries.items()}


def scalar_value(node: Scalar, mistakes: list[Mistake], limits: Limits = DEFAULT) -> Json:
    text = node.text
    if not node.is_plain:
        return text
    if not text:
        mistakes.append(
            Mistake(message="no value stands here", place=place(node), fix='write null, or "" for empty text')
        )
        return None
    if text in _WORDS:
        return _WORDS[text]
    match = NUMBER.fullmatch(text)
    if match is None:
        return text
    exponent = match.group(2) or ""
    if len(text) > limits.number_digits or len(exponent.lstrip("eE+-")) > _LONGEST_EXPONENT:
        message = f"the number {plain(text)} is too long"
        fix = f"write at most {limits.number_digits} digits, or put it into quotes if it is text"
        mistakes.append(Mistake(message=message, place=place(node), fix=fix))
        return None
    return Decimal(text) if match.group(1) or exponent or text == "-0" else int(text)
