"""Literals (a fact, or its denial), and what follows from them by what facts imply."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from checker.model.systems import Fact, Status


class Literal(NamedTuple):
    """`holds` is false for "not fact"."""

    fact: str
    holds: bool = True

    @property
    def negated(self) -> "Literal":
        return Literal(self.fact, not self.holds)

    def __str__(self) -> str:
        return self.fact if self.holds else f"not {self.fact}"


Literals: TypeAlias = frozenset[Literal]

NOTHING: Literals = frozenset()


class Implications:
    """What each fact implies, and what its denial denies, however long the way."""

    __slots__ = ("_following",)

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        following: dict[Literal, set[Literal]] = {}
        for fact in facts.values():
            for implied in fact.implies:
                following.setdefault(Literal(fact.name), set()).add(Literal(implied.name))
                following.setdefault(Literal(implied.name, False), set()).add(Literal(fact.name, False))
        self._following = following

    def closure(self, literals: Iterable[Literal]) -> Literals:
        """These literals and all that follows: f gives what f implies, not g denies what implies g."""
        closed = set(literals)
        waiting = list(closed)
        while waiting:
            for literal in self._following.get(waiting.pop(), ()):
                if literal not in closed:
                    closed.add(literal)
                    waiting.append(literal)
        return frozenset(closed)

    def says(self, status: Status) -> Literals:
        """The closed set of what a status claims and denies; it is silent about all other facts."""
        return self.closure(
            [Literal(claim.name) for claim in status.claims]
            + [Literal(denial.name, False) for denial in status.denies]
        )


def sorted_literals(literals: Iterable[Literal]) -> tuple[Literal, ...]:
    """Claims before denials, each by name: the order in which a person reads them."""
    return tuple(sorted(literals, key=lambda literal: (not literal.holds, literal.fact)))


def said_directly(status: Status, literals: Literals) -> tuple[Literal, ...]:
    """Those that a status was declared to say itself; those that follow, only where none was."""
    declared = {Literal(ref.name) for ref in status.claims} | {
        Literal(ref.name, False) for ref in status.denies
    }
    return sorted_literals(literals & declared) or sorted_literals(literals)
