"""What a check finds in one contract set, told of each thing by itself: a case, a recording, a part of it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Final, TypeAlias

from checker.analysis.replay import compiled as ready_for_replay
from checker.errors import RecordingError
from checker.load.recordings import recording
from checker.model.contracts import ContractSet
from checker.model.findings import Accepted, Finding, Report, Seen, Skipped
from checker.model.limits import Limits
from checker.model.overview import Kind
from checker.model.places import Place
from checker.model.pointers import unescaped
from checker.model.recordings import Case
from checker.model.text import plain
from checker.pipeline.checking import judged
from checker.pipeline.found import joined
from checker.pipeline.judged import Judged
from checker.pipeline.options import Options
from checker.pipeline.summary import completed, position
from checker.rules import coverage
from checker.rules.groups import Groups

# The name of a part of the contract is ("facts", NAME), ("systems", NAME) or ("boundaries", NAME); of a
# recording ("recordings", PATH); of a case in it ("recordings", PATH, CASE); of the set as a whole ().
Thing: TypeAlias = tuple[str, ...]
Telling: TypeAlias = Callable[[Groups], Iterable[Finding]]

WHOLE: Final[Thing] = ()
PARTS: Final = ("facts", "systems", "boundaries")
RECORDINGS: Final = "recordings"
_OF_THE_WHOLE: Final = frozenset(rule.id for rule in coverage.RULES)
_MANY: Final = 1_000  # findings of one thing kept apart before those of one rule and subject are joined
_REASONS: Final = 200  # kept for not looking at one thing


def things(contracts: ContractSet, options: Options, *, most_cases: int) -> tuple[Thing, ...]:
    """
    Everything of a set that can be told by itself, as far as these options ask for it: the parts of its
    contract, then each recording and behind it its cases, none where it has more than `most_cases`.

    Raises:
        CannotCheckError: nothing of the set can be checked, as `check` would say.

    """
    named: list[Thing] = []
    if options.wants("static"):
        named += [(kind, name) for kind in PARTS for name in getattr(contracts, kind)]
    if options.wants("replay"):
        ready_for_replay(contracts, limits=options.limits)  # that it can be, is to be known before its things
        for path in contracts.recordings:
            names = [*_cases(path, options.limits, most_cases + 1)]
            named.append((RECORDINGS, path))
            named += [(RECORDINGS, path, name) for name in names if len(names) <= most_cases]
    return tuple(named)


def _cases(path: str, limits: Limits, most: int) -> Iterator[str]:
    """The names of the first cases, as far as they can be read; what can't be is told once it is checked."""
    with suppress(RecordingError):
        for case in islice(recording(path, limits=limits).cases(), most):
            yield case.name


def apart(contract: str, things: Collection[Thing], options: Options) -> Mapping[Thing, Report]:
    """
    A report of each of these things of the set with this contract.yaml, and of the set as a whole.

    Whatever `check` has to say of the set stands in one of them at least. What belongs to a thing that was
    not asked about stands with what that is in: a case's with its recording, a recording's with the set.

    Raises:
        CannotCheckError: as `check`.
        KeyboardInterrupt: somebody stopped it.

    """
    told = Things(things)
    report, (known,) = judged((contract,), options, listener=told)
    if report.is_interrupted:
        raise KeyboardInterrupt
    return told.reports(report, known)


@dataclass(slots=True)
class _Share:
    """What was found of one thing."""

    standing: Groups = field(default_factory=Groups)
    expected: Groups = field(default_factory=Groups)
    accepted: list[Accepted] = field(default_factory=list)
    unchecked: list[Skipped] = field(default_factory=list)

    def join_many(self) -> None:
        """Keeps memory flat where a recording with a million cases is one thing."""
        if len(self.accepted) > _MANY:
            self.accepted[:] = joined(self.accepted)

    def skip(self, skipped: Iterable[Skipped]) -> None:
        for one in skipped:
            if one.was_asked and len(self.unchecked) < _REASONS and one not in self.unchecked:
                self.unchecked.append(one)


