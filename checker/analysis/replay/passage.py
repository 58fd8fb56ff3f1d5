"""One message of a boundary with everything that is declared for it, compiled once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.analysis import comparison, jq, mapping, validity
from checker.analysis.comparison import Comparison
from checker.analysis.mapping import Program
from checker.analysis.replay import tables
from checker.analysis.replay.enrichment import filled, missing
from checker.analysis.replay.tables import Tables
from checker.analysis.replay.tolerances import Matches, matches
from checker.analysis.sides import Side
from checker.analysis.validity import Validator
from checker.model.boundaries import Boundary, Message, Requirement
from checker.model.contracts import ContractSet
from checker.model.findings import Skipped
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.systems import System
from checker.model.transformations import CodeStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """
    What a message goes through on its way, ready to run.

    `program` is None where nothing changes the message on its way. `is_unmade` says that nobody can tell
    here what becomes of it: `skipped` has the steps that are not run.
    """

    boundary: Boundary
    message: Message
    key: tuple[str, str]  # their names
    keys: frozenset[tuple[str, str]]  # the one key, for adding up
    name: str  # BOUNDARY/MESSAGE
    sender_names: frozenset[str]  # the sender, its faces, and what it is a face of
    is_external: bool
    sends: Validator | None
    accepts: Validator | None
    is_same_schema: bool
    is_unchanged: bool  # what is equal to what was sent is the same to the digit: no tolerance, no enrichment
    program: Program | None
    comparison: Comparison
    requires: tuple[tuple[Requirement, Callable[[Json], tuple[Json, ...]]], ...]
    matches: tuple[tuple[int, Matches], ...]
    is_unmade: bool
    skipped: tuple[Skipped, ...]
    tables: Tables | None  # that it looks something up in
    verdicts: int  # schemas that a message with both sides is held against
    most: int  # differences that are kept of one message

    def result(self, sent: Side) -> Json | Absent:
        """
        What the declared transformation makes of a message; ABSENT where that can't be told here.

        Raises:
            RowError: a row can't be applied.

        """
        if self.is_unmade:
            return ABSENT
        return sent.payload if self.program is None else self.program.run(sent.sources)

    def is_otherwise(self, named: Mapping[str, str]) -> bool:
        """Whether it looks up in a table of which a recording names another version than that of now."""
        return self.tables is not None and self.tables.is_otherwise(named)

    def is_clean(self, sent: Side, result: Json, received: Json | Absent, sent_at: str | None) -> bool:
        """
        Whether nothing at all can be said against this message; the quick way, taken by most.

        False where only a closer look can tell.
        """
        enriches = self.message.enriches
        if enriches:
            if received is not ABSENT:
                result = filled(result, received, enriches)
            there = replace(sent, payload=result if received is ABSENT else received)
            if any(True for enrich in enriches for _ in missing(enrich, there)):
                return False
        return self.fits(sent.sources.payload, result, received, sent_at)

    def fits(self, payload: Json, result: Json, received: Json | Absent, sent_at: str | None) -> bool:
        """Whether schemas, comparison and rules have nothing against a message and its result."""
        if self.sends is not None and not self.sends.is_valid(payload):
            return False
        arrived = result
        if received is not ABSENT:
            if not self.comparison.same(result, received, sent_at=sent_at):
                return False
            arrived = received
        is_checked = self.is_same_schema and (arrived is payload or self.is_unchanged)
        if self.accepts is not None and not is_checked and not self.accepts.is_valid(arrived):
            return False
        return not self.requires or all(_is_met(program, arrived) for _, program in self.requires)


def names_of(system: str, systems: Mapping[str, System]) -> Iterator[str]:
    """A system under all its names: its own, its faces, and for a face the system and its other faces."""
    whole = systems[system].part_of if system in systems else None
    body = whole.name if whole is not None else system
    yield body
    yield from (name for name, other in systems.items() if other.part_of and other.part_of.name == body)


def is_true(results: Sequence[Json]) -> bool:
    """Whether a program of `requires` gave true, once and nothing else; 1 is not true."""
    return len(results) == 1 and results[0] is True


def _is_met(program: Callable[[Json], tuple[Json, ...]], payload: Json) -> bool:
    try:
        return is_true(program(payload))
    except jq.FailedError:
        return False


def compiled(contracts: ContractSet, boundary: Boundary, message: Message, limits: Limits) -> Passage:
    """
    Prepares a message.

    Raises:
        ContractError: a function, condition or program of it can't be used.
        MissingExtraError: a program is written in jq, which is not installed.

    """
    table, reference = message.transform, contracts.reference
    sender = boundary.sender.name
    program = mapping.compiled(table, reference) if table is not None else None
    said = {row.at.steps for row in message.compare}  # outranks what a `made:` row implies of its target
    made = [row for row in program.made if row.at.steps not in said] if program is not None else []
    steps = _steps_not_run(message, program)
    return Passage(
        boundary=boundary,
        message=message,
        key=(boundary.name, message.name),
        keys=frozenset({(boundary.name, message.name)}),
        name=f"{boundary.name}/{message.name}",
        sender_names=frozenset(names_of(sender, contracts.systems)),
        is_external=sender in contracts.systems and contracts.systems[sender].is_external,
        sends=None if message.sends is None else validity.compiled(message.sends, limits),
        accepts=None if message.accepts is None else validity.compiled(message.accepts, limits),
        is_same_schema=message.sends == message.accepts,
        is_unchanged=table is None and not message.compare and not message.enriches,
        program=program,
        comparison=comparison.compiled((*message.compare, *made)),
        requires=tuple((required, jq.program(required.jq, required.place)) for required in message.requires),
        matches=tuple((number, matches(row.at)) for number, row in enumerate(message.compare)),
        is_unmade=bool(program.cannot_run) if program is not None else message.implementation is not None,
        skipped=tuple(_not_run(boundary, message, step) for step in steps),
        tables=tables.compiled(table, reference),
        verdicts=(message.sends is not None) + (message.accepts is not None),
        most=limits.errors_per_record,
    )


def _steps_not_run(message: Message, program: Program | None) -> tuple[CodeStep, ...]:
    steps = program.cannot_run if program is not None else ()
    return (*steps, message.implementation) if message.implementation is not None else steps


def _not_run(boundary: Boundary, message: Message, step: CodeStep) -> Skipped:
    what = "implementation" if step is message.implementation else f"{step.engine.value} step"
    return Skipped(
        check="replay",
        why=f"the {what} of {boundary.name}/{message.name} is not run by this version",
        was_asked=True,
        place=step.place,
        fix="write the mapping as a table or in jq, or leave this message out of the recordings",
    )
