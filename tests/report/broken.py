"""
A shipped story gone wrong in two ways, and what the reports for hosts say of it.

Write them anew, and read the difference in review, with

    .venv/bin/python -m tests.report.broken
"""

from contextlib import chdir
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final

from checker.model.findings import Report
from checker.pipeline import check
from checker.report import rendered

STORY: Final = Path(__file__).parents[2] / "contracts" / "order-to-cash"
GOLDEN: Final = Path(__file__).parent / "golden"
WRITTEN: Final = {"junit": "broken.xml", "github": "broken.txt", "markdown": "broken.md"}


def broken(folder: Path) -> Report:
    """
    The report of the story with the mistake of its incident, a drop reported as goods issue, and with one
    payload in which another currency arrived than was sent.
    """
    story = copytree(STORY, folder / "contracts" / "order-to-cash")
    _edit(story / "contract.yaml", "SKIPPED: GX", "SKIPPED: GI")
    _edit(
        story / "recordings" / "healthy.jsonl",
        '"deliver":"20260305","currency":"EUR"',
        '"deliver":"20260305","currency":"USD"',
    )
    with chdir(folder):
        return check(["contracts"])


def _edit(file: Path, was: str, becomes: str) -> None:
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), "utf-8")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        report = broken(Path(scratch))
    for form, name in WRITTEN.items():
        (GOLDEN / name).write_text(rendered(report, form), "utf-8")
