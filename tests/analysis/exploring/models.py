"""Random contract sets, small enough to walk all their runs; the same number gives the same set."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random
from typing import Literal

from checker.model.boundaries import Boundary, Delivery, Leaves, Row, StatusTable
from checker.model.contracts import ContractSet
from checker.model.places import Place, Ref
from checker.model.systems import (
    CombineRow,
    Fact,
    Move,
    Outcome,
    Phase,
    Quantifier,
    Status,
    StatusRef,
    System,
)

Code = tuple[str, str]  # a system and a status of it


class Model:
    """Draws one contract set; every node has a line of its own, as rows have that stand in a file."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.line = 0
        self.facts: dict[str, Fact] = {}
        self.systems: dict[str, System] = {}
        self.face: str | None = None  # of the first system

    def contracts(self) -> ContractSet:
        names = ["a", "b", "c"][: self.random.choice((2, 2, 3, 3, 3))]
        faces = ["face"] if self.chance(0.2) else []
        self.face = "face" if faces else None
        self.facts = self._facts([*names, *faces])
        for name in [*names, *faces]:
            self.systems[name] = self._system(name)
        boundaries: dict[str, Boundary] = {}
        combining = names[0] if self.chance(0.2) else None
        if combining:
            self._combine(combining, names[1:], boundaries)
        for number, (sender, receiver) in enumerate(self._pairs(names)):
            is_combined = combining in (sender, receiver)
            boundary = self._boundary(f"{sender}-{receiver}-{number}", sender, receiver, combining)
            if boundary.status or boundary.leaves or not is_combined:
                boundaries[boundary.name] = boundary
        return ContractSet(
            name="random",
            version="1.0.0",
            facts=self.facts,
            systems=self.systems,
            boundaries=boundaries,
            folder=".",
            place=self.place(),
        )

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def place(self) -> Place:
        self.line += 1
        return Place(file="contract.yaml", line=self.line, column=1)

    def ref(self, name: str) -> Ref:
        return Ref(name=name, place=self.place())

    def status(self, code: Code) -> StatusRef:
        return StatusRef(system=code[0], code=code[1], place=self.place())

    def _pairs(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        for index, one in enumerate(names):
            for other in names[index + 1 :]:
                if self.chance(0.85):
                    yield (one, other) if self.chance(0.75) else (other, one)

    def _facts(self, owners: Sequence[str]) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for name in ["f", "g", "h"][: self.random.choice((1, 2, 2, 3))]:
            is_revocable = self.chance(0.3)
            implies = [
                other.name
                for other in facts.values()
                if self.chance(0.35) and (is_revocable or not other.revocable)
            ]
            facts[name] = Fact(
                name=name,
                owner=self.ref(self.random.choice(owners)),
                implies=tuple(map(self.ref, implies)),
                revocable=is_revocable,
                place=self.place(),
            )
        return facts

    def _says(self) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """What a status claims and denies; it denies nothing that follows from what it claims."""
        claims = [name for name in self.facts if self.chance(0.3)]
        follows = set(claims)
        for name in reversed(self.facts):  # facts imply only such as stand before them
            if name in follows:
                follows |= {ref.name for ref in self.facts[name].implies}
        denies = [name for name in self.facts if name not in follows and self.chance(0.25)]
        return tuple(map(self.ref, claims)), tuple(map(self.ref, denies))

    def _system(self, name: str) -> System:
        is_face = name == self.face
        codes = [
            f"{name[0]}{number}"
            for number in range(1, self.random.choice((2, 2, 3) if is_face else (2, 3, 4)) + 1)
        ]
        statuses = {}
        for code in codes:
            claims, denies = self._says()
            statuses[code] = Status(
                system=name,
                code=code,
                phase=Phase.FINAL if self.chance(0.25) else Phase.OPEN,
                outcome=self.random.choice((Outcome.NONE, Outcome.NONE, *Outcome)),
                claims=claims,
                denies=denies,
                place=self.place(),
            )
        rate = self.random.choice((0.0, 0.3, 0.45))
        moves = [
            Move(source=one, target=other, place=self.place())
            for one in codes
            if not statuses[one].is_final
            for other in codes
            if one != other and self.chance(rate)
        ]
        initial = self.random.sample(codes, self.random.choice((1, 1, 2))) if self.chance(0.35) else []
        return System(
            name=name,
            statuses=statuses,
            moves=tuple(moves),
            initial=tuple(map(self.ref, initial)),
            part_of=self.ref("a") if is_face else None,
            is_external=not is_face and self.chance(0.1),
            place=self.place(),
        )

    def _codes(self, name: str, *, is_open: bool = False) -> list[Code]:
        return [
            (name, code)
            for code, status in self.systems[name].statuses.items()
            if not (is_open and status.is_final)
        ]

    def _delivery(self) -> Delivery | None:
        order: Literal["any", "fifo", "versioned"] | None
        order = self.random.choice((None, None, "any", "fifo", "versioned"))
        return Delivery(order=order, place=self.place()) if order else None

    def _boundary(self, name: str, sender: str, receiver: str, combining: str | None) -> Boundary:
        of = "sender" if self.chance(0.25) else "receiver"
        read, reporter = (sender, receiver) if of == "sender" else (receiver, sender)
        has_rows = reporter != combining and self.chance(0.9)
        leaves = None
        if self.chance(0.3):
            shows = self.face if self.face and sender == "a" and self.chance(0.2) else sender
            leaves = Leaves(
                when=tuple(map(self.status, self._some(self._codes(shows)))),
                enters=tuple(map(self.status, self._some(self._codes(receiver)))) if self.chance(0.6) else (),
                place=self.place(),
            )
        return Boundary(
            name=name,
            sender=self.ref(sender),
            receiver=self.ref(receiver),
            delivery=self._delivery(),
            leaves=leaves,
            status=self._table(of, read, reporter) if has_rows else None,
            place=self.place(),
        )

    def _some(self, codes: Sequence[Code]) -> list[Code]:
        return self.random.sample(codes, min(len(codes), self.random.choice((1, 1, 2))))

    def _table(self, of: str, read: str, reporter: str) -> StatusTable:
        shown = self._codes(read)
        if read == "a" and self.face and self.chance(0.6):
            shown += self._codes(self.face)
        rows = [row for code in shown if self.chance(0.85) for row in self._rows(self.status(code), reporter)]
        silences = {
            name: tuple(self._rows(StatusRef(system=read, code=name, place=self.place()), reporter))
            if self.chance(chance)
            else ()
            for name, chance in (("no_answer", 0.4), ("absent", 0.1))
        }
        otherwise = tuple(self._rows(None, reporter)) if self.chance(0.4) or not rows else ()
        return StatusTable(
            of="sender" if of == "sender" else "receiver",
            rows=tuple(rows),
            otherwise=otherwise,
            place=self.place(),
            no_answer=silences["no_answer"],
            absent=silences["absent"],
        )

    def _rows(self, shown: StatusRef | None, reporter: str) -> Iterator[Row]:
        for _ in range(self.random.choice((1, 1, 1, 2))):
            looked_at = self.face if self.face and reporter == "a" and self.chance(0.1) else reporter
            during = self._some(self._codes(looked_at, is_open=True)) if self.chance(0.45) else []
            is_heard = self.chance(0.88)
            target = self.face if self.face and reporter == "a" and self.chance(0.15) else reporter
            yield Row(
                shown=shown,
                report=self.status(self.random.choice(self._codes(target))) if is_heard else None,
                ignore=None if is_heard else "nothing to report",
                during=tuple(map(self.status, during)) if during else None,
                place=self.place(),
            )

    def _combine(self, name: str, members: Sequence[str], boundaries: dict[str, Boundary]) -> None:
        rows = []
        for _ in range(self.random.choice((1, 2, 3))):
            heard = self.random.sample(members, self.random.randint(1, len(members)))
            shown = {
                member: tuple(map(self.status, self._some([*self._codes(member), (member, "absent")])))
                for member in heard
            }
            quantifier = self.random.choice((Quantifier.ANY, Quantifier.ALL))
            rows.append(self._combine_row(name, quantifier, shown))
        if self.chance(0.6):
            rows.append(self._combine_row(name, Quantifier.OTHERWISE, {}))
        system = self.systems[name]
        self.systems[name] = System(
            name=name,
            statuses=system.statuses,
            moves=system.moves,
            initial=system.initial,
            is_external=system.is_external,
            combines=tuple(rows),
            place=system.place,
        )
        for member in dict.fromkeys(member for row in rows for member in row.shown):
            boundaries[f"{name}-to-{member}"] = Boundary(
                name=f"{name}-to-{member}",
                sender=self.ref(name),
                receiver=self.ref(member),
                delivery=self._delivery(),
                status=StatusTable(place=self.place()),
                place=self.place(),
            )

    def _combine_row(
        self, name: str, quantifier: Quantifier, shown: Mapping[str, tuple[StatusRef, ...]]
    ) -> CombineRow:
        is_heard = self.chance(0.88)
        return CombineRow(
            quantifier=quantifier,
            shown=shown,
            report=self.status(self.random.choice(self._codes(name))) if is_heard else None,
            ignore=None if is_heard else "nothing to report",
            place=self.place(),
        )


def random_model(number: int) -> ContractSet:
    return Model(Random(number)).contracts()


def every_tiny_model() -> Iterator[ContractSet]:
    """
    Every way in which `a` can read `b`, two statuses each, with one fact of b's.

    b goes from b1 to b2, back too, or starts in either; a row for each of its codes, and for silence: none, to
    one of a's statuses, or only while `a` shows one of them; in each order.
    """
    choices: list[tuple[str | None, str | None]] = [(None, None)]
    choices += [(report, during) for report in ("a1", "a2") for during in (None, "a1", "a2")]
    moves = ((), (("b1", "b2"),), (("b1", "b2"), ("b2", "b1")))
    for steps, order, one, other, silence in product(
        moves, ("any", "fifo", "versioned"), choices, choices, choices[:3]
    ):
        yield _tiny(steps, order, {"b1": one, "b2": other, "no_answer": silence})


def _tiny(
    steps: Sequence[tuple[str, str]], order: str, reports: Mapping[str, tuple[str | None, str | None]]
) -> ContractSet:
    model = Model(Random(0))
    fact = Fact(name="f", owner=model.ref("b"), place=model.place())

    def system(name: str, *, claiming: str, moves: Sequence[tuple[str, str]]) -> System:
        statuses = {
            code: Status(
                system=name,
                code=code,
                claims=(model.ref("f"),) if code == claiming else (),
                place=model.place(),
            )
            for code in (f"{name}1", f"{name}2")
        }
        taken = tuple(Move(source=one, target=other, place=model.place()) for one, other in moves)
        return System(name=name, statuses=statuses, moves=taken, place=model.place())

    def rows(shown: str) -> tuple[Row, ...]:
        report, during = reports[shown]
        if report is None:
            return ()
        row = Row(
            shown=model.status(("b", shown)),
            report=model.status(("a", report)),
            during=(model.status(("a", during)),) if during else None,
            place=model.place(),
        )
        return (row,)

    match order:
        case "any" | "fifo" | "versioned" as word:
            delivery = Delivery(order=word, place=model.place())
        case _:
            raise AssertionError(order)
    status = StatusTable(rows=rows("b1") + rows("b2"), no_answer=rows("no_answer"), place=model.place())
    boundary = Boundary(
        name="a-b",
        sender=model.ref("a"),
        receiver=model.ref("b"),
        delivery=delivery,
        status=status,
        place=model.place(),
    )
    systems = {
        "a": system("a", claiming="a2", moves=()),
        "b": system("b", claiming="b2", moves=steps),
    }
    return ContractSet(
        name="tiny",
        version="1.0.0",
        facts={"f": fact},
        systems=systems,
        boundaries={"a-b": boundary},
        folder=".",
        place=model.place(),
    )
