"""What statuses say, and whose word makes a fact true: worked out afresh from the declarations."""

from dataclasses import dataclass
from functools import cached_property

from checker.model.contracts import ContractSet

Said = tuple[str, bool]  # a fact, and whether it is claimed


@dataclass(frozen=True)
class Words:
    contracts: ContractSet

    @cached_property
    def said(self) -> dict[tuple[str, str], frozenset[Said]]:
        return {
            (system.name, code): self._closed(
                {(ref.name, True) for ref in status.claims} | {(ref.name, False) for ref in status.denies}
            )
            for system in self.contracts.systems.values()
            for code, status in system.statuses.items()
        }

    @cached_property
    def makes_true(self) -> dict[tuple[str, str], frozenset[Said]]:
        """What a status says that counts as so: of facts its system owns, all that an external one says."""
        return {
            (name, code): said if self._is_external(name) else self._closed(self._own(name, said))
            for (name, code), said in self.said.items()
        }

    def whole(self, name: str) -> str:
        """The system whose face this one is, or itself."""
        part_of = self.contracts.systems[name].part_of
        return part_of.name if part_of else name

    def faces(self, name: str) -> list[str]:
        return [other for other in self.contracts.systems if other != name and self.whole(other) == name]

    def is_revocable(self, fact: str) -> bool:
        return self.contracts.facts[fact].revocable

    def contradict(self, one: tuple[str, str], other: tuple[str, str]) -> bool:
        """Whether two statuses of one system and its faces can't be shown together."""
        return any(
            (fact, not holds) in self.said[other] and not self.is_revocable(fact)
            for fact, holds in self.said[one]
        )

    def _is_external(self, name: str) -> bool:
        systems = self.contracts.systems
        return systems[name].is_external or systems[self.whole(name)].is_external

    def _own(self, name: str, said: frozenset[Said]) -> set[Said]:
        def is_own(fact: str) -> bool:
            owner = self.contracts.facts[fact].owner.name
            return owner in (name, self.whole(name)) or self.whole(owner) == name

        return {(fact, holds) for fact, holds in said if is_own(fact)}

    def _closed(self, said: set[Said]) -> frozenset[Said]:
        """f implies g: f gives g; not g gives not f."""
        closed = set(said)
        while True:
            more = set()
            for fact in self.contracts.facts.values():
                for implied in fact.implies:
                    if (fact.name, True) in closed:
                        more.add((implied.name, True))
                    if (implied.name, False) in closed:
                        more.add((fact.name, False))
            if more <= closed:
                return frozenset(closed)
            closed |= more
