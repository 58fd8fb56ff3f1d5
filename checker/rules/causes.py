"""One finding a cause: what several rules, or several rows, say of the same thing is said once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from checker.model.findings import Finding, Mend, Related, Seen

EVIDENCE_SHOWN = 3


def row(finding: Finding) -> Hashable:
    """The cause of a finding about a contract: its row, and the thing it blames there."""
    return (finding.set, finding.place, finding.subject)


def one_per_cause(
    findings: Iterable[Finding], order: Sequence[str], cause: Callable[[Finding], Hashable]
) -> tuple[Finding, ...]:
    """
    Of findings with the same cause, one: of those with the highest level the first rule in `order`.

    It names the others in `also`, in that order. Causes keep the order in which they came.
    """
    rank = {rule: number for number, rule in enumerate(order)}
    causes: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        causes.setdefault(cause(finding), []).append(finding)
    return tuple(_shown(found, rank) for found in causes.values())


def of_one_case(findings: Iterable[Finding]) -> Iterator[Finding]:
    """
    What is found in one recorded case, which counts once for each rule and subject: `merged` adds these up.
    Of how many cases it is one is not known yet.
    """
    counted: set[str] = set()
    for finding in findings:
        is_first = finding.fingerprint not in counted
        counted.add(finding.fingerprint)
        yield replace(finding, seen=Seen(cases=int(is_first), of=0))


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """
    Findings of the same rule and subject as one; the places of the others are `related`.

    The worst stands for all, then the first in its file. Counts are added, also of cases, `also` joined, and
    the first three pieces of evidence kept.
    """
    same: dict[str, list[Finding]] = {}
    for finding in findings:
        same.setdefault(finding.fingerprint, []).append(finding)
    return tuple(_joined(found) for found in same.values())


def _shown(found: Sequence[Finding], rank: dict[str, int]) -> Finding:
    ordered = sorted(found, key=lambda finding: rank.get(finding.rule, len(rank)))
    first = max(ordered, key=lambda finding: finding.level)
    names = dict.fromkeys(name for finding in ordered for name in (finding.rule, *finding.also))
    others = sorted(
        (name for name in names if name != first.rule), key=lambda name: rank.get(name, len(rank))
    )
    return replace(first, also=tuple(others))


def _joined(found: Sequence[Finding]) -> Finding:
    if len(found) == 1:
        return found[0]
    first, *others = sorted(found, key=_worst_then_first)
    places = [Related(place=other.place, says=other.message) for other in others if other.place]
    return replace(
        first,
        related=tuple(dict.fromkeys((*first.related, *places))),
        evidence=tuple(piece for finding in (first, *others) for piece in finding.evidence)[:EVIDENCE_SHOWN],
        also=tuple(dict.fromkeys(name for finding in (first, *others) for name in finding.also)),
        count=sum(finding.count for finding in found),
        seen=_seen(found),
        mends=_mends((first, *others)),
    )


def _mends(found: Sequence[Finding]) -> tuple[Mend, ...]:
    """What mends all of them together, where each of them can be mended."""
    if not all(finding.mends for finding in found):
        return ()
    every: list[Mend] = []
    for finding in found:
        every += [mend for mend in finding.mends if mend not in every]
    return tuple(every)


def _seen(found: Sequence[Finding]) -> Seen | None:
    """In how many cases they are together; None where no recording was asked of any of them."""
    seen = [finding.seen for finding in found if finding.seen is not None]
    return replace(seen[0], cases=sum(one.cases for one in seen)) if seen else None


def _worst_then_first(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return (-finding.level, place is None, (place.file, place.line, place.column) if place else ())
