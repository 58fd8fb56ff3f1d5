"""The verdict in one sentence for people who don't know the words of a contract."""

from typing import Final

from checker.model.findings import Report
from checker.report.verdict import counted

_HEADLINES: Final = {"kept": "Kept", "broken": "Broken", "unchecked": "Not checked"}


def headline(report: Report) -> str:
    """The verdict in a word or two."""
    if report.is_interrupted:
        return "Interrupted"
    return "Nothing to check" if is_empty(report) else _HEADLINES[report.verdict]


def is_empty(report: Report) -> bool:
    """Whether nothing was there that could be looked at, and nothing was missing."""
    return report.verdict == "kept" and not any(report.checked.values())


def sentence(report: Report) -> str:
    """What that means for somebody who relies on these systems."""
    broken = sum(one.level >= report.fail_on for one in report.findings)
    promises = counted(broken, "promise", "promises")
    if report.verdict == "unchecked":
        missing = counted(sum(one.was_asked for one in report.skipped), "thing", "things")
        why = "the check was stopped" if report.is_interrupted else f"{missing} could not be checked"
        found = f" Of what was checked, {promises} {'is' if broken == 1 else 'are'} broken." if broken else ""
        return f"Nobody can say yet whether these systems keep what they promise each other: {why}.{found}"
    if broken:
        return f"These systems break {promises} that they make each other."
    if is_empty(report):
        return "So nothing is known of any system."
    minor = len(report.findings)
    also = f" {counted(minor, 'thing is', 'things are')} worth a look." if minor else ""
    return f"As far as it was checked, these systems keep what they promise each other.{also}"
