"""Facts: what can be true, who knows it, and what follows from it."""

from collections.abc import Iterable, Mapping, Sequence

from checker.load.language.reading import Reading
from checker.load.tree import Entry, place
from checker.model.systems import Fact, Status
from checker.model.text import plain

_KEYS = ("owner", "means", "implies", "revocable", "once_per")


def facts(entries: Mapping[str, Entry], systems: Sequence[str], reading: Reading) -> Mapping[str, Fact]:
    """The facts of a set; `systems` are the names of its systems."""
    read = {name: _fact(entry, entries, systems, reading) for name, entry in entries.items()}
    found = {name: fact for name, fact in read.items() if fact is not None}
    _check_implications(found, reading)
    return found


def implied(names: Iterable[str], facts: Mapping[str, Fact]) -> set[str]:
    """These facts and all that they imply."""
    seen: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left.extend(
                ref.name for ref in facts[name].implies if ref.name in facts
            ) if name in facts else None
    return seen


def check_says(status: Status, facts: Mapping[str, Fact], reading: Reading) -> None:
    """No status may both claim and deny a fact, be it through what its claims imply."""
    denied = {ref.name: ref for ref in status.denies}
    if not denied:
        return
    for claim in status.claims:
        for name in sorted(implied([claim.name], facts) & denied.keys()):
            way = "" if name == claim.name else f", which implies {name}"
            reading.wrong(
                f'"{plain(status.code)}" claims {claim.name}{way}, and denies {name}',
                denied[name].place,
                "leave out one of them",
                ((claim.place, f"{claim.name} is claimed here"),),
            )


def _fact(entry: Entry, names: Mapping[str, Entry], systems: Sequence[str], reading: Reading) -> Fact | None:
    key, value = entry
    keys = reading.table(value, _KEYS, f'the fact "{plain(key.text)}"', required=("owner",))
    owner = reading.known(keys["owner"].value, systems, "system") if "owner" in keys else None
    if owner is None:
        return None
    implies = reading.listed(keys["implies"].value, "implies") if "implies" in keys else ()
    refs = [ref for node in implies if (ref := reading.known(node, names, "fact")) is not None]
    return Fact(
        name=key.text,
        owner=owner,
        means=reading.full_text(keys["means"].value, "means") if "means" in keys else None,
        implies=reading.without_repeats(refs, "implies"),
        revocable=bool("revocable" in keys and reading.flag(keys["revocable"].value, "revocable")),
        once_per=reading.ref(keys["once_per"].value, "once_per") if "once_per" in keys else None,
        place=place(key),
    )


def _check_implications(facts: Mapping[str, Fact], reading: Reading) -> None:
    circular: set[str] = set()
    for name, fact in facts.items():
        for ref in fact.implies:
            if ref.name in facts and name in implied([ref.name], facts) and name not in circular:
                circle = {other for other in implied([name], facts) if name in implied([other], facts)}
                circular |= circle
                message = f"{name} implies {plain(ref.name)}, and {plain(ref.name)} implies {name}"
                if name == ref.name:
                    message = f"{name} implies itself"
                reading.wrong(message, ref.place, "leave one of them out, or make them one fact")
        if not fact.revocable:
            _check_stable(fact, facts, reading)


def _check_stable(fact: Fact, facts: Mapping[str, Fact], reading: Reading) -> None:
    """What is true for ever can't imply what may become false again."""
    for ref in fact.implies:
        other = facts.get(ref.name)
        if other is not None and other.revocable:
            reading.wrong(
                f"{plain(fact.name)} is stable and implies {plain(other.name)}, which is revocable",
                ref.place,
                f"declare {plain(fact.name)} revocable too, or leave the implication out",
                ((other.place, f"{plain(other.name)} is declared here"),),
            )
