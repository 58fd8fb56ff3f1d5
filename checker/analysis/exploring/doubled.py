"""Effects that come about twice, because a message is sent again to somebody who does not notice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checker.analysis.exploring.graph import Graph
from checker.analysis.exploring.scope import reached
from checker.analysis.exploring.traces import trace
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.readings import Word
from checker.model.boundaries import Boundary, Retry
from checker.model.contracts import ContractSet
from checker.model.findings import Step
from checker.model.systems import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubled:
    """`word` is the status with which the fact comes about, first and a second time."""

    boundary: Boundary
    retry: Retry
    fact: Fact
    word: Word
    trace: tuple[Step, ...]


def doubled(graph: Graph) -> tuple[Doubled, ...]:
    """For each boundary that sends again and each `once_per` fact behind it the shortest run to the fact."""
    scope = graph.machine.packing.scope
    contracts = scope.meaning.contracts
    found: list[Doubled] = []
    for boundary in contracts.boundaries.values():
        retry = boundary.retry
        if retry is None or retry.idempotent:
            continue
        behind = reached((_whole(contracts, boundary.receiver.name),), _leading(contracts))
        for fact in contracts.facts.values():
            if fact.once_per and _whole(contracts, fact.owner.name) in behind:
                found += _twice(graph, boundary, retry, fact)
    return tuple(found)


def _twice(graph: Graph, boundary: Boundary, retry: Retry, fact: Fact) -> Iterator[Doubled]:
    packing = graph.machine.packing
    vocabulary = packing.scope.meaning.vocabulary
    claiming = [
        (word, *packing.showing(word.system, word.code))
        for words in packing.words.values()
        for word in words
        if vocabulary.owns(word.system, fact.name) and Literal(fact.name) in word.says
    ]
    for number, state in enumerate(graph.states):
        for word, test, want in claiming:
            if state & test == want:
                run = trace(graph, number, (word.system,))
                again = replace(run[-1], step=len(run) + 1, system=word.system, shows=str(word.code))
                yield Doubled(
                    boundary=boundary,
                    retry=retry,
                    fact=fact,
                    word=word,
                    trace=(*run, replace(again, where=retry.place)),
                )
                return


def _leading(contracts: ContractSet) -> dict[str, list[str]]:
    """From each system to those that its leaving messages get to, where nobody notices a second one."""
    found: dict[str, list[str]] = {}
    for boundary in contracts.boundaries.values():
        if boundary.leaves and not (boundary.retry and boundary.retry.idempotent):
            sender = _whole(contracts, boundary.sender.name)
            found.setdefault(sender, []).append(_whole(contracts, boundary.receiver.name))
    return found


def _whole(contracts: ContractSet, name: str) -> str:
    part_of = contracts.systems[name].part_of
    return part_of.name if part_of else name
