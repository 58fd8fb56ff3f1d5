"""
A message says that it is of a version which the contract does not describe.

## Why
A partner rolled out version 3 of its orders to some of its branches. For a week both came, everything was
read by the rules of version 2, and a discount that had moved was never seen.

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
      invoice: {where: {/type: invoice}, version: 1}
      order: {where: {/type: order}, version: 2, version_at: /v}  # <- version-unknown
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "2"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "3"}}
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
      invoice: {where: {/type: invoice}, version: 1}
      order: {where: {/type: order}, version: 2, version_at: /v}
```
```jsonl recordings/orders.jsonl
{"case": "1", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "order", "payload": {"type": "order", "v": "2"}}
{"case": "2", "id": "e1", "kind": "sent", "boundary": "partner-to-hub", "message": "invoice", "version": "1", "payload": {"type": "invoice"}}
```

## How to mend
- Describe the new version as a message of its own, told apart by `where`.
- Have the sender name the version that it keeps to.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase, VersionUnknown
from checker.model.findings import Finding, Level
from checker.model.text import shown
from checker.rules.replay import words


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if not isinstance(one, VersionUnknown):
            continue
        message = one.spot.message
        yield Finding(
            rule="version-unknown",
            level=Level.WARNING,
            set=seen.set,
            subject=words.message(one.spot),
            message=f"{words.message(one.spot)} came in version {shown(one.version)}, "
            f'and the contract describes "{one.known}"',
            place=message.place if message is not None else None,
            label=f'describes "{one.known}"',
            evidence=(one.spot.seen,),
            fix="describe that version as a message of its own, or have the sender keep to the known one",
        )
