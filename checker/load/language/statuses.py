"""Statuses of a system, and the moves between them."""

from collections.abc import Callable, Collection, Mapping

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, place
from checker.model.places import Ref
from checker.model.systems import SILENT, Deprecated, Layer, Move, Outcome, Phase, Status
from checker.model.text import plain

KEYS = ("means", "phase", "outcome", "claims", "denies", "layer", "deprecated")
KEYS_OF_VOCABULARIES = (*KEYS, "silent_on", "source")

Named = Callable[[Node], Ref | None]  # the fact that a node names, None where it is unknown or dropped


def statuses(
    node: Node,
    system: str,
    success_claims: tuple[Ref, ...],
    fact: Named,
    reading: Reading,
    keys: tuple[str, ...] = KEYS,
) -> Mapping[str, Status]:
    """
    The statuses declared in a mapping, in its order; `keys` are those that a status may have here.

    A status with mistakes in it is there all the same, so that nobody is told that it is unknown.
    """
    found = {}
    for entry in reading.names(node, "statuses"):
        if not entry.key.text.strip():
            reading.wrong("a status has no code", entry.key, "name it")
            continue
        if entry.key.text in SILENT:
            message = f'"{plain(entry.key.text)}" is a status that every system has, and claims nothing'
            reading.wrong(message, entry.key, "name this one otherwise")
        found[entry.key.text] = _status(entry, system, success_claims, fact, reading, keys)
    return found


def moves(node: Node, codes: Collection[str], reading: Reading) -> tuple[Move, ...]:
    found = []
    for key, value in reading.names(node, "moves"):
        is_known = reading.known(key, codes, "status") is not None
        seen: dict[str, Ref] = {}
        for target in reading.listed(value, f'the moves of "{plain(key.text)}"'):
            ref = reading.known(target, codes, "status")
            if ref is None:
                continue
            if ref.name in seen:
                reading.twice(
                    f'the move from "{plain(key.text)}" to "{plain(ref.name)}"', target, seen[ref.name].place
                )
            elif is_known:
                found.append(Move(source=key.text, target=ref.name, place=ref.place))
            seen[ref.name] = ref
    return tuple(found)


def check_ends(moves: tuple[Move, ...], node: Node, statuses: Mapping[str, Status], reading: Reading) -> None:
    """A final status has no way out of it; `node` is the mapping of the moves."""
    for key, _ in reading.names(node, "moves"):
        status = statuses.get(key.text)
        if status is not None and status.is_final and any(move.source == key.text for move in moves):
            reading.wrong(
                f'"{plain(key.text)}" is final, and a move leads out of it',
                key,
                "declare it open, or leave the move out",
                ((status.place, f'"{plain(key.text)}" is declared here'),),
            )


def _status(
    entry: Entry,
    system: str,
    success_claims: tuple[Ref, ...],
    fact: Named,
    reading: Reading,
    known: tuple[str, ...],
) -> Status:
    key, value = entry
    keys = reading.table(value, known, f'the status "{plain(key.text)}"')
    outcome = reading.one_of(keys["outcome"].value, Outcome, "outcome") if "outcome" in keys else None
    phase = reading.one_of(keys["phase"].value, Phase, "phase") if "phase" in keys else None
    is_default = "claims" not in keys and outcome is Outcome.SUCCESS and bool(success_claims)
    return Status(
        system=system,
        code=key.text,
        means=reading.full_text(keys["means"].value, "means") if "means" in keys else None,
        phase=phase or Phase.OPEN,
        outcome=outcome or Outcome.NONE,
        claims=success_claims if is_default else said(keys, "claims", fact, reading),
        denies=said(keys, "denies", fact, reading),
        claims_by_default=is_default,
        layer=reading.one_of(keys["layer"].value, Layer, "layer") if "layer" in keys else None,
        deprecated=_deprecated(keys["deprecated"].value, reading) if "deprecated" in keys else None,
        silent_on=said(keys, "silent_on", fact, reading) if "silent_on" in known else (),
        source=_source(keys, reading) if "source" in known else None,
        place=place(key),
    )


def _source(keys: Mapping[str, Entry], reading: Reading) -> str | None:
    """Where a status of a vocabulary is written."""
    return reading.full_text(keys["source"].value, "source") if "source" in keys else None


def said(keys: Mapping[str, Entry], name: str, fact: Named, reading: Reading) -> tuple[Ref, ...]:
    """The facts that a list under this key names."""
    if name not in keys:
        return ()
    refs = [ref for node in reading.listed(keys[name].value, name) if (ref := fact(node)) is not None]
    return reading.without_repeats(refs, name)


def _deprecated(node: Node, reading: Reading) -> Deprecated:
    keys = reading.table(node, ("because", "instead", "until"), "deprecated")
    until = reading.day(keys["until"].value, "until") if "until" in keys else None
    return Deprecated(
        because=reading.full_text(keys["because"].value, "because") if "because" in keys else None,
        instead=reading.ref(keys["instead"].value, "instead") if "instead" in keys else None,
        until=until.isoformat() if until else None,
    )
