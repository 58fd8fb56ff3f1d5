"""
The ways in which the command can do the same work: a name, and what is written behind `check` for it.

A mode that the installed command refuses is not there, which counts as not reached.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.planted import MissedError, Planted, missed
from tests.bench.timing import Ended, process

COMMAND = (sys.executable, "-m", "checker")
CACHE = "SEAMPROOF_CACHE"  # the variable that names the folder of results kept between runs


@dataclass(frozen=True, slots=True)
class Mode:
    """
    `is_warm`: what is measured is a second run, with the results of the first at hand. `needs` are arguments that a
    command has which can do this, though they are not asked for.
    """

    name: str
    arguments: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_warm: bool = False


PLAIN = Mode("as it comes")
IN_PLACE = Mode("in place", ("--engine", "in-place"))
TWO = Mode("2 processes", ("--engine", "processes:2"))
EIGHT = Mode("8 processes", ("--engine", "processes:8"))
UNKEPT = Mode("no results kept", ("--no-cache",))
WARM = Mode("second run, nothing changed", needs=("--no-cache",), is_warm=True)
MODES = (PLAIN, IN_PLACE, TWO, EIGHT, UNKEPT, WARM)


def on_cluster(address: str) -> Mode:
    """On a cluster that runs already."""
    return Mode("cluster", ("--engine", f"dask://{address}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The installed command, asked to replay. `program` is what is started."""

    program: Sequence[str] = COMMAND

    def check(self, folder: Path, mode: Mode, planted: Planted, *, watch: bool = False) -> Ended:
        """
        Runs a mode on a set; a warm one with the results of its first run, others without any.

        Raises:
            MissedError: what it found is not what was planted.

        """
        if not mode.is_warm:
            with tempfile.TemporaryDirectory() as kept:
                return self.checked(folder, mode, planted, kept, watch=watch)
        kept_beside = folder.with_name(f"{folder.name}, kept")
        if not kept_beside.exists():
            kept_beside.mkdir()
            self.checked(folder, mode, planted, str(kept_beside))
        return self.checked(folder, mode, planted, str(kept_beside), watch=watch)

    def checked(self, folder: Path, mode: Mode, planted: Planted, kept: str, *, watch: bool = False) -> Ended:
        """The same, with results in the folder `kept`. Raises as `check`."""
        ended = self.run(folder, mode.arguments, kept, watch=watch)
        if (wrong := missed(planted, _found(ended))) is not None:
            raise MissedError(f"{folder.name}, {mode.name}: {wrong}")
        return ended

    def run(self, folder: Path, arguments: Iterable[str], kept: str, *, watch: bool = False) -> Ended:
        command = [
            *self.program,
            "check",
            str(folder),
            "--only",
            "replay",
            "--output-format",
            "json",
            *arguments,
        ]
        return process(command, environment={CACHE: kept}, watch=watch)

    def refused(self, folder: Path, modes: Iterable[Mode]) -> Mapping[Mode, str]:
        """Which modes the command does not have, and what it says to them."""
        probes = {mode: (*mode.arguments, *mode.needs) for mode in modes}
        refused: dict[tuple[str, ...], str] = {}
        with tempfile.TemporaryDirectory() as kept:
            for arguments in dict.fromkeys(filter(None, probes.values())):
                ended = self.run(folder, arguments, kept)
                if ended.code == 2:
                    refused[arguments] = _why(ended)
        return {mode: refused[arguments] for mode, arguments in probes.items() if arguments in refused}


def _why(ended: Ended) -> str:
    try:
        return str(json.loads(ended.out)["errors"][0]["why"])
    except (ValueError, LookupError, TypeError):
        return "it ends with exit code 2"


def _found(ended: Ended) -> Mapping[tuple[str, str], int] | str:
    """How often each rule found something at each subject; a sentence where nothing was said."""
    if ended.code not in (0, 1):
        return f"the command ended with exit code {ended.code}: {ended.err.strip()[-300:]}"
    try:
        findings: list[dict[str, Any]] = json.loads(ended.out)["findings"]
    except (ValueError, KeyError):
        return f"the command printed no result: {ended.out[:100]!r}"
    if bool(findings) != bool(ended.code):
        return f"the command ended with exit code {ended.code} and {len(findings)} findings"
    return {(finding["rule"], finding["subject"]): finding["count"] for finding in findings}
