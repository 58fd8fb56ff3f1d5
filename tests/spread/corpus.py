"""A set whose recordings hold some of everything: findings, accepted ones, what can't be read, headers."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

CONTRACT: Final = """\
contract: orders
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
      lost: {outcome: failure, phase: final, denies: [posted], means: The order will not exist}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
      68: {outcome: failure, phase: final, denies: [posted], means: Will not be posted}
    moves: {new: [53, 68]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/document.json
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 4}}
          - {to: /qty, from: /qty, number: true}
    status: {when: {new: sent, 53: done, 68: lost}, no_answer: sent}
accept:
  - {rule: payload-invalid, at: "*", because: An old shop sends numbers}
"""
SCHEMA: Final = {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}
ORDER: Final = {
    **SCHEMA,
    "required": ["id"],
    "properties": {"id": {"type": "string"}, "qty": {"type": "string"}},
}
POISON: Final = "poison"  # the value of an id of which workers of tests die


def write(folder: Path, recordings: dict[str, str]) -> Path:
    """The set with these recordings."""
    for name, text in (
        ("contract.yaml", CONTRACT),
        ("schemas/order.json", json.dumps(ORDER)),
        ("schemas/document.json", json.dumps(SCHEMA)),
        *((f"recordings/{name}", text) for name, text in recordings.items()),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def exchange(case: str, number: int, *, qty: object = "3", made: int = 3) -> str:
    sent = {"id": str(number % 10_000), "qty": qty}
    received = {"docnum": str(number % 10_000).zfill(4), "qty": made}
    event = {"case": case, "id": "e1", "kind": "exchange", "boundary": "portal-to-erp", "message": "order"}
    return line({**event, "sent": sent, "received": received})


def line(event: dict[str, object]) -> str:
    return json.dumps(event, separators=(",", ":")) + "\n"


def everything(cases: int) -> Iterator[str]:
    """Lines of a recording; every kind of thing comes again and again."""
    yield line({"recording": 1, "set": "orders"})
    for number in range(cases):
        case = f"c{number:06}"
        if number % 97 == 13:
            yield exchange(case, number, made=4)
        elif number % 89 == 7:
            yield exchange(case, number, qty=3)
        elif number % 83 == 11:
            yield exchange(case, number)
            yield line(
                {"case": case, "id": "e2", "kind": "status", "system": "erp", "status": {"code": "54"}}
            )
            yield line(
                {"case": case, "id": "e3", "kind": "status", "system": "erp", "status": {"code": "68"}}
            )
            yield line(
                {"case": case, "id": "e4", "kind": "status", "system": "portal", "status": {"code": "done"}}
            )
        else:
            yield exchange(case, number)
        if number % 211 == 100:
            yield "this is no JSON\n"
        if number % 307 == 200:
            yield exchange("c000000", 0)  # stands in two places
        if number == cases // 2:
            yield line({"recording": 1, "set": "orders", "expects": ["payload-invalid"]})
