"""Of which systems everything was captured, so that what is missing says something."""

from collections.abc import Iterable

from checker.analysis.meaning.ownership import system_of
from checker.model.contracts import ContractSet
from checker.model.recordings import Complete, Header

_EVERY_STATUS = (Complete.FULL, Complete.STATUS)


def has_every_status(system: str, header: Header, contracts: ContractSet) -> bool:
    """Whether every status of a system was captured; a face that is not named is as its system."""
    complete = header.complete.get(system) or header.complete.get(system_of(contracts.systems, system))
    return complete in _EVERY_STATUS


def incomplete(systems: Iterable[str], header: Header, contracts: ContractSet) -> tuple[str, ...]:
    """Those of which statuses may be missing."""
    return tuple(name for name in systems if not has_every_status(name, header, contracts))
