"""What a recording of an incident says that a check must find in it, and whether it did."""

from collections.abc import Iterable
from dataclasses import dataclass

from checker.model.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """
    The `expects` of one recording, as far as it has any, held against the rules that fired on it.

    `missing` are the expected rules that did not fire, `unknown` maps those that no rule is called to the
    nearest known name. `name` is the path of the recording in its set. `expired` is the date that passed.
    """

    set: str
    recording: str
    name: str
    missing: tuple[str, ...] = ()
    unknown: tuple[tuple[str, str | None], ...] = ()
    expired: str | None = None


def parted(
    findings: Iterable[Finding], expects: Iterable[str] | None
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The findings that nobody expected, and those that the recording expects."""
    wanted = frozenset(expects or ())
    unexpected: list[Finding] = []
    expected: list[Finding] = []
    for finding in findings:
        (expected if finding.rule in wanted else unexpected).append(finding)
    return tuple(unexpected), tuple(expected)
