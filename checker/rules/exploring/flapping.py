"""
A late message changes what was settled.

## Why
A queue delivered "accepted" a second time, an hour after "done". The desk's row for "accepted" counted
while the desk showed "closed", so orders that had been closed were open again, and were worked on twice.

It is an error where the contract asks for it: by `order: any`, or by a `while` that names the status which is
turned. Where it says nothing of the order of messages, a note asks for it, once a boundary.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  done: {owner: plant}
  billed: {owner: books}
systems:
  plant:
    statuses:
      accepted: {}
      done: {outcome: success, phase: final, claims: [done]}
    moves: {accepted: [done]}
  books:
    statuses:
      queued: {}
      billed: {outcome: success, phase: final, claims: [billed]}
    moves: {queued: [billed]}
  desk:
    statuses:
      working: {}
      closed: {outcome: success, claims: [done]}
  clerk:
    statuses:
      waiting: {}
      told: {outcome: success, claims: [billed]}
boundaries:
  desk-to-plant:
    from: desk
    to: plant
    status:
      when:
        accepted: {report: working, while: [closed]}  # <- flapping
        done: {report: closed, while: [working]}
      no_answer: working
  clerk-to-books:
    from: clerk
    to: books
    delivery: {order: any, times: at-least-once}
    status:
      when:
        queued: waiting  # <- flapping
        billed: told
      no_answer: waiting
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  done: {owner: plant}
  billed: {owner: books}
systems:
  plant:
    statuses:
      accepted: {}
      done: {outcome: success, phase: final, claims: [done]}
    moves: {accepted: [done]}
  books:
    statuses:
      queued: {}
      billed: {outcome: success, phase: final, claims: [billed]}
    moves: {queued: [billed]}
  desk:
    statuses:
      working: {}
      closed: {outcome: success, claims: [done]}
  clerk:
    statuses:
      waiting: {}
      told: {outcome: success, claims: [billed]}
boundaries:
  desk-to-plant:
    from: desk
    to: plant
    status:
      when:
        accepted: {ignore: working says as much}
        done: {report: closed, while: [working]}
      no_answer: working
  clerk-to-books:
    from: clerk
    to: books
    delivery: {order: versioned, times: at-least-once}
    status:
      when:
        queued: waiting
        billed: told
      no_answer: waiting
```

## How to mend
- Accept only newer messages, and say so: `delivery: {order: versioned}`.
- Let the row of the earlier status not count in the later one (`while`), or declare the later one as final.
"""

from collections.abc import Iterator

from checker.analysis.exploring.exploration import Exploration
from checker.analysis.exploring.flapping import Flapping
from checker.model.contracts import ContractSet
from checker.model.findings import Finding, Level, Related
from checker.model.places import Place
from checker.rules.wording import quoted


def check(exploration: Exploration) -> Iterator[Finding]:
    contracts = exploration.meaning.contracts
    for flapping in exploration.flapping:
        if flapping.is_written:
            yield _as_written(contracts, flapping)
    for flapping in exploration.flapping:
        if not flapping.is_written:
            yield _unsaid(contracts, flapping)


def _as_written(contracts: ContractSet, flapping: Flapping) -> Finding:
    turned = flapping.turned.status
    assert turned is not None  # what is turned was shown, and is declared
    return Finding(
        rule="flapping",
        level=Level.ERROR,
        set=contracts.name,
        subject=str(turned),
        message=_turns(flapping),
        place=flapping.place,
        label=f"counts in {quoted(turned)} whenever it comes",
        related=(Related(place=turned.place, says=f"{flapping.turned} is declared here"),),
        trace=flapping.trace,
        fix="accept only newer messages (delivery: {order: versioned}), "
        f"or let this row not count in {quoted(turned)}",
    )


def _unsaid(contracts: ContractSet, flapping: Flapping) -> Finding:
    boundary = contracts.boundaries[flapping.boundary] if flapping.boundary else None
    subject = boundary.name if boundary else flapping.back.system
    place: Place = boundary.place if boundary else contracts.systems[flapping.back.system].place
    related = (
        (Related(place=flapping.place, says="this row counts whenever it comes"),) if flapping.place else ()
    )
    return Finding(
        rule="flapping",
        level=Level.NOTE,
        set=contracts.name,
        subject=subject,
        message=f"nothing says in what order messages come: {_turns(flapping)}",
        place=place,
        label="in what order do they come?",
        related=related,
        trace=flapping.trace,
        fix="say in what order they come: delivery: {order: fifo}, or versioned where older ones are dropped",
    )


def _turns(flapping: Flapping) -> str:
    late = f'a late "{flapping.late.code}" of {flapping.late.system}'
    return f'{late} turns {flapping.turned} back to "{flapping.back.code}"'
