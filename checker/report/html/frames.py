"""Lines of files with the blamed part marked, as a page shows them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.findings import Finding, Related
from checker.model.places import Place
from checker.model.text import lines_of

_AROUND: Final = 2  # lines shown before the blamed one
_LONGEST: Final = 240  # characters before, in and behind the blamed part
_FRAMES: Final = 6  # of one finding; of further places the sentence says where


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line: its number, and its text in three parts of which the middle is blamed, empty where none is."""

    number: int
    before: str
    blamed: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """`rows` is empty where the text of the file is not known. `says` is what is to be said of the place."""

    place: Place
    rows: tuple[Row, ...]
    says: str


class Lines:
    """The files of a report, each split into lines but once."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._lines: dict[str, Sequence[str]] = {}

    def frame(self, place: Place, says: str, *, around: int = 0) -> Frame:
        """The line at this place, and up to `around` before it, without the margin that all of them have."""
        lines = self._of(place.file)
        if not 0 < place.line <= len(lines):
            return Frame(place=place, rows=(), says=says)
        first = max(1, place.line - around)
        above = [_expanded(line) for line in lines[first - 1 : place.line - 1]]
        while above and not above[0].strip():
            above.pop(0)
        before, blamed, after = _parted(lines[place.line - 1], place)
        margin = min(map(_indent, (line for line in (*above, before + blamed) if line.strip())), default=0)
        rows = [
            Row(number=place.line - len(above) + number, before=_shortened(line[margin:]))
            for number, line in enumerate(above)
        ]
        row = Row(
            number=place.line,
            before=_ending(before[margin:]),
            blamed=_shortened(blamed),
            after=_shortened(after),
        )
        return Frame(place=place, rows=(*rows, row), says=says)

    def _of(self, file: str) -> Sequence[str]:
        if file not in self._lines:
            self._lines[file] = lines_of(self._sources[file], file) if file in self._sources else ()
        return self._lines[file]


def frames(found: Finding, lines: Lines) -> tuple[Frame, ...]:
    """The blamed line and those of the other side, each line once; as many as somebody takes in."""
    if found.place is None:
        return ()
    own = lines.frame(found.place, found.label, around=_AROUND)
    return (own, *(lines.frame(one.place, one.says) for one in _sides(found)))


def remarks(found: Finding) -> Iterator[Related]:
    """The related places that have no frame."""
    shown = _sides(found) if found.place is not None else ()
    return (one for one in found.related if one not in shown)


def _sides(found: Finding) -> tuple[Related, ...]:
    seen = {(found.place.file, found.place.line)} if found.place else set()
    sides: list[Related] = []
    for one in found.related:
        where = (one.place.file, one.place.line)
        if where not in seen and len(sides) < _FRAMES - 1:
            seen.add(where)
            sides.append(one)
    return tuple(sides)


def _parted(line: str, place: Place) -> tuple[str, str, str]:
    """What stands before, at and behind the place."""
    start = min(place.column - 1, len(line))
    end = start + place.width
    return _expanded(line[:start]), _expanded(line[start:end]), _expanded(line[end:])


def _expanded(text: str) -> str:
    return text.replace("\t", "  ")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _ending(text: str) -> str:
    return text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}"
