"""The examples on the pages of rules: written to a folder, checked, and what is found in them."""

import re
from collections.abc import Iterator
from pathlib import Path

from checker.cli.configuration import configuration
from checker.model.findings import Report
from checker.pipeline import Options, check

BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def sections(page: str) -> dict[str, str]:
    """The text under each heading; what stands before the first one is the title."""
    title, *rest = re.split(r"^## (.+)\n", page.strip(), flags=re.MULTILINE)
    return {"": title.strip(), **dict(zip(rest[::2], rest[1::2], strict=True))}


def write(section: str, folder: Path) -> Iterator[tuple[str, int, str]]:
    """Writes the files of an example; gives each marked line with the rule that it names."""
    for _, name, text in BLOCK.findall(section):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if mark := re.search(r"# <- (\S+)$", line):
                yield name, number, mark.group(1)


def checked(folder: Path) -> Report:
    """
    A page may have the configuration that its rule needs. One about drift has two states of a contract set, in
    `before` and in `after`.
    """
    if (folder / "before").exists():
        before = folder / "before"  # a name without ./ would be one of git's
        against = str(before) if before.is_absolute() else f"./{before}"
        options = Options(against=against, only=frozenset({"drift"}))
        return check([str(folder / "after")], options)
    return check([str(folder)], Options(min_coverage=configuration(folder, {}).min_coverage))
