"""What is said of an id or trace context that did not survive, with the hop at which it went."""

from collections.abc import Iterator

from checker.analysis.replay.seen import ContextBroken, SeenCase
from checker.model.findings import Finding, Level
from checker.model.text import plain, shown
from checker.rules.replay import words


def findings(seen: SeenCase, rule: str, *, is_lost: bool) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, ContextBroken) and one.broken.is_lost == is_lost:
            yield _finding(seen, rule, one)


def _finding(seen: SeenCase, rule: str, one: ContextBroken) -> Finding:
    carry, spot = one.broken.carry, one.spot
    had = shown(one.broken.before)
    what = "the trace" if carry.is_w3c else carry.name
    became = "lost" if one.broken.is_lost else "changed"
    return Finding(
        rule=rule,
        level=Level.ERROR,
        set=seen.set,
        subject=spot.boundary.name,
        message=f"{what} {had} is {became} at {words.message(spot)}: {plain(spot.seen.event or '')} "
        f"{words.quoted(one.broken.why)}",
        place=carry.place,
        label=f"{became} by {one.by}",
        evidence=(spot.seen,),
        notes=(f"it was last seen at {words.record(one.since)}",),
        fix=f"have {one.by} pass on what it got",
    )
