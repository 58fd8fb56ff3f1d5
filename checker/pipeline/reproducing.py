"""The command that shows one finding again, and as little else as can be."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from checker.model.coverage import Kind
from checker.model.findings import Finding
from checker.model.limits import DEFAULT
from checker.model.text import plain
from checker.pipeline.judged import Judged
from checker.rules import acceptance, coverage, drift, expectation

_WHY: Final = ("contradiction", "overclaim", "unfounded-claim", "stale-claim")  # what a status rests on
_WHAT_IF: Final = "unmapped-status"  # who hears of a status
_TOLERANCE_UNUSED: Final = "tolerance-unused"  # nobody knows that without the recordings
_OF_RECORDINGS: Final = frozenset(rule.id for rule in expectation.RULES)
_OF_WAIVERS: Final = frozenset(rule.id for rule in acceptance.RULES)
_OF_COVERAGE: Final = frozenset(rule.id for rule in coverage.RULES)


def reproduce(finding: Finding, judged: Judged, paths: Sequence[str]) -> str | None:
    """
    For a shell, to be run where the check was run; `paths` are those that it was asked for.

    None where a name in it can't be shown as it is, so that nobody could copy it.
    """
    words = ["seamproof", *_words(finding, judged, paths), *_limits(judged)]
    command = shlex.join(words)
    return command if plain(command, longest=len(command)) == command else None


def _words(finding: Finding, judged: Judged, paths: Sequence[str]) -> Sequence[str]:
    folder, options = _path(judged.contracts.folder), judged.options
    if finding.rule in drift.NAMES:
        return ["drift", *map(_path, paths), "--against", options.against or ""]
    if finding.rule in _OF_WAIVERS:
        return ["check", folder, *(("--against", options.against) if options.against else ())]
    if finding.rule in _OF_RECORDINGS:
        return ["check", folder, "--only", "replay"]
    if finding.rule in _OF_COVERAGE:
        least = options.min_coverage[Kind(finding.subject)]
        return ["check", folder, "--only", "replay", "--min-coverage", f"{finding.subject}={least:f}"]
    seen = finding.evidence[0] if finding.evidence else None
    if seen is not None and seen.case is not None:
        return ["explain", _path(seen.recording), *_case(seen.case), "--contracts", folder]
    if finding.rule == _TOLERANCE_UNUSED:
        return ["check", folder]
    if finding.rule in _WHY and "/" in finding.subject:
        return ["why", finding.subject, folder]
    if finding.rule == _WHAT_IF and "/" in finding.subject:
        return ["what-if", finding.subject, folder]
    return ["check", folder, "--only", "static"]


def _path(path: str) -> str:
    """A path that no command takes for a flag."""
    return f"./{path}" if path.startswith("-") else path or "."


def _case(name: str) -> Sequence[str]:
    return [f"--case={name}"] if name.startswith("-") else ["--case", name]


def _limits(judged: Judged) -> Iterator[str]:
    """What the run was allowed to take in, where that is not what it is by default."""
    for field in fields(DEFAULT):
        value = getattr(judged.options.limits, field.name)
        if value != getattr(DEFAULT, field.name):
            yield from ("--limit", f"{field.name.replace('_', '-')}={value}")
