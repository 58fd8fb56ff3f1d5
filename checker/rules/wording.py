"""How statuses, facts and readings are called in a sentence."""

from collections.abc import Iterable, Sequence

from checker.analysis.meaning.literals import Literal, said_directly, sorted_literals
from checker.analysis.meaning.readings import Kind, Reading, Word
from checker.analysis.telling import listed
from checker.model.systems import Status

__all__ = ["fact_names", "facts", "listed", "quoted", "said_directly", "shown", "status_name"]


def status_name(status: Status) -> str:
    return f'{status.system} "{status.code}"'


def quoted(status: Status) -> str:
    return f'"{status.code}"'


def facts(literals: Iterable[Literal]) -> str:
    """`posted and not shipped`."""
    return listed(map(str, sorted_literals(literals)))


def fact_names(literals: Iterable[Literal]) -> str:
    """The facts alone, whether claimed or denied."""
    return listed(dict.fromkeys(literal.fact for literal in sorted_literals(literals)))


def shown(reading: Reading) -> str:
    """What was read: a status, the statuses of parts, or what each system shows."""
    if reading.kind is Kind.PARTS:
        return _parts(reading.words)
    return listed(map(str, reading.words))


def _parts(words: Sequence[Word]) -> str:
    if all(word.code is None for word in words):
        return listed(map(str, words))
    system = words[0].system
    codes = listed(f'"{word.code}"' if word.status else str(word.code) for word in words)
    return f"{system} {codes}" if len(words) == 1 else f"{system} parts at {codes}"
