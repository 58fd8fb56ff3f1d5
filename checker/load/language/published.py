"""Published mappings: rows between two vocabularies, as somebody wrote them down."""

from collections.abc import Callable, Iterable, Mapping

from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.language.status_tables import status_table
from checker.load.language.vocabularies import sources, told
from checker.load.tree import Entry, Node, Scalar, Table, place
from checker.model.boundaries import StatusTable
from checker.model.systems import System
from checker.model.traps import Trap
from checker.model.vocabularies import MappingSide, PublishedMapping, Vocabulary

_KEYS = ("mapping", "title", "source", "from", "to", "rows", "otherwise", "traps")
_REQUIRED = ("mapping", "source", "from", "to", "rows")
_TRAP = ("rule", "at", "says", "source")


def mapping(
    tree: Node, known: Iterable[str], find: Callable[[str], Vocabulary], reading: Reading
) -> PublishedMapping | None:
    """
    The mapping that a file declares, None where its sides can't be read.

    `known` are the names of the vocabularies, and `find` gives one of them.
    """
    keys = reading.table(tree, _KEYS, "a mapping", required=_REQUIRED)
    if not isinstance(tree, Table) or not all(name in keys for name in _REQUIRED):
        return None
    name = reading.ref(keys["mapping"].value, "mapping")
    shows = _side(keys["from"].value, "from", known, find, reading)
    reports = _side(keys["to"].value, "to", known, find, reading)
    if name is None or shows is None or reports is None:
        return None
    table = _table(tree, keys, shows, reports, reading)
    traps = reading.rows(keys["traps"].value, "traps") if "traps" in keys else ()
    if table is None:
        return None
    return PublishedMapping(
        name=name.name,
        title=reading.full_text(keys["title"].value, "title") if "title" in keys else None,
        sources=sources(keys, reading),
        shows=shows,
        reports=reports,
        table=table,
        traps=tuple(_trap(node, reading) for node in traps),
        place=place(tree),
    )


def _side(
    node: Node, key: str, known: Iterable[str], find: Callable[[str], Vocabulary], reading: Reading
) -> MappingSide | None:
    keys = reading.table(node, ("system", "use"), key, required=("system", "use"))
    system = reading.ref(keys["system"].value, "system") if "system" in keys else None
    use = reading.known(keys["use"].value, tuple(known), "vocabulary") if "use" in keys else None
    if system is None or use is None:
        return None
    return MappingSide(system=system.name, vocabulary=find(use.name))


def _table(
    tree: Table, keys: Mapping[str, Entry], shows: MappingSide, reports: MappingSide, reading: Reading
) -> StatusTable | None:
    """The rows, read by the same words as `status` of a boundary whose message is the news."""
    systems = {
        side.system: System(name=side.system, statuses=side.vocabulary.statuses, place=place(tree))
        for side in (shows, reports)
    }
    names = Names(facts={}, systems=systems, boundaries={}, messages={}, reference={})
    rows = keys["rows"]
    entries = {"of": Entry(rows.key, _word(rows.key, "sender")), "when": rows}
    if "otherwise" in keys:
        entries["otherwise"] = keys["otherwise"]
    return status_table(tree._replace(entries=entries), shows.system, reports.system, names, reading)


def _word(at: Scalar, text: str) -> Scalar:
    return at._replace(text=text)


def _trap(node: Node, reading: Reading) -> Trap:
    keys = reading.table(node, _TRAP, "a trap", required=("says", "source"))
    for one, other in (("rule", "at"), ("at", "rule")):
        if one in keys and other not in keys:
            reading.wrong(f'a trap has "{one}" and no "{other}"', node, f"add {other}:")
    return Trap(
        rule=told(keys, "rule", reading) or None,
        at=told(keys, "at", reading) or None,
        says=told(keys, "says", reading),
        source=told(keys, "source", reading),
        place=place(node),
    )
