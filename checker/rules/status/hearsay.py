"""
A system says something of its own accord that another system knows.

## Why
A portal set its orders to "shipped" when the planned day had come. Nobody had asked the warehouse; it was a
public holiday. Elsewhere an HTTP 200 stood for "posted", and the ERP had thrown the message away after
answering.

## Fails
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  received: {owner: erp}
  posted: {owner: erp, implies: [received]}
  shipped: {owner: wms}
systems:
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
  erp:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
  erp_http:
    part_of: erp
    statuses:
      200: {layer: transport, claims: [posted]}  # <- hearsay
  portal:
    statuses:
      planned: {}
      shipped: {claims: [shipped]}
      gone: {outcome: success, phase: final, claims: [shipped]}
    moves:
      planned: [shipped]  # <- hearsay
    initial: planned
boundaries:
  portal-to-wms:
    from: portal
    to: wms
    status: {when: {SHIPPED: gone}, no_answer: planned}
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {53: planned, erp_http/200: planned}, no_answer: planned}
```

## Passes
```yaml contract.yaml
contract: example
format: 1
version: 1.0.0
facts:
  received: {owner: erp}
  posted: {owner: erp, implies: [received]}
  shipped: {owner: wms}
systems:
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
  erp:
    statuses:
      53: {outcome: success, phase: final, claims: [posted]}
  erp_http:
    part_of: erp
    statuses:
      200: {layer: transport, claims: [received]}
  portal:
    statuses:
      planned: {}
      due: {means: The day on which it should go has come}
      gone: {outcome: success, phase: final, claims: [shipped]}
    moves:
      planned: [due]
    initial: planned
boundaries:
  portal-to-wms:
    from: portal
    to: wms
    status: {when: {SHIPPED: gone}, no_answer: planned}
  portal-to-erp:
    from: portal
    to: erp
    status: {when: {53: planned, erp_http/200: planned}, no_answer: planned}
```

## How to mend
- Let the status come about by a row that reads the source of truth.
- Declare the system `external: true`, if a third party really is to be taken at its word.
- For a transport code: say which status of the system stands behind it, or let it claim receipt alone.
"""

from collections.abc import Iterator

from checker.analysis.meaning.chain import sources
from checker.analysis.meaning.founded import beyond_receipt, own_words, transport_faces
from checker.analysis.meaning.literals import Literal, Literals
from checker.analysis.meaning.readings import Word
from checker.analysis.meaning.rows import all_reads
from checker.analysis.meaning.starts import Start
from checker.analysis.meaning.whole import Meaning
from checker.model.findings import Finding, Level, Related, Step
from checker.model.places import Place
from checker.model.systems import Move, Status
from checker.rules.wording import fact_names, facts, listed, said_directly, status_name


def check(meaning: Meaning) -> Iterator[Finding]:
    for system in meaning.contracts.systems:
        for word, said, where in own_words(meaning, system):
            if word.status:
                yield _on_its_own_word(meaning, word.status, said, where)
    for word in transport_faces(meaning):
        if word.status and (claimed := beyond_receipt(meaning, word)):
            yield _by_transport(meaning, word, word.status, claimed, word.status.place)
    for boundary in meaning.contracts.boundaries.values():
        for row in all_reads(boundary.status) if boundary.status else ():
            if row.code is None or row.where or row.status is None:
                continue
            word = meaning.vocabulary.named(row.status)
            if word.status and (claimed := beyond_receipt(meaning, word)):
                yield _by_transport(meaning, word, word.status, claimed, row.place)


def _on_its_own_word(meaning: Meaning, status: Status, said: Literals, where: Move | Start) -> Finding:
    direct = said_directly(status, said)
    owners = listed(dict.fromkeys(str(meaning.contracts.facts[literal.fact].owner) for literal in direct))
    how = f'it moves there from "{where.source}" by itself' if isinstance(where, Move) else "it starts there"
    return Finding(
        rule="hearsay",
        level=Level.ERROR,
        set=meaning.contracts.name,
        subject=str(status),
        message=f"{status_name(status)} says {facts(direct)} on its own word ({how}); "
        f"the source of truth of {fact_names(direct)} is {owners}",
        place=where.place,
        label=f"source of truth of {fact_names(direct)}: {owners}",
        related=_declared(meaning, status, direct, where.place),
        trace=_steps(meaning, status, where.place),
        fix=_fix(meaning, status, direct[0]),
    )


def _by_transport(
    meaning: Meaning, word: Word, status: Status, claimed: tuple[str, ...], place: Place
) -> Finding:
    literals = frozenset(Literal(fact) for fact in claimed)
    direct = said_directly(status, literals)
    return Finding(
        rule="hearsay",
        level=Level.WARNING,
        set=meaning.contracts.name,
        subject=str(status),
        message=f"{status_name(status)} says {facts(direct)}, but transport alone proves only receipt",
        place=place,
        label=f"nothing but a transport code says {facts(direct)}",
        related=_declared(meaning, status, direct, place),
        trace=_steps(meaning, status, place),
        fix=f"say which status of {meaning.vocabulary.system_of(word.system)} stands behind it, "
        f"or let it claim receipt alone",
    )


def _fix(meaning: Meaning, status: Status, literal: Literal) -> str:
    owner = meaning.contracts.facts[literal.fact].owner
    found = next((source for source in sources(meaning, literal) if source.status != status), None)
    if found is None:
        return (
            f'let "{status.code}" not say {literal}: no status of {owner} says it, so nobody can pass it on'
        )
    return f'take "{status.code}" from {found} by a row, or let "{status.code}" not say {literal}'


def _declared(
    meaning: Meaning, status: Status, said: tuple[Literal, ...], blamed: Place
) -> tuple[Related, ...]:
    declared = []
    if status.place != blamed:
        declared.append(Related(place=status.place, says=f"{status_name(status)} is declared here"))
    for literal in said:
        fact = meaning.contracts.facts[literal.fact]
        says = f"{fact.name} is declared here; its source of truth is {fact.owner}"
        declared.append(Related(place=fact.place, says=says))
    return tuple(declared)


def _steps(meaning: Meaning, status: Status, place: Place) -> tuple[Step, ...]:
    said = sorted(map(str, meaning.vocabulary.says(status)))
    return (Step(step=1, system=status.system, shows=status.code, says=tuple(said), where=place),)
