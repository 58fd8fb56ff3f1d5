"""Captures of an incident, explained: each case judged as by a check, and told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.analysis.capturing import Gathered
from checker.analysis.incident import Explanation, Incident, Told, explained
from checker.analysis.replay import Replay, SeenCase
from checker.analysis.replay import compiled as ready_for_replay
from checker.errors import Mistake, UsageError
from checker.load.captures.recordings import is_recording
from checker.load.captures.sources import Source
from checker.load.recordings import ENDINGS, recording
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Accepted, Finding, Report, Skipped
from checker.model.places import Place
from checker.model.recordings import Case, Complete, Header
from checker.model.text import nearest, shown
from checker.pipeline.gathering import gathered, set_for
from checker.pipeline.judged import Judged, joined
from checker.pipeline.options import Options, Watch, nobody
from checker.pipeline.recordings import strangers
from checker.pipeline.summary import position
from checker.report.unchecked import broken
from checker.rules import causes, replay

_MOST_TOLD = 20  # cases that are told in full, of those that were not asked for by name
_MOST_BRIEF = 1_000
_OFTEN = 200  # cases between two words to whoever watches


def explain(
    captures: Sequence[str],
    *,
    paths: Sequence[str],
    set_name: str | None = None,
    complete: Mapping[str, str] | None = None,
    case: str | None = None,
    options: Options | None = None,
    progress: Watch = nobody,
) -> Explanation:
    """
    What these captures show of the contract sets at the paths; of all cases, or of the one named.

    `complete` says how much of a system was captured; it outranks what a recording says of itself.

    Raises:
        CannotCheckError: a contract has mistakes, there is no such set or case, or a file can't be opened.

    """
    options = options or Options()
    progress("contracts")
    sets = contract_sets(paths, limits=options.limits)
    work = _Work(options=options, wanted=case)
    how = {name: Complete(text) for name, text in (complete or {}).items()}
    reading = _Reading(sets=sets, paths=paths, set_name=set_name, complete=how, options=options)
    for number, (contracts, found) in enumerate(_cases(captures, reading), start=1):
        if number % _OFTEN == 0:
            progress(f"{number:,} cases")
        work.take(contracts, found)
    if case is not None and not work.cases and not reading.mistakes:
        near = nearest(case, work.names)
        fix = f"did you mean {near}?" if near else _listing(work.names)
        raise UsageError(f"there is no case {shown(case)} in {' and '.join(captures)}", fix=fix)
    return work.explanation(reading)


def _listing(names: Sequence[str]) -> str:
    some = ", ".join(names[:10])
    return f"known are {some}{', …' if len(names) > 10 else ''}" if names else "name another capture"


@dataclass(slots=True, kw_only=True)
class _Reading:
    """What captures are read with, and what could not be read of them."""

    sets: Sequence[ContractSet]
    paths: Sequence[str]
    set_name: str | None
    complete: Mapping[str, Complete]
    options: Options
    mistakes: list[Mistake] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def contracts(self, header: Header) -> ContractSet:
        """The set that is asked for, else that of the recording, else the only one."""
        found = set_for(self.sets, self.set_name or header.set, self.paths)
        for name in self.complete:
            if name not in found.systems:
                near = nearest(name, found.systems)
                fix = f"did you mean {near}?" if near else f"known are {', '.join(found.systems)}"
                raise UsageError(f"{found.name} has no system {shown(name)}", fix=fix)
        return found

    def header(self, header: Header) -> Header:
        """What is known of how much was captured."""
        return replace(header, complete={**header.complete, **self.complete}) if self.complete else header


def _cases(captures: Sequence[str], reading: _Reading) -> Iterator[tuple[ContractSet, Case]]:
    """Every case in the captures with its contract set; what can't be read is noted in `reading`."""
    limits = reading.options.limits
    ours = [name for name in captures if name.endswith(ENDINGS) and is_recording(Source(name, None, limits))]
    if len(ours) == len(captures):
        yield from _recorded(captures, reading)
        return
    header = recording(ours[0], limits=limits).header if ours else Header()
    contracts = reading.contracts(header)
    found = gathered(captures, contracts, header=reading.header(header), limits=limits)
    reading.mistakes += found.mistakes
    reading.skipped += [_unrecognised(one.file, one.form) for one in found.taken if not one.recognised]
    if found.gathered is not None:
        reading.skipped += _left_out(found.gathered)
    for case in found.cases:
        yield contracts, replace(case, header=reading.header(case.header))


def _recorded(captures: Sequence[str], reading: _Reading) -> Iterator[tuple[ContractSet, Case]]:
    """The cases of recordings as a stream; one that stands in two of them can't be told as one."""
    seen: dict[str, str] = {}
    for path in captures:
        opened = recording(path, limits=reading.options.limits)
        told: set[int] = set()
        for case in opened.cases():
            contracts = reading.contracts(case.header)
            if id(case.header) not in told:
                told.add(id(case.header))
                if reading.set_name is None or case.header.set == reading.set_name:
                    reading.mistakes += strangers(case.header, contracts, path)
            if seen.setdefault(case.name, path) != path:
                reading.mistakes.append(_twice(case, seen[case.name]))
            yield contracts, replace(case, header=reading.header(case.header)) if reading.complete else case
        reading.mistakes += opened.mistakes


def _twice(case: Case, first: str) -> Mistake:
    return Mistake(
        message=f"the case {shown(case.name)} stands in {first} too, and each is explained alone",
        place=case.place(case.events[0]),
        fix="put its events together in one recording",
    )


