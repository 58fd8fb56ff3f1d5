"""What a reader of a format is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.load.captures.records import Record, Say
from checker.load.captures.sources import Source
from checker.model.captures import Captured
from checker.model.limits import Limits

Records: TypeAlias = Callable[[Source, Say], Iterator[Record]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """
    A format of captures.

    `looks` says whether a file is of it, from its beginning alone; of several the first in the list counts.
    `records` takes a file apart, and tells what can't be read; `read` gives what one record has to tell, and
    raises UnusableError where it can't use it. `fields` are the names that `where` of a capture rule may
    have, each with what it is.
    """

    name: str
    title: str
    looks: Callable[[Source], bool]
    records: Records
    read: Callable[[Record, Limits], Iterator[Captured]]
    fields: Mapping[str, str]
