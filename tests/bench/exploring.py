"""
How fast runs are explored: `python -m tests.bench.exploring [CONTRACT ...]`, on an otherwise idle machine.

For each contract set, and for chains that grow until one takes longer than ten seconds: states, and states a
second, of finding them alone and of all that is looked for in them.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from checker.analysis.exploring import explored
from checker.analysis.exploring.graph import graph
from checker.analysis.exploring.machine import Machine
from checker.analysis.exploring.scope import scope
from checker.analysis.meaning import Meaning, meaning
from checker.load.sets import contract_sets
from checker.model.limits import Limits

LONGEST = 10.0  # seconds
MANY = Limits(states=20_000_000)

HEAD = """\
contract: chain-of-{systems}
format: 1
version: 1.0.0
facts:
  done: {{owner: s{last}, means: The last one has done it}}
systems:
"""

SYSTEM = """\
  s{number}:
    statuses:
      new: {{}}
      working: {{}}
      waiting: {{}}
      unknown: {{outcome: unknown}}
      done: {{outcome: success, phase: final, claims: [done]}}
      failed: {{outcome: failure, phase: final, denies: [done]}}
    moves: {moves}
    initial: new
"""

BOUNDARY = """\
  s{number}-to-s{next}:
    from: s{number}
    to: s{next}
    leaves: {{when: working, enters: new}}
    status:
      when:
        new: {{ignore: working says as much}}
        working: {{report: waiting, while: [working, unknown]}}
        waiting: {{report: waiting, while: [working, unknown]}}
        unknown: {{report: unknown, while: [working]}}
        done: {{report: done, while: [working, waiting, unknown]}}
        failed: {{report: failed, while: [working, waiting, unknown]}}
      no_answer: {{report: unknown, while: [working]}}
"""


def chain(systems: int) -> str:
    """A contract in which each system hands to the next, and hears back from it how the last one did."""
    last = systems - 1
    between = "{new: [working]}"
    at_end = "{new: [working], working: [done, failed]}"
    parts = [HEAD.format(systems=systems, last=last)]
    parts += [SYSTEM.format(number=n, moves=at_end if n == last else between) for n in range(systems)]
    parts += ["boundaries:\n", *(BOUNDARY.format(number=n, next=n + 1) for n in range(last))]
    return "".join(parts)


def chains() -> Iterator[Meaning]:
    """Longer and longer ones."""
    systems = 2
    while True:
        with TemporaryDirectory() as folder:
            (Path(folder) / "contract.yaml").write_text(chain(systems), encoding="utf-8")
            (contracts,) = contract_sets([folder])
        yield meaning(contracts, MANY)
        systems += 1


def measured(of: Meaning) -> float:
    """Explores, and says how long that took."""
    start = perf_counter()
    found = graph(Machine(scope(of)), MANY.states)
    alone = perf_counter() - start
    start = perf_counter()
    explored(of, MANY)
    whole = perf_counter() - start
    states, steps = len(found.states), len(found.targets)
    print(
        f"{of.contracts.name}: {states:,} states, {steps:,} steps; "
        f"{states / alone:,.0f} states/s in {alone:.2f} s, with all that is looked for "
        f"{states / whole:,.0f} states/s in {whole:.2f} s",
        flush=True,
    )
    return whole


def main(paths: list[str]) -> None:
    for path in paths:
        for contracts in contract_sets([path]):
            measured(meaning(contracts, MANY))
    for of in chains():
        if measured(of) > LONGEST:
            break


if __name__ == "__main__":
    main(sys.argv[1:])
