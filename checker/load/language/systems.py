"""Systems: what each can show, its faces, and the vocabularies it takes its statuses from."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from checker.load.language.facts import check_says
from checker.load.language.reading import Reading
from checker.load.language.statuses import check_ends, moves, said, statuses
from checker.load.tree import Entry, Node, Table, place
from checker.model.places import Ref
from checker.model.systems import Fact, Move, Status, System, Use
from checker.model.text import plain

if TYPE_CHECKING:
    from checker.model.vocabularies import Vocabulary

KEYS = (
    "title",
    "statuses",
    "moves",
    "initial",
    "success_claims",
    "part_of",
    "external",
    "retired",
    "use",
    "facts",
    "combines",
    "decides",
)

Find: TypeAlias = "Callable[[Node], Vocabulary | None]"


def systems(
    entries: Mapping[str, Entry],
    facts: Mapping[str, Fact],
    known: Mapping[str, Entry],
    find: Find,
    reading: Reading,
) -> Mapping[str, System]:
    """
    The systems of a set, without `combines` and `decides`, which need all of them.

    `known` are the facts by name, also those whose declaration has mistakes; `find` opens a vocabulary.
    """
    found = {}
    for name, entry in entries.items():
        found[name] = _system(entry, entries, facts, known, find, reading)
    faces = {name: system.part_of for name, system in found.items() if system.part_of is not None}
    for system in found.values():
        _check_slashes(system, faces, reading)
        if system.part_of is not None and system.part_of.name in faces:
            reading.wrong(
                f"{system.part_of.name} is itself a face of {faces[system.part_of.name]}",
                system.part_of.place,
                f"write part_of: {faces[system.part_of.name]}",
            )
    return found


def _system(
    entry: Entry,
    names: Mapping[str, Entry],
    facts: Mapping[str, Fact],
    known: Mapping[str, Entry],
    find: Find,
    reading: Reading,
) -> System:
    key, value = entry
    keys = reading.table(value, KEYS, f'the system "{plain(key.text)}"')
    if isinstance(value, Table) and "statuses" not in keys and "use" not in keys:
        reading.wrong(
            f'the system "{plain(key.text)}" has no "statuses"', value, "add statuses: {} if it shows none"
        )
    success_claims = said(keys, "success_claims", lambda node: reading.known(node, known, "fact"), reading)
    use, shown, steps, starts = _used(keys, key.text, success_claims, known, find, reading)
    if "statuses" in keys:
        own = statuses(
            keys["statuses"].value,
            key.text,
            success_claims,
            lambda node: reading.known(node, known, "fact"),
            reading,
        )
        shown = {**shown, **own}
    is_whole = "use" not in keys or use is not None  # else statuses of the vocabulary are missing here
    if "moves" in keys and is_whole:
        own_steps = moves(keys["moves"].value, shown, reading)
        steps = (*(move for move in steps if (move.source, move.target) not in _pairs(own_steps)), *own_steps)
        check_ends(own_steps, keys["moves"].value, shown, reading)
    if "initial" in keys and is_whole:
        starts = _codes(keys["initial"].value, "initial", shown, reading)
    for status in shown.values():
        check_says(status, facts, reading)
    if is_whole:
        _check_deprecations(shown, reading)
    return System(
        name=key.text,
        title=reading.full_text(keys["title"].value, "title") if "title" in keys else None,
        statuses=shown,
        moves=steps,
        initial=starts,
        success_claims=success_claims,
        part_of=_part_of(key.text, keys["part_of"].value, names, reading) if "part_of" in keys else None,
        is_external=bool("external" in keys and reading.flag(keys["external"].value, "external")),
        retired=_retired(keys["retired"].value, shown, reading) if "retired" in keys else (),
        use=use,
        place=place(key),
    )


def _used(
    keys: Mapping[str, Entry],
    system: str,
    success_claims: tuple[Ref, ...],
    known: Mapping[str, Entry],
    find: Find,
    reading: Reading,
) -> tuple[Use | None, Mapping[str, Status], tuple[Move, ...], tuple[Ref, ...]]:
    """What a vocabulary gives to a system: its statuses, moves and initial ones."""
    if "use" not in keys:
        if "facts" in keys:
            reading.wrong("facts: of a system belong to use:", keys["facts"].key, "add use:, or leave it out")
        return None, {}, (), ()
    vocabulary = find(keys["use"].value)
    if vocabulary is None:
        return None, {}, (), ()
    from checker.load.language.vocabularies import statuses_of

    ours: dict[str, Ref] = {}
    for entry in reading.names(keys["facts"].value, "facts") if "facts" in keys else ():
        theirs = reading.known(entry.key, vocabulary.facts, f"fact of {vocabulary.name}")
        ref = reading.known(entry.value, known, "fact")
        if theirs is not None and ref is not None:
            ours[theirs.name] = ref
    use = Use(
        name=vocabulary.name,
        title=vocabulary.title,
        sources=vocabulary.sources,
        facts=ours,
        dropped=tuple(name for name in vocabulary.facts if name not in ours),
        traps=vocabulary.traps,
        place=place(keys["use"].value),
    )
    shown = statuses_of(vocabulary, system, success_claims, ours)
    return use, shown, vocabulary.moves, vocabulary.initial


def _pairs(moves: tuple[Move, ...]) -> set[tuple[str, str]]:
    return {(move.source, move.target) for move in moves}


def _codes(node: Node, what: str, shown: Mapping[str, Status], reading: Reading) -> tuple[Ref, ...]:
    listed = reading.listed(node, what)
    return reading.without_repeats(
        [ref for item in listed if (ref := reading.known(item, shown, "status")) is not None], what
    )


def _part_of(system: str, node: Node, names: Mapping[str, Entry], reading: Reading) -> Ref | None:
    ref = reading.known(node, names, "system")
    if ref is not None and ref.name == system:
        reading.wrong(f"{system} can't be a face of itself", node, "name the system that it shows")
        return None
    return ref


def _retired(node: Node, shown: Mapping[str, Status], reading: Reading) -> tuple[Ref, ...]:
    listed = reading.listed(node, "retired")
    refs = reading.without_repeats(
        [ref for item in listed if (ref := reading.ref(item, "a retired status")) is not None], "retired"
    )
    for ref in refs:
        if ref.name in shown:
            where = shown[ref.name].place
            message = f'"{plain(ref.name)}" is retired, and declared again'
            reading.wrong(
                message, where, "give the status another name", ((ref.place, "it is retired here"),)
            )
    return refs


def _check_deprecations(shown: Mapping[str, Status], reading: Reading) -> None:
    for status in shown.values():
        instead = status.deprecated.instead if status.deprecated else None
        if instead is not None and instead.name not in shown:
            others = [code for code in shown if code != status.code]
            message = f'there is no status "{instead.name}"'
            reading.unknown(message, instead.place, instead.name, others)


def _check_slashes(system: System, faces: Mapping[str, Ref], reading: Reading) -> None:
    """`FACE/CODE` names a status of a face, so no status may be called that."""
    for code, status in system.statuses.items():
        face, slash, _ = code.partition("/")
        if slash and face in faces:
            message = f'"{plain(code)}" reads like a status of {face}, a face of {faces[face]}'
            reading.wrong(message, status.place, "name it without the slash")
