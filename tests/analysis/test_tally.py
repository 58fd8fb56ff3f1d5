"""What many cases come to together."""

from checker.analysis.replay import SeenCase
from checker.analysis.tally import Tally


def _seen(number: int, **rest: object) -> SeenCase:
    return SeenCase(
        set="example",
        case=str(number),
        recording="a.jsonl",
        replayed=2,
        validated=3,
        compared=1,
        statuses=frozenset({("erp", str(number % 2))}),
        compared_messages=frozenset({("b", "m")}),
        rows={("b", "m", number % 3): number},
        **rest,  # type: ignore[arg-type]
    )


def _tally(*numbers: int) -> Tally:
    tally = Tally()
    for number in numbers:
        tally.add(_seen(number))
    return tally


def test_counts_add_up_and_the_most_is_kept() -> None:
    assert _tally(1, 2, 4, 3) == Tally(
        cases=4,
        replayed=8,
        validated=12,
        compared=4,
        statuses={("erp", "0"), ("erp", "1")},
        compared_messages={("b", "m")},
        rows={("b", "m", 1): 4, ("b", "m", 2): 2, ("b", "m", 0): 3},
    )


def test_shares_merge_to_the_whole_in_any_order() -> None:
    whole = _tally(1, 2, 3, 4, 5)
    for first, second in (((1, 2), (3, 4, 5)), ((5, 3, 1), (4, 2)), ((), (1, 2, 3, 4, 5))):
        merged = _tally(*first)
        merged.merge(_tally(*second))
        assert merged == whole
