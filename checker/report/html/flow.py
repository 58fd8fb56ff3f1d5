"""The flow of a contract set as a picture: systems as boxes, boundaries as arrows, and where findings sit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.model.overview import Edge, Node, Overview
from checker.report.html.drawing import Arrow, Box, Content, arrow, box, upright
from checker.report.html.marks import Mark
from checker.report.html.measures import cut_within, wrapped
from checker.report.html.placing import Size, Spot, placed

Marks = Mapping[str, Sequence[Mark]]  # by the name of a system or boundary

_MOST: Final = 60  # systems, and boundaries, that somebody can follow in a picture
_PAGE: Final = 1_080.0  # the width that a page has
_PHONE: Final = 326.0
_SHRUNK: Final = 1.5  # how much wider a picture may be that is shrunk to the width of a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """From `top` down; nothing is at the left of 0."""

    width: int
    top: int
    height: int
    boxes: tuple[Box, ...]
    labels: tuple[Box, ...]
    arrows: tuple[Arrow, ...]

    @property
    def is_slim(self) -> bool:
        """Whether it can be read when it is shrunk to the width of a phone."""
        return self.width <= _PHONE * _SHRUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The picture for a page, one for a phone where that is too wide, and boundaries that are in neither."""

    wide: Picture
    narrow: Picture | None
    undrawn: tuple[str, ...]


def flow(overview: Overview, marks: Marks) -> Flow | None:
    """None where there are more systems or boundaries than somebody can follow, or none at all."""
    if not 0 < len(overview.nodes) <= _MOST or len(overview.edges) > _MOST:
        return None
    right, down = (_picture(overview, marks, is_down=is_down) for is_down in (False, True))
    wide = right if right.width <= max(_PAGE, down.width) else down
    narrow = down if down.is_slim else right  # what has to be scrolled goes the way of the messages
    roots = _roots(overview)
    return Flow(
        wide=wide,
        narrow=None if narrow is wide or wide.width <= _PHONE else narrow,
        undrawn=tuple(edge.boundary for edge in overview.edges if roots[edge.sender] == roots[edge.receiver]),
    )


def _roots(overview: Overview) -> dict[str, str]:
    """The system in whose box each one stands."""
    return {node.system: node.part_of or node.system for node in overview.nodes}


def _picture(overview: Overview, marks: Marks, *, is_down: bool) -> Picture:
    roots = _roots(overview)
    systems = [node for node in overview.nodes if node.part_of is None]
    numbers = {node.system: number for number, node in enumerate(systems)}
    edges = [edge for edge in overview.edges if roots[edge.sender] != roots[edge.receiver]]
    boxes = [
        _system(node, [face for face in overview.nodes if face.part_of == node.system], marks)
        for node in systems
    ]
    labels = [_boundary(edge, marks) for edge in edges]
    found = placed(
        [_lying(content, is_down=is_down) for content in boxes],
        [
            (numbers[roots[edge.sender]], numbers[roots[edge.receiver]], _lying(label, is_down=is_down))
            for edge, label in zip(edges, labels, strict=True)
        ],
    )
    wide, _ = upright(Spot(found.size.along, found.size.across), is_down=is_down)
    arrows = tuple(
        arrow(line, is_down=is_down, is_dashed=edge.is_draft)
        for edge, line in zip(edges, found.lines, strict=True)
    )
    drawn = [
        tuple(
            box(content, corner, size, is_down=is_down)
            for content, (corner, size) in zip(contents, places, strict=True)
        )
        for contents, places in ((boxes, found.nodes), (labels, found.labels))
    ]
    inked = [one.ink for one in (*drawn[0], *drawn[1])]
    inked += [(y, y) for line in found.lines for _, y in (upright(spot, is_down=is_down) for spot in line)]
    top = min(start for start, _ in inked)
    return Picture(
        width=wide,
        top=top,
        height=max(end for _, end in inked) - top,
        boxes=drawn[0],
        labels=drawn[1],
        arrows=arrows,
    )


def _lying(content: Content, *, is_down: bool) -> Size:
    wide, high = content.size(is_down=is_down)
    return Size(high, wide) if is_down else Size(wide, high)


def _system(node: Node, faces: Sequence[Node], marks: Marks) -> Content:
    lines = [("name", cut_within(node.system, 28))]
    lines += [("title", line) for line in wrapped(node.title or "", 24, 2)]
    lines += [("aside", "external")] if node.is_external else []
    lines += [("label", cut_within(f"as {face.system}", 30)) for face in faces]
    whole = f"{node.system}: {node.title}" if node.title else node.system
    return Content(
        lines=tuple(lines),
        marks=tuple(mark for one in (node, *faces) for mark in marks.get(one.system, ())),
        whole=f"{whole} (external)" if node.is_external else whole,
        is_dashed=node.is_external,
        is_framed=True,
    )


def _boundary(edge: Edge, marks: Marks) -> Content:
    lines = [("label", cut_within(edge.boundary, 30))]
    lines += [("aside", line) for line in wrapped(f"via {edge.via}", 24, 2)] if edge.via else []
    lines += [("aside", "draft")] if edge.is_draft else []
    whole = f"{edge.boundary}: {edge.sender} to {edge.receiver}"
    return Content(
        lines=tuple(lines),
        marks=tuple(marks.get(edge.boundary, ())),
        whole=f"{whole}, via {edge.via}" if edge.via else whole,
        is_dashed=edge.is_draft,
        is_framed=False,
    )
