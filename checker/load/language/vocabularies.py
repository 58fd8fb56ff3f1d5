"""Vocabularies: what the statuses of a well-known system mean, shared by many contracts."""

from collections.abc import Mapping
from dataclasses import replace

from checker.load.language.reading import Reading
from checker.load.language.statuses import KEYS_OF_VOCABULARIES, check_ends, moves, statuses
from checker.load.tree import Entry, Node, Series, place
from checker.model.places import Ref
from checker.model.systems import Outcome, Status
from checker.model.text import plain
from checker.model.traps import Trap
from checker.model.vocabularies import Vocabulary

KEYS = ("vocabulary", "title", "source", "facts", "statuses", "moves", "initial", "traps")
_TRAP = ("status", "says", "source")


def vocabulary(tree: Node, reading: Reading) -> Vocabulary:
    """The vocabulary that a file declares."""
    keys = reading.table(tree, KEYS, "a vocabulary", required=("vocabulary", "source", "statuses"))
    name = reading.ref(keys["vocabulary"].value, "vocabulary") if "vocabulary" in keys else None
    facts = _facts(keys["facts"].value, reading) if "facts" in keys else {}
    shown: Mapping[str, Status] = {}
    if "statuses" in keys:
        node = keys["statuses"].value
        shown = statuses(
            node, "", (), lambda fact: reading.known(fact, facts, "fact"), reading, KEYS_OF_VOCABULARIES
        )
    for status in shown.values():
        _check_says(status, reading)
    steps = moves(keys["moves"].value, shown, reading) if "moves" in keys else ()
    if "moves" in keys:
        check_ends(steps, keys["moves"].value, shown, reading)
    starts = reading.listed(keys["initial"].value, "initial") if "initial" in keys else ()
    initial = [ref for node in starts if (ref := reading.known(node, shown, "status")) is not None]
    traps = reading.rows(keys["traps"].value, "traps") if "traps" in keys else ()
    return Vocabulary(
        name=name.name if name else "",
        title=reading.full_text(keys["title"].value, "title") if "title" in keys else None,
        sources=sources(keys, reading),
        facts=facts,
        statuses=shown,
        has_claims=_with_claims(keys),
        moves=steps,
        initial=reading.without_repeats(initial, "initial"),
        traps=tuple(_trap(node, shown, reading) for node in traps),
        place=place(tree),
    )


def statuses_of(
    used: Vocabulary, system: str, success_claims: tuple[Ref, ...], ours: Mapping[str, Ref]
) -> Mapping[str, Status]:
    """The statuses that a system gets, with our facts; one that `ours` does not name is dropped from them."""
    found = {}
    for code, status in used.statuses.items():
        is_default = (
            status.outcome is Outcome.SUCCESS and code not in used.has_claims and bool(success_claims)
        )
        claims = success_claims if is_default else _named(status.claims, ours)
        denies = _named(status.denies, ours)
        spoken_of = {ref.name for ref in (*claims, *denies)}
        found[code] = replace(
            status,
            system=system,
            claims=claims,
            denies=denies,
            silent_on=tuple(ref for ref in _named(status.silent_on, ours) if ref.name not in spoken_of),
            claims_by_default=is_default,
        )
    return found


def sources(keys: Mapping[str, Entry], reading: Reading) -> tuple[str, ...]:
    """Where all that stands in a file of a vocabulary or a mapping is written."""
    if "source" not in keys:
        return ()
    node = keys["source"].value
    listed = reading.listed(node, "source")
    if isinstance(node, Series) and not listed:
        reading.wrong("source names nothing", node, "say where this is written")
    return tuple(text for node in listed if (text := reading.full_text(node, "source")) is not None)


def told(keys: Mapping[str, Entry], name: str, reading: Reading) -> str:
    """A text of a trap, empty where a mistake was noted."""
    return (reading.full_text(keys[name].value, name) or "") if name in keys else ""


def _with_claims(keys: Mapping[str, Entry]) -> frozenset[str]:
    if "statuses" not in keys:
        return frozenset()
    entries = getattr(keys["statuses"].value, "entries", {}).values()
    return frozenset(entry.key.text for entry in entries if "claims" in getattr(entry.value, "entries", ()))


def _check_says(status: Status, reading: Reading) -> None:
    """A status does not both claim and deny a fact, and is not silent on one that it speaks of."""
    code = plain(status.code)
    claimed = {ref.name: ref for ref in status.claims}
    for ref in status.denies:
        if ref.name in claimed:
            message = f'"{code}" claims {plain(ref.name)}, and denies {plain(ref.name)}'
            related = ((claimed[ref.name].place, f"{plain(ref.name)} is claimed here"),)
            reading.wrong(message, ref.place, "leave out one of them", related)
    spoken_of = {*claimed, *(ref.name for ref in status.denies)}
    for ref in status.silent_on:
        if ref.name in spoken_of:
            message = f'"{code}" speaks of {plain(ref.name)}, so it is not silent on it'
            reading.wrong(message, ref.place, "leave it out here, or in claims and denies")


def _trap(node: Node, shown: Mapping[str, Status], reading: Reading) -> Trap:
    keys = reading.table(node, _TRAP, "a trap", required=("says", "source"))
    return Trap(
        status=reading.known(keys["status"].value, shown, "status") if "status" in keys else None,
        says=told(keys, "says", reading),
        source=told(keys, "source", reading),
        place=place(node),
    )


def _facts(node: Node, reading: Reading) -> Mapping[str, str | None]:
    return {entry.key.text: _means(entry, reading) for entry in reading.names(node, "facts")}


def _means(entry: Entry, reading: Reading) -> str | None:
    reading.is_name(entry.key, "a fact")
    keys = reading.table(entry.value, ("means",), f'the fact "{plain(entry.key.text)}"')
    return reading.full_text(keys["means"].value, "means") if "means" in keys else None


def _named(refs: tuple[Ref, ...], ours: Mapping[str, Ref]) -> tuple[Ref, ...]:
    """By our names, each once: one fact of ours may stand for several of the vocabulary."""
    found: dict[str, Ref] = {}
    for ref in refs:
        if ref.name in ours:
            name = ours[ref.name].name
            found.setdefault(name, Ref(name=name, place=ref.place))
    return tuple(found.values())
