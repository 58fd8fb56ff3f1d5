"""
A status that was passed on is not passed on any more.

## Why
A hub forwarded every status of the warehouse to the shop. When its mapping was rewritten, one row was left
out, and "loaded" ended at the hub. The shop's delivery forecast hung on exactly that status: for a week it
promised every customer the latest possible day, and nobody could say since when.

It looks at rows, parts and combinations, at messages that leave (`leaves`), at where a system sends
messages (`decides`), and at how replies are read (`read`). It is an error when somebody showed something
because of a status, and nothing now; a warning when what was shown said nothing, or when a system no longer
declares where it sends messages; a note when neither people nor another system can see the difference. A
status that gets there by another way, however long, is still passed on. All that went with one boundary or
table is one finding.

## Fails
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  loaded: {owner: hub}
  left: {owner: hub, implies: [loaded]}
systems:
  shop:
    statuses:
      open: {}
      soon: {claims: [loaded]}
      on_its_way: {outcome: success, phase: final, claims: [left]}
    initial: open
    decides:
      - {boundary: till-to-shop, where: {/country: CH}, then: [shop-to-hub, shop-to-customs]}
      - {boundary: till-to-shop, otherwise: [shop-to-hub]}
  till: {statuses: {}}
  customs: {statuses: {}}
  hub:
    statuses:
      new: {}
      LOADED: {claims: [loaded]}
      LEFT: {outcome: success, phase: final, claims: [left]}
boundaries:
  till-to-shop: {from: till, to: shop}
  shop-to-customs: {from: shop, to: customs}
  shop-to-hub:
    from: shop
    to: hub
    status: {when: {new: open, LOADED: soon, LEFT: on_its_way}, no_answer: open}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  loaded: {owner: hub}
  left: {owner: hub, implies: [loaded]}
systems:
  shop:
    statuses:
      open: {}
      soon: {claims: [loaded]}
      on_its_way: {outcome: success, phase: final, claims: [left]}
    initial: open
    decides:
      - {boundary: till-to-shop, where: {/country: CH}, then: [shop-to-hub]}  # <- propagation-stopped
      - {boundary: till-to-shop, otherwise: [shop-to-hub]}
  till: {statuses: {}}
  customs: {statuses: {}}
  hub:
    statuses:
      new: {}
      LOADED: {claims: [loaded]}
      LEFT: {outcome: success, phase: final, claims: [left]}
boundaries:
  till-to-shop: {from: till, to: shop}
  shop-to-customs: {from: shop, to: customs}
  shop-to-hub:
    from: shop
    to: hub
    status:
      when:
        new: open
        LOADED: {ignore: not needed}  # <- propagation-stopped
        LEFT: on_its_way
      no_answer: open
```

## Passes
A bus was put between the two, and passes on all that there is:
```yaml before/contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  loaded: {owner: wms}
  left: {owner: wms, implies: [loaded]}
systems:
  shop:
    statuses:
      open: {}
      soon: {claims: [loaded]}
      on_its_way: {outcome: success, phase: final, claims: [left]}
    initial: open
  wms:
    statuses:
      LOADED: {claims: [loaded]}
      LEFT: {outcome: success, phase: final, claims: [left]}
boundaries:
  shop-to-wms: {from: shop, to: wms, status: {when: {LOADED: soon, LEFT: on_its_way}, no_answer: open}}
```
```yaml after/contract.yaml
contract: example
format: 1
version: 1.1.0
facts:
  loaded: {owner: wms}
  left: {owner: wms, implies: [loaded]}
systems:
  shop:
    statuses:
      open: {}
      soon: {claims: [loaded]}
      on_its_way: {outcome: success, phase: final, claims: [left]}
    initial: open
  bus:
    statuses:
      waits: {}
      one: {claims: [loaded]}
      two: {outcome: success, phase: final, claims: [left]}
  wms:
    statuses:
      LOADED: {claims: [loaded]}
      LEFT: {outcome: success, phase: final, claims: [left]}
boundaries:
  shop-to-bus:
    from: shop
    to: bus
    status: {when: {waits: open, one: soon, two: on_its_way}, no_answer: open}
  bus-to-wms: {from: bus, to: wms, status: {when: {LOADED: one, LEFT: two}, no_answer: waits}}
```

## How to mend
- Give the status its row again, or declare the other boundary over which its reader hears of it.
- Send the message where it went before; or, if its receiver no longer needs it, remove the boundary as
  well.
- If readers were asked and no longer need it, accept the change and name them.
"""

