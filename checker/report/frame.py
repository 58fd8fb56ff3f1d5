"""A line of a file with carets under what is blamed, as compilers show it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from checker.model.findings import Related
from checker.model.places import Place
from checker.model.text import lines_of
from checker.report.lines import Line, Span, Style, columns, escaped, line, paragraph

_LEAST_LABEL = 24  # a label with less room than this goes below its carets


def frame(
    place: Place,
    label: str,
    style: Style,
    *,
    sources: Mapping[str, str],
    width: int,
    gutter: int = 0,
) -> Iterator[Line]:
    """
    Where something is, the line itself, and carets as wide as the node with the label behind them.

    Only the place where `sources` does not have that line. A long line is cut around the carets. `gutter` is
    how many columns the number of a line may take, where other frames stand below.
    """
    gutter = max(gutter, len(str(place.line)))
    margin = " " * gutter
    yield line(Span(f"{margin}--> ", Style.FRAME), escaped(str(place)))
    code = code_at(place, sources)
    if code is None:
        if label:
            yield from paragraph(Span(f"{margin} = ", Style.FRAME), label, width=width, indent=f"{margin}   ")
        return
    bar = Span(f"{margin} |", Style.FRAME)
    before, blamed, after = _cut(code, place, width - gutter - 3)
    carets = "^" * max(1, columns(blamed))
    yield line(bar)
    yield _code(place, before + blamed + after, gutter)
    yield from _underlined(bar, columns(before), Span(carets, style), label, width)


def side(related: Related, *, sources: Mapping[str, str], width: int, gutter: int) -> Iterator[Line]:
    """
    Another place of which `sources` has the line: where it is, the line itself, and what it says below.

    Three lines where that fits: what is underlined is rather cut short.
    """
    place = related.place
    before, named, after = _cut(code_at(place, sources) or "", place, width - gutter - 3)
    left = width - gutter - 4 - columns(before) - len(escaped(related.says))
    dashes = "-" * max(1, min(columns(named), left) if left > 0 else columns(named))
    margin = " " * gutter
    yield line(Span(f"{margin}--> ", Style.FRAME), escaped(str(place)))
    yield _code(place, before + named + after, gutter)
    bar = Span(f"{margin} |", Style.FRAME)
    yield from _underlined(bar, columns(before), Span(dashes, Style.FRAME), related.says, width)


def code_at(place: Place, sources: Mapping[str, str]) -> str | None:
    """The line as it stands in the file; None where the file or the line is not known."""
    text = sources.get(place.file)
    if text is None:
        return None
    rows = _rows(text, place.file)
    return rows[place.line - 1] if 0 < place.line <= len(rows) else None


def _code(place: Place, code: str, gutter: int) -> Line:
    return line(Span(f"{place.line:>{gutter}} |", Style.FRAME), f" {code}".rstrip())


def _underlined(bar: Span, indent: int, under: Span, label: str, width: int) -> Iterator[Line]:
    """The underline and its label: behind it where there is room, else in lines below."""
    start = " " * (indent + 1)
    text = escaped(label)
    if len(text) < width - len(bar.text) - len(start) - len(under.text):
        yield line(bar, start, under, *([Span(f" {text}", under.style)] if text else []))
        return
    yield line(bar, start, under)
    indent = min(indent, max(0, width - len(bar.text) - 1 - 2 * _LEAST_LABEL))
    for row in paragraph(Span(" " * indent), label, width=width - len(bar.text) - 1, indent=" " * indent):
        yield line(bar, " ", *(Span(span.text, under.style) for span in row))


@lru_cache(maxsize=4)  # thousands of findings blame lines of one file, one after the other
def _rows(text: str, file: str) -> Sequence[str]:
    return lines_of(text, file)


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
    if is_cut_before or (len(before) > room // 4 and len(before) + len(blamed) > room - 4):
        before = f"...{before[-(room // 4) :]}"
    left = room - len(before)
    if len(blamed) > left or place.width > room:
        return before, f"{blamed[: left - 3]}...", ""
    left -= len(blamed)
    if len(after) > left or len(code) > start + place.width + room:
        after = f"{after[: max(0, left - 3)]}..."
    return before, blamed, after


def _clean(text: str) -> str:
    return escaped(text.replace("\t", " "))
