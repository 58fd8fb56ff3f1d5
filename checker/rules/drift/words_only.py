"""
What a status or a fact means was written anew, and nothing else changed.

## Why
The description of COMPLETED went from "the goods are with the customer" to "processed", in a pull request
called "wording". The claims were left alone, so every check went on proving a delivery that the system had
stopped promising. The person who wrote the sentence knew; nobody asked.

Words can be made better, so this is a warning, and a note where nobody reads the status or says the fact.
An error where a status got the words of another one: two that swap their descriptions have swapped their
meanings. How a text is folded, capitalised and closed with a full stop does not count.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  accepted: {owner: hub, means: The hub has taken the order}
  delivered: {owner: hub, means: The goods are with the customer}
systems:
  portal:
    statuses:
      open: {means: Ordered}
      done: {outcome: success, phase: final, claims: [delivered], means: The goods have arrived}
  hub:
    statuses:
      RECEIVED: {claims: [accepted], means: Taken}
      COMPLETED: {outcome: success, phase: final, claims: [delivered], means: The goods are with the customer}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: open, COMPLETED: done}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  accepted: {owner: hub, means: The hub has taken the order}
  delivered: {owner: hub, means: The carrier has taken the goods}  # <- words-only
systems:
  portal:
    statuses:
      open: {means: Ordered}
      done: {outcome: success, phase: final, claims: [delivered], means: The goods have arrived}
  hub:
    statuses:
      RECEIVED: {claims: [accepted], means: Taken}
      COMPLETED: {outcome: success, phase: final, claims: [delivered], means: Processed}  # <- words-only
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: open, COMPLETED: done}, no_answer: open}}
```

## Passes
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  accepted: {owner: hub, means: The hub has taken the order}
  delivered: {owner: hub, means: The goods are with the customer}
systems:
  portal:
    statuses:
      open: {means: Ordered}
      done: {outcome: success, phase: final, claims: [delivered], means: The goods have arrived}
  hub:
    statuses:
      RECEIVED: {claims: [accepted], means: Taken}
      COMPLETED: {outcome: success, phase: final, claims: [delivered], means: The goods are with the customer}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: open, COMPLETED: done}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.0.1
facts:
  accepted: {owner: hub, means: The hub has taken the order.}
  delivered:
    owner: hub
    means: >
      The goods are
      with the customer
systems:
  portal:
    statuses:
      open: {means: ordered}
      done: {outcome: success, phase: final, claims: [delivered], means: The goods have arrived.}
  hub:
    statuses:
      RECEIVED: {claims: [accepted], means: "Taken"}
      COMPLETED:
        outcome: success
        phase: final
        claims: [delivered]
        means: The goods are
          with the customer
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {RECEIVED: open, COMPLETED: done}, no_answer: open}}
```

## How to mend
- Where the meaning changed, change the claims too: then it is checked whom that breaks.
- Where it did not, accept it with an entry of `changes`: it says that the meaning stands.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import readers
from checker.model.findings import Finding
from checker.model.text import shown
from checker.rules.drift.claimants import claimants
from checker.rules.drift.telling import affected, names, of_status, status_cause, told
from checker.rules.drift.weighing import as_twin, drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for kept in drift.statuses.kept:
        if not kept.is_reworded or not kept.means_the_same:
            continue
        was, now = kept.before.means, kept.after.means
        concerned = readers(drift.before, kept.old)
        whom = affected(concerned)
        yield told(
            drift,
            "words-only",
            # Words alone may be better words. Those of another status are not.
            weight(concerned if kept.twin else (), concerned),
            subject=of_status(kept.new),
            message=f"{kept.new} meant {shown(_plain(was))}, and means {shown(_plain(now))}"
            f"{as_twin(kept)}; what it claims is as before{f', and {whom}' if whom else ''}",
            place=kept.after.place,
            label="other words, the same claims",
            before=kept.before.place,
            was=_plain(was),
            now=_plain(now),
            readers=names(concerned),
            cause=status_cause(kept.new),
            notes=drafts(concerned),
            fix="change its claims if its meaning changed; if not, accept that the meaning stands",
        )
    for fact in drift.statuses.facts:
        if not fact.is_reworded:
            continue
        said = claimants(drift, fact.new.name)
        whom = affected(said.concerned)
        yield told(
            drift,
            "words-only",
            weight((), said.concerned),
            subject=fact.new.name,
            message=f"{fact.new.name} meant {shown(_plain(fact.old.means))}, and means "
            f"{shown(_plain(fact.new.means))}{f'; {whom}' if whom else ''}",
            place=fact.new.place,
            label="other words for the same fact",
            before=fact.old.place,
            was=_plain(fact.old.means),
            now=_plain(fact.new.means),
            readers=names(said.concerned),
            cause=f"fact {fact.new.name}",
            notes=drafts(said.concerned),
            fix="declare another fact if it is one; if not, accept that the meaning stands",
        )


def _plain(text: str | None) -> str:
    """The words, however they were folded."""
    return " ".join((text or "").split())
