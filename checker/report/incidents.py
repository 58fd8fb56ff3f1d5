"""An explained incident for a person at a terminal: the sentence, the timeline, the answers, the findings."""

from collections.abc import Iterator

from checker.analysis.incident import Answer, Explanation, Incident, Moment, Remark, Told, Tone
from checker.analysis.telling import clock, day
from checker.model.findings import Evidence
from checker.model.places import Place
from checker.report import full as of_check
from checker.report.lanes import Lanes
from checker.report.lines import Line, Span, Style, escaped, line, paragraph
from checker.report.verdict import counted

_SIGNS = {Tone.RIGHT: "+ ", Tone.WRONG: "! ", Tone.UNKNOWN: "? ", Tone.PLAIN: "  "}
_STYLES = {
    Tone.RIGHT: Style.GOOD,
    Tone.WRONG: Style.ERROR,
    Tone.UNKNOWN: Style.WARNING,
    Tone.PLAIN: Style.PLAIN,
}
_LEAST = 44  # columns that a sentence needs beside the lanes


def full(explanation: Explanation, *, width: int = 80) -> Iterator[Line]:
    """Every case that is told, then what was and was not checked."""
    yield from of_check.errors(explanation.report, width)
    for told in explanation.told:
        yield from _told(told, explanation, width)
    for brief in explanation.briefly:
        yield _in_a_line(brief)
    if explanation.briefly:
        yield from paragraph(Span(""), "Each of these in full: --case ID", width=width, indent="  ")
        yield line()
    if explanation.healthy:
        yield line(_healthy(explanation))
        yield line()
    yield from of_check.summary(explanation.report, width)


def concise(explanation: Explanation) -> Iterator[Line]:
    """`RECORDING:LINE: VERDICT [RULE, ...]` for each case, then how many are as declared."""
    for skipped in explanation.report.skipped:
        if skipped.was_asked:
            place = escaped(f"{skipped.place}: ") if skipped.place else ""
            fix = f" ({skipped.fix})" if skipped.fix else ""
            yield line(place, Span("error", Style.ERROR), f" {escaped(skipped.why + fix)}")
    for told in (*explanation.told, *explanation.briefly):
        yield _in_a_line(told)
    if explanation.healthy:
        yield line(_healthy(explanation))


def _in_a_line(told: Told) -> Line:
    rules = ", ".join(dict.fromkeys(finding.rule for finding in told.findings))
    return line(
        escaped(f"{_first_place(told.incident)}: {told.incident.verdict}"),
        Span(f" [{rules}]" if rules else "", Style.ERROR),
    )


def _first_place(incident: Incident) -> str:
    where = min(
        (moment.step.where for moment in incident.moments if moment.step.where is not None), default=None
    )
    return f"{where.file}:{where.line}" if where is not None else incident.recording


def _healthy(explanation: Explanation) -> str:
    others = "other " if explanation.told or explanation.briefly else ""
    number = explanation.healthy
    cases = counted(number, f"{others}case", f"{others}cases")
    return f"{cases}: everything that was recorded is as declared"


def _told(told: Told, explanation: Explanation, width: int) -> Iterator[Line]:
    incident = told.incident
    yield from paragraph(Span("", Style.STRONG), incident.verdict, width=width, indent="")
    yield line()
    if told.hides is not None:
        yield from paragraph(Span("masked: ", Style.WARNING), told.hides, width=width, indent="  ")
        yield line()
    yield from _timeline(incident, width)
    yield line()
    for number, answer in enumerate(incident.answers, start=1):
        yield from _answer(number, answer, width)
        yield line()
    if incident.asides:
        yield line(Span("Beside that", Style.STRONG))
        for aside in incident.asides:
            yield from _remark("  ", aside, width)
        yield line()
    for finding in told.findings:
        yield from of_check.finding(finding, explanation.report.sources, width)
        yield line()


def _timeline(incident: Incident, width: int) -> Iterator[Line]:
    lanes = Lanes(incident.lanes)
    if width - lanes.width < _LEAST:
        lanes = Lanes(())
    title = f"Timeline of case {incident.case}, in UTC"
    yield line(Span(escaped(title), Style.STRONG), "   (+ as it should be, ! wrong, ? not known)")
    for name in lanes.head():
        yield line(Span(f"  {name}", Style.FRAME))
    days = list(dict.fromkeys(day(moment.step.at) for moment in incident.moments if moment.step.at))
    shown: str | None = days[0] if len(days) == 1 else None
    for moment in incident.moments:
        today = day(moment.step.at) if moment.step.at else shown
        if today != shown:
            yield line(Span(f"  {lanes.rest()}", Style.FRAME), Span(escaped(today or ""), Style.QUIET))
            shown = today
        yield from _moment(moment, lanes, width)


def _moment(moment: Moment, lanes: Lanes, width: int) -> Iterator[Line]:
    """The event beside its lane, and under it what is to be said of it."""
    is_wrong = any(remark.tone is Tone.WRONG for remark in moment.remarks)
    gutter = lanes.row(moment.lane, moment.to, is_wrong=is_wrong)
    rest = Span(lanes.rest(), Style.FRAME)
    room = width - lanes.width - 2
    at = f"{clock(moment.step.at)} " if moment.step.at else ""
    head = f"{at}{escaped(moment.event)} "
    for number, row in enumerate(paragraph(Span(head), moment.told, width=room, indent="  ")):
        yield line("  ", gutter if number == 0 else rest, *row)
    for remark in moment.remarks:
        for row in _remark("  ", remark, room):
            yield line("  ", rest, *row)


def _remark(indent: str, remark: Remark, width: int) -> Iterator[Line]:
    head = Span(f"{indent}{_SIGNS[remark.tone]}", _STYLES[remark.tone])
    yield from paragraph(head, remark.says, width=width, indent=f"{indent}  ")


def _answer(number: int, answer: Answer, width: int) -> Iterator[Line]:
    yield line(Span(f"{number}. {answer.question}", Style.STRONG))
    style = Style.PLAIN if answer.is_known else Style.WARNING
    yield from paragraph(Span("   ", style), answer.says, width=width, indent="   ")
    for point in answer.evidence:
        yield from paragraph(Span("   - "), point.says, width=width, indent="     ")
        for place in _places(point.seen, point.place):
            yield line("     ", Span(escaped(place), Style.QUIET))


def _places(seen: Evidence | None, place: Place | None) -> Iterator[str]:
    if seen is not None:
        event = f" ({seen.event})" if seen.event is not None else ""
        yield f"{seen.recording}:{seen.line}{event}"
    if place is not None:
        yield str(place)
