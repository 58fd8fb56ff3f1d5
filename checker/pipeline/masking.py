"""Recordings without what is personal or secret in them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Final

from checker.analysis.masking import Masker
from checker.errors import MaskingError, RecordingError
from checker.load.folders import CONTRACT
from checker.load.recordings import Recording, recording
from checker.load.recordings.seen import SeenNames
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT, Limits
from checker.model.recordings import Header
from checker.model.text import plain, shown
from checker.pipeline.discretion import discreet, discreetly
from checker.pipeline.gathering import Incident
from checker.report.recording import event_line, header_line

_IN_MEMORY: Final = 8_000_000  # characters of masked lines, which wait for their header


class Masking:
    """
    Masks recordings, each by the contract set that it is of.

    `used` says of each recording by which set it was masked; of one that belongs to none, why.
    """

    def __init__(self, key: bytes, sets: Sequence[ContractSet], limits: Limits = DEFAULT) -> None:
        self._key = key
        self._sets = sets
        self._limits = limits
        self._maskers: dict[str | None, Masker] = {}
        self.used: dict[str, str] = {}
        self.cases = 0

    def lines(self, path: str) -> Iterator[str]:
        """
        The lines of the masked recording, each with its newline; they are good only if all of them came.

        Raises:
            CannotCheckError: the recording or its contract can't be read, or something sensitive would stay.

        """
        with discreet(path):
            opened = recording(path, limits=self._limits)
        yield from self._masked(path, opened)

    def masker(self, path: str, header: Header) -> Masker:
        """What masks a recording with this header."""
        contracts, why = self._set_of(path, header)
        name = contracts.name if contracts else None
        by = f"the contract set {contracts.name}" if contracts else f"what values look like alone: {why}"
        self.used.setdefault(path, by)
        if name not in self._maskers:
            self._maskers[name] = Masker(self._key, contracts)
        return self._maskers[name]

    def _masked(self, path: str, opened: Recording) -> Iterator[str]:
        names = SeenNames()
        header = opened.header
        masker = self.masker(path, header)
        what: dict[str, str] = {}
        with _spool() as waiting:
            for case in opened.cases():
                if case.header != header:
                    yield from _released(masker.header(header, what), waiting)
                    header, what = case.header, {}
                    masker = self.masker(path, header)
                masked = masker.masked(case)
                what |= masked.what
                self.cases += 1
                first = masked.case.events[0].line
                if (before := names.first_line(masked.case.name, first)) is not None:
                    raise MaskingError(
                        f"the cases at the lines {before} and {first} of {plain(path)} would get one name",
                        fix="mask with another key",
                    )
                waiting.writelines(map(event_line, masked.case.events))
            if opened.mistakes:
                raise RecordingError([discreetly(mistake) for mistake in opened.mistakes])
            yield from _released(masker.header(header, what), waiting)

    def _set_of(self, path: str, header: Header) -> tuple[ContractSet | None, str]:
        """The set that a recording is of, or why there is none: its own word counts, then where it lies."""
        holding = self._holding(path)
        known = {each.name: each for each in (*self._sets, *holding)}
        if header.set is not None:
            return known.get(header.set), f"there is no contract set {shown(header.set)}"
        if holding:
            return holding[0], ""
        if len(self._sets) == 1:
            return self._sets[0], ""
        return None, "no contract set was found" if not self._sets else "it names no contract set"

    def _holding(self, path: str) -> Sequence[ContractSet]:
        """The set in whose folder a file lies."""
        for folder in Path(path).absolute().parents:
            if (folder / CONTRACT).is_file():
                for each in self._sets:
                    if Path(each.folder).absolute() == folder:
                        return (each,)
                return contract_sets([str(folder)], limits=self._limits)
        return ()


def masked(incident: Incident, key: bytes, contracts: ContractSet | None) -> Iterator[str]:
    """
    The lines of a recording of these cases, masked; they are good only if all of them came.

    `contracts` says what is sensitive, None where nothing does.

    Raises:
        MaskingError: something sensitive would stay.

    """
    masker = Masker(key, contracts)
    default = incident.gathered.header if incident.gathered is not None else Header()
    header = incident.cases[0].header if incident.cases else default
    what: dict[str, str] = {}
    with _spool() as waiting:
        for case in incident.cases:
            if case.header != header:  # one of which less was captured
                yield from _released(masker.header(header, what), waiting)
                header, what = case.header, {}
            made = masker.masked(case)
            what |= made.what
            waiting.writelines(map(event_line, made.case.events))
        yield from _released(masker.header(header, what), waiting)


def discreet_words(incident: Incident, key: bytes) -> Incident:
    """The same with what will be said of it: without what the form of a word gives away."""
    masker = Masker(key, None)
    mistakes = tuple(replace(mistake, message=masker.text(mistake.message)) for mistake in incident.mistakes)
    gathered = incident.gathered
    if gathered is not None:
        unknown = tuple(
            replace(one, tells=tuple((name, masker.text(text)) for name, text in one.tells))
            for one in gathered.unknown
        )
        gathered = replace(gathered, unknown=unknown)
    return replace(incident, mistakes=mistakes, gathered=gathered)


def _spool() -> "SpooledTemporaryFile[str]":
    return SpooledTemporaryFile(_IN_MEMORY, "w+", encoding="utf-8", newline="")


def _released(header: Header, waiting: "SpooledTemporaryFile[str]") -> Iterator[str]:
    """The header, then the lines that waited for it."""
    yield header_line(header)
    waiting.seek(0)
    yield from waiting
    waiting.seek(0)
    waiting.truncate()
