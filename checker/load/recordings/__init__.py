"""Recordings as they lie on the disk or in a revision, read as a stream of cases."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import repeat
from pathlib import Path
from time import time_ns
from typing import Final

from checker.errors import Mistake, RecordingError
from checker.load.files import DISK, Files
from checker.load.recordings import blocks, digests, json_lines, opened, single
from checker.load.recordings.mistakes import Mistakes
from checker.load.recordings.opened import State, state
from checker.load.recordings.parts import Part, Source
from checker.load.recordings.ranges import BEGINNING, WHOLE, Cut, Range
from checker.load.recordings.seen import PartNames, SeenNames
from checker.load.remote import ahead, is_url
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Case, Header

__all__ = [
    "ENDINGS",
    "YAML",
    "Recording",
    "State",
    "content",
    "digest",
    "number_of_lines",
    "part",
    "recording",
    "state",
]

YAML = (".yaml", ".yml")
ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", *YAML)
_SETTLED: Final = 2_000_000_000  # nanoseconds, as coarse as the times of files are anywhere


def recording(path: str, *, limits: Limits = DEFAULT, files: Files = DISK) -> "Recording":
    """
    The recording in a file; what it says of itself is read at once, the rest by `Recording.cases`.

    `files` is where it lies. On the disk it is read as a stream; of any other place it is held in memory, as
    it is packed there.

    Raises:
        RecordingError: there is no such file, it is none, or it is of a format that is not known here.
        MissingExtraError: what unpacks it is not installed.

    """
    if not path.endswith(ENDINGS):
        raise RecordingError(
            [
                Mistake(
                    message=f"{Path(path).name} has none of the endings of a recording",
                    place=Place(file=path, line=1, column=1),
                    fix=f"name it with one of {', '.join(ENDINGS)}",
                )
            ]
        )
    return Recording(path, _source(path, limits, files), limits, files)


def part(
    path: str,
    within: Range,
    *,
    header: Header,
    first_line: int,
    known: PartNames,
    limits: Limits = DEFAULT,
    files: Files = DISK,
) -> Part:
    """
    A part of the recording at a path, as one of `Recording.ranges`. Nothing is read yet.

    Raises:
        MissingExtraError: what unpacks it is not installed.

    """
    source = _source(path, limits, files)
    most = limits.errors_per_record
    return Part(path, source, within, header=header, first_line=first_line, known=known, most=most)


def number_of_lines(path: str, within: Range, *, limits: Limits = DEFAULT, files: Files = DISK) -> int:
    """How many lines a part has, as far as it can be read; of YAML it is one, which can't be parted."""
    if path.endswith(YAML):
        return 1
    newlines, last = 0, b"\n"
    with suppress(blocks.DamagedError):
        for block in json_lines.JsonLines(path, limits, files).content(within):
            newlines += block.count(b"\n")
            last = block[-1:]
    return newlines + (last != b"\n")


def content(path: str, within: Range, *, limits: Limits = DEFAULT) -> bytes | None:
    """
    The bytes of the file that a part is read from, as they are packed there, beginning where the part does.

    None of a file at a URL, which everybody can read.

    Raises:
        RecordingError: it can't be opened.

    """
    if is_url(path):
        return None
    if path.endswith(YAML):
        with opened.opened(path, limits=limits) as file:
            return file.read(limits.contract_size + 1)
    return json_lines.JsonLines(path, limits).piece(within)


def digest(path: str, within: Range, *, limits: Limits = DEFAULT) -> tuple[bytes, State] | None:
    """
    What stands for the bytes of a part, as they are in the file, and what changes when somebody writes to it.

    None where they can't be read, or have just been written: then nobody could tell whether they are the same
    when the part is read. Of a file at a URL there is none: to have its bytes is what takes the time.
    """
    before = None if is_url(path) else state(path)
    if before is None or time_ns() - before[1] < _SETTLED:
        return None
    try:
        with opened.opened(path) as file:
            found = digests.digest(file, path, within, limits)
    except (OSError, RecordingError, blocks.DamagedError):
        return None
    return (found, before) if state(path) == before else None


def _source(path: str, limits: Limits, files: Files) -> Source:
    return (
        single.Single(path, limits, files)
        if path.endswith(YAML)
        else json_lines.JsonLines(path, limits, files)
    )


class Recording:
    """A recording in a file. `header` is its first; files that were joined may have further ones."""

    def __init__(self, path: str, source: Source, limits: Limits, files: Files = DISK) -> None:
        self.path = path
        self.header = source.header()
        self._files = files
        self._source = source
        self._most = limits.errors_per_record
        self._part = self._whole()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What `cases` could not read, as far as it has come. A run that has some must not end well."""
        return self._part.mistakes.all()

    @property
    def headers(self) -> Sequence[Header]:
        """Every header that `cases` has come to, also one behind the last case."""
        return self._part.headers

    def cases(self) -> Iterator[Case]:
        """
        Every case as far as it can be read, one in memory at a time.

        A record that can't be read stops no other one. Once the last case is out, `mistakes` is complete.
        """
        self._part = part = self._whole()
        before = self.state()
        yield from part.cases()
        self.close(before, part.mistakes, part.events)

    def ranges(self, size: int) -> Iterator[Range]:
        """Its parts, about so many bytes large, each from the beginning of a case to that of another."""
        start = BEGINNING
        with suppress(RecordingError):  # whoever reads the parts will be told
            cuts = self._source.cuts(size)
            for cut, near in zip(cuts, self._near(cuts, size), strict=True):
                if cut.offset < start.offset:
                    continue  # the case that began before goes on beyond it
                stop = near or self._source.border(cut)
                if stop is None:
                    break
                if stop.offset > start.offset:
                    yield Range(start=start, stop=stop)
                    start = stop
        yield Range(start=start)

    def _near(self, cuts: Sequence[Cut], size: int) -> Iterator[Cut | None]:
        """
        The border behind each cut, as far as it was asked for ahead: at a URL, and of so many bytes alone,
        since each cut within a long case would read it to its end.
        """
        if is_url(self.path):
            return ahead(lambda cut: self._source.border(cut, size), cuts)
        return repeat(None, len(cuts))

    def _whole(self) -> Part:
        return Part(
            self.path, self._source, WHOLE, header=Header(), first_line=1, known=SeenNames(), most=self._most
        )

    def state(self) -> State | None:
        """What changes when somebody writes to the file."""
        return state(self.path, self._files)

    def close(self, before: State | None, mistakes: Mistakes, events: int) -> None:
        """Adds to the mistakes of all its parts what is to be said of it as a whole."""
        if self.state() != before:
            message, fix = "this file changed while it was read", "read it again once nobody writes to it"
        elif not events and not mistakes:
            message, fix = "this recording holds no event", "record something, or delete the file"
        else:
            return
        place = Place(file=self.path, line=1, column=1)
        mistakes.add_of_file(Mistake(message=message, place=place, fix=fix))
