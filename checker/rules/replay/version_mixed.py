"""
Messages of one case, or the two sides of one message, say that they are of different versions.

What was recorded as the version of a message counts, else what stands at `version_at`.

## Why
Half of the branches sent orders in version 3. An order of version 2 was changed by one of version 3 an hour
later, and the change, which named the lines by another number, cancelled the wrong line.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  partner: {statuses: {}}
  hub: {statuses: {}}
boundaries:
  partner-to-hub:
    from: partner
    to: hub
    messages:
      invoice: {where: {/type: invoice}}  # <- version-mixed
      order: {where: {/type: order}, version_at: /v}  # <- version-mixed
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "2"}}
{"case": "1", "id": "e2", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "3"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "invoice", "version": "1", "payload": {"type": "invoice"}}
{"case": "2", "id": "e2", "kind": "received", "of": "e1", "boundary": "partner-to-hub", "message": "invoice", "version": "2", "payload": {"type": "invoice"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  partner: {statuses: {}}
  hub: {statuses: {}}
boundaries:
  partner-to-hub:
    from: partner
    to: hub
    messages:
      invoice: {where: {/type: invoice}}
      order: {where: {/type: order}, version_at: /v}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "2"}}
{"case": "1", "id": "e2", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "2"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "invoice", "version": "1", "payload": {"type": "invoice"}}
{"case": "2", "id": "e2", "kind": "received", "of": "e1", "boundary": "partner-to-hub", "message": "invoice", "payload": {"type": "invoice"}}
```

## How to mend
- Have whoever begins a case keep to one version until it ends.
- Describe the other version as a message of its own, told apart by `where`.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase, VersionMixed
from checker.model.findings import Finding, Level
from checker.model.text import plain, shown
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if not isinstance(one, VersionMixed):
            continue
        message = one.spot.message
        yield Finding(
            rule="version-mixed",
            level=Level.WARNING,
            set=seen.set,
            subject=words.message(one.spot),
            message=f"{words.message(one.spot)} came in version {shown(one.version)}, "
            f"and in the same case ({plain(one.seen.event or '')}) in version {shown(one.other)}",
            place=message.place if message is not None else None,
            label="of two versions in one case",
            evidence=(one.spot.seen, one.seen),
            fix="have a case keep to one version, or describe the other one as a message of its own",
        )
