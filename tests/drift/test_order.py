"""A change that breaks at one end only while the other is not deployed yet says which end goes first."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.pipeline import Options, check

Write = Callable[[Mapping[str, str]], Path]

EITHER = "erp and shop can be deployed in either order"
ERP_FIRST = "deploy erp first, then shop"
SHOP_FIRST = "deploy shop first, then erp"
NONE = "no order of deploying erp and shop is known to be safe"
CONTRACT = """
contract: orders
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages: {order: {sends: sends.json, accepts: accepts.json}}
"""


def an_object(*, is_closed: bool = False, needs: str = "", **properties: object) -> str:
    closed = {"additionalProperties": False} if is_closed else {}
    return json.dumps({"type": "object", "required": [*needs], "properties": properties, **closed})


TEXT = {"type": "string"}
OPEN = an_object(a=TEXT)
MORE = an_object(a=TEXT, b=TEXT)
CLOSED = an_object(a=TEXT, is_closed=True)
CLOSED_MORE = an_object(a=TEXT, b=TEXT, is_closed=True)
DATE, TIME = (an_object(a={"type": "string", "format": form}) for form in ("date", "date-time"))


@pytest.mark.parametrize(
    ("before", "after", "order"),
    [
        pytest.param((CLOSED, CLOSED), (CLOSED_MORE, CLOSED_MORE), ERP_FIRST, id="an optional field comes"),
        pytest.param((CLOSED_MORE, CLOSED_MORE), (CLOSED, CLOSED), SHOP_FIRST, id="an optional field goes"),
        pytest.param(
            (MORE, MORE), (an_object(a=TEXT, b=TEXT, needs="b"),) * 2, SHOP_FIRST, id="it is needed"
        ),
        pytest.param(
            (an_object(a=TEXT, b=TEXT, needs="b"),) * 2, (MORE, MORE), ERP_FIRST, id="it need not be"
        ),
        pytest.param((DATE, DATE), (TIME, TIME), NONE, id="both ends take another form"),
        pytest.param((OPEN, OPEN), (MORE, MORE), EITHER, id="only what nobody declares breaks"),
        pytest.param((OPEN, OPEN), (OPEN, an_object(a=TEXT, needs="a")), None, id="it breaks in any order"),
    ],
)
def test_the_end_that_has_to_be_deployed_first_is_told(
    before: tuple[str, str], after: tuple[str, str], order: str | None, written: Write
) -> None:
    folder = written(
        {
            f"{state}/{name}": text
            for state, schemas in (("one", before), ("other", after))
            for name, text in zip(
                ("contract.yaml", "sends.json", "accepts.json"), (CONTRACT, *schemas), strict=True
            )
        }
    )
    report = check([str(folder / "other")], Options(against=str(folder / "one"), only=frozenset({"drift"})))
    (finding,) = report.findings
    told = [note for note in finding.notes if "deploy" in note]
    assert told == ([] if order is None else [order])
