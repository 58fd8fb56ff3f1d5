"""Names in a recording that the contract does not know, each with the nearest known one."""

from collections.abc import Iterable, Iterator, Sequence

from checker.model.contracts import ContractSet
from checker.model.recordings import Event
from checker.model.text import nearest, plain


def unknown(event: Event, contracts: ContractSet) -> Sequence[str]:
    """One sentence for each name of an event that no declaration stands for."""
    boundary = None if event.boundary is None else contracts.boundaries.get(event.boundary)
    if (
        (boundary is not None or event.boundary is None)
        and (event.system is None or event.system in contracts.systems)
        and (event.message is None or boundary is None or event.message in boundary.messages)
        and event.effect is None
        and (event.status is None or event.status.to is None or event.status.to in contracts.systems)
    ):
        return ()  # nearly always
    return tuple(_unknown(event, contracts))


def _unknown(event: Event, contracts: ContractSet) -> Iterator[str]:
    if event.boundary is not None and event.boundary not in contracts.boundaries:
        yield _sentence("boundary", event.boundary, contracts.boundaries)
    elif event.boundary is not None and event.message is not None:
        messages = contracts.boundaries[event.boundary].messages
        if messages and event.message not in messages:
            yield _sentence(f"message of {event.boundary}", event.message, messages)
    if event.system is not None and event.system not in contracts.systems:
        yield _sentence("system", event.system, contracts.systems)
    told = None if event.status is None else event.status.to
    if told is not None and told not in contracts.systems:
        yield _sentence("system", told, contracts.systems)
    if event.effect is not None and event.effect.fact not in contracts.facts:
        yield _sentence("fact", event.effect.fact, contracts.facts)


def _sentence(kind: str, name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    meant = f"; did you mean {near}?" if near is not None else ""
    return f'the contract knows no {kind} "{plain(name)}"{meant}'
