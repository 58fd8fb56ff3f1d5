"""What the waivers of a contract let pass, and which of them still mean something."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from checker.model.contracts import Accept, ContractSet
from checker.model.findings import Accepted, Finding
from checker.model.text import nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """
    One entry of `accept` and what came of it.

    `matched` are the findings that it names, waived or not. `was_judged` is false where its rule did not
    run, or not on everything: then nobody knows what it would have matched. `near` is the rule that was
    probably meant, None where the name is known or like no other; `near_subject` the subject of a finding of
    its rule, where it names none.
    """

    set: str
    accept: Accept
    matched: tuple[Finding, ...]
    has_ended: bool
    is_known: bool
    was_judged: bool
    near: str | None = None
    near_subject: str | None = None


def has_ended(accept: Accept, today: date) -> bool:
    """The day that `until` names is the last one on which it counts."""
    return accept.until is not None and today > accept.until


def names(accept: Accept, finding: Finding) -> bool:
    """Whether the waiver is about this finding; `*` in `at` stands for any text, also none."""
    if accept.rule != finding.rule:
        return False
    pattern = ".*".join(re.escape(piece) for piece in accept.at.split("*"))
    return re.fullmatch(pattern, finding.subject, re.DOTALL) is not None


def parted(
    findings: Iterable[Finding], contracts: ContractSet, today: date
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
    """The findings that stand, and those that are accepted, each by the first waiver that names it."""
    open_waivers = [accept for accept in contracts.accept if not has_ended(accept, today)]
    standing: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        by = next((accept for accept in open_waivers if names(accept, finding)), None)
        if by is None:
            standing.append(finding)
        else:
            until = by.until.isoformat() if by.until else None
            accepted.append(Accepted(finding=finding, because=by.because, until=until, place=by.place))
    return tuple(standing), tuple(accepted)


def waivers(
    contracts: ContractSet,
    findings: Sequence[Finding],
    *,
    recorded: Sequence[tuple[Iterable[Finding], Iterable[str]]],
    today: date,
    judged: frozenset[str],
    near: dict[str, str | None],
) -> tuple[Waiver, ...]:
    """
    Each entry of `accept` with what it names among `findings`, which are all that were made of the contract.

    `recorded` has for each entry what it names of what was found in recordings, and subjects that it does not
    name; it may be empty. `judged` has the rules that looked at everything they can look at, `near` each
    unknown rule of a waiver with the known one that comes nearest.
    """
    found: list[Waiver] = []
    for accept, (known, unnamed) in zip(contracts.accept, recorded or repeat(((), ())), strict=False):
        matched = (*(finding for finding in findings if names(accept, finding)), *known)
        others = {*(finding.subject for finding in findings if finding.rule == accept.rule), *unnamed}
        found.append(
            Waiver(
                set=contracts.name,
                accept=accept,
                matched=matched,
                has_ended=has_ended(accept, today),
                is_known=accept.rule not in near,
                was_judged=accept.rule in judged,
                near=near.get(accept.rule),
                near_subject=None if matched else _near_subject(accept.at, others),
            )
        )
    return tuple(found)


def _near_subject(at: str, others: Iterable[str]) -> str | None:
    """The subject that differs from this one before or behind the slash alone, and comes near there."""
    head, slash, tail = at.partition("/")
    parted = {subject.partition("/"): subject for subject in others}
    tails = {other: subject for (start, _, other), subject in parted.items() if start == head and slash}
    heads = {start: subject for (start, _, other), subject in parted.items() if other == tail}
    for part, known in ((tail, tails), (head, heads)):
        near = nearest(part, known)
        if near is not None:
            return known[near]
    return None
