"""
A status is gone that somebody still reads.

## Why
An ERP team cleaned up its list of codes and deleted GX, "delivery refused", which had not come for a month.
The shop lost its row for it in the same change. In the spring a customer refused a delivery; the old code
came out of an interface nobody had touched, the shop did not know it any more, and the order stayed open
until the customer called.

An error where a system or a person shows something because of the status. A warning where it was deprecated
without a day. A note where nobody read it, where it stands under `retired`, where the day of its
`deprecated` has passed, or where it only got to readers over boundaries that are drafts. A system that is
gone takes all its statuses with it, and is told once.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      done: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX: {outcome: failure, phase: final, denies: [shipped]}
    moves: {53: [GI, GX]}
boundaries:
  shop-to-erp: {from: shop, to: erp, status: {when: {53: open, GI: done, GX: refused}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      done: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
  erp:  # <- status-removed
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
    moves: {53: [GI]}
boundaries:
  shop-to-erp: {from: shop, to: erp, status: {when: {53: open, GI: done}, no_answer: open}}
```

## Passes
The status is announced to go, and stays as long as it may come:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      done: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX: {outcome: failure, phase: final, denies: [shipped]}
    moves: {53: [GI, GX]}
boundaries:
  shop-to-erp: {from: shop, to: erp, status: {when: {53: open, GI: done, GX: refused}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  posted: {owner: erp}
  shipped: {owner: erp, implies: [posted]}
systems:
  shop:
    statuses:
      open: {}
      done: {outcome: success, phase: final, claims: [shipped]}
      refused: {outcome: failure, phase: final, denies: [shipped]}
  erp:
    statuses:
      53: {claims: [posted]}
      GI: {outcome: success, phase: final, claims: [shipped]}
      GX:
        outcome: failure
        phase: final
        denies: [shipped]
        deprecated: {because: refusals come from the warehouse, until: 2099-12-31}
    moves: {53: [GI, GX]}
boundaries:
  shop-to-erp: {from: shop, to: erp, status: {when: {53: open, GI: done, GX: refused}, no_answer: open}}
```

## How to mend
- Keep the status as long as anybody may still show it; write `deprecated: {because, until}` beside it
  first.
- Once nobody can show it any more, remove it and write its name under `retired`.
- Where it only got another name, leave what it says as it is: then it is told as renamed.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.readers import each_once, readers
from checker.analysis.meaning.readings import Word
from checker.model.findings import Finding, Level
from checker.rules.drift.telling import affected, chain_steps, names, of_status, status_cause, told
from checker.rules.drift.weighing import drafts, weight


def check(drift: Drift) -> Iterator[Finding]:
    for word in drift.statuses.gone:
        yield _status(drift, word)
    for name in drift.statuses.systems:
        yield _system(drift, name)


def _status(drift: Drift, word: Word) -> Finding:
    system = drift.after.contracts.systems[word.system]
    concerned = readers(drift.before, word)
    whom = affected(concerned)
    is_retired = word.code in {ref.name for ref in system.retired}
    until, is_over = _announced(drift, word)
    was_to_go = {None: "", "": ", as was announced without a day"}.get(
        until, f", which was to stay until {until}"
    )
    level = weight(concerned, concerned)
    if is_retired or is_over:
        level = Level.NOTE
    elif until == "":
        level = min(level, Level.WARNING)
    assert word.status is not None
    return told(
        drift,
        "status-removed",
        level,
        subject=of_status(word),
        message=f"{word} is gone{was_to_go}{f'; {whom}' if whom else ''}",
        place=system.place,
        label=f'"{word.code}" was one of its statuses',
        before=word.status.place,
        was=word.code,
        now=None,
        readers=names(concerned),
        trace=chain_steps(drift.before, concerned[0].chain) if concerned else (),
        cause=status_cause(word),
        notes=drafts(concerned),
        fix=_fix(word, is_retired=is_retired, is_over=is_over),
    )


def _announced(drift: Drift, word: Word) -> tuple[str | None, bool]:
    """The day until which a status was to be there, empty where none was named; whether it has passed."""
    deprecated = word.status.deprecated if word.status else None
    if deprecated is None:
        return None, False
    until = deprecated.until or ""
    return until, bool(until) and until < drift.today.isoformat()


def _fix(word: Word, *, is_retired: bool, is_over: bool) -> str:
    if is_retired:
        return "make sure that nobody shows it any more"
    if is_over:
        return f"write retired: [{word.code}], so that the name does not come back"
    return f"keep it as long as anybody may still show it; then write retired: [{word.code}]"


def _system(drift: Drift, name: str) -> Finding:
    before = drift.before.contracts.systems[name]
    found = [
        reader
        for word in drift.before.meaning.vocabulary.shown_by(name)
        for reader in readers(drift.before, word)
        if reader.is_people or reader.system in drift.after.contracts.systems
    ]
    concerned = each_once(found)
    whom = affected(concerned)
    return told(
        drift,
        "status-removed",
        weight(concerned, concerned),
        subject=name,
        message=f"{name} is gone, with all that it could show{f'; {whom}' if whom else ''}",
        place=drift.after.contracts.place,
        before=before.place,
        was=name,
        now=None,
        readers=names(concerned),
        cause=f"system {name}",
        notes=drafts(concerned),
        fix="keep it declared as long as anything may still come from it",
    )
