"""
The declared transformation gives something else than was received.

It is said which row made the field, and from which source fields. Into a step in jq nobody sees: its source
fields are those whose change, one at a time, changes the field.

## Why
Somebody had changed the rounding in the middleware by hand, in production, on a Friday. The mapping sheet
still said otherwise. A year of invoices was a cent off here and there, and the people who compared them
compared totals.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 6}}
          - {to: /quantity, from: /qty, number: {scale: 0}}  # <- transformation-differs
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4711", "qty": "3"}, "received": {"docnum": "004711", "quantity": 3}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4712", "qty": "3"}, "received": {"docnum": "004712", "quantity": 4}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 6}}
          - {to: /quantity, from: /qty, number: {scale: 0}}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4711", "qty": "3"}, "received": {"docnum": "004711", "quantity": 3}}
{"case": "2", "id": "e1", "kind": "exchange", "boundary": "shop-to-erp", "message": "order", "sent": {"id": "4712", "qty": "4"}, "received": {"docnum": "004712", "quantity": 4}}
```

## How to mend
- Mend the row, if production does what was agreed.
- Mend production, if the row says what was agreed.
- Say in `compare` what may differ at this place, and why.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import RowFailed, SeenCase, TransformationDiffers
from checker.model.findings import Contrast, Finding, Level, Related
from checker.model.json import ABSENT
from checker.model.places import Place
from checker.model.text import shown
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        match one:
            case TransformationDiffers():
                yield _differing(seen, one)
            case RowFailed():
                yield _failed(seen, one)
            case _:
                pass


def _differing(seen: SeenCase, one: TransformationDiffers) -> Finding:
    spot, difference, origin = one.spot, one.difference, one.origin
    receiver = spot.boundary.receiver
    at = words.quoted(one.at) or "as a whole"
    where = f"{at} of {words.message(spot)}"
    received = f"{receiver} received {shown(difference.received)} at {where}"
    if origin is not None:
        made = "leaves it out" if difference.expected is ABSENT else f"makes {shown(difference.expected)}"
        says = f"its row {made}{words.made_from(origin)}"
    elif spot.message is not None and spot.message.transform is None:
        was = "nothing" if difference.expected is ABSENT else shown(difference.expected)
        says = f"{spot.boundary.sender} sent {was} there, and the contract declares no transformation"
    elif difference.expected is ABSENT:
        says = "no row of the declared transformation makes it"
    else:
        says = f"the declared transformation makes {shown(difference.expected)}"
    tolerated = difference.row
    return Finding(
        rule="transformation-differs",
        level=Level.ERROR,
        set=seen.set,
        subject=words.subject(spot, one.at),
        message=f"{received}, but {says}",
        place=origin.row if origin is not None else _table(one),
        label=f"{receiver} received {shown(difference.received)}",
        related=()
        if tolerated is None
        else (Related(place=tolerated.place, says=f"this does not cover it: {difference.because}"),),
        evidence=(spot.seen,),
        notes=(f"it was made from what is recorded at {words.record(one.sent)}",)
        if one.sent != spot.seen and one.sent.line != spot.seen.line
        else (),
        contrast=Contrast(names=("made", "received"), values=(difference.expected, difference.received)),
        fix="mend the row if production is right, else mend production; say in `compare` what may differ",
    )


def _table(one: TransformationDiffers) -> Place:
    message = one.spot.message
    if message is None:
        return one.spot.boundary.place
    return message.transform.place if message.transform is not None else message.place


def _failed(seen: SeenCase, one: RowFailed) -> Finding:
    return Finding(
        rule="transformation-differs",
        level=Level.ERROR,
        set=seen.set,
        subject=words.subject(one.spot, one.at),
        message=f"the declared transformation can't be applied to {words.message(one.spot)}: "
        f"{words.quoted(one.error.message)}",
        place=one.error.place,
        label=f"fails on {shown(one.error.value)}",
        evidence=(one.spot.seen,),
        fix=words.quoted(one.error.fix),
    )
