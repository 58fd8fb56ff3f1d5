"""An explained incident for programs, as `incident.schema.json` has it."""

from checker.analysis.incident import Answer, Explanation, Moment, Point, Remark, Told
from checker.report import machine
from checker.report.machine import Document


def document(explanation: Explanation) -> Document:
    """The result of the check, with its cases explained."""
    return {
        **machine.document(explanation.report),
        "incidents": [_told(told) for told in explanation.told],
        "briefly": [_briefly(told) for told in explanation.briefly],
        "healthy": explanation.healthy,
    }


def _told(told: Told) -> Document:
    incident = told.incident
    return {
        **_briefly(told),
        "recording": incident.recording,
        "lanes": list(incident.lanes),
        "timeline": [_moment(moment) for moment in incident.moments],
        "answers": [_answer(answer) for answer in incident.answers],
        "asides": [_remark(remark) for remark in incident.asides],
        "findings": [machine.finding(finding) for finding in told.findings],
        "unknown": [{"check": one.check, "why": one.why} for one in incident.skipped],
        "hides": told.hides,
    }


def _briefly(told: Told) -> Document:
    incident = told.incident
    return {
        "set": incident.set,
        "case": incident.case,
        "name": incident.name,
        "verdict": incident.verdict,
        "rules": list(dict.fromkeys(finding.rule for finding in told.findings)),
    }


def _moment(moment: Moment) -> Document:
    return {
        **machine.step_of(moment.step),
        "event": moment.event,
        "kind": moment.kind.value,
        "lane": moment.lane,
        "to": moment.to,
        "told": moment.told,
        "remarks": [_remark(remark) for remark in moment.remarks],
    }


def _answer(answer: Answer) -> Document:
    return {
        "question": answer.question,
        "answer": answer.says,
        "known": answer.is_known,
        "evidence": [_point(point) for point in answer.evidence],
    }


def _point(point: Point) -> Document:
    return {
        "says": point.says,
        "seen": machine.record(point.seen) if point.seen is not None else None,
        "at": machine.at(point.place),
    }


def _remark(remark: Remark) -> Document:
    return {"tone": remark.tone.value, "says": remark.says}
