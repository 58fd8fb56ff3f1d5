"""Objects, member by member: those that are named, and those that may have any other name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Final, TypeAlias

from checker.analysis.containment.solving.facts import (
    Demand,
    Fact,
    Matching,
    Member,
    Missing,
    Names,
    Open,
    Others,
    Present,
    Size,
    SomeMember,
)
from checker.analysis.containment.solving.other_names import others
from checker.analysis.containment.solving.texts import matches
from checker.model.json import Json

if TYPE_CHECKING:
    from checker.analysis.containment.solving.solver import Solver

Found: TypeAlias = tuple[str, Open]  # a name, and what may stand there
_MOST: Final = 200  # members that are added for the sake of their number
_PLACES: Final = 64  # ways in which members that must be there are named


@dataclass(frozen=True)  # no slots: what is known by name is looked for once, and only if needed
class Objects:
    """What is left of all objects."""

    least: int = 0
    most: int | None = None
    present: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    members: Mapping[str, tuple[Demand, ...]] = field(default_factory=dict)
    rules: tuple[Matching | Others, ...] = ()
    names: tuple[Demand, ...] = ()
    some: tuple[SomeMember, ...] = ()

    def extended(self, facts: Sequence[Fact], solver: "Solver") -> "Objects | None":
        least, most = self.least, self.most
        present: list[str] = []
        missing: list[str] = []
        members: dict[str, tuple[Demand, ...]] = {}
        rules: list[Matching | Others] = []
        names: list[Demand] = []
        some: list[SomeMember] = []
        for one in facts:
            match one:
                case Size(more, fewer):
                    least = max(least, more)
                    most = most if fewer is None else fewer if most is None else min(most, fewer)
                case Present(name):
                    present.append(name)
                case Missing(name):
                    missing.append(name)
                case Member(name, demand):
                    members[name] = (*(members.get(name) or self.members.get(name, ())), demand)
                case Matching() | Others():
                    rules.append(one)
                case Names(demand):
                    names.append(demand)
                case SomeMember():
                    some.append(one)
        if any(name in self.present or name in present for name in missing):
            return None
        if not rules and not names and not self._bear(present, members, solver):
            return None  # seen before the rest is copied: of a large object most alternatives end here
        made = Objects(
            least=least,
            most=most,
            present=self.present.union(present),
            missing=self.missing.union(missing),
            members={**self.members, **members} if members else self.members,
            rules=(*self.rules, *rules),
            names=(*self.names, *names),
            some=(*self.some, *some),
        )
        least = max(least, len(made.present), 1 if made.some else 0)
        if most is not None and most < least:
            return None
        if (rules or names) and any(made.member(name, solver) is None for name in sorted(made.present)):
            return None
        if any(next(made._possible(one, solver), None) is None for one in some):
            return None
        return replace(made, least=least)

    def _bear(
        self, present: Sequence[str], members: Mapping[str, tuple[Demand, ...]], solver: "Solver"
    ) -> bool:
        """Whether these may be there, with this demanded of them."""
        for name in dict.fromkeys((*present, *(one for one in members if one in self.present))):
            if name in self.missing:
                return False
            if self.names and solver.outcome((*self.names, solver.just(name))) is None:
                return False
            if solver.outcome(self._demanded(members.get(name) or self.members.get(name, ()), name)) is None:
                return False
        return True

    def entails(self, facts: Sequence[Fact], solver: "Solver") -> bool:
        """Whether these hold anyway, of members that must be there."""
        for one in facts:
            match one:
                case Present(name) if name in self.present:
                    pass
                case Member(name, demand) if name in self.present:
                    if solver.outcome((*self.demanded(name), demand.contrary)) is not None:
                        return False
                case _:
                    return False
        return True

    def openings(self, solver: "Solver") -> Iterator[Open]:
        """By which names those members have of which one must be there."""
        for number, (made, further) in enumerate(self._named(self.some, {}, solver)):
            if number >= _PLACES:
                yield Open(reason="its members may be named in too many ways")
                return
            if made.most is not None and len(made.present) + bool(further) > made.most:
                continue
            yield from made._opening(further, solver)

    @cached_property
    def known(self) -> frozenset[str]:
        """Names that something is said of."""
        found = {*self.present, *self.missing, *self.members}
        for rule in self.rules:
            if isinstance(rule, Others):
                found |= rule.names
        for one in self.some:
            found |= one.excluded
        return frozenset(found)

    def demanded(self, name: str) -> tuple[Demand, ...]:
        return self._demanded(self.members.get(name, ()), name)

    def _demanded(self, found: tuple[Demand, ...], name: str) -> tuple[Demand, ...]:
        if not self.rules:
            return found
        return found + tuple(rule.demand for rule in self.rules if _is_about(rule, name))

    def member(self, name: str, solver: "Solver") -> Open | None:
        """What may stand under a name; None where there is no such value, or it may not be named so."""
        if name in self.missing:
            return None
        if self.names and solver.outcome((*self.names, solver.just(name))) is None:
            return None
        outcome = solver.outcome(self.demanded(name))
        return None if outcome is None else outcome.under(name)

    def _possible(self, one: SomeMember, solver: "Solver") -> Iterator[Found]:
        """Members that are as one of them must be: those of known names, then one of another."""
        demands = () if one.demand is None else (one.demand,)
        for name in sorted(self.known):
            if name in one.excluded or name in self.missing or not _is_named(one, name):
                continue
            wanted = (one.name,) if one.name is not None else ()
            if (self.names or wanted) and solver.outcome((*self.names, *wanted, solver.just(name))) is None:
                continue
            outcome = solver.outcome(self.demanded(name) + demands)
            if outcome is not None:
                yield name, outcome.under(name)
        yield from others(self, one, solver)

    def _named(
        self, some: Sequence[SomeMember], further: Mapping[str, Open], solver: "Solver"
    ) -> Iterator[tuple["Objects", Mapping[str, Open]]]:
        if not some:
            yield self, further
            return
        one, *rest = some
        for name, outcome in self._possible(one, solver):
            if name not in self.known:
                yield from self._named(rest, {**further, name: outcome}, solver)
                continue
            facts: list[Fact] = [Present(name)]
            if one.demand is not None:
                facts.append(Member(name, one.demand))
            made = replace(self, some=()).extended(facts, solver)
            if made is not None:
                yield from replace(made, some=self.some)._named(rest, further, solver)

    def _opening(self, further: Mapping[str, Open], solver: "Solver") -> Iterator[Open]:
        found: dict[str, Open] = {}
        for name in sorted(self.present):
            outcome = self.member(name, solver)
            if outcome is None:
                return
            found[name] = outcome
        found |= further
        if len(found) < self.least:
            if self.least > _MOST:
                yield Open(reason=f"what shows it would have {self.least} members")
                return
            added = list(islice(self._added(found, solver), self.least - len(found)))
            if len(added) < self.least - len(found):
                if further or any(one.name is not None for one in self.some):
                    yield Open(reason="there are too few names")
                elif self._is_open(solver):
                    yield Open(reason="no more names were found")
                return
            found |= dict(added)
        yield from _combined(found)

    def _added(self, found: Mapping[str, Open], solver: "Solver") -> Iterator[Found]:
        """Members that need not be there."""
        for name in sorted(self.known - found.keys()):
            outcome = self.member(name, solver)
            if outcome is not None:
                yield name, outcome
        taken: list[str] = list(found)
        while len(taken) < _MOST + len(found):
            other = next(others(self, SomeMember(None, excluded=frozenset(taken)), solver), None)
            if other is None or other[0] in taken:
                return
            taken.append(other[0])
            yield other

    def _is_open(self, solver: "Solver") -> bool:
        """There may be members of other names."""
        return next(others(self, SomeMember(None), solver), None) is not None


def _is_about(rule: Matching | Others, name: str) -> bool:
    if isinstance(rule, Matching):
        return matches(rule.pattern, name)
    return name not in rule.names and not any(matches(pattern, name) for pattern in rule.patterns)


def _is_named(one: SomeMember, name: str) -> bool:
    return all(matches(pattern, name) for pattern in one.matched) and not any(
        matches(pattern, name) for pattern in one.unmatched
    )


def _combined(found: Mapping[str, Open]) -> Iterator[Open]:
    """One object of what may stand under each name; others, where one of them is not sure."""
    doubtful = [one for one in found.values() if not one.is_sure]
    for one in doubtful:
        if not one.values:
            yield one
            return
    first: dict[str, Json] = {name: one.values[0] for name, one in found.items()}
    values: list[Json] = [first]
    for name, one in found.items():
        if not one.is_sure and len(values) < 6:
            values += [{**first, name: other} for other in one.values[1:4]]
    told: Iterable[Open] = (one for one in doubtful if one.reason)
    reason = next(iter(told), Open())
    yield Open(tuple(values), not doubtful, reason.pointer, reason.reason)
