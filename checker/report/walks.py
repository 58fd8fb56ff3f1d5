"""The way of one message over a boundary, told to a person and to a program."""

from collections.abc import Iterator

from checker.analysis.mapping import Origin
from checker.analysis.replay.walk import Walk
from checker.analysis.wording import worded
from checker.analysis.written import written
from checker.model.findings import Evidence, Skipped
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.text import shown
from checker.report.lines import Line, Span, Style, escaped, line, paragraph
from checker.report.machine import Document

_LONGEST = 200  # characters of a value in a sentence


def full(seen: Evidence | None, walk: Walk, *, width: int = 80) -> Iterator[Line]:
    """Validity at the sender, the result, validity at the receiver, and how it differs from what came."""
    yield _title(seen, walk)
    yield from _verdict(
        "sent", _validity(walk.has_sends, bool(walk.sent), _schema(walk, is_sent=True)), walk.sent
    )
    for violation in walk.sent:
        yield from _item(f"{violation.pointer or 'the payload'}: {violation.message}", width)
        if violation.schema:
            yield from _detail(f"by {violation.schema}", width)
    yield from _result(walk, width)
    yield from _received(walk, width)
    yield from _accepted(walk, width)
    for skipped in walk.skipped:
        yield from _item(f"not judged: {skipped.why}", width)


def concise(seen: Evidence | None, walk: Walk) -> Iterator[Line]:
    """`RECORDING:LINE: as declared`, or what is not, in one line."""
    where = f"{seen.recording}:{seen.line}: " if seen else ""
    yield line(escaped(where), *_outcome(walk), f" {escaped(_name(walk))}", escaped(_counts(walk)))


def document(seen: Evidence | None, walk: Walk) -> Document:
    """The same for programs; numbers of payloads keep their digits as texts of JSON documents."""
    return {
        "boundary": walk.boundary.name,
        "message": walk.message.name,
        "recorded": _record(seen),
        "kept": walk.is_clean,
        "sent": [{"pointer": one.pointer, "message": one.message, "schema": one.schema} for one in walk.sent],
        "result": None if walk.result is ABSENT else written(walk.result),
        "failed": _failure(walk),
        "differences": [
            {
                "pointer": one.difference.pointer,
                "kind": one.difference.kind.value,
                "made": _text(one.difference.expected),
                "received": _text(one.difference.received),
                **_origin(one.origin),
            }
            for one in walk.differences
        ],
        "accepted": [
            {
                "pointer": one.violation.pointer,
                "message": one.violation.message,
                "schema": one.violation.schema,
            }
            | _origin(one.origin)
            for one in walk.accepted
        ],
        "lacking": [
            {"pointer": one.pointer, "source": one.enrich.source.name, "at": _place(one.enrich.place)}
            for one in walk.lacking
        ],
        "unmet": [
            {"because": one.requirement.because, "at": _place(one.requirement.place), "why": one.why}
            for one in walk.unmet
        ],
        "skipped": [{"check": one.check, "why": one.why} for one in walk.skipped],
    }


def missing(skipped: Skipped) -> Document:
    """The same for programs."""
    return {
        "error" if skipped.was_asked else "skipped": skipped.why,
        "at": _place(skipped.place),
        "fix": skipped.fix,
    }


def error(skipped: Skipped, *, width: int = 80) -> Iterator[Line]:
    """A message that has no way to tell of, or something of the capture that can't be read."""
    head = Span("error: ", Style.ERROR) if skipped.was_asked else Span("not replayed: ", Style.NOTE)
    yield from paragraph(head, skipped.why, width=width, indent="  ")
    if skipped.place:
        yield line(Span(" --> ", Style.FRAME), escaped(str(skipped.place)))
    if skipped.fix:
        yield from paragraph(Span("  = help: ", Style.FRAME), skipped.fix, width=width, indent="      ")


def _title(seen: Evidence | None, walk: Walk) -> Line:
    where = f"  {seen.recording}:{seen.line} (case {seen.case}, event {seen.event})" if seen else ""
    return line(Span(escaped(_name(walk)), Style.STRONG), escaped(where))


def _name(walk: Walk) -> str:
    return f"{walk.boundary.name}/{walk.message.name}"


def _schema(walk: Walk, *, is_sent: bool) -> str:
    schema = walk.message.sends if is_sent else walk.message.accepts
    return schema.name if schema else ""


def _validity(has_schema: bool, is_broken: bool, schema: str) -> str:
    if not has_schema:
        return "no schema is declared"
    return f"breaks {schema}" if is_broken else f"valid by {schema}"


def _verdict(what: str, says: str, bad: object) -> Iterator[Line]:
    style = Style.ERROR if bad else Style.PLAIN
    yield line(f"  {what + ':':<10}", Span(escaped(says), style))


def _item(text: str, width: int) -> Iterator[Line]:
    yield from paragraph(Span("    - "), text, width=width, indent="      ")


