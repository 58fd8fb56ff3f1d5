"""Contract sets from folders: found, read whole, and refused with all their mistakes in one go."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from checker.errors import ContractError, Mistake, UsageError
from checker.load import folders
from checker.load.contract_files import ContractFiles
from checker.load.files import DISK, Files, beginning, shown_path
from checker.load.language.document import Outside, contract
from checker.load.language.messages import Files as Named
from checker.load.language.reading import Reading
from checker.load.outside import Neighbours
from checker.load.tree import Scalar, Table
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT, Limits

_OURS: Final = ("contract", "facts", "systems", "boundaries")  # one of them stands in a contract of ours


def contract_sets(
    paths: Sequence[str], *, limits: Limits = DEFAULT, files: Files = DISK
) -> tuple[ContractSet, ...]:
    """
    The sets at these paths: a folder of a set, a folder of such folders, or a file of a contract.

    `files` is where they lie.

    Raises:
        UsageError: a path is not there, or holds no contract.
        ContractError: with every mistake of every file of all sets.

    """
    opened = ContractFiles(limits, files)
    found: list[ContractSet] = []
    mistakes: list[Mistake] = []
    for folder in _all_folders(paths, opened):
        read, wrong = _read(folder, opened)
        mistakes.extend(wrong)
        if read is not None:
            found.append(read)
    mistakes.extend(of_one_name(found))
    if mistakes:
        raise ContractError(mistakes)
    return tuple(found)


def set_folders(paths: Sequence[str], *, limits: Limits = DEFAULT, files: Files = DISK) -> tuple[str, ...]:
    """
    The folders of the sets at these paths, none of which is read yet.

    Raises:
        UsageError: a path is not there, or holds no contract.

    """
    return _all_folders(paths, ContractFiles(limits, files))


def is_set(folder: str, *, limits: Limits = DEFAULT, files: Files = DISK) -> bool:
    """Whether the contract.yaml of a folder is there, and meant for us; one that nobody could read is."""
    is_there = files.is_file(str(Path(folder, folders.CONTRACT)))
    return is_there and _is_ours(folder, ContractFiles(limits, files))


def has_contract(path: str, *, limits: Limits = DEFAULT, files: Files = DISK) -> bool:
    """
    Whether a folder holds a contract, be it one that nobody could read; whatever else is there may be one.

    Raises:
        ContractError: a folder below can't be read, or a link leads to a folder with a contract.

    """
    if not files.is_folder(path):
        return files.is_there(path)
    opened = ContractFiles(limits, files)
    return files.is_there(str(Path(path, folders.CONTRACT))) or any(
        folders.sets_below(path, partial(_is_ours, opened=opened), files)
    )


def set_names(path: str, files: Files = DISK) -> Mapping[str, str]:
    """
    The folders of the sets in a folder, by the names of the sets, as far as these can be read.

    Raises:
        ContractError: as `has_contract`.

    """
    opened = ContractFiles(DEFAULT, files)
    found: dict[str, str] = {}
    for folder in folders.sets_below(path, partial(_is_ours, opened=opened), files):
        tree = opened.open(_contract_of(folder)).tree
        name = tree.entries.get("contract") if isinstance(tree, Table) else None
        if name is not None and isinstance(name.value, Scalar):
            found[name.value.text] = shown_path(folder)
    return found


def _all_folders(paths: Sequence[str], opened: ContractFiles) -> tuple[str, ...]:
    return folders.unique((folder for path in paths for folder in _folders(path, opened)), opened.files)


def _folders(path: str, opened: ContractFiles) -> Sequence[str]:
    """The folders of the sets at a path."""
    files = opened.files
    if not files.is_there(path):
        raise UsageError(f"{shown_path(path)} is not there", fix=folders.nearest_entry(path, files))
    if not files.is_folder(path):
        return (_folder_of(path, files),)
    found = tuple(folders.sets_below(path, partial(_is_ours, opened=opened), files))
    if not found and files.is_there(str(Path(path, folders.CONTRACT))):
        return (path,)  # which will be told what its contract.yaml lacks
    if not found:
        fix = "write a contract.yaml that has the key contract:, or name another path"
        raise UsageError(f"no contract was found in {shown_path(path)}", fix=fix)
    return found


def _folder_of(path: str, files: Files) -> str:
    """The folder of the set that a file of a contract belongs to."""
    file = Path(path)
    if file.name == folders.CONTRACT:
        return str(file.parent)
    if not file.name.endswith(folders.PART):
        fix = "name the folder of a set, its contract.yaml, or a *.contract.yaml"
        raise UsageError(f"{shown_path(path)} is no file of a contract", fix=fix)
    for folder in file.absolute().parents:
        if files.is_there(str(folder / folders.CONTRACT)):
            return str(folder)
    fix = "put a contract.yaml into its folder or one above"
    raise UsageError(f"{shown_path(path)} belongs to no contract.yaml", fix=fix)


def _contract_of(folder: str) -> str:
    return shown_path(str(Path(folder, folders.CONTRACT)))


def _is_ours(folder: str, opened: ContractFiles) -> bool:
    """Whether the contract.yaml of a folder is meant for us; what nobody could read is, and will be told."""
    path = _contract_of(folder)
    if not opened.files.lies_in(folder, path):
        return True
    tree = opened.open(path).tree
    return not isinstance(tree, Table) or any(key in tree.entries for key in _OURS)


def _read(folder: str, opened: ContractFiles) -> tuple[ContractSet | None, Sequence[Mistake]]:
    """One set, None where it has no name; and its mistakes in the order of its files and their lines."""
    folder = shown_path(folder)
    first = _contract_of(folder)
    found = folders.found_in(folder, partial(_is_ours, opened=opened), opened.files)
    reading = Reading(opened.limits)
    reading.mistakes.extend(found.mistakes)
    neighbours = Neighbours(folder, opened, reading)
    parts = sorted(map(os.path.normpath, found.parts), key=lambda file: (file != first, file))
    trees = {file: tree for file in parts if (tree := neighbours.tree(file)) is not None}
    read = None
    if first in trees:
        outside = Outside(
            files=Named(schema=neighbours.schema, text=neighbours.text),
            vocabulary=neighbours.vocabulary,
            rows=neighbours.rows,
        )
        read = contract(tuple(trees.values()), folder, outside, reading)
    if read is not None:
        recordings = tuple(map(os.path.normpath, found.recordings))
        read = replace(read, recordings=recordings, sources=neighbours.sources)
    return read, _in_order(neighbours.without_echoes(), {file: number for number, file in enumerate(parts)})


def _in_order(mistakes: Sequence[Mistake], order: Mapping[str, int]) -> Sequence[Mistake]:
    def key(mistake: Mistake) -> tuple[int, str, int, int]:
        where = mistake.place or beginning("")
        return (order.get(where.file, len(order)), where.file, where.line, where.column)

    return sorted(dict.fromkeys(mistakes), key=key)


def of_one_name(sets: Sequence[ContractSet]) -> Sequence[Mistake]:
    """Two sets of one name could not be told apart in what a check says."""
    first: dict[str, ContractSet] = {}
    mistakes = []
    for each in sets:
        other = first.setdefault(each.name, each)
        if other is not each:
            message = f'two contract sets are named "{each.name}"'
            related = ((other.place, "the other one"),)
            mistakes.append(Mistake(message=message, place=each.place, fix="rename one", related=related))
    return mistakes
