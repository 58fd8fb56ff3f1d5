"""The one sentence at the end of a report."""

from collections import Counter

from checker.model.findings import Level, Report

NOUNS = (("set", "sets"), ("boundary", "boundaries"), ("case", "cases"))


def verdict(report: Report) -> str:
    """Whether the contract is kept, and what was found in how much; what could not be checked is first."""
    found = Counter(finding.level for finding in report.findings)
    counts = [
        counted(found[level], str(level), f"{level}s")
        for level in sorted(Level, reverse=True)
        if found[level]
    ]
    findings = ", ".join(counts) if counts else "no findings"
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
    return f"{'Broken' if report.verdict == 'broken' else 'Kept'}: {findings}{within}"


def counted(number: int, one: str, many: str) -> str:
    """`1 case`, `2 cases`, `12,000 cases`."""
    return f"{number:,} {one if number == 1 else many}"
