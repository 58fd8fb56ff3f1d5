"""The schema files of a set: found inside its folder only, read once, with the place of every node."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote, unquote

from checker.errors import ContractError, Mistake, RecordingError
from checker.load import json, json_places, yaml
from checker.load.files import Files, beginning
from checker.load.schemas.identifiers import Identifiers, identifiers
from checker.load.schemas.kinds import Kind, Refused, kind
from checker.load.tree import Node, Series, Table, place
from checker.load.values import json_value
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.pointers import unescaped
from checker.model.schemas import SET, Draft
from checker.model.text import nearest, plain

ENDINGS: Final = (".json", ".yaml", ".yml")


class Placed(Protocol):
    """Tells where the node at a JSON Pointer stands; the place of its key where it has one."""

    def __call__(self, pointer: str) -> Place: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    One file. `uri` is the `$id` of its root where it has one, else that of the file; `address` is always
    that of the file. `where` is given where nothing stands at a pointer too: then it is the nearest above.
    """

    uri: str
    address: str
    file: str
    content: Json
    kind: Kind
    draft: Draft
    names: Identifiers
    where: Placed


def file_uri(relative: str) -> str:
    return SET + quote(relative)


def confined(folder: str, relative: str, files: Files) -> str | Mistake:
    """The path of a file of the set, or why it is none: it leads out of the set, is missing, is no file."""
    path = Path(folder, relative)
    if relative.startswith("/") or "\\" in relative or "\0" in relative:
        return Mistake(
            message=f"{plain(relative)} is no path inside the set", fix="write it relative, with slashes"
        )
    if not files.lies_in(folder, str(path)):
        how = "through a symbolic link " if not os.path.normpath(relative).startswith("..") else ""
        return Mistake(
            message=f"{plain(relative)} leads {how}out of the folder of the set, and nothing outside is read",
            fix="copy the file into the set",
        )
    if not files.is_file(str(path)):
        return Mistake(message=_missing(folder, relative, files), fix=_nearest_file(folder, relative, files))
    return str(path)


def read(path: str, address: str, heir_of: Draft, limits: Limits, files: Files) -> Document:
    """
    Reads one file strictly. A document that names no draft has that of what refers to it, `heir_of`.

    Raises:
        ContractError: it can't be read, or is of a kind that we don't take.

    """
    data = _bytes(path, limits, files)
    content, where = _content(data, path, limits)
    found = kind(content)
    if isinstance(found, Refused):
        raise ContractError([Mistake(message=found.message, place=where(f"/{found.member}"), fix=found.fix)])
    draft = found.draft or heir_of
    names = identifiers(content, address, draft, is_pure=found.is_pure)
    return Document(
        uri=names.bases[""],
        address=address,
        file=path,
        content=content,
        kind=found,
        draft=draft,
        names=names,
        where=where,
    )


def schema_files(folder: str, files: Files) -> Iterator[str]:
    """All files of the set that may be schemas, relative and sorted; recordings are none."""
    pending = [folder]
    while pending:
        try:
            entries = files.entries(pending.pop())
        except ContractError:
            continue  # a folder of no schema of the contract: nobody named anything in it
        for entry in entries:
            if entry.name.endswith(ENDINGS) and entry.is_file:
                yield Path(entry.path).relative_to(folder).as_posix()
        below = [entry for entry in entries if entry.is_folder and not entry.name.startswith(".")]
        pending += [entry.path for entry in reversed(below) if entry.name != "recordings"]


def root_id(folder: str, relative: str, limits: Limits, files: Files) -> str | None:
    """The `$id` at the root of a file, if it has one and can be read."""
    path = confined(folder, relative, files)
    if isinstance(path, Mistake):
        return None
    try:
        data = _bytes(path, limits, files)
        content = _content(data, path, limits)[0] if b"$id" in data else None
    except ContractError:
        return None
    found = content.get("$id") if isinstance(content, dict) else None
    return found if isinstance(found, str) else None


def relative_path(address: str) -> str:
    """The path inside the set that a URI below SET stands for."""
    return unquote(address.removeprefix(SET))


def _bytes(path: str, limits: Limits, files: Files) -> bytes:
    data = files.content(path, most=limits.contract_size)
    start = beginning(path)
    if len(data) > limits.contract_size:
        raise ContractError(
            [
                Mistake(
                    message=f"this has more than {limits.contract_size:,} bytes, the most that is read",
                    place=start,
                    fix="split it, or raise the limit with --limit contract_size=N",
                )
            ]
        )
    return data


def _content(data: bytes, path: str, limits: Limits) -> tuple[Json, Placed]:
    return _yaml(data, path, limits) if path.endswith((".yaml", ".yml")) else _json(data, path, limits)


def _json(data: bytes, path: str, limits: Limits) -> tuple[Json, Placed]:
    offset = json_places.too_deep(data, limits.schema_depth)
    if offset is not None:
        line, column = json_places.line_and_column(data.decode(errors="replace"), offset)
        raise ContractError(
            [
                Mistake(
                    message=f"this bracket opens level {limits.schema_depth + 1}, and {limits.schema_depth}"
                    " are the most that is read",
                    place=Place(file=path, line=line, column=column),
                    fix="give an inner schema a name in $defs, or raise it with --limit schema_depth=N",
                )
            ]
        )
    wide = replace(limits, payload_depth=limits.schema_depth, payload_size=limits.contract_size)
    try:
        content = json.parse(data, file=path, limits=wide)
    except RecordingError as error:
        raise ContractError(error.mistakes) from error
    text = data.decode()
    offsets: dict[str, int] = {}

    def where(pointer: str) -> Place:
        if not offsets:
            offsets.update(json_places.offsets(text))
        while pointer not in offsets and pointer:
            pointer = pointer.rpartition("/")[0]
        line, column = json_places.line_and_column(text, offsets[pointer])
        return Place(file=path, line=line, column=column, pointer=pointer)

    return content, where


def _yaml(data: bytes, path: str, limits: Limits) -> tuple[Json, Placed]:
    tree = yaml.parse(data, file=path, limits=replace(limits, contract_depth=limits.schema_depth))
    mistakes: list[Mistake] = []
    content = json_value(tree, mistakes, limits)
    if mistakes:
        raise ContractError(mistakes)

    def where(pointer: str) -> Place:
        return _spot(tree, pointer)

    return content, where


def _spot(tree: Node, pointer: str) -> Place:
    """Where the key at a pointer stands, or the element of a list; the nearest above if there is none."""
    node, found = tree, place(tree)
    for token in pointer.split("/")[1:]:
        name = unescaped(token)
        if isinstance(node, Table) and name in node.entries:
            found, node = place(node.entries[name].key), node.entries[name].value
        elif isinstance(node, Series) and name.isdecimal() and int(name) < len(node.items):
            node = node.items[int(name)]
            found = place(node)
        else:
            break
    return found


def _missing(folder: str, relative: str, files: Files) -> str:
    if files.is_folder(str(Path(folder, relative))):
        return f"{plain(relative)} is a folder, not a schema file"
    return f"the set has no file {plain(relative)}"


def _nearest_file(folder: str, relative: str, files: Files) -> str:
    beside = str(Path(folder, relative).parent)
    names = [entry.name for entry in files.entries(beside)] if files.is_folder(beside) else []
    near = nearest(Path(relative).name, names[:1000])
    if near:
        return f"write {Path(relative).with_name(near).as_posix()}, or add the file"
    return "add the file, or name one that is there"
