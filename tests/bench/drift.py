"""
How long a change of one contract among many takes to judge.

A repository of copies of the shipped stories, of which one copy is changed. The part of git is the list of all files
of the baseline and the content of every contract.yaml; beside it stands the same by a `git show` for each file. The
whole is the command, and beside it `check` without a baseline.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

from checker.load.baseline import Baseline, Git, Revision
from tests.bench.rows import Row
from tests.bench.timing import ROOT, clock, inside, process, rounds

PART = "drift"
_SETS = 300


def rows(runs: int, *, full: bool = False) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        _repository()
        files = [f"contracts/{path.name}/contract.yaml" for path in sorted(Path("contracts").iterdir())]
        took = rounds({"git": lambda: inside(lambda: _read(files))}, runs)
        shown = inside(lambda: _shown(files)).clock
        ours = clock(took, "git")
        what, note = f"git part of {len(files)} contract files", "by the clock"
        yield Row(
            part=PART, what=what, ours=ours, unit="s", at_most=0.1, note=note, seconds={"git show": shown}
        )
        if full:
            yield from _commands(folder, len(files))


def _commands(folder: str, sets: int) -> Iterator[Row]:
    """Once each: they take long, and stand beside each other only."""
    for what, arguments in (
        ("drift", ["drift", "--against", "HEAD"]),
        ("check --only static", ["check", "--only", "static"]),
    ):
        spent = process([sys.executable, "-m", "checker", *arguments], folder=folder).spent
        yield Row(part=PART, what=f"{what} of {sets} sets, one changed", ours=spent.processor, unit="s")


def _repository() -> None:
    stories = [path.parent for path in sorted((ROOT / "contracts").glob("*/contract.yaml"))]
    for number in range(_SETS):
        story = stories[number % len(stories)]
        target = Path("contracts", f"{story.name}-{number}")
        shutil.copytree(story, target, ignore=shutil.ignore_patterns("captures", "golden.txt"))
        contract = target / "contract.yaml"
        text = contract.read_text("utf-8")
        contract.write_text(text.replace(f"contract: {story.name}\n", f"contract: {target.name}\n"), "utf-8")
        for recording in target.glob("recordings/*.jsonl"):
            named = recording.read_text("utf-8").replace(f'"set":"{story.name}"', f'"set":"{target.name}"')
            recording.write_text(named.replace(f'"set": "{story.name}"', f'"set": "{target.name}"'), "utf-8")
    _git("init", "--quiet")
    _git("add", "--all")
    _git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "one")
    changed = next(Path("contracts").glob("order-to-cash-*/contract.yaml"))
    text = changed.read_text("utf-8")
    changed.write_text(text.replace("SKIPPED: GX", "SKIPPED: GI"), "utf-8")


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def _read(files: list[str]) -> None:
    git = Git(".")
    commit = git.commit("HEAD")
    assert commit is not None
    revision = Revision(git, Baseline(commit=commit, said="HEAD"), ["contracts"])
    for file in files:
        revision.content(f"HEAD:{file}", most=1_000_000)


def _shown(files: list[str]) -> None:
    for file in files:
        _git("show", f"HEAD:{file}")
