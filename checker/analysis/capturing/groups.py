"""Which drafts belong to one transaction: union-find over what they have in common, with the reasons."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Final, TypeAlias

from checker.analysis.capturing.drafts import Draft
from checker.model.captures import Handle

Links: TypeAlias = Mapping[Handle, tuple[Handle, ...]]
"""What each captured thing was caused by, also of those that are no event of the contract."""

_CASE: Final = "case"
_FURTHEST: Final = 1_000  # causes that are looked at for one draft


@dataclass(slots=True, kw_only=True)
class Group:
    """
    The drafts of one transaction. `business` are the texts that name it, none where nothing does.

    `why` has, for each draft by its rank, what it was joined by.
    """

    drafts: list[Draft] = field(default_factory=list)
    business: dict[str, None] = field(default_factory=dict)
    why: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A draft that may belong to several transactions, and by what."""

    draft: Draft
    by: Handle
    cases: tuple[str, ...]


class _Union:
    """
    Disjoint sets of numbers, the smallest of which stands for all. `business` has the names of each set that
    has any.
    """

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._members = {number: [number] for number in range(count)}
        self.business: dict[int, dict[str, None]] = {}

    def find(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def members(self, one: int) -> Sequence[int]:
        """All that are in its set."""
        return tuple(self._members[self.find(one)])

    def is_named(self, one: int) -> bool:
        return self.find(one) in self.business

    def join(self, one: int, other: int) -> bool:
        """Whether that is new."""
        first, second = sorted((self.find(one), self.find(other)))
        if first == second:
            return False
        self._parent[second] = first
        few, many = sorted((self._members.pop(first), self._members.pop(second)), key=len)
        many += few
        self._members[first] = many
        names = {**self.business.get(first, {}), **self.business.pop(second, {})}
        if names:
            self.business[first] = names
        return True


@dataclass(frozen=True, slots=True)
class _Common:
    """Drafts that have something in common; `free` are those that it may bring to the others' transaction."""

    handle: Handle
    numbers: Sequence[int]
    free: Sequence[int]


def groups(
    drafts: Sequence[Draft], of_ids: Callable[[Draft], Iterable[Handle]], links: Links
) -> tuple[tuple[Group, ...], tuple[Doubt, ...]]:
    """
    The drafts, transaction by transaction, in the order in which each was first seen.

    What names a transaction joins whatever has it; a message that names several is a transaction of its own.
    All else (declared ids, causes, a trace, a correlation) only brings in what is named by nothing: two
    orders in one trace stay two. Where it could belong to several, it is left alone and said.
    """
    union = _Union(len(drafts))
    why: dict[int, str] = {}
    for number, draft in enumerate(drafts):
        if draft.business:
            union.business[number] = dict.fromkeys((" ".join(draft.business),))
    for common in _having(
        drafts, lambda draft: ((_CASE, " ".join(draft.business)),) if draft.business else ()
    ):
        for number in common.numbers:
            union.join(common.numbers[0], number)
            why.setdefault(number, _told(common.handle))
    weak = (
        *_having(drafts, lambda draft: draft.names),
        *_having(drafts, of_ids),
        *_causes(drafts, links),
        *_having(drafts, lambda draft: (one for one in draft.shares if one[0] == "trace")),
        *_having(drafts, lambda draft: (one for one in draft.shares if one[0] != "trace")),
    )
    doubts = _brought_in(weak, union, why)
    _among_themselves(weak, union, why)
    found: dict[int, Group] = {}
    for number, draft in enumerate(drafts):
        root = union.find(number)
        group = found.setdefault(root, Group(business=union.business.get(root, {})))
        group.drafts.append(draft)
        group.why[draft.rank] = why.get(number, "nothing else")
    unsure = tuple(
        Doubt(draft=drafts[number], by=handle, cases=cases)
        for number, (handle, cases) in sorted(doubts.items())
        if not union.is_named(number)
    )
    return tuple(found.values()), unsure


def _having(drafts: Sequence[Draft], of: Callable[[Draft], Iterable[Handle]]) -> Sequence[_Common]:
    found: dict[Handle, list[int]] = {}
    for number, draft in enumerate(drafts):
        for handle in dict.fromkeys(of(draft)):
            found.setdefault(handle, []).append(number)
    return [_Common(handle, numbers, numbers) for handle, numbers in found.items() if len(numbers) > 1]


def _causes(drafts: Sequence[Draft], links: Links) -> Sequence[_Common]:
    """
    Each draft with the nearest ones that it follows from, also through what is no event; then each of these
    with all that follows from it.
    """
    named: dict[Handle, list[int]] = {}
    for number, draft in enumerate(drafts):
        for name in draft.names:
            named.setdefault(name, []).append(number)
    following: dict[Handle, list[int]] = {}
    found: list[_Common] = []
    for number, draft in enumerate(drafts):
        handles = nearest(draft.follows, named, links)
        for handle in handles:
            following.setdefault(handle, []).append(number)
        if handles:
            before = [cause for handle in handles for cause in named[handle]]
            found.append(_Common(handles[0], [number, *before], [number]))
    found += [
        _Common(handle, [*named[handle], *numbers], named[handle]) for handle, numbers in following.items()
    ]
    return found


def nearest(follows: Iterable[Handle], named: Mapping[Handle, object], links: Links) -> tuple[Handle, ...]:
    """The first handles on each way back that some draft has; nobody looks behind one."""
    found: dict[Handle, None] = {}
    seen: set[Handle] = set()
    waiting = list(follows)
    while waiting and len(seen) < _FURTHEST:
        handle = waiting.pop(0)
        if handle in seen:
            continue
        seen.add(handle)
        if handle in named:
            found[handle] = None
        else:
            waiting += links.get(handle, ())
    return tuple(found)


def _brought_in(
    weak: Sequence[_Common], union: _Union, why: dict[int, str]
) -> Mapping[int, tuple[Handle, tuple[str, ...]]]:
    """
    Brings what is named by nothing to the one transaction that it can belong to; what could belong to
    several, with these, by its number.

    What came in may bring in others, so all that it has in common with them is looked at again: the surest
    first, each time something in it has got a name.
    """
    having: dict[int, list[int]] = {}
    for index, common in enumerate(weak):
        for number in common.numbers:
            having.setdefault(number, []).append(index)
    doubts: dict[int, tuple[Handle, tuple[str, ...]]] = {}
    waiting = list(range(len(weak)))
    is_waiting = set(waiting)
    while waiting:
        index = heappop(waiting)
        is_waiting.discard(index)
        common = weak[index]
        free = [number for number in common.free if not union.is_named(number)]
        if not free:
            continue
        named = {union.find(number) for number in common.numbers if union.is_named(number)}
        if len(named) == 1:
            (home,) = named
            for number in free:
                came = union.members(number)
                if union.join(home, number):
                    why.setdefault(number, _told(common.handle))
                    for again in {other for one in came for other in having[one]} - is_waiting:
                        heappush(waiting, again)
                        is_waiting.add(again)
        elif len(named) > 1:
            cases = tuple(sorted(next(iter(union.business[root])) for root in named))
            for number in free:
                doubts.setdefault(number, (common.handle, cases))
    return doubts


def _among_themselves(weak: Sequence[_Common], union: _Union, why: dict[int, str]) -> None:
    """What is named by nothing, joined by all that it has in common."""
    for common in weak:
        if any(map(union.is_named, common.numbers)):
            continue
        for number in common.numbers:
            if union.join(common.numbers[0], number):
                why.setdefault(number, _told(common.handle))


def _told(handle: Handle) -> str:
    kind, text = handle
    return f"{kind} {text}"
