"""From one schema to all it can reach: each subschema judged, each `$ref` followed, the way bounded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from checker.errors import ContractError, Mistake
from checker.load.schemas.cost import Key, costs
from checker.load.schemas.documents import Document
from checker.load.schemas.identifiers import subschemas
from checker.load.schemas.judging import judged
from checker.load.schemas.keywords import CONTAINERS, IN_PLACE
from checker.load.schemas.kinds import HINTS, RANGES
from checker.load.schemas.library import Library, Node
from checker.model.json import Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.pointers import unescaped

MOST: Final = 100  # mistakes after which no more are sought


class Reach:
    """What was reached so far, and what is wrong in it."""

    def __init__(self, library: Library, limits: Limits) -> None:
        self._library = library
        self._limits = limits
        self._inside: dict[Key, list[Key]] = {}  # the schemas that each applies at the same place
        self._nodes: dict[Key, Node] = {}
        self._keyword_to: dict[tuple[Key, Key], str] = {}
        self._is_dynamic = False
        self.documents: dict[str, Document] = {}
        self.mistakes: list[Mistake] = []

    def enter(self, node: Node) -> None:
        """Looks at all that can be reached from a node, and adds what is wrong to `mistakes`."""
        waiting = [node]
        while waiting:
            while waiting and len(self.mistakes) < MOST:
                waiting += self._looked_at(waiting.pop())
            waiting = []
            if self._is_dynamic and not self.mistakes:
                waiting = self._possible_dynamic_targets()
        if not self.mistakes:
            self._bounded()

    def _looked_at(self, node: Node) -> list[Node]:
        """Judges one subschema, once, and returns those it leads to."""
        if node.key in self._nodes:
            return []
        self._nodes[node.key] = node
        document = node.document
        self.documents[document.uri] = document
        inside = self._inside.setdefault(node.key, [])
        is_named = document.kind.is_pure and node.pointer in document.names.bases
        found = judged(node.content, document.kind, document.draft, is_named=is_named)
        self.mistakes += (replace(wrong, place=document.where(node.pointer + step)) for step, wrong in found)
        if not isinstance(node.content, dict):
            return []
        if not document.kind.is_pure:
            _assert_range(node.content)
        ahead = []
        for step, keyword, schema in subschemas(node.content, document.draft):
            if keyword not in CONTAINERS:
                inner = Node(document, node.pointer + step, schema)
                ahead.append(inner)
                if keyword in IN_PLACE:
                    inside.append(inner.key)
        for keyword in ("$ref", "$dynamicRef"):
            reference = node.content.get(keyword)
            if (
                isinstance(reference, str)
                and (target := self._followed(node, keyword, reference)) is not None
            ):
                ahead.append(target)
                inside.append(target.key)
        return ahead

    def _followed(self, node: Node, keyword: str, reference: str) -> Node | None:
        self._is_dynamic = self._is_dynamic or keyword == "$dynamicRef"
        try:
            target = self._library.target(node, reference)
        except ContractError as error:
            led = ((_place(node, keyword), f"{keyword} leads there"),)
            self.mistakes += (replace(wrong, related=wrong.related + led) for wrong in error.mistakes)
            return None
        if isinstance(target, Mistake):
            self.mistakes.append(replace(target, place=_place(node, keyword)))
            return None
        if target is not None and target.document.draft != node.document.draft:
            drafts = f"draft {target.document.draft}, and this schema of draft {node.document.draft}"
            wrong = Mistake(
                message=f"{keyword} leads to a schema of {drafts}",
                place=_place(node, keyword),
                fix="write both in one draft: what one says, the other's readers would pass over",
            )
            self.mistakes.append(wrong)
            return None
        if target is not None:
            self._keyword_to[node.key, target.key] = keyword
            self._straighten(node, keyword, reference, target)
        return target

    @staticmethod
    def _straighten(node: Node, keyword: str, reference: str, target: Node) -> None:
        """
        A document with a `$id` of its own is known to validators by that alone, so what refers to its file
        is made to refer to the `$id`.
        """
        other = target.document
        if other is not node.document and other.uri != other.address and isinstance(node.content, dict):
            whole, _, fragment = reference.partition("#")
            if not whole.startswith(other.uri):
                node.content[keyword] = f"{other.uri}#{fragment}"

    def _possible_dynamic_targets(self) -> list[Node]:
        return [
            Node(document, pointer, _at(document.content, pointer))
            for document in self.documents.values()
            for pointer in document.names.dynamic
            if (document.address, pointer) not in self._nodes
        ]

    def _bounded(self) -> None:
        cost, circles = costs(self._inside)
        for start, end in circles:
            self.mistakes.append(
                Mistake(
                    message="this leads back to itself with nothing between, so nothing could ever be judged",
                    place=_place(self._nodes[start], self._keyword_to.get((start, end))),
                    fix="let it refer to what is meant, or put it under properties or items",
                )
            )
        dearest = max(cost, key=lambda key: cost[key], default=None)
        if dearest is not None and cost[dearest] > self._limits.reference_cost:
            self.mistakes.append(
                Mistake(
                    message=f"this applies {cost[dearest]:,} schemas to one place of a payload,"
                    f" and {self._limits.reference_cost:,} are the most",
                    place=_place(self._nodes[dearest]),
                    fix="refer to each schema once, or raise the limit with --limit reference_cost=N",
                )
            )


def _place(node: Node, keyword: str | None = None) -> Place:
    return node.document.where(node.pointer if keyword is None else f"{node.pointer}/{keyword}")


def _at(content: Json, pointer: str) -> Json:
    for token in pointer.split("/")[1:]:
        name = unescaped(token)
        if isinstance(content, Mapping):
            content = content[name]
        elif isinstance(content, list):
            content = content[int(name)]
    return content


def _assert_range(schema: dict[str, Json]) -> None:
    """Says OpenAPI's formats of numbers in JSON Schema, and drops those that assert nothing."""
    name = schema.get("format")
    if not isinstance(name, str) or not (name in HINTS or name in RANGES):
        return
    del schema["format"]
    if name in RANGES:
        low, high = RANGES[name]
        below, above = schema.get("minimum", low), schema.get("maximum", high)
        schema["minimum"] = max(below, low) if isinstance(below, int | float) else below
        schema["maximum"] = min(above, high) if isinstance(above, int | float) else above
