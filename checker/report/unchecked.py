"""What keeps a check from being made, in the form of a report."""

from collections.abc import Mapping

from checker.errors import CannotCheckError, Mistake
from checker.model.findings import Related, Report, Skipped


def unchecked(error: CannotCheckError, sources: Mapping[str, str]) -> Report:
    """The report of a run that could not even begin: all mistakes, each with the line it blames."""
    skipped = tuple(broken(mistake) for mistake in error.mistakes)
    return Report(checked={}, skipped=skipped, sources=sources)


def broken(mistake: Mistake) -> Skipped:
    """What could not be read, as a thing that was not checked and had to be."""
    return Skipped(
        check=mistake.place.file if mistake.place else "input",
        why=mistake.message,
        was_asked=True,
        place=mistake.place,
        fix=mistake.fix,
        related=tuple(Related(place=place, says=says) for place, says in mistake.related),
    )
