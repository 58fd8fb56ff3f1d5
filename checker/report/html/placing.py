"""
Where each box of a picture stands and how its lines run: the second half of drawing a graph in layers.

Messages go along, layers lie across. Whether along is to the right or down is for others to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from checker.report.html.layers import Edge, Layers, layers

_GAP_ALONG: Final = 26.0  # between layers: room for a line to bend
_GAP_ACROSS: Final = 16.0
_PASSING: Final = 12.0  # what a line that only passes takes of a layer
_PORT: Final = 16.0  # between lines that begin at one side of a box
_SWEEPS: Final = 8


@dataclass(frozen=True, slots=True)
class Size:
    along: float
    across: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A point; of a box the corner that is nearest to the start."""

    along: float
    across: float


@dataclass(frozen=True, slots=True)
class Placed:
    """
    Boxes by their corners and sizes, and for each edge the spots its line goes through, from tail to head.

    Of each four spots the first two and the last two are connected straight, beside a box; between them the
    line bends from one layer to the next.
    """

    nodes: tuple[tuple[Spot, Size], ...]
    labels: tuple[tuple[Spot, Size], ...]
    lines: tuple[tuple[Spot, ...], ...]
    size: Size


def placed(nodes: Sequence[Size], edges: Sequence[tuple[int, int, Size]]) -> Placed:
    """Nothing overlaps; the same for the same input. An edge is its tail, its head, and its label's size."""
    order = layers(len(nodes), [(tail, head) for tail, head, _ in edges])
    links = tuple(order.links())
    sizes = _sizes(nodes, edges, order, links)
    centres = _centres(sizes, order, links)
    starts, depths, end = _depths(sizes, order)
    rank_of = {slot: rank for rank, slots in enumerate(order.orders) for slot in slots}
    corners = {
        slot: Spot(
            starts[rank] + (depths[rank] - sizes[slot].along) / 2, centres[slot] - sizes[slot].across / 2
        )
        for slot, rank in rank_of.items()
    }
    ports = _ports(links, centres, sizes)
    lines = []
    for chain, is_turned in zip(order.chains, order.turned, strict=True):
        line: list[Spot] = []
        for link in pairwise(chain):
            low, high = link
            leaves, enters = ports[link, low], ports[link, high]
            line.append(Spot(corners[low].along + sizes[low].along, leaves))
            line.append(Spot(starts[rank_of[low]] + depths[rank_of[low]], leaves))
            line.append(Spot(starts[rank_of[high]], enters))
            line.append(Spot(corners[high].along, enters))
        lines.append(tuple(reversed(line)) if is_turned else tuple(line))
    boxes = [(corners[slot], sizes[slot]) for slot in range(len(nodes) + len(edges))]
    across = max((corner.across + size.across for corner, size in boxes), default=0)
    across = max([across, *(spot.across + _PASSING / 2 for line in lines for spot in line)])
    return Placed(
        tuple(boxes[: len(nodes)]), tuple(boxes[len(nodes) :]), tuple(lines), Size(max(end, 0), across)
    )


def _sizes(
    nodes: Sequence[Size], edges: Sequence[tuple[int, int, Size]], order: Layers, links: Sequence[Edge]
) -> dict[int, Size]:
    """Of all slots; a node is at least so wide that each of its lines has room at its side."""
    sizes: dict[int, Size] = {}
    for slot, size in enumerate(nodes):
        most = max(sum(slot == link[side] for link in links) for side in (0, 1)) if links else 0
        sizes[slot] = Size(size.along, max(size.across, most * _PORT))
    sizes |= {len(nodes) + number: size for number, (_, _, size) in enumerate(edges)}
    return {slot: sizes.get(slot, Size(0, _PASSING)) for slots in order.orders for slot in slots}


def _depths(sizes: dict[int, Size], order: Layers) -> tuple[list[float], list[float], float]:
    """Where each layer starts, how deep it is, and where the last one ends."""
    depths = [max(sizes[slot].along for slot in slots) for slots in order.orders]
    starts = [sum(depths[:rank]) + rank * _GAP_ALONG for rank in range(len(depths))]
    return starts, depths, (starts[-1] + depths[-1]) if depths else 0


def _centres(sizes: dict[int, Size], order: Layers, links: Sequence[Edge]) -> dict[int, float]:
    """Each slot as near to the middle of its neighbours as the others in its layer allow."""
    near: dict[int, list[int]] = {slot: [] for slot in sizes}
    for low, high in links:
        near[low].append(high)
        near[high].append(low)
    rank_of = {slot: rank for rank, slots in enumerate(order.orders) for slot in slots}
    centres: dict[int, float] = {}
    for slots in order.orders:
        centres |= _apart(slots, [0.0] * len(slots), sizes)
    for sweep in range(_SWEEPS + 1):
        step = 0 if sweep == _SWEEPS else (1 if sweep % 2 else -1)  # at last both sides count
        ranks = range(len(order.orders))
        for rank in ranks if step <= 0 else reversed(ranks):
            slots = order.orders[rank]
            wanted = []
            for slot in slots:
                others = [centres[one] for one in near[slot] if not step or rank_of[one] == rank + step]
                wanted.append(sum(others) / len(others) if others else centres[slot])
            centres |= _apart(slots, wanted, sizes)
    least = min((centres[slot] - sizes[slot].across / 2 for slot in sizes), default=0)
    return {slot: centre - least for slot, centre in centres.items()}


def _apart(slots: Sequence[int], wanted: Sequence[float], sizes: dict[int, Size]) -> dict[int, float]:
    """
    Centres in this order, as near as can be to those that are wanted, with room between.

    The least sum of squares, by pooling neighbours that get into each other's way.
    """
    offsets = [0.0]
    for one, other in pairwise(slots):
        offsets.append(offsets[-1] + (sizes[one].across + sizes[other].across) / 2 + _GAP_ACROSS)
    pools: list[tuple[float, int]] = []  # where it stands, less the offset, and how many stand there
    for number, want in enumerate(wanted):
        here, many = want - offsets[number], 1
        while pools and pools[-1][0] > here:
            before, more = pools.pop()
            here, many = (here * many + before * more) / (many + more), many + more
        pools.append((here, many))
    stands = [here for here, many in pools for _ in range(many)]
    return {slot: stand + offset for slot, stand, offset in zip(slots, stands, offsets, strict=False)}


def _ports(
    links: Sequence[Edge], centres: dict[int, float], sizes: dict[int, Size]
) -> dict[tuple[Edge, int], float]:
    """Where each line meets the sides of its two slots: side by side, in the order of where they lead."""
    found: dict[tuple[Edge, int], float] = {}
    for side in (0, 1):
        at: dict[int, list[Edge]] = {}
        for link in links:
            at.setdefault(link[side], []).append(link)
        for slot, own in at.items():
            own.sort(key=lambda link: centres[link[1 - side]])
            step = min(_PORT * 1.5, sizes[slot].across / len(own))
            for number, link in enumerate(own):
                found[link, slot] = centres[slot] + (number - (len(own) - 1) / 2) * step
    return found
