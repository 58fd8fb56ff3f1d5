"""The report for a person at a terminal: each finding with its line, then what was and was not checked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from checker.model.findings import Accepted, Evidence, Finding, Related, Report, Skipped
from checker.report.frame import frame
from checker.report.lines import STYLES, Line, Span, Style, line, paragraph
from checker.report.steps import table
from checker.report.verdict import verdict


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
    """One finding: its sentence, its line, why it is so, what to do."""
    style = STYLES[found.level]
    head = Span(f"{found.level}[{found.rule}]: ", style)
    yield from paragraph(head, found.message, width=width, indent="  ")
    margin = " " * (len(str(found.place.line)) if found.place else 1)
    if found.place:
        yield from frame(found.place, found.label, style, sources=sources, width=width)
    for text in _reasons(found):
        yield from _note(margin, text, width)
    if found.trace:
        yield line(Span(f"{margin} = ", Style.FRAME), "step by step:")
        yield from table(found.trace, f"{margin}   ")
    for text in _remedies(found):
        yield from _note(margin, text, width)
    if found.shift is not None and found.shift.accept is not None:  # whole, to be copied
        yield line(Span(f"{margin} = ", Style.FRAME), f"accept: {found.shift.accept}")


def _reasons(found: Finding) -> Iterator[str]:
    """Why it is so, and where that was seen."""
    yield from map(_related, found.related)
    yield from found.notes
    yield from (f"seen: {_seen(evidence)}" for evidence in found.evidence)
    more = found.count - len(found.evidence)
    if found.evidence and more > 0:
        yield f"seen: {more:,} more like these{_listing(found)}"
    elif not found.evidence and found.count > 1:
        yield f"the same in {found.count:,} places"


def _remedies(found: Finding) -> Iterator[str]:
    """What to do, what else holds, and where to read on."""
    if found.fix:
        yield f"help: {found.fix}"
    if found.also:
        yield f"also: {', '.join(found.also)}"
    yield f"more: seamproof rule {found.rule}"


def _related(related: Related) -> str:
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
    margin = " " * (len(str(skipped.place.line)) if skipped.place else 1)
    if skipped.place:
        yield from frame(skipped.place, "", Style.ERROR, sources=report.sources, width=width)
    for related in skipped.related:
        yield from _note(margin, _related(related), width)
    if skipped.fix:
        yield from _note(margin, f"help: {skipped.fix}", width)


def summary(report: Report, width: int) -> Iterator[Line]:
    """What was proved, shown by recordings, found as expected, accepted, not checked; then the verdict."""
    sections: tuple[tuple[str, Iterable[str]], ...] = (
        ("Proved from the contract alone", report.proved),
        ("Shown by recordings", report.shown),
        ("Compared", report.compared),
        ("Detected, as expected", _expected(report.expected)),
        ("Accepted", map(_accepted, report.accepted)),
        ("Not checked", (f"{s.check}: {s.why}" for s in report.skipped if not s.was_asked)),
    )
    for title, items in sections:
        rows = [row for item in items for row in paragraph(Span("  - "), item, width=width, indent="    ")]
        if rows:
            yield line(Span(title, Style.STRONG))
            yield from rows
            yield line()
    style = Style.GOOD if report.verdict == "kept" else Style.ERROR
    yield from paragraph(Span("", style), verdict(report), width=width, indent="  ")


def _expected(findings: Sequence[Finding]) -> Iterator[str]:
    """One item a recording and rule."""
    for (recording, rule), same in groupby(findings, key=lambda found: (_recording(found), found.rule)):
        for found in same:
            place = f"{recording}:{found.evidence[0].line}: " if found.evidence else ""
            yield f"{place}{rule} of {found.subject}: {found.message}"


def _recording(found: Finding) -> str:
    return found.evidence[0].recording if found.evidence else ""


def _accepted(accepted: Accepted) -> str:
    found = accepted.finding
    until = f", until {accepted.until}" if accepted.until else ""
    place = f" ({found.place})" if found.place else ""
    return f"{found.level}[{found.rule}] of {found.subject}{place}, because {accepted.because}{until}"
