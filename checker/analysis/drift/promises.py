"""What boundaries promise of repetition, order and what survives a crossing, before and now."""

from checker.analysis.drift.carrying import carried_less, renamed_everywhere
from checker.analysis.drift.lessened import Lessened
from checker.analysis.drift.ordering import ordered_less
from checker.analysis.drift.repeating import facts_repeated, repeated_more
from checker.model.contracts import ContractSet


def lessened(old: ContractSet, new: ContractSet) -> tuple[Lessened, ...]:
    """In the order of the newer contract; of boundaries and facts that are there on both sides."""
    found = list(facts_repeated(old, new, renamed_everywhere(old, new)))
    for boundary in new.boundaries.values():
        before = old.boundaries.get(boundary.name)
        if before is not None:
            found += carried_less(before, boundary)
            found += repeated_more(before, boundary)
            found += ordered_less(before, boundary)
    return tuple(found)
