"""
A `compare` row tolerates differences in what tells one message, case or status from another.

## Why
Document numbers differed, and somebody wrote that they may. From then on an order that became the document
of another order was "as declared".

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
    carries:
      order: {sent: /id, received: /docnum}
    messages:
      order:
        transform:
          - {to: /docnum, from: /id}
          - {to: /total, from: /total}
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
          - {at: /docnum, is: decimal, scale: 0, because: the ERP drops zeros}  # <- tolerance-on-identity
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
    carries:
      order: {sent: /id, received: /docnum, then: [{pad: {left: "0", to: 10}}]}
    messages:
      order:
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 10}}
          - {to: /total, from: /total}
        compare:
          - {at: /total, is: decimal, scale: 2, because: the ERP rounds}
          - {at: /lines, is: set, key: posnr, because: the queue does not keep the order of lines}
```

## How to mend
- Say in the transformation how the id changes on its way, and under `then` of `carries`.
- Take another field as the key, if this one really is minted anew.
"""

from collections.abc import Iterator

from checker.analysis.identity import Identity, identities, is_tolerated
from checker.analysis.tally import Uses
from checker.model.boundaries import Boundary, Compare, Message
from checker.model.findings import Finding, Level, Related


def check(uses: Uses) -> Iterator[Finding]:
    for boundary in uses.contracts.boundaries.values():
        for message in boundary.messages.values():
            known = tuple(identities(boundary, message))
            for row in message.compare:
                hit = next((identity for identity in known if is_tolerated(identity, row)), None)
                if hit is not None:
                    yield _finding(uses, boundary, message, row, hit)


def _finding(uses: Uses, boundary: Boundary, message: Message, row: Compare, identity: Identity) -> Finding:
    return Finding(
        rule="tolerance-on-identity",
        level=Level.ERROR,
        set=uses.contracts.name,
        subject=f"{boundary.name}/{message.name}#{row.at}",
        message=f"{boundary.name}/{message.name} may differ at {row.at}, which is {identity.what}: "
        "it has to arrive as it was sent",
        place=row.place,
        label=f"is {identity.what}",
        related=(Related(place=identity.place, says=f"{identity.what} is declared here"),),
        fix="say in the transformation how it changes on its way, and delete the row",
    )
