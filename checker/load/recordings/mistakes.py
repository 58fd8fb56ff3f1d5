"""What can't be read in a recording: collected while the rest goes on, and counted when there is much."""

from dataclasses import dataclass, field

from checker.errors import Mistake
from checker.model.places import Place


@dataclass(slots=True)
class Mistakes:
    """
    The first mistakes of a file, `most` of them; of all further ones only their number.

    Those of the parts of a file add up to those of the file, in the order of the parts.
    """

    most: int
    kept: list[Mistake] = field(default_factory=list)
    of_file: list[Mistake] = field(default_factory=list)
    more: int = 0
    next: Place | None = None  # of the first that is only counted

    def add(self, mistake: Mistake) -> None:
        if len(self.kept) < self.most:
            self.kept.append(mistake)
        else:
            self._count(1, mistake.place)

    def add_of_file(self, mistake: Mistake) -> None:
        """One about the file as a whole, which is never left out."""
        self.of_file.append(mistake)

    def merge(self, behind: "Mistakes") -> None:
        """Those of the part that stands behind these."""
        for mistake in behind.kept:
            self.add(mistake)
        self._count(behind.more, behind.next)
        self.of_file += behind.of_file

    def all(self) -> tuple[Mistake, ...]:
        """Those of records in their order, one for all that were only counted, then those of the file."""
        if not self.more:
            return (*self.kept, *self.of_file)
        counted = Mistake(
            message=f"{self.more:,} further mistakes from here on are not listed",
            place=self.next,
            fix="mend those above first, or raise the limit errors_per_record",
        )
        return (*self.kept, counted, *self.of_file)

    def _count(self, more: int, first: Place | None) -> None:
        self.more += more
        self.next = self.next or first

    def __bool__(self) -> bool:
        return bool(self.kept or self.of_file or self.more)
