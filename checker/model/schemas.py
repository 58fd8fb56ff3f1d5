"""A JSON Schema of the set, with every document it can reach."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from checker.model.json import Json
from checker.model.places import Place

Draft = Literal["7", "2020-12"]

# The folder of the set as a URI, so that references to files can be joined as RFC 3986 says. Names that end
# in .invalid are never anybody's (RFC 2606), and nothing is ever fetched.
SET: Final = "https://set.invalid/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """
    A schema as the contract names it: the document at `uri`, entered at `pointer`.

    A file has the URI of its path below SET, or the `$id` of its root. `draft` is also that of documents
    which name none.

    `documents` maps the URI of each reachable document of the set to its content; nothing else can be
    referred to. `name` is how the contract wrote it (`schemas/order.json#/$defs/x`).
    """

    name: str
    uri: str
    pointer: str
    draft: Draft
    documents: Mapping[str, Json]
    place: Place = field(compare=False)
