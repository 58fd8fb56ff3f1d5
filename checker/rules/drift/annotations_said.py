"""Findings about formats and defaults of schemas: shared by the two rules about them."""

from collections.abc import Callable, Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.annotations import Annotated
from checker.analysis.drift.shapes import Shape
from checker.model.findings import Finding, Level
from checker.model.json import Absent, Json
from checker.model.text import shown
from checker.rules.drift.outputs_said import value
from checker.rules.drift.shapes_said import cause, place_of
from checker.rules.drift.telling import told


def of_keyword(
    drift: Drift, rule: str, keyword: str, fix: Callable[[Shape, Annotated], str]
) -> Iterator[Finding]:
    """One finding for each place of a message, however many of its schemas have it."""
    for shape in drift.shapes:
        seen: set[str] = set()
        for found in shape.annotations:
            if found.keyword != keyword or found.pointer in seen:
                continue
            seen.add(found.pointer)
            was, now = (_quoted(keyword, one) for one in (found.was, found.now))
            yield told(
                drift,
                rule,
                Level.WARNING,
                subject=f"{shape.name}#{found.pointer}",
                message=f"{found.pointer or 'the payload'} in {found.schema} had {was}, and has {now} now; "
                f"{shape.boundary.receiver} may still go by what it was",
                place=found.place,
                was=value(found.was),
                now=value(found.now),
                readers=[shape.boundary.receiver.name],
                boundary=shape.boundary.name,
                cause=_cause(shape, found),
                fix=fix(shape, found),
            )


def _quoted(keyword: str, said: Json | Absent) -> str:
    return f"no {keyword}" if isinstance(said, Absent) else f"the {keyword} {shown(said)}"


def _cause(shape: Shape, found: Annotated) -> str:
    """That of the shape, where it does not fit at this very place."""
    if any(not fit.is_safe and place_of(fit) == found.pointer for fit in shape.fits):
        return cause(shape)
    return f"{found.keyword} {shape.name} {found.pointer}"
