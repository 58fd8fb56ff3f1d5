"""
A system can show its statuses in an order that readers never saw.

## Why
An order could be shipped after it was picked, and only then. When the warehouse began to split deliveries,
an order went back from "shipped" to "picking" for its second parcel. The shop had rows for both, but sent
its thanks at "shipped", again and again for the same order.

It looks at `moves` and at where a system starts (`initial`), between statuses that were there before. It is
a warning when somebody reads the first of the two, and a note when nobody does, or over draft boundaries
alone. A system that declares moves for the first time has said nothing of its order before: that is one
note.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      shipped: {outcome: success, claims: [shipped]}
    initial: waiting
  wms:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, claims: [shipped]}
    moves: {planned: [picking], picking: [shipped]}
    initial: planned
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {planned: waiting, picking: waiting, shipped: shipped}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms, revocable: true}
systems:
  shop:
    statuses:
      waiting: {}
      shipped: {outcome: success, claims: [shipped]}
    initial: waiting
  wms:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, claims: [shipped]}
    moves:
      planned: [picking]
      picking: [shipped]
      shipped: [picking]  # <- move-added
    initial:
      - planned
      - picking  # <- move-added
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {planned: waiting, picking: waiting, shipped: shipped}, no_answer: waiting}
```

## Passes
The moves stand in another order, and what is initial is left to follow from them:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  shipped: {owner: wms}
systems:
  shop:
    statuses:
      waiting: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    initial: waiting
  wms:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    moves: {planned: [picking], picking: [shipped]}
    initial: planned
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {planned: waiting, picking: waiting, shipped: shipped}, no_answer: waiting}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  shipped: {owner: wms}
systems:
  shop:
    statuses:
      waiting: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    initial: waiting
  wms:
    statuses:
      planned: {}
      picking: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
    moves: {picking: [shipped], planned: [picking]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {planned: waiting, picking: waiting, shipped: shipped}, no_answer: waiting}
```

## How to mend
- Ask each reader named whether it can take the second status after the first, then accept the change.
- If it can't, give the new step a status of its own.
"""

from collections.abc import Iterator, Sequence

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.analysis.drift.sequences import Ordered, Orderly, move_cause
from checker.analysis.meaning.readings import Word
from checker.model.findings import Finding, Level, Step
from checker.model.places import Place
from checker.rules.drift.telling import affected, names, of_status, said, status_cause, told
from checker.rules.drift.weighing import drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for step in drift.sequences.added:
        concerned = readers(drift.after, step.source or step.target)
        whom = affected(concerned)
        begins = f'{step.system} can start in "{step.target.code}" from now on'
        goes = f'{step.source} can go on to "{step.target.code}" at once from now on'
        yield told(
            drift,
            "move-added",
            min(weight(concerned, concerned), Level.WARNING),
            subject=of_status(step.source or step.target),
            message=f"{goes if step.source else begins}{f'; {whom}' if whom else ''}",
            place=step.place,
            label="readers never saw this",
            was=None,
            now=told_as(step),
            readers=names(concerned),
            notes=drafts(concerned),
            trace=steps(_words(step), step.place),
            cause=_cause(drift, step),
            fix="see to it that every reader can take the second after the first, then accept it"
            if step.source
            else "see to it that every reader can take it as the first, then accept it",
        )
    for order in drift.sequences.orders:
        if order.became is Orderly.SAID:
            yield told(
                drift,
                "move-added",
                Level.NOTE,
                subject=order.system,
                message=f"{order.system} says from now on in which order its statuses come",
                place=order.place,
                label="nothing said so before",
                was=None,
                now="moves",
                cause=f"moves {order.system}",
                fix="see to it that every reader can take them in this order",
            )


def told_as(step: Ordered) -> str:
    """As `changes` writes a move."""
    return f"{step.source.code if step.source else 'start'} to {step.target.code}"


def steps(words: Sequence[Word], place: Place) -> tuple[Step, ...]:
    """One status after the other; the last by what stands at a place."""
    return tuple(
        Step(
            step=number,
            system=word.system,
            shows=str(word.code),
            says=tuple(map(str, said(word.says))),
            where=place if number == len(words) else word.status.place if word.status else None,
        )
        for number, word in enumerate(words, start=1)
    )


def _words(step: Ordered) -> tuple[Word, ...]:
    return (step.source, step.target) if step.source else (step.target,)


def _cause(drift: Drift, step: Ordered) -> str:
    """A status that was final is told of as a whole."""
    if step.source and step.source in {left.word for left in drift.sequences.left}:
        return status_cause(step.source)
    return move_cause(step.system, step.source.code if step.source else None, str(step.target.code))
