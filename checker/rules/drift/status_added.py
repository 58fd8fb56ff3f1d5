"""
A status is new, and somebody who reads the system is not prepared for it.

## Why
A carrier began to report HELD for parcels at customs. The shop had a row for each of the other codes and
none for this one; its connector raised an exception, put the message back into the queue, and forty parcels
later the queue was full. At the ERP an `otherwise` took the new code for "on its way", which nobody noticed
for a week.

An error where a reader has no row for it and no `otherwise`. A warning where an `otherwise` takes it and
says more than the new status does, hides its failure, or ignores what it says. A note where the `otherwise`
is safe, where each reader has a row for it, where nobody reads it, and over boundaries that are drafts.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: carrier}
  invoiced: {owner: erp}
systems:
  shop:
    statuses:
      open: {}
      sent: {}
      arrived: {outcome: success, phase: final, claims: [arrived]}
  erp:
    statuses:
      planned: {}
      under_way: {}
      closed: {outcome: success, phase: final, claims: [arrived, invoiced]}
  carrier:
    statuses:
      PU: {}
      DL: {outcome: success, phase: final, claims: [arrived]}
boundaries:
  shop-to-carrier: {from: shop, to: carrier, status: {when: {PU: sent, DL: arrived}, no_answer: open}}
  erp-to-carrier:
    from: erp
    to: carrier
    status: {when: {DL: closed}, otherwise: under_way, no_answer: planned}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  arrived: {owner: carrier}
  invoiced: {owner: erp}
systems:
  shop:
    statuses:
      open: {}
      sent: {}
      lost: {outcome: failure, phase: final, denies: [arrived]}  # <- status-added
      arrived: {outcome: success, phase: final, claims: [arrived]}
  erp:
    statuses:
      planned: {}
      under_way: {}
      closed: {outcome: success, phase: final, claims: [arrived, invoiced]}
  carrier:
    statuses:
      PU: {}
      HELD: {}  # <- status-added
      LOST: {outcome: failure, phase: final, denies: [arrived]}  # <- status-added
      DL: {outcome: success, phase: final, claims: [arrived]}
boundaries:
  shop-to-carrier:
    from: shop
    to: carrier
    status: {when: {PU: sent, LOST: lost, DL: arrived}, no_answer: open}
  erp-to-carrier:
    from: erp
    to: carrier
    status: {when: {DL: closed}, otherwise: under_way, no_answer: planned}
```
The shop has no row for HELD: an error. It has one for LOST, but the ERP's `otherwise` takes that for a
parcel under way: a warning.

## Passes
The ERP writes down what its `otherwise` did; no status is new:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  arrived: {owner: carrier}
  invoiced: {owner: erp}
systems:
  shop:
    statuses:
      open: {}
      sent: {}
      arrived: {outcome: success, phase: final, claims: [arrived]}
  erp:
    statuses:
      planned: {}
      under_way: {}
      closed: {outcome: success, phase: final, claims: [arrived, invoiced]}
  carrier:
    statuses:
      PU: {}
      DL: {outcome: success, phase: final, claims: [arrived]}
boundaries:
  shop-to-carrier: {from: shop, to: carrier, status: {when: {PU: sent, DL: arrived}, no_answer: open}}
  erp-to-carrier:
    from: erp
    to: carrier
    status: {when: {DL: closed}, otherwise: under_way, no_answer: planned}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  arrived: {owner: carrier}
  invoiced: {owner: erp}
systems:
  shop:
    statuses:
      open: {}
      sent: {}
      arrived: {outcome: success, phase: final, claims: [arrived]}
  erp:
    statuses:
      planned: {}
      under_way: {}
      closed: {outcome: success, phase: final, claims: [arrived, invoiced]}
  carrier:
    statuses:
      PU: {}
      DL: {outcome: success, phase: final, claims: [arrived]}
boundaries:
  shop-to-carrier: {from: shop, to: carrier, status: {when: {PU: sent, DL: arrived}, no_answer: open}}
  erp-to-carrier:
    from: erp
    to: carrier
    status: {when: {PU: under_way, DL: closed}, otherwise: under_way, no_answer: planned}
```

## How to mend
- Give the new status a row of its own at each boundary that reads it, and deploy the readers first.
- Let `otherwise` lead to a status that says nothing, so that what comes next is harmless.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.analysis.composed.relation import read
from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.analysis.meaning.readings import Reading, Word
from checker.model.findings import Finding, Level
from checker.model.systems import Outcome
from checker.rules.drift.telling import of_status, status_cause, told
from checker.rules.wording import listed, quoted


@dataclass(frozen=True, slots=True)
class _Met:
    """How somebody meets a new status without a row of its own: nothing takes it, or an `otherwise` does."""

    level: Level
    says: str
    reader: str
    fix: str
    boundary: str | None


def check(drift: Drift) -> Iterator[Finding]:
    for word in drift.statuses.come:
        assert word.status is not None
        met = sorted(_met(drift, word), key=lambda one: -one.level)
        worst = met[0] if met else None
        yield told(
            drift,
            "status-added",
            worst.level if worst else Level.NOTE,
            subject=of_status(word),
            message=f"{word} is new{f', and {worst.says}' if worst else ''}",
            place=word.status.place,
            label="nobody has seen it before",
            was=None,
            now=word.code,
            readers=(one.reader for one in met if one.level is not Level.NOTE),
            cause=status_cause(word),
            notes=[one.says for one in met[1:3] if one.level is not Level.NOTE],
            fix=worst.fix if worst else _deploy(drift, word),
        )


def _deploy(drift: Drift, word: Word) -> str:
    """Where each reader has a row for it, those that run do not have it yet."""
    systems = [reader.system for reader in readers(drift.after, word) if not reader.is_people]
    if not systems:
        return "say who is to read it"
    return f"deploy {listed(systems)} before {word.system} can show it"


def _met(drift: Drift, word: Word) -> Iterator[_Met]:
    for found in (*_without_row(drift, word), *_by_otherwise(drift, word)):
        boundary = drift.after.contracts.boundaries.get(found.boundary or "")
        if boundary is not None and boundary.is_draft:
            says = f"{found.says}, which is a draft"
            yield _Met(Level.NOTE, says, found.reader, found.fix, found.boundary)
        else:
            yield found


def _without_row(drift: Drift, word: Word) -> Iterator[_Met]:
    """Where a code without a row is a fault: at boundaries, and in tables over parts and over systems."""
    meaning = drift.after.meaning
    for name, table in meaning.tables.items():
        if word in table.unmapped:
            reporter = meaning.contracts.boundaries[name].reporter
            says = f"{reporter} has no row for it at {name}"
            yield _Met(Level.ERROR, says, reporter, f"give it a row at {name}", name)
    for name, parts in meaning.parts.items():
        if _is_missed(word, parts.unmapped, parts.alike):
            reporter = meaning.contracts.boundaries[name].reporter
            says = f"{reporter} has no row for parts that show it at {name}"
            yield _Met(Level.ERROR, says, reporter, f"give it a row in the parts of {name}", name)
    for name, combined in meaning.combinations.items():
        if _is_missed(word, combined.unmapped, combined.alike):
            says = f"{name} has no row for what it combines it with"
            yield _Met(Level.ERROR, says, name, f"give it a row in what {name} combines", None)


def _is_missed(word: Word, unmapped: Sequence[Sequence[Word]], alike: Mapping[Word, Sequence[Word]]) -> bool:
    """Whether a status stands in a set or combination without a row; of those alike only one is named."""
    return any(word in alike.get(one, (one,)) for words in unmapped for one in words)


def _by_otherwise(drift: Drift, word: Word) -> Iterator[_Met]:
    for reading in drift.after.meaning.readings:
        if reading.is_default and word in read(drift.after.meaning, reading):
            yield _of_otherwise(drift, reading)


def _of_otherwise(drift: Drift, reading: Reading) -> _Met:
    fix = "give it a row of its own"
    if reading.reports is None:
        says = f"{reading.reporter} ignores it by `otherwise`"
        is_safe = all(word.outcome is Outcome.NONE and not word.says for word in reading.words)
    else:
        says = f"falls to {reading.reporter} {quoted(reading.reports)} by `otherwise`"
        told_of = drift.after.meaning.vocabulary.says(reading.reports)
        owned = drift.after.meaning.vocabulary.owned(reading.reporter, told_of)
        outcome = reading.reports.outcome
        harmless = (Outcome.NONE, Outcome.UNKNOWN, *(word.outcome for word in reading.words))
        shows = outcome is Outcome.FAILURE or any(not one.holds for one in told_of)
        is_seen = shows or not reading.is_rejection
        is_safe = told_of <= reading.evidence | owned and outcome in harmless and is_seen
    return _Met(Level.NOTE if is_safe else Level.WARNING, says, reading.reporter, fix, reading.boundary)
