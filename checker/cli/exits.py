"""What the exit code says."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.model.findings import Report, Verdict


class Exit(IntEnum):
    """A checker that could not check has not passed: CANNOT_CHECK and BUG outrank BROKEN."""

    KEPT = 0
    BROKEN = 1
    CANNOT_CHECK = 2
    BUG = 3
    INTERRUPTED = 130


def exit_code(report: "Report") -> Exit:
    if report.is_interrupted:
        return Exit.INTERRUPTED
    return of_verdict(report.verdict)


def of_verdict(verdict: "Verdict") -> Exit:
    return {"kept": Exit.KEPT, "broken": Exit.BROKEN, "unchecked": Exit.CANNOT_CHECK}[verdict]
