"""Steps as a sequence diagram: a lane for each system, time going down, and the step that is blamed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checker.analysis import telling
from checker.model.findings import Finding, Step
from checker.report.html.measures import CODE, cut, cut_within, width, wrapped

_STEPS: Final = 60  # that somebody can follow in a picture
_LANES: Final = 12
_LETTERS: Final = 12  # the size of what is shown
_SMALL: Final = 11
_LINE: Final = 14  # the height of what is said
_TOP: Final = 30  # the names of the lanes
_CHIP: Final = 24
_GAP: Final = 20  # between steps
_BETWEEN: Final = 22  # lanes
_LEAST: Final = 92  # the width of a lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """`name` is cut where it is long, `system` is not."""

    system: str
    name: str
    x: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """What a system shows at a step, and below, each line on its own `y`, what that says."""

    step: Step
    clock: str
    shows: str
    says: tuple[tuple[int, str], ...]
    x: int
    y: int
    width: int
    is_blamed: bool
    height: int = _CHIP

    @property
    def left(self) -> int:
        return self.x - self.width // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """`clocks` is where the times end, `ways` are paths from each step to the next."""

    width: int
    height: int
    clocks: int
    lanes: tuple[Lane, ...]
    chips: tuple[Chip, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A step as a row of a table, with its time in UTC, and the day where there are several."""

    step: Step
    clock: str
    is_blamed: bool


def moments(found: Finding) -> tuple[Moment, ...]:
    """The steps of a finding; the last one that its subject names is blamed, else the one on its line."""
    steps = found.trace
    days = {telling.day(step.at) for step in steps if step.at is not None}
    blamed = _blamed(found)
    return tuple(
        Moment(step=step, clock=_clock(step.at, with_day=len(days) > 1), is_blamed=number == blamed)
        for number, step in enumerate(steps)
    )


def diagram(steps: Sequence[Moment], order: Sequence[str] = ()) -> Diagram | None:
    """Lanes in this order, others behind. None where there are more steps or systems than can be followed."""
    shown = dict.fromkeys(one.step.system for one in steps)
    systems = [system for system in dict.fromkeys((*order, *shown)) if system in shown]
    if not 1 < len(steps) <= _STEPS or len(systems) > _LANES:
        return None
    gutter = max(width(one.clock, _SMALL) for one in steps) + 36
    names = [cut_within(system, 26) for system in systems]
    wides = [
        max(
            _LEAST,
            width(name, _LETTERS, CODE),
            *(_wide(one.step) for one in steps if one.step.system == system),
        )
        + _BETWEEN
        for system, name in zip(systems, names, strict=True)
    ]
    middles = {
        system: gutter + sum(wides[:number]) + wides[number] // 2 for number, system in enumerate(systems)
    }
    chips: list[Chip] = []
    below = _TOP + _GAP // 2
    for one in steps:
        chip = _chip(one, middles[one.step.system], below)
        chips.append(chip)
        below += _CHIP + _LINE * len(chip.says) + (6 if chip.says else 0) + _GAP
    return Diagram(
        width=gutter + sum(wides),
        height=below,
        clocks=gutter - 10,
        lanes=tuple(
            Lane(system=system, name=name, x=middles[system])
            for system, name in zip(systems, names, strict=True)
        ),
        chips=tuple(chips),
        ways=tuple(_way(before, after) for before, after in pairwise(chips)),
    )


def _blamed(found: Finding) -> int | None:
    named = [n for n, step in enumerate(found.trace) if f"{step.system}/{step.shows}" == found.subject]
    place = found.place
    there = [
        n
        for n, step in enumerate(found.trace)
        if place and step.where and (step.where.file, step.where.line) == (place.file, place.line)
    ]
    return max(named or there, default=None)


def _clock(at: str | None, *, with_day: bool) -> str:
    if at is None:
        return ""
    return f"{telling.day(at)} {telling.clock(at)}" if with_day else telling.clock(at)


def _shows(step: Step) -> str:
    return f'"{cut(step.shows, 26)}"'


def _says(step: Step) -> tuple[str, ...]:
    return wrapped(f"says {', '.join(step.says)}" if step.says else "says nothing", 24, 4)


def _wide(step: Step) -> int:
    return max(width(_shows(step), _LETTERS, CODE) + 22, *(width(line, _SMALL) for line in _says(step)))


def _chip(moment: Moment, x: int, y: int) -> Chip:
    step = moment.step
    shows = _shows(step)
    lines = _says(step)
    return Chip(
        step=step,
        clock=moment.clock,
        shows=shows,
        says=tuple((y + _CHIP + _LINE * number, line) for number, line in enumerate(lines, start=1)),
        x=x,
        y=y,
        width=width(shows, _LETTERS, CODE) + 22,
        is_blamed=moment.is_blamed,
    )


def _way(before: Chip, after: Chip) -> str:
    """From the side of one step to the top of the next; straight down where both are of one system."""
    end = f"V{after.y - 2}"
    if before.x == after.x:
        return f"M{before.x},{before.y + before.height}{end}"
    side = before.width // 2 if after.x > before.x else -(before.width // 2)
    return f"M{before.x + side},{before.y + before.height // 2}H{after.x}{end}"
