"""In how many recorded cases something is seen, in words."""

from checker.model.findings import Finding


def how_often(found: Finding) -> str | None:
    """
    Of the finding itself, or of the row or status that it is about; None where nobody can say, or where the
    record in which it stands is the only one.
    """
    seen = found.seen
    if seen is None or (seen.of == 1 and found.evidence):
        return None
    cases = f"{seen.cases:,} of {seen.of:,} recorded cases" if seen.of > 1 else "the one recorded case"
    none = f"not seen: none of {seen.of:,} recorded cases" if seen.of > 1 else "not seen: no recorded case"
    match seen.what:
        case "row":
            return f"seen: this row is taken in {cases}" if seen.cases else f"{none} takes this row"
        case "status":
            return (
                f"seen: {found.subject} is shown in {cases}"
                if seen.cases
                else f"{none} shows {found.subject}"
            )
        case "finding":
            return f"seen in {cases}"
