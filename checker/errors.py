"""What keeps a check from being made, by whose fault it is. All of it ends with exit code 2."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model.places import Edit, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """
    One thing that is wrong in a file: a sentence, the remedy as an imperative, and related places.

    `edit` mends it where exactly one thing can have been meant.
    """

    message: str
    place: Place | None = None
    fix: str | None = None
    related: tuple[tuple[Place, str], ...] = ()
    edit: Edit | None = field(default=None, compare=False)

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}" + (f" ({self.fix})" if self.fix else "")


class CannotCheckError(Exception):
    """Something that was asked for can't be checked. `mistakes` says all that is known about why."""

    def __init__(self, mistakes: Sequence[Mistake] | str, *, fix: str | None = None) -> None:
        if isinstance(mistakes, str):
            mistakes = (Mistake(message=mistakes, fix=fix),)
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)
        super().__init__("\n".join(map(str, self.mistakes)))

    def __reduce__(self) -> tuple[type["CannotCheckError"], tuple[tuple[Mistake, ...]]]:
        """A worker sends it to whoever gave the work out, remedy and all."""
        return type(self), (self.mistakes,)


class ContractError(CannotCheckError):
    """The contract, its schemas or its tables have mistakes."""


class RecordingError(CannotCheckError):
    """A recording or payload can't be read."""


class UsageError(CannotCheckError):
    """What was asked on the command line or in the configuration makes no sense."""


class OutputError(UsageError):
    """Nobody can be told anything on standard output any more."""


class MissingExtraError(CannotCheckError):
    """An optional package is needed and not installed."""


class MaskingError(CannotCheckError):
    """Something sensitive can't be masked, so nothing is written. It never says what."""
