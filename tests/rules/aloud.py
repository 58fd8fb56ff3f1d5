"""
What people read of every rule: the findings in the examples that fail, to be read aloud.

    .venv/bin/python -m tests.rules.aloud              all rules
    .venv/bin/python -m tests.rules.aloud overclaim    these
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.report import lines
from checker.report.full import finding
from checker.rules import rule, rules
from tests.rules.pages import checked, sections, write


def read(name: str) -> None:
    """Prints the findings of a rule; what else its example shows is left out."""
    folder = Path(name)
    list(write(sections(rule(name).page)["Fails"], folder))
    report = checked(folder)
    for found in (*report.findings, *report.expected):
        if found.rule == name:
            sys.stdout.write(lines.plain(finding(found, report.sources, 80)) + "\n")


def main(names: Sequence[str]) -> None:
    with TemporaryDirectory() as scratch:
        os.chdir(scratch)
        for name in names or [known.id for known in rules()]:
            read(name)


if __name__ == "__main__":
    main(sys.argv[1:])
