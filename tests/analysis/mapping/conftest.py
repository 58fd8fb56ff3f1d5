"""Mapping tables for tests, written as values: short names for what the reader makes of YAML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from checker.analysis.follow import Sources
from checker.analysis.mapping import Program, compiled
from checker.model import transformations as model
from checker.model.conditions import Condition, IsAbsent, IsPresent, Matches, Not, OneOf, Test
from checker.model.contracts import Reference
from checker.model.json import ABSENT
from checker.model.paths import Every, Having, Member, Path, Start, Step
from checker.model.places import Place, Ref


class Tables:
    """Makes tables and runs them. Rows are dicts with the keys of the contract language."""

    Sources = Sources

    def place(self, line: int = 1, file: str = "contract.yaml") -> Place:
        return Place(file=file, line=line, column=1)

    def path(self, text: str) -> Path:
        """A path as people write it; "element" stands for the empty path within rows."""
        place = self.place()
        for start in (Start.HEADER, Start.KEY, Start.ATTRIBUTE):
            if text.startswith(f"{start.value}:"):
                return Path(text=text, start=start, name=text.partition(":")[2], place=place)
        if text == "element":
            return Path(text="", start=Start.ELEMENT, place=place)
        up, rest = 0, text
        while rest.startswith("../"):
            up, rest = up + 1, rest[3:]
        start = Start.PAYLOAD if text.startswith("/") or not text else Start.ELEMENT
        tokens = rest.removeprefix("/").split("/") if rest else []
        return Path(text=text, start=start, steps=tuple(map(_step, tokens)), up=up, place=place)

    def condition(self, path: str, wanted: Any) -> Condition:
        return Condition(path=self.path(path), test=_test(wanted), place=self.place())

    def where(self, wanted: Mapping[str, Any]) -> tuple[Condition, ...]:
        return tuple(self.condition(path, value) for path, value in wanted.items())

    def rows(self, rows: Sequence[Mapping[str, Any]], first_line: int = 1) -> tuple[model.Row, ...]:
        return tuple(self.row(row, first_line + index) for index, row in enumerate(rows))

    def row(self, row: Mapping[str, Any], line: int = 1) -> model.Row:
        to = self.path(row["to"]) if "to" in row else None
        place, where = self.place(line), self.where(row.get("where", {}))
        for engine in model.Engine:
            if engine.value in row:
                return model.CodeStep(
                    engine=engine, program=row[engine.value], to=to, where=where, place=place
                )
        assert to is not None
        if "each" in row:
            inner = self.rows(row["rows"], 100 * line)
            return model.EachRow(to=to, each=self.path(row["each"]), rows=inner, where=where, place=place)
        then = row.get("then", [{key: row[key]} for key in _FUNCTIONS if key in row])
        return model.FieldRow(
            to=to,
            source=self._source(row),
            functions=tuple(self.function(step) for step in then),
            default=row.get("default", ABSENT),
            otherwise=row.get("otherwise", ABSENT),
            required=row.get("required", False),
            omit=tuple(row.get("omit", ())),
            where=where,
            place=place,
        )

    def function(self, step: str | Mapping[str, Any]) -> model.Function:
        ((name, argument),) = step.items() if isinstance(step, Mapping) else [(step, True)]
        return model.Function(operation=_operation(name, argument, self.place()), place=self.place())

    def table(self, *rows: Mapping[str, Any]) -> model.Transformation:
        return model.Transformation(rows=self.rows(rows), place=self.place())

    def reference(self, name: str, key: Sequence[str], rows: Mapping[Any, Any]) -> dict[str, Reference]:
        texts = {(k,) if isinstance(k, str) else tuple(k): value for k, value in rows.items()}
        table = Reference(
            name=name, file=f"{name}.csv", key=tuple(key), value="value", rows=texts, place=self.place()
        )
        return {name: table}

    def program(self, *rows: Mapping[str, Any], reference: Mapping[str, Reference] | None = None) -> Program:
        return compiled(self.table(*rows), reference or {})

    def run(self, payload: Any, *rows: Mapping[str, Any], **more: Any) -> Any:
        """The result, once it is sure that both ways give it."""
        program = self.program(*rows, reference=more.pop("reference", None))
        sources = Sources(payload, **more)
        result = program.run(sources)
        traced = program.traced(sources).result
        assert _typed(result) == _typed(traced)
        return result

    def _source(self, row: Mapping[str, Any]) -> model.Source:
        if "value" in row:
            return model.Constant(row["value"])
        if "made" in row:
            return model.Made(row["made"])
        if "position" in row:
            step = row["position"].get("step", 1)
            return model.Position(row["position"].get("start", step), step)
        sources = row["from"]
        if isinstance(sources, list):
            return model.From(tuple(self.path(text) for text in sources), is_list=True)
        return model.From((self.path(sources),), is_list=False)


_FUNCTIONS = (
    *(plain.value for plain in model.Plain),
    *("number", "multiply", "pad", "truncate", "date", "values", "lookup", "join", "split"),
)


def _operation(name: str, argument: Any, place: Place) -> model.Operation:
    match name:
        case "number":
            given = argument if isinstance(argument, dict) else {}
            return model.Number(given.get("scale"), given.get("round"))
        case "multiply":
            return model.Multiply(Decimal(str(argument)))
        case "pad":
            side = "left" if "left" in argument else "right"
            return model.Pad(side, argument[side], argument["to"])
        case "truncate":
            return model.Truncate(argument)
        case "date":
            return model.Date(argument["from"], argument["to"], argument.get("zone"))
        case "values":
            return model.Values(argument)
        case "lookup":
            return model.Lookup(Ref(name=argument, place=place))
        case "join":
            return model.Join(argument)
        case "split":
            return model.Split(argument)
        case _:
            return model.Plain(name)


def _step(token: str) -> Step:
    if token == "*":
        return Every()
    if "=" in token:
        name, _, value = token.partition("=")
        return Having(_unescaped(name), _unescaped(value))
    return Member(_unescaped(token))


def _unescaped(token: str) -> str:
    return token.replace("~3", "*").replace("~2", "=").replace("~1", "/").replace("~0", "~")


def _test(wanted: Any) -> Test:
    match wanted:
        case {"absent": True}:
            return IsAbsent()
        case {"present": True}:
            return IsPresent()
        case {"matches": str(regex)}:
            return Matches(regex)
        case {"not": inner}:
            return Not(_test(inner))
        case list():
            return OneOf(tuple(wanted))
        case _:
            return OneOf((wanted,))


def _typed(value: Any) -> Any:
    """A value with its types, so that 1, 1.0, True and Decimal("1") differ."""
    if isinstance(value, dict):
        return {name: _typed(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_typed(element) for element in value]
    return (type(value).__name__, str(value))


@pytest.fixture(scope="session")
def tables() -> Tables:
    return Tables()
