"""
Captures in YAML: a tree that says where everything stands, and the values in it.

No tag is read but `!!binary` and those of Python's texts and tuples, so that no object of Python is ever made
of a capture. Bytes become `{base64_string: ...}`, as other recorders have them.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from checker.errors import Mistake
from checker.load import yaml
from checker.load.captures.records import Say
from checker.load.captures.sources import Source
from checker.load.recordings.blocks import DamagedError
from checker.load.tree import Binary, Node, Scalar, Series, Table
from checker.load.values import scalar_value
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

BYTES: Final = "base64_string"
UNREAD: Final = "\0unread"  # no key of anybody's: what can't be read, which has been said
START: Final = re.compile(rb"(?:\s|#[^\n]*\n|---\s)*+")
"""What may stand before a document."""
_NULLS: Final = ("", "~", "Null", "NULL")  # plain `null` is JSON's


class SaidError(Exception):
    """Something in this can't be read, and that has been said."""


def parsed(source: Source, say: Say) -> tuple[Node | None, list[Place]]:
    """The document, None where there is none, and where something is wrong in it, which is said."""
    limits = source.limits
    sizes = replace(limits, contract_size=limits.payload_size, contract_depth=limits.payload_depth)
    root, mistakes = yaml.tree_of(_content(source, say), file=source.file, limits=sizes, is_capture=True)
    for mistake in mistakes:
        say(mistake)
    return root, [mistake.place for mistake in mistakes if mistake.place]


def _content(source: Source, say: Say) -> bytes:
    """All that can be read, and no more than one byte over the limit."""
    found = bytearray()
    try:
        for block in source.blocks():
            found += block
            if len(found) > source.limits.payload_size:
                break
    except DamagedError as error:
        say(Mistake(message=error.message, place=Place(file=source.file, line=1, column=1), fix=error.fix))
    return bytes(found[: source.limits.payload_size + 1])


def is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_plain and node.text in (*_NULLS, "null")


class Values:
    """
    What the nodes of a document say.

    `wrong` is where something can't be read, which has been said; `unread` are the pointers of nodes of which
    then nothing is told but that: `{UNREAD: true}`.
    """

    def __init__(
        self, wrong: Iterable[Place], say: Say, limits: Limits, unread: Collection[str] = ()
    ) -> None:
        self._wrong = {(place.line, place.column) for place in wrong}
        self._unread = unread
        self._say = say
        self._limits = limits

    def of(self, node: Node) -> Json:
        """
        What a node says; recursion goes no deeper than the tree, whose depth is limited.

        Raises:
            SaidError: something in it is among what is wrong.

        """
        if node.pointer in self._unread:
            return {UNREAD: True}
        if (node.line, node.column) in self._wrong:
            raise SaidError
        if isinstance(node, Series):
            return [self.of(item) for item in node.items]
        if isinstance(node, Table):
            if any((key.line, key.column) in self._wrong for key, _ in node.entries.values()):
                raise SaidError
            return {name: self.of(entry.value) for name, entry in node.entries.items()}
        if isinstance(node, Binary):
            return {BYTES: node.text}
        if is_null(node):
            return None
        mistakes: list[Mistake] = []
        value = scalar_value(node, mistakes, self._limits)
        for mistake in mistakes:
            self._say(mistake)
        if mistakes:
            raise SaidError
        return value
