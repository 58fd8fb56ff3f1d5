"""What a schema says of the places that paths lead to, as far as it says so whatever else is sent."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple
from urllib.parse import quote, urldefrag, urljoin

from checker.analysis.references import References
from checker.model.json import Json
from checker.model.paths import Every, Member, Step
from checker.model.pointers import escaped
from checker.model.schemas import Schema

KINDS: Final = frozenset({"null", "boolean", "number", "string", "object", "array"})
_MOST: Final = 200  # schemas that say something of one place
_DYNAMIC: Final = ("$dynamicRef", "$recursiveRef")


class Part(NamedTuple):
    """A schema that must hold at a place. `at` refers to it, None where no reference can be trusted."""

    content: Mapping[str, Json]
    base: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """
    One place of payloads. All `parts` must hold there, `references` lead to those of them that say it all;
    none where nothing is known of the place.
    """

    references: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def schema(self) -> Json:
        """What may stand there, for a document beside those of the schema."""
        found: list[Json] = [{"$ref": one} for one in self.references]
        return True if not found else found[0] if len(found) == 1 else {"allOf": found}

    @property
    def kinds(self) -> frozenset[str]:
        """The types of JSON that may stand there; an integer is a number."""
        found = KINDS
        for part in self.parts:
            found &= _kinds(part.content)
        return found

    def is_required(self, name: str) -> bool:
        """Whether a member always stands there."""
        return self.kinds <= {"object"} and any(
            name in listed(part.content.get("required")) for part in self.parts
        )

    def all(self, keyword: str) -> Iterator[Json]:
        """What is said under a keyword."""
        yield from (part.content[keyword] for part in self.parts if keyword in part.content)


UNKNOWN: Final = Spot()


@dataclass(frozen=True)  # no slots: what it is asked for is looked for once
class Declared:
    """The places of one schema."""

    schema: Schema

    @cached_property
    def whole(self) -> Spot:
        """The whole payload."""
        entered = self._references.entered()
        if entered is None:
            return UNKNOWN
        content, base = entered
        return self._spot([Part(content, base, _address(self.schema.uri, self.schema.pointer))])

    def at(self, steps: Sequence[Step], start: Spot) -> tuple[Spot, bool]:
        """
        What stands where steps lead, of which `*` may lead to several, and whether anything always does.

        Elements that are found by a value, and places that nobody declared, are not known.
        """
        spot, is_always = start, True
        for step in steps:
            match step:
                case Member(name):
                    is_always = is_always and spot.is_required(name)
                    spot = self._member(spot, name)
                case Every():
                    spot, is_always = self.elements(spot), False
                case _:
                    spot, is_always = UNKNOWN, False
        return spot, is_always

    def elements(self, spot: Spot, *, is_list: bool = False) -> Spot:
        """
        Each element of what stands there. Where that may be an object, nothing is known of its members, but
        if only a list counts (`is_list`).
        """
        if "object" in spot.kinds and not is_list:
            return UNKNOWN
        found = [
            self._below(part, ("items",))
            for part in spot.parts
            if isinstance(part.content.get("items"), Mapping) and "prefixItems" not in part.content
        ]
        return self._spot(found)

    def _member(self, spot: Spot, name: str) -> Spot:
        if "array" in spot.kinds and name.isdigit():  # the place may be an element
            return UNKNOWN
        found = [
            self._below(part, ("properties", name))
            for part in spot.parts
            if isinstance(mapped(part.content.get("properties")).get(name), Mapping)
        ]
        return self._spot(found)

    def _below(self, part: Part, names: Sequence[str]) -> Part:
        content: Json = part.content
        for name in names:
            content = mapped(content)[name]
        assert isinstance(content, Mapping)  # whoever asks has seen it
        at = part.at and part.at + "".join(f"/{quote(escaped(name), safe='~')}" for name in names)
        return self._based(content, part.base, at)

    def _based(self, content: Mapping[str, Json], around: str, at: str | None) -> Part:
        """What has a name of its own begins anew, and a pointer from around it need not lead there."""
        base = self._references.base(content, around)
        return Part(content, base, at if base == around else None)

    def _spot(self, roots: Sequence[Part]) -> Spot:
        """With all that is said by what they refer to, and by what must hold together."""
        waiting, known, found = deque(roots), set[int](), list[Part]()
        while waiting and len(found) < _MOST:
            part = waiting.popleft()
            if id(part.content) in known:
                continue
            known.add(id(part.content))
            reference = part.content.get("$ref")
            if not (isinstance(reference, str) and self.schema.draft == "7"):  # else it stands alone
                found.append(part)
                both = listed(part.content.get("allOf"))
                waiting.extend(
                    self._based(one, part.base, part.at and f"{part.at}/allOf/{index}")
                    for index, one in enumerate(both)
                    if isinstance(one, Mapping)
                )
            if isinstance(reference, str) and (target := self._target(reference, part.base)) is not None:
                waiting.append(target)
        references = () if self._is_dynamic else tuple(one.at for one in roots if one.at is not None)
        return Spot(references, tuple(found))

    def _target(self, reference: str, base: str) -> Part | None:
        led = self._references.target(reference, base)
        if led is None:
            return None
        content, around = led
        address, fragment = urldefrag(reference)
        is_pointer = not fragment or fragment.startswith("/")
        is_known = not address or base.startswith(("https://", "http://"))
        own = f"{urljoin(base, address) if address else base}#{fragment}"
        return self._based(content, around, own if is_pointer and is_known else None)

    @cached_property
    def _references(self) -> References:
        return References(self.schema)

    @cached_property
    def _is_dynamic(self) -> bool:
        """Whether what a reference leads to depends on where one comes from."""
        waiting: list[Json] = list(self.schema.documents.values())
        while waiting:
            content = waiting.pop()
            if isinstance(content, Mapping):
                if any(keyword in content for keyword in _DYNAMIC):
                    return True
                waiting.extend(content.values())
            elif isinstance(content, list):
                waiting.extend(content)
        return False


def mapped(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list) else ()


def kind(value: Json) -> str:
    """The type of a JSON value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case Mapping():
            return "object"
        case list() | tuple():
            return "array"
        case _:
            return "number"


def _kinds(content: Mapping[str, Json]) -> frozenset[str]:
    found = KINDS
    if (said := content.get("type")) is not None:
        names = said if isinstance(said, list) else [said]
        found &= frozenset("number" if name == "integer" else str(name) for name in names)
    if "const" in content:
        found &= {kind(content["const"])}
    if "enum" in content:
        found &= frozenset(map(kind, listed(content["enum"])))
    return found


def _address(uri: str, pointer: str) -> str:
    return f"{uri}#{quote(pointer, safe='/~')}"
