"""
The interactions of a cassette in YAML, each at its line.

No tag is read but `!!binary` and those of Python's texts and tuples, so that no object of Python is ever made
of a cassette. What has another one is not read, which is said: the whole interaction, or only the body, as
vcrpy writes open files and iterators. Bytes become `{base64_string: ...}`, as other recorders have them.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from checker.errors import Mistake
from checker.load import tree, yaml
from checker.load.captures.records import Record, Say
from checker.load.captures.sources import Source
from checker.load.recordings.blocks import DamagedError
from checker.load.tree import Binary, Node, Scalar, Series, Table
from checker.load.values import scalar_value
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place

BYTES: Final = "base64_string"
UNREAD: Final = "\0unread"  # no key of anybody's: a body that can't be read, which has been said
_BODIES: Final = (("request", "body"), ("response", "body"))
_NULLS: Final = ("", "~", "Null", "NULL")  # plain `null` is JSON's


class _SaidError(Exception):
    """Something in this interaction can't be read, and that has been said."""


def interactions(source: Source, say: Say) -> Iterator[Record]:
    """
    Every interaction that can be read.

    vcrpy writes `version` last. Where it is missing and nothing else follows the interactions, the file may
    have been cut in the last one, which then is not read.
    """
    limits = source.limits
    sizes = replace(limits, contract_size=limits.payload_size, contract_depth=limits.payload_depth)
    root, mistakes = yaml.tree_of(_content(source, say), file=source.file, limits=sizes, is_capture=True)
    for mistake in mistakes:
        say(mistake)
    if root is None:
        return
    places = [mistake.place for mistake in mistakes if mistake.place]
    wrong = {(place.line, place.column) for place in places}
    levels = 3 if isinstance(root, Table) else 2
    steps = [place.pointer.split("/") for place in places]
    unread = frozenset(
        "/".join(way[: levels + 2]) for way in steps if tuple(way[levels : levels + 2]) in _BODIES
    )
    broken = {"/".join(way[:levels]) for way in steps if "/".join(way[: levels + 2]) not in unread}
    found = _list(root, say)
    # broken syntax has no pointer, and what stands before it had come to its end
    is_whole = all(place.pointer for place in places)
    is_cut = isinstance(root, Table) and is_whole and _ends_without_version(root, say)
    for index, node in enumerate(found[:-1] if is_cut else found):
        if node.pointer in broken:  # a repeated key, say, of which the tree knows only the first
            continue
        try:
            value = _value(node, wrong, unread, say, limits)
        except _SaidError:
            continue
        # not by the pointer of the node: an alias stands for what stands elsewhere
        pointer = f"/interactions/{index}" if isinstance(root, Table) else f"/{index}"
        yield Record(value, replace(tree.place(node), width=1, pointer=pointer))


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


def _list(root: Node, say: Say) -> tuple[Node, ...]:
    """The list of interactions, which once was the document itself."""
    if isinstance(root, Table):
        entry = root.entries.get("interactions")
        root = entry.value if entry is not None else root
    if isinstance(root, Series):
        return root.items
    message = "there is no list of interactions in this cassette"
    say(Mistake(message=message, place=tree.place(root), fix="look into the file"))
    return ()


def _ends_without_version(root: Table, say: Say) -> bool:
    """Whether the last interaction may have been cut, which is said, and so is a version without a number."""
    entry = root.entries.get("version")
    if entry is not None and not _is_null(entry.value):
        return False
    is_last = entry is None and list(root.entries)[-1:] == ["interactions"]
    if is_last or entry is not None:
        message = 'this cassette does not end with its "version", so it may have been cut'
        if is_last:
            message += ", and the last interaction is not read"
        place = tree.place(entry.value if entry is not None else root)
        say(Mistake(message=message, place=place, fix='get it again, or end it with "version: 1"'))
    return is_last


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_plain and node.text in (*_NULLS, "null")


def _value(
    node: Node, wrong: Collection[tuple[int, int]], unread: Collection[str], say: Say, limits: Limits
) -> Json:
    """
    What a node says; recursion goes no deeper than the tree, whose depth is limited.

    `wrong` are the places of what can't be read, `unread` the pointers of bodies with something of it.

    Raises:
        _SaidError: something in it is among what is wrong.

    """
    if node.pointer in unread:
        return {UNREAD: True}
    if (node.line, node.column) in wrong:
        raise _SaidError
    if isinstance(node, Series):
        return [_value(item, wrong, unread, say, limits) for item in node.items]
    if isinstance(node, Table):
        if any((key.line, key.column) in wrong for key, _ in node.entries.values()):
            raise _SaidError
        return {name: _value(entry.value, wrong, unread, say, limits) for name, entry in node.entries.items()}
    if isinstance(node, Binary):
        return {BYTES: node.text}
    if _is_null(node):
        return None
    mistakes: list[Mistake] = []
    value = scalar_value(node, mistakes, limits)
    for mistake in mistakes:
        say(mistake)
    if mistakes:
        raise _SaidError
    return value
