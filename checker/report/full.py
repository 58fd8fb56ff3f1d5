"""The report for a person at a terminal: each finding with its line, then what was and was not checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from checker.model.findings import Accepted, Evidence, Finding, Paste, Related, Report, Skipped, Step
from checker.model.places import Place
from checker.report.frame import code_at, frame, side
from checker.report.lines import STYLES, Line, Span, Style, escaped, line, paragraph
from checker.report.often import how_often
from checker.report.steps import table
from checker.report.verdict import verdict

_SIDES: Final = 2  # related places of which the line is shown
_LONGEST_SAYING: Final = 60  # characters: what says more stands in lines of its own, with the place behind it


def full(report: Report, *, width: int = 80) -> Iterator[Line]:
    """What keeps the check from being made, each finding, and the summary; empty lines between them."""
    yield from errors(report, width)
    for found in report.findings:
        yield from finding(found, report.sources, width)
        yield line()
    yield from summary(report, width)


def errors(report: Report, width: int) -> Iterator[Line]:
    """What keeps the check from being made."""
    for skipped in report.skipped:
        if skipped.was_asked:
            yield from _error(skipped, report, width)
            yield line()


def finding(found: Finding, sources: Mapping[str, str], width: int) -> Iterator[Line]:
    """One finding: its sentence, both sides' lines, why it is so, what to do, and how to see it again."""
    style = STYLES[found.level]
    head = Span(f"{found.level}[{found.rule}]: ", style)
    yield from paragraph(head, found.message, width=width, indent="  ")
    sides, others = sides_shown(found.place, found.related, sources)
    margin = _margin(found.place, sides)
    yield from frames(found.place, found.label, style, sides, sources=sources, width=width)
    for text in (*map(with_place, others), *reasons(found)):
        yield from _note(margin, text, width)
    if found.trace and not _is_shown(found.trace, found.place, sides):
        yield line(Span(f"{margin} = ", Style.FRAME), "step by step:")
        yield from table(found.trace, f"{margin}   ")
    if found.fix:
        yield from _note(margin, f"help: {found.fix}", width)
    for paste in found.paste:
        yield from _paste(paste, margin, width)
    if found.also:
        yield from _note(margin, f"also: {', '.join(found.also)}", width)
    for name, command in _commands(found):  # whole, to be copied
        yield line(Span(f"{margin} = ", Style.FRAME), escaped(f"{name}: {command}"))


def sides_shown(
    place: Place | None, related: Sequence[Related], sources: Mapping[str, str]
) -> tuple[tuple[Related, ...], tuple[Related, ...]]:
    """The related places whose lines are shown, and the others: each line once, and no more than two."""
    if place is None:
        return (), tuple(related)
    shown = {(place.file, place.line)}
    sides: list[Related] = []
    for one in related:
        where = (one.place.file, one.place.line)
        is_short = len(escaped(one.says)) <= _LONGEST_SAYING
        if len(sides) < _SIDES and is_short and where not in shown and code_at(one.place, sources):
            shown.add(where)
            sides.append(one)
    return tuple(sides), tuple(one for one in related if one not in sides)


def frames(
    place: Place | None,
    label: str,
    style: Style,
    sides: Sequence[Related],
    *,
    sources: Mapping[str, str],
    width: int,
) -> Iterator[Line]:
    """The line that is blamed, and below it those that belong to it."""
    if place is None:
        return
    gutter = len(_margin(place, sides))
    yield from frame(place, label, style, sources=sources, width=width, gutter=gutter)
    for one in sides:
        yield from side(one, sources=sources, width=width, gutter=gutter)


def _margin(place: Place | None, sides: Sequence[Related]) -> str:
    """As wide as the longest number of a line."""
    lines = [one.place.line for one in sides] + ([place.line] if place else [])
    return " " * max((len(str(number)) for number in lines), default=1)


def _is_shown(trace: Sequence[Step], place: Place | None, sides: Sequence[Related]) -> bool:
    """Whether a trace has nothing but the lines that stand above it: then they say it all."""
    places = [one.place for one in sides] + ([place] if place else [])
    shown = {(one.file, one.line) for one in places}
    return all(step.where and (step.where.file, step.where.line) in shown for step in trace)


def reasons(found: Finding) -> Iterator[str]:
    """Why it is so, and where that was seen."""
    yield from found.notes
    if often := how_often(found):
        yield often
    yield from (f"seen: {_seen(evidence)}" for evidence in found.evidence)
    more = found.count - len(found.evidence)
    if found.evidence and more > 0:
        yield f"seen: {more:,} more like these{_listing(found)}"
    elif not found.evidence and found.count > 1:
        yield f"the same in {found.count:,} places"


