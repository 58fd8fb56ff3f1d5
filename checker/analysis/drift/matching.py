"""Which thing that went is which that came: told by how they look, the surest way first."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, Final, TypeAlias, TypeVar

T = TypeVar("T")
Seen: TypeAlias = Callable[[T], Hashable]
Look: TypeAlias = tuple[Seen[T], Seen[T]]  # of a thing that went, and of one that came
Sides: TypeAlias = tuple[Mapping[str, T], Mapping[str, T]]

_HALF: Final = 0.5


def matched(
    old: Mapping[str, T],
    new: Mapping[str, T],
    looks: Sequence[Look[T]],
    *,
    differ: Callable[[T, T], bool] = lambda _one, _other: False,
) -> dict[str, str]:
    """
    Each name that is only in `old` with the one that is only in `new` and stands for the same thing.

    A look that is None tells nothing. One counts where a single thing that went and a single one that came
    have it: what is in doubt has gone, and something else has come. Two that `differ` are never the same.
    """
    gone = {name: one for name, one in old.items() if name not in new}
    come = {name: one for name, one in new.items() if name not in old}
    found: dict[str, str] = {}
    for of_old, of_new in looks:
        left = come.keys() - found.values()
        olds = {name: of_old(one) for name, one in gone.items() if name not in found}
        news = {name: of_new(one) for name, one in come.items() if name in left}
        seen, others = Counter(olds.values()), Counter(news.values())
        by_look = {look: name for name, look in news.items()}
        for name, look in olds.items():
            if (
                look is None
                or seen[look] != 1
                or others[look] != 1
                or differ(gone[name], come[by_look[look]])
            ):
                continue
            found[name] = by_look[look]
    return found


def both(look: Seen[T]) -> Look[T]:
    """The same look for old things and new ones."""
    return look, look


def rest(old: Mapping[str, T], new: Mapping[str, T], found: Mapping[str, str]) -> Sides[T]:
    """What is not found yet, on both sides."""
    taken = set(found.values())
    return (
        {name: one for name, one in old.items() if name not in found},
        {name: one for name, one in new.items() if name not in taken},
    )


def alike(
    old: Mapping[str, T],
    new: Mapping[str, T],
    marks: tuple[Callable[[T], frozenset[Hashable]], Callable[[T], frozenset[Hashable]]],
    *,
    differ: Callable[[T, T], bool],
) -> dict[str, str]:
    """Those that have at least half of their marks in common, each with only one that it is like."""
    gone = {name: marks[0](one) for name, one in old.items() if name not in new}
    come = {name: marks[1](one) for name, one in new.items() if name not in old}
    pairs = [
        (name, other)
        for name, one in gone.items()
        for other, another in come.items()
        if one & another and len(one & another) >= _HALF * len(one | another)
        if not differ(old[name], new[other])
    ]
    olds, news = Counter(name for name, _ in pairs), Counter(other for _, other in pairs)
    return {name: other for name, other in pairs if olds[name] == news[other] == 1}


def words(text: str | None) -> str | None:
    """What a text says, however it is folded, capitalised and closed; None for none."""
    return " ".join(text.split()).casefold().rstrip(".") if text and text.strip() else None


# Any: it goes through every kind of value of a contract.
def content(value: Any, but: frozenset[str] = frozenset()) -> Hashable:
    """What a value of a contract says, wherever it stands; without its fields named in `but`."""
    if is_dataclass(value) and not isinstance(value, type):
        said = (one.name for one in fields(value) if one.compare and one.name not in but)
        return (type(value).__name__, *(content(getattr(value, name)) for name in said))
    if isinstance(value, Mapping):
        return frozenset((key, content(one)) for key, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(content, value))
    return (type(value).__name__, value)
