"""
Which box of a picture stands in which layer, and in what order: the first half of drawing a graph in layers.

After Sugiyama, Tagawa and Toda (1981), with one addition: what is written on a way is a box too, in a layer
between those of its ends. So no word can come to lie on a box, a line or another word.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count, pairwise
from typing import Final

Edge = tuple[int, int]

_SWEEPS: Final = 12


@dataclass(frozen=True, slots=True)
class Layers:
    """
    Slots are numbers: first the nodes, then the label of each edge, then places where a long edge passes.

    `chains` has the slots of each edge, from the lower layer to the higher; `turned` says which of them run
    against their direction. `orders` has the slots of each layer, in order.
    """

    chains: tuple[tuple[int, ...], ...]
    turned: tuple[bool, ...]
    orders: tuple[tuple[int, ...], ...]

    def links(self) -> Iterator[Edge]:
        """Slots of neighbouring layers that a line connects."""
        for chain in self.chains:
            yield from pairwise(chain)


def layers(nodes: int, edges: Sequence[Edge]) -> Layers:
    """The same for the same input. No edge may lead from a node to itself."""
    turned = _turned(edges)
    ways = [edge[::-1] if is_turned else edge for edge, is_turned in zip(edges, turned, strict=True)]
    rank_of = _ranks(nodes, ways)
    passing = count(nodes + len(edges))
    chains = []
    for label, (tail, head) in enumerate(ways, start=nodes):
        between = range(rank_of[tail] + 1, rank_of[head])
        middle = between[len(between) // 4 * 2]  # nodes stand in even layers, labels in odd ones
        slots = {label if rank == middle else next(passing): rank for rank in between}
        rank_of |= slots
        chains.append((tail, *slots, head))
    return Layers(tuple(chains), turned, _ordered(rank_of, chains))


def _turned(edges: Sequence[Edge]) -> tuple[bool, ...]:
    """Which edges to turn, so that none leads back: each that closes a circle of those declared before it."""
    after: dict[int, list[int]] = {}
    turned = []
    for tail, head in edges:
        leads_back = _reaches(after, head, tail)
        turned.append(leads_back)
        source, target = (head, tail) if leads_back else (tail, head)
        after.setdefault(source, []).append(target)
    return tuple(turned)


def _reaches(after: Mapping[int, Sequence[int]], start: int, goal: int) -> bool:
    seen, ahead = {start}, [start]
    while ahead:
        node = ahead.pop()
        if node == goal:
            return True
        ahead += (new := set(after.get(node, ())) - seen)
        seen |= new
    return False


def _ranks(nodes: int, ways: Sequence[Edge]) -> dict[int, int]:
    """Each as near to the start as its ways allow; what nothing leads to, as near to the next as can be."""
    ranks = dict.fromkeys(range(nodes), 0)
    while late := [(tail, head) for tail, head in ways if ranks[head] < ranks[tail] + 2]:
        for tail, head in late:
            ranks[head] = max(ranks[head], ranks[tail] + 2)
    heads = {head for _, head in ways}
    for node in ranks:
        following = [ranks[head] for tail, head in ways if tail == node]
        if node not in heads and following:
            ranks[node] = min(following) - 2
    return ranks


def _ordered(rank_of: Mapping[int, int], chains: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Layer by layer by the middle of the neighbours, forth and back; of all tries the least crossed."""
    orders: list[list[int]] = [[] for _ in range(max(rank_of.values(), default=-1) + 1)]
    for slot in sorted(rank_of):
        orders[rank_of[slot]].append(slot)
    links = [link for chain in chains for link in pairwise(chain)]
    best, fewest = [*map(tuple, orders)], _crossings(orders, links)
    for sweep in range(_SWEEPS):
        is_forth = sweep % 2 == 0
        near: dict[int, list[int]] = {}
        for low, high in links:
            near.setdefault(high if is_forth else low, []).append(low if is_forth else high)
        for layer in orders if is_forth else reversed(orders):
            place = {slot: number for order in orders for number, slot in enumerate(order)}
            weight = {
                slot: sum(place[other] for other in near[slot]) / len(near[slot])
                if slot in near
                else place[slot]
                for slot in layer
            }
            layer.sort(key=weight.__getitem__)
        if (crossed := _crossings(orders, links)) < fewest:
            best, fewest = [*map(tuple, orders)], crossed
    return tuple(best)


def _crossings(orders: Sequence[Sequence[int]], links: Sequence[Edge]) -> int:
    """How many pairs of lines between two layers cross."""
    place = {slot: number for order in orders for number, slot in enumerate(order)}
    rank_of = {slot: rank for rank, order in enumerate(orders) for slot in order}
    gaps: list[list[Edge]] = [[] for _ in orders]
    for low, high in links:
        gaps[rank_of[low]].append((place[low], place[high]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0 for gap in gaps for one, other in combinations(gap, 2)
    )
