"""A finding, and what keeps a check from being made, as a section that people who write no code can read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from checker.model.findings import Finding, Level, Paste, Related, Report, Skipped, Step
from checker.model.places import Place
from checker.report import full
from checker.report.lines import Style, plain
from checker.report.markdown_text import code, fenced, markdown, table
from checker.report.steps import cells

MARKS: Final = {Level.ERROR: "✗", Level.WARNING: "!", Level.NOTE: "·"}
_WIDTH: Final = 100
_LISTED: Final = 20  # related places
_STEPS: Final = 50


def finding(found: Finding, report: Report) -> str:
    """Its sentence, its line, what to do, why it is so, step by step, and how to see it again."""
    return "\n\n".join(_finding(found, report))


def error(skipped: Skipped, sources: Mapping[str, str]) -> str:
    """What could not be checked, where that is written, and what to do."""
    return "\n\n".join(_error(skipped, sources))


def _finding(found: Finding, report: Report) -> Iterator[str]:
    yield f"### {MARKS[found.level]} {markdown(found.message)}"
    if page := report.pages.get(found.rule):
        yield markdown(page.partition("\n\n")[0].replace("\n", " "))
    where = f", at {code(str(found.where))}" if found.where else ""
    yield f"{found.level} {code(found.rule)} of **{markdown(found.subject)}** in {markdown(found.set)}{where}"
    sides, others = full.sides_shown(found.place, found.related, report.sources)
    yield from _code(found.place, found.label, sides, report.sources)
    yield from _to_do(found.fix)
    yield from map(_lines, found.paste)
    yield from _items((*_places(others), *full.reasons(found)))
    yield from _steps(found.trace)
    if found.shift is not None and found.shift.accept is not None:
        yield f"If this is meant to change, accept it: {code(found.shift.accept)}"
    yield " ".join(_more(found))


def _error(skipped: Skipped, sources: Mapping[str, str]) -> Iterator[str]:
    yield f"### ⚠ {markdown(skipped.why)}"
    if skipped.place is not None:
        yield f"at {code(str(skipped.place))}"
    sides, others = full.sides_shown(skipped.place, skipped.related, sources)
    yield from _code(skipped.place, "", sides, sources)
    yield from _to_do(skipped.fix)
    yield from _items(tuple(_places(others)))


def _code(
    place: Place | None, label: str, sides: Sequence[Related], sources: Mapping[str, str]
) -> Iterator[str]:
    """The lines of both sides, where they are known; the place that is blamed is told above them."""
    framed = full.frames(place, label, Style.PLAIN, sides, sources=sources, width=_WIDTH)
    if told := plain(framed).splitlines()[1:]:
        yield fenced(told)


def _to_do(fix: str | None) -> Iterator[str]:
    if fix is not None:
        end = "" if fix.endswith(("?", ".", "!")) else "."
        yield f"**To do:** {markdown(fix)}{end}"


def _lines(paste: Paste) -> str:
    """The remedy as lines to paste."""
    last = paste.line + paste.replaces - 1
    more = f" to {last:,}" if paste.replaces > 1 else ""
    where = f"over line {paste.line:,}{more}" if paste.replaces else f"below line {last:,}"
    return f"Paste {where} of {code(paste.file)}:\n\n{fenced(paste.text.split(chr(10)), 'yaml')}"


def _items(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield "\n".join(f"- {markdown(text)}" for text in texts)


def _places(related: Sequence[Related]) -> Iterator[str]:
    yield from map(full.with_place, related[:_LISTED])
    if len(related) > _LISTED:
        yield f"and {len(related) - _LISTED:,} more places"


def _steps(trace: Sequence[Step]) -> Iterator[str]:
    """How it comes about, a row a step; no column of times where there are none."""
    if not trace:
        return
    has_times = any(step.at is not None for step in trace)
    columns = [0, *([1] if has_times else []), 2, 3, 4]
    heads = ("step", "time (UTC)", "who shows what", "what that says", "where")
    told = [(*row[:-1], row[-1][1:-1]) for row in cells(trace[:_STEPS])]  # places without their brackets
    rows = [[markdown(row[column]) for column in columns] for row in told]
    yield "Step by step:\n\n" + table([heads[column] for column in columns], rows)
    if len(trace) > _STEPS:
        yield f"and {len(trace) - _STEPS:,} more steps"


def _more(found: Finding) -> Iterator[str]:
    if found.also:
        yield f"The same cause also breaks {', '.join(map(code, found.also))}."
    if found.reproduce is not None:
        yield f"To see it again: {code(found.reproduce)}."
    yield f"All about this rule: {code(f'seamproof rule {found.rule}')}."
