"""Systems that are called otherwise: told by their codes, or by what they know and whom they talk to."""

from collections.abc import Hashable

from checker.analysis.drift.matching import Seen, alike, both, matched, rest
from checker.model.contracts import ContractSet
from checker.model.systems import System


def same_systems(old: ContractSet, new: ContractSet) -> dict[str, str]:
    def is_elsewhere(one: System, other: System) -> bool:
        return not _surroundings(old, one) & _surroundings(new, other)

    found = matched(
        old.systems,
        new.systems,
        [both(_titled), both(_shown), both(_codes_or_none), (_silent(old), _silent(new))],
    )
    # Codes alone are common words: one that lost or got some is the same only among the same neighbours.
    return found | alike(*rest(old.systems, new.systems, found), (_codes, _codes), differ=is_elsewhere)


def _codes(system: System) -> frozenset[Hashable]:
    return frozenset(system.statuses)


def _codes_or_none(system: System) -> Hashable:
    return _codes(system) or None


def _shown(system: System) -> Hashable:
    statuses = frozenset((one.code, one.phase, one.outcome) for one in system.statuses.values())
    moves = frozenset((move.source, move.target) for move in system.moves)
    return (statuses, moves, system.is_external) if statuses else None


def _titled(system: System) -> Hashable:
    return (_shown(system), system.title) if system.statuses and system.title else None


def _silent(contracts: ContractSet) -> Seen[System]:
    """Of a system that shows nothing: what it is called, what it knows, and whom it talks to."""
    return lambda system: None if system.statuses else (system.title, _surroundings(contracts, system))


def _surroundings(contracts: ContractSet, system: System) -> frozenset[Hashable]:
    """The facts that a system owns, and the systems it sends to and hears from."""
    owned = {("knows", fact.name) for fact in contracts.facts.values() if fact.owner.name == system.name}
    ends = [(one.sender.name, one.receiver.name) for one in contracts.boundaries.values()]
    sent = {("sends to", receiver) for sender, receiver in ends if sender == system.name}
    heard = {("hears from", sender) for sender, receiver in ends if receiver == system.name}
    return frozenset(owned | sent | heard)
