"""The spans of one service, their context over HTTP and the queue, and the OTLP file that they go to."""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opentelemetry import context, propagate, trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.json.file.trace_exporter import FileSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.trace import Link, Span, SpanKind


class Telemetry:
    """What one service tells of its work."""

    def __init__(self, service: str, folder: Path) -> None:
        self._service = service
        self._provider = TracerProvider(resource=Resource({"service.name": service}))
        exporter = FileSpanExporter(folder / f"{service}.otlp.jsonl")
        self._provider.add_span_processor(SimpleSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer("tests.running")

    def close(self) -> None:
        """The last span says up to when all was recorded."""
        with self.work("closed"):
            pass
        self._provider.shutdown()

    @contextmanager
    def work(self, name: str, **attributes: str) -> Iterator[Span]:
        with self._tracer.start_as_current_span(name, attributes=_dotted(attributes)) as span:
            yield span

    @contextmanager
    def calling(self, name: str, body: Any, headers: MutableMapping[str, str]) -> Iterator[Span]:
        """A request that goes out; its context goes into the headers."""
        attributes = {"http.request.body": json.dumps(body)}
        with self._tracer.start_as_current_span(name, kind=SpanKind.CLIENT, attributes=attributes) as span:
            propagate.inject(headers)
            yield span

    @contextmanager
    def called(self, name: str, body: Any, headers: Mapping[str, str]) -> Iterator[Span]:
        """A request that has come in."""
        attributes = {"http.request.body": json.dumps(body)}
        with self._tracer.start_as_current_span(
            name, context=propagate.extract(headers), kind=SpanKind.SERVER, attributes=attributes
        ) as span:
            yield span

    @contextmanager
    def publishing(
        self, topic: str, body: Any, headers: MutableMapping[str, str], *, is_traced: bool = True
    ) -> Iterator[Span]:
        """A message that is handed to a topic. `body` is what was handed over, before any mapping."""
        attributes = _messaging(topic, "send", body)
        with self._tracer.start_as_current_span(
            f"{topic} publish", kind=SpanKind.PRODUCER, attributes=attributes
        ) as span:
            if is_traced:
                propagate.inject(headers)
            yield span

    @contextmanager
    def consuming(self, topic: str, body: Any, headers: Mapping[str, str]) -> Iterator[Span]:
        """
        A message that has come. There is one at a time, so its context is the parent, and a link besides
        (OpenTelemetry, Semantic conventions for messaging spans).
        """
        came_from = propagate.extract(headers)
        sender = trace.get_current_span(came_from).get_span_context()
        with self._tracer.start_as_current_span(
            f"{topic} process",
            context=came_from,
            kind=SpanKind.CONSUMER,
            attributes=_messaging(topic, "process", body),
            links=[Link(sender)] if sender.is_valid else [],
        ) as span:
            yield span

    @contextmanager
    def status(self, code: str, **attributes: str) -> Iterator[None]:
        """A status that the service shows. What it does about it, within, follows from it."""
        name = "order status" if self._service == "shop" else f"{self._service} status"
        span = self._tracer.start_span(name, attributes=_dotted({"app_status": code, **attributes}))
        span.end()  # shown now, and not only once all have been told
        with following(trace.set_span_in_context(span)):
            yield


@contextmanager
def following(cause: Context) -> Iterator[None]:
    """Work that follows from what was done elsewhere in this process."""
    token = context.attach(cause)
    try:
        yield
    finally:
        context.detach(token)


def _messaging(topic: str, operation: str, body: Any) -> dict[str, str]:
    return {
        "messaging.system": "table",
        "messaging.destination.name": topic,
        "messaging.operation.type": operation,
        "messaging.body": json.dumps(body),
    }


def _dotted(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "."): text for name, text in attributes.items()}
