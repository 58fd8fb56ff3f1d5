"""
A recorded status claimed something that was not true at that moment, by its own source of truth.

## Why
A hub reported COMPLETED half a second after the warehouse had dropped the delivery. The portal told the
customer that the goods were on their way, and nobody looked at the order again until she called.

The other way round is as bad: a final status that rules out what then comes about, such as FAILED after a
time-out, for an order that is shipped the next morning.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  hub:
    statuses:
      PROCESSING: {}
      COMPLETED: {outcome: success, phase: final, claims: [shipped]}  # <- misleading-status
      FAILED: {outcome: failure, phase: final, denies: [shipped]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  hub-to-wms:
    from: hub
    to: wms
    status: {when: {SHIPPED: COMPLETED, SKIPPED: FAILED}, no_answer: PROCESSING}
```
```jsonl recordings/orders.jsonl
{"recording": 1, "complete": {"hub": "full", "wms": "status"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:32.700Z", "system": "wms", "status": {"code": "SKIPPED"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T09:15:33.050Z", "system": "hub", "status": {"code": "COMPLETED"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  hub:
    statuses:
      PROCESSING: {}
      COMPLETED: {outcome: success, phase: final, claims: [shipped]}
      FAILED: {outcome: failure, phase: final, denies: [shipped]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
boundaries:
  hub-to-wms:
    from: hub
    to: wms
    status: {when: {SHIPPED: COMPLETED, SKIPPED: FAILED}, no_answer: PROCESSING}
```
```jsonl recordings/orders.jsonl
{"recording": 1, "complete": {"hub": "full", "wms": "status"}}
{"case": "4711", "id": "e1", "kind": "status", "at": "2026-03-02T09:15:32.700Z", "system": "wms", "status": {"code": "SHIPPED"}}
{"case": "4711", "id": "e2", "kind": "status", "at": "2026-03-02T09:15:33.050Z", "system": "hub", "status": {"code": "COMPLETED"}}
```

## How to mend
- Show the status only once the source of truth has said so; until then show one that claims less.
- A final status that denies a fact says "never": show it only once the source of truth has ruled the fact out,
  not because no answer came. Where a source of truth ruled out what came about all the same, the finding is at
  the source, not at those that passed its word on before.
- If the clocks of two systems are apart, say how far with `clock_skew_ms` in the first line of the recording.
"""  # noqa: E501  a line of a recording is one line

from collections.abc import Iterator

from checker.analysis.recorded.facts import Came, MisleadingStatus, Sight
from checker.analysis.replay.seen import SeenCase
from checker.model.findings import Finding, Level, Related
from checker.model.text import shown
from checker.rules.replay import sights
from checker.rules.wording import listed


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, MisleadingStatus):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: MisleadingStatus) -> Finding:
    facts = listed(fact.name for fact in one.facts)
    owners = listed(dict.fromkeys(fact.owner.name for fact in one.facts))
    against: tuple[Sight | Came, ...] = (*one.words, *one.came)
    claim = sights.said(one.sight, [each.at for each in against])
    claims = "rules out" if one.rules_out else "claims"
    return Finding(
        rule="misleading-status",
        level=Level.ERROR,
        set=seen.set,
        subject=sights.subject(one.sight),
        message=f"{claim}, which {claims} {facts}, but {sights.truth(one)}",
        place=one.sight.status.place if one.sight.status else None,
        label=f"{claims} {facts}",
        related=tuple(
            Related(
                place=fact.place, says=f"{fact.name} is declared here; its source of truth is {fact.owner}"
            )
            for fact in one.facts
        ),
        trace=one.trace,
        evidence=(one.sight.seen, *(each.seen for each in against[:2])),
        fix=_fix(one, owners, facts),
    )


def _fix(one: MisleadingStatus, owners: str, facts: str) -> str:
    shows = f"have {one.sight.system} show {shown(one.sight.code)} only once"
    if not one.rules_out:
        return f"{shows} {owners} has said {facts}"
    if one.is_source:
        return f"{shows} it is certain that {facts} can't come about any more"
    if one.is_known:
        return f"have {one.sight.system} show {shown(one.sight.code)} no more once {facts} came about"
    return f"{shows} {owners} has ruled {facts} out"
