"""The cases in captures, each with the contract set that it is held against."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from checker.analysis.capturing import Gathered
from checker.errors import Mistake, UsageError
from checker.load.captures.recordings import is_recording
from checker.load.captures.sources import Source
from checker.load.recordings import ENDINGS, Recording, recording
from checker.model.contracts import ContractSet
from checker.model.findings import Skipped
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.recordings import Case, Complete, Header
from checker.model.text import nearest, shown
from checker.pipeline.gathering import gathered, set_for
from checker.pipeline.masked import Masks, discreet, shown_no_line
from checker.pipeline.whole import strangers


@dataclass(slots=True, kw_only=True)
class Reading:
    """What captures are read with, and what could not be read of them."""

    sets: Sequence[ContractSet]
    paths: Sequence[str]
    set_name: str | None
    complete: Mapping[str, Complete]
    masks: Masks | None
    limits: Limits
    files: Sequence[str] = ()  # that are read
    mistakes: list[Mistake] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def contracts(self, header: Header) -> ContractSet:
        """The set that is asked for, else that of the recording, else the only one."""
        found = set_for(self.sets, self.set_name or header.set, self.paths, self.files)
        for name in self.complete:
            if name not in found.systems:
                near = nearest(name, found.systems)
                fix = f"did you mean {near}?" if near else f"known are {', '.join(found.systems)}"
                raise UsageError(f"{found.name} has no system {shown(name)}", fix=fix)
        return found

    def opened(self, path: str) -> Recording:
        """
        A recording.

        Raises:
            RecordingError: there is no such file, or it is none.

        """
        with shown_no_line(self.masks):
            return recording(path, limits=self.limits)

    def note(self, mistakes: Iterable[Mistake]) -> None:
        """What can't be read; what stands there is shown only where nothing is masked."""
        self.mistakes += mistakes if self.masks is None else discreet(mistakes)

    def text(self, contracts: ContractSet, text: str) -> str:
        """A text out of a capture, masked by its form."""
        return text if self.masks is None else self.masks.masker(contracts).text(text)

    def header(self, header: Header) -> Header:
        """What is known of how much was captured."""
        return replace(header, complete={**header.complete, **self.complete}) if self.complete else header


def cases(captures: Sequence[str], reading: Reading) -> Iterator[tuple[ContractSet, Case]]:
    """Every case in the captures with its contract set; what can't be read is noted in `reading`."""
    limits = reading.limits
    ours = [name for name in captures if name.endswith(ENDINGS) and is_recording(Source(name, None, limits))]
    if len(ours) == len(captures):
        yield from _recorded(captures, reading)
        return
    header = reading.opened(ours[0]).header if ours else Header()
    contracts = reading.contracts(header)
    with shown_no_line(reading.masks):
        found = gathered(captures, contracts, header=reading.header(header), limits=limits)
    reading.note(found.mistakes)
    reading.skipped += [_unrecognised(one.file, one.form) for one in found.taken if not one.recognised]
    if found.gathered is not None:
        reading.skipped += _left_out(found.gathered, partial(reading.text, contracts))
    for case in found.cases:
        yield contracts, replace(case, header=reading.header(case.header))


def _recorded(captures: Sequence[str], reading: Reading) -> Iterator[tuple[ContractSet, Case]]:
    """The cases of recordings as a stream; one that stands in two of them can't be told as one."""
    seen: dict[str, str] = {}
    for path in captures:
        opened = reading.opened(path)
        header: Header | None = None
        for case in opened.cases():
            contracts = reading.contracts(case.header)
            if case.header is not header:
                header = case.header
                if reading.set_name is None or header.set == reading.set_name:
                    reading.mistakes += strangers(header, contracts, path)
            if seen.setdefault(case.name, path) != path:
                name = reading.text(contracts, case.name)
                reading.mistakes.append(_twice(case, name, seen[case.name]))
            yield contracts, replace(case, header=reading.header(case.header)) if reading.complete else case
        reading.note(opened.mistakes)


def _twice(case: Case, name: str, first: str) -> Mistake:
    return Mistake(
        message=f"the case {shown(name)} stands in {first} too, and each is explained alone",
        place=case.place(case.events[0]),
        fix="put its events together in one recording",
    )


def _unrecognised(file: str, form: str) -> Skipped:
    why = f"nothing in {file} ({form}) was recognised"
    fix = "write rows of captures into the contract"
    return Skipped(
        check="captures", why=why, was_asked=True, place=Place(file=file, line=1, column=1), fix=fix
    )


def _left_out(gathered: Gathered, masked: Callable[[str], str]) -> Iterator[Skipped]:
    """What of captures is in no case: unknown things, what may belong to several cases, made-up examples."""
    for unknown in gathered.unknown:
        tells = ", ".join(f"{name} {shown(masked(text))}" for name, text in unknown.tells)
        why = f"{unknown.count:,} of {unknown.format} were not recognised{f' ({tells})' if tells else ''}"
        fix = f"they may be {' or '.join(unknown.doubts)}: tell them apart" if unknown.doubts else None
        yield Skipped(check="captures", why=why, was_asked=bool(unknown.doubts), place=unknown.place, fix=fix)
    for doubt in gathered.doubts:
        names = " or ".join(shown(masked(name)) for name in doubt.cases)
        why = f"what was captured here may belong to {names}, and is in none"
        place = doubt.draft.captured.place
        yield Skipped(check="captures", why=why, was_asked=True, place=place, fix="capture an id with it")
    if gathered.samples:
        why = f"{gathered.samples:,} examples that somebody made up are no evidence"
        yield Skipped(check="captures", why=why)
    for rule, name in gathered.missed:
        why = f"nothing, or nothing that can be read, ever stood where `{name}` of a row of captures looks"
        yield Skipped(check="captures", why=why, place=rule.place)