def _paste(paste: Paste, margin: str, width: int) -> Iterator[Line]:
    """Where lines go, and the lines themselves as they are to stand there, from the first column on."""
    last = paste.line + paste.replaces - 1
    if not paste.replaces:
        yield from _note(margin, f"paste below {paste.file}:{last}", width)
    else:
        more = f"-{last}" if paste.replaces > 1 else ""
        yield from _note(margin, f"paste over {paste.file}:{paste.line}{more}", width)
    for row in paste.text.split("\n"):
        yield line(escaped(row))


def _commands(found: Finding) -> Iterator[tuple[str, str]]:
    """What shows it again, what tells more, and what accepts it."""
    if found.reproduce is not None:
        yield "reproduce", found.reproduce
    yield "more", f"seamproof rule {found.rule}"
    if found.shift is not None and found.shift.accept is not None:
        yield "accept", found.shift.accept


def with_place(related: Related) -> str:
    """`X is declared here` says where here is; whatever else is said has its place behind it."""
    says, here, rest = related.says.partition(" here")
    if here and rest[:1] in {"", ";", ","}:
        return f"{says} at {related.place}{rest}"
    return f"{related.says} ({related.place})"


def _seen(evidence: Evidence) -> str:
    names = [f"case {evidence.case}"] if evidence.case is not None else []
    names += [f"event {evidence.event}"] if evidence.event is not None else []
    at = f" at {evidence.pointer}" if evidence.pointer else ""
    return f"{evidence.recording}:{evidence.line}{at}" + (f" ({', '.join(names)})" if names else "")


def _listing(found: Finding) -> str:
    """The command that lists every one, where the subject is a field of a message."""
    boundary, slash, _ = found.subject.partition("#")[0].partition("/")
    if "#" not in found.subject or not slash:
        return ""
    return f"; each one: seamproof replay {found.evidence[0].recording} --boundary {boundary}"


def _note(margin: str, text: str, width: int) -> Iterator[Line]:
    yield from paragraph(Span(f"{margin} = ", Style.FRAME), text, width=width, indent=f"{margin}     ")


def _error(skipped: Skipped, report: Report, width: int) -> Iterator[Line]:
    yield from paragraph(Span("error: ", Style.ERROR), skipped.why, width=width, indent="  ")
    sides, others = sides_shown(skipped.place, skipped.related, report.sources)
    margin = _margin(skipped.place, sides)
    yield from frames(skipped.place, "", Style.ERROR, sides, sources=report.sources, width=width)
    for related in others:
        yield from _note(margin, with_place(related), width)
    if skipped.fix:
        yield from _note(margin, f"help: {skipped.fix}", width)


def summary(report: Report, width: int) -> Iterator[Line]:
    """What was proved, shown by recordings, found as expected, accepted, not checked; then the verdict."""
    for title, items in sections(report):
        rows = [row for item in items for row in paragraph(Span("  - "), item, width=width, indent="    ")]
        if rows:
            yield line(Span(title, Style.STRONG))
            yield from rows
            yield line()
    style = Style.GOOD if report.verdict == "kept" else Style.ERROR
    yield from paragraph(Span("", style), verdict(report), width=width, indent="  ")


def sections(report: Report) -> Sequence[tuple[str, Iterable[str]]]:
    """What a report says beside its findings: titles, and the sentences below each."""
    return (
        ("Proved from the contract alone", report.proved),
        ("Shown by recordings", report.shown),
        ("Compared", report.compared),
        ("Detected, as expected", expected(report.expected)),
        ("Accepted", map(accepted, report.accepted)),
        ("Not checked", (f"{s.check}: {s.why}" for s in report.skipped if not s.was_asked)),
    )


def expected(findings: Sequence[Finding]) -> Iterator[str]:
    """One item a recording and rule."""
    for (recording, rule), same in groupby(findings, key=lambda found: (_recording(found), found.rule)):
        for found in same:
            place = f"{recording}:{found.evidence[0].line}: " if found.evidence else ""
            yield f"{place}{rule} of {found.subject}: {found.message}"


def _recording(found: Finding) -> str:
    return found.evidence[0].recording if found.evidence else ""


def accepted(one: Accepted) -> str:
    """Which finding, where, why, and until when."""
    found = one.finding
    place = f" ({found.place})" if found.place else ""
    return f"{found.level}[{found.rule}] of {found.subject}{place}, because {one.reason}"
