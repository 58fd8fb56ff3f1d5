"""Questions about one status: what stands behind it, and what follows from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.analysis.composed.news import News, news
from checker.analysis.composed.why import Why, why
from checker.analysis.exploring import explored
from checker.analysis.meaning import Meaning, meaning
from checker.analysis.meaning.readings import Word
from checker.errors import UsageError
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT, Limits
from checker.model.systems import SILENT
from checker.model.text import nearest, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A status that somebody asked about, and what its contract set means."""

    meaning: Meaning
    word: Word
    limits: Limits = DEFAULT

    def why(self) -> Why:
        """
        What stands behind it, along the flows that its system is the reader of, if there are any.

        Every run is explored first: a run in which it is false is the best answer to what would make it so.
        """
        flows = [
            flow
            for flow in self.meaning.contracts.flows.values()
            if flow.reader.name == self.word.system and flow.boundaries
        ]
        boundaries = {ref.name for flow in flows for ref in flow.boundaries}
        return why(explored(self.meaning, self.limits), self.word, boundaries or None)

    def what_if(self) -> News:
        """What every system shows once it is shown; every run is explored to know what can be shown then."""
        return news(explored(self.meaning, self.limits), self.word)


def asked(status: str, paths: Sequence[str], limits: Limits = DEFAULT) -> Asked:
    """
    Finds `SYSTEM/STATUS`, or `SET:SYSTEM/STATUS`, in the contract sets at the paths.

    Raises:
        CannotCheckError: there is no such status, several sets have it, or a contract has mistakes.

    """
    head, slash, code = status.partition("/")
    name, colon, system = head.rpartition(":")
    if not slash or not system or not code:
        raise UsageError(f"{shown(status)} names no status", fix="write SYSTEM/STATUS, as portal/completed")
    sets = [one for one in contract_sets(paths, limits=limits) if not colon or one.name == name]
    having = [one for one in sets if code in _codes(one, system)]
    if not having:
        raise _unknown(sets, system, code, paths, name if colon else None)
    if len(having) > 1:
        names = " or ".join(f"{one.name}:{system}/{code}" for one in having)
        raise UsageError(f"{len(having)} sets have a status {system}/{code}", fix=f"write {names}")
    meant = meaning(having[0], limits)
    return Asked(meaning=meant, word=meant.vocabulary.word(system, code), limits=limits)


def _codes(contracts: ContractSet, system: str) -> tuple[str, ...]:
    if system not in contracts.systems:
        return ()
    return (*contracts.systems[system].statuses, *SILENT)


def _unknown(
    sets: Sequence[ContractSet], system: str, code: str, paths: Iterable[str], name: str | None
) -> UsageError:
    """The nearest status, system or set that there is."""
    where = " and ".join(paths)
    if not sets:
        what = f"there is no contract set {shown(name or '')} in {where}"
        return UsageError(what, fix="write the name that stands behind contract:")
    systems = sorted({known for one in sets for known in one.systems})
    if system not in systems:
        near = nearest(system, systems)
        fix = f"did you mean {near}/{code}?" if near else f"known are {', '.join(systems)}"
        return UsageError(f"there is no system {shown(system)} in {where}", fix=fix)
    codes = dict.fromkeys(known for one in sets for known in _codes(one, system) if known not in SILENT)
    near = nearest(code, codes)
    fix = f"did you mean {system}/{near}?" if near else f"it has {', '.join(codes) or 'no statuses'}"
    return UsageError(f"{system} has no status {shown(code)}", fix=fix)
