"""What the answers about a status have in common: its head, lists of names, items with a place."""

from collections.abc import Iterable, Iterator

from checker.analysis.meaning.literals import Literal, sorted_literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.telling import listed
from checker.model.findings import Step
from checker.model.places import Place
from checker.model.systems import Status
from checker.report.lines import Line, Span, Style, escaped, line, paragraph
from checker.report.machine import Document

__all__ = [
    "head",
    "item",
    "listed",
    "named",
    "place",
    "read_for",
    "row",
    "shows",
    "status",
    "steps",
    "title",
    "while_shown",
]


def head(word: Word, *, width: int) -> Iterator[Line]:
    """The status, what it means, and where it is declared."""
    status = word.status
    means = f": {status.means}" if status and status.means else ""
    yield from paragraph(Span("", Style.STRONG), f"{word}{means}", width=width, indent="  ")
    if status is None:
        yield from paragraph(Span("  "), "every system has it; it says nothing", width=width, indent="  ")
        return
    traits = [status.phase.value, f"outcome {status.outcome.value}"]
    traits += [f"layer {status.layer.value}"] if status.layer else []
    yield from paragraph(Span("  "), f"{', '.join(traits)}, {status.place}", width=width, indent="  ")


def title(text: str) -> Iterator[Line]:
    yield line()
    yield line(Span(text, Style.STRONG))


def item(text: str, place: Place | None = None, *, width: int, depth: int = 1) -> Iterator[Line]:
    """A sentence behind a dash, and under it the place to look at, where it can be copied whole."""
    indent = "  " * depth
    yield from paragraph(Span(f"{indent}- "), text, width=width, indent=f"{indent}  ")
    if place is not None:
        yield line(f"{indent}  ", Span(escaped(str(place)), Style.QUIET))


def shows(statuses: Iterable[Status | None]) -> str:
    """`"sent"`, `nothing yet or "sent"`."""
    return listed((f'"{status.code}"' if status else "nothing yet" for status in statuses), "or")


def named(literals: Iterable[Literal]) -> str:
    """`posted and not shipped`."""
    return listed(map(str, sorted_literals(literals)))


def read_for(reading: Reading) -> str:
    """What is read: a status, statuses of parts, one status of each of several systems."""
    words = list(map(str, reading.words))
    return f"parts at {listed(words)}" if reading.kind is Kind.PARTS else listed(words)


def while_shown(reading: Reading, reporter: str) -> str:
    """While what its reporter shows a row counts; nothing where that does not matter."""
    return f", while {reporter} shows {shows(reading.during)}" if reading.during else ""


def place(found: Place | None) -> Document | None:
    if found is None:
        return None
    return {"file": found.file, "line": found.line, "column": found.column, "pointer": found.pointer}


def status(word: Word) -> Document:
    declared = word.status
    return {
        "system": word.system,
        "code": word.code,
        "means": declared.means if declared else None,
        "phase": declared.phase.value if declared else None,
        "outcome": word.outcome.value,
        "layer": declared.layer.value if declared and declared.layer else None,
        "says": [str(literal) for literal in sorted_literals(word.says)],
        "at": place(declared.place if declared else None),
    }


def steps(found: Iterable[Step]) -> list[Document]:
    return [
        {"system": step.system, "shows": step.shows, "says": list(step.says), "at": place(step.where)}
        for step in found
    ]


def row(reading: Reading) -> Document:
    """A row that counts for a status: what it reports while what is shown, or why it ignores it."""
    return {
        "kind": reading.kind.value,
        "boundary": reading.boundary,
        "reads": [{"system": word.system, "code": word.code} for word in reading.words],
        "reporter": reading.reporter,
        "while": [found.code if found else None for found in reading.during],
        "reports": reading.reports.code if reading.reports else None,
        "ignores": reading.ignore,
        "at": place(reading.place),
    }
