"""An explained incident in Markdown, for the people who were not there: the sentence first, then a table."""

from collections.abc import Iterator

from checker.analysis.incident import Answer, Explanation, Incident, Moment, Told, Tone
from checker.analysis.telling import clock, day
from checker.model.findings import Evidence
from checker.report.markdown_text import markdown, table
from checker.report.verdict import counted

_MARKS = {Tone.RIGHT: "✓ ", Tone.WRONG: "**✗** ", Tone.UNKNOWN: "? ", Tone.PLAIN: ""}


def document(explanation: Explanation) -> str:
    """One section a case; what could not be read stands before all of them."""
    return "\n".join(_rows(explanation)) + "\n"


def _rows(explanation: Explanation) -> Iterator[str]:
    errors = [one for one in explanation.report.skipped if one.was_asked]
    if errors:
        yield "> **This is not complete.**"
        yield from (f"> - {markdown(one.why)}{_where(one.place)}" for one in errors)
        yield ""
    for told in explanation.told:
        yield from _told(told)
    if explanation.briefly:
        yield "## More cases in which something is wrong"
        yield ""
        yield from (f"- {markdown(told.incident.verdict)}" for told in explanation.briefly)
        yield ""
    if explanation.healthy:
        others = "other " if explanation.told or explanation.briefly else ""
        cases = counted(explanation.healthy, f"{others}case", f"{others}cases")
        yield f"In {cases} everything that was recorded is as it should be."
        yield ""
    yield from _not_known(explanation)


def _told(told: Told) -> Iterator[str]:
    incident = told.incident
    yield f"# {markdown(incident.name)}"
    yield ""
    yield f"**{markdown(incident.verdict)}**"
    yield ""
    if told.hides is not None:
        yield markdown(told.hides)
        yield ""
    for name, meaning in incident.words:
        yield f"- {markdown(name)}: {markdown(meaning)}"
    yield ""
    yield "## Questions and answers"
    yield ""
    for answer in incident.answers:
        yield from _answer(answer)
    yield from _timeline(incident)
    if incident.asides:
        yield "## Also worth knowing"
        yield ""
        yield from (f"- {_MARKS[aside.tone]}{markdown(aside.says)}" for aside in incident.asides)
        yield ""
    if told.findings:
        yield "## What to do"
        yield ""
        for finding in told.findings:
            fix = f" **To do:** {markdown(finding.fix)}." if finding.fix else ""
            yield f"- {markdown(finding.message)}.{fix} ({finding.level}, {markdown(finding.rule)})"
        yield ""


def _answer(answer: Answer) -> Iterator[str]:
    yield f"**{answer.question}**"
    yield ""
    yield markdown(answer.says)
    yield ""
    for point in answer.evidence:
        yield f"- {markdown(point.says)}{_seen(point.seen)}"
    if answer.evidence:
        yield ""


def _timeline(incident: Incident) -> Iterator[str]:
    yield "## What happened, step by step"
    yield ""
    yield "✓ as it should be, ✗ wrong, ? not known. Times are in UTC."
    yield ""
    days = {day(moment.step.at) for moment in incident.moments if moment.step.at}
    files = {moment.step.where.file for moment in incident.moments if moment.step.where}
    date = f"All of it on {next(iter(days))}. " if len(days) == 1 else ""
    file = f"The lines are those of {next(iter(files))}." if len(files) == 1 else ""
    if date or file:
        yield markdown(f"{date}{file}")
        yield ""
    rows = (_row(one, with_day=len(days) > 1, with_file=len(files) > 1) for one in incident.moments)
    yield table(("time", "system", "what happened", "", "event"), rows)
    yield ""


def _row(moment: Moment, *, with_day: bool, with_file: bool) -> tuple[str, ...]:
    remarks = "<br>".join(f"{_MARKS[one.tone]}{markdown(one.says)}" for one in moment.remarks)
    told = (_at(moment, with_day=with_day), moment.lane or "", moment.told)
    return (*map(markdown, told), remarks, markdown(_event(moment, with_file=with_file)))


def _at(moment: Moment, *, with_day: bool) -> str:
    at = moment.step.at
    if not at:
        return ""
    return f"{day(at)} {clock(at)}" if with_day else clock(at)


def _event(moment: Moment, *, with_file: bool) -> str:
    where = moment.step.where
    if where is None:
        return moment.event
    return f"{moment.event}, {f'{where.file}:' if with_file else 'line '}{where.line}"


def _not_known(explanation: Explanation) -> Iterator[str]:
    reasons = [one for one in explanation.report.skipped if not one.was_asked]
    if not reasons:
        return
    yield "## What nobody can say"
    yield ""
    yield from (f"- {markdown(one.why)}{_where(one.place)}" for one in reasons)
    yield ""


def _seen(seen: Evidence | None) -> str:
    """The event, which stands in the table with its line."""
    return f" ({markdown(seen.event)})" if seen is not None and seen.event is not None else ""


def _where(place: object) -> str:
    return f" ({markdown(str(place))})" if place is not None else ""
