"""
The interactions of a cassette in YAML, each at its line.

What has something that can't be read, such as a tag for an object of Python, is not read, which is said: the
whole interaction, or only the body, as vcrpy writes open files and iterators.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from checker.errors import Mistake
from checker.load import tree
from checker.load.captures.records import Record, Say
from checker.load.captures.sources import Source
from checker.load.captures.yaml_values import SaidError, Values, is_null, parsed
from checker.load.tree import Node, Series, Table

_BODIES: Final = (("request", "body"), ("response", "body"))


def interactions(source: Source, say: Say) -> Iterator[Record]:
    """
    Every interaction that can be read.

    vcrpy writes `version` last. Where it is missing and nothing else follows the interactions, the file may
    have been cut in the last one, which then is not read.
    """
    root, places = parsed(source, say)
    if root is None:
        return
    levels = 3 if isinstance(root, Table) else 2
    steps = [place.pointer.split("/") for place in places]
    unread = frozenset(
        "/".join(way[: levels + 2]) for way in steps if tuple(way[levels : levels + 2]) in _BODIES
    )
    broken = {"/".join(way[:levels]) for way in steps if "/".join(way[: levels + 2]) not in unread}
    values = Values(places, say, source.limits, unread)
    found = _list(root, say)
    # broken syntax has no pointer, and what stands before it had come to its end
    is_whole = all(place.pointer for place in places)
    is_cut = isinstance(root, Table) and is_whole and _ends_without_version(root, say)
    for index, node in enumerate(found[:-1] if is_cut else found):
        if node.pointer in broken:  # a repeated key, say, of which the tree knows only the first
            continue
        try:
            value = values.of(node)
        except SaidError:
            continue
        # not by the pointer of the node: an alias stands for what stands elsewhere
        pointer = f"/interactions/{index}" if isinstance(root, Table) else f"/{index}"
        yield Record(value, replace(tree.place(node), width=1, pointer=pointer))


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
    if entry is not None and not is_null(entry.value):
        return False
    is_last = entry is None and list(root.entries)[-1:] == ["interactions"]
    if is_last or entry is not None:
        message = 'this cassette does not end with its "version", so it may have been cut'
        if is_last:
            message += ", and the last interaction is not read"
        place = tree.place(entry.value if entry is not None else root)
        say(Mistake(message=message, place=place, fix='get it again, or end it with "version: 1"'))
    return is_last
