"""The findings as GitLab shows them beside a merge request: its Code Quality report."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from checker.model.findings import Finding, Level, Report, Skipped
from checker.model.places import Place
from checker.report.homes import NOWHERE, homes
from checker.report.lines import escaped
from checker.report.machine import Document, text
from checker.report.verdict import verdict

_SEVERITY: Final = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
_TIMES: Final = re.compile(r" \(and [0-9,]+ more times\)$")  # behind a reason, another number in every run


def gitlab(report: Report) -> Iterator[str]:
    """
    A list of what is found, piece by piece; what could not be checked stands first, as what blocks.

    GitLab keeps one of those with equal fingerprints, and nothing of what follows an item that it can't read.
    """
    used: Counter[str] = Counter()
    separator = "["
    for item in _items(report):
        yield f"{separator}\n{text(_own_fingerprint(item, used))}"
        separator = ","
    yield "\n]\n" if separator == "," else "[]\n"


def _items(report: Report) -> Iterator[dict[str, object]]:
    home = homes(report)
    anywhere = home("")
    if report.is_interrupted:
        says = verdict(report)
        yield _item("interrupted", says, _digest("interrupted"), "blocker", None, anywhere)
    for skipped in report.skipped:
        if skipped.was_asked:
            yield _unchecked(skipped, anywhere)
    for found in report.findings:
        yield _found(found, home(found.set))


def _found(found: Finding, home: Place) -> dict[str, object]:
    times = f" ({found.count:,} times)" if found.count > 1 else ""
    says = _helping(f"{found.message}{times}", found.fix)
    return _item(found.rule, says, found.fingerprint, _SEVERITY[found.level], found.where, home)


def _unchecked(skipped: Skipped, home: Place) -> dict[str, object]:
    says = _helping(f"Could not be checked: {skipped.why}", skipped.fix)
    first = (skipped.place.file, skipped.place.pointer) if skipped.place else ()
    fingerprint = _digest("unchecked", skipped.check, _TIMES.sub("", skipped.why), *first)
    return _item("unchecked", says, fingerprint, "blocker", skipped.place, home)


def _helping(says: str, fix: str | None) -> str:
    return f"{says.removesuffix('.')}. Help: {fix}" if fix else says


def _item(
    name: str, says: str, fingerprint: str, severity: str, place: Place | None, home: Place
) -> dict[str, object]:
    """What lies outside the repository is shown inside of it: GitLab makes a link of the path."""
    if place is not None and _is_outside(place.file):
        says = f"{place}: {says}"
    shown = next((one for one in (place, home) if one and not _is_outside(one.file)), NOWHERE)
    return {
        "description": escaped(says),
        "check_name": escaped(name),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": {"path": escaped(posixpath.normpath(shown.file)), "lines": {"begin": shown.line}},
    }


def _is_outside(file: str) -> bool:
    path = posixpath.normpath(file)
    return path.startswith("/") or path.split("/")[0] == ".."


def _digest(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=6).hexdigest()


def _own_fingerprint(item: dict[str, object], used: Counter[str]) -> Document:
    """The second of equal fingerprints becomes another one, the same in every run."""
    fingerprint = str(item["fingerprint"])
    used[fingerprint] += 1
    times = used[fingerprint]
    return item if times == 1 else {**item, "fingerprint": f"{fingerprint}-{times}"}
