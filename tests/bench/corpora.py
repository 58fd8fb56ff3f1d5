"""The corpora of one run, each written when it is first asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.bench.corpus import CONTRACT, write_recording, write_set
from tests.bench.planted import Planted

_SHORT = 1_000  # lines from which growth is measured


@dataclass(frozen=True, slots=True)
class Corpus:
    """A contract set with one recording."""

    folder: Path
    lines: int
    planted: Planted

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def recording(self) -> Path:
        return self.folder / "recordings/corpus.jsonl"


@dataclass(frozen=True)
class Corpora:
    """All in one folder; `most` are the lines of the longest."""

    folder: Path
    lines: int
    most: int

    @cached_property
    def clean(self) -> Corpus:
        return self._written("clean", self.lines)

    @cached_property
    def few(self) -> Corpus:
        return self._written("1 in 1,000 altered", self.lines, altered_every=min(1_000, self.lines))

    @cached_property
    def every(self) -> Corpus:
        """A tenth of the lines, since each takes longer."""
        return self._written("all altered", max(self.lines // 10, 1), altered_every=1)

    @cached_property
    def short(self) -> Corpus:
        return self._written("short", min(_SHORT, self.lines))

    @cached_property
    def bare(self) -> Corpus:
        """One line, for what comes before the first."""
        return self._written("one line", 1)

    @cached_property
    def long(self) -> Corpus:
        return self.clean if self.most <= self.lines else self._written("long", self.most)

    @cached_property
    def double(self) -> Corpus:
        """Two messages with the same mapping, and a recording of each."""
        made = self._written("two messages", self.lines)
        start, rest = CONTRACT.split("      order:\n")
        message, end = rest.split("reference:\n")
        both = f"{start}      order:\n{message}      again:\n{message}reference:\n{end}"
        (made.folder / "contract.yaml").write_text(both)
        with made.recording.open("rb") as lines, made.recording.with_name("again.jsonl").open("wb") as again:
            for line in lines:
                other = line.replace(b'"message":"order"', b'"message":"again"', 1)
                again.write(other.replace(b'"case":"', b'"case":"again-', 1))
        return made

    def _written(self, name: str, lines: int, *, altered_every: int | None = None) -> Corpus:
        folder = self.folder / name
        write_set(folder)
        altered = write_recording(folder / "recordings/corpus.jsonl", lines, altered_every=altered_every)
        return Corpus(folder, lines, Planted(altered))
