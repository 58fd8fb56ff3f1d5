"""Drift accepted: entries of `changes` for findings, written into the contract that they are about."""

import json
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.analysis.drift.accepting import is_newer
from checker.errors import Mistake, UsageError
from checker.load.changes import with_change
from checker.model.contracts import ContractSet
from checker.model.findings import Finding, Shift
from checker.model.json import Json
from checker.model.places import Place
from checker.model.text import nearest, scalar
from checker.pipeline.judged import Judged
from checker.report.output import write

_CONTRACT: Final = "contract.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written into which file."""

    file: str
    entries: tuple[str, ...]


def accept(sets: Sequence[Judged], fingerprints: Sequence[str], because: str) -> tuple[Written, ...]:
    """
    Writes one entry of `changes` for each set that has findings of these fingerprints.

    Raises:
        UsageError: nothing of that fingerprint drifted, it is accepted already, or the version of the
            contract is still that of the baseline: an entry of that would be history at once.

    """
    found = [(judged, _findings(judged, fingerprints)) for judged in sets]
    _refuse_unknown(sets, fingerprints)
    return tuple(_written(judged, findings, because) for judged, findings in found if findings)


def _findings(judged: Judged, fingerprints: Sequence[str]) -> list[Finding]:
    done = [one.finding for one in judged.accepted]
    return [one for one in judged.drifted if one.fingerprint in fingerprints and one not in done]


def _refuse_unknown(sets: Sequence[Judged], fingerprints: Sequence[str]) -> None:
    done = {one.finding.fingerprint for judged in sets for one in judged.accepted}
    known = {one.fingerprint: one for judged in sets for one in judged.drifted}
    mistakes = []
    for fingerprint in fingerprints:
        if fingerprint not in known:
            near = nearest(fingerprint, known)
            listed = ", ".join(
                f"{one} ({found.rule} at {found.subject})" for one, found in [*known.items()][:5]
            )
            fix = f"did you mean {near}?" if near else f"known are {listed}" if listed else "nothing drifted"
            mistakes.append(Mistake(message=f"nothing of the fingerprint {fingerprint} drifted", fix=fix))
        elif fingerprint in done and not any(_findings(judged, [fingerprint]) for judged in sets):
            what = f"{known[fingerprint].rule} at {known[fingerprint].subject} is accepted already"
            mistakes.append(Mistake(message=what, fix="leave it out"))
    if mistakes:
        raise UsageError(mistakes)


def _written(judged: Judged, findings: Sequence[Finding], because: str) -> Written:
    contracts = judged.contracts
    file = str(Path(contracts.folder, _CONTRACT))
    before = judged.version_before or ""
    if not is_newer(contracts.version, before):
        message = f"the version is {contracts.version}, as it was: an entry of it would be history at once"
        fix = f"raise `version` above {before} first"
        raise UsageError([Mistake(message=message, place=_version_place(contracts, file), fix=fix)])
    rows = tuple(dict.fromkeys(_row(one, one.shift) for one in findings if one.shift))
    entry = [f"version: {scalar(contracts.version)}", f"because: {_text(because)}", "accepts:"]
    entry += [f"  - {row}" for row in rows]
    flow = (
        f"{{version: {scalar(contracts.version)}, because: {_text(because)}, accepts: [{', '.join(rows)}]}}"
    )
    text = with_change(Path(file).read_bytes().decode(), entry, flow, file)
    write(file, text)
    return Written(file=file, entries=rows)


def _version_place(contracts: ContractSet, file: str) -> Place:
    for number, line in enumerate(contracts.sources.get(file, "").splitlines(), start=1):
        if line.startswith("version:"):
            return Place(file=file, line=number, column=1, width=len("version"))
    return Place(file=file, line=1, column=1)


def _row(finding: Finding, shift: Shift) -> str:
    pairs = [("rule", _json(finding.rule)), ("at", _json(finding.subject))]
    pairs += [
        (key, _json(value)) for key, value in (("from", shift.was), ("to", shift.now)) if value is not None
    ]
    if shift.readers:
        pairs.append(("readers", _json(list(shift.readers))))
    return f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"


def _json(value: Json) -> str:
    match value:
        case str():
            return _text(value)
        case list() | tuple():
            return f"[{', '.join(map(_json, value))}]"
        case _:
            return json.dumps(value, default=str)


def _text(text: str) -> str:
    return scalar(text) if not _looks_typed(text) else json.dumps(text, ensure_ascii=False)


def _looks_typed(text: str) -> bool:
    """Whether a plain scalar of this text would not be read as a text."""
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def told(written: Iterable[Written]) -> str:
    """What was written, for whoever asked for it."""
    lines: list[str] = []
    for one in written:
        lines.append(f"{shlex.quote(one.file)}: accepted, for this change only:")
        lines += [f"  - {row}" for row in one.entries]
    return "\n".join(lines) + "\n"
