"""
Answers about random pairs of schemas, attacked: `python -m tests.soak.containment [COUNT] [FIRST]`.

Each proof is held against generated payloads, each witness against both validators, and our own proofs
against what jsonschema-rs says of the pair. The same numbers give the same pairs.
"""

import sys
from collections import Counter
from random import Random
from statistics import median

from checker.analysis.containment.canonical import proof
from checker.analysis.containment.own import Search
from tests.analysis.containment.attacking import attacked
from tests.analysis.containment.random_schemas import pair
from tests.analysis.containment.test_canonical import schema

DEFAULT = 50_000
PAYLOADS = 60


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else DEFAULT
    first = int(arguments[1]) if len(arguments) > 1 else 0
    counts = Counter[str](dict.fromkeys(("proved", "refuted", "undecided", "unsound"), 0))
    took: list[float] = []
    for seed in range(first, first + count):
        try:
            took.append(attacked(seed, PAYLOADS, counts))
        except AssertionError as error:
            counts["unsound"] += 1
            print(f"unsound: {error}", flush=True)
        counts[_agreement(seed)] += 1
    print(", ".join(f"{number:,} {name}" for name, number in counts.items()))
    print(f"median {1000 * median(took):.2f} ms, slowest {1000 * max(took):.0f} ms")


def _agreement(seed: int) -> str:
    """Which of the two proves the pair."""
    old, new, draft = pair(Random(seed))
    sides = schema(old, draft), schema(new, draft)
    search = Search(*sides)
    payloads = list(search.payloads())
    other = proof(*sides)
    match search.is_proved, other.holds:
        case True, True:
            return "proved by both"
        case True, False:
            return "proved by us and denied by it" if other.is_denied else "proved by us alone"
        case False, True:
            return "proved by it alone"
        case _:
            return "open with payloads" if payloads else "open without any"


if __name__ == "__main__":
    main(sys.argv[1:])
