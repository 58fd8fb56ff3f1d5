"""
A status of a fact's own source of truth leaves open whether the fact still holds.

## Why
An ERP could take a posting back. It had a status "reversed" for that, but also used it for orders that had
never been posted. Whoever asked "is it posted?" got an answer that depended on what they had seen before.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, revocable: true}
systems:
  erp:
    statuses:
      new: {}
      posted: {claims: [posted]}
      reversed: {phase: final}  # <- fact-conflict
      parked: {denies: [posted]}
    moves: {new: [posted, parked], posted: [reversed], parked: [reversed]}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, revocable: true}
systems:
  erp:
    statuses:
      new: {}
      posted: {claims: [posted]}
      reversed: {phase: final, denies: [posted]}
      parked: {denies: [posted]}
    moves: {new: [posted, parked], posted: [reversed], parked: [reversed]}
```

## How to mend
- Say with `claims` or `denies` what the status means for the fact.
- Split it in two, if it means both.
"""

from collections.abc import Iterator

from checker.analysis.meaning.holding import entered_while
from checker.analysis.meaning.literals import Literal
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related

BOTH = frozenset({True, False})


def check(meaning: Meaning) -> Iterator[Finding]:
    for fact in meaning.contracts.facts.values():
        if not fact.revocable:
            continue
        claim = Literal(fact.name)
        owner = fact.owner.name
        entered = entered_while(meaning, fact)
        for word in meaning.vocabulary.shown_by(owner):
            if word.status is None or {claim, claim.negated} & word.says or entered[word.status.code] != BOTH:
                continue
            yield Finding(
                rule="fact-conflict",
                level=Level.WARNING,
                set=meaning.contracts.name,
                subject=fact.name,
                message=f"{word} can follow whether {fact.name} holds or not, and does not say which",
                place=word.status.place,
                label=f"silent on {fact.name}",
                related=(Related(place=fact.place, says=f"{fact.name} is declared here, as revocable"),),
                fix=f'say whether "{word.code}" still means {fact.name}: claims: [{fact.name}] '
                f"or denies: [{fact.name}]",
            )
