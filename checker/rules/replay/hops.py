"""What is said of an id or trace context that did not survive, with the hop at which it went."""

from collections.abc import Iterator

from checker.analysis.context import Fate
from checker.analysis.replay.seen import ContextBroken, SeenCase
from checker.model.findings import Finding, Level
from checker.model.text import plain, shown
from checker.rules.replay import words


def findings(seen: SeenCase, rule: str, *, is_lost: bool) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, ContextBroken) and one.broken.is_lost == is_lost:
            yield _finding(seen, rule, one)


def _finding(seen: SeenCase, rule: str, one: ContextBroken) -> Finding:
    broken, spot = one.broken, one.spot
    became, fix = _wording(one)
    return Finding(
        rule=rule,
        level=Level.ERROR,
        set=seen.set,
        subject=spot.boundary.name,
        message=f"{words.quoted(broken.what)} {shown(broken.before)} is {became} at {words.message(spot)}: "
        f"{plain(spot.seen.event or '')} {words.quoted(broken.why)}",
        place=broken.place,
        label=f"{became} by {one.by}",
        evidence=(spot.seen,),
        notes=(f"it was last seen at {words.record(one.since)}",),
        fix=fix,
    )


def _wording(one: ContextBroken) -> tuple[str, str]:
    """What became of it, and the remedy."""
    if one.broken.is_lost:
        return "lost", f"have {one.by} pass on what it got"
    match one.broken.fate:
        case Fate.CHANGED:
            return "changed", f"have {one.by} pass on what it got"
        case Fate.NOT_RENEWED:
            through = "{w3c: pass-through, because: …}"
            return "passed on as it came", f"have {one.by} begin a span of its own, or declare {through}"
        case Fate.NOT_DROPPED:
            return "kept", f"have {one.by} drop the tracestate of a traceparent that it can't use"
        case Fate.SHARED:
            return "that of two calls", f"have {one.by} begin a span for each call"
