"""
The theorem behind the proofs, against runs: messages lost, doubled, late and in any order.

Random contracts over stable facts are mended until no claim is unfounded; then no run may show a false
claim. The same contracts before mending must show some, or the runs would prove nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from checker.analysis.meaning import Meaning, meaning, proofs
from checker.analysis.meaning.combinations import first_row
from checker.analysis.meaning.founded import own_words, unfounded
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Kind, Word, absent
from checker.model.boundaries import Boundary, Leaves, Row, StatusTable
from checker.model.contracts import ContractSet
from checker.model.places import Place, Ref
from checker.model.systems import CombineRow, Fact, Move, Quantifier, Status, StatusRef, System

SYSTEMS = ("a", "b", "c", "d")
FACTS = ("f", "g", "h")
CODES = ("1", "2", "3", "4")


class Lines:
    """A new line for every node, so that each row has a place of its own."""

    def __init__(self) -> None:
        self.line = 0

    def place(self) -> Place:
        self.line += 1
        return Place(file="contract.yaml", line=self.line, column=1)


def random_contract(random: Random) -> ContractSet:
    lines = Lines()
    facts = {
        name: Fact(
            name=name,
            owner=_ref(random.choice(SYSTEMS), lines),
            implies=tuple(_ref(other, lines) for other in FACTS[:number] if random.random() < 0.3),
            place=lines.place(),
        )
        for number, name in enumerate(FACTS)
    }
    systems = {name: _system(random, lines, name) for name in SYSTEMS}
    if random.random() < 0.5:
        systems["a"] = replace(systems["a"], combines=_combines(random, lines))
    boundaries = {}
    for number, name in enumerate(SYSTEMS[:-1]):
        for other in SYSTEMS[number + 1 :]:
            if random.random() < 0.7:
                boundaries[f"{name}-{other}"] = _boundary(random, lines, name, other)
    return ContractSet(
        name="random",
        version="1",
        facts=facts,
        systems=systems,
        boundaries=boundaries,
        folder=".",
        place=lines.place(),
    )


def _ref(name: str, lines: Lines) -> Ref:
    return Ref(name=name, place=lines.place())


def _status(lines: Lines, system: str, code: str) -> StatusRef:
    return StatusRef(system=system, code=code, place=lines.place())


def _system(random: Random, lines: Lines, name: str) -> System:
    def some() -> tuple[Ref, ...]:
        return tuple(_ref(fact, lines) for fact in FACTS if random.random() < 0.35)

    moves = [(x, y) for x in CODES for y in CODES if x != y and random.random() < 0.25]
    return System(
        name=name,
        statuses={
            code: Status(system=name, code=code, claims=() if code == "1" else some(), place=lines.place())
            for code in CODES
        },
        moves=tuple(Move(source=x, target=y, place=lines.place()) for x, y in moves),
        is_external=random.random() < 0.1,
        place=lines.place(),
    )


def _combines(random: Random, lines: Lines) -> tuple[CombineRow, ...]:
    rows = []
    for _ in range(3):
        shown = {
            name: tuple(_status(lines, name, code) for code in (*CODES, "absent") if random.random() < 0.4)
            for name in ("b", "c")
        }
        quantifier = random.choice((Quantifier.ANY, Quantifier.ALL))
        report = _status(lines, "a", random.choice(CODES))
        rows.append(CombineRow(quantifier=quantifier, shown=shown, report=report, place=lines.place()))
    last = _status(lines, "a", "1")
    return (*rows, CombineRow(quantifier=Quantifier.OTHERWISE, shown={}, report=last, place=lines.place()))


def _boundary(random: Random, lines: Lines, sender: str, receiver: str) -> Boundary:
    def row(shown: StatusRef | None) -> Row:
        during = tuple(_status(lines, sender, code) for code in CODES if random.random() < 0.5)
        return Row(
            shown=shown,
            report=_status(lines, sender, random.choice(CODES)) if random.random() < 0.9 else None,
            ignore="nothing",
            during=during if during and random.random() < 0.6 else None,
            place=lines.place(),
        )

    rows = []
    for code in CODES:
        if random.random() < 0.8:
            rows += [row(_status(lines, receiver, code)) for _ in range(random.choice((1, 1, 2)))]
    leaves = Leaves(
        when=(_status(lines, sender, random.choice(CODES)),),
        enters=(_status(lines, receiver, random.choice(CODES)),),
        place=lines.place(),
    )
    return Boundary(
        name=f"{sender}-{receiver}",
        sender=_ref(sender, lines),
        receiver=_ref(receiver, lines),
        leaves=leaves if random.random() < 0.4 else None,
        status=StatusTable(
            rows=tuple(rows),
            otherwise=(row(None),) if random.random() < 0.5 else (),
            no_answer=(row(None),) if random.random() < 0.5 else (),
            place=lines.place(),
        ),
        place=lines.place(),
    )


def mended(contracts: ContractSet) -> ContractSet:
    """The contract without the claims that nothing supports, so that it can be proved."""
    while True:
        whole = meaning(contracts)
        wrong: dict[tuple[str, str], set[str]] = {}
        for reading in (*whole.readings, *whole.leavings):
            for literal in unfounded(whole.vocabulary, reading):
                assert reading.reports is not None
                wrong.setdefault((reading.reports.system, reading.reports.code), set()).add(literal.fact)
        for name in contracts.systems:
            for word, said, _ in own_words(whole, name):
                wrong.setdefault((name, str(word.code)), set()).update(literal.fact for literal in said)
        if not wrong:
            return contracts
        contracts = replace(contracts, systems=_without(whole, wrong))


def _without(whole: Meaning, wrong: Mapping[tuple[str, str], set[str]]) -> dict[str, System]:
    """Statuses no longer claim what is wrong, nor what implies it."""

    def mend(status: Status) -> Status:
        bad = wrong.get((status.system, status.code), set())
        return replace(
            status,
            claims=tuple(
                claim
                for claim in status.claims
                if not bad
                & {each.fact for each in whole.vocabulary.implications.closure([Literal(claim.name)])}
            ),
        )

    return {
        system.name: replace(
            system, statuses={code: mend(status) for code, status in system.statuses.items()}
        )
        for system in whole.contracts.systems.values()
    }


class Run:
    """One run: whatever was ever shown can be read at any time, any number of times, or never."""

    def __init__(self, whole: Meaning, random: Random) -> None:
        self.whole, self.random = whole, random
        self.shows: dict[str, str | None] = dict.fromkeys(whole.contracts.systems)
        self.ever: dict[str, list[str]] = {name: [] for name in whole.contracts.systems}
        self.heard: dict[tuple[str, str], str] = {}
        self.true: set[str] = set()
        for name, starts in whole.starts.items():
            if starts:
                self.enter(name, random.choice(starts).status.code)

    def says(self, system: str, code: str) -> set[str]:
        return {literal.fact for literal in self.whole.vocabulary.word(system, code).says if literal.holds}

    def enter(self, system: str, code: str) -> None:
        """A system shows a status; what it owns comes true by that, an external system's word is true."""
        self.shows[system] = code
        self.ever[system].append(code)
        said = self.whole.vocabulary.word(system, code).says
        known = (
            said if self.whole.vocabulary.is_external(system) else self.whole.vocabulary.owned(system, said)
        )
        self.true |= {literal.fact for literal in known}

    def false_claims(self) -> set[str]:
        return {
            f"{system}/{code} says {fact}"
            for system, code in self.shows.items()
            if code
            for fact in self.says(system, code) - self.true
        }

    def step(self) -> None:
        random, contracts = self.random, self.whole.contracts
        choice = random.random()
        if choice < 0.35:
            system = contracts.systems[random.choice(SYSTEMS)]
            targets = [move.target for move in system.moves if move.source == self.shows[system.name]]
            if targets:
                self.enter(system.name, random.choice(targets))
        elif choice < 0.5 and self.whole.leavings:
            leaving = random.choice(self.whole.leavings)
            word = leaving.words[0]
            if (
                word.code in self.ever[word.system]
                and self.shows[leaving.reporter] is None
                and leaving.reports
            ):
                self.enter(leaving.reporter, leaving.reports.code)
        elif choice < 0.6 and contracts.systems["a"].combines:
            self.combine()
        elif contracts.boundaries:
            self.read(random.choice(list(contracts.boundaries.values())))

    def read(self, boundary: Boundary) -> None:
        """One status that was ever shown is read, or nothing before the first answer."""
        sender, receiver = boundary.reporter, boundary.read_system
        before = self.shows[sender]
        heard = (boundary.name, receiver) in self.heard
        codes = self.ever[receiver] + ([] if heard else ["no_answer"])
        if not codes:
            return
        code = self.random.choice(codes)
        if code != "no_answer":
            self.heard[boundary.name, receiver] = code
        for reading in self.whole.tables[boundary.name].readings:
            now = self.whole.contracts.systems[sender].statuses[before] if before else None
            if reading.words[0].code == code and now in reading.during:
                assert {literal.fact for literal in reading.evidence if literal.holds} <= self.true
                if reading.reports:
                    self.enter(sender, reading.reports.code)
                return

    def combine(self) -> None:
        """`a` hears one of the others, and reports what the last statuses it heard stand for."""
        name = self.random.choice(("b", "c"))
        if self.ever[name]:
            self.heard["a", name] = self.random.choice(self.ever[name])
        words: list[Word] = [
            self.whole.vocabulary.word(each, self.heard["a", each])
            if ("a", each) in self.heard
            else absent(each)
            for each in ("b", "c")
        ]
        row = first_row(self.whole.contracts.systems["a"].combines, words)
        if row and row.report:
            self.enter("a", row.report.code)


