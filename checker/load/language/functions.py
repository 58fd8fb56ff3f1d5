"""The functions of a mapping row."""

from collections.abc import Callable, Container, Iterable, Mapping

from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Scalar, Table, entry_place, place
from checker.model.places import Place
from checker.model.text import nearest, plain
from checker.model.transformations import (
    Date,
    Function,
    Join,
    Lookup,
    Multiply,
    Number,
    Operation,
    Pad,
    Plain,
    Split,
    Truncate,
    Values,
)

_PLAIN = {plain.value: plain for plain in Plain if plain is not Plain.PARSE_JSON}
# Of strptime and strftime, what means the same everywhere
READABLE = frozenset("YmdHIMSyjfpzZBbAaFTDR%")
WRITABLE = READABLE | frozenset("uwGV")


def then(node: Node, tables: Iterable[str], reading: Reading) -> tuple[Function, ...]:
    """The functions of a list, in its order; a function without an argument may stand as its bare name."""
    found = []
    for item in reading.rows(node, "then"):
        function = _element(item, tables, reading)
        if function is not None:
            found.append(function)
    return tuple(found)


def function(name: str, entry: Entry, tables: Iterable[str], reading: Reading) -> Function | None:
    """The function that stands as a key of a row."""
    return _made(name, entry.value, entry_place(entry), tables, reading)


def _element(item: Node, tables: Iterable[str], reading: Reading) -> Function | None:
    if isinstance(item, Scalar):
        if item.text in _PLAIN:
            return Function(operation=_PLAIN[item.text], place=place(item))
        if item.text == "number":
            return Function(operation=Number(), place=place(item))
        if item.text in FUNCTIONS:
            reading.wrong(f"{plain(item.text)} needs an argument", item, f"write {{{plain(item.text)}: ...}}")
        else:
            reading.unknown(f'there is no function "{plain(item.text)}"', item, item.text, FUNCTIONS)
        return None
    keys = reading.table(item, FUNCTIONS, "a function")
    if not isinstance(item, Table):
        return None
    known = [name for name in keys if name in FUNCTIONS]
    if len(known) != 1:
        if len(known) == len(keys):
            reading.wrong("an element of then is one function", item, "write each as an element of its own")
        return None
    return _made(known[0], keys[known[0]].value, place(item), tables, reading)


def _made(name: str, value: Node, where: Place, tables: Iterable[str], reading: Reading) -> Function | None:
    operation: Operation | None
    if name in _PLAIN:
        operation = _PLAIN[name] if reading.only_true(value, name) else None
    elif name == "lookup":
        ref = reading.known(value, tuple(tables), "reference table")
        operation = None if ref is None else Lookup(ref)
    else:
        operation = _WITH_ARGUMENTS[name](value, reading)
    return None if operation is None else Function(operation=operation, place=where)


def _number(node: Node, reading: Reading) -> Number | None:
    if isinstance(node, Scalar):
        return Number() if reading.only_true(node, "number") else None
    keys = reading.table(node, ("scale", "round"), "number", required=("scale",))
    scale = reading.count(keys["scale"].value, "scale") if "scale" in keys else None
    word = reading.word(keys["round"].value, ("half-up", "half-even"), "round") if "round" in keys else None
    match word:
        case "half-up" | "half-even":
            return Number(scale, word)
        case _:
            return Number(scale)


def _multiply(node: Node, reading: Reading) -> Multiply | None:
    factor = reading.number(node, "multiply")
    return None if factor is None else Multiply(factor)


def _pad(node: Node, reading: Reading) -> Pad | None:
    keys = reading.table(node, ("left", "right", "to"), "pad", required=("to",))
    if not keys:
        return None
    to = reading.count(keys["to"].value, "to", least=1) if "to" in keys else None
    sides = [name for name in ("left", "right") if name in keys]
    if len(sides) != 1:
        where = keys["right"].key if sides else node
        reading.wrong("pad fills up one side", where, 'write {left: "0", to: 10}, or right: instead of left:')
        return None
    value = keys[sides[0]].value
    char = reading.text(value, sides[0])
    if char is not None and len(char) != 1:
        reading.wrong(f"pad fills up with one character, not {len(char)}", value, 'write one, like "0"')
        return None
    if to is None or char is None:
        return None
    return Pad("left" if sides == ["left"] else "right", char, to)


def _truncate(node: Node, reading: Reading) -> Truncate | None:
    to = reading.count(node, "truncate")
    return None if to is None else Truncate(to)


def _date(node: Node, reading: Reading) -> Date | None:
    keys = reading.table(node, ("from", "to", "zone"), "date", required=("from", "to"))
    source = _format(keys["from"].value, "from", READABLE, reading) if "from" in keys else None
    target = _format(keys["to"].value, "to", WRITABLE, reading) if "to" in keys else None
    zone = _zone(keys["zone"].value, reading) if "zone" in keys else None
    return None if source is None or target is None else Date(source, target, zone)


def _format(node: Node, what: str, directives: Container[str], reading: Reading) -> str | None:
    text = reading.full_text(node, what)
    if text is None or text == "iso":
        return text
    rest = text
    while "%" in rest:
        rest = rest[rest.index("%") + 1 :]
        if rest[:1] not in directives:
            reading.wrong(f"%{rest[:1]} is no part of a date", node, 'write it like "%Y%m%d", or iso')
            return None
        rest = rest[1:]
    if "%" not in text:
        reading.wrong(f'"{text[:40]}" has no part of a date', node, 'write iso, or a format like "%Y%m%d"')
        return None
    return text


def _zone(node: Node, reading: Reading) -> str | None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

    name = reading.full_text(node, "zone")
    if name is None:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = tuple(available_timezones())
        near = nearest(name, known)
        fix = "write it like Europe/Berlin" if near is None else f'did you mean "{near}"?'
        edit = reading.slip(node, name, near, known, is_word=False)
        reading.wrong(f'there is no time zone "{plain(name)}"', node, fix, edit=edit)
        return None
    return name


def _values(node: Node, reading: Reading) -> Values | None:
    if not isinstance(node, Table):
        reading.wrong("values is a mapping", node, "write {A: B, ...}")
        return None
    table = {entry.key.text: reading.json(entry.value) for entry in reading.names(node, "values")}
    if not table:
        reading.wrong("values has no pairs", node, "write {A: B, ...}")
        return None
    return Values(table)


def _join(node: Node, reading: Reading) -> Join | None:
    text = reading.text(node, "join")
    return None if text is None else Join(text)


def _split(node: Node, reading: Reading) -> Split | None:
    text = reading.text(node, "split")
    if text == "":
        reading.wrong(
            "nothing can be split at an empty text", node, 'name the text between the parts, like ","'
        )
        return None
    return None if text is None else Split(text)


def _parse(node: Node, reading: Reading) -> Plain | None:
    return None if reading.word(node, ("json",), "parse") is None else Plain.PARSE_JSON


_WITH_ARGUMENTS: Mapping[str, Callable[[Node, Reading], Operation | None]] = {
    "number": _number,
    "multiply": _multiply,
    "pad": _pad,
    "truncate": _truncate,
    "date": _date,
    "values": _values,
    "join": _join,
    "split": _split,
    "parse": _parse,
}
FUNCTIONS = (*_PLAIN, *_WITH_ARGUMENTS, "lookup")
