"""Findings about promises that became less: shared by the rules about what boundaries promise."""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.lessened import Promise
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import told


def of_promise(drift: Drift, rule: str, promise: Promise, fix: str) -> Iterator[Finding]:
    """Errors are of what somebody relied on and is gone."""
    for found in drift.lessened:
        if found.promise is promise:
            yield told(
                drift,
                rule,
                Level.ERROR if found.breaks else Level.WARNING,
                subject=found.subject,
                message=found.what,
                place=found.place,
                label="promises less than before",
                before=found.related,
                was=found.was,
                now=found.now,
                readers=found.readers,
                boundary=found.boundary,
                cause=f"{promise.value} {found.subject}",
                fix=fix,
            )
