"""Each thing that was looked at as a case, with all that is said of it: nothing that was found is lost."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import Final

from checker.model.findings import Accepted, Finding, Report, Skipped
from checker.model.overview import Kind
from checker.model.places import Place

RUN: Final = "seamproof"  # what belongs to the run and to no contract set
_TO_ITS_END: Final = "run to its end"
_LISTED: Final = 3  # of what may have been seen in a recording
_INTERRUPTED: Final = "the run was interrupted before its end"


class Outcome(Enum):
    """What became of a case."""

    PASSED = "passed"
    SKIPPED = "skipped"
    FAILED = "failed"
    ERROR = "error"


@dataclass(slots=True, kw_only=True, eq=False)
class Case:
    """
    One thing, and what is said of it. Grows while findings are told apart.

    `broken` are findings that break the check, `minor` those that don't; `elsewhere` are told in full at what
    they blame, and were seen here. `doubted` others may have been seen
    here, of which `doubts` are the first. `unchecked` is why nothing can be said.
    """

    set: str
    kind: str
    name: str
    place: Place | None = None
    unchecked: str | None = None
    errors: list[Skipped] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    minor: list[Finding] = field(default_factory=list)
    elsewhere: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    doubted: int = 0
    accepted: list[Accepted] = field(default_factory=list)
    expected: list[Finding] = field(default_factory=list)

    @property
    def outcome(self) -> Outcome:
        if self.errors:
            return Outcome.ERROR
        if self.broken or self.elsewhere:
            return Outcome.FAILED
        return Outcome.SKIPPED if self.unchecked or self.doubted else Outcome.PASSED


def cases(report: Report) -> Sequence[Case]:
    """What belongs to the run first, then set by set in the order of the contracts."""
    found = _Cases(report)
    for finding in report.findings:
        if finding.level >= report.fail_on:
            found.fail(finding)
        else:
            for case in found.blamed(finding):
                case.minor.append(finding)
    found.doubt()
    for accepted in report.accepted:
        for case in found.blamed(accepted.finding):
            case.accepted.append(accepted)
    for finding in report.expected:
        for case in found.seen(finding) or found.blamed(finding):
            case.expected.append(finding)
    return [*found.of_run(), *found.of_sets()]


class _Cases:
    """The cases of a report, by what findings call them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._sets: dict[str, list[Case]] = {}
        self._named: dict[tuple[str, str], list[Case]] = {}
        self._records: dict[tuple[str, str], Case] = {}
        self._baselines: dict[str, Case] = {}
        self._anywhere: dict[str, dict[int, Finding]] = {}  # by set, what was seen more often than is listed
        missing = _INTERRUPTED if report.is_interrupted else None
        for subject in report.subjects:
            case = self._add(subject.set, subject.kind.value, subject.name)
            case.place = subject.place
            case.unchecked = subject.unchecked or missing
            if subject.kind is Kind.RECORDING:
                self._records[subject.set, subject.name] = case
            elif subject.kind is Kind.BASELINE:
                self._baselines[subject.set] = case
            else:
                self._named.setdefault((subject.set, subject.name), []).append(case)
        self._unread()

    def blamed(self, finding: Finding) -> Sequence[Case]:
        """What the subject names, for a field its message; where that is not listed, a case of its own."""
        named = self._named.get((finding.set, finding.subject))
        if named is None and "#" in finding.subject:
            named = self._named.get((finding.set, finding.subject.partition("#")[0]))
        if named is None:
            named = [self._add(finding.set, "other", finding.subject)]
            named[0].place = finding.where
            self._named[finding.set, finding.subject] = named
        return named

    def seen(self, finding: Finding) -> Sequence[Case]:
        """The recordings in which it is seen, as far as is known, and the baseline it is held against."""
        names = dict.fromkeys(evidence.recording for evidence in finding.evidence)
        found = [self._records.get((finding.set, name)) for name in names]
        if finding.shift is not None:
            found.append(self._baselines.get(finding.set))
        return [case for case in found if case is not None]

    def fail(self, finding: Finding) -> None:
        for case in self.blamed(finding):
            case.broken.append(finding)
        for case in self.seen(finding):
            case.elsewhere.append(finding)
        if finding.evidence and finding.count > len(finding.evidence):  # only the first of them are known
            self._anywhere.setdefault(finding.set, {})[id(finding)] = finding

    def doubt(self) -> None:
        """Tells each recording what may have been seen in it, too; a set may have thousands of both."""
        for (of_set, _), case in self._records.items():
            anywhere = self._anywhere.get(of_set, {})
            here = {id(finding) for finding in case.elsewhere} & anywhere.keys()
            case.doubted = len(anywhere) - len(here)
            others = (finding for key, finding in anywhere.items() if key not in here)
            case.doubts = [*islice(others, _LISTED)]

    def of_run(self) -> Iterator[Case]:
        """What could not be checked, and whether the run came to its end."""
        for skipped in self._report.skipped:
            case = Case(set=RUN, kind="run", name=skipped.check, place=skipped.place)
            if skipped.was_asked:
                case.errors.append(skipped)
            else:
                case.unchecked = skipped.why
            yield case
        end = Case(set=RUN, kind="run", name=_TO_ITS_END)
        if self._report.is_interrupted:
            end.errors.append(Skipped(check=_TO_ITS_END, why=_INTERRUPTED, was_asked=True))
        elif not self._report.checked.get("sets"):
            end.unchecked = "nothing was checked"
        yield end

    def of_sets(self) -> Iterable[Case]:
        return (case for cases in self._sets.values() for case in cases)

    def _add(self, of_set: str, kind: str, name: str) -> Case:
        case = Case(set=of_set, kind=kind, name=name)
        self._sets.setdefault(of_set, []).append(case)
        return case

    def _unread(self) -> None:
        """Nothing good is said of a recording that could not be read to its end."""
        files: dict[str, list[Case]] = {}
        for (_, name), case in self._records.items():
            files.setdefault(name, []).append(case)
        for skipped in self._report.skipped:
            if skipped.was_asked and skipped.place:
                for case in files.get(skipped.place.file, ()):
                    case.errors.append(skipped)
