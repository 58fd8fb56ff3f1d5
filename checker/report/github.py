"""
Annotations for GitHub Actions: workflow commands that the runner obeys, and then the log for people.

A command is written as the runner reads it (`ActionCommand.cs` of actions/runner) and its toolkit writes it
(`command.ts` of actions/toolkit). Of a step ten errors, ten warnings and ten notices are shown and the rest
is dropped without a word, so what is left out is counted in a notice. Files are named as everywhere: from the
folder in which the check runs, which has to be the root of the repository.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.findings import Finding, Level, Report, Skipped
from checker.model.places import Place
from checker.report.concise import concise
from checker.report.lines import escaped, plain
from checker.report.verdict import levels, verdict

_OF_A_KIND: Final = 10  # in a step; of a job there are fifty
_LONGEST: Final = 4_000  # characters of a message: the runner cuts at 4,096
_LONGEST_TITLE: Final = 200  # of 255
_COMMANDS: Final = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A remark beside a line of a file, or beside none."""

    level: Level
    title: str
    rows: Sequence[str]
    place: Place | None = None


def github(report: Report) -> Iterator[str]:
    """What keeps the check from being made and findings, the worst first; then all of them for people."""
    kinds: dict[Level, list[Annotation]] = {level: [] for level in sorted(Level, reverse=True)}
    for one in _annotations(report):
        kinds[one.level].append(one)
    is_too_much = any(len(same) > _OF_A_KIND for same in kinds.values())
    for same in _within(kinds) if is_too_much else kinds.values():
        yield from map(_command, same)
    yield plain(concise(report))


def _annotations(report: Report) -> Iterator[Annotation]:
    if report.is_interrupted:
        yield Annotation(level=Level.ERROR, title="seamproof", rows=(verdict(report),))
    yield from (_error(skipped) for skipped in report.skipped if skipped.was_asked)
    yield from map(_finding, report.findings)


def _within(kinds: Mapping[Level, Sequence[Annotation]]) -> Iterator[Sequence[Annotation]]:
    """As many of each kind as are shown, and in the last place of all how many are not."""
    rooms = {level: _OF_A_KIND - (level is Level.NOTE) for level in kinds}
    left = {level: len(same) - rooms[level] for level, same in kinds.items() if len(same) > rooms[level]}
    for level, same in kinds.items():
        yield same[: rooms[level]]
    more = f"and {sum(left.values()):,} more ({levels(left)})"
    text = f"{more}: GitHub shows no more of a step; all are in its log"
    yield [Annotation(level=Level.NOTE, title="seamproof", rows=(text,))]


def _finding(found: Finding) -> Annotation:
    count = f" ({found.count:,} times)" if found.count > 1 else ""
    rows = [f"{found.message}{count}"]
    rows += [found.label] if found.label else []
    rows += [f"help: {found.fix}"] if found.fix else []
    rows += [f"reproduce: {found.reproduce}"] if found.reproduce is not None else []
    rows += [f"more: seamproof rule {found.rule}"]
    title = f"{found.rule}: {found.subject}"
    return Annotation(level=found.level, title=title, rows=rows, place=found.where)


def _error(skipped: Skipped) -> Annotation:
    rows = [skipped.why, *([f"help: {skipped.fix}"] if skipped.fix else [])]
    return Annotation(
        level=Level.ERROR, title=f"not checked: {skipped.check}", rows=rows, place=skipped.place
    )


def _command(one: Annotation) -> str:
    given = {**_where(one.place), "title": _cut(escaped(one.title), _LONGEST_TITLE)}
    properties = ",".join(f"{name}={_property(value)}" for name, value in given.items())
    text = _cut("\n".join(map(escaped, one.rows)), _LONGEST)
    return f"::{_COMMANDS[one.level]} {properties}::{_data(text)}\n"


def _where(place: Place | None) -> Mapping[str, str]:
    if place is None:
        return {}
    column = {"col": str(place.column)}
    if place.width > 1:
        column["endColumn"] = str(place.column + place.width)
    return {"file": escaped(place.file), "line": str(place.line), **column}


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
