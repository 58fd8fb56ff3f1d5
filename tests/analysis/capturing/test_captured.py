"""Up to when captures tell all of the systems that they are of."""

from collections.abc import Callable

import pytest

from checker.analysis.capturing import Gathered
from checker.model.captures import Captured, What
from tests.analysis.capturing.conftest import thing

RULES = """\
  - {format: otlp, where: {service: erp}, system: erp, status: state, complete: status}
  - {format: otlp, where: {service: hub}, boundary: hub-to-erp, payload: body, complete: full}
  - {format: otlp, where: {service: shop}, boundary: shop-to-hub, payload: body, complete: sampled}
"""


def seen(service: str, minute: int | None, file: str = "", state: str = "53") -> Captured:
    at = None if minute is None else f"2026-03-02T09:{minute:02}:00Z"
    fields = {"service": service, "state": state, "body": '{"id": "4711"}'}
    captured = thing(what=What.SPAN, side="sent", system=service, at=at, fields=fields)
    captured.place = type(captured.place)(file=file or service, line=1, column=1)
    return captured


@pytest.mark.parametrize(
    ("things", "captured"),
    [
        ([seen("erp", 5)], "2026-03-02T09:05:00Z"),
        ([seen("erp", 5), seen("hub", 3)], "2026-03-02T09:03:00Z"),
        ([seen("erp", 5), seen("shop", 3)], "2026-03-02T09:05:00Z"),
        ([seen("erp", 5), seen("erp", 7, "more")], "2026-03-02T09:07:00Z"),
        ([seen("erp", 5), seen("unknown", 9, "erp")], "2026-03-02T09:09:00Z"),
        ([seen("erp", 5), seen("hub", None)], None),
        ([seen("shop", 3)], None),
    ],
    ids=[
        "the last moment that its file tells of",
        "of several systems the one whose files end first",
        "a sample says nothing",
        "of several files of a system the one that ends last",
        "by whatever else stands in the file",
        "not known where a system has no times",
        "not known where nothing is whole",
    ],
)
def test_the_moment_up_to_which_all_was_captured(
    gather: Callable[..., Gathered], things: list[Captured], captured: str | None
) -> None:
    assert gather(RULES, things).header.captured == captured
