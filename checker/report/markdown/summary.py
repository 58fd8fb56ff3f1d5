"""What was proved, shown, accepted and not checked, what was exercised, and what statuses can stand for."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from checker.model.coverage import Coverage, Kind
from checker.model.findings import Report
from checker.model.overview import Overview, Readable, Told
from checker.report import full
from checker.report.markdown.room import fitting
from checker.report.markdown_text import folded, markdown, row, table
from checker.report.verdict import counted

_OPEN: Final = 20  # items of a list that are seen at once
_ROOM: Final = 40 * 1024  # bytes of a list
_OF_TABLES: Final = 100 * 1024
_STANDS_FOR: Final = 20  # statuses that one stands for


def summary(report: Report) -> Iterator[str]:
    """What statuses stand for, then a section for each kind of thing that is said, then the coverage."""
    yield from _readable(report.overviews)
    for title, items in full.sections(report):
        if said := list(items):
            yield f"## {title}\n\n{_listed(said)}"
    yield from _coverage(report.coverage)


def _listed(items: Sequence[str]) -> str:
    """A list, folded where it is long; of what is too long even so the number is told."""
    shown, left = fitting(items, _item, _ROOM)
    rest = [*shown[_OPEN:], *([f"- and {len(left):,} more, which have no room here"] if left else [])]
    first = "\n".join(shown[:_OPEN])
    if not rest:
        return first
    return f"{first}\n\n{folded(f'and {len(items) - len(shown[:_OPEN]):,} more', chr(10).join(rest))}"


def _item(text: str) -> str:
    return f"- {markdown(text)}"


def _readable(overviews: Iterable[Overview]) -> Iterator[str]:
    """A table for each system that people look at; folded, since it is for looking up."""
    systems = [
        (overview, list(same))
        for overview in overviews
        for _, same in groupby(overview.readable or (), key=lambda one: one.shown.system)
    ]
    tables, left = fitting(systems, _statuses, _OF_TABLES)
    if left:
        tables = [*tables, f"and {counted(len(left), 'more system', 'more systems')}"]
    if tables:
        yield "## What people read, and what it can stand for"
        title = "Each status that people read, and what other systems may show behind it"
        yield folded(title, "\n\n".join(tables))


def _statuses(system: tuple[Overview, Sequence[Readable]]) -> str:
    overview, statuses = system
    heads = ("status", "means", "says", "can stand for")
    title = f"{markdown(statuses[0].shown.system)} in {markdown(overview.set)}"
    return f"### {title}\n\n{table(heads, map(_status, statuses))}"


def _status(one: Readable) -> Sequence[str]:
    behind = [_told(told) for told in one.stands_for[:_STANDS_FOR]]
    more = len(one.stands_for) - len(behind)
    behind += [f"and {more:,} more"] if more else []
    shown = one.shown
    says = ", ".join(shown.says) or "nothing"
    return (markdown(shown.code), markdown(shown.means or ""), markdown(says), "<br>".join(behind))


def _told(told: Told) -> str:
    means = f" ({told.means})" if told.means is not None else ""
    return markdown(f'{told.system} "{told.code}"{means}')


def _coverage(sets: Sequence[Coverage]) -> Iterator[str]:
    """How much of what is declared the recordings exercise, and what they never do."""
    if not sets:
        return
    heads = ("set", *(kind.noun for kind in Kind))
    rows, left = fitting(sets, _shares, _ROOM)
    yield "## What the recordings exercise"
    yield "\n".join((table(heads, ()), *rows))
    if left:
        yield f"and {counted(len(left), 'more set', 'more sets')}"
    missing = [
        f"{one.set}: {thing.what} ({thing.place})"
        for one in sets
        for kind in Kind
        for thing in one.shares[kind].missing
    ]
    if missing:
        shown, more = fitting(missing, _item, _ROOM)
        items = [*shown, *([f"- and {len(more):,} more"] if more else [])]
        title = f"{counted(len(missing), 'thing', 'things')} that no recording exercises"
        yield folded(title, "\n".join(items))


def _shares(one: Coverage) -> str:
    shares = (f"{one.shares[kind].seen:,} of {one.shares[kind].of:,}" for kind in Kind)
    return row((markdown(one.set), *shares))
