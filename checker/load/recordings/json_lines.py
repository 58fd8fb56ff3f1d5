"""Records from JSON Lines, packed or not."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import BinaryIO

from checker.errors import Mistake, RecordingError
from checker.load import json_places
from checker.load.files import DISK, Files
from checker.load.json import parse_line
from checker.load.recordings import events, headers
from checker.load.recordings.blocks import BLOCK, DamagedError, blocks, is_bomb, packing
from checker.load.recordings.cases import Record
from checker.load.recordings.lines import numbered
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.opened import opened
from checker.load.recordings.ranges import BEGINNING, SIZE, WHOLE, Cut, Range, border, taken
from checker.load.remote import is_url
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Event, Header


class JsonLines:
    """A file with a record a line."""

    def __init__(self, path: str, limits: Limits, files: Files = DISK) -> None:
        self._path = path
        self._files = files
        self._limits = limits
        self._packing = packing(path)
        self.lines = 0  # that `records` has read
        self.is_damaged = False

    def header(self) -> Header:
        """
        What the first line says of the recording; the default where it is an event or can't be read.

        Raises:
            RecordingError: it is of another format than ours.

        """
        line, record = self._first()
        if isinstance(record, dict) and headers.is_header(record):
            return headers.known(record, partial(self._place, line, 1))
        return Header()

    def records(self, mistakes: Mistakes, within: Range = WHOLE, first_line: int = 1) -> Iterator[Record]:
        """The record of each line that is not blank; `within` stands where cases begin."""
        number = first_line - 1
        rest: bytes | None = None  # of a last line that no newline ended
        damage: DamagedError | None = None
        with self._opened(self._read_of(within)) as file:
            try:
                content = self._blocks(file, within.start, within.size)
                lines = numbered(content, self._limits.payload_size, first_line)
                for number, line, is_ended in islice(lines, within.lines):
                    if within.only is not None and number - first_line not in within.only:
                        continue
                    if number - first_line in within.deadly:
                        yield number, self._unread(number, mistakes), partial(self._place, line, number)
                    elif not is_ended:
                        rest = line
                    elif line and not line.isspace():
                        yield number, self._parsed(line, number, mistakes), partial(self._place, line, number)
            except DamagedError as error:
                damage = error
        self.lines, self.is_damaged = number - first_line + 1, damage is not None
        if rest is None:
            number += 1
        else:  # whole but for its newline, or cut in the middle: what is said of the cut says it all
            yield number, self._parsed(rest, number, Mistakes(0)), partial(self._place, rest, number)
        if damage is not None:
            self._say(mistakes, number, 1, damage.message, damage.fix)
        elif rest is not None:
            column = len(rest.decode(errors="replace")) + 1
            message = "the file ends here without a newline, as if it had been cut"
            self._say(
                mistakes, number, column, message, "get it again, or end it with a newline if it is whole"
            )

    def cuts(self, size: int = SIZE) -> Sequence[Cut]:
        """Where reading can begin, about `size` unpacked bytes apart; none where only in front."""
        with self._opened() as file:
            if self._packing is None:
                return [Cut(at, at) for at in range(size, file.seek(0, 2), size)]
            if not self._packing.has_frames or is_url(self._path):  # finding them would fetch it all
                return ()
            from checker.load.recordings.frames import frames

            found = frames(file)
        if not found or is_bomb(found[-1].offset, found[-1].at, self._limits):
            return ()  # read as one, it is said at which line the limit is passed
        chosen: list[Cut] = [found[0]]
        for cut in found[1:-1]:
            if cut.offset - chosen[-1].offset >= size:
                chosen.append(cut)
        return chosen[1:]

    def border(self, cut: Cut, most: int | None = None) -> Cut | None:
        """
        Where the first case begins behind a cut, in `most` bytes or in all; None where none does, or nobody
        can read so far.
        """
        with self._opened(BLOCK) as file, suppress(DamagedError):
            behind = border(self._blocks(file, cut, most), self._limits.payload_size, self._case_of)
            return None if behind is None else cut.moved(behind)
        return None

    def piece(self, within: Range) -> bytes:
        """The bytes that a range is read from, as they are packed, from where reading begins for it."""
        start = within.start
        with self._opened() as file:
            size = self._size(within)
            if within.size is not None and self._packing is not None:
                with suppress(DamagedError):
                    for _ in self._blocks(file, start, within.size):
                        pass
                size = file.tell() - start.at + self._packing.piece  # where it is damaged, that is seen too
            file.seek(start.at)
            return file.read(-1 if size is None else size)

    def content(self, within: Range) -> Iterator[bytes]:
        """
        The bytes of a range that stands where cases begin.

        Raises:
            DamagedError: after everything that could be read.

        """
        with self._opened(self._read_of(within)) as file:
            yield from self._blocks(file, within.start, within.size)

    def _case_of(self, line: bytes) -> str | None:
        record = self._parsed(line, 1, Mistakes(0))
        if not isinstance(record, dict) or headers.is_header(record):
            return None
        event = events.event(record, 1)
        return event.case if isinstance(event, Event) else None

    def _first(self) -> tuple[bytes, Json | Absent]:
        with self._opened() as file, suppress(DamagedError):
            for number, line, _ in numbered(self._blocks(file), self._limits.payload_size):
                return line, self._parsed(line, number, Mistakes(0))
        return b"", ABSENT

    def _opened(self, fetched: int | None = None) -> BinaryIO:
        return opened(self._path, files=self._files, limits=self._limits, fetched=fetched)

    def _size(self, within: Range) -> int | None:
        """How many bytes of the file a range is read from; None where that is not known."""
        if within.size is None or self._packing is not None:
            return None
        return within.start.skipped + within.size

    def _read_of(self, within: Range) -> int | None:
        """The same in whole blocks, as they are read."""
        size = self._size(within)
        return None if size is None else -(-size // BLOCK) * BLOCK

    def _blocks(self, file: BinaryIO, start: Cut = BEGINNING, size: int | None = None) -> Iterator[bytes]:
        if start.at:
            file.seek(start.at)
        if not start.offset and size is None:
            return blocks(file, self._packing, self._limits)
        found = blocks(file, self._packing, self._limits, start.offset - start.skipped)
        return taken(found, start.skipped, size)

    def _parsed(self, line: bytes, number: int, mistakes: Mistakes) -> Json | Absent:
        try:
            return parse_line(
                line.removesuffix(b"\r"), file=self._path, line_number=number, limits=self._limits
            )
        except RecordingError as error:
            for mistake in error.mistakes:
                mistakes.add(mistake)
            return ABSENT

    def _unread(self, number: int, mistakes: Mistakes) -> Absent:
        message = "the process that judges this line dies of it, so nobody did"
        fix = "give it more memory, or take the line out and report it as a defect of seamproof"
        place = Place(file=self._path, line=number, column=1)
        mistakes.add(Mistake(message=message, place=place, fix=fix))
        return ABSENT

    def _place(self, line: bytes, number: int, pointer: str) -> Place:
        text = line.decode()
        offset = json_places.offset_of(text, pointer)
        return Place(file=self._path, line=number, column=offset + 1, pointer=pointer)

    def _say(self, mistakes: Mistakes, line: int, column: int, message: str, fix: str) -> None:
        place = Place(file=self._path, line=line, column=column)
        mistakes.add_of_file(Mistake(message=message, place=place, fix=fix))
