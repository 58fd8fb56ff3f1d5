"""A line of a file with carets under what is blamed, as compilers show it."""

from collections.abc import Iterator, Mapping

from checker.model.places import Place
from checker.report.lines import Line, Span, Style, columns, escaped, line, paragraph

_LEAST_LABEL = 24  # a label with less room than this goes below its carets


def frame(
    place: Place, label: str, style: Style, *, sources: Mapping[str, str], width: int
) -> Iterator[Line]:
    """
    Where something is, the line itself, and carets as wide as the node with the label behind them.

    Only the place where `sources` does not have that line. A long line is cut around the carets.
    """
    gutter = len(str(place.line))
    margin = " " * gutter
    yield line(Span(f"{margin}--> ", Style.FRAME), escaped(str(place)))
    code = _code(place, sources)
    if code is None:
        if label:
            yield from paragraph(Span(f"{margin} = ", Style.FRAME), label, width=width, indent=f"{margin}   ")
        return
    bar = Span(f"{margin} |", Style.FRAME)
    before, blamed, after = _cut(code, place, width - gutter - 3)
    carets = " " * columns(before) + "^" * max(1, columns(blamed))
    yield line(bar)
    yield line(Span(f"{place.line} |", Style.FRAME), f" {before}{blamed}{after}".rstrip())
    yield from _carets(bar, columns(before), Span(carets, style), label, width)


def _carets(bar: Span, indent: int, carets: Span, label: str, width: int) -> Iterator[Line]:
    """The carets and the label: behind them where there is room, else in lines below."""
    room = width - len(bar.text) - 2 - len(carets.text)
    text = escaped(label)
    if len(text) <= room:
        yield line(bar, " ", carets, *([Span(f" {text}", carets.style)] if text else []))
        return
    yield line(bar, " ", carets)
    indent = min(indent, max(0, width - len(bar.text) - 1 - 2 * _LEAST_LABEL))
    for row in paragraph(Span(" " * indent), label, width=width - len(bar.text) - 1, indent=" " * indent):
        yield line(bar, " ", *(Span(span.text, carets.style) for span in row))


def _code(place: Place, sources: Mapping[str, str]) -> str | None:
    """The line as it stands in the file; None where the file or the line is not known."""
    text = sources.get(place.file)
    if text is None:
        return None
    rows = text.split("\n")
    return rows[place.line - 1].rstrip("\r") if 0 < place.line <= len(rows) else None


def _cut(code: str, place: Place, room: int) -> tuple[str, str, str]:
    """What stands before, at and behind the place, shortened to `room` characters with an ellipsis."""
    start = min(place.column - 1, len(code))
    # At most this much is looked at: a line may be a whole recorded payload.
    before = _clean(code[max(0, start - room) : start])
    blamed = _clean(code[start : start + min(place.width, room)])
    after = _clean(code[start + place.width : start + place.width + room])
    is_cut_before = start > room
    if len(before) + len(blamed) + len(after) <= room and not is_cut_before:
        return before, blamed, after
    blamed = blamed[: room // 2]
    if is_cut_before or len(before) + len(blamed) > room - 4:
        before = f"...{before[-(room // 4) :]}"
    left = room - len(before) - len(blamed)
    if len(after) > left or len(code) > start + place.width + room:
        after = f"{after[: max(0, left - 3)]}..."
    return before, blamed, after


def _clean(text: str) -> str:
    return escaped(text.replace("\t", " "))
