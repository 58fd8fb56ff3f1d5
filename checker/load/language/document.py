"""A contract set as one document: its files put together, then read chapter by chapter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from checker.load.language.acceptance import accepts, changes
from checker.load.language.boundaries import boundary
from checker.load.language.captures import captures
from checker.load.language.facts import facts
from checker.load.language.flows import flow
from checker.load.language.formats import FORMATS, Reader, todays
from checker.load.language.messages import Files
from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.language.reporters import with_reports
from checker.load.language.systems import systems
from checker.load.language.tables import reference
from checker.load.tree import Entry, Node, Scalar, Table, place
from checker.model.boundaries import Boundary
from checker.model.contracts import Accept, CaptureRule, Change, ContractSet, Flow, Reference
from checker.model.systems import Fact, System

if TYPE_CHECKING:
    from checker.model.vocabularies import Vocabulary

HEAD = ("contract", "format", "version")
_INFORMATION = ("title", "owner")
_NAMED = {
    "facts": "a fact",
    "systems": "a system",
    "boundaries": "a boundary",
    "reference": "a reference table",
    "flows": "a flow",
}
_LISTS = ("captures", "accept", "changes")
KEYS = (*HEAD, *_INFORMATION, *_NAMED, *_LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What a document may take from files beside it."""

    files: Files
    vocabulary: "Callable[[Node], Vocabulary | None]"
    rows: Callable[[Reference, Node, Mapping[str, Node]], Reference | None]


@dataclass(slots=True)
class _Parts:
    """The top-level keys of all files, put together."""

    texts: dict[str, Entry] = field(default_factory=dict)
    named: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in _NAMED})
    lists: dict[str, list[Node]] = field(default_factory=lambda: {name: [] for name in _LISTS})


