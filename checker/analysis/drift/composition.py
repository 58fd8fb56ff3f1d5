"""What the statuses that people read can stand for, from end to end, before and now."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.analysis.composed.relation import Chain, Relation, along, tables
from checker.analysis.drift.readers import people_read
from checker.analysis.drift.state import State
from checker.analysis.meaning.literals import Literals
from checker.analysis.meaning.readings import Word
from checker.model.systems import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Widened:
    """
    A status that people read can stand for `source`, and could not before.

    Before, whatever it stood for of that system said `promised`, with one of `outcomes`. What it stands for
    now lacks `missing`, which people take it to say, or has an outcome that it never had. `chain` are the
    rows that lead from there to here.
    """

    shown: Word
    source: Word
    promised: Literals
    missing: Literals
    outcomes: tuple[Outcome, ...]
    chain: Chain


def widened(before: State, after: State) -> tuple[Widened, ...]:
    """Of each status that people read, in the order of the contract; to stand for less is no harm."""
    found: list[Widened] = []
    for system in after.contracts.systems.values():
        if system.name not in before.contracts.systems or not people_read(after, system.name):
            continue
        was, now = _relations(before, after, system.name)
        for status in system.statuses.values():
            earlier = before.status(system.name, status.code)
            if earlier is not None:
                found += _of_status(was, now, before.word(earlier), after.word(status))
    return tuple(found)


def _relations(before: State, after: State, reader: str) -> tuple[Relation, Relation]:
    """What stands behind a reader's statuses on each side, over the boundaries that its flows name."""
    flows = [
        flow
        for state in (before, after)
        for flow in state.contracts.flows.values()
        if flow.reader.name == reader
    ]
    if not flows or not all(flow.boundaries for flow in flows):
        return before.relation, after.relation
    # Both sides by the boundaries of either: that a flow lists others now changes nothing that is reported.
    names = {ref.name for flow in flows for ref in flow.boundaries}
    return along(tables(before.meaning, names)), along(tables(after.meaning, names))


def _of_status(was: Relation, now: Relation, earlier: Word, shown: Word) -> Iterator[Widened]:
    stood: dict[str, list[Word]] = {}
    for word in was.of(earlier):
        if word.status:
            stood.setdefault(word.system, []).append(word)
    for source, chain in now.of(shown).items():
        known = stood.get(source.system, [])
        if source.status is None or not known or source.code in {word.code for word in known}:
            continue
        promised = frozenset.intersection(*(word.says for word in known)) & shown.says
        outcomes = tuple(dict.fromkeys(word.outcome for word in known))
        missing = promised - source.says
        if missing or _is_other(shown, source, outcomes):
            yield Widened(
                shown=shown,
                source=source,
                promised=promised,
                missing=missing,
                outcomes=outcomes,
                chain=chain,
            )


def _is_other(shown: Word, source: Word, outcomes: tuple[Outcome, ...]) -> bool:
    """
    Whether a status that says how it went stands for another outcome now. One that says nothing of it stands
    for whatever is on the way; and a source without an outcome is no other, where it says what is claimed.
    """
    if shown.outcome is Outcome.NONE or source.outcome in outcomes:
        return False
    return source.outcome is not Outcome.NONE or not shown.says
