"""Findings grouped while they come: bounded, and the same however the records are shared out."""

from collections.abc import Sequence
from random import Random

import pytest

from checker.model.findings import Evidence, Finding, Level, Related, Seen
from checker.model.places import Place
from checker.rules.causes import merged
from checker.rules.groups import Groups


def at(line: int) -> Place:
    return Place(file="contract.yaml", line=line, column=1)


def differing(record: int, pointer: str = "/qty", row: int = 7, level: Level = Level.ERROR) -> Finding:
    """What one record shows, in words of its own."""
    return Finding(
        rule="transformation-differs",
        level=level,
        set="s",
        subject=f"shop-to-erp/order#{pointer}",
        message=f"erp received {record}",
        place=at(row),
        evidence=(Evidence(recording="a.jsonl", line=record, case=str(record)),),
        seen=Seen(cases=1, of=0),
    )


def grouped(findings: Sequence[Finding], most: int = 1_000) -> list[Finding]:
    groups = Groups(most)
    groups.add(findings)
    return sorted(groups, key=lambda one: one.subject)


def test_records_with_words_of_their_own_are_one_finding_with_three_samples() -> None:
    (one,) = grouped([differing(record) for record in range(1, 10_001)])
    assert (one.count, one.message) == (10_000, "erp received 1")
    assert one.seen == Seen(cases=10_000, of=0)
    assert [seen.line for seen in one.evidence] == [1, 2, 3]
    assert one.related == (
        Related(place=at(7), says="erp received 2"),
        Related(place=at(7), says="erp received 3"),
    )


def test_what_is_merged_again_and_again_does_not_grow() -> None:
    kept: tuple[Finding, ...] = ()
    for start in range(1, 2_000, 100):
        kept = merged((*kept, *(differing(record) for record in range(start, start + 100))))
    (one,) = kept
    assert (one.count, len(one.evidence), len(one.related)) == (2_000, 3, 2)


def test_each_other_row_is_named_once_at_the_first_record_that_shows_it() -> None:
    (one,) = grouped([differing(record, row=7 + record % 3) for record in range(30, 0, -1)])
    assert one.place == at(7)
    assert [seen.line for seen in one.evidence] == [3, 6, 9]
    assert one.related[2:] == (
        Related(place=at(8), says="erp received 1"),
        Related(place=at(9), says="erp received 2"),
    )


def test_more_subjects_than_are_told_apart_are_one_finding_that_says_so() -> None:
    found = grouped([differing(record, f"/{record}") for record in range(1, 51)], most=10)
    rest, *told_apart = found
    assert len(told_apart) == 10
    assert rest.subject == "shop-to-erp/order"
    assert rest.message.endswith("; so it is at more places of shop-to-erp/order than the 10 told apart")
    assert rest.count == 40
    assert rest.seen is None


def test_what_is_found_at_a_place_that_is_told_apart_is_counted_there() -> None:
    records = [differing(record, f"/{record % 20}") for record in range(1, 201)]
    rest, *told_apart = grouped(records, most=10)
    assert {one.count for one in told_apart} == {10}
    assert rest.count == 100


@pytest.mark.parametrize("seed", range(20))
def test_shares_come_to_the_same_in_any_order(seed: int) -> None:
    source = Random(seed)
    records = [
        differing(
            record,
            f"/{source.randrange(source.choice((3, 60)))}",
            source.randrange(5, 8),
            source.choice((Level.ERROR, Level.ERROR, Level.WARNING)),
        )
        for record in range(1, 301)
    ]
    cuts = sorted(source.sample(range(len(records)), 4))
    shares = [records[a:b] for a, b in zip((0, *cuts), (*cuts, None), strict=True)]
    source.shuffle(shares)
    joined = Groups(12)
    for share in shares:
        groups = Groups(12)
        groups.add(share)
        joined.join(groups)
    assert sorted(joined, key=lambda one: one.subject) == grouped(records, most=12)
