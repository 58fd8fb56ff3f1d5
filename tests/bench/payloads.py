"""
Payloads made from a schema. The only ones that the product makes are those at the edges of two schemas, by which
containment is refuted: most are meant to be refused by one of the two, so each is judged before it counts.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.analysis.containment.samples import samples
from checker.analysis.validity import compiled
from checker.load.sets import contract_sets
from checker.model.schemas import Schema
from tests.bench.corpus import write_set
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, rounds

PART = "generated payloads"
_MOST = 400


def rows(runs: int) -> Iterator[Row]:
    with TemporaryDirectory() as folder:
        write_set(Path(folder))
        (contracts,) = contract_sets([folder])
    schema = contracts.boundaries["shop-to-erp"].messages["order"].sends
    assert schema is not None
    of: Schema = schema
    is_valid = compiled(of).is_valid
    made = list(samples([of], most=_MOST))
    valid = sum(map(is_valid, made))
    took = rounds(
        {"": lambda: inside(lambda: [is_valid(payload) for payload in samples([of], most=_MOST)])},
        max(runs, 5),
    )
    spent = processor(took, "")
    note = f"{valid} of {len(made)} made are valid; the rest are at the edges on purpose, and judged away"
    yield Row(
        part=PART, what="valid ones of an order", ours=valid / spent, unit="a second", at_least=100, note=note
    )
    note = "there is no generator that makes valid payloads only"
    yield Row(part=PART, what="invalid ones of a generator", ours=None, unit="", at_most=0, note=note)
