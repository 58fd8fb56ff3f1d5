"""The result in SARIF 2.1.0, for code scanning, editors and whatever else reads results of analysis."""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from checker import __version__
from checker.model.findings import Level, Report, Skipped
from checker.model.text import plain as shortened
from checker.report.homes import homes
from checker.report.lines import escaped
from checker.report.machine import Document, text
from checker.report.sarif_places import ROOT, location, message, plain
from checker.report.sarif_results import result, suppressed
from checker.report.verdict import counted, verdict

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

# What code scanning of GitHub takes: 25,000 results a run, of which it keeps 5,000, and 10 MB packed ("SARIF
# results exceed one or more limits" and "SARIF results file is too large" in its documentation). The packed
# size is counted at the fastest level, which packs less than any other.
_RESULTS: Final = 25_000
_PACKED: Final = 9_000_000
_NOTIFICATIONS: Final = 1_000
_DESCRIPTION: Final = 1_000  # characters; 1,024 are taken

_KINDS: Final = {
    "unchecked": "What was asked for and could not be checked.",
    "interrupted": "The run was stopped before its end.",
    "left-out": "What was found and has no room here.",
    "expected": "What recordings expect to be found in them, and was found.",
    "not-checked": "What was not checked, and nobody asked for.",
}
_CODES: Final = {"kept": 0, "broken": 1, "unchecked": 2}


def sarif(report: Report) -> Iterator[str]:
    """
    One run, piece by piece: the worst findings first, then what is accepted, then what was not checked.

    A run that could not check what was asked for was no successful one: code scanning then refuses the file
    and leaves all alerts as they were, instead of closing those that it does not hear of. There are no
    `automationDetails`, since they would outrank the category that a workflow gives to the file.
    """
    levels = _levels(report)
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n'
    yield f'{{"tool": {text({"driver": _driver(levels, report.pages)})}, "columnKind": "unicodeCodePoints"'
    root = {ROOT: {"description": message("The folder that seamproof was started in.")}}
    yield f', "originalUriBaseIds": {text(root)}, "results": ['
    written, packed, packer = 0, 0, zlib.compressobj(1)
    for document in _results(report, list(levels)):
        piece = f"{',' if written else ''}\n{text(document)}"
        packed += len(packer.compress(piece.encode()))
        if written == _RESULTS or packed > _PACKED:
            break
        yield piece
        written += 1
    yield f'],\n"invocations": [{text(_invocation(report, written))}]'
    yield f', "properties": {text(_properties(report))}}}\n]}}\n'


def _levels(report: Report) -> Mapping[str, Level]:
    """Each rule that has found something, with the worst level of that."""
    levels: dict[str, Level] = {}
    for found in (*report.findings, *(one.finding for one in report.accepted)):
        levels[found.rule] = max(found.level, levels.get(found.rule, found.level))
    return levels


def _results(report: Report, rules: Sequence[str]) -> Iterator[Document]:
    """
    Findings, the worst first, since a reader with little room may keep only the first.

    What a recording expects to be found in it is no result: there it is a test that has passed, and an alert
    of it could never be closed.
    """
    home = homes(report)
    index = {rule: number for number, rule in enumerate(rules)}
    for found in sorted(report.findings, key=lambda found: -found.level):
        yield result(found, index=index[found.rule], sources=report.sources, home=home(found.set))
    for accepted in report.accepted:
        found = accepted.finding
        yield suppressed(accepted, index=index[found.rule], sources=report.sources, home=home(found.set))


def _driver(levels: Mapping[str, Level], pages: Mapping[str, str]) -> Document:
    return {
        "name": "seamproof",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, level, pages.get(rule, "")) for rule, level in levels.items()],
        "notifications": [_described(kind, says, says) for kind, says in _KINDS.items()],
    }


def _rule(rule: str, level: Level, page: str) -> Document:
    """The rule with its page; where there is little room its first sentence, and why it matters."""
    title = page.partition("\n\n")[0] or rule
    why = page.partition("## Why\n")[2].partition("\n## ")[0]
    short, full = (
        shortened(" ".join(words.split()), longest=_DESCRIPTION) for words in (title, f"{title} {why}")
    )
    told = {**_described(rule, short, full), "defaultConfiguration": {"level": str(level)}}
    return {**told, "help": {"text": page, "markdown": page}} if page else told


def _described(name: str, short: str, full: str) -> Document:
    """What code scanning wants of each descriptor, also of a notification."""
    descriptions = {"shortDescription": {"text": short}, "fullDescription": {"text": full}}
    return {"id": escaped(name), **descriptions, "help": {"text": full}}


def _invocation(report: Report, written: int) -> Document:
    """How the run went, with all that is missing in it. The code of an interrupted one is not known here."""
    told = [*_of_run(report, written)]
    told += map(_missing, sorted(report.skipped, key=lambda skipped: not skipped.was_asked))
    if len(told) > _NOTIFICATIONS:
        says = f"{len(told) - _NOTIFICATIONS + 1:,} more things that were not checked are left out"
        told[_NOTIFICATIONS - 1 :] = [_left_out(says)]
    code = {} if report.is_interrupted else {"exitCode": _CODES[report.verdict]}
    is_done = report.verdict != "unchecked"
    return {"executionSuccessful": is_done, **code, "toolExecutionNotifications": told}


def _of_run(report: Report, written: int) -> Iterator[Document]:
    if report.is_interrupted:
        yield _notification("interrupted", Level.ERROR, f"{verdict(report)}.")
    wanted = len(report.findings) + len(report.accepted)
    if written < wanted:
        yield _left_out(f"{wanted - written:,} of {wanted:,} findings are left out, the worst are here")
    if report.expected:
        says = counted(len(report.expected), "finding", "findings")
        yield _notification("expected", Level.NOTE, f"Detected, as recordings expect: {says}.")


def _left_out(says: str) -> Document:
    return _notification("left-out", Level.WARNING, f"{says}; the report in json has them all.")


def _missing(skipped: Skipped) -> Document:
    """What was not checked, with all places that belong to it."""
    places = [location(skipped.place)] if skipped.place else []
    places += [location(related.place, says=related.says) for related in skipped.related]
    fix = plain(f"Help: {skipped.fix}") if skipped.fix else ""
    if skipped.was_asked:
        return _notification("unchecked", Level.ERROR, plain(skipped.why), fix, places=places)
    says = plain(f"{skipped.check}: {skipped.why}")
    return _notification("not-checked", Level.NOTE, says, fix, places=places)


def _notification(kind: str, level: Level, *says: str, places: Sequence[Document] = ()) -> Document:
    descriptor = {"id": kind, "index": [*_KINDS].index(kind)}
    where = {"locations": places} if places else {}
    return {"descriptor": descriptor, "level": str(level), "message": message(*says), **where}


def _properties(report: Report) -> Document:
    """What the run has shown, which SARIF has no words for."""
    told = {"proved": report.proved, "shown": report.shown, "compared": report.compared}
    sentences = {name: [escaped(sentence) for sentence in said] for name, said in told.items()}
    return {"verdict": report.verdict, "checked": dict(report.checked), **sentences}
