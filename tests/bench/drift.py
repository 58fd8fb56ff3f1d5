"""
How long a change of one contract among many takes to judge: `python -m tests.bench.drift`.

A repository of copies of the shipped stories, of which one copy is changed. The part of git is the list of all files
of the baseline and the content of every contract.yaml; beside it stands the same by a `git show` for each file. The
whole is the command, and beside it `check` without a baseline.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from checker.load.baseline import Baseline, Git, Revision

ROOT = Path(__file__).parents[2]
_SETS = 300
_RUNS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _repository()
        files = [f"contracts/{path.name}/contract.yaml" for path in sorted(Path("contracts").iterdir())]
        with_git, shown = _median(lambda: _read(files)), _median(lambda: _shown(files))
        print(
            f"git: {len(files)} contracts read in {with_git:.2f} s, {shown / with_git:.0f} x faster than git show"
        )
        for what, arguments in (
            ("drift", ["drift", "--against", "HEAD"]),
            ("check --only static", ["check", "--only", "static"]),
        ):
            print(f"{what} of {len(files)} sets, one changed: {_median(lambda: _run(arguments)):.1f} s")  # noqa: B023


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


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "checker", *arguments], check=False, capture_output=True)


def _median(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return sorted(taken)[_RUNS // 2]


if __name__ == "__main__":
    main()
