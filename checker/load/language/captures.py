"""How events of foreign captures are recognised: `captures`."""

from collections.abc import Mapping

from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.tree import Entry, Node, Table, place
from checker.model.contracts import CaptureRule
from checker.model.places import Ref

_FIELDS = ("status", "case", "payload", "time", "id", "of", "key", "version")
_KEYS = ("format", "where", "boundary", "message", "system", "face", *_FIELDS)


def captures(node: Node, names: Names, reading: Reading) -> tuple[CaptureRule, ...]:
    read = (_capture(item, names, reading) for item in reading.rows(node, "captures"))
    return tuple(rule for rule in read if rule is not None)


def _capture(node: Node, names: Names, reading: Reading) -> CaptureRule | None:
    keys = reading.table(node, _KEYS, "a row of captures", required=("format",))
    if not isinstance(node, Table):
        return None
    name = reading.full_text(keys["format"].value, "format") if "format" in keys else None
    boundary = (
        reading.known(keys["boundary"].value, names.boundaries, "boundary") if "boundary" in keys else None
    )
    system = reading.known(keys["system"].value, names.systems, "system") if "system" in keys else None
    message = _message(keys["message"].value, boundary, names, reading) if "message" in keys else None
    face = _texts(keys["face"].value, "face", reading) if "face" in keys else {}
    for entry in reading.names(keys["face"].value, "face") if face else ():
        reading.known(entry.key, names.systems, "system")
    where = _texts(keys["where"].value, "where", reading) if "where" in keys else {}
    fields = {key: text for key in _FIELDS if (text := _field(keys, key, reading)) is not None}
    if name is None:
        return None
    return CaptureRule(
        format=name,
        where=where,
        boundary=boundary,
        message=message,
        system=system,
        face=face,
        fields=fields,
        place=place(node),
    )


def _field(keys: Mapping[str, Entry], name: str, reading: Reading) -> str | None:
    return reading.full_text(keys[name].value, name) if name in keys else None


def _message(node: Node, boundary: Ref | None, names: Names, reading: Reading) -> Ref | None:
    """A message of the boundary, or, where none is named, of any."""
    if boundary is not None:
        known = names.messages[boundary.name]
    else:
        known = tuple(name for messages in names.messages.values() for name in messages)
    return reading.known(node, known, "message")


def _texts(node: Node, what: str, reading: Reading) -> Mapping[str, str]:
    found = {}
    for entry in reading.names(node, what):
        text = reading.text(entry.value, entry.key.text)
        if text is not None:
            found[entry.key.text] = text
    return found