class Things:
    """Is told what was found while a set is judged, and keeps it by things."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._things = {thing: _Share() for thing in (WHOLE, *things)}
        self._looked_at: set[Thing] = set()
        self._told: set[str] = set()  # the fingerprints of all findings that stand and were told

    def look(self, case: Case, skipped: Sequence[Skipped]) -> None:
        """A case was looked at, but for what was skipped."""
        thing = _thing(case)
        if thing in self._things:
            self._looked_at.add(thing)
        if skipped:
            self._share(thing).skip(skipped)
        if not case.is_whole:
            self._share(thing).skip((_not_whole(case),))

    def take(
        self,
        case: Case | None,
        *,
        standing: Sequence[Finding],
        accepted: Sequence[Accepted],
        expected: Sequence[Finding],
    ) -> None:
        """What was found in a case, or else in the contract."""
        for finding in standing:
            self._share(_thing(case) if case else _declared(finding)).standing.add((finding,))
            self._told.add(finding.fingerprint)
        for one in accepted:
            self._share(_thing(case) if case else _declared(one.finding)).accepted.append(one)
        for finding in expected:
            self._share(_thing(case) if case else _declared(finding)).expected.add((finding,))
        self._share(_thing(case) if case else WHOLE).join_many()

    def reports(self, report: Report, known: Judged) -> dict[Thing, Report]:
        """One for each thing, once the report of the whole set is made, and all is known of it."""
        for skipped in report.skipped:
            self._share((RECORDINGS, skipped.place.file) if skipped.place else WHOLE).skip((skipped,))
        for finding in report.findings:
            if finding.fingerprint not in self._told:  # it was made of all that was looked at
                self._share(_seen_in(finding) or _declared(finding)).standing.add((finding,))
        for subject in report.subjects:
            if subject.kind is Kind.FACT and subject.unchecked is not None:
                skipped = Skipped(check=subject.name, why=subject.unchecked, place=subject.place)
                self._share(("facts", subject.name)).unchecked.append(skipped)
        for thing in self._things:
            self._things[thing].skip(self._gone(thing, known.contracts))
        standing, expected = (
            {found.fingerprint: found.seen for found in findings}
            for findings in (report.findings, report.expected)
        )

        def told(seen: Mapping[str, Seen | None], findings: Groups) -> Iterator[Finding]:
            """In how many cases something is seen is told of all recordings, wherever it stands."""
            if findings:
                for one in completed(findings, known, (known.contracts.folder,)):
                    yield replace(one, seen=seen[one.fingerprint])

        reports = {
            thing: _report(share, report, partial(told, standing), partial(told, expected))
            for thing, share in self._things.items()
        }
        whole = reports[WHOLE]
        reports[WHOLE] = replace(
            report,
            findings=whole.findings,
            accepted=whole.accepted,
            expected=whole.expected,
            skipped=(*whole.skipped, *(one for one in report.skipped if not one.was_asked)),
        )
        return reports

    def _share(self, thing: Thing) -> _Share:
        """Of the thing, else of what it is in."""
        while thing not in self._things:
            thing = thing[:-1]
        return self._things[thing]

    def _gone(self, thing: Thing, contracts: ContractSet) -> Iterator[Skipped]:
        """Whoever asked about it saw it, and it is not there."""
        match thing:
            case (_, path, name):
                is_there, what, file = thing in self._looked_at, f"the case {plain(name)}", path
            case ("recordings", path):
                is_there, what, file = path in contracts.recordings, "this recording", path
            case (kind, name):
                is_there, what, file = name in getattr(contracts, kind), plain(name), contracts.place.file
            case _:
                return
        if not is_there:
            yield Skipped(
                check=file,
                why=f"{what} can't be found any more, or can't be read",
                was_asked=True,
                place=Place(file=file, line=1, column=1),
                fix="run it again once nobody writes to the file",
            )


def _report(share: _Share, whole: Report, standing: Telling, expected: Telling) -> Report:
    return Report(
        checked={},
        findings=tuple(sorted(standing(share.standing), key=position)),
        accepted=tuple(sorted(joined(share.accepted), key=lambda one: position(one.finding))),
        expected=tuple(sorted(expected(share.expected), key=position)),
        skipped=tuple(share.unchecked),
        fail_on=whole.fail_on,
        sources=whole.sources,
    )


def _thing(case: Case) -> Thing:
    return (RECORDINGS, case.recording, case.name)


def _seen_in(finding: Finding) -> Thing | None:
    """The recording that a finding is about, None where it is about the contract."""
    return (RECORDINGS, finding.evidence[0].recording) if finding.evidence else None


def _declared(finding: Finding) -> Thing:
    """The part of the contract that a finding blames; how much is exercised is a matter of the whole."""
    pointer = finding.place.pointer if finding.place and finding.rule not in _OF_THE_WHOLE else ""
    kind, _, rest = pointer.removeprefix("/").partition("/")
    name = unescaped(rest.partition("/")[0])
    return (kind, name) if kind in PARTS else WHOLE


def _not_whole(case: Case) -> Skipped:
    return Skipped(
        check=case.recording,
        why=f"something of the case {plain(case.name)}, or beside it, can't be read",
        was_asked=True,
        place=case.place(case.events[0]),
        fix="mend what is said of the recording",
    )
