"""Demands, taken apart until they contradict each other, or a value is left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, TypeAlias

from checker.analysis.containment.solving.arrays import Arrays
from checker.analysis.containment.solving.facts import (
    Alternative,
    Alternatives,
    Demand,
    Fact,
    Key,
    Kind,
    Node,
    OneOf,
    Open,
    Outcome,
    Part,
    TooManyStepsError,
    Unknown,
)
from checker.analysis.containment.solving.meaning import kinds, parts
from checker.analysis.containment.solving.numbers import Numbers
from checker.analysis.containment.solving.objects import Objects
from checker.analysis.containment.solving.sameness import Sameness
from checker.analysis.containment.solving.scalars import Few
from checker.analysis.containment.solving.tags import Tags
from checker.analysis.containment.solving.texts import Texts
from checker.analysis.containment.solving.values import Values
from checker.model.json import Json

_Left: TypeAlias = Few | Numbers | Texts | Arrays | Objects
_DEPTH: Final = 70  # members within members
_ALIKE: Final = 40  # schemas within two that are compared word for word
_FEW: Final = 8  # alternatives, up to which it is looked at what they bring
_ACCEPTED: Final = 3  # choices of what accepts, up to which they come before those of what refuses
_ENOUGH: Final = 4  # values that may do, where none is sure
_OPENINGS: Final = 12  # cases that stay open, after which no more are looked for

_ALL: Final[dict[Kind, _Left]] = {
    Kind.NULL: Few((None,)),
    Kind.BOOLEAN: Few((False, True)),
    Kind.NUMBER: Numbers(),
    Kind.STRING: Texts(),
    Kind.ARRAY: Arrays(),
    Kind.OBJECT: Objects(),
}


class _Point(NamedTuple):
    """One of these must hold. They come from a schema that refuses the value, or from one that accepts it."""

    alternatives: Alternatives
    is_refused: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """What holds, what has been taken apart for it, and of what one alternative must still be chosen."""

    left: _Left
    seen: Mapping[tuple[bool, Key], Demand] = field(default_factory=dict)
    points: tuple[_Point, ...] = ()
    doubts: tuple[str, ...] = ()


class Solver:
    """
    Answers questions about the schemas of one comparison, and keeps the answers.

    `steps` are those it may take; after them it raises TooManyStepsError.
    """

    def __init__(self, home: Node, steps: int) -> None:
        self._home = home
        self._values = Values(home.references)
        self._tags = Tags()
        self._same = Sameness(self.look, _ALIKE)
        self.left = steps
        self._kinds_known: dict[Key, frozenset[Kind]] = {}
        self._parts: dict[tuple[Key, Kind], list[Part] | None] = {}
        self._known: dict[frozenset[tuple[bool, Key]], Outcome] = {}
        self._around: dict[frozenset[tuple[bool, Key]], int] = {}
        self._assumed = _DEPTH + 1  # the outermost of those around that was taken to have no value
        self.any_text = self._own({"type": "string"}, True)

    def openings(self, demands: Sequence[Demand]) -> Iterator[Open]:
        """The cases in which a value may meet the demands, lazily; nothing, where none does."""
        accepted = [self._kinds(one.node) for one in demands if one.accepts]
        for kind in Kind:
            if all(kind in kinds for kinds in accepted):
                yield from self._of_kind(demands, kind)

    def outcome(self, demands: tuple[Demand, ...]) -> Outcome:
        """Whether a value within the one that is looked for may meet these demands."""
        key = frozenset(one.key for one in demands)
        if key in self._known:
            return self._known[key]
        if key in self._around:
            self._assumed = min(self._assumed, self._around[key])
            return None
        if len(self._around) >= _DEPTH:
            return Open(reason="it is nested too deep")
        if self._contradict(demands):
            self._known[key] = None
            return None
        place = len(self._around)
        before, self._assumed = self._assumed, _DEPTH + 1
        self._around[key] = place
        try:
            found = self._gathered(demands)
        finally:
            del self._around[key]
        if found is not None or self._assumed >= place:
            self._known[key] = found
            self._assumed = before
        else:
            self._assumed = min(before, self._assumed)
        return found

    def look(self, steps: int = 1) -> None:
        """Counts what is done."""
        self.left -= steps
        if self.left < 0:
            raise TooManyStepsError

    def just(self, value: str) -> Demand:
        """That the value is this one."""
        return self._own({"const": value}, True)

    def text(self, pattern: str, is_matched: bool) -> Demand:
        """That the text matches a pattern, or does not."""
        return self._own({"pattern": pattern}, is_matched)

    def none_of(self, names: Iterable[str]) -> tuple[Demand, ...]:
        """That the value is none of these texts."""
        some: list[Json] = [*sorted(names)]
        return (self._own({"enum": some}, False),) if some else ()

    def other_than(self, values: Iterable[Json]) -> tuple[Demand, ...]:
        """That the value is none of these."""
        return tuple(self._own({"const": one}, False) for one in values)

    def _own(self, content: dict[str, Json], accepts: bool) -> Demand:
        return Demand(accepts, Node(self._values.made(content), "", self._home.references))

    def _gathered(self, demands: Sequence[Demand]) -> Outcome:
        """One sure value, or what may do."""
        doubtful: list[Open] = []
        values: list[Json] = []
        for one in self.openings(demands):
            if one.is_sure and one.values:
                return one
            doubtful.append(one)
            values += one.values[:2]
            if len(values) >= _ENOUGH or len(doubtful) >= _OPENINGS:
                break
        if not doubtful:
            return None
        told = next((one for one in doubtful if one.reason), doubtful[0])
        return Open(tuple(values), False, told.pointer, told.reason)

    def _of_kind(self, demands: Sequence[Demand], kind: Kind) -> Iterator[Open]:
        first = self._extended(_Case(_ALL[kind]), demands, kind)
        waiting = [] if first is None else [first]
        while waiting:
            case = waiting.pop()
            points = self._narrowed(case, kind)
            if points is None:
                continue
            if not points:
                for one in case.left.openings(self):
                    yield _doubted(one, case.doubts)
                continue
            place = _chosen([point for point, _ in points])
            rest = tuple(point for index, (point, _) in enumerate(points) if index != place)
            waiting += (replace(one, points=rest + one.points) for one in reversed(points[place][1]))

    def _narrowed(self, case: _Case, kind: Kind) -> list[tuple[_Point, list[_Case]]] | None:
        """What can still be chosen, with the case that each choice leads to; None where one has no choice."""
        found: list[tuple[_Point, list[_Case]]] = []
        for point in sorted(case.points, key=lambda point: point.is_refused):
            some = self._possible(case, point.alternatives, kind)
            if some is None:
                continue
            if not some:
                return None
            left = tuple(point.alternatives[index] for index, _ in some)
            found.append((_Point(left, point.is_refused), [made for _, made in some]))
        return found

    def _possible(
        self, case: _Case, alternatives: Alternatives, kind: Kind
    ) -> list[tuple[int, _Case]] | None:
        """The alternatives that contradict nothing so far; None where one of them holds anyway."""
        some: list[tuple[int, _Case]] = []
        bare = replace(case, points=())
        accepted = [one.node for one in case.seen.values() if one.accepts] if kind is Kind.OBJECT else []
        self.look(len(alternatives) * len(accepted) // 16)
        for index, alternative in enumerate(alternatives):
            if accepted and self._are_told_apart(accepted, alternative):
                continue
            is_few = len(alternatives) <= _FEW
            if is_few and isinstance(case.left, Objects) and case.left.entails(alternative, self):
                return None
            made = self._extended(bare, alternative, kind)
            if made is not None and made.points and is_few:
                made = self._settled(made, kind)
            if made is None:
                continue
            if made.left is case.left and not made.points and len(made.seen) == len(case.seen):
                return None
            some.append((index, made))
        return some

    def _are_told_apart(self, accepted: Sequence[Node], alternative: Alternative) -> bool:
        first = alternative[0] if alternative else None
        if not isinstance(first, Demand) or not first.accepts:
            return False
        return any(self._tags.tell_apart(one, first.node) for one in accepted)

    def _settled(self, case: _Case, kind: Kind) -> _Case | None:
        """What of an alternative's own choices is no choice is made; None where one of them can't be."""
        points: list[_Point] = []
        made = replace(case, points=())
        for point in case.points:
            some = []
            if len(point.alternatives) <= _FEW:
                for alternative in point.alternatives:
                    one = self._extended(replace(made, points=()), alternative, kind)
                    if one is not None:
                        some.append(one)
                if not some:
                    return None
            if len(some) == 1:
                points += some[0].points
                made = some[0]
            else:
                points.append(point)
        return replace(made, points=tuple(points))

    def _extended(self, case: _Case, facts: Iterable[Fact], kind: Kind) -> _Case | None:
        """The case with these facts too, and what follows from them; None where that is a contradiction."""
        waiting = list(facts)
        seen = dict(case.seen)
        by_sign: dict[bool, list[Demand]] = {True: [], False: []}
        for known in seen.values():
            by_sign[known.accepts].append(known)
        points, doubts, single = list(case.points), list(case.doubts), list[Fact]()
        while waiting:
            one = waiting.pop()
            if isinstance(one, Unknown):
                doubts.append(one.reason)
            elif isinstance(one, OneOf):
                if len(one.alternatives) == 1:
                    waiting += one.alternatives[0]
                else:
                    points.append(_Point(one.alternatives, True))
            elif not isinstance(one, Demand):
                single.append(one)
            elif one.key not in seen:
                contrary = by_sign[not one.accepts]
                if (not one.accepts, one.node.key) in seen or self._is_contradicted(one, contrary):
                    return None
                seen[one.key] = one
                by_sign[one.accepts].append(one)
                choices = self._choices(one, kind)
                if choices is None:
                    return None
                for each in choices:
                    if len(each) == 1:
                        waiting += each[0]
                    else:
                        points.append(_Point(each, not one.accepts))
        # what is copied and taken apart counts too, else one step could be a long one
        self.look(1 + (len(single) + 4 * (len(seen) - len(case.seen)) + len(case.seen)) // 16)
        left = case.left if not single else case.left.extended(single, self)
        if left is None:
            return None
        return _Case(left, seen, tuple(points), tuple(doubts))

    def _choices(self, one: Demand, kind: Kind) -> list[Alternatives] | None:
        """What follows from a demand: of each, one alternative. None where it can't be met."""
        said = self._said(one.node, kind)
        if one.accepts:
            if said is None or any(not part.accepted for part in said):
                return None
            return [part.accepted for part in said]
        if said is None:
            return []
        some = tuple(alternative for part in said for alternative in part.refused)
        if not some:
            return None
        return [] if () in some else [some]

    def _said(self, node: Node, kind: Kind) -> list[Part] | None:
        key = (node.key, kind)
        if key not in self._parts:
            self.look()
            self._parts[key] = parts(node, kind, self._values)
        return self._parts[key]

    def _kinds(self, node: Node) -> frozenset[Kind]:
        """The kinds that a schema may accept, as far as it says so itself."""
        if (known := self._kinds_known.get(node.key)) is None:
            known = self._kinds_known[node.key] = kinds(node)
        return known

    def _contradict(self, demands: Sequence[Demand]) -> bool:
        return any(self._is_contradicted(one, demands) for one in demands if one.accepts)

    def _is_contradicted(self, one: Demand, others: Iterable[Demand]) -> bool:
        """One of the others says the contrary."""
        accepts, shape, is_made = one.accepts, one.node.shape, not one.node.base
        alike = [
            each
            for each in others
            if each.node.shape == shape
            and each.accepts is not accepts
            # of those made of values the same one has the same key
            and not (is_made and not each.node.base)
        ]
        if len(alike) > _FEW:
            self.look(len(alike) // _FEW)
        return any(self._same.holds(one.node, other.node) for other in alike)


def _chosen(points: Sequence[_Point]) -> int:
    """
    The place of what to choose first.

    Where much is to be chosen of what accepts, what the one schema that refuses says is refused part by part
    before, as if each part were a question of its own. Few choices of what accepts come before what several
    schemas refuse.
    """
    refused = [index for index, point in enumerate(points) if point.is_refused]
    accepted = [index for index, point in enumerate(points) if not point.is_refused]
    if len(refused) == 1 and len(accepted) != 1:
        return refused[0]
    some = accepted if 0 < len(accepted) <= _ACCEPTED else range(len(points))
    single = [index for index, point in enumerate(points) if len(point.alternatives) == 1]
    return min(single or some, key=lambda index: len(points[index].alternatives))


def _doubted(one: Open, doubts: Sequence[str]) -> Open:
    """An opening of a case in which not all was understood."""
    if not doubts:
        return one
    return one._replace(
        is_sure=False, pointer="" if not one.reason else one.pointer, reason=one.reason or doubts[0]
    )
