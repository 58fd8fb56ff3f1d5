"""One finding a cause: what several rules, or several rows, say of the same thing is said once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from checker.model.findings import Finding, Seen
from checker.rules.groups import Group


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

    The worst stands for all, then the first in its file, then the first that was recorded. Counts are added,
    also of cases, `also` joined, and the first three pieces of evidence kept. Of what was recorded a place is
    named once, however much was seen there, but for the three that are kept.
    """
    groups: dict[str, Group] = {}
    for finding in findings:
        name = finding.fingerprint
        group = groups.get(name)
        if group is None:
            groups[name] = Group(finding)
        else:
            group.add(finding)
    return tuple(group.finding() for group in groups.values())


def _shown(found: Sequence[Finding], rank: dict[str, int]) -> Finding:
    ordered = sorted(found, key=lambda finding: rank.get(finding.rule, len(rank)))
    first = max(ordered, key=lambda finding: finding.level)
    names = dict.fromkeys(name for finding in ordered for name in (finding.rule, *finding.also))
    others = sorted(
        (name for name in names if name != first.rule), key=lambda name: rank.get(name, len(rank))
    )
    return replace(first, also=tuple(others))
