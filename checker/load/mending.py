"""What a contract should say instead, as lines to paste into its text; the rest of it stays as it stands."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

import yaml

from checker.model.findings import EntryMend, Mend, Paste, RowMend
from checker.model.json import Json
from checker.model.pointers import unescaped
from checker.model.text import plain, scalar

_ANCHOR: Final = re.compile(r"(?:^|[\s\[{,:-])&\w", re.MULTILINE)
_ODD_BREAK: Final = re.compile("\r(?!\n)|[\x85\u2028\u2029]")  # ends a line for libyaml, not for every editor
_LONGEST: Final = 200  # characters of a line that anybody would paste


class _Edit(NamedTuple):
    """In a line (from 0), `text` in place of what stands from one column to another; or a line above it."""

    line: int
    start: int
    end: int
    text: str
    is_new: bool = False


class _CannotError(Exception):
    """It is written in a way in which nobody can say for sure which characters to change."""


class Mending:
    """The text of one file, read once for all that is to be mended in it."""

    __slots__ = ("_file", "_lines", "_root")

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = text.split("\n")
        # A node that has a name may stand in other places too, where nothing is to be mended.
        cannot = _ANCHOR.search(text) or _ODD_BREAK.search(text)
        self._root = None if cannot else yaml.compose(text, Loader=yaml.CSafeLoader)

    def pastes(self, mends: Sequence[Mend]) -> tuple[Paste, ...]:
        """The lines for all of these together; none where they can't be written for sure."""
        try:
            edits = sorted(edit for mend in mends for edit in self._edits(mend))
            found = tuple(self._paste(line, [*same]) for line, same in groupby(edits, lambda edit: edit.line))
        except _CannotError:
            return ()
        return found

    def _edits(self, mend: Mend) -> Sequence[_Edit]:
        if isinstance(mend, RowMend):
            return [self._reported(self._at(mend.row.pointer), mend.report)]
        return [self._entry(self._at(mend.to.pointer), mend)]

    def _at(self, pointer: str) -> yaml.Node:
        node = self._root
        for token in pointer.split("/")[1:]:
            node = _inner(node, unescaped(token))
        if node is None:
            raise _CannotError
        return node

    def _reported(self, node: yaml.Node, code: str) -> _Edit:
        """What a row reports: a bare status, or one behind `report`, `otherwise`, or in place of `ignore`."""
        if isinstance(node, yaml.ScalarNode):
            return self._in_place(node, node, scalar(code))
        found = {key.value: (key, value) for key, value in _entries(node)}
        for name in ("report", "otherwise"):
            if name in found:
                return self._reported(found[name][1], code)
        if "ignore" not in found:
            raise _CannotError
        if len(found) == 1 and _is_flow(node):
            return self._in_place(node, node, scalar(code))
        return self._in_place(*found["ignore"], f"report: {scalar(code)}")

    def _entry(self, node: yaml.Node, mend: EntryMend) -> _Edit:
        """Goes as far as there is something at the keys, and adds the rest."""
        for number, name in enumerate(mend.keys):
            if name == "-" and isinstance(node, yaml.SequenceNode):
                return self._added(node, None, _flow(_nested(mend.keys[number + 1 :], mend.value)))
            known = {key.value: value for key, value in _entries(node)}
            if name not in known:
                return self._added(node, name, _flow(_nested(mend.keys[number + 1 :], mend.value)))
            node = known[name]
        return self._in_place(node, node, _flow(mend.value))

    def _in_place(self, first: yaml.Node, last: yaml.Node, text: str) -> _Edit:
        start, end = first.start_mark, last.end_mark
        if start.line != end.line or (isinstance(last, yaml.ScalarNode) and last.style in {"|", ">"}):
            raise _CannotError
        return _Edit(start.line, start.column, end.column, text)

    def _added(self, node: yaml.Node, name: str | None, value: str) -> _Edit:
        """One more entry of a mapping, or where it has no name, one more element of a list."""
        inner = _inner_nodes(node)
        entry = value if name is None else f"{scalar(name)}: {value}"
        if _is_flow(node):
            return self._added_in_flow(node, inner, entry)
        if not inner:
            raise _CannotError
        indent = " " * self._indent(inner[0], is_element=name is None)
        entry = entry if name is not None else f"- {entry}"
        return _Edit(_last_line(inner[-1]) + 1, 0, 0, f"{indent}{entry}", is_new=True)

    def _indent(self, first: yaml.Node, *, is_element: bool) -> int:
        """The column in which the entries of a block begin: those of a list with their dashes."""
        before = self._lines[first.start_mark.line][: first.start_mark.column]
        if not is_element:
            return len(before)
        if before.strip() != "-":
            raise _CannotError
        return before.index("-")

    def _added_in_flow(self, node: yaml.Node, inner: Sequence[yaml.Node], text: str) -> _Edit:
        if not inner:
            start, end = node.start_mark, node.end_mark
            if start.line != end.line or self._lines[start.line][start.column + 1 : end.column - 1].strip():
                raise _CannotError
            return _Edit(start.line, start.column + 1, end.column - 1, text)
        if isinstance(inner[-1], yaml.ScalarNode) and not inner[-1].value and not inner[-1].style:
            raise _CannotError
        last = inner[-1].end_mark
        if self._between(last, node.end_mark).strip(" \n")[:-1]:  # a comma or a comment before the end
            raise _CannotError
        return _Edit(last.line, last.column, last.column, f", {text}")

    def _between(self, start: yaml.Mark, end: yaml.Mark) -> str:
        if start.line == end.line:
            return self._lines[start.line][start.column : end.column]
        lines = self._lines[start.line : end.line + 1]
        return "\n".join([lines[0][start.column :], *lines[1:-1], lines[-1][: end.column]])

    def _paste(self, line: int, edits: Sequence[_Edit]) -> Paste:
        """All that changes in one line, or comes above it."""
        new = [edit.text for edit in edits if edit.is_new]
        changed = [edit for edit in edits if not edit.is_new]
        if changed:
            code = self._lines[line].rstrip("\r")
            for before, edit in pairwise(changed):
                if before.end > edit.start:
                    raise _CannotError
            for edit in reversed(changed):
                code = f"{code[: edit.start]}{edit.text}{code[edit.end :]}"
            new.append(code)
        if any(len(row) > _LONGEST or plain(row, longest=_LONGEST) != row for row in new):
            raise _CannotError
        return Paste(file=self._file, line=line + 1, replaces=int(bool(changed)), text="\n".join(new))


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _inner(node: yaml.Node | None, token: str) -> yaml.Node:
    """What a token of a pointer leads to."""
    if isinstance(node, yaml.MappingNode):
        for key, value in _entries(node):
            if key.value == token:
                return value
    elif isinstance(node, yaml.SequenceNode) and token.isdigit() and int(token) < len(node.value):
        element: yaml.Node = node.value[int(token)]
        return element
    raise _CannotError


def _entries(node: yaml.Node) -> Sequence[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _CannotError
    entries: Sequence[tuple[yaml.ScalarNode, yaml.Node]] = node.value
    return entries


def _inner_nodes(node: yaml.Node) -> Sequence[yaml.Node]:
    """Keys of a mapping with the last value at the end, or the elements of a list."""
    if isinstance(node, yaml.MappingNode):
        return [*(key for key, _ in node.value), *(value for _, value in node.value[-1:])]
    if isinstance(node, yaml.SequenceNode):
        return [*node.value]
    raise _CannotError


def _last_line(node: yaml.Node) -> int:
    """In which the last character of a value stands; a block ends only where the next thing begins."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        return _last_line(_inner_nodes(node)[-1])
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        raise _CannotError
    return node.end_mark.line


def _nested(keys: Sequence[str], value: Json) -> Json:
    for name in reversed(keys):
        value = [value] if name == "-" else {name: value}
    return value


def _flow(value: Json) -> str:
    match value:
        case str():
            return scalar(value)
        case bool():
            return "true" if value else "false"
        case Mapping():
            return f"{{{', '.join(f'{scalar(name)}: {_flow(inner)}' for name, inner in value.items())}}}"
        case Sequence():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return str(value)
