"""Which message of a boundary a payload is: by what the recording says, else by `where`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.analysis import conditions
from checker.analysis.follow import Sources
from checker.model.boundaries import Boundary


@dataclass(frozen=True, slots=True)
class Recognition:
    """The `where` of each message of a boundary as a function, None where it has none."""

    conditions: Mapping[str, Callable[[Sources], bool] | None]

    def names(self, sources: Sources) -> tuple[str, ...]:
        """
        The messages it can be.

        One without `where` can be anything; it gives way where the `where` of another holds.
        """
        holding = tuple(name for name, is_so in self.conditions.items() if is_so and is_so(sources))
        return holding or tuple(name for name, is_so in self.conditions.items() if is_so is None)


def compiled(boundary: Boundary) -> Recognition:
    """How the messages of a boundary are told apart."""
    return Recognition(
        {
            name: conditions.compiled(message.where) if message.where else None
            for name, message in boundary.messages.items()
        }
    )
