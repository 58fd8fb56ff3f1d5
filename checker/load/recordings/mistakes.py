"""What can't be read in a recording: collected while the rest goes on, and counted when there is much."""

from checker.errors import Mistake
from checker.model.places import Place


class Mistakes:
    """The first mistakes of a file; of all further ones only their number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[Mistake] = []
        self._of_file: list[Mistake] = []
        self._more = 0
        self._next: Place | None = None

    def add(self, mistake: Mistake) -> None:
        if len(self._kept) < self._most:
            self._kept.append(mistake)
        else:
            self._next = self._next or mistake.place
            self._more += 1

    def add_of_file(self, mistake: Mistake) -> None:
        """One about the file as a whole, which is never left out."""
        self._of_file.append(mistake)

    def all(self) -> tuple[Mistake, ...]:
        """Those of records in their order, one for all that were only counted, then those of the file."""
        if not self._more:
            return (*self._kept, *self._of_file)
        counted = Mistake(
            message=f"{self._more:,} further mistakes from here on are not listed",
            place=self._next,
            fix="mend those above first, or raise the limit errors_per_record",
        )
        return (*self._kept, counted, *self._of_file)