def false_claims(whole: Meaning, random: Random, *, runs: int, steps: int) -> set[str]:
    found: set[str] = set()
    for _ in range(runs):
        run = Run(whole, random)
        for _ in range(steps):
            run.step()
            found |= run.false_claims()
    return found


@pytest.mark.parametrize("seed", range(0, 120, 10))
def test_no_run_shows_a_false_claim_where_every_claim_is_founded(seed: int) -> None:
    claims = 0
    for number in range(seed, seed + 10):
        random = Random(number)
        whole = meaning(mended(random_contract(random)))
        assert false_claims(whole, random, runs=6, steps=60) == set()
        assert all(proof.is_proved for proof in proofs(whole))
        claims += sum(len(word.says) for word in whole.vocabulary.words.values())
    assert claims  # what was proved is not empty


def test_the_runs_would_show_a_false_claim() -> None:
    shown = 0
    for number in range(20):
        random = Random(number)
        whole = meaning(random_contract(random))
        try:
            found = false_claims(whole, random, runs=6, steps=60)
        except AssertionError:
            found = {"evidence that was not so"}
        shown += bool(found)
    assert shown > 15


def test_rows_of_every_kind_took_part() -> None:
    kinds = {
        reading.kind
        for number in range(30)
        for whole in [meaning(random_contract(Random(number)))]
        for reading in (*whole.readings, *whole.leavings)
    }
    assert kinds == {Kind.ROW, Kind.OTHERWISE, Kind.NO_ANSWER, Kind.COMBINATION, Kind.LEAVING}
