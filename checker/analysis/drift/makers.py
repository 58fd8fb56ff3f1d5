"""What made each place of a result: the row, what it read, and whether that matters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.analysis.drift.steps import Step
from checker.analysis.drift.way import Side
from checker.analysis.mapping import Origin, Traced
from checker.analysis.replay.pointers import tokens, value_at
from checker.model.json import Absent, Json
from checker.model.pointers import escaped
from checker.model.transformations import CodeStep, Constant, EachRow, FieldRow, From, Made


@dataclass(frozen=True, slots=True)
class Maker:
    """What made a place, or made what is around it, or left it out: the row, and where that stands."""

    at: str
    step: Step
    origin: Origin
    is_there: bool  # something was made

    @property
    def makes_field(self) -> bool:
        return self.is_there and isinstance(self.step.row, FieldRow)


def maker(side: Side, made: Traced, at: str) -> Maker | None:
    """What made a place, or what is around it, or left it out; None where no row did."""
    found = made.made_at(at)
    origin = made.origin(at)
    if found is None or origin is None:
        return None
    step = side.steps.by_place.get(origin.row)
    return Maker(found, step, origin, found in made.origins) if step else None


def list_around(side: Side, made: Traced, at: str) -> Maker | None:
    """The list around a place that a row made, element by element."""
    while at:
        at = at.rpartition("/")[0]
        by = maker(side, made, at)
        if by is None:
            return None
        at = by.at
        if isinstance(by.step.row, EachRow):
            return maker(side, made, at.rpartition("/")[0]) if is_element(made, at) else by
    return None


def is_list(by: Maker | None) -> bool:
    """Whether a list was made here, element by element, or an element of it."""
    return by is not None and isinstance(by.step.row, EachRow)


def are_of_other_lists(one: Step, other: Step) -> bool:
    """Whether two rows make their elements of those of different lists."""
    return (
        isinstance(one.row, EachRow)
        and isinstance(other.row, EachRow)
        and one.target.steps == other.target.steps
        and one.reads[0].steps != other.reads[0].steps
    )


def is_element(made: Traced, at: str) -> bool:
    """Whether what an `each` made here is an element of its list."""
    around, _, token = at.rpartition("/")
    own, outer = made.origins.get(at), made.origins.get(around)
    return token.isdigit() and own is not None and outer is not None and own.row == outer.row


def made_by_code(made: Traced) -> Iterator[str]:
    """The fields that code has made, those with nothing below them."""
    for start in made.steps:
        waiting: list[tuple[str, Json | Absent]] = [(start, value_at(start, made.result))]
        while waiting:
            at, value = waiting.pop()
            if isinstance(value, Mapping):
                waiting += [(f"{at}/{escaped(name)}", member) for name, member in value.items()]
            elif not isinstance(value, list):  # of lists only what differs is told
                yield at


def source_of(by: Maker | None, read: Origin | None, at: str) -> str | None:
    """The field that a place was made from, as it stands in every message."""
    if by is None or read is None or not read.sources:
        return None
    if not by.step.reads:
        return "/" + "/".join(
            "*" if token.isdigit() else escaped(token) for token in tokens(read.sources[0].pointer)
        )
    rest = at[len(by.at) :] if by.makes_field else ""
    return by.step.reads[0].text + rest


def is_data(by: Maker, read: Origin) -> bool:
    """Whether something that was sent made a place."""
    row = by.step.row
    if isinstance(row, FieldRow) and not isinstance(row.source, From):
        return False
    return any(not isinstance(one.value, Absent) for one in read.sources)


def is_fixed(by: Maker, read: Origin) -> bool:
    """Whether nothing that is sent matters for a place."""
    if isinstance(by.step.row, CodeStep):
        return not read.sources and not read.is_partial
    return isinstance(by.step.row, FieldRow) and isinstance(by.step.row.source, Constant)


def kind_of_made(by: Maker | None) -> str | None:
    """What kind of value a row makes anew for each message; None where it makes none."""
    row = by.step.row if by is not None and by.is_there else None
    return row.source.kind if isinstance(row, FieldRow) and isinstance(row.source, Made) else None
