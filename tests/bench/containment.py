"""How long it takes to tell whether one schema accepts all that another does: pairs of the tests, random ones."""

from collections.abc import Callable, Iterator
from random import Random
from statistics import median

from checker import contain
from checker.analysis.containment import contained
from tests.analysis.containment.random_schemas import pair
from tests.analysis.containment.test_canonical import schema
from tests.analysis.containment.test_pairs import pairs
from tests.bench.corpus import ERP, ORDER
from tests.bench.rows import Row
from tests.bench.timing import inside

PART = "schema containment"
_RANDOM = 300


def rows() -> Iterator[Row]:
    """Each pair once, since an answer may be remembered."""
    written = [_milliseconds(contain, *one.values[:2]) for one in pairs()]
    made = (pair(Random(seed)) for seed in range(_RANDOM))
    sides = [(schema(old, draft), schema(new, draft)) for old, new, draft in made]
    random = [_milliseconds(contained, *two) for two in sides]
    own = [_milliseconds(contain, *two) for two in ((ORDER, ERP), (ORDER, _wider()), (_wider(), ORDER))]
    for name, took in (("of the tests", written), ("at random", random), ("of the corpus", own)):
        what = f"{len(took)} pairs {name}"
        yield Row(part=PART, what=f"{what}, median", ours=median(took), unit="ms", at_most=5)
        yield Row(part=PART, what=f"{what}, slowest", ours=max(took), unit="ms", at_most=1_000)


def _milliseconds(tell: Callable[..., object], old: object, new: object) -> float:
    return 1_000 * inside(lambda: tell(old, new)).processor


def _wider() -> object:
    """The schema of an order that asks for one thing less."""
    order = {**ORDER["properties"]["order"], "required": ORDER["properties"]["order"]["required"][1:]}
    return {**ORDER, "properties": {**ORDER["properties"], "order": order}}
