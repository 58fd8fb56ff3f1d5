"""What is another in the results of one input, told of the rows that made it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from checker.analysis import mapping
from checker.analysis.drift.digests import digest
from checker.analysis.drift.gaps import Gap, Kind, gaps
from checker.analysis.drift.makers import (
    Maker,
    are_of_other_lists,
    is_data,
    is_element,
    is_fixed,
    is_list,
    kind_of_made,
    list_around,
    made_by_code,
    maker,
    source_of,
)
from checker.analysis.drift.output_changes import OutputChange, What
from checker.analysis.drift.way import Way
from checker.analysis.mapping import Origin, RowError, SourceField, Traced
from checker.analysis.replay.pointers import everywhere, value_at
from checker.model.json import ABSENT, Absent, Json
from checker.model.pointers import escaped
from checker.model.transformations import CodeStep, FieldRow, Position

_OTHERS: Final = 10  # further places that are kept of one change
_TRIED: Final = 40  # fields made by code of which is tried whether anything matters to them


class Differing:
    """Tells the differences of many inputs of one message."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._named = tuple(dict.fromkeys((*way.old.steps.named_elements, *way.new.steps.named_elements)))
        self._read: dict[tuple[int, str], Origin] = {}  # by code, which is slow to find out

    def changes(self, old: Traced, new: Traced) -> Iterator[OutputChange]:
        """Every place of the result that is another now, each once."""
        if self._way.is_remade:
            yield from self._remade(old, new)
            return
        seen: set[tuple[What, str]] = set()
        for gap in gaps(old, new, self._named):
            for part in _parts(gap, (old, new)):
                change = self._change(part, (old, new))
                if change is not None and (change.what, change.pointer) not in seen:
                    seen.add((change.what, change.pointer))
                    yield change

    def failure(self, what: What, error: RowError) -> OutputChange:
        """A row that can't be applied on one side, and could be on the other."""
        way = self._way
        side, other = (way.new, way.old) if what is What.FAILS else (way.old, way.new)
        step = side.steps.by_place.get(error.place)
        beside = other.steps.of_target(step.target) if step else None
        old, new = (beside, step) if what is What.FAILS else (step, beside)
        is_sensitive = way.is_sensitive(step) if step else bool(way.sensitive)
        return OutputChange(
            what=what,
            boundary=way.boundary.name,
            message=way.new.message.name,
            pointer=step.target.text if step else "",
            row=new.place if new else way.new.place,
            old_row=old.place if old else None,
            source=error.source,
            because="it is sensitive, and not shown" if is_sensitive else error.message,
            table=way.table(step) if step else None,
            is_sensitive=is_sensitive,
            cause=way.cause(old, new),
        )

    def fixed(self, old: Traced, new: Traced) -> Iterator[OutputChange]:
        """
        What is the same in both results, came from the message before and depends on nothing of it now. Of
        code nobody sees this but by trying, which is slow.
        """
        made, at = (old, new), sorted(set(made_by_code(old)) | set(made_by_code(new)))[:_TRIED]
        read, read_now = mapping.origins(old, at), mapping.origins(new, at)
        for pointer in at:
            before, after = (maker(self._way.sides[side], made[side], pointer) for side in (0, 1))
            was, now = read[pointer], read_now[pointer]
            if before and after and was and now and is_data(before, was) and is_fixed(after, now):
                values = value_at(pointer, old.result), value_at(pointer, new.result)
                gap = Gap(kind=Kind.CHANGED, at=(pointer, pointer), values=values)
                yield self._told(gap, before, after, made)

    def _remade(self, old: Traced, new: Traced) -> Iterator[OutputChange]:
        """A transformation that came or went is one change, however many places differ."""
        way = self._way
        places = dict.fromkeys(
            everywhere(gap.at[gap.kind is Kind.NEW], old.result, new.result) for gap in gaps(old, new, ())
        )
        if places:
            yield OutputChange(
                what=What.CAME if way.old.program is None else What.WENT,
                boundary=way.boundary.name,
                message=way.new.message.name,
                pointer="",
                row=way.new.place,
                old_row=way.old.place,
                others=tuple(places)[:_OTHERS],
                is_sensitive=True,
                cause=way.cause(None, None),
            )

    def _change(self, gap: Gap, made: tuple[Traced, Traced]) -> OutputChange | None:
        """None where a place is another only because of another that is told."""
        way = self._way
        before, after = maker(way.old, made[0], gap.at[0]), maker(way.new, made[1], gap.at[1])
        if before and after and before.makes_field and after.makes_field and before.step.does_as(after.step):
            if isinstance(after.step.row, FieldRow) and isinstance(after.step.row.source, Position):
                return None  # the elements are others, which is told
            lists = [list_around(way.sides[side], made[side], gap.at[side]) for side in (0, 1)]
            if lists[0] and lists[1] and not lists[0].step.does_as(lists[1].step):
                before, after = lists[0], lists[1]
                gap = _changed((before.at, after.at), made)
        elif before and after and are_of_other_lists(before.step, after.step):
            before, after = (list_around(way.sides[side], made[side], gap.at[side]) for side in (0, 1))
            if before and after:
                gap = _changed((before.at, after.at), made)
        if after and after.makes_field and (gap.kind is not Kind.NEW or after.at != gap.at[1]):
            rest = gap.at[1][len(after.at) :]
            gap = _changed((gap.at[0].removesuffix(rest), after.at), made)
        if gap.kind is Kind.NEW and before and before.at != gap.at[0] and not is_list(after):
            before = None  # it made what is around the place
        return self._told(gap, before, after, made)

    def _told(
        self, gap: Gap, before: Maker | None, after: Maker | None, made: tuple[Traced, Traced]
    ) -> OutputChange:
        way, kind = self._way, gap.kind
        read, read_now = self._origin(0, before, gap.at[0], made), self._origin(1, after, gap.at[1], made)
        was_data = before is not None and read is not None and is_data(before, read)
        what = What.CHANGED
        if kind is Kind.NEW:
            what = What.ADDED
        elif kind is Kind.GONE and was_data:
            what = What.LOST
        elif kind is Kind.CHANGED and was_data and after and read_now and is_fixed(after, read_now):
            what = What.CONSTANT
        shown = (after,) if what is What.CONSTANT else (before, after)  # of a constant, not what was
        old = before.step if before else way.moved_from(after.step) if after else None
        new = after.step if after else None
        return OutputChange(
            what=what,
            boundary=way.boundary.name,
            message=way.new.message.name,
            pointer=_pointer(gap, before if kind is Kind.GONE else after, made),
            was=gap.values[0],
            now=gap.values[1],
            row=new.place if new else way.new.place,
            old_row=old.place if old else None,
            source=source_of(before, read, gap.at[0]),
            table=way.table(new or old),
            by=digest(new.row) if new else "",
            was_made=kind_of_made(before) if kind is not Kind.NEW else None,
            now_made=kind_of_made(after) if kind is not Kind.GONE else None,
            is_sensitive=any(by is not None and way.is_sensitive(by.step) for by in shown),
            cause=way.cause(old, new, _pointer(gap, None, made)),
        )

    def _origin(self, side: int, by: Maker | None, at: str, made: tuple[Traced, Traced]) -> Origin | None:
        """What was read for a place: by code, what matters to it; of a copied object, the field of it."""
        if by is None:
            return None
        if isinstance(by.step.row, CodeStep):
            key = (side, everywhere(at, made[side].result))
            if key not in self._read:
                found = mapping.origins(made[side], [at])[at] if by.is_there else by.origin
                self._read[key] = found or by.origin
            return self._read[key]
        rest = at[len(by.at) :]
        if not rest or len(by.origin.sources) != 1 or not by.makes_field:
            return by.origin
        (read,) = by.origin.sources
        return replace(
            by.origin,
            sources=(SourceField(path=read.path + rest, pointer=read.pointer + rest, value=read.value),),
        )


