"""YAML to a tree of nodes with places: bounded before it is built, and nothing in it but data."""

from collections.abc import Callable
from typing import Any, Final

from checker.errors import ContractError, Mistake
from checker.load.tree import Binary, Entry, Node, Scalar, Series, Table, place
from checker.load.yaml_text import decoded, said
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.pointers import escaped
from checker.model.text import plain

_BINARY: Final = "tag:yaml.org,2002:binary"
_TEXTS: Final = ("tag:yaml.org,2002:python/unicode", "tag:yaml.org,2002:python/str")  # as PyYAML writes them
_TUPLE: Final = "tag:yaml.org,2002:python/tuple"


def parse(data: bytes, *, file: str, limits: Limits = DEFAULT) -> Node:
    """
    The one document in these bytes. `file` is the name that places show.

    Raises:
        ContractError: with every mistake that was met; what comes after broken syntax can't be read.

    """
    tree, mistakes = tree_of(data, file=file, limits=limits)
    if mistakes or tree is None:
        raise ContractError(mistakes or [nothing_in(file)])
    return tree


def tree_of(
    data: bytes, *, file: str, limits: Limits = DEFAULT, is_capture: bool = False
) -> tuple[Node | None, list[Mistake]]:
    """
    The tree as far as it could be built, and the mistakes; None where there is no document.

    In a capture `!!binary` is read, and where the document breaks off, what stood before is there: without
    the elements of lists that had not come to their end.
    """
    if len(data) > limits.contract_size:
        where = Place(file=file, line=1, column=1)
        message = f"the file has more than {limits.contract_size:,} bytes"
        return None, [Mistake(message=message, place=where, fix="split it into several files")]
    text, mistake = decoded(data, file)
    if mistake is not None:
        return None, [mistake]
    builder = _Builder(file, limits, is_capture=is_capture)
    return builder.build(text), builder.mistakes


def nothing_in(file: str) -> Mistake:
    where = Place(file=file, line=1, column=1)
    return Mistake(message="the file is empty", place=where, fix="write something into it, or delete it")


class _TooMuchError(Exception):
    """A limit was passed; building ends here."""


class _Open:
    """A list or mapping whose end has not come yet."""

    __slots__ = ("anchor", "column", "entries", "is_map", "items", "key", "line", "pointer")

    def __init__(self, event: Any, pointer: str, is_map: bool) -> None:
        self.anchor: str | None = event.anchor
        self.line: int = event.start_mark.line
        self.column: int = event.start_mark.column
        self.pointer = pointer
        self.is_map = is_map
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None


