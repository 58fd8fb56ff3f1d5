"""A contract set in one look: who hands what to whom, and what each status that people read can stand for."""

from collections.abc import Iterator

from checker.analysis.composed.people import people_read
from checker.analysis.composed.relation import along, tables
from checker.analysis.meaning import Meaning
from checker.analysis.meaning.literals import sorted_literals
from checker.analysis.meaning.readings import Word
from checker.model.contracts import ContractSet
from checker.model.overview import Edge, Node, Overview, Readable, Told


def overview(contracts: ContractSet, meaning: Meaning | None = None) -> Overview:
    """What stands in the contract; with its meaning, what statuses that people read can stand for as well."""
    return Overview(
        set=contracts.name,
        version=contracts.version,
        title=contracts.title,
        owner=contracts.owner,
        nodes=tuple(
            Node(
                system=system.name,
                title=system.title,
                part_of=system.part_of.name if system.part_of else None,
                is_external=system.is_external,
                place=system.place,
            )
            for system in contracts.systems.values()
        ),
        edges=tuple(
            Edge(
                boundary=boundary.name,
                sender=boundary.sender.name,
                receiver=boundary.receiver.name,
                reads=boundary.read_system if boundary.status else None,
                reporter=boundary.reporter if boundary.status else None,
                messages=tuple(boundary.messages),
                via=boundary.via,
                is_draft=boundary.is_draft,
                place=boundary.place,
            )
            for boundary in contracts.boundaries.values()
        ),
        readable=None if meaning is None else tuple(_readable(meaning)),
        place=contracts.place,
    )


def _readable(meaning: Meaning) -> Iterator[Readable]:
    behind = along(tables(meaning))
    for system in meaning.contracts.systems:
        if not people_read(meaning, system):
            continue
        for word in meaning.vocabulary.shown_by(system):
            sources = sorted(behind.of(word).items(), key=lambda pair: len(pair[1]))
            yield Readable(
                shown=_told(word, meaning),
                stands_for=tuple(_told(source, meaning) for source, _ in sources),
            )


def _told(word: Word, meaning: Meaning) -> Told:
    status = word.status
    return Told(
        system=word.system,
        code=word.code or "a code that nobody has declared",
        means=status.means if status else None,
        says=tuple(map(str, sorted_literals(word.says))),
        outcome=word.outcome.value,
        is_final=word.is_final,
        place=status.place if status else meaning.contracts.systems[word.system].place,
    )
