"""Pages of an OData service: rows, and what the service says that it had more."""

from collections.abc import Iterator, Sequence

from checker.errors import Mistake
from checker.load.captures import members
from checker.load.captures.records import Record, Say, Way, json_records
from checker.load.captures.sources import Source
from checker.model.json import Json
from checker.model.places import Place
from checker.model.text import plain

_COUNTS = ("__count", "@odata.count")
_NEXT = ("__next", "@odata.nextLink")


def rows(source: Source, ways: Sequence[Way], say: Say) -> Iterator[Record]:
    """
    Every row of every page in a file, as `json_records` finds them; at the end what is missing is said.

    A service counts the rows of all pages together. Where it does not, each page but the last one names the
    next.
    """
    pages = _Pages()
    count = 0
    for record in json_records(source, ways, say, pages.heard):
        count += 1
        pages.begun += record.place.pointer.endswith("/0")
        for pointer in _cut_off(record.value, record.place.pointer):
            place = Place(
                file=source.file, line=record.place.line, column=record.place.column, pointer=pointer
            )
            fix = "fetch the next page too and write it into the list"
            say(
                Mistake(
                    message=f"the service had more at {plain(pointer, longest=200)}", place=place, fix=fix
                )
            )
        yield record
    if pages.count is not None and count < pages.count:
        what = f"this has {count:,} of the {pages.count:,} rows that the service counted"
    elif pages.count is None and pages.named >= max(pages.begun, 1):
        what = f"the service had more rows than this has ({count:,})"
    else:
        return
    fix = "fetch the next page too and write it behind this one" if pages.named else "fetch them all"
    say(Mistake(message=what, place=pages.place or Place(file=source.file, line=1, column=1), fix=fix))


class _Pages:
    """What pages say of all the rows that the service has."""

    def __init__(self) -> None:
        self.count: int | None = None
        self.begun = 0
        self.named = 0  # how often a next page was
        self.place: Place | None = None

    def heard(self, name: str, value: Json, place: Place) -> None:
        if name in _COUNTS:
            text = members.text({name: value}, name) or ""
            if text.isascii() and text.isdigit() and len(text) < 16:
                self.count = max(self.count or 0, int(text))
                self.place = place
        elif name in _NEXT and isinstance(value, str) and value:
            self.named += 1
            self.place = place


def _cut_off(value: Json, pointer: str) -> Iterator[str]:
    """Lists inside a row that have a further page."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        if isinstance(one, dict) and "results" in one and isinstance(one.get("__next"), str):
            yield f"{pointer}/{name}"
        yield from _cut_off(one, f"{pointer}/{name}")
