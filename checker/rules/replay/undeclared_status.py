"""
A system showed a status that the contract does not know.

## Why
After an upgrade a bank answered PDNG where it had always said ACSP. The reader's table had no row for it,
and its last line was `default: accepted`. Four payments were booked that were never made.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {waiting: {}, accepted: {}}}
  bank: {statuses: {ACSP: {}, ACSC: {}}}  # <- undeclared-status
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {ACSP: waiting, ACSC: accepted}, no_answer: waiting}
```
```jsonl recordings/payments.jsonl
{"case": "1", "id": "e1", "kind": "status", "system": "bank", "status": {"code": "ACSP", "to": "shop"}}
{"case": "2", "id": "e1", "kind": "status", "system": "bank", "status": {"code": "PDNG", "to": "shop"}}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
systems:
  shop: {statuses: {waiting: {}, accepted: {}}}
  bank: {statuses: {PDNG: {}, ACSP: {}, ACSC: {}}}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {PDNG: waiting, ACSP: waiting, ACSC: accepted}, no_answer: waiting}
```
```jsonl recordings/payments.jsonl
{"case": "1", "id": "e1", "kind": "status", "system": "bank", "status": {"code": "ACSP", "to": "shop"}}
{"case": "2", "id": "e1", "kind": "status", "system": "bank", "status": {"code": "PDNG", "to": "shop"}}
```

## How to mend
- Ask the system's people what the status means, declare it with what it claims, and give it a row.
- Add a row to `read`, if it is a reply's code that nothing reads.
"""

from collections.abc import Iterator

from checker.analysis.replay.seen import SeenCase, UndeclaredStatus
from checker.model.findings import EntryMend, Finding, Level, Mend
from checker.model.text import plain, shown


def check(seen: SeenCase) -> Iterator[Finding]:
    for one in seen.observations:
        if isinstance(one, UndeclaredStatus):
            yield _finding(seen, one)


def _finding(seen: SeenCase, one: UndeclaredStatus) -> Finding:
    code = shown(one.code)
    if one.is_reply:
        message = f"{one.system} answered {code} over {one.boundary}, and no `read` row says what that means"
        fix = f"add a row for {code} to `read`"
    else:
        message = f"{one.system} showed {code}, which the contract does not know"
        fix = f"declare {code} with what it claims, and give it a row wherever {one.system} is read"
    return Finding(
        rule="undeclared-status",
        level=Level.ERROR,
        set=seen.set,
        subject=f"{one.system}/{plain(one.code)}",
        message=message,
        place=one.place,
        label=f"{code} is not among them",
        evidence=(one.seen,),
        notes=(f'the nearest declared one is "{one.near}"',) if one.near is not None else (),
        fix=fix,
        mends=_mends(one),
    )


def _mends(one: UndeclaredStatus) -> tuple[Mend, ...]:
    """
    A status that claims nothing, and that every reader takes like silence: true until somebody knows better.

    Not where a declared one comes near, which may be what is meant.
    """
    if one.readers is None or one.near is not None or one.is_reply:
        return ()
    found = [EntryMend(to=one.readers.place, keys=("statuses", one.code), value={})]
    for table in one.readers.tables:
        silent = table.no_answer[0].report if len(table.no_answer) == 1 else None
        if table.otherwise:
            continue
        if silent is None:
            return ()
        found.append(EntryMend(to=table.place, keys=("when", one.code), value=silent.code))
    return tuple(found)
