"""Contract sets held against what they were, and against what is in production: what drifted."""

import shlex
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from checker.analysis.drift import Drift, compared
from checker.analysis.drift.accepting import Entry, parted
from checker.analysis.drift.outputs import Outputs
from checker.analysis.drift.same import same
from checker.errors import ContractError, RecordingError, UsageError
from checker.load.files import DISK, Files
from checker.load.recordings import recording
from checker.model.contracts import ContractSet
from checker.model.findings import Finding, Level, Skipped
from checker.pipeline.baseline import Baseline, baseline, gone, pairs
from checker.pipeline.found import joined
from checker.pipeline.judged import Judged
from checker.pipeline.options import Options, Watch
from checker.report.changelog import Changed
from checker.rules import causes, drift

_LARGEST: Final = 50_000_000  # bytes of a recording that are compared with those of before
_CHECKS: Final = "weakened-check"
_NO_ROW: Final = ("unmapped-status", "status-added")


def comparison(
    paths: Sequence[str], contracts: Sequence[ContractSet], options: Options, progress: Watch
) -> Callable[[Judged], None]:
    """
    What holds each of these sets against what it was in the baseline that the options name.

    Raises:
        UsageError: there is no such baseline.
        ContractError: a contract in it can't be read.

    """
    found = baseline(paths, options.against or "", options)
    earlier, lost = pairs(found, contracts)
    found = replace(found, first=next((one.name for one in contracts if one.name in earlier), None))
    if lost and not contracts:
        fix = "leave --against out if there are to be none"
        raise UsageError(f"all contract sets of {found.said} are gone: there is nothing to compare", fix=fix)

    def hold(judged: Judged) -> None:
        if judged.is_first:
            judged.standing += gone(lost, found)
            judged.earlier |= {file: text for one in lost for file, text in one.sources.items()}
        old = earlier.get(judged.contracts.name)
        if old is None:
            _new(judged, found)
        else:
            judge_drift(judged, old, found, paths, progress)

    return hold


def judge_drift(
    judged: Judged, old: ContractSet, found: Baseline, paths: Sequence[str], progress: Watch
) -> None:
    """What drifted since the baseline, and what of it is accepted. `paths` are those that were asked for."""
    contracts, options = judged.contracts, judged.options
    progress(f"{contracts.name} against {found.said}")
    judged.earlier |= old.sources
    judged.baseline = found.said
    judged.version_before = old.version
    judged.rules.update(drift.NAMES)
    weakened = found.weakened if contracts.name == found.first else ()
    is_weaker = bool(weakened) or _has_lost_recordings(old, contracts)
    if same(old, contracts) and found.deployed is None and not is_weaker:
        judged.compared = found.said
        return

    def against(earlier: ContractSet, said: str, later: ContractSet = contracts) -> Drift:
        return compared(
            earlier,
            later,
            baseline=said,
            today=options.today,
            look=lambda outputs: _look(judged, outputs, earlier, found.files, progress),
            limits=options.limits,
            more_weakened=weakened,
        )

    judged.drift = against(old, found.said)
    for skipped in judged.drift.skipped:
        judged.skip(skipped)
    told = list(drift.findings(judged.drift))
    live = found.live(old)
    if live is not None:
        said, running = live
        judged.earlier |= running.sources
        # Recordings are those that lie where `found` reads.
        running = replace(running, recordings=old.recordings, folder=old.folder)
        stood = drift.findings(against(running, said, old))
        told = list(_in_production(told, drift.findings(against(running, said)), stood, said))
    judged.drifted = told
    result = parted(told, contracts, old)
    judged.accepted += result.accepted
    standing = _with_commands(result.standing, options, paths)
    for one in causes.one_per_cause(standing, drift.NAMES, drift.cause):
        _add(judged.standing, one)
    judged.standing += [_unused(contracts, entry) for entry in result.unused]
    judged.compared = found.said  # only now: a run that is stopped has not compared it


def _add(standing: list[Finding], found: Finding) -> None:
    """
    Adds a finding about drift. Where the contract of now is wrong by itself in the same row, that is what to
    mend, and it names what drifted.
    """
    for number, other in enumerate(standing):
        is_same = (other.set, other.subject) == (found.set, found.subject) and (
            other.place == found.place or (other.rule, found.rule) == _NO_ROW
        )
        if is_same and other.shift is None and other.level is found.level:
            also = dict.fromkeys((*other.also, found.rule, *found.also))
            standing[number] = replace(other, also=tuple(also))
            return
    standing.append(found)


