"""
Pages of documentation that can be run: files that they show, commands, and what these print.

A fence with a path behind its language, such as `yaml contracts/orders/contract.yaml`, is a file to write. In a
fence of the language `console` each line behind `$ ` is a command and what follows it the output, in which

- `...` alone in a line stands for any lines, and
- `... 12 lines of the timeline are left out here` for as many as it says.

A comment before a fence says what is otherwise: `<!-- not run: why -->` leaves the fence out. A comment
`<!-- in a copy of the repository -->` anywhere lets the page begin there instead of in an empty folder.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
_FENCE: Final = re.compile(
    r"^(?:<!-- not run: (?P<why>[^\n]+?) -->\n\n?)?^(?P<bar>```+)(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=bar)$",
    re.DOTALL | re.MULTILINE,
)
_LEFT_OUT: Final = re.compile(r"\s*\.\.\.(?: (\d+) lines? .*(?:is|are) left out here)?")
_IN_A_COPY: Final = "<!-- in a copy of the repository -->"
_COPIED: Final = ("contracts", "tests/drift/goods-delivered", "tests/load/captures/files", ".github", "docs")
_MARK: Final = "\x1e"  # ends the output of a command; its exit code stands before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A block of a page; `line` counts from 1. `not_run` says why it is left out, None where it is not."""

    line: int
    info: str
    text: str
    not_run: str | None = None

    @property
    def path(self) -> str | None:
        """The file that it shows."""
        _, _, path = self.info.partition(" ")
        return path.strip() or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command and what the page says that it prints."""

    line: int
    text: str
    shown: tuple[str, ...]


def fences(page: Path) -> tuple[Fence, ...]:
    """Every block of a page, in order."""
    text = page.read_text("utf-8")
    return tuple(
        Fence(
            line=text.count("\n", 0, found.start("bar")) + 1,
            info=found["info"].strip(),
            text=found["text"],
            not_run=found["why"],
        )
        for found in _FENCE.finditer(text)
    )


def commands(fence: Fence) -> Iterator[Command]:
    """The commands of a console; one that ends in a backslash goes on in the next line."""
    rows = fence.text.splitlines()
    starts = [number for number, row in enumerate(rows) if row.startswith("$ ")]
    assert starts[:1] == [0], f"line {fence.line}: a console begins with a command"
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        first = start
        while rows[first].endswith("\\"):
            first += 1
        text = "\n".join((rows[start][2:], *rows[start + 1 : first + 1]))
        yield Command(line=fence.line + 1 + start, text=text, shown=tuple(rows[first + 1 : end]))


def differences(page: Path, folder: Path, environment: Mapping[str, str]) -> list[str]:
    """Runs a page in a folder, and says where it shows something else than what comes of it."""
    if _IN_A_COPY in page.read_text("utf-8"):
        for name in _COPIED:
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, folder / name, symlinks=True)
    wrong: list[str] = []
    with _shell(folder, environment) as shell:
        for fence in fences(page):
            if fence.not_run is not None:
                continue
            if fence.info == "console":
                for command in commands(fence):
                    printed = _run(shell, command.text)
                    if not _fits(command.shown, printed):
                        where = f"{page.relative_to(ROOT)}:{command.line}: $ {command.text}"
                        wrong.append("\n".join((where, "it prints:", *printed, "")))
            elif fence.path is not None:
                path = folder / fence.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(fence.text, "utf-8")
    return wrong


def _shell(folder: Path, environment: Mapping[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        ["bash", "--norc", "--noprofile"],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def _run(shell: "subprocess.Popen[str]", command: str) -> tuple[str, ...]:
    """What a command prints in this shell, on both streams; `$?` is its exit code for the next one."""
    assert shell.stdin is not None
    assert shell.stdout is not None
    shell.stdin.write(f"{command}\n_code=$?; printf '\\036'; (exit $_code)\n")
    shell.stdin.flush()
    taken: list[str] = []
    while (character := shell.stdout.read(1)) not in {_MARK, ""}:
        taken.append(character)
    assert character, f"the shell ended at: {command}"
    return tuple("".join(taken).splitlines())


def _fits(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether this output is what the page shows; blank lines at its end don't count."""
    rows = "\n".join(shown).rstrip("\n").split("\n") if shown else ()
    pattern = "".join(map(_pattern, rows))
    rest = "".join(f"{row.rstrip()}\n" for row in printed).rstrip("\n")
    return re.fullmatch(pattern + r"\n*", f"{rest}\n" if rest else "") is not None


def _pattern(row: str) -> str:
    left_out = _LEFT_OUT.fullmatch(row)
    if left_out is None:
        return re.escape(row.rstrip()) + "\n"
    return r"(?:[^\n]*\n)" + (f"{{{left_out[1]}}}" if left_out[1] else "*?")


def environment(home: Path) -> dict[str, str]:
    """What a command of a page finds: our own command first, 80 columns, and nothing of whoever runs it."""
    import sys

    kept = {name: os.environ[name] for name in ("LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    git = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _WHO.items()}
    return {
        **kept,
        **git,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(home),
        "COLUMNS": "80",
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
    }


_WHO: Final = {"NAME": "Somebody", "EMAIL": "somebody@example.com", "DATE": "2026-03-02T09:00:00Z"}
