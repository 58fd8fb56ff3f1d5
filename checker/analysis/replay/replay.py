"""A contract set made ready for replay, and what it sees in a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.analysis import context, recorded
from checker.analysis.context import Survival
from checker.analysis.coverage import Inventory, Still, inventory
from checker.analysis.follow import Sources
from checker.analysis.recorded import Declared
from checker.analysis.recorded.record import Record
from checker.analysis.replay import decisions, duplicates, passage, recognition, statuses
from checker.analysis.replay.case import look as seen_in
from checker.analysis.replay.case import recorded_in
from checker.analysis.replay.decisions import Decision
from checker.analysis.replay.passage import Passage
from checker.analysis.replay.quick import quick_ones, quickly_seen
from checker.analysis.replay.readers import Readers, readers
from checker.analysis.replay.recognition import Recognition
from checker.analysis.replay.seen import MessageName, SeenCase
from checker.analysis.replay.statuses import Reads
from checker.errors import ContractError, Mistake
from checker.model.boundaries import Retry
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Case

if TYPE_CHECKING:
    from checker.analysis.replay.walk import Walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """Everything of a contract set that recorded messages are held against, compiled once."""

    contracts: ContractSet
    passages: Mapping[MessageName, Passage]
    recognitions: Mapping[str, Recognition]
    reads: Mapping[str, Reads]
    decisions: tuple[Decision, ...]
    carries: Mapping[str, tuple[Survival, ...]]  # of each boundary that has any
    traced: frozenset[str]  # the boundaries that a context of a standard must survive
    retried: Mapping[str, Retry]  # of each boundary whose retries have a key
    repeatable: Mapping[str, Place]  # where each boundary says that a message may come again
    quick: Mapping[MessageName, Passage]
    declared: Declared  # what recorded statuses are held against
    readers: Mapping[str, Readers]  # where the statuses of each system are read

    def inventory(self, limits: Limits = DEFAULT) -> Inventory:
        """All that recordings of the set can exercise."""
        programs = {name: one.program for name, one in self.passages.items()}
        return inventory(self.declared, programs, limits)

    def look(self, case: Case, still: Still | None = None) -> SeenCase:
        """
        What is to be seen in one case, with what it exercises of what no case has exercised `still`.

        The same for the same two, whatever was looked at before.
        """
        if len(case.events) == 1:
            seen = quickly_seen(self.quick, self.contracts, case, still)
            if seen is not None:
                return seen
        return seen_in(self, case, still)

    def look_whole(self, case: Case) -> tuple[SeenCase, Record]:
        """What is to be seen in one case, and the record that it is seen in."""
        return recorded_in(self, case)

    def walk(
        self,
        boundary: str,
        message: str,
        sources: Sources,
        received: Json | Absent = ABSENT,
        *,
        sent_at: str | None = None,
    ) -> "Walk":
        """
        The whole way of one message, told step by step.

        `boundary` and `message` are names of the contract, as `recognise` gives them.
        """
        from checker.analysis.replay.walk import walk

        return walk(self.passages[boundary, message], sources, received, sent_at=sent_at)

    def recognise(self, boundary: str, sources: Sources) -> tuple[str, ...]:
        """The messages of a boundary that a payload can be: one where `where` decides."""
        return self.recognitions[boundary].names(sources)


def compiled(contracts: ContractSet, *, limits: Limits = DEFAULT) -> Replay:
    """
    Prepares a contract set.

    Raises:
        ContractError: with all mistakes that only show when functions, conditions and programs are prepared.
        MissingExtraError: a program is written in jq, which is not installed.

    """
    mistakes: list[Mistake] = []
    passages: dict[MessageName, Passage] = {}
    for boundary in contracts.boundaries.values():
        for message in boundary.messages.values():
            try:
                passages[boundary.name, message.name] = passage.compiled(contracts, boundary, message, limits)
            except ContractError as error:
                mistakes.extend(error.mistakes)
    try:
        reads = {
            name: statuses.compiled(boundary, contracts.reference)
            for name, boundary in contracts.boundaries.items()
        }
        ways = decisions.compiled(contracts)
        carries = {
            name: context.compiled(one.carries, contracts.reference)
            for name, one in contracts.boundaries.items()
            if one.carries
        }
        recognitions = {name: recognition.compiled(one) for name, one in contracts.boundaries.items()}
    except ContractError as error:
        mistakes.extend(error.mistakes)
    if mistakes:
        raise ContractError(tuple(dict.fromkeys(mistakes)))
    decided = frozenset(one.boundary for one in ways)
    news = frozenset(name for name, one in reads.items() if one is not None and one.is_message)
    return Replay(
        contracts=contracts,
        passages=passages,
        recognitions=recognitions,
        reads={name: read for name, read in reads.items() if read is not None},
        decisions=ways,
        carries=carries,
        repeatable={
            name: place
            for name, one in contracts.boundaries.items()
            if (place := duplicates.repeatable(one)) is not None
        },
        quick=quick_ones(passages.values(), decided, news),
        declared=recorded.compiled(contracts),
        readers=readers(contracts),
        traced=frozenset(
            name
            for name, one in contracts.boundaries.items()
            if any(carry.context is not None for carry in one.carries)
        ),
        retried={
            name: one.retry
            for name, one in contracts.boundaries.items()
            if one.retry is not None and one.retry.key is not None
        },
    )