def _unrecognised(file: str, form: str) -> Skipped:
    why = f"nothing in {file} ({form}) was recognised"
    fix = "write rows of captures into the contract"
    return Skipped(
        check="captures", why=why, was_asked=True, place=Place(file=file, line=1, column=1), fix=fix
    )


def _left_out(gathered: Gathered) -> Iterator[Skipped]:
    """What of captures is in no case: unknown things, what may belong to several cases, made-up examples."""
    for unknown in gathered.unknown:
        tells = ", ".join(f"{name} {shown(text)}" for name, text in unknown.tells)
        why = f"{unknown.count:,} of {unknown.format} were not recognised{f' ({tells})' if tells else ''}"
        fix = f"they may be {' or '.join(unknown.doubts)}: tell them apart" if unknown.doubts else None
        yield Skipped(check="captures", why=why, was_asked=bool(unknown.doubts), place=unknown.place, fix=fix)
    for doubt in gathered.doubts:
        why = f"what was captured here may belong to {' or '.join(map(shown, doubt.cases))}, and is in none"
        place = doubt.draft.captured.place
        yield Skipped(check="captures", why=why, was_asked=True, place=place, fix="capture an id with it")
    if gathered.samples:
        why = f"{gathered.samples:,} examples that somebody made up are no evidence"
        yield Skipped(check="captures", why=why)


@dataclass(slots=True, kw_only=True)
class _Work:
    """Grows while cases are judged; only those with something to tell are looked at a second time."""

    options: Options
    wanted: str | None
    ready: dict[str, Replay] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    briefly: list[Told] = field(default_factory=list)
    standing: list[Finding] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    reasons: dict[tuple[str, str, bool], tuple[Skipped, int]] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    healthy: int = 0
    cases: int = 0
    replayed: int = 0
    beyond: int = 0
    first: tuple[Replay, Case, Judged] | None = None  # told in full where nothing is wrong and it is alone

    def take(self, contracts: ContractSet, case: Case) -> None:
        if self.wanted is not None and case.name != self.wanted:
            if len(self.names) < _MOST_BRIEF:
                self.names.append(case.name)
            return
        ready = self._ready(contracts)
        seen = ready.look(case)
        judged = _judged(contracts, seen, self.options)
        self.cases += 1
        self.replayed += seen.replayed
        self.standing += judged.standing
        self.accepted += judged.accepted
        for one in seen.skipped:
            first, times = self.reasons.get((one.check, one.why, one.was_asked), (one, 0))
            self.reasons[one.check, one.why, one.was_asked] = (first, times + 1)
        if self.wanted is not None or judged.standing or any(one.was_asked for one in seen.skipped):
            self._tell(ready, case, judged)
        elif self.cases == 1:
            self.first = (ready, case, judged)
        else:
            self.healthy += 1

    def _tell(self, ready: Replay, case: Case, judged: Judged) -> None:
        if len(self.briefly) >= _MOST_BRIEF:
            self.beyond += 1
            return
        incident = explained(ready, case, *ready.look_whole(case))
        findings, accepted = causes.merged(judged.standing), tuple(judged.accepted)
        if len(self.told) < _MOST_TOLD:
            self.told.append(Told(incident=incident, findings=findings, accepted=accepted))
        else:
            self.briefly.append(Told(incident=_brief(incident), findings=findings, accepted=accepted))

    def _ready(self, contracts: ContractSet) -> Replay:
        if contracts.folder not in self.ready:
            self.ready[contracts.folder] = ready_for_replay(contracts, limits=self.options.limits)
            self.sources |= contracts.sources
        return self.ready[contracts.folder]

    def explanation(self, reading: _Reading) -> Explanation:
        if self.first is not None and self.cases == 1:
            self._tell(*self.first)
        elif self.first is not None:
            self.healthy += 1
        skipped = [*(broken(mistake) for mistake in reading.mistakes), *reading.skipped]
        for one, times in self.reasons.values():
            more = f" (and {times - 1:,} more times)" if times > 1 else ""
            skipped.append(replace(one, why=f"{one.why}{more}"))
        if self.beyond:
            skipped.append(
                Skipped(check="explain", why=f"{self.beyond:,} more cases with findings are not told")
            )
        if not self.cases and not reading.mistakes:
            skipped.append(_nothing())
        report = Report(
            checked={"sets": len(self.ready), "cases": self.cases, "replayed": self.replayed},
            findings=tuple(sorted(causes.merged(self.standing), key=position)),
            accepted=tuple(sorted(joined(self.accepted), key=lambda one: position(one.finding))),
            skipped=tuple(skipped),
            fail_on=self.options.fail_on,
            sources=self.sources,
        )
        return Explanation(
            told=tuple(self.told), briefly=tuple(self.briefly), healthy=self.healthy, report=report
        )


def _brief(incident: Incident) -> Incident:
    """What one line needs, since there may be many."""
    return replace(incident, moments=incident.moments[:1], answers=(), asides=(), skipped=())


def _judged(contracts: ContractSet, seen: SeenCase, options: Options) -> Judged:
    """The findings of one case, as a check has them; what a recording expects is told like the rest."""
    judged = Judged(contracts=contracts, options=options)
    found = replay.findings(seen)
    judged.take(found, order=[rule.id for rule in replay.RULES], cause=replay.cause(found, seen))
    return judged


def _nothing() -> Skipped:
    fix = "name another capture"
    return Skipped(check="explain", why="there is no case in these captures", was_asked=True, fix=fix)
