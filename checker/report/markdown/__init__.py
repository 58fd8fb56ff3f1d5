"""
Markdown for the summary of a step and for the comment on a change, to be read by somebody who writes no code.

The verdict is first, then what to mend, the worst first. What is long is folded; what is longer than a host
takes is left out and counted.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from checker.model.findings import Finding, Report
from checker.report.markdown.findings import error, finding
from checker.report.markdown.flow import flows
from checker.report.markdown.room import WHOLE, fitting, size
from checker.report.markdown.summary import summary
from checker.report.markdown_text import folded
from checker.report.markdown_text import markdown as as_text
from checker.report.verdict import counted, levels, verdict

_OPEN: Final = 20  # findings that are seen at once
_ROOM_OF_ERRORS: Final = 150 * 1024
_SPARE: Final = 2 * 1024  # for what is said about what was left out
_ELSEWHERE: Final = "All of them: `seamproof check --output-format full`, or `--report json=FILE`."
_MARKS: Final = {"kept": "✓", "broken": "✗", "unchecked": "⚠"}


def markdown(report: Report) -> Iterator[str]:
    """Sections of the document, each with the empty line behind it."""
    before = [*_head(report), *_errors(report), *flows(report)]
    after = list(summary(report))
    taken = sum(size(section) + 2 for section in (*before, *after))
    sections = (*before, *_findings(report, WHOLE - _SPARE - taken), *after)
    yield from (f"{section}\n\n" for section in sections[:-1])
    yield f"{sections[-1]}\n"


def _head(report: Report) -> Iterator[str]:
    yield f"# {_MARKS[report.verdict]} {as_text(verdict(report))}"
    match report.verdict:
        case "unchecked":
            yield "**This is no result:** not everything that was asked for could be checked."
        case "broken":
            yield (
                "Somebody may be told what is not true, or get what was not agreed. Each finding below says "
                "what, where, why and what to do, the worst first."
            )
        case "kept" if report.findings:
            yield f"Nothing that was found is bad enough to break the check, which fails on {report.fail_on}."
        case "kept":
            yield "Nothing was found. What that stands on, and what was not looked at, is said below."


def _errors(report: Report) -> Iterator[str]:
    errors = [skipped for skipped in report.skipped if skipped.was_asked]
    if errors:
        yield "## What could not be checked"
        shown, left = fitting(errors, lambda skipped: error(skipped, report.sources), _ROOM_OF_ERRORS)
        yield from shown
        if left:
            yield f"**and {len(left):,} more**, which are too long to stand here. {_ELSEWHERE}"


def _findings(report: Report, room: int) -> Iterator[str]:
    """Those that fit, the worst first; more than a screen of them folded."""
    if not report.findings:
        return
    ordered = sorted(report.findings, key=lambda found: -found.level)
    shown, left = fitting(ordered, lambda found: finding(found, report), room)
    yield "## Findings"
    yield from shown[:_OPEN]
    if folding := shown[_OPEN:]:
        yield folded(f"{counted(len(folding), 'more finding', 'more findings')}", "\n\n".join(folding))
    if left:
        yield f"**{_left_out(left)}**, since no host shows more. {_ELSEWHERE}"


def _left_out(findings: Sequence[Finding]) -> str:
    found = levels(Counter(one.level for one in findings))
    return f"{counted(len(findings), 'more finding is', 'more findings are')} left out here ({found})"
