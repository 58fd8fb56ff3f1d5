"""Findings about what does not fit the schema it goes to: shared by the rules about shapes."""

from collections.abc import Iterator

from checker.analysis.containment import Verdict
from checker.analysis.drift import Drift
from checker.analysis.drift.shapes import Fit, Shape, Way
from checker.analysis.replay.pointers import everywhere
from checker.model.findings import Finding, Level, Related
from checker.model.json import Absent
from checker.model.places import Place
from checker.model.text import shown
from checker.rules.drift.telling import told

_PAYLOAD = 400  # characters of one that are shown


def of_way(drift: Drift, rule: str, way: Way) -> Iterator[Finding]:
    """What is refuted, but for what breaks only where undeclared properties are sent."""
    for shape in drift.shapes:
        fit = shape.fit(way)
        if fit is not None and fit.verdict is Verdict.REFUTED and not fit.is_undeclared:
            yield of_fit(drift, rule, Level.WARNING if fit.is_assumed else Level.ERROR, shape, fit)


def of_fit(drift: Drift, rule: str, level: Level, shape: Shape, fit: Fit) -> Finding:
    name = shape.name
    place, label = _blamed(shape, fit)
    others = [
        Related(place=schema.place, says=says)
        for schema, says in (
            (shape.message.sends, f"{shape.boundary.sender} sends this"),
            (shape.message.accepts, f"{shape.boundary.receiver} accepts this"),
        )
        if schema is not None and schema.place != place
    ]
    return told(
        drift,
        rule,
        level,
        subject=name,
        message=_sentence(shape, fit),
        place=place,
        label=label,
        was="fits",
        now=_now(fit),
        readers=[shape.boundary.receiver.name],
        boundary=shape.boundary.name,
        related=others,
        notes=[*_payloads(fit), *([shape.order] if shape.order else [])],
        cause=cause(shape),
        fix=_fix(shape, fit),
    )


def cause(shape: Shape) -> str:
    return f"shape {shape.name}"


def place_of(fit: Fit) -> str:
    """Where in the result it breaks, with `*` for positions in lists; empty for the whole."""
    return fit.pointer if isinstance(fit.result, Absent) else everywhere(fit.pointer, fit.result)


def _blamed(shape: Shape, fit: Fit) -> tuple[Place, str]:
    """The end that changed; of two the receiver, but where its old state is asked for."""
    receives = shape.receiver is not None and fit.way is not Way.ROLLED_BACK
    if shape.receiver is not None and (receives or shape.sender is None):
        return shape.receiver, f"{shape.boundary.receiver} accepts this from now on"
    changed = shape.sender or shape.message.place
    return changed, f"{shape.boundary.sender} sends this from now on"


def _now(fit: Fit) -> str:
    """What a `changes` entry is bound to; why something is not known may be told otherwise tomorrow."""
    at = f" at {place_of(fit)}" if fit.pointer else ""
    if fit.verdict is Verdict.UNDECIDED:
        return f"may not fit{at}"
    return f"does not fit{at}: {fit.reason}"


def _sentence(shape: Shape, fit: Fit) -> str:
    sender, receiver = shape.boundary.sender, shape.boundary.receiver
    at = f" at {place_of(fit)}" if fit.pointer else ""
    if at and shape.message.transform is not None:
        at = f",{at} of what becomes of it"
    match fit.way:
        case Way.HEAD:
            what, whom = f"what {sender} may send", f"{receiver}"
        case Way.IN_FLIGHT:
            what, whom = f"what {sender} sent before the change", f"{receiver} of now"
        case Way.ROLLED_BACK:
            what, whom = f"what {sender} sends from now on", f"{receiver} of before"
    if fit.is_assumed and fit.way is Way.IN_FLIGHT:
        what = "what it accepted before"
    unlike = f", which {sender} does not declare" if fit.is_undeclared else ""
    if fit.verdict is Verdict.UNDECIDED:
        return f"it is not known whether {whom} accepts all of {what}{at}: {fit.reason}"
    if fit.is_assumed and fit.way is Way.ROLLED_BACK:
        known = f"nobody has said what {receiver} accepts"
        return f"{sender} may send{at} what it never sent before, and {known}: {fit.reason}{unlike}"
    return f"{whom} refuses some of {what}{at}: {fit.reason}{unlike}"


def _payloads(fit: Fit) -> list[str]:
    if isinstance(fit.sent, Absent):
        return []
    told_of = [f"for instance: {shown(fit.sent, longest=_PAYLOAD)}"]
    if fit.result != fit.sent:
        told_of.append(f"which becomes: {shown(fit.result, longest=_PAYLOAD)}")
    return told_of


def _fix(shape: Shape, fit: Fit) -> str:
    sender, receiver = shape.boundary.sender, shape.boundary.receiver
    if fit.verdict is Verdict.UNDECIDED:
        instead = (
            "both schemas in the same words" if shape.message.transform is None else "the mapping as a table"
        )
        return f"record messages at this boundary, or write {instead}"
    if fit.is_undeclared:
        return f"declare in the schema of {sender} what it sends, or accept this"
    match fit.way:
        case Way.HEAD if shape.message.transform is not None:
            return f"let {receiver} accept it, or let the transformation never give it"
        case Way.HEAD:
            return f"let {receiver} accept it, or let {sender} promise never to send it"
        case Way.IN_FLIGHT:
            return f"let {receiver} accept the old form too until nothing of it is under way"
        case Way.ROLLED_BACK:
            return f"let {receiver} accept it first, and change {sender} in a later release"
