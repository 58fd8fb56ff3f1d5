"""Why several statuses say something else at once: what is written once, and counts for many."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from checker.analysis.meaning.literals import NOTHING, Implications, Literal, Literals
from checker.model.contracts import ContractSet
from checker.model.places import Place, Ref
from checker.model.systems import Fact, Outcome, Status, System


class Kind(Enum):
    SUCCESS_CLAIMS = "success_claims"
    VOCABULARY = "use"
    IMPLICATION = "implies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """
    What successes of a system claim by default, which fact of ours one of its vocabulary stands for, or what
    a fact implies.

    `name` is that of the system or fact, `was` and `now` is what was written about it. `about` are the facts
    that it moved; of an implication, `lost` and `gained` are what follows from the fact, or from its denial,
    no longer and from now on.
    """

    kind: Kind
    name: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    about: frozenset[str] = frozenset()
    lost: Literals = NOTHING
    gained: Literals = NOTHING
    old: Place = field(compare=False)
    new: Place = field(compare=False)

    def undone(self, status: Status, other: Status) -> Status:
        """A status as it would be declared, had this stayed as it is on the side of `other`."""
        if self.kind is Kind.IMPLICATION or status.system != self.name:
            return status
        if self.kind is Kind.SUCCESS_CLAIMS:
            return replace(status, claims=other.claims) if _is_by_default(status, other) else status
        if not (_is_of_vocabulary(status) and _is_of_vocabulary(other)):
            return status
        return replace(
            status,
            claims=self._moved_back(status.claims, other.claims),
            denies=self._moved_back(status.denies, other.denies),
        )

    def part(self, changed: Literals, status: Status, other: Status, implications: Implications) -> Literals:
        """
        What of `changed` comes of this: `status` lacks it, `other` has it by these implications.

        `status` is the later one for what is said less, and the earlier one for what is said more.
        """
        said = implications.says(status)
        if self.kind is not Kind.IMPLICATION:
            return changed & (implications.says(self.undone(status, other)) - said)
        following = self.lost | self.gained
        of_claim = frozenset(one for one in following if one.holds and Literal(self.name) in said)
        of_denial = frozenset(
            one for one in following if not one.holds and Literal(self.name, False) in changed
        )
        return changed & said & (of_claim | of_denial)

    def _moved_back(self, refs: Sequence[Ref], others: Sequence[Ref]) -> tuple[Ref, ...]:
        return (
            *(ref for ref in refs if ref.name not in self.about),
            *(ref for ref in others if ref.name in self.about),
        )


def reasons(old: ContractSet, new: ContractSet) -> tuple[Reason, ...]:
    """In the order of the contract."""
    pairs = [(old.systems[name], system) for name, system in new.systems.items() if name in old.systems]
    return (
        *(found for before, after in pairs for found in _of_system(before, after)),
        *_of_implications(old.facts, new.facts),
    )


def without(status: Status, other: Status, known: Iterable[Reason]) -> Status:
    """A status with all of these undone that it does not declare itself."""
    for reason in known:
        status = reason.undone(status, other)
    return status


def _is_by_default(*statuses: Status) -> bool:
    """Whether they claim what their system says for every success; one without a fact has none to claim."""
    return all(
        one.claims_by_default or (one.outcome is Outcome.SUCCESS and not one.claims) for one in statuses
    ) and any(one.claims_by_default for one in statuses)


def _is_of_vocabulary(status: Status) -> bool:
    return not status.place.pointer.startswith("/systems/")


def _of_system(before: System, after: System) -> Iterator[Reason]:
    claims = [{ref.name for ref in system.success_claims} for system in (before, after)]
    if claims[0] != claims[1]:
        yield Reason(
            kind=Kind.SUCCESS_CLAIMS,
            name=after.name,
            was=tuple(sorted(claims[0])),
            now=tuple(sorted(claims[1])),
            old=next((ref.place for ref in before.success_claims), before.place),
            new=next((ref.place for ref in after.success_claims), after.place),
        )
    if not before.use or not after.use or before.use.name != after.use.name:
        return
    mapped = [{name: ref.name for name, ref in use.facts.items()} for use in (before.use, after.use)]
    names = [name for name in {**mapped[0], **mapped[1]} if mapped[0].get(name) != mapped[1].get(name)]
    if names:
        yield Reason(
            kind=Kind.VOCABULARY,
            name=after.name,
            was=tuple(f"{name}: {mapped[0][name]}" for name in names if name in mapped[0]),
            now=tuple(f"{name}: {mapped[1][name]}" for name in names if name in mapped[1]),
            about=frozenset(side[name] for side in mapped for name in names if name in side),
            old=next((before.use.facts[name].place for name in names if name in mapped[0]), before.use.place),
            new=next((after.use.facts[name].place for name in names if name in mapped[1]), after.use.place),
        )


def _of_implications(old: Mapping[str, Fact], new: Mapping[str, Fact]) -> Iterator[Reason]:
    """One for each fact whose own `implies` changed what follows from it, not for those that imply it."""
    then, now = Implications(old), Implications(new)
    for name, fact in new.items():
        if name not in old:
            continue
        closures = then.closure([Literal(name)]), now.closure([Literal(name)])
        was = [one for one in _implied(old[name], old, new) if Literal(one) not in closures[1]]
        came = [ref.name for ref in fact.implies if Literal(ref.name) not in closures[0]]
        if not was and not came:
            continue
        lost = frozenset(one for one in closures[0] - closures[1] if one.fact in new)
        gained = closures[1] - closures[0]
        yield Reason(
            kind=Kind.IMPLICATION,
            name=name,
            was=tuple(was),
            now=tuple(came),
            lost=lost | _denied(lost, then, now),
            gained=gained | _denied(gained, now, then),
            old=old[name].place,
            new=fact.place,
        )


def _implied(fact: Fact, facts: Mapping[str, Fact], known: Mapping[str, Fact]) -> Iterator[str]:
    """What a fact implies itself, or through facts that the other side does not know."""
    for ref in fact.implies:
        if ref.name in known:
            yield ref.name
        elif ref.name in facts:
            yield from _implied(facts[ref.name], facts, known)


def _denied(literals: Literals, having: Implications, lacking: Implications) -> Literals:
    """What follows from the denial of what a fact implies, on the side where it does."""
    denials = [one.negated for one in literals]
    return having.closure(denials) - lacking.closure(denials)
