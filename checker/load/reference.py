"""Reference tables, from CSV and YAML: every value is text, every key is there once."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checker.errors import Mistake
from checker.load import yaml
from checker.load.tree import Entry, Node, Scalar, Series, Table, place
from checker.load.yaml_text import decoded
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.text import nearest, plain, shown

Rows = Mapping[tuple[str, ...], Json]


class Columns(NamedTuple):
    """The columns that a table is asked for, and where the contract names each, for what is wrong there."""

    key: tuple[str, ...]
    value: str
    places: Mapping[str, Place]


class _Row(NamedTuple):
    cells: tuple[str, ...]
    place: Place


def table(data: bytes, file: str, columns: Columns, limits: Limits) -> tuple[Rows, list[Mistake]]:
    """The rows of a table by the texts of its key columns, and all that is wrong in it."""
    mistakes: list[Mistake] = []
    if file.endswith((".yaml", ".yml")):
        rows = _from_yaml(data, file, columns, limits, mistakes)
    else:
        rows = _from_csv(data, file, columns, limits, mistakes)
    return _by_key(rows, len(columns.key), mistakes), mistakes


def _by_key(rows: Iterator[_Row], keys: int, mistakes: list[Mistake]) -> Rows:
    found: dict[tuple[str, ...], Json] = {}
    first: dict[tuple[str, ...], Place] = {}
    for row in rows:
        key = row.cells[:keys]
        if key in found:
            message = f"{', '.join(map(shown, key))} stands in the table a second time"
            related = ((first[key], "the first one"),)
            mistakes.append(
                Mistake(message=message, place=row.place, fix="keep one of the rows", related=related)
            )
            continue
        found[key] = row.cells[keys]
        first[key] = row.place
    return found


def _from_csv(
    data: bytes, file: str, columns: Columns, limits: Limits, mistakes: list[Mistake]
) -> Iterator[_Row]:
    import csv
    import io

    text, mistake = decoded(data[3:] if data.startswith(b"\xef\xbb\xbf") else data, file)
    if len(data) > limits.contract_size:
        mistake = _wrong(f"the table has more than {limits.contract_size:,} bytes", file, 1, "split it")
    if mistake is not None:
        mistakes.append(mistake)
        return
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, None)
        if header is None:
            mistakes.append(_wrong("the table is empty", file, 1, "begin it with a line of column names"))
            return
        places = _positions(header, columns, file, mistakes)
        if places is None:
            return
        line = reader.line_num + 1
        for cells in reader:
            if cells and len(cells) != len(header):
                message = f"the row has {len(cells)} cells, and the table {len(header)} columns"
                mistakes.append(_wrong(message, file, line, "write every cell; quote one that has a comma"))
            elif cells:
                where = Place(file=file, line=line, column=1)
                yield _Row(tuple(cells[position] for position in places), where)
            line = reader.line_num + 1
    except csv.Error as error:
        mistakes.append(_wrong(f"this is not CSV: {error}", file, reader.line_num or 1, "mend its quotes"))


def _positions(
    header: list[str], columns: Columns, file: str, mistakes: list[Mistake]
) -> tuple[int, ...] | None:
    names = [name.strip() for name in header]
    for number, name in enumerate(names):
        if name in names[:number]:
            mistakes.append(_wrong(f"the column {shown(name)} is there twice", file, 1, "rename one"))
            return None
    wanted = (*columns.key, columns.value)
    missing = [name for name in wanted if name not in names]
    mistakes.extend(_no_column(name, names, columns, file) for name in missing)
    return None if missing else tuple(names.index(name) for name in wanted)


def _no_column(name: str, names: list[str], columns: Columns, file: str) -> Mistake:
    near = nearest(name, names)
    fix = f'did you mean "{plain(near)}"?' if near else f"it has: {', '.join(map(plain, names[:20]))}"
    message = f"the table {file} has no column {shown(name)}"
    related = ((Place(file=file, line=1, column=1), "its columns"),)
    return Mistake(message=message, place=columns.places[name], fix=fix, related=related)


def _from_yaml(
    data: bytes, file: str, columns: Columns, limits: Limits, mistakes: list[Mistake]
) -> Iterator[_Row]:
    tree, wrong = yaml.tree_of(data, file=file, limits=limits)
    mistakes.extend(wrong)
    if tree is None or wrong:
        if not wrong:
            mistakes.append(yaml.nothing_in(file))
        return
    if isinstance(tree, Table):
        yield from _pairs(tree, columns, mistakes)
    elif isinstance(tree, Series):
        for item in tree.items:
            row = _columns(item, columns, mistakes)
            if row is not None:
                yield row
    else:
        mistakes.append(_at(tree, "a table is a mapping, or a list of rows", "write KEY: VALUE"))


def _pairs(tree: Table, columns: Columns, mistakes: list[Mistake]) -> Iterator[_Row]:
    if len(columns.key) != 1:
        message = f"a mapping has one key, and {len(columns.key)} columns are asked for"
        mistakes.append(_at(tree, message, "write a list of rows"))
        return
    for entry in tree.entries.values():
        text = _text(entry, mistakes)
        if text is not None:
            yield _Row((entry.key.text, text), place(entry.key))


def _columns(item: Node, columns: Columns, mistakes: list[Mistake]) -> _Row | None:
    if not isinstance(item, Table):
        mistakes.append(_at(item, "a row of a table is a mapping", "write {COLUMN: VALUE}"))
        return None
    cells = []
    for name in (*columns.key, columns.value):
        if name not in item.entries:
            near = nearest(name, item.entries)
            fix = f"rename {plain(near)}" if near else f"add {plain(name)}:"
            mistakes.append(_at(item, f"the row has no {shown(name)}", fix))
            return None
        text = _text(item.entries[name], mistakes)
        if text is None:
            return None
        cells.append(text)
    return _Row(tuple(cells), place(item))


def _text(entry: Entry, mistakes: list[Mistake]) -> str | None:
    value = entry.value
    if isinstance(value, Scalar) and (value.text or not value.is_plain):
        return value.text
    mistakes.append(_at(value, f"{shown(entry.key.text)} is no text", 'write one ("" is an empty text)'))
    return None


def _at(node: Node, message: str, fix: str) -> Mistake:
    return Mistake(message=message, place=place(node), fix=fix)


def _wrong(message: str, file: str, line: int, fix: str) -> Mistake:
    return Mistake(message=message, place=Place(file=file, line=line, column=1), fix=fix)
