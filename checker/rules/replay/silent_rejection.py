"""What a recording shows of rejections that nobody passed on; the page is that of the rule about rows."""

from collections.abc import Iterator

from checker.analysis.recorded.facts import SilentRejection
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level, Related
from checker.model.text import plain, shown
from checker.rules.replay import sights
from checker.rules.wording import listed


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, SilentRejection):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: SilentRejection) -> Finding:
    sight = one.sight
    declared = sight.status.place if sight.status else None
    places = list(dict.fromkeys(place for place, _ in one.rows))
    reason = f" ({plain(sight.reason)})" if sight.reason else ""
    related = [Related(place=place, says="it is read here too") for place in places[1:]]
    if places and declared is not None:
        name = f'{sight.system} "{plain(sight.code)}"'
        related.insert(0, Related(place=declared, says=f"{name} is declared here"))
    return Finding(
        rule="silent-rejection",
        level=Level.NOTE if one.may_turn else Level.ERROR,
        set=seen.set,
        subject=sights.subject(sight),
        message=f"{sights.said(sight, [after.at for after in one.after])}{reason}, a rejection, and nobody "
        f"passed it on: {_said_instead(one)}",
        place=places[0] if places else declared,
        label="nobody is told of the rejection",
        related=tuple(related),
        trace=one.trace,
        evidence=(sight.seen,),
        fix=_fix(one),
    )


def _said_instead(one: SilentRejection) -> str:
    """What those who hear of it said last."""
    last = {after.system: after for after in one.after}
    return listed(
        f"{name} last said {shown(last[name].code)}{sights.at(last[name].at, [one.sight.at])}"
        if name in last
        else f"{name} said nothing"
        for name in one.readers
    )


def _fix(one: SilentRejection) -> str:
    says = f"{one.sight.system} says {shown(one.sight.code)}"
    if one.showing:
        system, _, code = one.showing[0].partition("/")
        return f"have {system} report {shown(code)} when {says}, as the contract says"
    fix = f"have {listed(one.readers, 'or')} show the rejection when {says}"
    reported = next((report for _, report in one.rows if report is not None), None)
    if reported is None:
        return fix
    system, _, code = reported.partition("/")
    return f"{fix}: {system} {shown(code)}, which the row reports, does not"
