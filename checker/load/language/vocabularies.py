"""Vocabularies: what the statuses of a well-known system mean, shared by many contracts."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.load.language.reading import Reading
from checker.load.language.statuses import KEYS as STATUS_KEYS
from checker.load.language.statuses import check_ends, moves, said, statuses
from checker.load.tree import Entry, Node
from checker.model.places import Ref
from checker.model.systems import Move, Status
from checker.model.text import plain

_KEYS = ("vocabulary", "title", "source", "facts", "statuses", "moves", "initial", "traps")
_STATUS_KEYS = (*STATUS_KEYS, "silent_on", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """
    A vocabulary as it stands in its file; `facts` are its own names.

    `statuses` still name its own facts; `statuses_of` gives them to a system of a contract.
    """

    name: str
    facts: Mapping[str, str | None]
    statuses: Mapping[str, Status]
    has_claims: frozenset[str]  # codes of the statuses that say what they claim
    moves: tuple[Move, ...]
    initial: tuple[Ref, ...]

    def statuses_of(
        self, system: str, success_claims: tuple[Ref, ...], ours: Mapping[str, Ref]
    ) -> Mapping[str, Status]:
        """The statuses with our facts; a fact that ours does not name is dropped from them."""
        return {
            code: self._translated(status, system, success_claims, ours)
            for code, status in self.statuses.items()
        }

    def _translated(
        self, status: Status, system: str, success_claims: tuple[Ref, ...], ours: Mapping[str, Ref]
    ) -> Status:
        from dataclasses import replace

        from checker.model.systems import Outcome

        is_default = (
            status.outcome is Outcome.SUCCESS and status.code not in self.has_claims and bool(success_claims)
        )
        claims = success_claims if is_default else _named(status.claims, ours)
        denies = _named(status.denies, ours)
        return replace(status, system=system, claims=claims, denies=denies, claims_by_default=is_default)


def vocabulary(tree: Node, reading: Reading) -> Vocabulary:
    """The vocabulary that a file declares."""
    keys = reading.table(tree, _KEYS, "a vocabulary", required=("vocabulary", "source", "statuses"))
    name = reading.ref(keys["vocabulary"].value, "vocabulary") if "vocabulary" in keys else None
    if "source" in keys:
        for source in reading.listed(keys["source"].value, "source"):
            reading.full_text(source, "source")
    if "title" in keys:
        reading.full_text(keys["title"].value, "title")
    facts = _facts(keys["facts"].value, reading) if "facts" in keys else {}
    shown: Mapping[str, Status] = {}
    has_claims: frozenset[str] = frozenset()
    if "statuses" in keys:
        node = keys["statuses"].value
        shown = statuses(node, "", (), lambda fact: reading.known(fact, facts, "fact"), reading, _STATUS_KEYS)
        for entry in reading.names(node, "statuses"):
            _check_silence(entry, shown, facts, reading)
        has_claims = frozenset(
            entry.key.text
            for entry in reading.names(node, "statuses")
            if "claims" in getattr(entry.value, "entries", ())
        )
    steps = moves(keys["moves"].value, shown, reading) if "moves" in keys else ()
    if "moves" in keys:
        check_ends(steps, keys["moves"].value, shown, reading)
    starts = reading.listed(keys["initial"].value, "initial") if "initial" in keys else ()
    for trap in reading.rows(keys["traps"].value, "traps") if "traps" in keys else ():
        _check_trap(trap, shown, reading)
    return Vocabulary(
        name=name.name if name else "",
        facts=facts,
        statuses=shown,
        has_claims=has_claims,
        moves=steps,
        initial=tuple(ref for node in starts if (ref := reading.known(node, shown, "status")) is not None),
    )


def _check_silence(
    entry: Entry, shown: Mapping[str, Status], facts: Mapping[str, str | None], reading: Reading
) -> None:
    """What a status is silent on it neither claims nor denies; where it is written is a text."""
    keys: Mapping[str, Entry] = getattr(entry.value, "entries", {})
    if "source" in keys:
        reading.full_text(keys["source"].value, "source")
    status = shown.get(entry.key.text)
    spoken_of = {ref.name for ref in (*status.claims, *status.denies)} if status else set()
    for ref in said(keys, "silent_on", lambda fact: reading.known(fact, facts, "fact"), reading):
        if ref.name in spoken_of:
            message = f'"{plain(entry.key.text)}" speaks of {ref.name}, so it is not silent on it'
            reading.wrong(message, ref.place, "leave it out here, or in claims and denies")


def _check_trap(node: Node, shown: Mapping[str, Status], reading: Reading) -> None:
    """Where it looks fine at the wrong layer: which status, what happens, and where that is written."""
    keys = reading.table(node, ("status", "says", "source"), "a trap", required=("says", "source"))
    if "status" in keys:
        reading.known(keys["status"].value, shown, "status")
    for name in ("says", "source"):
        if name in keys:
            reading.full_text(keys[name].value, name)


def _facts(node: Node, reading: Reading) -> Mapping[str, str | None]:
    return {entry.key.text: _means(entry, reading) for entry in reading.names(node, "facts")}


def _means(entry: Entry, reading: Reading) -> str | None:
    reading.is_name(entry.key, "a fact")
    keys = reading.table(entry.value, ("means",), f'the fact "{plain(entry.key.text)}"')
    return reading.full_text(keys["means"].value, "means") if "means" in keys else None


def _named(refs: tuple[Ref, ...], ours: Mapping[str, Ref]) -> tuple[Ref, ...]:
    return tuple(Ref(name=ours[ref.name].name, place=ref.place) for ref in refs if ref.name in ours)
