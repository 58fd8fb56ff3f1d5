"""Where contract sets lie: their folders, the files of their contract, and their recordings."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from checker.errors import ContractError, Mistake
from checker.load.files import Entry, Files, beginning
from checker.model.text import nearest, plain

CONTRACT = "contract.yaml"
PART = ".contract.yaml"
_NEARLY = (".contract.yml", PART)  # in any case: somebody took it for a part
RECORDINGS = "recordings"
ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".yaml")
_QUIET = (".md", ".txt")  # may lie beside recordings and say something about them

IsSet: TypeAlias = Callable[[str], bool]  # whether the contract.yaml of a folder is meant for us


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies in the folder of a set, each sorted, and what is wrong about it."""

    parts: tuple[str, ...]  # contract.yaml and the files named *.contract.yaml
    recordings: tuple[str, ...]
    mistakes: tuple[Mistake, ...]


def sets_below(folder: str, is_set: IsSet, files: Files) -> Iterator[str]:
    """
    The folders of all sets from here down, sorted.

    Raises:
        ContractError: a folder can't be read, or a link leads to a folder with a contract; links to folders
            are not followed.

    """
    pending = [folder]
    while pending:
        current = pending.pop()
        entries = files.entries(current)
        if any(entry.name == CONTRACT for entry in entries) and is_set(current):
            yield current
        for entry in entries:
            if entry.is_link and files.is_there(str(Path(entry.path, CONTRACT))):
                fix = "put the folder here, or name it as a path of its own"
                message = "this is a link to a folder with a contract, and links to folders are not followed"
                raise ContractError([Mistake(message=message, place=beginning(entry.path), fix=fix)])
        pending.extend(entry.path for entry in reversed(entries) if _is_folder(entry))


def found_in(folder: str, is_set: IsSet, files: Files) -> Found:
    """
    The files of a set. A folder below it that is a set of its own is left to that.

    Links that lead out of the set are mistakes, since a pull request could read any file by one.
    """
    parts: list[str] = []
    recordings: list[str] = []
    mistakes: list[Mistake] = []
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = files.entries(current)
        except ContractError as error:
            mistakes += error.mistakes
            continue
        are_recordings = _is_below(RECORDINGS, current, folder)
        if current != folder and any(entry.name == CONTRACT for entry in entries) and is_set(current):
            if are_recordings:
                mistakes.append(_set_among_recordings(current))
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.name == CONTRACT and current == folder:
                _take(entry, folder, parts, mistakes, files)
            elif _is_folder(entry):
                pending.append(entry.path)
            elif entry.name.endswith(PART):
                _take(entry, folder, parts, mistakes, files)
            elif entry.name.lower().endswith(_NEARLY):
                message = "this is not read as a part of the contract, for its name"
                fix = f"name it *{PART}, in small letters"
                mistakes.append(Mistake(message=message, place=beginning(entry.path), fix=fix))
            elif are_recordings or (entry.name == RECORDINGS and current == folder):
                _take_recording(entry, folder, recordings, mistakes, files)
    return Found(parts=tuple(sorted(parts)), recordings=tuple(sorted(recordings)), mistakes=tuple(mistakes))


def nearest_entry(path: str, files: Files) -> str:
    """The remedy for a path that is not there: the nearest that is."""
    wanted = Path(path)
    try:
        entries = files.entries(str(wanted.parent))
    except ContractError:
        entries = []
    near = nearest(wanted.name, (entry.name for entry in entries[:1_000]))
    return "name a path that is there" if near is None else f'did you mean "{wanted.parent / near}"?'


def _set_among_recordings(folder: str) -> Mistake:
    message = "a contract set stands among recordings, so nothing in this folder would be replayed"
    return Mistake(message=message, place=beginning(str(Path(folder, CONTRACT))), fix="move it elsewhere")


def _take_recording(
    entry: Entry, folder: str, recordings: list[str], mistakes: list[Mistake], files: Files
) -> None:
    if entry.name.endswith(ENDINGS):
        _take(entry, folder, recordings, mistakes, files)
    elif not entry.name.endswith(_QUIET):
        message = f"{plain(entry.name)} has no ending of a recording, so nothing would replay it"
        fix = f"name it {', '.join('*' + ending for ending in ENDINGS)}, or move it elsewhere"
        mistakes.append(Mistake(message=message, place=beginning(entry.path), fix=fix))


def _take(entry: Entry, folder: str, taken: list[str], mistakes: list[Mistake], files: Files) -> None:
    if entry.is_link and not files.lies_in(folder, entry.path):
        message = "this link leads out of the folder of the set, and nothing outside is read"
        mistakes.append(
            Mistake(message=message, place=beginning(entry.path), fix="copy the file into the set")
        )
    elif not entry.is_file:
        message = "this is no regular file"
        fix = "put a file there, or move it away"
        mistakes.append(Mistake(message=message, place=beginning(entry.path), fix=fix))
    else:
        taken.append(entry.path)


def _is_below(name: str, path: str, folder: str) -> bool:
    return Path(path).relative_to(folder).parts[:1] == (name,)


def _is_folder(entry: Entry) -> bool:
    return not entry.name.startswith(".") and entry.is_folder


def unique(paths: Iterable[str], files: Files) -> tuple[str, ...]:
    """Paths without those that lead to a folder named before."""
    return tuple({files.real(path): path for path in reversed(tuple(paths))}.values())[::-1]
