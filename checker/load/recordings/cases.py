"""Records put together to cases, one case in memory at a time."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from checker.errors import Mistake
from checker.load.recordings import events, headers
from checker.load.recordings.fields import WrongError
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.seen import PartNames, SeenNames
from checker.model.json import ABSENT, Absent, Json
from checker.model.places import Place
from checker.model.recordings import Case, Event, Header
from checker.model.text import nearest, plain, shown

# A line, its record (ABSENT where it could not be read), and what finds the place of a JSON Pointer in it.
Locate: TypeAlias = Callable[[str], Place]
Record: TypeAlias = tuple[int, Json | Absent, Locate]

_SORT = (
    'python3 -c "import json, sys; sys.stdout.writelines(sorted(sys.stdin, '
    "key=lambda line: json.loads(line).get('case', '')))\""
)


class Cases:
    """
    Puts events together while their records come in, below a header until another one comes.

    `names` are those of the cases, with those that stand in front of these records.
    """

    def __init__(self, file: str, mistakes: Mistakes, header: Header, names: SeenNames | PartNames) -> None:
        self._file = file
        self._mistakes = mistakes
        self._names = names
        self._header = header
        self._open: list[Event] = []  # the events of the case that is being read
        self._is_repeated = False  # that case was delivered before
        self._has_gap = False  # something beside that case could not be read
        self.count = 0  # of the events that could be read
        self.headers: list[Header] = []  # all that were read; files may have been joined

    def of(self, records: Iterable[Record]) -> Iterator[Case]:
        """Every case of these records, in their order."""
        is_behind_gap = False
        for line, record, locate in records:
            read = None if record is ABSENT else self._read(line, record, locate)
            if isinstance(read, Event):
                if not self._open or read.case != self._open[0].case:
                    yield from self._closed()
                    self._begin(read, locate, has_gap=is_behind_gap)
                self._open.append(read)
                is_behind_gap = False
            elif isinstance(read, Header):
                yield from self._closed()
                self._header = read
                self.headers.append(read)
            else:
                self._has_gap = is_behind_gap = True
        yield from self._closed()

    def _read(self, line: int, record: Json, locate: Locate) -> Event | Header | None:
        if not isinstance(record, dict):
            wrong = WrongError(
                f"an event is a JSON object, and this is {shown(record)}", "write it in braces"
            )
            self._say((wrong,), locate)
            return None
        if headers.is_header(record):
            header, wrongs = headers.header(record)
            self._say(wrongs, locate)
            return header
        read = events.event(record, line)
        if isinstance(read, Event):
            self.count += 1
            return read
        self._say(read, locate)
        return None

    def _say(self, wrongs: Iterable[WrongError], locate: Locate) -> None:
        for wrong in wrongs:
            place = locate(wrong.pointer)
            self._mistakes.add(Mistake(message=wrong.message, place=place, fix=wrong.fix))

    def _begin(self, first: Event, locate: Locate, *, has_gap: bool) -> None:
        self._has_gap = has_gap
        before = self._names.first_line(first.case, first.line)
        self._is_repeated = before is not None
        if before is not None:
            self._mistakes.add(
                Mistake(
                    message=f'the case "{plain(first.case)}" stands in two places; the second is not read',
                    place=locate("/case"),
                    fix=f"sort the lines by case: {_SORT} < unsorted.jsonl > sorted.jsonl",
                    related=((Place(file=self._file, line=before, column=1), "it stands here first"),),
                )
            )

    def _closed(self) -> Iterator[Case]:
        """The case that is being read, now that all of it was."""
        if self._open and not self._is_repeated:
            events = tuple(self._open) if len(self._open) == 1 else self._with_own_ids()
            has_causes = self._has_all_causes(events)
            yield Case(
                name=events[0].case,
                events=events,
                recording=self._file,
                header=self._header,
                is_whole=has_causes and not self._has_gap and len(events) == len(self._open),
            )
        self._open = []
        self._has_gap = False

    def _with_own_ids(self) -> tuple[Event, ...]:
        """The events of the open case, without those that repeat an id."""
        by_id: dict[str, Event] = {}
        for event in self._open:
            first = by_id.setdefault(event.id, event)
            if first is not event:
                self._mistakes.add(
                    Mistake(
                        message=f'the id "{plain(event.id)}" stands twice in the case "{plain(event.case)}"',
                        place=self._line(event),
                        fix="give each event of a case an id of its own",
                        related=((self._line(first), "it stands here first"),),
                    )
                )
        return tuple(by_id.values())

    def _has_all_causes(self, events: tuple[Event, ...]) -> bool:
        """Whether each event that these are `of` is among them; an unreadable line may have been it."""
        if len(events) == 1 and not events[0].of:
            return True
        ids = {event.id for event in events}
        strays = [(event, cause) for event in events if event.of for cause in event.of if cause not in ids]
        for event, cause in () if self._has_gap else strays:
            near = nearest(cause, ids)
            self._mistakes.add(
                Mistake(
                    message=f'"of" names "{plain(cause)}", and no event of "{plain(event.case)}" has this id',
                    place=self._line(event),
                    fix=f'write "{plain(near)}"' if near else "name an event of the same case",
                )
            )
        return not strays

    def _line(self, event: Event) -> Place:
        return Place(file=self._file, line=event.line, column=1)
