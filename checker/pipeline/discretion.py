"""What can't be read of something that is to be masked, said without anything of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from checker.errors import Mistake, RecordingError

STANDARD_INPUT: Final = "standard input"

_HOW: Final = "mend it; without masking, `seamproof replay` and `seamproof check` say what is wrong with it"


@contextmanager
def discreet(file: str) -> Iterator[None]:
    """
    Mistakes in the content of a file say where they are, and nothing of what stands there.

    That there is no such file is said as ever.
    """
    try:
        yield
    except RecordingError as error:
        if file != STANDARD_INPUT and not Path(file).is_file():
            raise
        raise RecordingError([discreetly(mistake) for mistake in error.mistakes]) from None


def discreetly(mistake: Mistake) -> Mistake:
    """The same without its words, and without a place, since a report shows the line at a place."""
    if mistake.place is None:
        return Mistake(message="something can't be read, and is not masked", fix=_HOW)
    where = f"line {mistake.place.line}, column {mistake.place.column} of {mistake.place.file}"
    return Mistake(message=f"{where} can't be read, and what stands there is not shown", fix=_HOW)
