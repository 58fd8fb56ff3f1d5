"""What the subschemas of a document are called: by pointer, by `$id`, by anchor."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

from checker.load.schemas.keywords import KEYWORDS, Holds
from checker.model.json import Json
from checker.model.pointers import escaped
from checker.model.schemas import Draft


@dataclass(frozen=True, slots=True)
class Identifiers:
    """
    `bases` maps the pointer of each subschema that a keyword leads to, from the root on, to its base URI;
    `resources` maps URIs, and `anchors` (URI, name), to pointers. `dynamic` has the pointers of all
    `$dynamicAnchor`.
    """

    bases: dict[str, str] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    anchors: dict[tuple[str, str], str] = field(default_factory=dict)
    dynamic: list[str] = field(default_factory=list)

    def base_of(self, pointer: str) -> str:
        """The base URI of what stands at a pointer: that of the nearest subschema around it."""
        while pointer not in self.bases:
            pointer = pointer.rpartition("/")[0]
        return self.bases[pointer]


def identifiers(content: Json, uri: str, draft: Draft, *, is_pure: bool) -> Identifiers:
    """`uri` is where the document was found; of a document that is no schema only the root has a name."""
    found = Identifiers()
    found.bases[""] = uri
    found.resources[uri] = ""
    waiting: list[tuple[str, Json, str]] = [("", content, uri)] if is_pure else []
    while waiting:
        pointer, schema, base = waiting.pop()
        if not isinstance(schema, Mapping):
            continue
        base = _named(found, pointer, schema, base, draft)
        found.bases[pointer] = base
        waiting += [(pointer + step, inner, base) for step, _, inner in subschemas(schema, draft)]
    return found


def subschemas(schema: Mapping[str, Json], draft: Draft) -> Iterator[tuple[str, str, Json]]:
    """Each schema directly inside: the pointer to it, the keyword that leads there, and the schema."""
    kinds = KEYWORDS[draft]
    if draft == "7" and "$ref" in schema:  # all beside it is ignored, but definitions can be pointed to
        kinds = {name: holds for name, holds in kinds.items() if name in ("definitions", "$defs")}
    for keyword, value in schema.items():
        step = f"/{escaped(keyword)}"
        match kinds.get(keyword):
            case Holds.SCHEMA:
                yield step, keyword, value
            case Holds.SCHEMAS | Holds.SCHEMA_OR_SCHEMAS if isinstance(value, list):
                for index, inner in enumerate(value):
                    yield f"{step}/{index}", keyword, inner
            case Holds.SCHEMA_OR_SCHEMAS:
                yield step, keyword, value
            case Holds.NAMED_SCHEMAS | Holds.NAMED_PATTERNS | Holds.DEPENDENCIES if isinstance(
                value, Mapping
            ):
                for name, inner in value.items():
                    if not isinstance(inner, list):
                        yield f"{step}/{escaped(name)}", keyword, inner


def joined(base: str, reference: str) -> str:
    """A reference as a whole URI; what is no URI is left as it is. Python's urljoin knows no URNs."""
    if not reference or reference.startswith("#"):
        return base + reference
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference


def _named(found: Identifiers, pointer: str, schema: Mapping[str, Json], base: str, draft: Draft) -> str:
    """Notes what this subschema is called, and returns the base URI inside it."""
    name = schema.get("$id")
    if isinstance(name, str) and not (draft == "7" and "$ref" in schema):
        address, fragment = urldefrag(joined(base, name))
        if address != base or not name.startswith("#"):
            base = address
            found.resources.setdefault(base, pointer)
        if fragment:
            found.anchors.setdefault((base, fragment), pointer)
    if draft == "2020-12":
        for keyword in ("$anchor", "$dynamicAnchor"):
            anchor = schema.get(keyword)
            if isinstance(anchor, str):
                found.anchors.setdefault((base, anchor), pointer)
        if "$dynamicAnchor" in schema:
            found.dynamic.append(pointer)
    return base
