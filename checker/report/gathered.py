"""What was taken from captures, and what was not: for a person, with rows to paste."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from checker.analysis.capturing import MEMBERS, Gathered, Unknown
from checker.model.captures import Taken
from checker.model.recordings import Case
from checker.model.text import plain
from checker.report.lines import Line, Span, Style, escaped, line, paragraph
from checker.report.verdict import counted

_LISTED: Final = 20


def taken(files: Iterable[Taken], cases: Sequence[Case], target: str) -> Iterator[Line]:
    """What each file had, and what became of it."""
    for one in files:
        records = counted(one.records, "record", "records")
        yield line(escaped(one.file), f": {one.form}, {records}, {one.recognised:,} recognised")
    events = counted(sum(len(case.events) for case in cases), "event", "events")
    yield line(Span(f"{counted(len(cases), 'case', 'cases')}, {events}", Style.STRONG), f" -> {target}")


def formats(known: Iterable[tuple[str, str, Mapping[str, str]]], *, width: int = 80) -> Iterator[Line]:
    """Each format by its name and title, with the names that `where` of a capture rule can look at."""
    for name, title, fields in known:
        yield line(Span(name, Style.STRONG), f"  {title}")
        for field, what in fields.items():
            yield from paragraph(Span(f"  {field + ':':<14} "), what, width=width, indent=" " * 17)
        yield line()


def left_out(gathered: Gathered, *, width: int = 80) -> Iterator[Line]:
    """What was not recognised, what may belong to several cases, examples, and rows that matched nothing."""
    yield from _not_recognised(gathered, width)
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Left out, since it may belong to several cases", _doubts(gathered)),
        ("Left out, since examples are no evidence", _samples(gathered)),
        ("Rows of captures that recognised nothing", _unused(gathered)),
        ("Rows of captures that look where nothing stands", _missed(gathered)),
    )
    for title, sentences in sections:
        items = list(sentences)
        if not items:
            continue
        yield line(Span(title, Style.STRONG))
        for text in items[:_LISTED]:
            yield from paragraph(Span("  - "), text, width=width, indent="    ")
        if len(items) > _LISTED:
            yield line(f"  - and {len(items) - _LISTED:,} more kinds")
        yield line()


def row(unknown: Unknown) -> str:
    """The row of `captures` that would recognise it, but for what only its owner knows."""
    where = ", ".join(f"{name}: {_scalar(text)}" for name, text in unknown.tells)
    if unknown.tells[:1] and unknown.tells[0][0] == MEMBERS:
        where = f'/{unknown.tells[0][1].partition(", ")[0]}: "*"'
    return f"- {{format: {unknown.format}, where: {{{where}}}, boundary: …}}"


def _not_recognised(gathered: Gathered, width: int) -> Iterator[Line]:
    """The most frequent first, each with the row that would recognise it, on a line of its own to copy."""
    unknown = sorted(gathered.unknown, key=lambda one: -one.count)
    if not unknown:
        return
    yield line(Span("Not recognised", Style.STRONG))
    for one in unknown[:_LISTED]:
        told = " ".join(plain(text, longest=100) for _, text in one.tells) or "nothing that tells what it is"
        told = f"documents with {told}" if one.tells[:1] and one.tells[0][0] == MEMBERS else told
        doubts = f"; by `where` it may be {' or '.join(one.doubts)}" if one.doubts else ""
        text = f"{one.count:,} x {one.format}: {told}{doubts}, first at {one.place}"
        yield from paragraph(Span("  - "), text, width=width, indent="    ")
    if len(unknown) > _LISTED:
        count = sum(one.count for one in unknown[_LISTED:])
        yield line(f"  - and {count:,} of {len(unknown) - _LISTED:,} more kinds")
    told_apart = [one for one in unknown if one.tells]
    if told_apart:
        yield line("  To recognise one, write a row under captures, such as")
        yield line(Span(f"    {row(told_apart[0])}", Style.NOTE))
    yield line()


def _doubts(gathered: Gathered) -> Iterator[str]:
    for one in gathered.doubts:
        kind, name = one.by
        cases = ", ".join(map(plain, one.cases))
        place = one.draft.captured.place
        yield f"{place}: by {kind} {plain(name)} it belongs to the cases {cases}; say with `case` to which"


def _samples(gathered: Gathered) -> Iterator[str]:
    if gathered.samples:
        yield counted(gathered.samples, "example that somebody made up", "examples that somebody made up")


def _unused(gathered: Gathered) -> Iterator[str]:
    files: dict[str, list[str]] = {}
    for rule in gathered.unused:
        files.setdefault(rule.place.file, []).append(str(rule.place.line))
    for file, lines in files.items():
        yield f"{file}, {'line' if len(lines) == 1 else 'lines'} {', '.join(lines)}"


def _missed(gathered: Gathered) -> Iterator[str]:
    for rule, name in gathered.missed:
        yield f"{rule.place}: nothing, or nothing that can be read, ever stood where `{name}` looks"


def _scalar(text: str) -> str:
    """A text as a value in YAML's flow style."""
    is_plain = text and text.isascii() and all(sign.isalnum() or sign in "/._-* " for sign in text)
    if is_plain and text[0] not in "-*" and text == text.strip():
        return text
    return '"' + plain(text, longest=200).replace("\\", "\\\\").replace('"', '\\"') + '"'
