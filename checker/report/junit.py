"""
JUnit XML, as GitLab, Jenkins and actions of GitHub read it: a test case for each thing that was looked at.

There is no standard. The elements are those of the schema of Jenkins' xUnit plugin (junit-10.xsd); a case has
one result, with its reason as text and as `message`, since GitLab reads the one and Jenkins shows the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from checker.model.findings import Finding, Report
from checker.report import full
from checker.report.cases import RUN, Case, Outcome, cases
from checker.report.lines import escaped, line, plain

_WIDTH: Final = 100
_RESULTS: Final = {Outcome.ERROR: "error", Outcome.FAILED: "failure", Outcome.SKIPPED: "skipped"}
_COUNTED: Final = {"failures": Outcome.FAILED, "errors": Outcome.ERROR, "skipped": Outcome.SKIPPED}
_ATTACHMENT: Final = "[[ATTACHMENT|"  # GitLab links and Jenkins copies the file that is named behind it


def junit(report: Report) -> Iterator[str]:
    """
    One suite for each contract set and one for the run itself.

    No time was measured, but some readers can't do without one; the same input gives the same bytes, so there
    is no timestamp either.
    """
    found = cases(report)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes({'name': RUN, **_counts(found, 'failures', 'errors')})}>\n"
    for name, of_set in groupby(found, key=lambda case: case.set):
        yield from _suite(name, list(of_set), report)
    yield "</testsuites>\n"


def _suite(name: str, found: Sequence[Case], report: Report) -> Iterator[str]:
    yield f"  <testsuite{_attributes({'name': name, **_counts(found, *_COUNTED)})}>\n"
    for case, unique in zip(found, _unlike(found), strict=True):
        yield from _case(case, unique, report)
    yield "  </testsuite>\n"


def _unlike(found: Iterable[Case]) -> Iterator[str]:
    """Their names, numbered where one is taken: GitLab drops all but the first of one class and name."""
    taken: set[tuple[str, str]] = set()
    times: Counter[tuple[str, str]] = Counter()
    for case in found:
        name = unique = escaped(case.name)
        while (case.kind, unique) in taken:
            times[case.kind, name] += 1
            unique = f"{name} ({times[case.kind, name] + 1})"
        taken.add((case.kind, unique))
        yield unique


def _case(case: Case, name: str, report: Report) -> Iterator[str]:
    place = _place(case)
    yield "    <testcase" + _attributes(
        {
            "classname": f"{case.set}.{case.kind}",
            "name": name,
            "file": place[0] if place else None,
            "line": place[1] if place else None,
            "time": 0,
        }
    )
    inside = "".join(f"      {piece}\n" for piece in (*_result(case, report), *_output(case, report)))
    yield f">\n{inside}    </testcase>\n" if inside else "/>\n"


def _place(case: Case) -> tuple[str, int] | None:
    """Where there is something to mend, else where the thing is declared."""
    for error in case.errors:
        if error.place:
            return error.place.file, error.place.line
    if case.broken and (where := case.broken[0].where):
        return where.file, where.line
    for found in case.elsewhere:
        for evidence in found.evidence:
            if evidence.recording == case.name:
                return evidence.recording, evidence.line
    return (case.place.file, case.place.line) if case.place else None


def _result(case: Case, report: Report) -> Iterator[str]:
    """What became of it, where it did not pass."""
    if case.outcome is Outcome.PASSED:
        return
    kind, sentences = _worst(case)
    more = len(sentences) - 1 + (_unlisted(case) if case.outcome is Outcome.SKIPPED else 0)
    message = sentences[0] + (f" (and {more:,} more)" if more else "")
    attributes = {"message": message, "type": kind}
    element = _RESULTS[case.outcome]
    yield f"<{element}{_attributes(attributes)}>{_text(_why(case, report))}</{element}>"


def _worst(case: Case) -> tuple[str | None, Sequence[str]]:
    """The name of what is worst, and a sentence for each thing of that kind, the worst first."""
    match case.outcome:
        case Outcome.ERROR:
            return "not-checked", [error.why for error in case.errors]
        case Outcome.FAILED:
            found = _worst_first([*case.broken, *case.elsewhere])
            return found[0].rule, [one.message for one in found]
        case _:
            return None, [*([case.unchecked] if case.unchecked else []), *map(_doubt, case.doubts)]


def _why(case: Case, report: Report) -> Iterator[str]:
    """All that keeps it from passing, in full where it is blamed."""
    for error in case.errors:
        yield plain(full.errors(replace(report, skipped=(error,)), _WIDTH))
    for found in _worst_first(case.broken):
        yield _full(found, report)
    for found in _worst_first(case.elsewhere):
        yield _rows(f"{found.level}[{found.rule}]: {found.message}", f"  told in full at {found.subject}", "")
    if case.unchecked:
        yield _rows(case.unchecked)
    if case.outcome is Outcome.SKIPPED:
        yield _rows(*map(_doubt, case.doubts))
        if more := _unlisted(case):
            yield _rows(f"and {more:,} more that may be here")


def _output(case: Case, report: Report) -> Iterator[str]:
    """What does not break the check."""
    texts = [_full(found, report) for found in case.minor]
    texts += [_rows(f"accepted: {full.accepted(one)}: {one.finding.message}") for one in case.accepted]
    texts += [_rows(f"detected, as expected: {text}") for text in full.expected(case.expected)]
    if texts:
        yield f"<system-out>{_text(texts)}</system-out>"


def _unlisted(case: Case) -> int:
    return case.doubted - len(case.doubts)


def _doubt(found: Finding) -> str:
    listed = len(found.evidence)
    known = f"it is known where only of the first {listed}"
    return f"{found.rule} of {found.subject} was seen {found.count:,} times, and {known}: it may be here"


def _worst_first(found: Iterable[Finding]) -> Sequence[Finding]:
    return sorted(found, key=lambda one: -one.level)


def _full(found: Finding, report: Report) -> str:
    return plain((*full.finding(found, report.sources, _WIDTH), ()))


def _rows(*texts: str) -> str:
    return plain(map(line, texts))


def _counts(found: Sequence[Case], *names: str) -> Mapping[str, int]:
    outcomes = Counter(case.outcome for case in found)
    return {"tests": len(found), **{name: outcomes[_COUNTED[name]] for name in names}, "time": 0}


def _attributes(values: Mapping[str, str | int | None]) -> str:
    told = ((name, value) for name, value in values.items() if value is not None)
    return "".join(f" {name}={quoteattr(_fit(escaped(str(value))))}" for name, value in told)


def _text(pieces: Iterable[str]) -> str:
    """Lines of text as XML. What XML 1.0 can't hold has been spelled out, as for a terminal."""
    return escape(_fit("".join(pieces).rstrip("\n")))


def _fit(text: str) -> str:
    return text.replace(_ATTACHMENT, "[\\u005bATTACHMENT|")
