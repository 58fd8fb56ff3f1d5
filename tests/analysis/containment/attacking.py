"""An answer, held against payloads."""

from collections import Counter
from itertools import chain
from random import Random
from time import process_time
from typing import Any

from checker.analysis.containment import Verdict, contained
from checker.analysis.containment.samples import samples
from checker.analysis.validity import Validator, compiled
from checker.model.json import ABSENT
from tests.analysis.containment.random_schemas import pair, payload
from tests.analysis.containment.test_canonical import schema


def attacked(seed: int, payloads: int, counts: Counter[str]) -> float:
    """
    One random pair, asked for and attacked; how many seconds of work the answer took.

    Raises:
        AssertionError: what is proved has a payload against it, or what is refuted has none.

    """
    random = Random(seed)
    old, new, draft = pair(random)
    sides = schema(old, draft), schema(new, draft)
    validators = compiled(sides[0]), compiled(sides[1])
    start = process_time()
    found = contained(*sides)
    took = process_time() - start
    counts[found.verdict.value] += 1
    counts["only undeclared"] += found.only_undeclared
    match found.verdict:
        case Verdict.PROVED:
            made = (payload(random) for _ in range(payloads))
            against = [one for one in chain(made, samples(sides, most=payloads)) if _breaks(validators, one)]
            assert not against, (seed, old, new, against, found.reason)
        case Verdict.REFUTED:
            assert found.witness is not ABSENT
            assert _breaks(validators, found.witness), (seed, old, new, found)
        case Verdict.UNDECIDED:
            assert found.reason
    return took


def _breaks(validators: tuple[Validator, Validator], one: Any) -> bool:
    """By both libraries, as far as they are agreed."""
    accepting, refusing = validators
    is_against = accepting.is_valid(one) and not refusing.is_valid(one)
    return is_against and accepting.is_agreed(one) and refusing.is_agreed(one)