def _parts(gap: Gap, made: tuple[Traced, Traced]) -> Sequence[Gap]:
    """An object that is on one side only and that no row made as such, field by field."""
    if gap.kind not in (Kind.GONE, Kind.NEW):
        return (gap,)
    side = int(gap.kind is Kind.NEW)
    origins = made[side].origins
    parts: list[Gap] = []
    waiting: list[tuple[str, Json | Absent]] = [("", gap.values[side])]
    while waiting:
        rest, value = waiting.pop()
        if gap.at[side] + rest in origins:
            at = gap.at[0] + rest, gap.at[1] + rest
            parts.append(Gap(kind=gap.kind, at=at, values=(ABSENT, value) if side else (value, ABSENT)))
        elif isinstance(value, Mapping):
            waiting += [(f"{rest}/{escaped(name)}", value[name]) for name in reversed(list(value))]
        elif isinstance(value, list):
            waiting += [(f"{rest}/{index}", value[index]) for index in reversed(range(len(value)))]
    return parts or (gap,)


def _changed(at: tuple[str, str], made: tuple[Traced, Traced]) -> Gap:
    """A whole place of both results, of which something is another."""
    values = value_at(at[0], made[0].result), value_at(at[1], made[1].result)
    return Gap(kind=Kind.NEW if values[0] is ABSENT else Kind.CHANGED, at=at, values=values)


def _pointer(gap: Gap, by: Maker | None, made: tuple[Traced, Traced]) -> str:
    """The place in every result, as the row names it where a row makes just that."""
    side = int(gap.kind is not Kind.GONE)
    if by is not None and by.at == gap.at[side] and not isinstance(by.step.row, CodeStep):
        target = by.step.target.text
        return f"{target}/*" if is_list(by) and is_element(made[side], by.at) else target
    return everywhere(gap.at[side], made[0].result, made[1].result)
