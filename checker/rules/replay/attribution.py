"""Which findings of a case have one cause: those on one message, whose fault is looked for in one order."""

from collections.abc import Callable, Hashable, Sequence
from typing import Final

from checker.analysis.replay.seen import SeenCase, TransformationDiffers
from checker.model.findings import Evidence, Finding

ORDER: Final = (
    "payload-invalid",
    "stale-reference",
    "enrichment-missing",
    "transformation-differs",
    "contracts-disagree",
    "refused-by-rule",
)
_CONTEXT: Final = ("context-lost", "context-changed")
_VERSIONS: Final = ("version-unknown", "version-mixed")
STATUSES: Final = (
    "silent-rejection",
    "double-effect",
    "unexplained-status",
    "undeclared-status",
    "misleading-status",
    "late-answer",
    "reopened",
    "closed-early",
)


def cause(findings: Sequence[Finding], seen: SeenCase) -> Callable[[Finding], Hashable]:
    """
    The cause of each of the findings of a case, as a function of the finding.

    Of one message, the worst and first in the order of attribution stands for those that come after it:
    a wrong payload makes a wrong result. What the same rule says of another field is another finding, and
    what has no message of its own, a lost context, stands alone; only an id that did not survive in the very
    field that differs is that difference. What is said of the version of one event has one cause, and so has
    what is said of the statuses of one.
    """
    differing = {
        (one.spot.seen.event, one.spot.seen.pointer or "")
        for one in seen.observations
        if isinstance(one, TransformationDiffers)
    }

    def message(finding: Finding) -> Hashable | None:
        at = finding.evidence[0] if finding.evidence else None
        if at is None or at.event is None:
            return None
        if finding.rule in ORDER or (finding.rule in _CONTEXT and _is_within(at, differing)):
            return seen.messages.get(at.event, at.event)
        if finding.rule in _VERSIONS:
            return ("version", at.event)
        return ("status", at.event) if finding.rule in STATUSES else None

    first: dict[Hashable, Finding] = {}
    for finding in findings:
        name = message(finding)
        if name is not None and (name not in first or _rank(finding) < _rank(first[name])):
            first[name] = finding

    def of(finding: Finding) -> Hashable:
        name = message(finding)
        if name is None:
            return (finding.rule, finding.subject, finding.evidence)
        shown = first[name]
        return (name, shown.subject if finding.rule != shown.rule else finding.subject)

    return of


def _rank(finding: Finding) -> tuple[int, int]:
    order = next((one for one in (STATUSES, _VERSIONS) if finding.rule in one), ORDER)
    return (-finding.level, order.index(finding.rule) if finding.rule in order else len(order))


def _is_within(at: Evidence, differing: set[tuple[str | None, str]]) -> bool:
    pointer = at.pointer or ""
    return any(
        event == at.event and (pointer == other or pointer.startswith(f"{other}/"))
        for event, other in differing
    )
