"""The result for programs: JSON as `result.schema.json` has it, whole or one document a line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from checker import __version__
from checker.model.coverage import Coverage, Kind
from checker.model.findings import (
    Accepted,
    Evidence,
    Finding,
    Paste,
    Related,
    Report,
    Seen,
    Shift,
    Skipped,
    Step,
)
from checker.model.places import Place
from checker.model.text import unobeyed

RESULT: Final = 1  # the version of this format: it grows when a reader of an older one would go wrong

Document: TypeAlias = Mapping[str, object]


def document(report: Report) -> Document:
    """The whole result as one JSON document."""
    return {
        **_head(report),
        "findings": [finding(found) for found in report.findings],
        "expected": [finding(found) for found in report.expected],
        "accepted": [accepted(one) for one in report.accepted],
        "errors": [_error(skipped) for skipped in report.skipped if skipped.was_asked],
        "skipped": [_skipped(skipped) for skipped in report.skipped if not skipped.was_asked],
        "proved": list(report.proved),
        "shown": list(report.shown),
        "compared": list(report.compared),
        "coverage": _coverage(report.coverage),
    }


def documents(report: Report) -> Iterator[Document]:
    """The same in pieces, each with a `type`; the last one is the result itself."""
    for found in report.findings:
        yield {"type": "finding", **finding(found)}
    for found in report.expected:
        yield {"type": "expected", **finding(found)}
    for one in report.accepted:
        yield {"type": "accepted", **accepted(one)}
    for skipped in report.skipped:
        kind, told = ("error", _error) if skipped.was_asked else ("skipped", _skipped)
        yield {"type": kind, **told(skipped)}
    said = {
        "proved": list(report.proved),
        "shown": list(report.shown),
        "compared": list(report.compared),
    }
    yield {"type": "result", **_head(report), **said, "coverage": _coverage(report.coverage)}


def text(value: Document, *, indent: int | None = None) -> str:
    """
    The document as ASCII, so that no control character of a payload reaches a terminal.

    What a build host would obey, wherever it stands in a line, is spelled otherwise.
    """
    return unobeyed(json.dumps(value, indent=indent)).replace("\x7f", "\\u007f")


def finding(found: Finding) -> Document:
    return {
        "rule": found.rule,
        "level": str(found.level),
        "message": found.message,
        "set": found.set,
        "subject": found.subject,
        "at": at(found.where),
        "label": found.label,
        "related": [_related(related) for related in found.related],
        "trace": [step_of(step) for step in found.trace],
        "evidence": _evidence(found),
        "notes": list(found.notes),
        "fix": found.fix,
        "also": list(found.also),
        "count": found.count,
        "fingerprint": found.fingerprint,
        "change": _change(found.shift),
        "seen": _seen(found.seen),
        "paste": [_paste(paste) for paste in found.paste],
        "reproduce": found.reproduce,
    }


def _seen(seen: Seen | None) -> Document | None:
    return None if seen is None else {"cases": seen.cases, "of": seen.of, "what": seen.what}


def _paste(paste: Paste) -> Document:
    return {"file": paste.file, "line": paste.line, "replaces": paste.replaces, "text": paste.text}


def _change(shift: Shift | None) -> Document | None:
    """What a finding about drift says was one thing and is another."""
    if shift is None:
        return None
    return {"from": shift.was, "to": shift.now, "readers": list(shift.readers), "accept": shift.accept}


def _head(report: Report) -> Document:
    return {
        "seamproof": __version__,
        "result": RESULT,
        "verdict": report.verdict,
        "interrupted": report.is_interrupted,
        "checked": dict(report.checked),
    }


def at(place: Place | None) -> Document | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer}


def _related(related: Related) -> Document:
    return {"at": at(related.place), "says": related.says}


def step_of(step: Step) -> Document:
    where = {"file": step.where.file, "line": step.where.line} if step.where else None
    told = {"step": step.step, "at": step.at, "system": step.system, "shows": step.shows}
    return {**told, "says": list(step.says), "where": where}


def _evidence(found: Finding) -> Document | list[Document]:
    """One record stands for itself; where there are several, a list has the first three."""
    rows = [record(evidence) for evidence in found.evidence]
    return rows[0] if len(rows) == 1 and found.count == 1 else rows


def record(evidence: Evidence) -> Document:
    where = {"recording": evidence.recording, "line": evidence.line}
    return {"case": evidence.case, "event": evidence.event, **where, "pointer": evidence.pointer}


def accepted(one: Accepted) -> Document:
    found = one.finding
    told = {"rule": found.rule, "level": str(found.level), "set": found.set, "subject": found.subject}
    place = {"at": at(found.where), "message": found.message, "fingerprint": found.fingerprint}
    return {**told, **place, "reason": one.because, "until": one.until}


def _coverage(sets: Sequence[Coverage]) -> Document | None:
    """Of all sets together, as far as anything was recorded of them."""
    if not sets:
        return None
    return {
        kind.value: {
            "seen": sum(one.shares[kind].seen for one in sets),
            "of": sum(one.shares[kind].of for one in sets),
            "missing": [
                {"set": one.set, "what": thing.what, "at": at(thing.place)}
                for one in sets
                for thing in one.shares[kind].missing
            ],
        }
        for kind in Kind
    }


def _error(skipped: Skipped) -> Document:
    related = [_related(related) for related in skipped.related]
    return {**_skipped(skipped), "at": at(skipped.place), "fix": skipped.fix, "related": related}


def _skipped(skipped: Skipped) -> Document:
    return {"check": skipped.check, "why": skipped.why}
