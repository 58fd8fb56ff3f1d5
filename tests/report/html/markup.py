"""HTML read strictly: what is not closed, or closed twice, is an error, where a browser would guess."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_EMPTY: Final = {"meta", "input", "br", "hr", "link", "img"}


@dataclass(slots=True)
class Element:
    name: str
    attributes: Mapping[str, str | None]
    pieces: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(piece if isinstance(piece, str) else piece.text for piece in self.pieces)

    def all(self, name: str = "") -> Iterator["Element"]:
        """Itself and all elements in it, in the order of the page; those of one name only, if one is given."""
        if name in {"", self.name}:
            yield self
        for piece in self.pieces:
            if isinstance(piece, Element):
                yield from piece.all(name)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        element = Element(tag, dict(attrs))
        self.open[-1].pieces.append(element)
        if tag not in _EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].pieces.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}> at {self.getpos()}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].pieces.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert [element.name for element in reader.open] == [""]
    return reader.open[0]
