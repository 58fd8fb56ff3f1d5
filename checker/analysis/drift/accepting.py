"""Which drift a contract accepts: entries of `changes` for this change, each bound to what changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.model.contracts import AcceptedDrift, Change, ContractSet
from checker.model.findings import Accepted, Finding, Related
from checker.model.json import Json

_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of `changes: accepts`, with the version and the reason that it stands under."""

    change: Change
    drift: AcceptedDrift


def is_newer(version: str, than: str) -> bool:
    """Whether one version comes after another: by their numbers; a pre-release comes before its release."""
    return _key(version) > _key(than)


def _key(version: str) -> tuple[object, ...]:
    main, dash, rest = version.partition("+")[0].partition("-")
    numbers = [_number(number) for number in _NUMBER.findall(main)]
    while numbers and not numbers[-1][0]:
        numbers.pop()
    # Of a pre-release, numbers come before words, as Semantic Versioning has it.
    parts = ((0, *_number(one), "") if one.isdigit() else (1, 0, "", one) for one in rest.split("."))
    return tuple(numbers), 0 if dash else 1, tuple(parts)


def _number(digits: str) -> tuple[int, str]:
    """In order as numbers are, however many digits they have."""
    plain = digits.lstrip("0")
    return len(plain), plain


def open_entries(new: ContractSet, old: ContractSet) -> tuple[Entry, ...]:
    """
    The entries that count against a baseline: of a version above its own, and not above that of the contract.

    What the baseline has already is history, or was put there for a change to come: it accepts nothing.
    """
    known = [(change.version, drift) for change in old.changes for drift in change.accepts]
    return tuple(
        Entry(change=change, drift=drift)
        for change in new.changes
        if is_newer(change.version, old.version) and not is_newer(change.version, new.version)
        for drift in change.accepts
        if (change.version, drift) not in known
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """Findings that stand, those that are accepted, and the entries that accept nothing."""

    standing: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    unused: tuple[Entry, ...]


def parted(findings: Iterable[Finding], new: ContractSet, old: ContractSet) -> Parted:
    """Holds findings against the entries; one that lacks a reader or tells another change accepts nothing."""
    entries = open_entries(new, old)
    standing: list[Finding] = []
    accepted: list[Accepted] = []
    used: set[int] = set()
    for finding in findings:
        named = [number for number, entry in enumerate(entries) if _names(entry.drift, finding)]
        by = next((number for number in named if not _lacks(entries[number].drift, finding)), None)
        used.update(named)
        if by is not None:
            entry = entries[by]
            accepted.append(Accepted(finding=finding, because=entry.change.because, place=entry.drift.place))
        elif named:
            standing.append(_with(finding, entries[named[0]].drift))
        else:
            standing.append(finding)
    unused = tuple(entry for number, entry in enumerate(entries) if number not in used)
    return Parted(standing=tuple(standing), accepted=tuple(accepted), unused=unused)


def _names(drift: AcceptedDrift, finding: Finding) -> bool:
    return (drift.rule, drift.at) == (finding.rule, finding.subject)


def _lacks(drift: AcceptedDrift, finding: Finding) -> str:
    """What keeps an entry from accepting a finding that it names, as a clause; empty where nothing does."""
    shift = finding.shift
    if shift is None:
        return ""
    details = drift.details
    for key, value in (("from", shift.was), ("to", shift.now)):
        if not _is_same(details.get(key), value):
            return f"it was accepted with another {key!r} than this change has"
    readers = details.get("readers")
    named = set(readers) if isinstance(readers, dict) else set(_flat(readers))
    missing = [name for name in shift.readers if name not in named]
    return f"the entry that accepts it does not name {missing[0]} among its readers" if missing else ""


def _is_same(written: Json, meant: Json) -> bool:
    """In a contract, lists of one may be written as that one, and the order of a list says nothing."""
    return _flat(written) == _flat(meant)


def _flat(value: Json) -> list[str]:
    listed = value if isinstance(value, list | tuple) else [] if value is None else [value]
    return sorted(_text(one) for one in listed)


def _text(value: Json) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _with(finding: Finding, drift: AcceptedDrift) -> Finding:
    lacks = _lacks(drift, finding)
    return replace(
        finding,
        notes=(*finding.notes, lacks),
        related=(*finding.related, Related(place=drift.place, says="the entry that was to accept it")),
    )
