"""Rows of an OData service and what stands below them: expanded, or deferred to another address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from checker.load.captures import members
from checker.load.captures.members import UnusableError
from checker.model.captures import Handle
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.text import shown


@dataclass(frozen=True, slots=True)
class Part:
    """A row or something below it: what it belongs to, and `pointer`, which leads to it from the record."""

    row: Mapping[str, Json]
    place: Place
    pointer: str
    limits: Limits
    of: Mapping[str, str] | None = None
    follows: tuple[Handle, ...] = ()
    shares: tuple[Handle, ...] = ()
    system: str | None = None

    def below(self, name: str, *follows: Handle) -> Iterator["Part"]:
        """The rows of a navigation property, where it was expanded."""
        for index, row in enumerate(expanded(self, name)):
            pointer = f"{_pointer(self, name)}/{index}"
            place = replace(self.place, pointer=self.place.pointer + pointer.removeprefix(self.pointer))
            yield replace(self, row=row, place=place, pointer=pointer, follows=follows)


def attributes(part: Part, name: str) -> dict[str, Json]:
    """Names and values; a list of them where a name stands more than once."""
    found: dict[str, list[Json]] = {}
    for key, text in pairs(part, name):
        found.setdefault(key, []).append(text)
    return {key: texts[0] if len(texts) == 1 else texts for key, texts in found.items()}


def pairs(part: Part, name: str) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(expanded(part, name)):
        key = members.text(one, "Name")
        if key is None:
            raise UnusableError("a Name should stand here", f"{_pointer(part, name)}/{index}")
        yield key, members.text(one, "Value") or ""


def beyond_values(part: Part, name: str) -> dict[str, Json]:
    """What rows of names and values have beside those: which adapter it was."""
    used = ("__metadata", "Id", "Name", "Value", "Log")
    left = [members.without(one, *used) for one in expanded(part, name)]
    return {name: list(left)} if any(left) else {}


def expanded(part: Part, name: str) -> Iterator[Mapping[str, Json]]:
    """The rows of a navigation property; none where it is deferred."""
    value = part.row.get(name)
    if isinstance(value, dict) and "results" in value:
        value = value["results"]
    if value is None or (isinstance(value, dict) and "__deferred" in value):
        return
    pointer = _pointer(part, name)
    if not isinstance(value, list):
        raise UnusableError(f"a list should stand here, not {shown(value)}", pointer)
    for index, one in enumerate(value):
        yield members.an_object(one, f"{pointer}/{index}")


def _pointer(part: Part, name: str) -> str:
    value = part.row.get(name)
    inner = "/results" if isinstance(value, dict) and "results" in value else ""
    return f"{part.pointer}/{name}{inner}"


def is_expanded(row: Mapping[str, Json], name: str) -> bool:
    value = row.get(name)
    return isinstance(value, list) or (isinstance(value, dict) and "__deferred" not in value)
