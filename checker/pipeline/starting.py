"""A working start: a small contract set, the schema for the editor, and a workflow that checks it."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from checker import __version__
from checker.errors import UsageError
from checker.load import folders
from checker.load.files import DISK, shown_path
from checker.load.sets import set_names
from checker.model.text import scalar, shown
from checker.pipeline.schemas import schema
from checker.report.output import write_new

SCHEMA: Final = ".seamproof.schema.json"
WORKFLOW: Final = ".github/workflows/seamproof.yml"
SETS: Final = "contracts"
STORY: Final = "orders"  # what the set is called where nobody says
TO_BREAK: Final = 'write "completed" here'  # in the line that a newcomer breaks first
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*")  # files that begin with a dot are not read
_PARTS: Final = (
    "contract.yaml",
    "schemas/order.json",
    "schemas/pick-list.json",
    "recordings/shipped.yaml",
    "recordings/refused.yaml",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """
    What was written, by paths, and what was not, with the reason.

    `contract` is the contract.yaml that was written, None where the set was left out; `line` is the one that
    its comment asks people to break.
    """

    written: tuple[str, ...]
    left: Mapping[str, str]
    contract: str | None
    line: int


def start(folder: str, name: str = STORY) -> Start:
    """
    Writes what is not there yet; nothing that is there is touched. The set is written whole or not at all.

    Raises:
        UsageError: nothing can be written, or nothing is left to write.

    """
    refuse_name(name, "a contract set")
    if os.path.lexists(folder) and not DISK.is_folder(folder):
        raise UsageError(f"{shown_path(folder)} is no folder", fix="name a folder, or one to be made")
    left: dict[str, str] = {}
    texts = {shown_path(path): text for path, text in _texts(folder, name, left)}
    if not texts:
        reasons = "; ".join(f"{path}: {why}" for path, why in left.items())
        raise UsageError(f"nothing is left to write ({reasons})", fix="start another set: --name NAME")
    write_new(texts)
    contract = shown_path(str(Path(folder, SETS, name, folders.CONTRACT)))
    lines = texts.get(contract, "").split("\n")
    line = next((number for number, text in enumerate(lines, 1) if TO_BREAK in text), 0)
    return Start(written=tuple(texts), left=left, contract=contract if line else None, line=line)


def refuse_name(name: str, what: str) -> None:
    """
    Raises:
        UsageError: no file of this name would be read as a part of a set, or it can't be a name at all.

    """
    if not _NAME.fullmatch(name):
        fix = "use letters, digits, _, - and ., not beginning with ."
        raise UsageError(f"{shown(name)} can't be the name of {what}", fix=fix)


def _texts(folder: str, name: str, left: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The files that are to be written; why the others are not is noted in `left`."""
    home = Path(folder, SETS, name)
    if why := _taken(folder, home, name):
        left[shown_path(str(home))] = why
    else:
        for part in _PARTS:
            text = _starter(STORY, part)
            if part == folders.CONTRACT:
                text = text.replace(f"\ncontract: {STORY}\n", f"\ncontract: {scalar(name)}\n")
            yield str(home / part), text
    single = {
        SCHEMA: schema("language"),
        WORKFLOW: _starter("workflow.yaml").replace("VERSION", __version__),
    }
    for path, text in single.items():
        target = Path(folder, path)
        if os.path.lexists(target):
            left[shown_path(str(target))] = _as_it_is(target, text)
        elif path == WORKFLOW and (root := _repository_above(folder)):
            left[shown_path(str(target))] = f"GitHub looks for workflows only in {shown_path(root)}/.github"
        else:
            yield str(target), text


def _starter(*path: str) -> str:
    return files("checker").joinpath("starter", *path).read_text("utf-8")


def _taken(folder: str, home: Path, name: str) -> str | None:
    """Why no set can be written there."""
    sets = str(Path(folder, SETS))
    if not DISK.is_folder(sets):
        return None
    if os.path.lexists(home) and (not DISK.is_folder(str(home)) or DISK.entries(str(home))):
        return "there already, left alone"
    other = set_names(sets).get(name)
    return f"{other} has this name already" if other else None


def _as_it_is(target: Path, text: str) -> str:
    try:
        is_same = target.is_file() and target.read_bytes() == text.encode()
    except OSError:
        is_same = False
    return "there already, " + ("just like this" if is_same else "another, left alone")


def _repository_above(folder: str) -> str | None:
    """The root of the repository of a folder that is not its root; None where there is none."""
    real = Path(os.path.realpath(folder))
    if os.path.lexists(real / ".git"):
        return None
    return next((str(above) for above in real.parents if os.path.lexists(above / ".git")), None)
