"""What was taken from captures, and what was not: for a person, with rows to paste."""

from collections.abc import Iterable, Iterator
from typing import Final

from checker.analysis.capturing import Gathered, Unknown
from checker.model.text import plain
from checker.report.lines import Line, Span, Style, line, paragraph
from checker.report.verdict import counted

_LISTED: Final = 20


def left_out(gathered: Gathered, *, width: int = 80) -> Iterator[Line]:
    """What was not recognised, what may belong to several cases, examples, and rows that matched nothing."""
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Not recognised", _unknown(gathered)),
        ("Left out, since it may belong to several cases", _doubts(gathered)),
        ("Left out, since examples are no evidence", _samples(gathered)),
        ("Rows of captures that recognised nothing", _unused(gathered)),
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
    return f"- {{format: {unknown.format}, where: {{{where}}}, boundary: …}}"


def _unknown(gathered: Gathered) -> Iterator[str]:
    for one in sorted(gathered.unknown, key=lambda one: -one.count):
        told = " ".join(plain(text, longest=100) for _, text in one.tells) or "nothing that tells it"
        doubts = f"; by `where` it may be {' or '.join(one.doubts)}" if one.doubts else ""
        fix = f"; to recognise it, write under captures: {row(one)}" if one.tells else ""
        yield f"{one.format} {told}: {one.count:,}, first at {one.place}{doubts}{fix}"


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
    for rule in gathered.unused:
        yield f"{rule.place}: nothing of these captures is as this row of {rule.format} says"


def _scalar(text: str) -> str:
    """A text as a value in YAML's flow style."""
    is_plain = text and text.isascii() and all(sign.isalnum() or sign in "/._-* " for sign in text)
    if is_plain and text[0] not in "-*" and text == text.strip():
        return text
    return '"' + plain(text, longest=200).replace("\\", "\\\\").replace('"', '\\"') + '"'
