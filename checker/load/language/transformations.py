"""Transformations: mapping tables, and steps in other languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.load.language.conditions import path, where
from checker.load.language.functions import FUNCTIONS, function, then
from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Series, Table, place
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.transformations import (
    CodeStep,
    Constant,
    EachRow,
    Engine,
    FieldRow,
    From,
    Function,
    Lookup,
    Made,
    Position,
    Row,
    Source,
    Transformation,
    Values,
)

ENGINES = tuple(engine.value for engine in Engine)
_SOURCES = ("from", "value", "made", "position")
_EACH = ("to", "each", "rows", "where")
_FIELD = ("to", *_SOURCES, "then", "default", "otherwise", "required", "omit", "where", "because")
_ALL = (*_FIELD, "each", "rows", *FUNCTIONS, *ENGINES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """
    What a transformation may name: the tables of the set with the number of their key columns, and files.

    `file` gives the text of a file of the set, and None, with the mistake noted, where there is none.
    """

    columns: Mapping[str, int]
    file: Callable[[Node], str | None]


def transformation(node: Node, tables: Tables, reading: Reading) -> Transformation | None:
    if isinstance(node, Series):
        return Transformation(rows=_rows(node, tables, reading, 0), place=place(node))
    if not isinstance(node, Table):
        reading.wrong("transform is a list of rows, or one step in another language", node, "write rows")
        return None
    step = code(node, tables, reading, "transform")
    return None if step is None else Transformation(rows=(step,), place=place(node))


def code(node: Node, tables: Tables, reading: Reading, what: str) -> CodeStep | None:
    """One step in another language, without a target of its own."""
    keys = reading.table(node, ENGINES, what)
    engines = [name for name in keys if name in ENGINES]
    if len(engines) != 1:
        if isinstance(node, Table) and len(engines) == len(keys):
            fix = f"write one of {', '.join(ENGINES)}"
            reading.wrong(f"{what} names one language, not {len(engines)}", node, fix)
        return None
    program = _program(engines[0], keys[engines[0]].value, tables, reading)
    if program is None:
        return None
    return CodeStep(engine=Engine(engines[0]), program=program, place=place(node))


def _rows(node: Node, tables: Tables, reading: Reading, depth: int) -> tuple[Row, ...]:
    listed = reading.rows(node, "rows" if depth else "transform")
    read = (_row(item, tables, reading, depth) for item in listed)
    return tuple(row for row in read if row is not None)


def _row(node: Node, tables: Tables, reading: Reading, depth: int) -> Row | None:
    if not isinstance(node, Table):
        reading.wrong("a row is a mapping", node, "write {to: /x, from: /y}")
        return None
    keys = reading.table(node, _ALL, "a row", required=("to",))
    target = path(keys["to"].value, reading, "to", depth=depth, is_target=True) if "to" in keys else None
    sources = [name for name in keys if name in _SOURCES or name in ENGINES or name == "each"]
    if not sources:
        reading.wrong("the row has no source", node, "add from:, value:, made:, position: or each:")
        return None
    if len(sources) > 1:
        second = keys[sources[1]].key
        reading.wrong(f"the row has two sources, {sources[0]} and {sources[1]}", second, "keep one")
        return None
    if sources[0] == "each":
        return _each(keys, node, target, tables, reading, depth)
    if sources[0] in ENGINES:
        return _step(keys, sources[0], node, target, tables, reading, depth)
    return _field(keys, node, target, tables, reading, depth)


def _each(
    keys: Mapping[str, Entry], node: Table, to: Path | None, tables: Tables, reading: Reading, depth: int
) -> EachRow | None:
    _only(keys, _EACH, "each", reading)
    each = path(keys["each"].value, reading, "each", depth=depth)
    if "rows" not in keys:
        reading.wrong('each has no "rows"', node, "add rows: with what becomes of an element")
        return None
    rows = _rows(keys["rows"].value, tables, reading, depth + 1)
    # a path without a leading slash belongs to the element: the condition chooses elements
    conditions = where(keys["where"].value, reading, depth=depth + 1) if "where" in keys else ()
    if to is None or each is None:
        return None
    return EachRow(to=to, each=each, rows=rows, where=conditions, place=place(node))


def _step(
    keys: Mapping[str, Entry],
    engine: str,
    node: Table,
    to: Path | None,
    tables: Tables,
    reading: Reading,
    depth: int,
) -> CodeStep | None:
    _only(keys, ("to", engine, "where"), engine, reading)
    program = _program(engine, keys[engine].value, tables, reading)
    conditions = where(keys["where"].value, reading, depth=depth) if "where" in keys else ()
    if to is None or program is None:
        return None
    return CodeStep(engine=Engine(engine), program=program, to=to, where=conditions, place=place(node))


def _program(engine: str, value: Node, tables: Tables, reading: Reading) -> str | tuple[str, ...] | None:
    match Engine(engine):
        case Engine.COMMAND:
            words = reading.rows(value, "command")
            if isinstance(value, Series) and not words:
                reading.wrong("command is empty", value, 'write it as ["./map", "--json"]')
            texts = [reading.text(word, "a word of the command") for word in words]
            return tuple(text for text in texts if text is not None) or None
        case Engine.XSLT:
            return tables.file(value)
        case Engine.PYTHON:
            text = reading.full_text(value, "python")
            if text is not None and not _is_function(text):
                reading.wrong("python names no function", value, 'write it as "package.module:function"')
                return None
            return text
        case _:
            return reading.full_text(value, engine)


def _is_function(text: str) -> bool:
    module, _, name = text.partition(":")
    return name.isidentifier() and all(part.isidentifier() for part in module.split("."))


def _field(
    keys: Mapping[str, Entry], node: Table, to: Path | None, tables: Tables, reading: Reading, depth: int
) -> FieldRow | None:
    named = next(name for name in _SOURCES if name in keys)
    _only(keys, (*_FIELD, *FUNCTIONS), named, reading)
    source = _source(keys, reading, depth)
    functions = _functions(keys, tables, reading)
    _check_columns(source, functions, tables, reading)
    _check_otherwise(keys, functions, reading)
    row_where = where(keys["where"].value, reading, depth=depth) if "where" in keys else ()
    omit = reading.rows(keys["omit"].value, "omit") if "omit" in keys else ()
    if to is None or source is None:
        return None
    return FieldRow(
        to=to,
        source=source,
        functions=functions,
        default=_json(keys, "default", reading),
        otherwise=_json(keys, "otherwise", reading),
        required=bool("required" in keys and reading.flag(keys["required"].value, "required")),
        omit=tuple(reading.json(item) for item in omit),
        where=row_where,
        because=reading.full_text(keys["because"].value, "because") if "because" in keys else None,
        place=place(node),
    )


def _source(keys: Mapping[str, Entry], reading: Reading, depth: int) -> Source | None:
    if "from" in keys:
        return _from(keys["from"].value, reading, depth)
    if "value" in keys:
        return Constant(reading.json(keys["value"].value))
    if "made" in keys:
        match reading.word(keys["made"].value, ("uuid", "date", "timestamp"), "made"):
            case "uuid" | "date" | "timestamp" as kind:
                return Made(kind)
            case _:
                return None
    return _position(keys["position"], reading, depth)


def _from(node: Node, reading: Reading, depth: int) -> From | None:
    if not isinstance(node, Series):
        single = path(node, reading, "from", depth=depth)
        return None if single is None else From((single,), is_list=False)
    if not node.items:
        reading.wrong("from names no field", node, "name one")
    paths = [path(item, reading, "from", depth=depth) for item in node.items]
    found = tuple(each for each in paths if each is not None)
    return From(found, is_list=True) if found and len(found) == len(paths) else None


def _position(entry: Entry, reading: Reading, depth: int) -> Position | None:
    keys = reading.table(entry.value, ("step", "start"), "position", required=("step",))
    step = reading.whole(keys["step"].value, "step") if "step" in keys else None
    start = reading.whole(keys["start"].value, "start") if "start" in keys else step
    if not depth:
        reading.wrong(
            "position counts elements, and there are none here", entry.key, "use it in rows: of each:"
        )
        return None
    return None if step is None or start is None else Position(start, step)


def _functions(keys: Mapping[str, Entry], tables: Tables, reading: Reading) -> tuple[Function, ...]:
    named = [name for name in keys if name in FUNCTIONS]
    for name in named[1:]:
        message = f"two functions stand as keys, {named[0]} and {name}, and keys have no order"
        fix = f"write then: [{{{named[0]}: ...}}, {{{name}: ...}}]"
        reading.wrong(message, keys[name].key, fix)
    if named and "then" in keys:
        message = f"{named[0]} stands beside then, and keys have no order"
        reading.wrong(message, keys[named[0]].key, "put it into then")
    found = [
        read
        for name in named[:1]
        if (read := function(name, keys[name], tables.columns, reading)) is not None
    ]
    if "then" in keys:
        found.extend(then(keys["then"].value, tables.columns, reading))
    return tuple(found)


def _check_columns(
    source: Source | None, functions: tuple[Function, ...], tables: Tables, reading: Reading
) -> None:
    """A lookup by several columns takes its keys from as many fields."""
    if not isinstance(source, From) or not functions or not isinstance(functions[0].operation, Lookup):
        return
    wanted = tables.columns[functions[0].operation.reference.name]
    if wanted and wanted != len(source.paths):
        table = functions[0].operation.reference
        message = f"{table.name} has {wanted} key columns, and the row has {len(source.paths)} source fields"
        reading.wrong(message, table.place, "name a field in from for each column, in their order")


def _check_otherwise(keys: Mapping[str, Entry], functions: tuple[Function, ...], reading: Reading) -> None:
    if "otherwise" not in keys or any(isinstance(each.operation, Values | Lookup) for each in functions):
        return
    if {"values", "lookup", "then"} & keys.keys():
        return  # it is there, with mistakes of its own
    fix = "add one of them, or write default: for a source without a value"
    reading.wrong("otherwise is for a miss of values or lookup", keys["otherwise"].key, fix)


def _json(keys: Mapping[str, Entry], name: str, reading: Reading) -> Json | Absent:
    return reading.json(keys[name].value) if name in keys else ABSENT


def _only(keys: Mapping[str, Entry], allowed: tuple[str, ...], what: str, reading: Reading) -> None:
    for name, entry in keys.items():
        if name in _ALL and name not in allowed:
            reading.wrong(f"{name} does not go with {what}", entry.key, "leave it out")