def contract(
    trees: Sequence[Node],
    folder: str,
    outside: Outside,
    reading: Reading,
    formats: Mapping[int, Reader] = FORMATS,
) -> ContractSet | None:
    """
    The set that these trees declare together, the one of contract.yaml first.

    None where it has no name or version, or its format is none of `formats`; with mistakes it is incomplete,
    and `reading` has them.
    """
    known = todays(trees, reading, formats)
    if known is None:
        return None
    parts = _Parts()
    for number, tree in enumerate(known):
        _add(tree, parts, reading, is_first=number == 0)
    name, version = _head(parts, reading)
    known_systems = tuple(parts.named["systems"])
    all_facts = facts(parts.named["facts"], known_systems, reading)
    unsure: set[str] = set()
    all_systems = _systems(parts, all_facts, outside, reading, unsure)
    tables = _references(parts, outside, reading)
    names = Names(
        facts=parts.named["facts"],
        systems=all_systems,
        boundaries=parts.named["boundaries"],
        messages={key: _messages(entry.value) for key, entry in parts.named["boundaries"].items()},
        reference={key: len(tables[key].key) if key in tables else 0 for key in parts.named["reference"]},
        unsure=frozenset(unsure),
        faces=_faces(all_systems),
        strays=_strays(all_systems, parts.named["systems"]),
    )
    reporting = {
        key: with_reports(system, parts.named["systems"][key].value, names, reading)
        for key, system in all_systems.items()
    }
    names = replace(names, systems=reporting)
    read = [boundary(entry, names, outside.files, reading) for entry in parts.named["boundaries"].values()]
    flows = [flow(entry, names, reading) for entry in parts.named["flows"].values()]
    done = _Chapters(
        facts=all_facts,
        systems=reporting,
        boundaries={each.name: each for each in read if each is not None},
        reference=tables,
        captures=tuple(rule for node in parts.lists["captures"] for rule in captures(node, names, reading)),
        flows={each.name: each for each in flows if each is not None},
        accept=tuple(row for node in parts.lists["accept"] for row in accepts(node, reading)),
        changes=tuple(row for node in parts.lists["changes"] for row in changes(node, reading)),
    )
    if name is None or version is None:
        return None
    return _set(name, version, parts, done, folder, reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chapters:
    facts: Mapping[str, Fact]
    systems: Mapping[str, System]
    boundaries: Mapping[str, Boundary]
    reference: Mapping[str, Reference]
    captures: tuple[CaptureRule, ...]
    flows: Mapping[str, Flow]
    accept: tuple[Accept, ...]
    changes: tuple[Change, ...]


def _set(
    name: str, version: str, parts: _Parts, done: _Chapters, folder: str, reading: Reading
) -> ContractSet:
    title, owner = (
        reading.full_text(parts.texts[key].value, key) if key in parts.texts else None for key in _INFORMATION
    )
    return ContractSet(
        name=name,
        version=version,
        title=title,
        owner=owner,
        facts=done.facts,
        systems=done.systems,
        boundaries=done.boundaries,
        reference=done.reference,
        captures=done.captures,
        flows=done.flows,
        accept=done.accept,
        changes=done.changes,
        folder=folder,
        place=place(parts.texts["contract"].value),
    )


def _add(tree: Node, parts: _Parts, reading: Reading, *, is_first: bool) -> None:
    for key, entry in reading.table(tree, KEYS, "a contract", required=HEAD if is_first else ()).items():
        if key in _NAMED:
            _add_named(key, entry.value, _NAMED[key], parts.named[key], reading)
        elif key in _LISTS:
            parts.lists[key].append(entry.value)
        elif key in parts.texts:
            reading.twice(f'"{key}"', entry.key, place(parts.texts[key].key))
        elif key in HEAD and not is_first:
            reading.wrong(f'"{key}" stands in contract.yaml only', entry.key, "leave it out here")
        elif key in KEYS:
            parts.texts[key] = entry


def _add_named(section: str, node: Node, what: str, known: dict[str, Entry], reading: Reading) -> None:
    for each in reading.names(node, section):
        name = each.key.text
        if name in known:
            reading.twice(f'"{name}"', each.key, place(known[name].key))
        else:
            reading.is_name(each.key, what)
            known[name] = each


def _head(parts: _Parts, reading: Reading) -> tuple[str | None, str | None]:
    """The name of the set and its version."""
    found = {}
    for key in HEAD:
        if key in parts.texts:
            found[key] = reading.full_text(parts.texts[key].value, key)
    if "contract" in found and found["contract"] is not None:
        value = parts.texts["contract"].value
        if isinstance(value, Scalar):
            reading.is_name(value, "a contract")
    return found.get("contract"), found.get("version")


def _systems(
    parts: _Parts, all_facts: Mapping[str, Fact], outside: Outside, reading: Reading, unsure: set[str]
) -> Mapping[str, System]:
    found = systems(parts.named["systems"], all_facts, parts.named["facts"], outside.vocabulary, reading)
    for name, entry in parts.named["systems"].items():
        declared = entry.value.entries if isinstance(entry.value, Table) else {}
        statuses = declared["statuses"].value if "statuses" in declared else None
        has_vocabulary = "use" not in declared or found[name].use is not None
        if not has_vocabulary or not isinstance(statuses, Table | None) or (not declared):
            unsure.add(name)
    return found


def _references(parts: _Parts, outside: Outside, reading: Reading) -> Mapping[str, Reference]:
    read = (reference(entry, outside.rows, reading) for entry in parts.named["reference"].values())
    return {table.name: table for table in read if table is not None}


def _messages(node: Node) -> tuple[str, ...]:
    if isinstance(node, Table) and "messages" in node.entries:
        messages = node.entries["messages"].value
        if isinstance(messages, Table):
            return tuple(messages.entries)
    return ()


def _faces(systems: Mapping[str, System]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for system in systems.values():
        if system.part_of is not None:
            found.setdefault(system.part_of.name, []).append(system.name)
    return {name: tuple(faces) for name, faces in found.items()}


def _strays(systems: Mapping[str, System], entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Systems that say whose face they are, where that is wrong."""
    return tuple(
        name
        for name, entry in entries.items()
        if isinstance(entry.value, Table)
        and "part_of" in entry.value.entries
        and systems[name].part_of is None
    )
