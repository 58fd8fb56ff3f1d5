"""What pictures are made of: boxes with lines of text and marks in them, and arrows between."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checker.report.html.marks import Mark
from checker.report.html.measures import CODE, PROSE, width
from checker.report.html.placing import Size, Spot

# By the kind of text: the size of its letters, the room that one takes, and the height of a line.
_LETTERS: Final = {"name": 13.0, "title": 11.5, "label": 12.0, "aside": 11.0}
_ADVANCE: Final = {"name": CODE, "title": PROSE, "label": CODE, "aside": PROSE}
_LINE: Final = {"name": 18, "title": 15, "label": 16, "aside": 14}
_PILL: Final = 20  # the height of a mark
_BETWEEN: Final = 4  # marks
_LEAST: Final = 96  # the width of a box with a frame
_HEAD: Final = 8  # the length of the head of an arrow


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A line of text around its middle `x`, on the baseline `y`; `kind` is how it looks."""

    kind: str
    text: str
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A mark where it stands."""

    mark: Mark
    x: int
    y: int
    width: int
    height: int = _PILL


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """
    A system, or what is written at an arrow; `whole` is all of its text, for who points at it. `is_veil`: it
    hides the arrow behind it.
    """

    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]
    pills: tuple[Pill, ...]
    whole: str
    is_dashed: bool
    is_veil: bool

    @property
    def ink(self) -> tuple[int, int]:
        """Where what is seen of it begins and ends, from above."""
        if self.is_veil:
            return self.y, self.y + self.height
        ends = [word.y + 4 for word in self.words] + [pill.y + pill.height for pill in self.pills]
        return self.words[0].y - 11, max(ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Its line and its head, as paths of SVG."""

    line: str
    head: str
    is_dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is to stand in a box, from above, each line around the middle."""

    lines: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]
    whole: str
    is_dashed: bool
    is_framed: bool

    @property
    def width(self) -> int:
        """The least that holds it."""
        texts = [width(text, _LETTERS[kind], _ADVANCE[kind]) for kind, text in self.lines]
        wide = max([*texts, _pills(self.marks)]) + (26 if self.is_framed else 12)
        return max(wide, _LEAST if self.is_framed else 0)

    @property
    def heights(self) -> tuple[int, int]:
        """Of the first line, and of all below it."""
        first, *rest = [_LINE[kind] for kind, _ in self.lines]
        return first, sum(rest) + (_PILL + 6 if self.marks else 0)

    def size(self, *, is_down: bool) -> tuple[int, int]:
        """Width and height: where an arrow goes on to the right, the first line stands above it."""
        if self.is_framed:
            return self.width, sum(self.heights) + 18
        return self.width, sum(self.heights) + 8 if is_down else 2 * max(self.heights) + 8


def box(content: Content, corner: Spot, size: Size, *, is_down: bool) -> Box:
    """The content in the middle of a box of this size."""
    x, y = upright(corner, is_down=is_down)
    wide, high = upright(Spot(size.along, size.across), is_down=is_down)
    is_parted = not (content.is_framed or is_down)
    first, rest = content.heights
    below = y + high // 2 - (first + 2 if is_parted else (first + rest) // 2)
    words = []
    for number, (kind, text) in enumerate(content.lines):
        words.append(Words(kind=kind, text=text, x=x + wide // 2, y=below + _LINE[kind] * 3 // 4))
        below += _LINE[kind] + (4 if is_parted and number == 0 else 0)
    pills = []
    left = x + (wide - _pills(content.marks)) // 2
    for mark in content.marks:
        pills.append(Pill(mark=mark, x=left, y=below + 4, width=_pill(mark)))
        left += _pill(mark) + _BETWEEN
    return Box(
        x=x,
        y=y,
        width=wide,
        height=high,
        words=tuple(words),
        pills=tuple(pills),
        whole=content.whole,
        is_dashed=content.is_dashed,
        is_veil=content.is_framed or is_down,
    )


def arrow(spots: Sequence[Spot], *, is_down: bool, is_dashed: bool) -> Arrow:
    """
    A line with a head at its last spot. Of each four spots the first two and the last two are connected
    straight, those between by a bend.
    """
    tip = spots[-1]
    back = -_HEAD if tip.along > spots[0].along else _HEAD
    shortened = [*spots[:-1], Spot(tip.along + back, tip.across)]
    points = [upright(spot, is_down=is_down) for spot in shortened]
    pieces = [f"M{_point(points[0])}"]
    for number, (before, after) in enumerate(pairwise(shortened)):
        if number % 4 == 1:
            middle = (before.along + after.along) / 2
            bend = (Spot(middle, before.across), Spot(middle, after.across), after)
            pieces.append("C" + " ".join(_point(upright(spot, is_down=is_down)) for spot in bend))
        else:
            pieces.append(f"L{_point(points[number + 1])}")
    wings = (Spot(tip.along + back, tip.across - 4), tip, Spot(tip.along + back, tip.across + 4))
    head = " ".join(_point(upright(spot, is_down=is_down)) for spot in wings)
    return Arrow(line="".join(pieces), head=f"M{head}Z", is_dashed=is_dashed)


def upright(spot: Spot, *, is_down: bool) -> tuple[int, int]:
    """Its x and y, in whole pixels, so that lines are sharp."""
    x, y = (spot.across, spot.along) if is_down else (spot.along, spot.across)
    return round(x), round(y)


def _point(point: tuple[int, int]) -> str:
    return f"{point[0]},{point[1]}"


def _pill(mark: Mark) -> int:
    return width(mark.words, _LETTERS["aside"]) + 14


def _pills(marks: Sequence[Mark]) -> int:
    return sum(map(_pill, marks)) + _BETWEEN * max(0, len(marks) - 1)
