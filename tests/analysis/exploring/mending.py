"""Contract sets mended until the rules that are the theorem's premises have nothing to say."""

from dataclasses import replace
from typing import Final

from checker.analysis.meaning import meaning
from checker.model.contracts import ContractSet
from checker.model.systems import Outcome, Status
from checker.rules.status import RULES

# A claim beyond the evidence, and one on the own word: no more is needed for claims of stable facts.
PREMISES: Final = ("overclaim", "hearsay")


def complaints(contracts: ContractSet) -> list[tuple[str, str]]:
    """What the premises say: rule, and the status or fact that it blames."""
    whole = meaning(contracts)
    return [
        (finding.rule, finding.subject)
        for rule in RULES
        if rule.id in PREMISES
        for finding in rule.check(whole)
    ]


def mended(contracts: ContractSet) -> ContractSet | None:
    """The same without what its blamed statuses say; None where that does not silence the rules."""
    while found := complaints(contracts):
        blamed = {subject for _, subject in found}
        quieter = replace(
            contracts,
            systems={
                system.name: replace(
                    system,
                    statuses={
                        code: _quieter(status) if str(status) in blamed else status
                        for code, status in system.statuses.items()
                    },
                )
                for system in contracts.systems.values()
            },
        )
        if quieter == contracts:
            return None
        contracts = quieter
    return contracts


def _quieter(status: Status) -> Status:
    """It loses its last claim, without one its denials, without these its outcome."""
    if status.claims:
        return replace(status, claims=status.claims[:-1])
    if status.denies:
        return replace(status, denies=())
    return replace(status, outcome=Outcome.NONE)
