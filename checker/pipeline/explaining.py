"""Captures of an incident, explained: each case judged as by a check, and told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from checker.analysis.incident import Explanation, Incident, Told, explained
from checker.analysis.recorded import Record
from checker.analysis.replay import Replay, SeenCase
from checker.analysis.replay import compiled as ready_for_replay
from checker.errors import UsageError
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Accepted, Finding, Report, Skipped
from checker.model.recordings import Case, Complete
from checker.model.text import nearest, shown
from checker.pipeline.cases import Reading, cases
from checker.pipeline.found import joined
from checker.pipeline.judged import Judged
from checker.pipeline.keeping import Kept, kept
from checker.pipeline.masked import Compared, Masks, changes, compared
from checker.pipeline.options import Options, Watch, nobody
from checker.pipeline.summary import position
from checker.report.unchecked import broken
from checker.rules import causes, replay

_MOST_TOLD = 20  # cases that are told in full, of those that were not asked for by name
_MOST_BRIEF = 1_000
_OFTEN = 200  # cases between two words to whoever watches


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """
    What is asked of captures: `case` alone, or all cases; against the sets at `paths`, or the one named.

    `complete` says how much of a system was captured; it outranks what a recording says of itself.
    """

    captures: Sequence[str]
    paths: Sequence[str]
    set_name: str | None = None
    complete: Mapping[str, Complete] = field(default_factory=dict)
    case: str | None = None
    options: Options = field(default_factory=Options)


def explain(inquiry: Inquiry, *, key: bytes | None = None, progress: Watch = nobody) -> Explanation:
    """
    What the captures show; everything masked under `key`, or as it is where there is none.

    Raises:
        CannotCheckError: a contract has mistakes, there is no such set or case, a file can't be opened, or
            something sensitive would stay.

    """
    work, reading = _worked(inquiry, key, progress)
    return work.explanation(reading)


def keep(inquiry: Inquiry, *, key: bytes, progress: Watch = nobody) -> tuple[Explanation, Kept]:
    """
    The same, and the cases that are told in full as one masked recording, which expects what is found in it.

    Raises:
        CannotCheckError: as for `explain`; or nothing is to be kept, or a check of it would not be content.

    """
    work, reading = _worked(inquiry, key, progress)
    explanation = work.explanation(reading)
    if reading.mistakes:
        raise UsageError("what can't be read whole is not kept", fix="mend the capture, or leave out --keep")
    if not work.told_cases:
        raise UsageError("nothing is wrong in any case, so that none is kept", fix="name one with --case")
    return explanation, kept(work.told_cases)


def _worked(inquiry: Inquiry, key: bytes | None, progress: Watch) -> tuple["_Work", Reading]:
    options = inquiry.options
    progress("contracts")
    masks = Masks(key=key) if key is not None else None
    work = _Work(options=options, wanted=inquiry.case, masks=masks)
    reading = Reading(
        sets=contract_sets(inquiry.paths, limits=options.limits),
        paths=inquiry.paths,
        set_name=inquiry.set_name,
        complete=inquiry.complete,
        masks=masks,
        limits=options.limits,
        files=inquiry.captures,
    )
    for number, (contracts, found) in enumerate(cases(inquiry.captures, reading), start=1):
        if number % _OFTEN == 0:
            progress(f"{number:,} cases")
        work.take(contracts, found)
    if inquiry.case is not None and not work.cases and not reading.mistakes:
        near = nearest(inquiry.case, work.names)
        fix = f"did you mean {near}?" if near else _listing(work.names)
        where = " and ".join(inquiry.captures)
        raise UsageError(f"there is no case {shown(inquiry.case)} in {where}", fix=fix)
    return work, reading


def _listing(names: Sequence[str]) -> str:
    some = ", ".join(names[:10])
    return f"known are {some}{', …' if len(names) > 10 else ''}" if names else "name another capture"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """A case as it will be told, masked where it has to be."""

    ready: Replay
    case: Case
    record: Record
    found: Compared
    judged: Judged
    skipped: tuple[Skipped, ...]

    @property
    def is_wrong(self) -> bool:
        return bool(self.judged.standing) or any(one.was_asked for one in self.skipped)

    def told(self) -> Told:
        hidden = [(one.message, one.evidence[0] if one.evidence else None) for one in self.found.hidden]
        return Told(
            incident=explained(self.ready, self.case, self.found.seen, self.record, hidden),
            findings=causes.merged(self.judged.standing),
            accepted=tuple(self.judged.accepted),
            hides=changes(self.found),
        )


@dataclass(slots=True, kw_only=True)
class _Work:
    """
    Grows while cases are judged; only those with something to tell are looked at a second time.

    `told_cases` are those that are told in full, as they are told.
    """

    options: Options
    wanted: str | None
    masks: Masks | None
    ready: dict[str, Replay] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    told_cases: list[tuple[Replay, Case]] = field(default_factory=list)
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
    first: tuple[Replay, Case, SeenCase] | None = None  # told where nothing is wrong and it is the only one

    def take(self, contracts: ContractSet, case: Case) -> None:
        if self.wanted is not None and case.name != self.wanted:
            if len(self.names) < _MOST_BRIEF:
                masker = self.masks.masker(contracts) if self.masks is not None else None
                self.names.append(masker.text(case.name) if masker is not None else case.name)
            return
        ready = self._ready(contracts)
        real = ready.look(case)
        self.cases += 1
        self.replayed += real.replayed
        if self.wanted is not None or real.observations or real.skipped:
            looked = self._looked(ready, case, real)
            self._note(looked)
            if self.wanted is not None or looked.is_wrong:
                self._tell(looked)
                return
        if self.cases == 1:
            self.first = (ready, case, real)
        else:
            self.healthy += 1

    def _looked(self, ready: Replay, case: Case, real: SeenCase) -> _Looked:
        """`real` is what was seen in the case before it was masked."""
        if self.masks is not None:
            case = self.masks.masked(ready.contracts, case).case
        seen, record = ready.look_whole(case)
        found = compared(real, seen, case)
        judged = Judged(contracts=ready.contracts, options=self.options)
        judged.take(
            found.findings,
            order=[rule.id for rule in replay.RULES],
            cause=replay.cause(found.findings, found.seen),
        )
        return _Looked(
            ready=ready,
            case=case,
            record=record,
            found=found,
            judged=judged,
            skipped=found.seen.skipped,
        )

    def _note(self, looked: _Looked) -> None:
        self.standing += looked.judged.standing
        self.accepted += looked.judged.accepted
        for one in looked.skipped:
            first, times = self.reasons.get((one.check, one.why, one.was_asked), (one, 0))
            self.reasons[one.check, one.why, one.was_asked] = (first, times + 1)

    def _tell(self, looked: _Looked) -> None:
        if len(self.told) < _MOST_TOLD:
            self.told.append(looked.told())
            self.told_cases.append((looked.ready, looked.case))
        elif len(self.briefly) < _MOST_BRIEF:
            told = looked.told()
            self.briefly.append(replace(told, incident=_brief(told.incident)))
        else:
            self.beyond += 1

    def _ready(self, contracts: ContractSet) -> Replay:
        if contracts.folder not in self.ready:
            self.ready[contracts.folder] = ready_for_replay(contracts, limits=self.options.limits)
            self.sources |= contracts.sources
        return self.ready[contracts.folder]

    def explanation(self, reading: Reading) -> Explanation:
        """All that is told, once every case was taken."""
        if self.first is not None and self.cases == 1:
            self._tell(self._looked(*self.first))
        elif self.first is not None:
            self.healthy += 1
        report = Report(
            checked={"sets": len(self.ready), "cases": self.cases, "replayed": self.replayed},
            findings=tuple(sorted(causes.merged(self.standing), key=position)),
            accepted=tuple(sorted(joined(self.accepted), key=lambda one: position(one.finding))),
            skipped=tuple(self._skipped(reading)),
            fail_on=self.options.fail_on,
            sources=self.sources,
        )
        return Explanation(
            told=tuple(self.told), briefly=tuple(self.briefly), healthy=self.healthy, report=report
        )

    def _skipped(self, reading: Reading) -> list[Skipped]:
        skipped = [*(broken(mistake) for mistake in reading.mistakes), *reading.skipped]
        for one, times in self.reasons.values():
            more = f" (and {times - 1:,} more times)" if times > 1 else ""
            skipped.append(replace(one, why=f"{one.why}{more}"))
        if self.beyond:
            why = f"{self.beyond:,} more cases with findings are not told one by one"
            skipped.append(Skipped(check="explain", why=why))
        if not self.cases and not reading.mistakes:
            why, fix = "there is no case in these captures", "name another capture"
            skipped.append(Skipped(check="explain", why=why, was_asked=True, fix=fix))
        return skipped


def _brief(incident: Incident) -> Incident:
    """What one line needs, since there may be many."""
    return replace(incident, moments=incident.moments[:1], answers=(), asides=(), skipped=())
