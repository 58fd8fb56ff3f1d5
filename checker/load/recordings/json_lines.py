"""Records from JSON Lines, packed or not."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import BinaryIO

from checker.errors import Mistake, RecordingError
from checker.load import json_places
from checker.load.files import DISK, Files
from checker.load.json import parse_line
from checker.load.recordings import headers
from checker.load.recordings.blocks import DamagedError, blocks, packing
from checker.load.recordings.cases import Record
from checker.load.recordings.lines import numbered
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.opened import opened
from checker.model.json import ABSENT, Absent, Json
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Header


class JsonLines:
    """A file with a record a line."""

    def __init__(self, path: str, limits: Limits, files: Files = DISK) -> None:
        self._path = path
        self._files = files
        self._limits = limits
        self._packing = packing(path)

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

    def records(self, mistakes: Mistakes) -> Iterator[Record]:
        """The record of each line that is not blank."""
        number = 0
        rest: bytes | None = None  # of a last line that no newline ended
        damage: DamagedError | None = None
        with self._opened() as file:
            try:
                for number, line, is_ended in numbered(self._blocks(file), self._limits.payload_size):
                    if not is_ended:
                        rest = line
                    elif line and not line.isspace():
                        yield number, self._parsed(line, number, mistakes), partial(self._place, line, number)
            except DamagedError as error:
                damage = error
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

    def _first(self) -> tuple[bytes, Json | Absent]:
        with self._opened() as file, suppress(DamagedError):
            for number, line, _ in numbered(self._blocks(file), self._limits.payload_size):
                return line, self._parsed(line, number, Mistakes(0))
        return b"", ABSENT

    def _opened(self) -> BinaryIO:
        return opened(self._path, files=self._files, limits=self._limits)

    def _blocks(self, file: BinaryIO) -> Iterator[bytes]:
        return blocks(file, self._packing, self._limits)

    def _parsed(self, line: bytes, number: int, mistakes: Mistakes) -> Json | Absent:
        try:
            return parse_line(
                line.removesuffix(b"\r"), file=self._path, line_number=number, limits=self._limits
            )
        except RecordingError as error:
            for mistake in error.mistakes:
                mistakes.add(mistake)
            return ABSENT

    def _place(self, line: bytes, number: int, pointer: str) -> Place:
        text = line.decode()
        offset = json_places.offset_of(text, pointer)
        return Place(file=self._path, line=number, column=offset + 1, pointer=pointer)

    def _say(self, mistakes: Mistakes, line: int, column: int, message: str, fix: str) -> None:
        place = Place(file=self._path, line=line, column=column)
        mistakes.add_of_file(Mistake(message=message, place=place, fix=fix))
