"""Captures in the formats of others: bytes in, what they tell out, each with its place."""

from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Final

from checker.errors import Mistake, RecordingError, UsageError
from checker.load.captures import (
    asyncapi,
    aws,
    cloudevents,
    debezium,
    documents,
    har,
    idoc,
    jaeger,
    kafka_console,
    kcat,
    otlp,
    pact,
    postman,
    sap_mpl,
    vcr,
    wiremock,
    wiremock_mappings,
    zipkin,
)
from checker.load.captures.formats import Format
from checker.load.captures.members import UnusableError
from checker.load.captures.recordings import is_recording
from checker.load.captures.sources import Source
from checker.load.recordings.mistakes import Mistakes
from checker.model.captures import Captured
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.text import nearest, shown

__all__ = ["FORMATS", "Capture", "capture", "form_of", "format_named", "is_recording"]

# Of several that a file could be, the first counts: what says most of itself stands before what says less.
FORMATS: Final[tuple[Format, ...]] = (
    har.FORMAT,
    vcr.FORMAT,
    wiremock.FORMAT,
    wiremock_mappings.FORMAT,
    otlp.FORMAT,
    jaeger.FORMAT,
    sap_mpl.FORMAT,
    idoc.FORMAT,
    pact.FORMAT,
    postman.FORMAT,
    asyncapi.FORMAT,
    *aws.FORMATS,
    zipkin.FORMAT,
    debezium.FORMAT,
    kcat.FORMAT,
    cloudevents.FORMAT,
    kafka_console.FORMAT,
    documents.FORMAT,
)


def format_named(name: str) -> Format:
    """
    The format of this name.

    Raises:
        UsageError: there is none; the nearest known name is offered.

    """
    for known in FORMATS:
        if known.name == name:
            return known
    names = [known.name for known in FORMATS]
    near = nearest(name, names)
    fix = f"did you mean {near}?" if near else f"known are {', '.join(sorted(names))}"
    raise UsageError(f"there is no format {shown(name)} of captures", fix=fix)


def form_of(source: Source, *, but: Container[str] = ()) -> Format | None:
    """The first format that a file looks like; None where it is like none."""
    return next((known for known in FORMATS if known.name not in but and known.looks(source)), None)


def capture(
    file: str, *, content: bytes | None = None, form: Format | None = None, limits: Limits = DEFAULT
) -> "Capture":
    """
    A capture in a file, or in `content` that came from elsewhere. Its format is found by looking.

    Raises:
        RecordingError: there is no such file, or it is of no known format.
        MissingExtraError: what unpacks it is not installed.

    """
    source = Source(file, content, limits)
    form = form or form_of(source)
    if form is None:
        known = ", ".join(f"{known.name} ({known.title})" for known in FORMATS)
        what = "this is empty" if not source.head.strip() else "this is of no format that is known here"
        place = Place(file=file, line=1, column=1)
        raise RecordingError([Mistake(message=what, place=place, fix=f"known are {known}")])
    return Capture(source, form)


class Capture:
    """A capture of a known format."""

    def __init__(self, source: Source, form: Format) -> None:
        self.file = source.file
        self.form = form
        self._source = source
        self._mistakes = Mistakes(source.limits.errors_per_record)
        self.records = 0

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What `read` could not use, as far as it has come. A run that has some must not end well."""
        return self._mistakes.all()

    def read(self) -> Iterator[Captured]:
        """
        Everything in it, one record in memory at a time, in its order.

        A record that can't be used stops no other one. At the end `mistakes` is complete, and `records`
        counts those that were looked at.
        """
        self._mistakes = mistakes = Mistakes(self._source.limits.errors_per_record)
        self.records = 0
        for record in self.form.records(self._source, mistakes.add):
            self.records += 1
            try:
                yield from self.form.read(record, self._source.limits)
            except UnusableError as unusable:
                place = replace(record.place, pointer=record.place.pointer + unusable.pointer)
                where = f" at {place.pointer}" if place.pointer else ""
                mistakes.add(
                    Mistake(
                        message=f"this is no record of {self.form.title}{where}: {unusable.message}",
                        place=place,
                        fix="mend it, or leave it out",
                    )
                )
        if not self.records and not mistakes.all():
            place = Place(file=self.file, line=1, column=1)
            fix = "capture something, or leave it out"
            mistakes.add_of_file(Mistake(message="this capture holds no record", place=place, fix=fix))
