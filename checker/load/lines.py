"""The lines of files that have mistakes, so that a report can show them."""

from collections.abc import Iterable
from pathlib import Path

from checker.errors import Mistake

_MOST = 2_000_000  # characters looked at in one file


def blamed_lines(mistakes: Iterable[Mistake]) -> dict[str, str]:
    """The text of each blamed file, as far as it can be read and shown."""
    needed: dict[str, int] = {}
    for mistake in mistakes:
        places = ([mistake.place] if mistake.place else []) + [place for place, _ in mistake.related]
        for place in places:
            needed[place.file] = max(needed.get(place.file, 0), place.line)
    texts = {file: _text(Path(file), lines) for file, lines in needed.items()}
    return {file: text for file, text in texts.items() if text is not None}


def _text(file: Path, lines: int) -> str | None:
    """
    What is no ordinary file is left alone: reading a pipe would never end, and a link that a pull request
    brings could show any file of the machine.
    """
    try:
        if file.is_symlink() or not file.is_file() or file.suffix in {".gz", ".zst"}:
            return None
        with file.open(encoding="utf-8", errors="replace", newline="\n") as text:
            return text.read(_MOST) if lines > 1 else text.readline(_MOST)
    except OSError:
        return None
