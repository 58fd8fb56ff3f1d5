"""The contract sets that are compared with: those of the baseline, and those that are in production."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from checker.analysis.drift.checks import Weakened, weakened_settings
from checker.analysis.drift.deployed import assembled
from checker.errors import ContractError, Mistake
from checker.load.baseline import Before, Released, before, released
from checker.load.baseline.git import Git
from checker.load.files import DISK, Files
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Finding, Level
from checker.model.limits import Limits
from checker.model.places import Place
from checker.model.releases import Releases
from checker.pipeline.options import Options

_HERE: Final = "."
_FILE: Final = "pyproject.toml"
_LIKE: Final = 0.5  # of the names of two sets, for one to be the other under another name


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """A revision that is in production, for these systems; none for all that no other revision is for."""

    said: str
    systems: tuple[str, ...]
    sets: Mapping[str, ContractSet]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """
    What lay there before: `sets` by their names, and where their files are. `weakened` are settings of the
    project that asked for more then, `deployed` what it says is in production; None where it says nothing.
    """

    said: str
    files: Files
    sets: Mapping[str, ContractSet]
    weakened: tuple[Weakened, ...] = ()
    deployed: tuple[Deployed, ...] | None = None
    first: str | None = None  # the set with which that is told

    def live(self, old: ContractSet) -> tuple[str, ContractSet] | None:
        """
        What of a set is in production, and how that is called; None where nothing says what is.

        A set that is in no revision which is deployed has nothing in production.
        """
        if self.deployed is None:
            return None
        said = " and ".join(one.said for one in self.deployed)
        usual = next((_same(one.sets, old) for one in self.deployed if not one.systems), old)
        own = {
            system: _same(one.sets, old) or _nothing(old) for one in self.deployed for system in one.systems
        }
        return said, assembled(usual or _nothing(old), own)


def _same(sets: Mapping[str, ContractSet], old: ContractSet) -> ContractSet | None:
    """The set of this name; else the one that declares most of the same names, if it is most of them."""
    nearest = max(sets.values(), key=lambda other: _alike(old, other), default=None)
    if old.name in sets or nearest is None:
        return sets.get(old.name)
    return nearest if _alike(old, nearest) >= _LIKE else None


def _nothing(old: ContractSet) -> ContractSet:
    return ContractSet(name=old.name, version=old.version, folder=old.folder, place=old.place)


def baseline(paths: Sequence[str], against: str, options: Options) -> Baseline:
    """
    The sets of what `against` names.

    Raises:
        UsageError: there is no such baseline, or no such revision in production.
        ContractError: a contract in it can't be read.

    """
    found = before(paths, against, options.environment)
    was = options.settings(found.files, found.here) if options.settings else None
    now = options.settings(DISK, _HERE) if options.settings else None
    place = Place(file=_FILE, line=1, column=1)
    return Baseline(
        said=found.said,
        files=found.files,
        sets=_sets(found, options.limits),
        weakened=weakened_settings(was.asks, now.asks, place) if was and now else (),
        # As it was said before the change, which could say of itself that it is released.
        deployed=_deployed(was.released, paths, found.commit or "HEAD", options.limits)
        if was and was.released and found.files is not DISK
        else None,
    )


def _sets(found: Before, limits: Limits) -> Mapping[str, ContractSet]:
    try:
        sets = contract_sets(found.paths, limits=limits, files=found.files) if found.paths else ()
    except ContractError as error:
        raise ContractError([_of_baseline(one, found.said) for one in error.mistakes]) from error
    return {one.name: one for one in sets}


def _of_baseline(mistake: Mistake, said: str) -> Mistake:
    """Somebody else may have made it: what can be done here is to take another baseline."""
    fix = (
        f"name a baseline that can be read; there: {mistake.fix}" if mistake.fix else "name another baseline"
    )
    return replace(mistake, message=f"in the baseline, {said}: {mistake.message}", fix=fix)


def _deployed(releases: Releases, paths: Sequence[str], history: str, limits: Limits) -> tuple[Deployed, ...]:
    found: tuple[Released, ...] = released(Git(_HERE), releases, paths, history=history)
    return tuple(
        Deployed(said=one.before.said, systems=one.systems, sets=_sets(one.before, limits)) for one in found
    )


def pairs(
    found: Baseline, sets: Sequence[ContractSet]
) -> tuple[Mapping[str, ContractSet], tuple[ContractSet, ...]]:
    """
    For each set of now, by its name, the one of before; and those of before that are gone.

    One of another name is the one that lies where it lay, or else that declares most of the same names.
    """
    by_name = {one.name: found.sets[one.name] for one in sets if one.name in found.sets}
    left = [one for one in found.sets.values() if one.name not in by_name]
    come = [one for one in sets if one.name not in by_name]
    is_only = len(come) == len(left) == 1
    for one in come:
        nearest = max(left, key=lambda other: (_end(other) == _end(one), _alike(one, other)), default=None)
        likeness = _alike(one, nearest) if nearest is not None else 0.0
        if nearest is not None and (_end(nearest) == _end(one) or likeness >= (0.01 if is_only else _LIKE)):
            by_name[one.name] = nearest
            left.remove(nearest)
    return by_name, tuple(left)


def _alike(one: ContractSet, other: ContractSet) -> float:
    """How much of what two sets declare has the same name: 0 to 1."""
    names = [{*each.systems, *each.boundaries, *each.facts} for each in (one, other)]
    return len(names[0] & names[1]) / max(len(names[0] | names[1]), 1)


def _end(contracts: ContractSet) -> str:
    return Path(contracts.folder.rpartition(":")[2]).name


def gone(sets: Sequence[ContractSet], found: Baseline) -> tuple[Finding, ...]:
    """Sets of the baseline that are there no more: nothing of them is checked."""
    return tuple(
        Finding(
            rule="weakened-check",
            level=Level.WARNING,
            set=one.name,
            subject=one.name,
            message=f"the contract set {one.name} is gone: nothing of it is checked any more",
            place=one.place,
            label=f"so it was in {found.said}",
            fix="keep it as long as its systems talk to each other",
        )
        for one in sets
    )
