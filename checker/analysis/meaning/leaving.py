"""Messages that leave: once the sender has shown one status, the receiver enters another."""

from collections.abc import Iterator, Mapping

from checker.analysis.meaning.readings import Kind, Reading
from checker.analysis.meaning.starts import Start
from checker.analysis.meaning.vocabulary import Vocabulary


def leavings(vocabulary: Vocabulary, initial: Mapping[str, tuple[Start, ...]]) -> Iterator[Reading]:
    """Each status that a leaving message makes its receiver enter: the initial ones, if none is written."""
    for boundary in vocabulary.contracts.boundaries.values():
        if not boundary.leaves:
            continue
        entered = [(vocabulary.status(ref), ref.place) for ref in boundary.leaves.enters] or [
            (start.status, boundary.leaves.place) for start in initial[boundary.receiver.name]
        ]
        for when in boundary.leaves.when:
            word = vocabulary.named(when)
            for status, place in entered:
                yield Reading(
                    kind=Kind.LEAVING,
                    boundary=boundary.name,
                    words=(word,),
                    reporter=boundary.receiver.name,
                    reports=status,
                    evidence=word.says,
                    place=place,
                )
