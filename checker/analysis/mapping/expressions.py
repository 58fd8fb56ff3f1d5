"""
Expressions of generated code: values of a payload, functions of them, conditions.

Each gives Python in fixed forms. Texts of a contract are literals by `repr` in it, all else is a name that
`bound` maps to the value.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from checker.analysis import numbers
from checker.analysis.conditions import of_value, of_values
from checker.analysis.follow import first, reached, values
from checker.analysis.mapping.plans import PlannedFunction
from checker.model.conditions import Condition, OneOf
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Member, Path, Start, Step
from checker.model.transformations import Pad, Plain, Truncate

_INLINE: Final = {
    Plain.STRING: "v",
    Plain.TRIM: "v.strip()",
    Plain.UPPER: "v.upper()",
    Plain.LOWER: "v.lower()",
}


class Expressions:
    """
    What one generated function is bound to. A stands for nothing, E for an object without members.

    `e0` is the payload, `e1` the element of the outermost list, and so on; `s0`, `s1` are the same or E.
    `objects` has the variables of the objects that were read already, by element and names on the way.
    """

    def __init__(self) -> None:
        self.bound: dict[str, object] = {"A": ABSENT, "E": {}}
        self.objects: dict[tuple[int, tuple[str, ...]], str] = {}
        self._count = 0

    def new(self, letter: str) -> str:
        """A name that nothing has yet."""
        self._count += 1
        return f"{letter}{self._count}"

    def bind(self, value: object) -> str:
        """A name for a value that is no literal."""
        name = self.new("b")
        self.bound[name] = value
        return name

    def literal(self, value: Json) -> str:
        """A value as it is written in Python, or a name for it."""
        is_small = type(value) is int and abs(value) < 10**15
        if value is None or isinstance(value, str | bool) or is_small:
            return repr(value)
        return self.bind(value)

    def one(self, path: Path, depth: int) -> str:
        """What a path without `*` leads to, or A, for a row within `depth` lists."""
        if path.start not in (Start.PAYLOAD, Start.ELEMENT):
            return f"{self.bind(lambda sources: first(path, sources))}(sources)"
        level, names = level_of(path, depth), names_of(path.steps)
        if not path.steps:
            return f"e{level}"
        if len(names) == len(path.steps):
            return f"{self.object(level, names[:-1])}.get({names[-1]!r}, A)"
        reach = reached(path.steps)

        def reach_one(start: Json) -> Json | Absent:
            found = reach(start)
            return found[0] if found else ABSENT

        return f"{self.bind(reach_one)}(e{level})"

    def many(self, path: Path, depth: int) -> str:
        """The list of what a path with `*` leads to."""
        if path.start not in (Start.PAYLOAD, Start.ELEMENT):
            found = self.bind(lambda sources: [value for _, value in values(path, sources)])
            return f"{found}(sources)"
        level, names = level_of(path, depth), names_of(path.steps)
        general = f"{self.bind(reached(path.steps))}(e{level})"
        rest = path.steps[len(names) :]
        after = names_of(rest[1:])
        if not names or not isinstance(rest[0], Every) or len(after) != len(rest) - 1 or len(after) > 1:
            return general
        start = f"{self.object(level, names[:-1])}.get({names[-1]!r}, A)"
        if not after:
            return f"(y if type(y := {start}) is list else {general})"
        members = f"[w for z in y if (w := z.get({after[0]!r}, A)) is not A]"
        return f"({members} if type(y := {start}) is list else {general})"

    def applied(self, step: PlannedFunction, otherwise: Json | Absent) -> str:
        """A function of v as an expression: the shortest way for a text, `anywhere` for all else."""
        anywhere = f"{self.bind(step.anywhere)}(v)"
        operation = step.function.operation
        match operation:
            case Plain() as plain if plain in _INLINE:
                quick = _INLINE[plain]
            case Pad(side, char, to):
                method = "rjust" if side == "left" else "ljust"
                quick = f"v.{method}({self.literal(to)}, {self.literal(char)})"
            case Truncate(to):
                quick = f"v[:{self.literal(to)}]"
            case _ if step.table is not None:
                table = self.bind(step.table)
                quick = f"{table}[v]"
                if not isinstance(otherwise, Absent):
                    quick = f"{table}.get(v, {self.literal(otherwise)})"
            case _ if step.takes_lists:
                return f"{self.bind(step.apply)}(v) if type(v) is list else {anywhere}"
            case _:
                quick = f"{self.bind(step.apply)}(v)"
        return f"{quick} if type(v) is str else {anywhere}"

    def all(self, conditions: Sequence[Condition], depth: int) -> str:
        """Whether all conditions hold."""
        return " and ".join(self._holds(condition, depth) for condition in conditions)

    def object(self, level: int, names: tuple[str, ...]) -> str:
        """The variable of an object that was read already."""
        return self.objects[level, names] if names else f"s{level}"

    def _holds(self, condition: Condition, depth: int) -> str:
        path, test = condition.path, condition.test
        if not path.is_plain:
            return f"{self.bind(of_values(test, condition.place))}({self.many(path, depth)})"
        value = self.one(path, depth)
        only = test.values[0] if isinstance(test, OneOf) and len(test.values) == 1 else 0
        if only is None or isinstance(only, str | bool):
            return self.equal(only, value)
        return f"{self.bind(of_value(test, condition.place))}({value})"

    def equal(self, wanted: Json, value: str) -> str:
        """Whether an expression gives this JSON value."""
        if wanted is None or isinstance(wanted, bool):
            return f"{value} is {wanted!r}"
        if isinstance(wanted, str):
            return f"{value} == {wanted!r}"
        return f"{self.bind(partial(numbers.same, wanted))}({value})"


def level_of(path: Path, depth: int) -> int:
    """Which element a path starts from: 0 is the payload, 1 an element of the outermost list."""
    return 0 if path.start is Start.PAYLOAD else max(depth - path.up, 0)


def names_of(steps: Sequence[Step]) -> tuple[str, ...]:
    """The members that a path goes through first, up to anything that is more than a name."""
    names: list[str] = []
    for step in steps:
        if not isinstance(step, Member) or step.name[:1].isdigit():  # 0 may be an index
            break
        names.append(step.name)
    return tuple(names)