from collections.abc import Iterator

from checker.analysis.drift import Drift
from checker.analysis.drift.row_change import RowChange
from checker.model.findings import Finding, Level
from checker.rules.drift.choices_said import stopped
from checker.rules.drift.rows_said import (
    concerned,
    few,
    level,
    seen,
    speaks,
    subject_read,
    told_of_row,
    what_is_read,
    while_clause,
)
from checker.rules.drift.telling import reported, told
from checker.rules.wording import listed, quoted


def check(drift: Drift) -> Iterator[Finding]:
    of_tables: dict[str, list[RowChange]] = {}
    for change in drift.rows:
        if change.gone:
            of_tables.setdefault(change.gone, []).append(change)
        elif change.is_stopped:
            yield _told(drift, change)
    for name, changes in of_tables.items():
        yield _of_table(drift, name, changes)
    yield from stopped(drift)


def _told(drift: Drift, change: RowChange) -> Finding:
    because = next((one.ignore for one in change.new.readings if one.ignore), None)
    showed, now = f"{change.reporter} showed", "it is not passed on any more"
    if change.is_leaving:
        showed, now = f"{change.reporter} entered", "no message makes it enter"
    return told_of_row(
        drift,
        "propagation-stopped",
        change,
        seen(drift, change),
        subject=subject_read(change),
        message=f"{showed} {reported(change.old)} for {what_is_read(change)}{while_clause(change)}, "
        f"and now {now}",
        label=f"ignored: {because}" if because else f"had a row to {reported(change.old)}",
        fix=f"report {listed(map(quoted, change.old.reported), 'or')} for it as before",
        most=_most(drift, change),
    )


def _most(drift: Drift, change: RowChange) -> Level:
    """A status that says nothing is missed less; and silence that led to one stays silence."""
    if any(speaks(drift.before.word(status)) for status in change.old.reported):
        return Level.ERROR
    return Level.NOTE if all(word.is_silence for word in change.words) else Level.WARNING


def _of_table(drift: Drift, name: str, changes: list[RowChange]) -> Finding:
    """All that went with one table, as one."""
    before = drift.before.contracts.boundaries.get(name)
    each = [(change, seen(drift, change)) for change in changes]
    worst = max(min(level(change, whom), _most(drift, change)) for change, whom in each)
    is_draft = before is not None and before.is_draft
    reporter = changes[0].reporter
    words = few([what_is_read(change) for change in changes])
    refused = [what_is_read(change) for change in changes if change.is_rejection]
    if before is None:
        gone = f"{name} combines nothing any more"
    elif name not in drift.after.contracts.boundaries:
        gone = f"the boundary {name} is gone"
    else:
        gone = f"{name} no longer tells {reporter} anything"
    return told(
        drift,
        "propagation-stopped",
        Level.NOTE if is_draft else worst,
        subject=name,
        message=f"{gone}, and with it what {reporter} showed for {words}{_untold(refused)}",
        place=changes[0].place,
        label=f"nothing here says what {reporter} shows now",
        before=before.place if before else changes[0].was,
        was=name,
        now=None,
        readers=(system for change, whom in each for system in concerned(change, whom)),
        boundary=changes[0].boundary,
        cause=changes[0].cause,
        fix=f"declare where {reporter} hears of it now",
        count=len(changes),
    )


def _untold(refused: list[str]) -> str:
    if not refused:
        return ""
    are = "is a rejection" if len(refused) == 1 else "are rejections"
    return f"; {few(refused)} {are} that nobody is told of"
