"""A contract set with all that follows from it: one side of a comparison."""

from dataclasses import dataclass, field

from checker.analysis.composed.relation import Relation, along, tables
from checker.analysis.exploring import Exploration, explored
from checker.analysis.meaning import Meaning, meaning
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Word
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT, Limits
from checker.model.systems import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """
    `relation` has all that each status can stand for, through however many tables; `promised` without those
    of boundaries that are drafts.
    """

    contracts: ContractSet
    meaning: Meaning = field(repr=False)
    runs: Exploration = field(repr=False)
    relation: Relation = field(repr=False)
    promised: Relation = field(repr=False)

    def word(self, status: Status) -> Word:
        return self.meaning.vocabulary.word(status.system, status.code)

    def says(self, status: Status) -> Literals:
        return self.word(status).says

    def status(self, system: str, code: str) -> Status | None:
        """None where there is no such system or status."""
        found = self.contracts.systems.get(system)
        return found.statuses.get(code) if found else None


def state(contracts: ContractSet, limits: Limits = DEFAULT) -> State:
    """All that follows from a set; its runs are explored up to `limits.states`."""
    found = meaning(contracts, limits)
    runs = explored(found, limits)
    known = meaning(contracts, limits, runs.later) if runs.later else found
    relation = along(tables(known))
    stable = {boundary.name for boundary in contracts.boundaries.values() if not boundary.is_draft}
    promised = relation if len(stable) == len(contracts.boundaries) else along(tables(known, stable))
    return State(contracts=contracts, meaning=known, runs=runs, relation=relation, promised=promised)
