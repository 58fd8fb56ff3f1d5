"""What a recording shows of things that happened twice; the page is that of the rule about runs."""

from collections.abc import Iterator

from checker.analysis.recorded.facts import Came, DoubleEffect
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level
from checker.model.text import plain, shown
from checker.rules.replay import sights
from checker.rules.wording import listed

_NAMED = 3


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, DoubleEffect):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: DoubleEffect) -> Finding:
    fact, count = one.fact, len(one.came)
    per = fact.once_per.name if fact.once_per is not None else "case"
    whose = f"{per} {shown(one.id)}" if one.id is not None else f"case {plain(seen.case)}"
    times = "twice" if count == 2 else f"{count} times"
    days = [came.at for came in one.came]
    last = one.came[-1]
    return Finding(
        rule="double-effect",
        level=Level.ERROR,
        set=seen.set,
        subject=fact.name,
        message=f"{fact.name} came about {times} for {whose}: "
        f"{listed(_told(came, days) for came in one.came[:_NAMED])}",
        place=fact.place,
        label=f"once for each {per}",
        trace=one.trace,
        evidence=(last.seen, *(came.seen for came in one.came[:-1]))[:_NAMED],
        fix=f"have {fact.owner} recognise a repeated message by a key that every attempt carries",
    )


def _told(came: Came, days: list[str | None]) -> str:
    name = f"as {shown(came.key)}" if came.key is not None else f"in event {plain(came.seen.event or '')}"
    return f"{name}{sights.at(came.at, days)}"
