"""What a receiver accepts, without what comes from elsewhere on the way: that is not the sender's to send."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote, urldefrag

from checker.analysis.drift.spots import Declared, listed, mapped
from checker.model.boundaries import Enrich
from checker.model.json import Json
from checker.model.paths import Member, Start
from checker.model.pointers import unescaped
from checker.model.schemas import Schema


def enriched_aside(accepts: Schema, enriches: Iterable[Enrich]) -> Schema:
    """A schema that neither asks for the enriched fields nor says what they are."""
    found = accepts
    for enrich in enriches:
        last = enrich.path.steps[-1] if enrich.path.steps else None
        if not isinstance(last, Member) or enrich.path.start is not Start.PAYLOAD:
            continue
        declared = Declared(found)
        spot, _ = declared.at(enrich.path.steps[:-1], declared.whole)
        for part in spot.parts:
            if part.at is not None:
                found = _changed(found, part.at, last.name)
    return found


def _changed(schema: Schema, at: str, name: str) -> Schema:
    uri, fragment = urldefrag(at)
    if uri not in schema.documents:
        return schema
    tokens = [unescaped(token) for token in unquote(fragment).split("/")[1:]]
    content = _at(schema.documents[uri], tokens, lambda found: _without(found, name))
    return replace(schema, documents={**schema.documents, uri: content})


def _at(content: Json, tokens: Sequence[str], change: Callable[[Json], Json]) -> Json:
    """The content with something changed where the tokens lead; nothing of it is shared but what stays."""
    if not tokens:
        return change(content)
    first, *rest = tokens
    if isinstance(content, Mapping) and first in content:
        return {**content, first: _at(content[first], rest, change)}
    if isinstance(content, list) and first.isdigit() and int(first) < len(content):
        return [_at(one, rest, change) if index == int(first) else one for index, one in enumerate(content)]
    return content


def _without(content: Json, name: str) -> Json:
    if not isinstance(content, Mapping):
        return content
    found = dict(content)
    if name in listed(content.get("required")):
        found["required"] = [one for one in listed(content["required"]) if one != name]
    if name in mapped(content.get("properties")):
        found["properties"] = {**mapped(content["properties"]), name: True}
    return found
