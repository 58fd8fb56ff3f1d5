"""Where a row that changed is told of: at the row of now, else at the table that lacks it."""

from typing import TypeAlias

from checker.analysis.drift.row_change import Reads
from checker.analysis.drift.state import State
from checker.analysis.meaning.readings import Kind
from checker.model.places import Place

Key: TypeAlias = tuple[str, str, str | None]  # reporter, system and code read


def place_of(after: State, key: Key, was: Reads, became: Reads) -> tuple[Place, str | None]:
    """The row that makes it so now, else the table it would stand in."""
    if became.readings:
        fresh = (one for one in became.readings if one.reports and one.reports not in was.reported)
        reading = next(fresh, became.readings[0])
        return reading.place, reading.boundary
    reporter, system, _ = key
    is_leaving = any(one.kind is Kind.LEAVING for one in was.readings)
    boundaries = after.contracts.boundaries
    here = [boundaries[str(one.boundary)] for one in was.readings if one.boundary in boundaries]
    here += [one for one in boundaries.values() if (one.read_system, one.reporter) == (system, reporter)]
    for boundary in here:
        at = boundary.status.place if boundary.status and not is_leaving else boundary.place
        return at, boundary.name
    return after.contracts.systems[reporter].place, None


def gone(after: State, key: Key, was: Reads) -> str | None:
    """What stood at the end of it before and tells nothing any more: a boundary, or all that is combined."""
    reporter = key[0]
    reading = was.readings[0]
    if reading.kind is Kind.LEAVING:
        return None
    if reading.kind is Kind.COMBINATION:
        return None if after.contracts.systems[reporter].combines else reporter
    boundary = after.contracts.boundaries.get(str(reading.boundary))
    if boundary is not None and boundary.status is not None and boundary.reporter == reporter:
        own = after.meaning.vocabulary.system_of
        if not boundary.status.nobody_reads and own(boundary.read_system) == own(reading.words[0].system):
            return None
    return reading.boundary
