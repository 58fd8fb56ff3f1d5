"""Findings put together while they come, in memory that does not grow with what was recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from checker.model.findings import Evidence, Finding, Level, Mend, Related
from checker.model.places import Place

EVIDENCE_SHOWN: Final = 3
SUBJECTS: Final = 1_000  # of one message or system that are told apart, for each rule

_Order: TypeAlias = tuple[object, ...]
# Of what is not kept its place; its sentence too where no record shows it, since a contract has few of them.
_Places: TypeAlias = dict[tuple[Place, str], "_Elsewhere"]
_Family: TypeAlias = tuple[str, str, str]  # rule, set, and what the subjects are places or codes of


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """A finding of which no more is kept than where it is."""

    level: Level
    seen: Evidence | None
    related: Related

    @property
    def order(self) -> _Order:
        return _order(self.level, self.related.place, self.seen)


class Group:
    """
    Findings that are shown as one: those of one rule and subject.

    Groups of shares of a recording add up in any order, as long as no two findings are of one record.
    """

    __slots__ = ("_also", "_best", "_cases", "_mends", "_places", "count")

    def __init__(self, first: Finding) -> None:
        self.count = first.count
        self._best: list[tuple[_Order, Finding]] = [(_order_of(first), first)]
        self._places: _Places = {}
        self._also = set(first.also)
        self._cases = first.seen.cases if first.seen is not None else 0
        self._mends: list[Mend] | None = list(first.mends) or None  # None where one has none

    def add(self, finding: Finding) -> None:
        """One more of them."""
        self.count += finding.count
        self._also.update(finding.also)
        self._cases += finding.seen.cases if finding.seen is not None else 0
        self._mend(finding.mends)
        self._rank(_order_of(finding), finding)

    def join(self, other: "Group") -> None:
        """Those of another group as well."""
        self.count += other.count
        self._also |= other._also
        self._cases += other._cases
        self._mend(other._mends or ())
        for order, finding in other._best:
            self._rank(order, finding)
        for name, found in other._places.items():
            _keep(self._places, name, found)

    @property
    def first(self) -> Finding:
        """The one that stands for all."""
        return self._best[0][1]

    def finding(self) -> Finding:
        """All of them as one."""
        first = self.first
        if first.count == self.count and len(self._best) == 1:
            return first
        samples, evidence, places = [first], list(first.evidence), dict(self._places)
        for _, one in self._best[1:]:
            if not one.evidence or len(evidence) < EVIDENCE_SHOWN:
                samples.append(one)
                evidence += one.evidence
            else:
                _first_at(places, one)
        related = [Related(place=one.place, says=one.message) for one in samples[1:] if one.place]
        named = {first.place, *(one.place for one in (*first.related, *related))}
        others = sorted(places.items(), key=lambda one: one[1].order)
        related += (one.related for (_, says), one in others if says or one.related.place not in named)
        seen = next((one.seen for _, one in self._best if one.seen is not None), None)
        return replace(
            first,
            related=tuple(dict.fromkeys((*first.related, *related))),
            evidence=tuple(evidence[:EVIDENCE_SHOWN]),
            also=tuple(dict.fromkeys((*first.also, *sorted(self._also)))),
            count=self.count,
            seen=None if seen is None else replace(seen, cases=self._cases),
            mends=tuple(self._mends or ()),
        )

    def parts(self) -> tuple[Any, ...]:
        """All of it as tuples and lists of values of the model, of which `of` makes it again."""
        places = [(*name, one.level, one.seen, one.related) for name, one in self._places.items()]
        best = [finding for _, finding in self._best]
        return self.count, best, places, sorted(self._also), self._cases, self._mends

    @classmethod
    def of(cls, parts: tuple[Any, ...]) -> "Group":
        count, best, places, also, cases, mends = parts
        group = cls(best[0])
        group.count, group._cases, group._also = count, cases, set(also)
        group._mends = None if mends is None else list(mends)
        group._best = [(_order_of(finding), finding) for finding in best]
        group._places = {(place, says): _Elsewhere(*found) for place, says, *found in places}
        return group

    def copy(self) -> "Group":
        """The same, to which others can be added."""
        return Group.of(self.parts())

    def _rank(self, order: _Order, finding: Finding) -> None:
        """Keeps the first few; of what comes later its place."""
        best = self._best
        at = len(best)
        while at and order < best[at - 1][0]:
            at -= 1
        best.insert(at, (order, finding))
        if len(best) > EVIDENCE_SHOWN:
            _first_at(self._places, best.pop()[1])

    def _mend(self, mends: Iterable[Mend]) -> None:
        """What mends all of them together, where each of them can be mended."""
        new = list(mends)
        if not new or self._mends is None:
            self._mends = None
        else:
            self._mends += [mend for mend in new if mend not in self._mends]


class Groups:
    """
    All findings of a set, grouped while they come.

    Where the names in payloads are data, there may be as many subjects as records. Of one rule and message
    (or system) a thousand are told apart: those whose fingerprints are smallest, which are the same however
    the records are shared out. What is found at others is one further finding, which says so.
    """

    __slots__ = ("_families", "_most", "_rest")

    def __init__(self, most: int = SUBJECTS) -> None:
        self._most = most
        self._families: dict[_Family, dict[str, Group]] = {}
        self._rest: dict[_Family, Group] = {}

    def add(self, findings: Iterable[Finding]) -> None:
        """More findings, of contracts or of records."""
        for finding in findings:
            name, family = finding.fingerprint, _family(finding)
            groups = self._families.setdefault(family, {})
            group = groups.get(name)
            if group is not None:
                group.add(finding)
            else:
                self._begin(family, groups, name, Group(finding))

    def join(self, other: "Groups") -> None:
        """All findings of a share as well."""
        for family, rest in other._rest.items():
            self._leave(family, rest.copy())
        for family, theirs in other._families.items():
            groups = self._families.setdefault(family, {})
            for name, group in theirs.items():
                if name in groups:
                    groups[name].join(group)
                else:
                    self._begin(family, groups, name, group.copy())

    def __iter__(self) -> Iterator[Finding]:
        """One finding a group."""
        for groups in self._families.values():
            yield from (group.finding() for group in groups.values())
        for family, rest in self._rest.items():
            yield _of_rest(family, rest, len(self._families[family]))

    def parts(self) -> tuple[Any, ...]:
        """All of it as tuples and lists of values of the model, of which `of` makes it again."""
        groups = [group.parts() for groups in self._families.values() for group in groups.values()]
        return self._most, groups, [(family, rest.parts()) for family, rest in self._rest.items()]

    @classmethod
    def of(cls, parts: tuple[Any, ...]) -> "Groups":
        most, told, rests = parts
        groups = cls(most)
        for group in map(Group.of, told):
            family = groups._families.setdefault(_family(group.first), {})
            family[group.first.fingerprint] = group
        groups._rest = {family: Group.of(rest) for family, rest in rests}
        return groups

    def __bool__(self) -> bool:
        return bool(self._families)

    def _begin(self, family: _Family, groups: dict[str, Group], name: str, group: Group) -> None:
        if len(groups) == self._most and name > max(groups):
            self._leave(family, group)
            return
        if len(groups) == self._most:
            self._leave(family, groups.pop(max(groups)))
        groups[name] = group

    def _leave(self, family: _Family, group: Group) -> None:
        rest = self._rest.get(family)
        if rest is None:
            self._rest[family] = group
        else:
            rest.join(group)


def _first_at(places: _Places, finding: Finding) -> None:
    if finding.place is None:
        return
    seen = finding.evidence[0] if finding.evidence else None
    related = Related(place=finding.place, says=finding.message)
    name = (finding.place, "" if finding.evidence else finding.message)
    _keep(places, name, _Elsewhere(finding.level, seen, related))


def _keep(places: _Places, name: tuple[Place, str], found: _Elsewhere) -> None:
    if name not in places or found.order < places[name].order:
        places[name] = found


def _of_rest(family: _Family, rest: Group, told_apart: int) -> Finding:
    _, _, subject = family
    whole = rest.finding()
    return replace(
        whole,
        subject=subject,
        message=f"{whole.message}; so it is at more places of {subject} than the {told_apart:,} told apart",
        seen=None,  # a case that has several of them would count several times
        mends=(),
    )


def _family(finding: Finding) -> _Family:
    at, sign, _ = finding.subject.partition("#")
    return finding.rule, finding.set, at if sign else (at.rpartition("/")[0] or at)


def _order_of(finding: Finding) -> _Order:
    return _order(finding.level, finding.place, finding.evidence[0] if finding.evidence else None)


def _order(level: Level, place: Place | None, seen: Evidence | None) -> _Order:
    """The worst first, then by place in the contract, then as it was recorded."""
    return (
        -level,
        place is None,
        (place.file, place.line, place.column) if place else (),
        (seen.recording, seen.line) if seen else (),
    )
