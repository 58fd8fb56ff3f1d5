"""The contract sets that are compared with: those of the baseline, and those that are in production."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checker.analysis.drift.checks import Weakened, weakened_settings
from checker.analysis.drift.deployed import assembled
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

    def live(self, old: ContractSet) -> tuple[str, ContractSet] | None:
        """
        What of a set is in production, and how that is called; None where nothing says what is.

        A set that is in no revision which is deployed has nothing in production.
        """
        if self.deployed is None:
            return None
        said = " and ".join(one.said for one in self.deployed)
        usual = next((one.sets.get(old.name) for one in self.deployed if not one.systems), old)
        if usual is None:
            return said, _nothing(old)
        own = {
            system: one.sets[old.name]
            for one in self.deployed
            for system in one.systems
            if old.name in one.sets
        }
        return said, assembled(usual, own)


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
        deployed=_deployed(was.released, paths, options.limits)
        if was and was.released and found.files is not DISK
        else None,
    )


def _sets(found: Before, limits: Limits) -> Mapping[str, ContractSet]:
    sets = contract_sets(found.paths, limits=limits, files=found.files) if found.paths else ()
    return {one.name: one for one in sets}


def _deployed(releases: Releases, paths: Sequence[str], limits: Limits) -> tuple[Deployed, ...]:
    found: tuple[Released, ...] = released(Git(_HERE), releases, paths)
    return tuple(
        Deployed(said=one.before.said, systems=one.systems, sets=_sets(one.before, limits)) for one in found
    )


def pairs(
    found: Baseline, sets: Sequence[ContractSet]
) -> tuple[Mapping[str, ContractSet], tuple[ContractSet, ...]]:
    """For each set of now, by its name, the one of before; and those of before that are gone."""
    by_name = {one.name: found.sets[one.name] for one in sets if one.name in found.sets}
    left = {_end(one): one for one in found.sets.values() if one.name not in by_name}
    come = [one for one in sets if one.name not in by_name]
    for one in come:
        if _end(one) in left:
            by_name[one.name] = left.pop(_end(one))  # it has another name, and lies where it lay
        elif len(come) == len(left) == 1:
            by_name[one.name] = left.popitem()[
                1
            ]  # it is the only one that went, and this the only one that came
    return by_name, tuple(left.values())


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
