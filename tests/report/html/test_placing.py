"""Pictures of flows: nothing overlaps, however systems are connected."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.report.html.placing import Placed, Size, Spot, placed

Box = tuple[Spot, Size]
NODE = Size(100, 40)
LABEL = Size(70, 20)

graphs = st.integers(2, 12).flatmap(
    lambda count: st.tuples(
        st.just(count),
        st.lists(
            st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
                lambda edge: edge[0] != edge[1]
            ),
            max_size=16,
        ),
    )
)


def overlap(one: Box, other: Box) -> bool:
    (here, size), (there, other_size) = one, other
    return (
        here.along < there.along + other_size.along
        and there.along < here.along + size.along
        and here.across < there.across + other_size.across
        and there.across < here.across + size.across
    )


def passed(line: Sequence[Spot]) -> Iterator[Spot]:
    """Spots along a line, as it is drawn: straight, but for the second of each four pieces, which is a bend."""
    for number, (one, other) in enumerate(pairwise(line)):
        for part in range(1, 20):
            t = part / 20
            across = 3 * t * t - 2 * t * t * t if number % 4 == 1 else t
            along = 1.5 * t * (1 - t) + t * t * t if number % 4 == 1 else t
            yield Spot(
                one.along + (other.along - one.along) * along,
                one.across + (other.across - one.across) * across,
            )


def within(spot: Spot, box: Box) -> bool:
    corner, size = box
    return (
        corner.along + 0.5 < spot.along < corner.along + size.along - 0.5
        and corner.across + 0.5 < spot.across < corner.across + size.across - 0.5
    )


def drawn(count: int, edges: Sequence[tuple[int, int]]) -> Placed:
    return placed([NODE] * count, [(tail, head, LABEL) for tail, head in edges])


@settings(max_examples=50)
@given(graphs)
def test_no_box_and_no_label_overlaps_another(graph: tuple[int, list[tuple[int, int]]]) -> None:
    found = drawn(*graph)
    boxes = (*found.nodes, *found.labels)
    assert [
        pair for pair in combinations(range(len(boxes)), 2) if overlap(boxes[pair[0]], boxes[pair[1]])
    ] == []


@settings(max_examples=50)
@given(graphs)
def test_no_line_runs_through_a_box_or_the_label_of_another(graph: tuple[int, list[tuple[int, int]]]) -> None:
    found = drawn(*graph)
    for number, line in enumerate(found.lines):
        others = (*found.nodes, *(label for other, label in enumerate(found.labels) if other != number))
        assert [spot for spot in passed(line) if any(within(spot, box) for box in others)] == []


@settings(max_examples=50)
@given(graphs)
def test_a_line_begins_at_its_tail_and_ends_at_its_head(graph: tuple[int, list[tuple[int, int]]]) -> None:
    found = drawn(*graph)
    for (tail, head), line in zip(graph[1], found.lines, strict=True):
        for node, spot in ((tail, line[0]), (head, line[-1])):
            corner, size = found.nodes[node]
            assert corner.along in {spot.along, spot.along - size.along}
            assert corner.across <= spot.across <= corner.across + size.across


@settings(max_examples=50)
@given(graphs)
def test_everything_is_in_the_picture(graph: tuple[int, list[tuple[int, int]]]) -> None:
    found = drawn(*graph)
    spots = [spot for line in found.lines for spot in line]
    spots += [
        Spot(corner.along + size.along, corner.across + size.across)
        for corner, size in (*found.nodes, *found.labels)
    ]
    assert all(
        0 <= spot.along <= found.size.along and -1e-6 <= spot.across <= found.size.across for spot in spots
    )


def test_a_chain_is_a_straight_line() -> None:
    found = drawn(4, [(0, 1), (1, 2), (2, 3)])
    assert {spot.across for line in found.lines for spot in line} == {20}
    assert [corner for corner, _ in found.nodes] == [Spot(222 * number, 0) for number in range(4)]


def test_messages_that_go_back_and_forth_stand_side_by_side() -> None:
    found = drawn(2, [(0, 1), (1, 0)])
    there, back = found.lines
    assert (there[0].along, there[-1].along) == (100, 222)
    assert (back[0].along, back[-1].along) == (222, 100)
    assert abs(there[0].across - back[-1].across) > 10


def test_what_leads_nowhere_stands_at_the_start() -> None:
    found = drawn(3, [(0, 1)])
    assert [corner.along for corner, _ in found.nodes] == [0, 222, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_a_picture_needs_no_line(count: int) -> None:
    assert len(drawn(count, []).nodes) == count