def _detail(text: str, width: int) -> Iterator[Line]:
    yield from paragraph(Span("      "), text, width=width, indent="        ")


def _result(walk: Walk, width: int) -> Iterator[Line]:
    if walk.failed is not None:
        yield from _verdict("result", "none: a row can't be applied", bad=True)
        yield from _item(f"{walk.failed.message}; {walk.failed.fix}", width)
        yield from _detail(f"by the row at {walk.failed.place}", width)
    elif walk.result is ABSENT:
        yield from _verdict("result", "can't be told", bad=True)
    else:
        how = "as the transformation makes it" if walk.is_changed else "as it was sent"
        yield from _verdict("result", how, bad=False)
        for row in written(walk.result, indent=True).split("\n"):
            yield line(f"    {escaped(row)}")


def _received(walk: Walk, width: int) -> Iterator[Line]:
    if not walk.has_received:
        yield from _verdict("received", "not recorded", bad=False)
        return
    if walk.result is ABSENT:
        yield from _verdict("received", "there is nothing to compare it with", bad=False)
        return
    number = len(walk.differences)
    says = f"differs in {number} {'place' if number == 1 else 'places'}" if number else "as declared"
    yield from _verdict("received", says, number)
    sentences = worded([one.difference for one in walk.differences])
    for one, sentence in zip(walk.differences, sentences, strict=True):
        yield from _item(sentence, width)
        yield from _lineage(walk, one.origin, width)


def _accepted(walk: Walk, width: int) -> Iterator[Line]:
    if walk.result is not ABSENT or walk.accepted:
        says = _validity(walk.has_accepts, bool(walk.accepted), _schema(walk, is_sent=False))
        yield from _verdict("accepted", says, walk.accepted)
    for refused in walk.accepted:
        yield from _item(f"{refused.violation.pointer or 'the payload'}: {refused.violation.message}", width)
        yield from _detail(f"by {refused.violation.schema}", width)
        yield from _lineage(walk, refused.origin, width)
    for lacking in walk.lacking:
        what = "null stands" if lacking.is_null else "nothing stands"
        yield from _item(f"{lacking.pointer}: {what} where {lacking.enrich.source} has to put a value", width)
        yield from _detail(f"as declared at {lacking.enrich.place}", width)
    for unmet in walk.unmet:
        why = f" ({unmet.why})" if unmet.why else ""
        yield from _item(f"a requirement does not hold: {unmet.requirement.because}{why}", width)
        yield from _detail(f"as declared at {unmet.requirement.place}", width)


def _lineage(walk: Walk, origin: Origin | None, width: int) -> Iterator[Line]:
    """The row that made a field and what it read, where there are rows at all."""
    if origin is None:
        if walk.is_changed:
            yield from _detail("no row makes it", width)
        return
    read = ", ".join(f"{source.path} = {_value(source.value)}" for source in origin.sources)
    partly = " (there are too many source fields to try them all)" if origin.is_partial else ""
    yield from _detail(f"by the row at {origin.row}" + (f", from {read}" if read else "") + partly, width)


def _outcome(walk: Walk) -> Iterator[Span]:
    yield Span("as declared:", Style.GOOD) if walk.is_clean else Span("not as declared:", Style.ERROR)


def _counts(walk: Walk) -> str:
    failed = (walk.failed,) if walk.failed is not None else ()
    counts = (
        (len(walk.sent), "broken by the sender"),
        (len(failed), "row that can't be applied"),
        (len(walk.differences), "unlike what was received"),
        (len(walk.accepted), "refused by the receiver"),
        (len(walk.lacking), "not enriched"),
        (len(walk.unmet), "required and not so"),
        (len(walk.skipped), "not judged"),
    )
    told = ", ".join(f"{number} {what}" for number, what in counts if number)
    return f" ({told})" if told else ""


def _value(value: Json | Absent) -> str:
    return shown(value, longest=_LONGEST)


def _text(value: Json | Absent) -> str | None:
    return None if value is ABSENT else written(value)


def _place(place: Place | None) -> Document | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column, "pointer": place.pointer}


def _record(seen: Evidence | None) -> Document | None:
    if seen is None:
        return None
    return {"recording": seen.recording, "line": seen.line, "case": seen.case, "event": seen.event}


def _failure(walk: Walk) -> Document | None:
    if walk.failed is None:
        return None
    failed = walk.failed
    return {
        "row": _place(failed.place),
        "source": failed.source,
        "message": failed.message,
        "fix": failed.fix,
    }


def _origin(origin: Origin | None) -> dict[str, object]:
    """`row` and `from` of a field."""
    if origin is None:
        return {"row": None, "from": []}
    read = [
        {"path": source.path, "pointer": source.pointer, "value": _text(source.value)}
        for source in origin.sources
    ]
    return {"row": _place(origin.row), "from": read}
