"""What a change takes away from the checking itself: waivers, tolerances, demands, limits, evidence."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from checker.analysis.drift.renaming import Renames
from checker.analysis.telling import lasting, listed
from checker.model.boundaries import Boundary
from checker.model.contracts import Accept, ContractSet
from checker.model.json import Json
from checker.model.places import Place
from checker.model.systems import System

_PACKED: Final = (".gz", ".zst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakened:
    """
    Something that is checked less than before: `what` is a sentence, `subject` the thing it is about.

    `boundary` is the one that it is declared over, if it is one.
    """

    subject: str
    what: str
    was: Json
    now: Json
    place: Place
    boundary: str | None = None


def weakened(old: ContractSet, new: ContractSet, names: Renames) -> tuple[Weakened, ...]:
    """
    Every weakening that is new, in the order of the contract; those of messages and of the configuration come
    beside. `old` is told in the names of `new`, and `names` has what was called otherwise.
    """
    found = [*_waivers(old, new, names), *_systems(old, new), *_reference(old, new), *_flows(old, new)]
    for boundary in new.boundaries.values():
        if (before := old.boundaries.get(boundary.name)) is not None:
            found += _boundary(before, boundary)
    return (*found, *_gone(old, new), *_recordings(old, new))


def _waivers(old: ContractSet, new: ContractSet, names: Renames) -> Iterator[Weakened]:
    before = [(accept, _renamed(accept.at, names)) for accept in old.accept]
    for accept in new.accept:
        wider = [one for one, at in before if one.rule == accept.rule and _takes_in(at, accept.at)]
        if not wider:
            what = f"{accept.rule} at {accept.at} is accepted from now on: {accept.because}"
            yield Weakened(subject=accept.at, what=what, was=None, now=_accepted(accept), place=accept.place)
        elif not any(_is_as_long(one, accept) for one in wider):
            what = f"{accept.rule} at {accept.at} is accepted {_until(accept)}; it was {_until(wider[0])}"
            yield Weakened(
                subject=accept.at,
                what=what,
                was=_accepted(wider[0]),
                now=_accepted(accept),
                place=accept.place,
            )


def _renamed(at: str, names: Renames) -> str:
    """A subject (SYSTEM/STATUS, BOUNDARY/MESSAGE#POINTER, FACT) as it is called now."""
    subject, mark, pointer = at.partition("#")
    first, slash, second = subject.partition("/")
    second = names.statuses.get((first, second), names.messages.get((first, second), second))
    for known in (names.systems, names.boundaries, names.facts, names.reference):
        if first in known:
            first = known[first]
            break
    return f"{first}{slash}{second}{mark}{pointer}"


def _takes_in(wide: str, narrow: str) -> bool:
    """Whether all subjects that one pattern names are named by another; `*` stands for any text."""
    pattern = ".*".join(map(re.escape, wide.split("*")))
    return re.fullmatch(pattern, narrow, re.DOTALL) is not None


def _is_as_long(one: Accept, other: Accept) -> bool:
    return one.until is None or (other.until is not None and other.until <= one.until)


def _accepted(accept: Accept) -> str:
    """As a `changes` entry has it: several rules may be accepted at one place."""
    return f"{accept.rule}, {_until(accept)}"


def _until(accept: Accept) -> str:
    return f"until {accept.until.isoformat()}" if accept.until else "without an end"


def _systems(old: ContractSet, new: ContractSet) -> Iterator[Weakened]:
    for system in new.systems.values():
        if (before := old.systems.get(system.name)) is not None:
            yield from _system(before, system)


def _system(old: System, new: System) -> Iterator[Weakened]:
    if new.is_external and not old.is_external:
        what = f"{new.name} is external from now on: it is taken at its word"
        yield Weakened(subject=new.name, what=what, was=False, now=True, place=new.place)
    kept = {ref.name for ref in new.retired} | new.statuses.keys()
    for ref in old.retired:
        if ref.name not in kept:
            what = f'"{ref.name}" of {new.name} is retired no longer: it could come back with another meaning'
            yield Weakened(
                subject=f"{new.name}/{ref.name}", what=what, was="retired", now=None, place=new.place
            )


def _reference(old: ContractSet, new: ContractSet) -> Iterator[Weakened]:
    for table in new.reference.values():
        before = old.reference.get(table.name)
        if before is not None and _is_later(before.max_age, table.max_age):
            was, now = _lasting(before.max_age), _lasting(table.max_age)
            what = f"the table {table.name} was to be no older than {was}, and now {_no_limit(now)}"
            yield Weakened(subject=table.name, what=what, was=was, now=now, place=table.place)


def _flows(old: ContractSet, new: ContractSet) -> Iterator[Weakened]:
    """Flows are known by their readers, whatever they are called."""
    before, after = _followed(old), _followed(new)
    for reader, was in before.items():
        now = after.get(reader)
        if reader not in new.systems or (now is not None and was <= now):
            continue
        flow = next((flow for flow in new.flows.values() if flow.reader.name == reader), None)
        lost = sorted((was - now if now is not None else was) & new.boundaries.keys())
        if not lost:
            continue
        what = f"what {reader} shows is no longer followed over {listed(lost)}"
        yield Weakened(
            subject=reader, what=what, was=[*lost], now=None, place=flow.place if flow else new.place
        )


def _followed(contracts: ContractSet) -> Mapping[str, frozenset[str]]:
    """The boundaries over which the statuses of each reader are followed."""
    found: dict[str, frozenset[str]] = {}
    for flow in contracts.flows.values():
        names = {ref.name for ref in flow.boundaries} or contracts.boundaries.keys()
        found[flow.reader.name] = found.get(flow.reader.name, frozenset()) | names
    return found


def _lasting(seconds: float | None) -> str | None:
    return None if seconds is None else lasting(seconds)


def _no_limit(told: str | None) -> str:
    return told or "there is no limit"


def _is_later(old: float | None, new: float | None) -> bool:
    """Whether a limit was raised, or is gone."""
    return old is not None and (new is None or new > old)


def _boundary(old: Boundary, new: Boundary) -> Iterator[Weakened]:
    def weaker(what: str, was: Json, now: Json, place: Place | None = None) -> Weakened:
        return Weakened(
            subject=new.name, what=what, was=was, now=now, place=place or new.place, boundary=new.name
        )

    if new.is_draft and not old.is_draft:
        what = f"{new.name} is a draft from now on: its drift is only noted"
        yield Weakened(subject=new.name, what=what, was="stable", now="draft", place=new.place)
    if _is_later(old.answer_within, new.answer_within):
        was, now = _lasting(old.answer_within), _lasting(new.answer_within)
        yield weaker(f"{new.name} was to be answered within {was}, and now {_no_limit(now)}", was, now)
    if old.settles_after is not None and (new.settles_after is None or new.settles_after < old.settles_after):
        was, now = _lasting(old.settles_after), _lasting(new.settles_after)
        what = f"what comes over {new.name} was to stay open for {was}, and now {_no_limit(now)}"
        yield weaker(what, was, now)
    if new.status and new.status.nobody_reads and not (old.status and old.status.nobody_reads):
        what = f"nobody is to read the status of {new.name} from now on"
        yield weaker(what, None, new.status.nobody_reads, new.status.place)
    if old.status and old.status.parts and new.status and new.status.parts:
        parts = new.status.parts
        if old.status.parts.expected is not None and parts.expected is None:
            yield weaker(f"no part is expected over {new.name} any more", "expected", None, parts.place)
    for name in old.messages:
        if name not in new.messages:
            yield Weakened(
                subject=f"{new.name}/{name}",
                what=f"the message {name} is no longer declared over {new.name}",
                was=name,
                now=None,
                place=new.place,
                boundary=new.name,
            )


def _gone(old: ContractSet, new: ContractSet) -> Iterator[Weakened]:
    """Boundaries that are gone while both their ends are there; what was read over them is told elsewhere."""
    for name, boundary in old.boundaries.items():
        ends = {boundary.sender.name, boundary.receiver.name}
        if name not in new.boundaries and boundary.messages and ends <= new.systems.keys():
            what = f"the boundary {name} is gone: what {boundary.sender} sends over it is checked no longer"
            yield Weakened(subject=name, what=what, was=name, now=None, place=new.place)


def _recordings(old: ContractSet, new: ContractSet) -> Iterator[Weakened]:
    """Recordings that are gone; one that lies elsewhere, or is packed, is there."""
    kept = Counter(_known_as(path) for path in new.recordings)
    for path in old.recordings:
        kept[_known_as(path)] -= 1
        if kept[_known_as(path)] < 0:
            name = os.path.relpath(path, old.folder).replace(os.sep, "/")
            what = f"the recording {name} is gone: what it shows is checked no longer"
            yield Weakened(subject=name, what=what, was=name, now=None, place=new.place)


def _known_as(path: str) -> str:
    name = path.rpartition("/")[2]
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return name


def weakened_settings(
    old: Mapping[str, Json | Decimal], new: Mapping[str, Json | Decimal], place: Place
) -> tuple[Weakened, ...]:
    """
    Settings of the project that ask for less: `fail-on` (a level), `only` (the parts that are checked, as a
    text with commas, None for all), and percentages of coverage by kind.
    """
    found: list[Weakened] = []
    for name, was in old.items():
        now = new.get(name)
        if now != was and _asks_less(name, was, now):
            before, after = (None if one is None else str(one) for one in (was, now))
            what = f"the setting {name} asks for less: {before or 'everything'}, and now {after or 'nothing'}"
            found.append(Weakened(subject=name, what=what, was=before, now=after, place=place))
    return tuple(found)


def _asks_less(name: str, was: Json | Decimal, now: Json | Decimal) -> bool:
    levels = ("note", "warning", "error")
    if name == "fail-on":
        return was in levels and now in levels and levels.index(str(now)) > levels.index(str(was))
    if name == "paths":
        wanted, left = (set(map(str.strip, str(one).split(","))) for one in (was, now))
        return bool(wanted - left)
    if name == "released":
        return was is not None  # what is in production is no matter of a change
    if name == "only":
        return now is not None and (was is None or not _parts(was) <= _parts(now))
    return isinstance(was, Decimal) and (not isinstance(now, Decimal) or now < was)


def _parts(only: Json | Decimal) -> set[str]:
    return set(str(only).split(", "))
