"""A contract set as a picture: who hands what to whom, and where findings sit."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from checker.model.findings import Finding, Level, Report
from checker.model.overview import Edge, Node, Overview
from checker.report.blamed import Blamed, blamed
from checker.report.lines import escaped
from checker.report.markdown.findings import MARKS
from checker.report.markdown.room import fitting
from checker.report.markdown_text import fenced, folded, markdown, table
from checker.report.verdict import counted

_LONGEST: Final = 4_900  # characters of Mermaid, of 5,000 that hosts draw
_LABEL: Final = 40
_ALIKE: Final = {"*": "∗", "_": "＿", "$": "＄", ":": "꞉", "`": "ˋ"}
_READ: Final = re.compile(r"[*$:`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_SIGN: Final = re.compile(r"[^A-Za-z0-9 _-]|(?<![A-Za-z0-9])-|-(?![A-Za-z0-9])")
_SHOWN: Final = 20  # pictures: GitLab draws fifty on a page, and none that it has to unfold
_ROOM: Final = 100 * 1024
_ROWS: Final = 200
_STYLES: Final = {
    Level.ERROR: "stroke:#cf222e,stroke-width:3px",
    Level.WARNING: "stroke:#9a6700,stroke-width:3px",
}


def flows(report: Report) -> Iterator[str]:
    """A section for each set in which something was found; the others together, to be unfolded."""
    found: dict[str, list[Finding]] = {}
    for one in report.findings:
        found.setdefault(one.set, []).append(one)
    broken = [overview for overview in report.overviews if overview.set in found]
    sound = [overview for overview in report.overviews if overview.set not in found]
    left: list[Overview] = []
    for sets in (broken, sound):
        texts, missing = fitting(sets[:_SHOWN], lambda one: section(one, found.get(one.set, ())), _ROOM)
        left += [*missing, *sets[_SHOWN:]]
        if sets is broken or len(report.overviews) == 1:
            yield from texts
        elif texts:
            title = counted(len(sets), "contract set", "contract sets")
            yield folded(f"{title} in which nothing was found", "\n\n".join(texts))
    if left:
        yield f"{counted(len(left), 'contract set is', 'contract sets are')} not drawn."


def section(overview: Overview, findings: Sequence[Finding]) -> str:
    """What the set is called, whose it is, and its picture with what is found marked."""
    return "\n\n".join(_section(overview, findings))


def _section(overview: Overview, findings: Sequence[Finding]) -> Iterator[str]:
    yield f"## {markdown(overview.title or overview.set)}"
    owner = f", owned by {markdown(overview.owner)}" if overview.owner is not None else ""
    yield f"The contract set {markdown(overview.set)} {markdown(overview.version)}{owner}."
    marks = blamed(overview, findings)
    if not overview.edges:
        return
    picture = "\n".join(_picture(overview, marks))
    yield _table(overview, marks) if len(picture) > _LONGEST else fenced(picture.split("\n"), "mermaid")
    used = {*marks.systems.values(), *marks.boundaries.values()}
    legend = [f"{MARKS[level]} {level}" for level in sorted(_STYLES, reverse=True) if level in used]
    if legend:
        yield f"What is marked has findings: {', '.join(legend)}."


def _picture(overview: Overview, marks: Blamed) -> Iterator[str]:
    """A flowchart of Mermaid: names of our own, so that foreign ones stand in labels alone."""
    yield "flowchart LR"
    names = {node.system: f"s{number}" for number, node in enumerate(overview.nodes)}
    for node in overview.nodes:
        level = marks.systems.get(node.system)
        opened, closed = ("([", "])") if node.is_external else ("[", "]")
        yield f'  {names[node.system]}{opened}"{_system(node, level)}"{closed}'
    edges = [edge for edge in overview.edges if edge.sender in names and edge.receiver in names]
    for edge in edges:
        arrow = "-.->" if edge.is_draft else "-->"
        label = f"{_mark(marks.boundaries.get(edge.boundary))}{mermaid(edge.boundary)}"
        yield f'  {names[edge.sender]} {arrow}|"{label}"| {names[edge.receiver]}'
    faces = [node for node in overview.nodes if node.part_of in names]
    for node in faces:
        yield f"  {names[node.system]} -.- {names[str(node.part_of)]}"
    yield from _styles(
        {names[system]: level for system, level in marks.systems.items()},
        [marks.boundaries.get(edge.boundary) for edge in edges],
    )


def _styles(nodes: dict[str, Level], edges: Sequence[Level | None]) -> Iterator[str]:
    for level, style in _STYLES.items():
        lines = [str(number) for number, of_edge in enumerate(edges) if of_edge is level]
        if lines:
            yield f"  linkStyle {','.join(lines)} {style}"
        yield from (f"  style {name} {style}" for name, of_node in nodes.items() if of_node is level)


def _system(node: Node, level: Level | None) -> str:
    title = f"<br/>{mermaid(node.title)}" if node.title is not None else ""
    return f"{_mark(level)}{mermaid(node.system)}{title}"


def _mark(level: Level | None) -> str:
    return f"{MARKS[level]} " if level in _STYLES and level is not None else ""


def mermaid(text: str) -> str:
    """
    Foreign text in a label of Mermaid: whatever is no letter, digit or blank stands there by its number.

    So nothing ends the label, or is a directive or a link; what is long is cut. Markdown, formulas and icons
    are read even so, and have letters that look like their signs.
    """
    shown = _READ.sub(lambda found: _ALIKE[found[0]], escaped(text))
    cut = shown if len(shown) <= _LABEL else f"{shown[: _LABEL - 1]}…"
    return _SIGN.sub(lambda found: f"#{ord(found[0])};", cut)


def _table(overview: Overview, marks: Blamed) -> str:
    """The same, where it is too large to be drawn."""
    rows = [_row(edge, marks) for edge in overview.edges[:_ROWS]]
    more = len(overview.edges) - len(rows)
    text = table(("boundary", "from", "to", "messages"), rows)
    return f"{text}\n\nand {counted(more, 'more boundary', 'more boundaries')}" if more else text


def _row(edge: Edge, marks: Blamed) -> Sequence[str]:
    mark = _mark(marks.boundaries.get(edge.boundary))
    cells = (edge.sender, edge.receiver, ", ".join(edge.messages))
    return (f"{mark}{markdown(edge.boundary)}", *map(markdown, cells))
