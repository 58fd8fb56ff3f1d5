"""A list of 1,000 objects compared by key, whatever the share of them that changed."""

from collections.abc import Iterator
from random import Random
from typing import Any

from checker.analysis.comparison import compiled
from checker.model.boundaries import Compare, Tolerance
from checker.model.paths import Member, Path, Start
from checker.model.places import Place
from tests.bench.planted import MissedError
from tests.bench.rows import Row
from tests.bench.timing import inside, processor, rounds

PART = "lists by key"
_OBJECTS = 1_000
_SHARES = (0.1, 0.5, 0.9, 1.0)


def rows(runs: int) -> Iterator[Row]:
    """
    Raises:
        MissedError: objects were paired that don't belong together, or a change was missed.

    """
    place = Place(file="contract.yaml", line=1, column=1)
    at = Path(text="/lines", start=Start.PAYLOAD, steps=(Member("lines"),), place=place)
    row = Compare(at=at, tolerance=Tolerance.SET, because="order means nothing", key=("id",), place=place)
    comparison = compiled([row])
    for share in _SHARES:
        made, received, changed = _lists(share)
        found = [one.pointer for one in comparison.differences(made, received).differences]
        if sorted(found) != sorted(changed):
            raise MissedError(f"of {len(changed)} objects that changed in a list, {len(found)} differ")
        took = rounds(
            {"": lambda: inside(lambda: comparison.differences(made, received))},  # noqa: B023
            max(runs, 5),
        )
        what = f"{_OBJECTS:,} objects, {share:.0%} changed, pairs right"
        yield Row(part=PART, what=what, ours=1_000 * processor(took, ""), unit="ms", at_most=10)


def _lists(share: float) -> tuple[Any, Any, list[str]]:
    """What was made, what was received in another order, and the pointers to what differs."""
    chance = Random(1)
    made = [{"id": f"line-{n}", "sku": str(n % 7), "amount": n / 4, "unit": "ST"} for n in range(_OBJECTS)]
    received: list[dict[str, Any]] = [dict(one) for one in made]
    chance.shuffle(received)
    changed = chance.sample(range(_OBJECTS), int(share * _OBJECTS))
    for index in changed:
        received[index]["amount"] += 1
    return {"lines": made}, {"lines": received}, [f"/lines/{index}/amount" for index in changed]
