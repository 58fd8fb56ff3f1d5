"""Where something stands in a file, so that it can be blamed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """
    A spot in a file: `line` and `column` count from 1, `pointer` is the JSON Pointer of the node.

    `width` is how many characters of the line the node covers, 1 where that is not known.
    """

    file: str
    line: int
    column: int
    pointer: str = ""
    width: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What stands at a place, `was`, and the only text that is right there: `now`."""

    place: Place
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A name as it is written somewhere: two are equal when they name the same thing."""

    name: str
    place: Place = field(compare=False)

    def __str__(self) -> str:
        return self.name
