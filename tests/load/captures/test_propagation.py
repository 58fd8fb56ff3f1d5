"""Tests of names by context: what travels with a message names the span that sent it."""

import pytest

from checker.load.captures.propagation import (
    cloud_event,
    cloud_event_id,
    named_by,
    span,
    trace,
    traced_by,
)

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
NAMED = ("span", f"{TRACE}/{SPAN}")


@pytest.mark.parametrize(
    "headers",
    [
        [("TraceParent", f"00-{TRACE}-{SPAN}-01")],
        [("b3", f"{TRACE}-{SPAN}")],
        [("B3", f" {TRACE.upper()}-{SPAN}-1-05e3ac9a4f6e3b90 ")],
        [("b3", f"{TRACE}-{SPAN}-d")],
        [("X-B3-TraceId", TRACE), ("X-B3-SpanId", SPAN), ("X-B3-Sampled", "1")],
        [("uber-trace-id", f"{TRACE}:{SPAN}:0:1")],
        [("uber-trace-id", f"{TRACE}%3A{SPAN}%3A0%3A1")],
        [("traceparent", "00-0-0-0"), ("b3", f"{TRACE}-{SPAN}-0")],
    ],
)
def test_a_context_names_the_span_that_sent_a_message(headers: list[tuple[str, str]]) -> None:
    assert (named_by(headers), traced_by(headers)) == (NAMED, ("trace", TRACE))


@pytest.mark.parametrize(
    "headers",
    [
        None,
        [],
        [("b3", "0")],
        [("b3", f"{'0' * 32}-{SPAN}")],
        [("b3", f"{TRACE}-{SPAN}"), ("b3", f"{TRACE}-{SPAN}")],
        [("b3", f"{TRACE}0-{SPAN}")],
        [("X-B3-TraceId", TRACE)],
        [("uber-trace-id", f"{TRACE}:{SPAN}")],
        [("traceparent", f"00-{TRACE.upper()}-{SPAN}-01")],
    ],
)
def test_what_is_no_valid_context_names_nothing(headers: list[tuple[str, str]] | None) -> None:
    assert (named_by(headers), traced_by(headers)) == (None, None)


def test_ids_are_the_same_with_and_without_zeros_before_them() -> None:
    assert span("463AC35C9F6413AD", "2236457b") == span(
        "0000000000000000463ac35c9f6413ad", "000000002236457B"
    )
    assert trace("463ac35c9f6413ad") == ("trace", "0000000000000000463ac35c9f6413ad")


def test_a_cloud_event_has_a_name_with_its_source_and_one_without() -> None:
    assert cloud_event("/a b", "A 1") == ("cloudevent", "/a%20b A 1")
    assert cloud_event_id("A 1") == ("cloudevent-id", "A 1")
