"""An incident kept as a recording that expects what was found in it: a regression test from then on."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory

from checker.analysis.replay import Replay
from checker.errors import CannotCheckError, Mistake, RecordingError
from checker.load.recordings import recording
from checker.model.recordings import Case, Header
from checker.report.recording import lines
from checker.rules import replay

ENDING = ".jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A recording to be written: its text, and the rules that fire on it, sorted."""

    text: str
    cases: int
    rules: tuple[str, ...]


def kept(cases: Sequence[tuple[Replay, Case]]) -> Kept:
    """
    These cases as one recording, each header once, in front of its cases.

    It is read back and replayed before anybody writes it: what it expects is what fires on it then, so that
    a check of it is content.

    Raises:
        RecordingError: it can't be read back as it stands.
        CannotCheckError: a check of it would not be content.

    """
    groups: list[tuple[Replay, Header, list[Case]]] = []
    for ready, case in cases:
        known = next((group for group in groups if group[0] is ready and group[1] == case.header), None)
        if known is None:
            known = (ready, case.header, [])
            groups.append(known)
        known[2].append(case)
    texts: list[str] = []
    fired: set[str] = set()
    for ready, header, group in groups:
        header = replace(header, set=ready.contracts.name, expects=None, expires=None)
        rules = _fired(ready, "".join(lines(header, map(_plain, group))))
        text = "".join(lines(replace(header, expects=rules or None), map(_plain, group)))
        if (again := _fired(ready, text)) != rules:
            raise CannotCheckError(
                f"a check of what would be kept finds {_named(again)}, not {_named(rules)}"
            )
        texts.append(text)
        fired |= set(rules)
    return Kept(text="".join(texts), cases=len(cases), rules=tuple(sorted(fired)))


def _named(rules: Sequence[str]) -> str:
    return ", ".join(rules) or "nothing"


def _plain(case: Case) -> Case:
    """Without keys that no reader knows: they have been said to be mistakes."""
    return replace(case, events=tuple(replace(event, extra={}) for event in case.events))


def _fired(ready: Replay, text: str) -> tuple[str, ...]:
    """The rules that fire on a recording as it would be written."""
    with TemporaryDirectory(prefix="seamproof-") as folder:
        path = os.path.join(folder, f"kept{ENDING}")  # noqa: PTH118  # a string is what readers take
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(text)
        opened = recording(path)
        rules = {finding.rule for case in opened.cases() for finding in replay.findings(ready.look(case))}
        if opened.mistakes:
            raise RecordingError(tuple(_here(opened.mistakes)))
    return tuple(sorted(rules))


def _here(mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
    """Mistakes without the place in a file that is gone."""
    for mistake in mistakes:
        yield Mistake(message=f"what would be kept can't be read back: {mistake.message}", fix=mistake.fix)
