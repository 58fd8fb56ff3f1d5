"""How one payload becomes another: a table, one row a target field, or a step in another language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias

from checker.model.conditions import Condition
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Path
from checker.model.places import Place, Ref


class Plain(Enum):
    """The functions that take no argument but `true`."""

    STRING = "string"
    TRIM = "trim"
    UPPER = "upper"
    LOWER = "lower"
    SUM = "sum"
    COUNT = "count"
    MIN = "min"
    MAX = "max"
    PARSE_JSON = "parse"


@dataclass(frozen=True, slots=True)
class Number:
    """Text or number to a number of at most `scale` decimals (None: as many as were written)."""

    scale: int | None = None
    rounding: Literal["half-up", "half-even"] | None = None


@dataclass(frozen=True, slots=True)
class Multiply:
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Pad:
    """Fill up to `to` code points with `char` at one side; never shortens."""

    side: Literal["left", "right"]
    char: str
    to: int


@dataclass(frozen=True, slots=True)
class Truncate:
    to: int


@dataclass(frozen=True, slots=True)
class Date:
    """`source` is "iso" or a strptime format, `target` a strftime format or "iso"; `zone` an IANA name."""

    source: str
    target: str
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Values:
    table: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Lookup:
    reference: Ref


@dataclass(frozen=True, slots=True)
class Join:
    separator: str


@dataclass(frozen=True, slots=True)
class Split:
    separator: str


Operation: TypeAlias = Plain | Number | Multiply | Pad | Truncate | Date | Values | Lookup | Join | Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """One function of a row, with its own place in the file."""

    operation: Operation
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class From:
    """A row's source fields: one path, or several as a list (`is_list`), which give a list of values."""

    paths: tuple[Path, ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class Constant:
    value: Json


@dataclass(frozen=True, slots=True)
class Made:
    """A value minted when the message is made: nothing to compare but its form."""

    kind: Literal["uuid", "date", "timestamp"]


@dataclass(frozen=True, slots=True)
class Position:
    """The number of this element in the target list: start, start + step, …"""

    start: int
    step: int


Source: TypeAlias = From | Constant | Made | Position


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """
    One target field. `default` and `otherwise` are ABSENT where the row does not give them.

    `default` stands in for a source that is absent or null (functions are skipped), `otherwise` for a miss
    of `values` or `lookup`; values in `omit` are left out of the target.
    """

    to: Path
    source: Source
    functions: tuple[Function, ...] = ()
    default: Json | Absent = ABSENT
    otherwise: Json | Absent = ABSENT
    required: bool = False
    omit: tuple[Json, ...] = ()
    where: tuple[Condition, ...] = ()
    because: str | None = None
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EachRow:
    """A target list with one element for each element of a source list, made by `rows`."""

    to: Path
    each: Path
    rows: "tuple[Row, ...]"
    where: tuple[Condition, ...] = ()
    place: Place = field(compare=False)


class Engine(Enum):
    """Other languages a step may be written in."""

    JQ = "jq"
    JSONATA = "jsonata"
    XSLT = "xslt"
    PYTHON = "python"
    COMMAND = "command"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeStep:
    """
    A row, or a whole transformation (`to` is None), in another language. `program` is its text, of a
    stylesheet that of its file; of a command its words, and of Python the name of the function.
    """

    engine: Engine
    program: str | tuple[str, ...]
    to: Path | None = None
    where: tuple[Condition, ...] = ()
    place: Place = field(compare=False)


Row: TypeAlias = FieldRow | EachRow | CodeStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformation:
    """A mapping table, or one CodeStep without `to` that does it all."""

    rows: tuple[Row, ...]
    place: Place = field(compare=False)
