"""Recordings as they lie on the disk or in a revision, read as a stream of cases."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from checker.errors import Mistake, RecordingError
from checker.load.files import DISK, Files
from checker.load.recordings import json_lines, opened, single
from checker.load.recordings.cases import Cases, Record
from checker.load.recordings.mistakes import Mistakes
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place
from checker.model.recordings import Case, Header

YAML = (".yaml", ".yml")
ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", *YAML)


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
    source: _Source = (
        single.Single(path, limits, files)
        if path.endswith(YAML)
        else json_lines.JsonLines(path, limits, files)
    )
    return Recording(path, source, limits, files)


class _Source(Protocol):
    """Where records come from."""

    def header(self) -> Header:
        """What the first record says of the recording, without what is wrong in it."""
        ...

    def records(self, mistakes: Mistakes) -> Iterator[Record]:
        """Every record from the beginning; about what is none, `mistakes` is told."""
        ...


class Recording:
    """A recording in a file. `header` is its first; files that were joined may have further ones."""

    def __init__(self, path: str, source: _Source, limits: Limits, files: Files = DISK) -> None:
        self.path = path
        self._files = files
        self._source = source
        self._most = limits.errors_per_record
        self._mistakes = Mistakes(self._most)
        self.header = source.header()
        self.headers: Sequence[Header] = ()

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What `cases` could not read, as far as it has come. A run that has some must not end well."""
        return self._mistakes.all()

    def cases(self) -> Iterator[Case]:
        """
        Every case as far as it can be read, one in memory at a time.

        A record that can't be read stops no other one. Once the last case is out, `mistakes` is complete, and
        `headers` has every header, also one behind the last case.
        """
        self._mistakes = mistakes = Mistakes(self._most)
        cases = Cases(self.path, mistakes)
        self.headers = cases.headers
        before = opened.state(self.path, self._files)
        yield from cases.of(self._source.records(mistakes))
        if opened.state(self.path, self._files) != before:
            self._say("this file changed while it was read", "read it again once nobody writes to it")
        elif not cases.count and not mistakes.all():
            self._say("this recording holds no event", "record something, or delete the file")

    def _say(self, message: str, fix: str) -> None:
        place = Place(file=self.path, line=1, column=1)
        self._mistakes.add_of_file(Mistake(message=message, place=place, fix=fix))