class _Builder:
    """
    Builds a tree from the events of libyaml.

    The events are counted as they come, and no further event is asked for once one is too many: neither
    libyaml (which dies near 25,000 levels when it builds nodes, and needs quadratic time for open brackets)
    nor anything behind it ever sees a deep or a blown-up document. Nothing here recurses.
    """

    def __init__(self, file: str, limits: Limits, *, is_capture: bool) -> None:
        self.mistakes: list[Mistake] = []
        self._is_capture = is_capture
        self._file = file
        self._limits = limits
        self._nodes = 0
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}  # None: its end has not come yet
        self._heights: dict[int, tuple[int, int]] = {}
        self._root: Node | None = None
        self._documents = 0

    def build(self, text: str) -> Node | None:
        from yaml import YAMLError

        try:
            self._take_events(text)
        except _TooMuchError:
            return self._so_far() if self._is_capture else None
        except YAMLError as error:
            self.mistakes.append(said(error, text, self._file))
            return self._so_far() if self._is_capture else None
        return self._root

    def _so_far(self) -> Node | None:
        """What is there of the document, which broke off."""
        inner: Node | None = None
        for around in reversed(self._open):
            if around.is_map and around.key is not None and inner is not None:
                around.entries.setdefault(around.key.text, Entry(around.key, inner))
            start = (self._file, around.line + 1, around.column + 1, 1, around.pointer)
            inner = Table(*start, around.entries) if around.is_map else Series(*start, tuple(around.items))
        return self._root or inner

    def _take_events(self, text: str) -> None:
        # libyaml's parser directly: PyYAML's loaders add resolving and constructing, which nobody wants here
        from yaml import (
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
        )
        from yaml._yaml import CParser

        next_event: Callable[[], Any] = CParser(text).get_event  # None after the last one
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._begin(event, kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._end(event)
            elif kind is AliasEvent:
                self._alias(event)
            elif kind is DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    self._wrong("a second document begins here", event, "put it into a file of its own")
                    raise _TooMuchError

    def _scalar(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > self._limits.contract_nodes:
            self._too_many(event)
        is_binary = self._is_capture and event.tag == _BINARY
        is_text = self._is_capture and event.tag in _TEXTS
        if event.tag is not None and not is_binary and not is_text:
            self._tagged(event)
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        width = (end.column - column or 1) if end.line == line else 1
        text, is_plain = event.value, not event.style and not is_text
        around = self._open[-1] if self._open else None
        if around is None or not around.is_map or around.key is not None:
            kind = Binary if is_binary else Scalar
            scalar = kind(self._file, line + 1, column + 1, width, self._pointer(), text, is_plain)
            self._put(scalar)
        else:
            pointer = f"{around.pointer}/{escaped(text)}"
            scalar = Scalar(self._file, line + 1, column + 1, width, pointer, text, is_plain)
            around.key = scalar
            if text == "<<" or text in around.entries:
                self._check_key(scalar, around)
        if event.anchor:
            self._anchors[event.anchor] = scalar

    def _pointer(self) -> str:
        if not self._open:
            return ""
        around = self._open[-1]
        if not around.is_map:
            return f"{around.pointer}/{len(around.items)}"
        if around.key is None:
            return around.pointer
        return around.key.pointer

    def _begin(self, event: Any, is_map: bool) -> None:
        self._nodes += 1
        if self._nodes > self._limits.contract_nodes:
            self._too_many(event)
        is_tuple = self._is_capture and event.tag == _TUPLE and not is_map
        if event.tag is not None and not is_tuple:
            self._tagged(event)
        if len(self._open) >= self._limits.contract_depth:
            self._too_deep(event)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._open.append(_Open(event, self._pointer(), is_map))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        end = event.end_mark
        width = end.column - done.column if end.line == done.line else 1
        start = (self._file, done.line + 1, done.column + 1, max(width, 1), done.pointer)
        node: Node = Table(*start, done.entries) if done.is_map else Series(*start, tuple(done.items))
        if done.anchor:
            self._anchors[done.anchor] = node
        self._put(node)

    def _alias(self, event: Any) -> None:
        node = self._anchors.get(event.anchor, ...)
        name = plain(event.anchor)
        if node is ...:
            self._wrong(f"nothing is named &{name} above this alias", event, f"write &{name} before the node")
        elif node is None:
            self._wrong(f"the alias *{name} stands inside the node it stands for", event, "write it out")
        else:
            size, height = self._measured(node)
            self._nodes += size
            if self._nodes > self._limits.contract_nodes:
                self._too_many(event)
            if len(self._open) + height > self._limits.contract_depth:
                self._too_deep(event)
            self._put(node, at=self._spot(event))
            return
        start = event.start_mark
        missing = Scalar(self._file, start.line + 1, start.column + 1, 1, self._pointer(), "", is_plain=False)
        self._put(missing)

    def _put(self, node: Node, *, at: Place | None = None) -> None:
        """Give a node to what is open around it; `at` is where an alias for it stands."""
        if not self._open:
            self._root = node
            return
        around = self._open[-1]
        if not around.is_map:
            around.items.append(node)
        elif around.key is None:
            around.key = self._key(node, around, at)
        else:
            key, around.key = around.key, None
            if key.text not in around.entries:
                around.entries[key.text] = Entry(key, node)

    def _key(self, node: Node, around: _Open, at: Place | None) -> Scalar:
        where = at or place(node)
        if not isinstance(node, Scalar):
            message = "a list or a mapping stands where a key is wanted"
            self.mistakes.append(Mistake(message=message, place=where, fix="keys are text; quote braces"))
            # a key that no one can have written, so that the value after it is left out quietly
            return Scalar(self._file, where.line, where.column, 1, around.pointer, "\0", is_plain=False)
        pointer = f"{around.pointer}/{escaped(node.text)}"
        key = Scalar(self._file, where.line, where.column, where.width, pointer, node.text, node.is_plain)
        self._check_key(key, around)
        return key

    def _check_key(self, key: Scalar, around: _Open) -> None:
        if key.text == "<<" and key.is_plain:
            self.mistakes.append(
                Mistake(message='merge keys ("<<") are not read', place=place(key), fix="write the keys out")
            )
        elif (first := around.entries.get(key.text)) is not None:
            self.mistakes.append(
                Mistake(
                    message=f'the key "{plain(key.text)}" stands here a second time',
                    place=place(key),
                    fix="keep one of them",
                    related=((place(first.key), "the first one"),),
                )
            )

    def _measured(self, node: Node) -> tuple[int, int]:
        """How many nodes an alias stands for, and how many levels of lists and mappings."""
        if isinstance(node, Scalar):
            return 1, 0
        known = self._heights.get(id(node))
        if known is None:
            size, height = 1, 0
            inner = node.items if isinstance(node, Series) else [each.value for each in node.entries.values()]
            for each in inner:  # no deeper than the limit of depth, which every node here has passed
                inner_size, inner_height = self._measured(each)
                size += inner_size
                height = max(height, inner_height)
            known = self._heights[id(node)] = size, height + 1
        return known

    def _spot(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Place(
            file=self._file,
            line=start.line + 1,
            column=start.column + 1,
            width=max(width, 1),
            pointer=self._pointer(),
        )

    def _wrong(self, message: str, event: Any, fix: str) -> None:
        self.mistakes.append(Mistake(message=message, place=self._spot(event), fix=fix))

    def _tagged(self, event: Any) -> None:
        tag = plain(event.tag.replace("tag:yaml.org,2002:", "!!"))
        fix = "leave it out; the place decides what a value is"
        if self._is_capture:
            fix = "capture it again as text or bytes: no object of a program is made of what stands there"
        self._wrong(f"the tag {tag} is not read", event, fix)

    def _too_many(self, event: Any) -> None:
        most = f"{self._limits.contract_nodes:,}"
        self._wrong(
            f"here the file comes to more than {most} nodes, aliases counted as what they stand for",
            event,
            "write less, or split it into several files",
        )
        raise _TooMuchError

    def _too_deep(self, event: Any) -> None:
        message = f"lists and mappings are nested deeper than {self._limits.contract_depth} levels"
        self._wrong(message, event, "nest less")
        raise _TooMuchError
