"""A timeline beside its lanes: one column a system, each event where it happened, messages as arrows."""

from collections.abc import Iterator, Sequence

from checker.report.lines import Span, Style, escaped

_CELL = 3  # characters: a mark, and the way to the next lane
_MOST = 8  # lanes that are drawn


class Lanes:
    """The gutter of a timeline; empty where there are more lanes than can be followed."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names) if 1 < len(names) <= _MOST else ()

    @property
    def width(self) -> int:
        return _CELL * len(self._names)

    def head(self) -> Iterator[str]:
        """The names, each above its lane."""
        for number, name in enumerate(self._names):
            yield f"{'|  ' * number}{escaped(name)}"

    def rest(self) -> str:
        """A line in which nothing happens."""
        return "|  " * len(self._names)

    def row(self, lane: str | None, to: str | None, *, is_wrong: bool) -> Span:
        """The mark of an event, and the arrow to where it goes."""
        cells = [["|", "  "] for _ in self._names]
        style = Style.ERROR if is_wrong else Style.FRAME
        if lane not in self._names:
            return Span(self.rest(), Style.FRAME)
        start = self._names.index(lane)
        if to in self._names:
            end = self._names.index(to)
            low, high = min(start, end), max(start, end)
            for number in range(low, high):
                cells[number][1] = "--"
                cells[number][0] = "-" if number > low else cells[number][0]
            if start < end:
                cells[high - 1][1] = "->"
            else:
                cells[low][1] = "<-"
        cells[start][0] = "x" if is_wrong else "*"
        return Span("".join(map("".join, cells)), style)
