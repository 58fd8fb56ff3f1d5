"""Recordings that lie elsewhere than in their sets, and the set that each is held against."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from glob import escape, glob

from checker.errors import UsageError
from checker.load.recordings import ENDINGS, recording
from checker.load.remote import ahead, is_url, listed
from checker.model.contracts import ContractSet
from checker.model.limits import Limits
from checker.model.text import nearest, shown


def with_recordings(
    sets: Sequence[ContractSet], named: Iterable[str], limits: Limits
) -> tuple[ContractSet, ...]:
    """
    The sets, each with the recordings that are its own beside those in its folder.

    A recording belongs to the set that its first line names, or to the only one. `named` are files, folders,
    and patterns, on the disk or at URLs. However often a file is named, it counts once.

    Raises:
        UsageError: nothing is there, or nobody can say to which set it belongs.
        RecordingError: of several sets one is to be chosen, and the recording can't be opened.
        MissingExtraError: what reads such a URL is not installed.

    """
    own = {_file(path) for one in sets for path in one.recordings}
    files: dict[str, str] = {}  # with the name that came first
    for path in (path for one in named for path in _recordings(one)):
        files.setdefault(_file(path), path)
    paths = tuple(path for file, path in files.items() if file not in own)
    if not paths:
        return tuple(sets)
    if len(sets) == 1:  # what another name in a first line means is said when it is replayed
        return (_with(sets[0], paths),)
    owners = dict(zip(paths, ahead(lambda path: _owner(path, sets, limits), paths), strict=True))
    return tuple(_with(one, [path for path in paths if owners[path] == one.name]) for one in sets)


def _with(contracts: ContractSet, paths: Iterable[str]) -> ContractSet:
    return replace(contracts, recordings=(*contracts.recordings, *paths))


def _file(path: str) -> str:
    """What is the same for every name of a file."""
    path = path.removeprefix("file://")
    return path if is_url(path) else os.path.realpath(path)


def _recordings(named: str) -> Iterator[str]:
    found = listed(named) if is_url(named) else tuple(_on_disk(named))
    if not found:
        raise UsageError(f"there is nothing at {named}", fix="see to its path; a folder at a URL ends in /")
    for path in found:
        if not path.endswith(ENDINGS):
            fix = f"name recordings alone, by a pattern such as *{ENDINGS[0]}"
            raise UsageError(f"{path} has none of the endings of a recording: {', '.join(ENDINGS)}", fix=fix)
    yield from found


def _on_disk(named: str) -> list[str]:
    if os.path.lexists(named) and not os.path.isdir(named):  # noqa: PTH112 - of a name that is too long pathlib makes an error
        return [named]
    pattern = os.path.join(escape(named), "**") if os.path.isdir(named) else named  # noqa: PTH112, PTH118
    found = glob(pattern, recursive=True, include_hidden=True)  # noqa: PTH207
    return sorted(path for path in found if not os.path.isdir(path))  # noqa: PTH112


def _owner(path: str, sets: Sequence[ContractSet], limits: Limits) -> str:
    name = recording(path, limits=limits).header.set
    names = sorted(one.name for one in sets)
    if name in names:
        return name
    if name is None:
        message = (
            f"there are {len(sets)} contract sets, and {path} does not say which of them it is held against"
        )
        fix = 'write {"recording": 1, "set": NAME} as its first line, or check one set alone'
        raise UsageError(message, fix=fix)
    near = nearest(name, names)
    fix = f"did you mean {near}?" if near else f"known are {', '.join(names)}"
    raise UsageError(f"{path} is a recording of {shown(name)}, and there is no such contract set", fix=fix)