def _in_production(
    new: Iterable[Finding], live: Iterable[Finding], stood: Iterable[Finding], said: str
) -> Iterator[Finding]:
    """
    What breaks in production and is of this change. What the baseline breaks there already (`stood`), and
    what breaks nothing that runs, is a note; how much is checked is no matter of production.
    """
    before = {(one.fingerprint, _shifted(one)) for one in stood}
    breaking = set()
    for one in live:
        if one.rule == _CHECKS:
            continue
        breaking.add(one.fingerprint)
        stands = (f"it is not of this change: it stood before, and is not in production yet ({said})",)
        is_old = (one.fingerprint, _shifted(one)) in before
        yield replace(one, level=Level.NOTE, notes=(*one.notes, *stands)) if is_old else one
    for one in new:
        if one.rule == _CHECKS:
            yield one
        elif one.fingerprint not in breaking:
            runs = (f"it breaks nothing that is in production ({said})",)
            yield replace(one, level=Level.NOTE, notes=(*one.notes, *runs))


def _shifted(found: Finding) -> str:
    return repr((found.shift.was, found.shift.now, found.shift.readers)) if found.shift else ""


def _with_commands(standing: Sequence[Finding], options: Options, paths: Sequence[str]) -> Iterator[Finding]:
    """Each with the command that accepts it, and all else of the same change that breaks somebody."""
    named: dict[Hashable, dict[str, None]] = {}
    for one in standing:
        if one.level is not Level.NOTE:
            named.setdefault(drift.cause(one), {})[one.fingerprint] = None
    words = ["seamproof", "drift", *paths, "--against", options.against or ""]
    for one in standing:
        fingerprints = dict.fromkeys((one.fingerprint, *named.get(drift.cause(one), ())))
        accepts = [word for name in fingerprints for word in ("--accept", name)]
        if one.shift is None or one.level is Level.NOTE:
            yield one
        else:
            command = f'{shlex.join([*words, *accepts])} --because "…"'
            yield replace(one, shift=replace(one.shift, accept=command))


def changed(judged: Judged) -> Changed:
    """What became of a set, for the changelog."""
    standing = causes.merged(one for one in judged.standing if one.rule in drift.NAMES)
    return Changed(
        contracts=judged.contracts,
        baseline=judged.baseline or "",
        before=judged.version_before,
        drift=judged.drift,
        standing=standing,
        accepted=tuple(joined(one for one in judged.accepted if one.finding.shift)),
    )


def _new(judged: Judged, found: Baseline) -> None:
    """A set that the baseline does not have: there is nothing to hold it against."""
    judged.baseline = found.said
    why = f"{judged.contracts.name} is not in {found.said}: it is new"
    judged.skip(Skipped(check=f"drift of {judged.contracts.name}", why=why))


def _has_lost_recordings(old: ContractSet, new: ContractSet) -> bool:
    def names(contracts: ContractSet) -> Counter[str]:
        return Counter(Path(path).name for path in contracts.recordings)

    return bool(names(old) - names(new))


def _look(judged: Judged, outputs: Outputs, old: ContractSet, files: Files, progress: Watch) -> None:
    """Shows the recordings of now, and those of before that a change deletes or edits."""
    if not outputs.is_needed:
        return
    new, limits = judged.contracts, judged.options.limits
    edited = _edited(new, old, files)
    for path in new.recordings:
        progress(path)
        try:
            opened = recording(path, limits=limits)
            for case in opened.cases():
                outputs.look(case, remember=bool(edited))
        except RecordingError as error:
            judged.note(error.mistakes)
        else:
            judged.note(opened.mistakes)
    for path in edited:
        progress(path)
        try:
            opened = recording(path, limits=limits, files=files)
            for case in opened.cases():
                outputs.look(case, remember=True)
            mistakes = opened.mistakes
        except RecordingError as error:
            mistakes = error.mistakes
        for mistake in mistakes[:1]:  # the change may be what mends it
            why = f"some of it can't be read: {mistake.message}"
            judged.skip(Skipped(check=f"the output of {path}", why=why, place=mistake.place))


def _edited(new: ContractSet, old: ContractSet, files: Files) -> list[str]:
    """The recordings of before that are gone, or were others."""
    kept = {_inside(new, path): path for path in new.recordings}
    found: list[str] = []
    for path in old.recordings:
        now = kept.get(_inside(old, path))
        if now is None or not _is_same(path, files, now):
            found.append(path)
    return found


def _inside(contracts: ContractSet, path: str) -> str:
    return path.removeprefix(contracts.folder).lstrip("/")


def _is_same(path: str, files: Files, now: str) -> bool:
    try:
        contents = files.content(path, most=_LARGEST), DISK.content(now, most=_LARGEST)
    except ContractError:
        return False  # whoever reads it says so
    return contents[0] == contents[1] and len(contents[0]) <= _LARGEST


def _unused(contracts: ContractSet, entry: Entry) -> Finding:
    """An entry that accepts nothing of this change would accept it later, when nobody looks."""
    return Finding(
        rule="acceptance-unused",
        level=Level.WARNING,
        set=contracts.name,
        subject=f"{entry.drift.at}#{entry.drift.rule}",
        message=f"{entry.drift.rule} at {entry.drift.at} is accepted for {entry.change.version}, "
        "and nothing of the kind has changed",
        place=entry.drift.place,
        label="accepts nothing",
        fix="remove the entry, or name what changed: seamproof drift --accept writes it",
    )
