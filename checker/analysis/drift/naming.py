"""What of a contract set is called otherwise since the baseline, told by what else there is to tell it by."""

from dataclasses import replace

from checker.analysis.drift.renaming import Renames, renamed
from checker.analysis.drift.same_facts import same_facts
from checker.analysis.drift.same_messages import same_boundaries, same_messages, same_tables
from checker.analysis.drift.same_statuses import same_statuses
from checker.analysis.drift.same_systems import same_systems
from checker.model.contracts import ContractSet


def renames(old: ContractSet, new: ContractSet) -> Renames:
    """
    The names of `old` that became others in `new`.

    What is not surely the same has gone, and something else has come. Each kind of thing is told by those
    before it: systems by their codes, facts by who says them, boundaries by their ends.
    """
    names = Renames(systems=same_systems(old, new), reference=same_tables(old, new))
    names = replace(names, facts=same_facts(renamed(old, names), new))
    names = replace(names, boundaries=same_boundaries(renamed(old, names), new))
    names = replace(names, messages=same_messages(old, renamed(old, names), new, names))
    return same_statuses(old, new, names)
