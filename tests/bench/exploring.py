"""How fast runs are explored, of chains in which each system hands to the next."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.analysis.exploring import explored
from checker.analysis.exploring.graph import graph
from checker.analysis.exploring.machine import Machine
from checker.analysis.exploring.scope import scope
from checker.analysis.meaning import Meaning, meaning
from checker.load.sets import contract_sets
from checker.model.limits import Limits
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, rounds

PART = "exploring"
MANY = Limits(states=20_000_000)
_SYSTEMS = (4, 5, 6)  # some 1,200, 7,700 and 48,500 states
_LONGEST = 7  # some 300,400 states

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


def rows(runs: int, *, full: bool = False) -> Iterator[Row]:
    for systems in (*_SYSTEMS, *([_LONGEST] if full else [])):
        with TemporaryDirectory() as folder:
            (Path(folder) / "contract.yaml").write_text(chain(systems), encoding="utf-8")
            (contracts,) = contract_sets([folder])
        of = meaning(contracts, MANY)
        yield from _of(of, systems, runs)


def _of(of: Meaning, systems: int, runs: int) -> Iterator[Row]:
    states = len(graph(Machine(scope(of)), MANY.states).states)
    took = rounds(
        {
            "found": lambda: inside(lambda: graph(Machine(scope(of)), MANY.states)),
            "judged": lambda: inside(lambda: explored(of, MANY)),
        },
        runs,
    )
    for what, way in (("states found", "found"), ("and all that is looked for in them", "judged")):
        spent = processor(took, way)
        yield Row(
            part=PART,
            what=f"{systems} systems, {states:,} {what}",
            ours=states / spent,
            unit="states/s",
            at_least=40_000,
            seconds={way: spent},
        )
