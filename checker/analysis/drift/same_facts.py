"""Facts that are called otherwise: told by their words, or by the statuses that speak of them."""

from collections.abc import Hashable, Mapping
from typing import TypeAlias

from checker.analysis.drift.matching import Seen, alike, both, matched, rest, words
from checker.model.contracts import ContractSet
from checker.model.systems import Fact, Status

_Sayers: TypeAlias = Mapping[str, frozenset[tuple[Status, bool]]]  # whether they claim or deny the fact


def same_facts(old: ContractSet, new: ContractSet) -> dict[str, str]:
    """One of another name and of other words is another fact, whoever says it."""
    sayers, others = _sayers(old), _sayers(new)
    found = matched(
        old.facts,
        new.facts,
        [
            both(_owner_and_words),
            both(_words),
            (_said(sayers), _said(others)),
            (_said_by_kind(sayers), _said_by_kind(others)),
            (_unsaid(sayers), _unsaid(others)),
        ],
        differ=_mean_another,
    )
    return found | alike(
        *rest(old.facts, new.facts, found),
        (lambda fact: _codes(sayers, fact), lambda fact: _codes(others, fact)),
        differ=lambda one, other: _mean_another(one, other) or one.owner != other.owner,
    )


def _mean_another(one: Fact, other: Fact) -> bool:
    return bool(one.means and other.means) and words(one.means) != words(other.means)


def _words(fact: Fact) -> Hashable:
    return words(fact.means)


def _owner_and_words(fact: Fact) -> Hashable:
    return (fact.owner, words(fact.means)) if fact.means else None


def _said(sayers: _Sayers) -> Seen[Fact]:
    return lambda fact: (fact.owner, _codes(sayers, fact)) if sayers[fact.name] else None


def _said_by_kind(sayers: _Sayers) -> Seen[Fact]:
    """Whatever the statuses that say it are called."""
    return lambda fact: (
        (
            fact.owner,
            frozenset((one.system, one.phase, one.outcome, holds) for one, holds in sayers[fact.name]),
        )
        if sayers[fact.name]
        else None
    )


def _unsaid(sayers: _Sayers) -> Seen[Fact]:
    return lambda fact: (
        None if sayers[fact.name] else (fact.owner, fact.revocable, fact.once_per, fact.implies)
    )


def _codes(sayers: _Sayers, fact: Fact) -> frozenset[Hashable]:
    return frozenset((str(status), holds) for status, holds in sayers[fact.name])


def _sayers(contracts: ContractSet) -> _Sayers:
    """Who claims and who denies each fact."""
    found: dict[str, set[tuple[Status, bool]]] = {name: set() for name in contracts.facts}
    for system in contracts.systems.values():
        for status in system.statuses.values():
            for refs, holds in ((status.claims, True), (status.denies, False)):
                for ref in refs:
                    found.setdefault(ref.name, set()).add((status, holds))
    return {name: frozenset(said) for name, said in found.items()}
