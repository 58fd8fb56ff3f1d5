"""One line a finding, as editors and `grep` like it."""

from collections.abc import Iterator
from typing import Final

from checker.model.findings import Finding, Report, Skipped
from checker.report.lines import STYLES, Line, Span, Style, escaped, line
from checker.report.verdict import verdict

PARTS: Final = ("static", "replay")  # of a check, which --only may leave out


def concise(report: Report) -> Iterator[Line]:
    """`FILE:LINE:COLUMN: LEVEL[RULE] MESSAGE` for each finding, then the verdict."""
    for skipped in report.skipped:
        if skipped.was_asked:
            yield _error(skipped)
    yield from map(_finding, report.findings)
    left_out = [skipped.check for skipped in report.skipped if skipped.check in PARTS]
    but = f" ({' and '.join(left_out)} not checked)" if left_out else ""
    yield line(escaped(f"{verdict(report)}{but}"))


def _finding(found: Finding) -> Line:
    place = found.where
    count = f" ({found.count:,} times)" if found.count > 1 else ""
    head = Span(f"{found.level}[{found.rule}]", STYLES[found.level])
    return line(escaped(f"{place}: ") if place else "", head, f" {escaped(found.message)}{count}")


def _error(skipped: Skipped) -> Line:
    fix = f" ({skipped.fix})" if skipped.fix else ""
    place = escaped(f"{skipped.place}: ") if skipped.place else ""
    return line(place, Span("error", Style.ERROR), f" {escaped(skipped.why + fix)}")
