"""Where something is shown that blames no line: at the head of its set's contract."""

from collections.abc import Callable
from typing import Final

from checker.model.findings import Report
from checker.model.places import Place

NOWHERE: Final = Place(file="contracts", line=1, column=1)  # where sets lie unless somebody says else


def homes(report: Report) -> Callable[[str], Place]:
    """The head of the contract of a set; that of the first set where this one is not known."""
    heads = {one.set: Place(file=one.place.file, line=1, column=1) for one in report.overviews}
    first = next(iter(heads.values()), NOWHERE)
    return lambda of: heads.get(of, first)
