"""
What stands for a contract, or for one message of it, so that results are found again that follow from it.

There are two kinds: where a thing stands in its file counts, or does not. What says nothing of a line of the
contract follows from the meaning alone.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final
from zoneinfo import TZPATH

import orjson

import checker
from checker.analysis.waivers import has_ended
from checker.model.boundaries import Boundary
from checker.model.contracts import ContractSet
from checker.model.json import ABSENT
from checker.pipeline.shares import Standard
from checker.pipeline.strands import MessageName, StrandName, messages

# What of a contract set no case is held against; boundaries come one by one.
_NOT_REPLAYED: Final = frozenset(
    {"boundaries", "captures", "changes", "recordings", "sources", "title", "version"}
)
_JUDGING: Final = ("jq", "jsonschema", "jsonschema_rs", "orjson", "referencing", "tzdata", "zstandard")


class Digests:
    """Of what shares are held against."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._groups: dict[tuple[StrandName, bool], bytes] = {}
        self._messages: dict[tuple[MessageName, bool], bytes] = {}

    def of(self, name: StrandName, *, with_places: bool) -> bytes:
        """What stands for all that the outcome of a strand depends on, beside its cases."""
        known = self._groups.get((name, with_places))
        if known is None:
            found = sha256(self._placed if with_places else self._plain)
            for one in messages(name, self._standard.ready.contracts):
                found.update(self._message(one, with_places=with_places))
            known = self._groups[name, with_places] = found.digest()
        return known

    @cached_property
    def _plain(self) -> bytes:
        return self._base(with_places=False)

    @cached_property
    def _placed(self) -> bytes:
        return self._base(with_places=True)

    def _base(self, *, with_places: bool) -> bytes:
        """Everything but what messages say; which messages there are, it has."""
        standard = self._standard
        contracts, options = standard.ready.contracts, standard.options
        watched = standard.still().watched
        return digest(
            (
                tool(),
                options.limits,
                [has_ended(accept, options.today) for accept in contracts.accept],
                _blamed(watched.rows if watched else ()),
                _blamed(watched.statuses.values() if watched else ()),
                _parts(contracts, _NOT_REPLAYED, with_places=with_places),
                [
                    (tuple(one.messages), _parts(one, {"messages"}, with_places=with_places))
                    for one in contracts.boundaries.values()
                ],
            ),
            with_places=with_places,
        )

    def _message(self, name: MessageName, *, with_places: bool) -> bytes:
        found = self._messages.get((name, with_places))
        if found is None:
            boundary, message = name
            declared = self._standard.ready.contracts.boundaries[boundary].messages[message]
            found = digest((boundary, declared), with_places=with_places)
            self._messages[name, with_places] = found
        return found


def digest(value: object, *, with_places: bool) -> bytes:
    """Of values of the model, which their types tell apart; `with_places` with what `==` leaves out."""
    words = _words(value, with_places)
    try:
        return sha256(orjson.dumps(words)).digest()
    except orjson.JSONEncodeError:  # a text that is no Unicode
        return sha256(json.dumps(words).encode()).digest()


@lru_cache(maxsize=1)
def tool() -> tuple[str, ...]:
    """
    What judges: this version of it with what it stands on, and its files.

    Where they were installed, their digests stand in a RECORD beside them, which is the same wherever the
    same is installed. When a file was written counts only where that was since then, or there is no RECORD.
    """
    folder = Path(checker.__file__).parent
    stands_on = (
        sys.version,
        sys.byteorder,
        *(f"{name} {_version(name)}" for name in _JUDGING),
        *(f"{zones} {Path(zones).stat().st_mtime_ns}" for zones in TZPATH if Path(zones).is_dir()),
    )
    records = sorted(folder.parent.glob("seamproof-*.dist-info/RECORD"))
    digests = (row for one in records for row in one.read_text("utf-8", "replace").splitlines())
    since = max((one.stat().st_mtime_ns for one in records), default=-1)
    return (
        checker.__version__,
        *stands_on,
        *sorted(row for row in digests if row.startswith(f"{folder.name}/") and not row.endswith(",,")),
        *sorted(_files(str(folder), since)),
    )


def _files(folder: str, since: int) -> Iterator[str]:
    """The files below it, code and all else that it reads, with how long they are and when written."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    for below in _files(entry.path, since):
                        yield f"{entry.name}/{below}"
                continue
            seen = entry.stat()
            written = seen.st_mtime_ns if seen.st_mtime_ns > since else ""
            yield f"{entry.name} {seen.st_size} {written}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _parts(value: ContractSet | Boundary, without: Set[str], *, with_places: bool) -> dict[str, object]:
    return {
        one.name: getattr(value, one.name)
        for one in fields(value)
        if one.name not in without and (with_places or one.compare)
    }


def _blamed(things: Iterable[object]) -> list[bytes]:
    return sorted(digest(thing, with_places=False) for thing in things)


def _words(value: object, with_places: bool) -> object:  # one of a million calls
    """The value as lists and texts, each of which says of what type it is."""
    kind: Any = type(value)
    if kind is str or value is None or kind is bool:
        return value
    if kind is int or kind is float or kind is Decimal:
        return [kind.__name__, repr(value)]
    if kind is dict:
        try:  # schemas and tables are large, and plain JSON
            return ["json", orjson.dumps(value, option=orjson.OPT_PASSTHROUGH_DATACLASS).decode()]
        except TypeError:
            pass
    if isinstance(value, Mapping):
        return ["{", *(_words(one, with_places) for pair in value.items() for one in pair)]
    if isinstance(value, tuple | list):
        return [kind.__name__, *(_words(one, with_places) for one in value)]
    if isinstance(value, set | frozenset):
        return ["set", *sorted(orjson.dumps(_words(one, with_places)).hex() for one in value)]
    if isinstance(value, Enum):
        return [kind.__name__, value.name]
    if is_dataclass(value):
        names = _names(kind, with_places=with_places)
        return [kind.__name__, *(_words(getattr(value, name), with_places) for name in names)]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, date):
        return [kind.__name__, value.isoformat()]
    if value is ABSENT:
        return ["absent"]
    raise TypeError(f"{kind.__name__} has no digest")


@lru_cache(maxsize=1000)
def _names(kind: Any, *, with_places: bool) -> tuple[str, ...]:  # a dataclass
    return tuple(one.name for one in fields(kind) if with_places or one.compare)
