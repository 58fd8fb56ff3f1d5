"""Vocabularies and published mappings, told to a person."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from checker.model.systems import Move, Status
from checker.model.traps import Trap
from checker.model.vocabularies import PublishedMapping, Vocabulary
from checker.report import pasted
from checker.report.answers import item, listed, title
from checker.report.lines import Line, Span, Style, escaped, line, paragraph

_CODE: Final = 20  # columns of a code; a longer one has a line of its own
_NAME: Final = 28


def listing(
    vocabularies: Iterable[Vocabulary], mappings: Iterable[PublishedMapping], *, width: int = 80
) -> Iterator[Line]:
    """All that ships: a line each."""
    yield line(Span("Vocabularies, with their number of statuses", Style.STRONG))
    for each in vocabularies:
        head = f"  {each.name:<{_NAME}}{len(each.statuses):>3}  "
        yield from paragraph(Span(head), each.title or "", width=width, indent=" " * len(head))
    yield from title("Published mappings, with their number of rows")
    for one in mappings:
        head = f"  {one.name:<{_NAME}}{len(one.table.rows):>3}  "
        yield from paragraph(Span(head), one.title or "", width=width, indent=" " * len(head))
    yield line()
    yield line("One of them: seamproof vocabularies NAME")


def vocabulary(told: Vocabulary, *, width: int = 80) -> Iterator[Line]:
    """Its facts, its statuses, the moves between them, its traps, its sources, and how to use it."""
    yield from _head(told.name, told.title, width)
    if told.facts:
        yield from title("Facts")
        longest = max(map(len, told.facts))
        for name, means in told.facts.items():
            head = f"  {name:<{longest}}  "
            yield from paragraph(Span(head), means or "", width=width, indent=" " * len(head))
    yield from title(f"Statuses ({len(told.statuses)})")
    yield from _statuses(told.statuses.values(), width)
    yield from _moves(told, width)
    yield from _traps(told.traps, width)
    yield from _sources(told.sources, width)
    yield from title("In a contract (the names of facts on the right are yours)")
    yield from (line(f"  {row}") for row in pasted.used(told))


def mapping(told: PublishedMapping, *, width: int = 80) -> Iterator[Line]:
    """Its rows as a contract to paste, and its traps."""
    yield from _head(told.name, told.title, width)
    shows, reports = told.shows, told.reports
    text = (
        f"{shows.system} ({shows.vocabulary.name}) shows a status, "
        f"and {reports.system} ({reports.vocabulary.name}) reports one of its own"
    )
    yield from paragraph(Span(""), text, width=width, indent="")
    yield from title("As a contract")
    yield from (line(f"  {row}") for row in pasted.contract(told))
    yield from _traps(told.traps, width)
    yield from _sources(told.sources, width)


def _head(name: str, text: str | None, width: int) -> Iterator[Line]:
    yield from paragraph(Span(f"{name}: ", Style.STRONG), text or "", width=width, indent="  ")


def _statuses(statuses: Iterable[Status], width: int) -> Iterator[Line]:
    """A table; what a status says stands in its last column, in lines."""
    rows = list(statuses)
    code = min(_CODE, max(4, *(len(escaped(status.code)) for status in rows))) if rows else 4
    phase = max(5, *(len(status.phase.value) for status in rows)) if rows else 5
    outcome = max(7, *(len(status.outcome.value) for status in rows)) if rows else 7
    yield line(Span(f"  {'code':<{code}}  {'phase':<{phase}}  {'outcome':<{outcome}}  says", Style.QUIET))
    for status in rows:
        name = escaped(status.code)
        if len(name) > code:
            yield line(f"  {name}")
            name = ""
        head = f"  {name:<{code}}  {status.phase.value:<{phase}}  {status.outcome.value:<{outcome}}  "
        indent = " " * len(head)
        yield from paragraph(Span(head), status.means or "", width=width, indent=indent)
        for sentence in _said(status):
            yield from paragraph(Span(indent), sentence, width=width, indent=f"{indent}  ")


def _said(status: Status) -> Iterator[str]:
    for verb, refs, last in (
        ("claims", status.claims, "and"),
        ("denies", status.denies, "and"),
        ("does not say", status.silent_on, "or"),
    ):
        if refs:
            yield f"{verb} {listed((ref.name for ref in refs), last)}"


def _moves(told: Vocabulary, width: int) -> Iterator[Line]:
    if not told.moves:
        return
    yield from title("Moves")
    if told.initial:
        starts = listed((ref.name for ref in told.initial), "or")
        yield from paragraph(Span("  "), f"it starts in {starts}", width=width, indent="    ")
    for source, moves in _by_source(told.moves).items():
        yield from paragraph(Span(f"  {escaped(source)} -> "), ", ".join(moves), width=width, indent="    ")


def _by_source(moves: Iterable[Move]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for move in moves:
        found.setdefault(move.source, []).append(move.target)
    return found


def _traps(traps: Sequence[Trap], width: int) -> Iterator[Line]:
    if traps:
        yield from title("Traps")
    for trap in traps:
        yield from item(_fallen_into(trap), width=width)
        yield from paragraph(Span("    "), trap.source, width=width, indent="    ")


def _fallen_into(trap: Trap) -> str:
    if trap.rule is not None:
        return f"{trap.rule}, {trap.at}: {trap.says}"
    return f"{trap.status}: {trap.says}" if trap.status else trap.says


def _sources(sources: Iterable[str], width: int) -> Iterator[Line]:
    yield from title("Sources")
    for source in sources:
        yield from item(source, width=width)
