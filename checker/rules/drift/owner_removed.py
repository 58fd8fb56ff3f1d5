"""
Nobody knows a fact any more, though somebody relied on it.

## Why
A warehouse was moved to another provider, whose interface reports no hand-over. The status that had said so
lost its claim; the shop kept its row and its "delivered". From then on it said so whenever the provider
said "closed", and there was no system left that could have contradicted it.

The rule looks at facts that are gone, and at facts whose owner still stands there and no longer speaks of
them, while others do. An error where somebody relies on the fact, a warning where statuses just speak of
it, a note where no status that is left does. A fact of another name is another fact if its words are others
too.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  packed: {owner: wms, means: The goods are in a box}
  left: {owner: wms, means: The goods have left}
  delivered: {owner: wms, means: The customer has signed}
systems:
  shop:
    statuses:
      open: {}
      packed: {claims: [packed]}
      done: {outcome: success, phase: final, claims: [delivered]}
  wms:
    statuses:
      PACKED: {claims: [packed]}
      SIGNED: {outcome: success, phase: final, claims: [left, delivered]}
      DROPPED: {outcome: success, phase: final, claims: [left, delivered]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {PACKED: packed, SIGNED: done, DROPPED: done}, no_answer: open}
```
```yaml after/contract.yaml
contract: example  # <- owner-removed
format: 1
version: 1.1.0
facts:
  left: {owner: wms, means: The goods have left}
  delivered: {owner: wms, means: The customer has signed}  # <- owner-removed
systems:
  shop:
    statuses:
      open: {}
      packed: {}
      done: {outcome: success, phase: final, claims: [delivered]}
  wms:
    statuses:
      PACKED: {}
      SIGNED: {outcome: success, phase: final, claims: [left]}
      DROPPED: {outcome: success, phase: final, claims: [left]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {PACKED: packed, SIGNED: done, DROPPED: done}, no_answer: open}
```

## Passes
A fact gets another name, and one of two statuses no longer says the other fact:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  packed: {owner: wms, means: The goods are in a box}
  delivered: {owner: wms, means: The customer has signed}
systems:
  shop:
    statuses:
      open: {}
      packed: {claims: [packed]}
      done: {outcome: success, phase: final, claims: [delivered]}
  wms:
    statuses:
      PACKED: {claims: [packed]}
      SIGNED: {outcome: success, phase: final, claims: [delivered]}
      DROPPED: {outcome: success, phase: final, claims: [delivered]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {PACKED: packed, SIGNED: done, DROPPED: done}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  boxed: {owner: wms, means: The goods are in a box}
  delivered: {owner: wms, means: The customer has signed}
systems:
  shop:
    statuses:
      open: {}
      packed: {claims: [boxed]}
      done: {outcome: success, phase: final, claims: [delivered]}
      left: {outcome: success, phase: final}
  wms:
    statuses:
      PACKED: {claims: [boxed]}
      SIGNED: {outcome: success, phase: final, claims: [delivered]}
      DROPPED: {outcome: success, phase: final}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    status: {when: {PACKED: packed, SIGNED: done, DROPPED: left}, no_answer: open}
```

## How to mend
- Declare the fact as long as anybody goes by it, and let a status of its owner say it.
- Where nobody can know it any more, take it out of what the readers say, and accept the change.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.state import State
from checker.analysis.drift.statuses import KeptFact
from checker.analysis.meaning.readings import Word
from checker.model.findings import Finding, Level
from checker.model.systems import Fact
from checker.rules.drift.claimants import claimants
from checker.rules.drift.reasons_said import reason_cause
from checker.rules.drift.telling import affected, names, status_cause, told
from checker.rules.drift.weighing import drafts, weight
from checker.rules.wording import facts, listed


def check(drift: Drift) -> Iterator[Finding]:
    for fact in drift.statuses.facts_gone:
        yield _gone(drift, fact)
    for kept in drift.statuses.facts:
        if kept.new.owner == kept.old.owner:
            yield from _silent(drift, kept)


def _gone(drift: Drift, fact: Fact) -> Finding:
    said = claimants(drift, fact.name)
    saying = f": {listed(map(str, said.words[:3]))} said so" if said.words else ""
    instead = next(
        (one for one in drift.statuses.kept if one.instead and _speaks_of(one.old, fact.name)), None
    )
    now = f", and {instead.new} says {facts(instead.instead)} now" if instead else ""
    whom = affected(said.concerned)
    return told(
        drift,
        "owner-removed",
        said.level,
        subject=fact.name,
        message=f"nobody knows {fact.name} any more{saying}{now}{f'; {whom}' if whom else ''}",
        place=drift.after.contracts.place,
        label=f"{fact.owner} was the source of truth of {fact.name}",
        before=fact.place,
        was=fact.owner.name,
        now=None,
        readers=names(said.concerned),
        cause=f"fact {fact.name}",
        notes=drafts(said.concerned),
        fix="declare the fact as long as anybody goes by it, or say what its readers rely on instead",
    )


def _silent(drift: Drift, kept: KeptFact) -> Iterator[Finding]:
    """The source of truth is still named, and no status of it speaks of the fact, though others do."""
    name, owner = kept.new.name, kept.new.owner.name
    if not _speaking(drift.before, owner, name) or _speaking(drift.after, owner, name):
        return
    words = drift.after.meaning.vocabulary.words.values()
    other = next((str(word) for word in words if _speaks_of(word, name)), None)
    if other is None:
        return
    said = claimants(drift, name)
    whom = affected(said.concerned)
    yield told(
        drift,
        "owner-removed",
        max(weight(said.concerned, ()), Level.WARNING),
        subject=name,
        message=f"no status of {owner}, its source of truth, speaks of {name} any more; {other} does"
        f"{f'; {whom}' if whom else ''}",
        place=kept.new.place,
        label=f"nothing of {owner} establishes it",
        before=kept.old.place,
        was=owner,
        now=None,
        readers=names(said.concerned),
        cause=_cause(drift, owner, name),
        notes=drafts(said.concerned),
        fix=f"let a status of {owner} say it, or name another owner",
    )


def _cause(drift: Drift, owner: str, fact: str) -> str:
    """What kept each status from saying it, where that is one thing: a status, or a reason of several."""
    spoke = {word for word in _speaking(drift.before, owner, fact) if word.status}
    lost = {one.old for one in drift.statuses.kept if one.lost}
    if len(spoke) == 1 and spoke <= lost:
        return status_cause(next(iter(spoke)))
    for shared in drift.statuses.shared:
        if spoke <= {kept.old for kept, _ in shared.lost}:
            return reason_cause(shared.reason)
    return f"fact {fact}"


def _speaks_of(word: Word, fact: str) -> bool:
    return any(literal.fact == fact for literal in word.says)


def _speaking(state: State, owner: str, fact: str) -> list[Word]:
    """The statuses of the owner, whatever its faces, that speak of a fact."""
    vocabulary = state.meaning.vocabulary
    body = vocabulary.system_of(owner)
    return [
        word
        for word in vocabulary.words.values()
        if vocabulary.system_of(word.system) == body and _speaks_of(word, fact)
    ]
