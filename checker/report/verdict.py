"""The one sentence at the end of a report."""

from collections import Counter
from collections.abc import Mapping

from checker.model.findings import Level, Report

NOUNS = (("set", "sets"), ("boundary", "boundaries"), ("case", "cases"))


def verdict(report: Report) -> str:
    """Whether the contract is kept, and what was found in how much; what could not be checked is first."""
    findings = levels(Counter(finding.level for finding in report.findings)) or "no findings"
    checked = ", ".join(
        counted(report.checked[many], one, many) for one, many in NOUNS if report.checked.get(many)
    )
    within = f" in {checked}" if checked else ""
    if report.is_interrupted:
        return f"Interrupted, this report is incomplete: {findings}{within} so far"
    missing = sum(skipped.was_asked for skipped in report.skipped)
    if missing and not checked:
        return "Nothing was checked"
    if missing:
        mend = counted(missing, "thing", "things")
        return f"Not everything could be checked, {mend} to mend: {findings}{within}"
    if not checked and not report.findings:
        return "Nothing was there to check, which was permitted"
    return f"{'Broken' if report.verdict == 'broken' else 'Kept'}: {findings}{within}"


def levels(found: Mapping[Level, int]) -> str:
    """`2 errors, 1 note`: how many of each level, the worst first."""
    return ", ".join(
        counted(found[level], str(level), f"{level}s")
        for level in sorted(Level, reverse=True)
        if found.get(level)
    )


def counted(number: int, one: str, many: str) -> str:
    """`1 case`, `2 cases`, `12,000 cases`."""
    return f"{number:,} {one if number == 1 else many}"
