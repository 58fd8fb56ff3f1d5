"""Which error is to blame for what is seen in a run: the run belongs to it, and is no finding of its own."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from checker.analysis.exploring.exploration import Exploration
from checker.model.findings import Finding, Level, Step
from checker.rules import causes


def with_runs(found: Iterable[Finding], exploration: Exploration) -> tuple[Finding, ...]:
    """The same findings; errors about a claim that a run shows to be false with that run as their trace."""
    runs: dict[tuple[object, str], tuple[Step, ...]] = {}
    for claim in exploration.unfounded:
        runs.setdefault((claim.place, str(claim.status)), claim.trace)

    def with_run(finding: Finding) -> Finding:
        run = runs.get((finding.place, finding.subject))
        if run is None or finding.level is not Level.ERROR:
            return finding
        return replace(finding, trace=_joined(run, finding.trace))

    return tuple(map(with_run, found))


def _joined(run: Sequence[Step], chain: Sequence[Step]) -> tuple[Step, ...]:
    """The run, and after it how what it ends with gets to the reader."""
    last = (run[-1].system, run[-1].shows)
    met = next((place for place, step in enumerate(chain) if (step.system, step.shows) == last), len(chain))
    steps = (*run, *chain[met + 1 :])
    return tuple(replace(step, step=number) for number, step in enumerate(steps, start=1))


def cause(errors: Sequence[Finding], exploration: Exploration) -> Callable[[Finding], Hashable]:
    """
    What a finding is put down to: its row, or for what stays for ever the error about a status of that end.

    `errors` are the findings that stand already, in order. An error about what stays or about what it should
    have shown comes first, then any other about what is shown in the end.
    """
    ends: dict[tuple[str, str], tuple[frozenset[str], frozenset[str]]] = {}
    for stuck in exploration.stuck:
        near = frozenset({str(stuck.word.status) if stuck.word else stuck.system, str(stuck.decided.status)})
        ends.setdefault(("stuck", str(stuck.word.status) if stuck.word else stuck.system), (near, stuck.end))
    for stale in sorted(exploration.stale, key=lambda each: not each.for_ever):
        shown = str(stale.word.status)
        near = frozenset({shown, str(stale.decided.status)} if stale.decided else {shown})
        ends.setdefault(("stale-claim", shown), (near, stale.end))
    blamed = [finding for finding in errors if finding.level is Level.ERROR]

    def of(finding: Finding) -> Hashable:
        for subjects in ends.get((finding.rule, finding.subject), ()):
            error = next((error for error in blamed if error.subject in subjects), None)
            if error:
                return causes.row(error)
        return causes.row(finding)

    return of
