"""How events of foreign captures are recognised: `captures`."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from checker.load.language.names import Names
from checker.load.language.reading import Reading
from checker.load.paths import PathError, parse
from checker.load.tree import Entry, Node, Scalar, Table, place
from checker.model.capture_formats import FORMAT_NAMES
from checker.model.contracts import CaptureRule, Spot
from checker.model.places import Ref
from checker.model.recordings import Complete

_FIELDS: Final = (
    "status",
    "case",
    "payload",
    "time",
    "id",
    "of",
    "key",
    "version",
    "attempt",
    "reason",
)
_KEYS: Final = (
    "format",
    "where",
    "boundary",
    "message",
    "side",
    "system",
    "face",
    "effect",
    "complete",
    *_FIELDS,
)
_SIDES: Final[Sequence[Literal["sent", "received"]]] = ("sent", "received")
_PATHS: Final = ("/", "header:", "attribute:", "key:")
_REPLY: Final = "reply:"


def captures(node: Node, names: Names, reading: Reading) -> tuple[CaptureRule, ...]:
    read = (_capture(item, names, reading) for item in reading.rows(node, "captures"))
    return tuple(rule for rule in read if rule is not None)


def _capture(node: Node, names: Names, reading: Reading) -> CaptureRule | None:
    keys = reading.table(node, _KEYS, "a row of captures", required=("format",))
    if not isinstance(node, Table):
        return None
    name = (
        reading.known(keys["format"].value, FORMAT_NAMES, "format of captures") if "format" in keys else None
    )
    boundary = _known(keys, "boundary", names.boundaries, reading)
    side = reading.word(keys["side"].value, _SIDES, "side") if "side" in keys else None
    if side is not None and boundary is None and "boundary" not in keys:
        reading.wrong(
            "side is of a message, and this row names no boundary", keys["side"].key, "add boundary:"
        )
    rule = CaptureRule(
        format=name.name if name is not None else "",
        where=_where(keys["where"].value, reading) if "where" in keys else (),
        boundary=boundary,
        message=_message(keys["message"].value, boundary, names, reading) if "message" in keys else None,
        side=next((word for word in _SIDES if word == side), None),
        system=_known(keys, "system", names.systems, reading),
        face=_faces(keys["face"].value, names, reading) if "face" in keys else {},
        effect=_known(keys, "effect", names.facts, reading, "fact"),
        complete=reading.one_of(keys["complete"].value, Complete, "complete") if "complete" in keys else None,
        fields={
            key: spot
            for key in _FIELDS
            if key in keys and (spot := _spot(keys[key].value, key, reading)) is not None
        },
        place=place(node),
    )
    if "format" in keys and not {"boundary", "system", "effect", "face"} & keys.keys():
        reading.wrong(
            "this row of captures says of no event what it is", node, "add boundary:, system: or effect:"
        )
    return rule if name is not None else None


def _known(
    keys: Mapping[str, Entry], key: str, known: Mapping[str, object], reading: Reading, what: str = ""
) -> Ref | None:
    return reading.known(keys[key].value, known, what or key) if key in keys else None


def _message(node: Node, boundary: Ref | None, names: Names, reading: Reading) -> Ref | None:
    """A message of the boundary, or, where none is named, of any."""
    if boundary is not None:
        known = names.messages[boundary.name]
    else:
        known = tuple(name for messages in names.messages.values() for name in messages)
    return reading.known(node, known, "message")


def _where(node: Node, reading: Reading) -> tuple[tuple[Spot, str], ...]:
    found = []
    for entry in reading.names(node, "where"):
        spot = _spot(entry.key, "a name in where", reading)
        text = reading.text(entry.value, entry.key.text)
        if spot is not None and text is not None:
            found.append((spot, text))
    return tuple(found)


def _faces(node: Node, names: Names, reading: Reading) -> Mapping[str, Spot]:
    found = {}
    for entry in reading.names(node, "face"):
        face = reading.known(entry.key, names.systems, "system")
        spot = _spot(entry.value, entry.key.text, reading)
        if face is not None and spot is not None:
            found[face.name] = spot
    return found


def _spot(node: Node, what: str, reading: Reading) -> Spot | None:
    """A path into what was captured or into its answer, or a name that the format has for a part."""
    text = reading.full_text(node, what)
    if text is None or not isinstance(node, Scalar):
        return None
    is_reply = text.startswith(_REPLY)
    rest = text.removeprefix(_REPLY)
    if not rest.startswith(_PATHS):
        if is_reply:
            reading.wrong(
                f"{what} names no path in the reply", node, "write reply:/PATH or reply:header:NAME"
            )
            return None
        return Spot(text=text, place=place(node))
    try:
        return Spot(text=text, path=parse(rest, place(node)), is_reply=is_reply, place=place(node))
    except PathError as error:
        reading.mistakes.append(error.mistake)
        return None
