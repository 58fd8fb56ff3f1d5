"""One line a finding, as editors and `grep` like it."""

from collections.abc import Iterator

from checker.model.findings import Finding, Report, Skipped
from checker.report.lines import STYLES, Line, Span, Style, escaped, line
from checker.report.verdict import verdict


def concise(report: Report) -> Iterator[Line]:
    """`FILE:LINE:COLUMN: LEVEL[RULE] MESSAGE` for each finding, then the verdict."""
    for skipped in report.skipped:
        if skipped.was_asked:
            yield _error(skipped)
    yield from map(_finding, report.findings)
    yield line(escaped(verdict(report)))


def _finding(found: Finding) -> Line:
    place = found.where
    count = f" ({found.count:,} times)" if found.count > 1 else ""
    head = Span(f"{found.level}[{found.rule}]", STYLES[found.level])
    return line(escaped(f"{place}: ") if place else "", head, f" {escaped(found.message)}{count}")


def _error(skipped: Skipped) -> Line:
    fix = f" ({skipped.fix})" if skipped.fix else ""
    place = escaped(f"{skipped.place}: ") if skipped.place else ""
    return line(place, Span("error", Style.ERROR), f" {escaped(skipped.why + fix)}")
