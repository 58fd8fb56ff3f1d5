"""What was planted in a corpus, and whether it was found: all of it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

RULE, SUBJECT = "transformation-differs", "shop-to-erp/order#/lines/*/amount"


class MissedError(Exception):
    """Something planted was missed, or something was found that nobody planted."""


@dataclass(frozen=True, slots=True)
class Planted:
    """In how many lines one amount was altered."""

    lines: int

    @property
    def found(self) -> Mapping[tuple[str, str], int]:
        return {(RULE, SUBJECT): self.lines} if self.lines else {}


def missed(planted: Planted, found: Mapping[tuple[str, str], int] | str) -> str | None:
    """What is wrong with what was found, as a sentence; None where it is just what was planted."""
    if isinstance(found, str):
        return found
    if dict(found) == dict(planted.found):
        return None
    said = ", ".join(f"{count:,} x {rule} at {subject}" for (rule, subject), count in sorted(found.items()))
    were = "1 line was" if planted.lines == 1 else f"{planted.lines:,} lines were"
    return f"{were} altered, and found was {said or 'nothing'}"
