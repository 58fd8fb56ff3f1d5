"""A boundary added to a contract set, as a file of its own: judged before it is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from checker.analysis.meaning import meaning
from checker.analysis.meaning.proposing import proposals
from checker.errors import Mistake, UsageError
from checker.load import folders
from checker.load.added import Added
from checker.load.files import DISK
from checker.load.sets import contract_sets
from checker.model.contracts import ContractSet
from checker.model.findings import Finding, Level, Report, Skipped, Verdict
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place, Ref
from checker.model.systems import Outcome, Phase, Status
from checker.model.text import nearest, plain, shown
from checker.pipeline.checking import check
from checker.pipeline.contracts import judge_contract
from checker.pipeline.judged import Judged
from checker.pipeline.options import Options
from checker.pipeline.starting import refuse_name
from checker.report.new_boundary import EDITOR, Draft, part, row_of, schema, undecided
from checker.report.output import write_new

_HANDED: Final = ("sent", "handed_over", "waiting")  # what a new sender shows before it hears anything
_MISSING: Final = ("unmapped-status", "no-answer-unsaid")  # what is said of rows that are left to a person
_ROUNDS: Final = 8  # of rows taken back for what the check says of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """What a boundary is to be: its name, the two systems, and the name of its message."""

    name: str
    sender: str
    receiver: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """
    What was written. `undecided` says what somebody has to decide, and where; `findings` and `unchecked` are
    those that the set did not have before.
    """

    folder: str
    written: tuple[str, ...]
    undecided: tuple[tuple[Place, str], ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[Skipped, ...]

    @property
    def verdict(self) -> Verdict:
        """Of what it changes: kept, where the set passes the check as it did before."""
        return Report(checked={}, findings=self.findings, skipped=self.unchecked).verdict


def add(wanted: Boundary, paths: Sequence[str], limits: Limits = DEFAULT) -> Made:
    """
    Writes the boundary, with a row for each status of the receiver for which one is right.

    Raises:
        CannotCheckError: there is no such set or system, a file is there already, or a contract has mistakes.

    """
    refuse_name(wanted.name, "a boundary")
    refuse_name(wanted.message, "a message")
    contracts = _chosen(contract_sets(paths, limits=limits), wanted, paths)
    _refuse(wanted, contracts)
    file = str(Path(contracts.folder, f"{wanted.name}{folders.PART}"))
    stub = f"schemas/{wanted.name}.json"
    draft = _draft(wanted, contracts, stub)
    texts = {file: part(draft), str(Path(contracts.folder, stub)): schema(draft)}
    _refuse_there(texts)
    with_it = _at(contracts.folder, texts, limits)
    before = _checked(contracts.folder, limits)
    refused: Counter[str] = Counter()
    for _ in range(_ROUNDS):
        if with_it.systems[wanted.receiver].statuses and not draft.combines:
            rows = proposals(meaning(with_it, limits), wanted.sender, wanted.receiver, refused)
            draft = replace(draft, rows=rows)
        texts[file] = part(draft)
        would_be = _judged(_at(contracts.folder, texts, limits), limits)
        blamed = tuple(_blamed(_new(before, would_be), texts[file], file, draft))
        if not blamed:
            break
        refused.update(blamed)
    write_new(texts)
    told = tuple((_place(file, texts[file], line), says) for line, says in undecided(draft))
    after = _checked(contracts.folder, limits)
    return Made(
        folder=contracts.folder,
        written=tuple(texts),
        undecided=told,
        findings=_new(before, after.findings),
        unchecked=tuple(one for one in after.skipped if one.was_asked and one not in before.skipped),
    )


def _refuse_there(paths: Iterable[str]) -> None:
    for path in paths:
        if DISK.is_there(path):
            raise UsageError(f"{path} is there already", fix="take another name, or move the file away")


def _chosen(sets: Sequence[ContractSet], wanted: Boundary, paths: Sequence[str]) -> ContractSet:
    """The set to add to: the only one, else the only one that has both systems."""
    having = [one for one in sets if {wanted.sender, wanted.receiver} <= one.systems.keys()]
    for found in (sets, having):
        if len(found) == 1:
            return found[0]
    names = ", ".join(one.folder for one in having or sets)
    what = f"{len(having)} of them have both systems" if having else "none of them has both systems"
    message = f"there are {len(sets)} contract sets in {' and '.join(paths)}, and {what}"
    raise UsageError(message, fix=f"name the one to add to, as the last argument: {names}")


def _refuse(wanted: Boundary, contracts: ContractSet) -> None:
    """What keeps the boundary from being added to the set."""
    if wanted.sender == wanted.receiver:
        raise UsageError(f"{wanted.sender} would hand messages to itself", fix="name two systems")
    for name in (wanted.sender, wanted.receiver):
        if name in contracts.systems:
            continue
        refuse_name(name, "a system")
        if near := nearest(name, contracts.systems):
            fix = f"did you mean {near}? If it is another one, declare it under systems: first"
            raise UsageError(f"{contracts.name} has no system {shown(name)}", fix=fix)
    if (there := contracts.boundaries.get(wanted.name)) is not None:
        message = f"{contracts.name} has a boundary {plain(wanted.name)} already"
        raise UsageError([Mistake(message=message, place=there.place, fix="take another name")])


def _draft(wanted: Boundary, contracts: ContractSet, stub: str) -> Draft:
    """The boundary without rows."""
    sender, receiver = (contracts.systems.get(name) for name in (wanted.sender, wanted.receiver))
    there = receiver.statuses if receiver is not None else {}
    new: list[tuple[str, Sequence[tuple[str, Status | None]]]] = []
    if sender is None:
        handed = next(code for code in _HANDED if code not in there)
        new.append((wanted.sender, ((handed, None), *_telling(there))))
    if receiver is None:
        new.append((wanted.receiver, ()))
    return Draft(
        name=wanted.name,
        sender=wanted.sender,
        receiver=wanted.receiver,
        message=wanted.message,
        schema=stub,
        editor=_editor(contracts),
        new=new,
        combines=bool(sender and sender.combines),
    )


def _telling(statuses: Mapping[str, Status]) -> Iterator[tuple[str, Status]]:
    """Those that say something, one of each kind: a new system need not have two for one thing."""
    told = {(Phase.OPEN, Outcome.NONE, frozenset[str](), frozenset[str]())}
    for code, status in statuses.items():
        says = (status.phase, status.outcome, _names(status.claims), _names(status.denies))
        if says not in told:
            told.add(says)
            yield code, status


def _names(refs: Iterable[Ref]) -> frozenset[str]:
    return frozenset(ref.name for ref in refs)


def _editor(contracts: ContractSet) -> str | None:
    """The line by which an editor finds the schema, as it stands in the contract.yaml of the same folder."""
    text = contracts.sources.get(str(Path(contracts.folder, folders.CONTRACT)), "")
    first = text.partition("\n")[0].rstrip()
    return first if first.startswith(EDITOR) else None


def _at(folder: str, texts: Mapping[str, str], limits: Limits) -> ContractSet:
    """The set as it would be with these files."""
    files = Added({path: text.encode() for path, text in texts.items()})
    return next(one for one in contract_sets([folder], limits=limits, files=files) if one.folder == folder)


def _judged(contracts: ContractSet, limits: Limits) -> Iterable[Finding]:
    """What the contract alone comes to, before it is written."""
    judged = Judged(contracts=contracts, options=Options(limits=limits))
    judge_contract(judged)
    return judged.standing


def _checked(folder: str, limits: Limits) -> Report:
    """The whole check, with the recordings: another reader may explain what was recorded otherwise."""
    report = check([folder], Options(limits=limits, allow_empty=True))
    if report.is_interrupted:
        raise KeyboardInterrupt
    return report


def _new(before: Report, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    known = {found.fingerprint for found in before.findings}
    return tuple(found for found in findings if found.fingerprint not in known)


def _blamed(findings: Sequence[Finding], text: str, file: str, draft: Draft) -> Iterator[str]:
    """
    The codes whose rows are to be taken back for these findings.

    Where no row is blamed itself, it is what an open status does to one that says more.
    """
    lines = text.split("\n")
    rows = {row_of(row): str(row.word.code) for row in draft.rows if row.is_decided}
    wrong = [found for found in findings if found.level is not Level.NOTE and found.rule not in _MISSING]
    at = [found.place for found in wrong if found.place is not None and found.place.file == file]
    blamed = dict.fromkeys(rows[line] for line in (lines[place.line - 1] for place in at) if line in rows)
    if blamed or not any(found.level is Level.ERROR for found in wrong):
        yield from blamed
        return
    for row in draft.rows:
        if row.reports is not None and not row.reports.is_final and row.during is None:
            yield str(row.word.code)


def _place(file: str, text: str, line: str) -> Place:
    number = text.split("\n").index(line) + 1
    return Place(file=file, line=number, column=len(line) - len(line.lstrip()) + 1)
