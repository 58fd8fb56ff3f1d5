"""
What a `$ref` of a schema leads to.

The loader has found every reference of a schema in its documents before, so this only goes there again; a
library that does the same takes longer to import than many a check takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from urllib.parse import unquote, urldefrag, urljoin

from checker.analysis.follow import position
from checker.model.json import Json
from checker.model.pointers import unescaped
from checker.model.schemas import Schema

Resource: TypeAlias = tuple[Mapping[str, Json], str]  # a schema, and the URI that references in it start from


@dataclass(frozen=True)  # no slots: names are looked for once, and only if they are needed
class References:
    """The documents of one schema."""

    schema: Schema

    def entered(self) -> Resource | None:
        """The schema itself; None where it is true or false."""
        return self._at(self.schema.documents.get(self.schema.uri), self.schema.uri, self.schema.pointer)

    def target(self, reference: str, base: str) -> Resource | None:
        """None for a metaschema, which is no document of the set, and for true and false."""
        address, fragment = urldefrag(_joined(base, reference))
        content: Json = self.schema.documents.get(address)
        if content is None:
            content = self._names[0].get(address)
        fragment = unquote(fragment)
        if fragment and not fragment.startswith("/"):
            return self._names[1].get((address, fragment))
        return self._at(content, address, fragment)

    def base(self, content: Mapping[str, Json], around: str) -> str:
        """The URI that references in a schema start from."""
        name = content.get("$id")
        if not isinstance(name, str) or (self.schema.draft == "7" and "$ref" in content):
            return around
        return urldefrag(_joined(around, name))[0] or around

    def _at(self, content: Json, base: str, pointer: str) -> Resource | None:
        for token in pointer.split("/")[1:]:
            name = unescaped(token)
            if isinstance(content, Mapping):
                base = self.base(content, base)
                content = content.get(name)
            elif isinstance(content, list) and (index := position(name, content)) is not None:
                content = content[index]
            else:
                return None
        return (content, base) if isinstance(content, Mapping) else None

    @cached_property
    def _names(self) -> tuple[Mapping[str, Json], Mapping[tuple[str, str], Resource]]:
        """What has an `$id` within a document, and what has an anchor."""
        ids: dict[str, Json] = {}
        anchors: dict[tuple[str, str], Resource] = {}
        for content, base in self._every():
            if isinstance(name := content.get("$id"), str):
                ids.setdefault(base, content)
                anchors.setdefault((base, urldefrag(name)[1]), (content, base))  # so draft 7 writes one
            for keyword in ("$anchor", "$dynamicAnchor"):
                if isinstance(name := content.get(keyword), str):
                    anchors.setdefault((base, name), (content, base))
        return ids, anchors

    def _every(self) -> Iterator[Resource]:
        waiting: list[tuple[Json, str]] = [(content, uri) for uri, content in self.schema.documents.items()]
        while waiting:
            content, around = waiting.pop()
            if isinstance(content, Mapping):
                base = self.base(content, around)
                yield content, base
                waiting.extend((inner, base) for inner in content.values())
            elif isinstance(content, list):
                waiting.extend((inner, around) for inner in content)


def _joined(base: str, reference: str) -> str:
    """Python's own joining knows no URNs."""
    if not reference or reference.startswith("#"):
        return base + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
