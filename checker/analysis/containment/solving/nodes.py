"""Going from a schema to those in it, and to those it refers to."""

from collections.abc import Mapping, Sequence
from urllib.parse import urldefrag, urljoin

from checker.analysis.containment.solving.facts import Node
from checker.analysis.follow import position
from checker.analysis.references import References
from checker.model.json import Json
from checker.model.pointers import unescaped
from checker.model.schemas import Schema


def entered(schema: Schema) -> Node:
    """The schema itself, from which all others are reached."""
    references = References(schema)
    found = references.entered()
    if found is not None:
        return Node(found[0], found[1], references)
    return Node(_at(schema.documents.get(schema.uri), schema.pointer), schema.uri, references)


def child(node: Node, content: Json) -> Node:
    """A schema that stands within another."""
    return Node(content, _base(node), node.references)


def target(node: Node, keyword: str) -> Node | None:
    """Where a reference leads; None where that can't be told, as of a metaschema."""
    reference = node.content[keyword] if isinstance(node.content, Mapping) else None
    if not isinstance(reference, str):
        return None
    base = _base(node)
    if keyword == "$dynamicRef" and not _is_plain(node, reference):
        return None
    if (found := node.references.target(reference, base)) is not None:
        return Node(found[0], found[1], node.references)
    return _boolean(node.references, base, reference)


def elements(node: Node) -> tuple[list[Node], Node | None]:
    """What is said of the first elements, each by its position, and of the rest."""
    content = mapped(node.content)
    items = content.get("items")
    first: Sequence[Json]
    if node.references.schema.draft == "7":
        first = items if isinstance(items, list) else ()
        rest = content.get("additionalItems") if isinstance(items, list) else items
        is_said = "additionalItems" in content if isinstance(items, list) else "items" in content
    else:
        first, rest, is_said = listed(content.get("prefixItems")), items, "items" in content
    return [child(node, one) for one in first], child(node, rest) if is_said else None


def mapped(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def listed(value: Json) -> Sequence[Json]:
    return value if isinstance(value, list | tuple) else ()


def _base(node: Node) -> str:
    return node.references.base(mapped(node.content), node.base)


def _is_plain(node: Node, reference: str) -> bool:
    """A dynamic reference is like any other where its anchor stands only once."""
    name = urldefrag(reference)[1]
    anchors = 0
    waiting: list[Json] = list(node.references.schema.documents.values())
    while waiting:
        one = waiting.pop()
        if isinstance(one, Mapping):
            anchors += one.get("$dynamicAnchor") == name
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return anchors == 1 or name.startswith("/") or not name


def _boolean(references: References, base: str, reference: str) -> Node | None:
    """A reference to `true` or `false`, which no object is."""
    try:
        address, pointer = urldefrag(urljoin(base, reference) if reference[:1] != "#" else base + reference)
    except ValueError:
        return None
    before, _, name = pointer.rpartition("/")
    found: Json = references.schema.documents.get(address)
    if name:
        around = references.target(f"{address}#{before}", base)
        name = unescaped(name)
        found = around[0].get(name) if around is not None else _at(found, pointer)
    return Node(found, address, references) if isinstance(found, bool) else None


def _at(content: Json, pointer: str) -> Json:
    for token in pointer.split("/")[1:]:
        name = unescaped(token)
        if isinstance(content, Mapping):
            content = content.get(name)
        elif isinstance(content, list) and (index := position(name, content)) is not None:
            content = content[index]
    return content
