"""Prints what the changelog says of a tag's version; exit code 1 where tag, code and changelog disagree."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def notes(tag: str, code: str, changelog: str) -> str:
    """The section of the version, without its heading; raises ValueError where there is none to release."""
    version = re.search(r'^__version__ = "(.+)"$', code, re.MULTILINE)
    if version is None or tag != f"v{version[1]}":
        raise ValueError(f"the tag is {tag}, and checker.__version__ is {version and version[1]}")
    section = re.search(
        rf"^## {re.escape(version[1])}(?: [^\n]*)?\n(.*?)(?=^## |\Z)", changelog, re.DOTALL | re.MULTILINE
    )
    if section is None or not section[1].strip():
        raise ValueError(f"CHANGELOG.md has nothing under ## {version[1]}")
    return section[1].strip() + "\n"


if __name__ == "__main__":
    try:
        sys.stdout.write(
            notes(
                sys.argv[1],
                (ROOT / "checker/__init__.py").read_text("utf-8"),
                (ROOT / "CHANGELOG.md").read_text("utf-8"),
            )
        )
    except ValueError as error:
        sys.exit(f"error: {error}")
