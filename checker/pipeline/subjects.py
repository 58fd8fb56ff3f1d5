"""What was looked at in a set, thing by thing, so that a report can tell what passed."""

from collections.abc import Iterator

from checker.model.contracts import ContractSet
from checker.model.overview import Kind, Subject
from checker.model.places import Place
from checker.pipeline.contracts import NO_TABLE
from checker.pipeline.judged import Judged


def subjects(judged: Judged) -> Iterator[Subject]:
    """In the order of the contract; what the run left out is not among them."""
    contracts = judged.contracts
    if judged.options.wants("static"):
        yield from _declared(judged, contracts)
    if judged.options.wants("replay"):
        yield from _recorded(judged, contracts)
    if judged.compared is not None:
        yield Subject(
            kind=Kind.BASELINE, set=contracts.name, name=judged.baseline or "baseline", place=contracts.place
        )


def _declared(judged: Judged, contracts: ContractSet) -> Iterator[Subject]:
    for fact in contracts.facts.values():
        why = judged.unknown.get(fact.name)
        yield Subject(kind=Kind.FACT, set=contracts.name, name=fact.name, place=fact.place, unchecked=why)
    for system in contracts.systems.values():
        for status in system.statuses.values():
            yield Subject(kind=Kind.STATUS, set=contracts.name, name=str(status), place=status.place)
    for boundary in contracts.boundaries.values():
        yield Subject(
            kind=Kind.BOUNDARY,
            set=contracts.name,
            name=boundary.name,
            place=boundary.place,
            unchecked=None if boundary.status else NO_TABLE,
        )


def _recorded(judged: Judged, contracts: ContractSet) -> Iterator[Subject]:
    compared = judged.tally.compared_messages
    for boundary in contracts.boundaries.values():
        for message in boundary.messages.values():
            is_shown = (boundary.name, message.name) in compared
            yield Subject(
                kind=Kind.MESSAGE,
                set=contracts.name,
                name=f"{boundary.name}/{message.name}",
                place=message.place,
                unchecked=None if is_shown else "no recording shows what was made of it",
            )
    for path in judged.begun:
        yield Subject(
            kind=Kind.RECORDING, set=contracts.name, name=path, place=Place(file=path, line=1, column=1)
        )
