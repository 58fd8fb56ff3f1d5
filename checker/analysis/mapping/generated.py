"""
A mapping table as one Python function, which runs about as fast as one written by hand.

The code is put together from fixed templates, of statements here and of expressions in `expressions`. What
stands in a contract gets into it only as a literal, by `repr` of a text or a small number; everything else
is bound to a name that we chose.

The function is made for the usual payload. Whatever it was not made for raises an exception, of any kind,
and then the table is run row by row, which decides.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeAlias

from checker.analysis.follow import Sources
from checker.analysis.mapping import minted
from checker.analysis.mapping.expressions import Expressions, level_of, names_of
from checker.analysis.mapping.layout import Node, NotFixedError, laid_out
from checker.analysis.mapping.plans import (
    LOOKS,
    Planned,
    PlannedCode,
    PlannedEach,
    PlannedField,
    PlannedFunction,
    looks_around,
)
from checker.model.conditions import Condition
from checker.model.json import ABSENT, Absent, Json
from checker.model.paths import Every, Member, Path, Start
from checker.model.transformations import (
    Constant,
    From,
    Made,
    Pad,
    Plain,
    Position,
    Truncate,
)

Run: TypeAlias = Callable[[Sources], Json]

_DEEPEST: Final = 12  # Python itself allows twenty loops in each other


class NotUsualError(Exception):
    """Raised by generated code: this payload has to be run row by row."""


def function(rows: Sequence[Planned]) -> Run | None:
    """The table as a function; None where its target has no fixed shape, so that rows are run one by one."""
    writer = _Writer()
    try:
        source = writer.function(rows)
    except NotFixedError:
        return None
    namespace: dict[str, Any] = dict(writer.bound)  # a namespace of Python holds anything
    exec(compile(source, "<mapping table>", "exec"), namespace)
    run: Run = namespace["run"]
    return run


class _Writer:
    """The code so far, and the values that it is bound to."""

    def __init__(self) -> None:
        self._in = Expressions()
        self.bound = self._in.bound
        self.bound |= {"Again": NotUsualError, "gathered": gathered}
        self._lines: list[str] = []
        self._indent = 0

    def function(self, rows: Sequence[Planned]) -> str:
        self._line("def run(sources):")
        with self._block():
            self._line("e0 = sources.payload")
            self._line(f"looks = {LOOKS}")
            self._scope(rows, 0)
            self._line("return t0_0")
        return "\n".join(self._lines) + "\n"

    def _line(self, text: str) -> None:
        self._lines.append(" " * self._indent + text)

    @contextmanager
    def _block(self, head: str | None = None) -> Iterator[None]:
        if head is not None:
            self._line(head)
        self._indent += 1
        before = len(self._lines)
        yield
        if len(self._lines) == before:
            self._line("pass")
        self._indent -= 1

    def _scope(self, rows: Sequence[Planned], depth: int, on_elements: tuple[Condition, ...] = ()) -> None:
        """What rows make of the payload, or of one element of a list."""
        if depth > _DEEPEST:
            raise NotFixedError
        root, nodes = laid_out(rows, depth)
        self._line(f"s{depth} = e{depth} or E")
        self._prefixes(rows, on_elements, depth)
        if on_elements:
            self._line(f"if not ({self._in.all(on_elements, depth)}): continue")
        for node in root.deepest_first():
            if node.kind == "object":
                self._line(f"{node.variable} = {'None' if node.wanted else '{}'}")
            elif node.kind == "list":
                self._line(f"{node.variable} = []")
        for planned, node in zip(rows, nodes, strict=True):
            self._row(planned, node, depth)
        for node in root.deepest_first():
            around = node.around
            if around is not None and isinstance(node.step, Member) and node.kind in ("object", "list"):
                self._line(f"if {node.variable}: {around.variable}[{node.step.name!r}] = {node.variable}")

    def _place(self, node: Node, value: str) -> None:
        """Puts a value where it belongs; the NAME=VALUE elements around it are made when first needed."""
        around, step = node.around, node.step
        if around is None or not isinstance(step, Member):
            raise NotFixedError
        for element in _elements_around(node):
            wanted, elements = element.wanted, element.around
            if wanted is not None and elements is not None:
                with self._block(f"if {element.variable} is None:"):
                    self._line(f"{element.variable} = {{{wanted.name!r}: {wanted.value!r}}}")
                    self._line(f"{elements.variable}.append({element.variable})")
        self._line(f"{around.variable}[{step.name!r}] = {value}")

    def _row(self, planned: Planned, node: Node, depth: int) -> None:
        conditions = planned.on_row if isinstance(planned, PlannedEach) else planned.row.where
        if conditions:
            with self._block(f"if {self._in.all(conditions, depth)}:"):
                self._unconditional(planned, node, depth)
        else:
            self._unconditional(planned, node, depth)

    def _unconditional(self, planned: Planned, node: Node, depth: int) -> None:
        match planned:
            case PlannedField():
                self._field(planned, node, depth)
            case PlannedEach():
                self._each(planned, node, depth)
            case PlannedCode():
                self._line(f"v = {self._in.bind(planned.only)}(e{depth})")
                with self._block("if v is not A:"):
                    self._place(node, "v")

    def _field(self, planned: PlannedField, node: Node, depth: int) -> None:
        row = planned.row
        match row.source:
            case From(paths, is_list):
                if is_list:
                    parts = ", ".join(
                        self._in.one(path, depth) if path.is_plain else f"*{self._in.many(path, depth)}"
                        for path in paths
                    )
                    self._line(f"v = gathered(({parts},))")
                elif paths[0].is_plain:
                    self._line(f"v = {self._in.one(paths[0], depth)}")
                else:
                    self._line(f"v = {self._in.many(paths[0], depth)}")
                    self._looked(paths[0], depth)
                    self._found(planned, node, "not v", keeps_empty=planned.aggregates and not row.required)
                    return
                self._found(planned, node, "v is A", keeps_empty=False)
            case Constant(value):
                self._line(f"v = {self._in.literal(value)}")
                self._found(planned, node, "v is A", keeps_empty=True)
            case Made(kind):
                self._line(f"v = {self._in.literal(minted.VALUES[kind])}")
                self._worked_out(planned, node)
            case Position(start, step):
                index = self._in.literal(start)
                if depth:
                    index += f" + {self._in.literal(step)} * len(l{depth})"
                is_text = bool(planned.functions) and _makes_text(planned.functions[0])
                self._line(f"v = str({index})" if is_text else f"v = {index}")
                self._worked_out(planned, node)

    def _found(self, planned: PlannedField, node: Node, is_nothing: str, *, keeps_empty: bool) -> None:
        """The value is in v; `is_nothing` says in Python when there is none."""
        row = planned.row
        if not isinstance(row.default, Absent):
            with self._block(f"if {is_nothing} or v is None:"):
                self._kept(planned, node, self._in.literal(row.default))
            with self._block("else:"):
                self._worked_out(planned, node)
        elif keeps_empty:
            self._worked_out(planned, node)
        else:
            if row.required:
                self._line(f"if {is_nothing}: raise Again")
            with self._block(f"if not ({is_nothing}):"):
                self._worked_out(planned, node)

    def _worked_out(self, planned: PlannedField, node: Node) -> None:
        """Applies the functions to v, which may be null here, and places it."""
        row = planned.row
        for step in planned.functions:
            self._line(f"v = {self._in.applied(step, row.otherwise)}")
        may_be_nothing = any(
            step.function.operation in (Plain.MIN, Plain.MAX)
            for step in planned.functions
            if isinstance(step.function.operation, Plain)
        )
        if not may_be_nothing:
            self._kept(planned, node, "v")
            return
        with self._block("if v is A:"):
            if row.default is not ABSENT:
                self._kept(planned, node, self._in.literal(row.default))
            elif row.required:
                self._line("raise Again")
        with self._block("else:"):
            self._kept(planned, node, "v")

    def _kept(self, planned: PlannedField, node: Node, value: str) -> None:
        """Places a value, unless the row omits it."""
        omit = planned.row.omit
        if not omit:
            self._place(node, value)
            return
        if value != "v":
            self._line(f"v = {value}")
        tests = [self._in.equal(omitted, "v") for omitted in omit]
        with self._block(f"if not ({' or '.join(tests)}):"):
            self._place(node, "v")

    def _each(self, planned: PlannedEach, node: Node, depth: int) -> None:
        each = planned.row.each
        made = f"l{depth + 1}"
        if each.is_plain:
            self._line(f"x = {self._in.one(each, depth)}")
            with self._block("if x is None:"):
                self._place(node, "None")
            head = "elif x is not A:"
        else:
            many = self._in.many(each, depth)
            ends = isinstance(each.steps[-1], Every)
            self._line(f"x = {many}" if ends else f"x = {self._in.bind(_joined)}({many})")
            head = "if x is not A and x:" if ends else "if x is not A:"
        with self._block(head):
            with self._block("if type(x) is not list:"):
                self._line("raise Again")
            if depth and looks_around(each):
                self._counted("x")
            self._line(f"{made} = []")
            with self._block(f"for e{depth + 1} in x:"):
                self._scope(planned.rows, depth + 1, planned.on_elements)
                self._line(f"{made}.append(t{depth + 1}_0)")
            self._place(node, made)

    def _prefixes(self, rows: Sequence[Planned], on_elements: Sequence[Condition], depth: int) -> None:
        """Reads each object of this element that several paths may go through, once."""
        wanted: set[tuple[str, ...]] = set()
        for path, at in (*((c.path, depth) for c in on_elements), *_paths(rows, depth)):
            if path.start in (Start.PAYLOAD, Start.ELEMENT) and level_of(path, at) == depth:
                names = names_of(path.steps)
                whole = len(names) if len(names) < len(path.steps) else len(names) - 1
                if len(names) == len(path.steps) or isinstance(path.steps[len(names)], Every):
                    wanted.update(names[:length] for length in range(1, whole + 1))
        for prefix in sorted(wanted, key=lambda names: (len(names), names)):
            name = self._in.new("o")
            self._line(f"{name} = {self._in.object(depth, prefix[:-1])}.get({prefix[-1]!r}) or E")
            self._in.objects[depth, prefix] = name

    def _looked(self, path: Path, depth: int) -> None:
        if depth and looks_around(path):
            self._counted("v")

    def _counted(self, variable: str) -> None:
        """Ends what goes through too much of the payload again and again."""
        self._line(f"looks -= len({variable})")
        with self._block("if looks < 0:"):
            self._line("raise Again")


def _makes_text(step: PlannedFunction) -> bool:
    """Whether a function works on the digits of a number."""
    operation = step.function.operation
    return isinstance(operation, Pad | Truncate) or operation is Plain.STRING


def _elements_around(node: Node) -> list[Node]:
    """The NAME=VALUE elements that a place lies in, outermost first."""
    found: list[Node] = []
    around = node.around
    while around is not None:
        if around.wanted is not None:
            found.append(around)
        around = around.around
    return found[::-1]


def gathered(found: Sequence[Json | Absent]) -> Json | Absent:
    """Several fields as one list: an absent one counts as null, all of them as nothing, or as null."""
    if not found:
        return ABSENT
    if None in found or ABSENT in found:
        if all(value is ABSENT for value in found):
            return ABSENT
        if all(value is ABSENT or value is None for value in found):
            return None
        return [None if isinstance(value, Absent) else value for value in found]
    return list(found)  # type: ignore[arg-type]  # none of them is absent


def _joined(lists: Sequence[Json]) -> Json | Absent:
    joined: list[Json] = []
    for elements in lists:
        if isinstance(elements, list):
            joined.extend(elements)
        elif elements is not None:
            raise NotUsualError
    return joined if lists else ABSENT


def _paths(rows: Sequence[Planned], depth: int) -> Iterator[tuple[Path, int]]:
    """Every path that rows read, with the depth of `each` at which it stands."""
    for planned in rows:
        if isinstance(planned, PlannedEach):
            yield planned.row.each, depth
            yield from ((condition.path, depth) for condition in planned.on_row)
            yield from ((condition.path, depth + 1) for condition in planned.on_elements)
            yield from _paths(planned.rows, depth + 1)
        else:
            yield from ((condition.path, depth) for condition in planned.row.where)
            if isinstance(planned, PlannedField) and isinstance(planned.row.source, From):
                yield from ((path, depth) for path in planned.row.source.paths)
