"""
A system has statuses of which nobody says what they mean.

## Why
"12" meant that the message had left. Or that it had arrived. The two who knew had learned it from each
other, years apart, and one of them was wrong.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  port:
    statuses:
      03: {means: Data passed to the port}
      12: {}  # <- means-missing
      41: {}
  desk:
    statuses:
      waiting: {means: The order waits}
      sent: {means: The order has left the house}
boundaries:
  desk-to-port: {from: desk, to: port, status: {when: {03: waiting, 12: sent, 41: sent}, no_answer: waiting}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  port:
    statuses:
      03: {means: Data passed to the port}
      12: {means: The message has left}
      41: {means: The document exists at the receiver}
  desk:
    statuses:
      waiting: {means: The order waits}
      sent: {means: The order has left the house}
boundaries:
  desk-to-port: {from: desk, to: port, status: {when: {03: waiting, 12: sent, 41: sent}, no_answer: waiting}}
```

## How to mend
- Give each status a sentence in `means` that somebody from the business understands.
"""

from collections.abc import Iterator

from checker.analysis.tally import Uses
from checker.model.findings import Finding, Level, Related
from checker.rules.wording import listed

_NAMED = 3


def check(uses: Uses) -> Iterator[Finding]:
    for system in uses.contracts.systems.values():
        silent = [status for status in system.statuses.values() if not status.means]
        if not silent:
            continue
        names = [f'"{status.code}"' for status in silent[:_NAMED]]
        if len(silent) > _NAMED:
            names.append(f"{len(silent) - _NAMED} more")
        yield Finding(
            rule="means-missing",
            level=Level.NOTE,
            set=uses.contracts.name,
            subject=system.name,
            message=f"nothing says what {listed(names)} of {system.name} "
            f"{'means' if len(silent) == 1 else 'mean'}",
            place=silent[0].place,
            label="has no `means`",
            related=tuple(Related(place=status.place, says="nor has this") for status in silent[1:_NAMED]),
            fix="add `means` with a sentence that somebody from the business understands",
        )
