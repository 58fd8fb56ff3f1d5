"""Findings to terminals and files. Nothing here decides anything."""

from checker.model.findings import Report

FORMATS = ("full", "concise", "json", "jsonl")


def rendered(report: Report, form: str, *, width: int = 80, in_colour: bool = False) -> str:
    """The report in one of FORMATS. Only the two for people know width and colour."""
    from checker.report import concise, full, lines, machine

    if form == "json":
        return machine.text(machine.document(report), indent=2) + "\n"
    if form == "jsonl":
        return "".join(f"{machine.text(row)}\n" for row in machine.documents(report))
    rows = concise.concise(report) if form == "concise" else full.full(report, width=width)
    return lines.coloured(rows) if in_colour else lines.plain(rows)
