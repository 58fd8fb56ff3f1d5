"""Cases masked before anything is told of them, and what masking changes in what is found."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from checker.analysis.masking import Masked, Masker
from checker.analysis.replay import SeenCase
from checker.errors import Mistake, RecordingError
from checker.model.contracts import ContractSet
from checker.model.findings import Evidence, Finding, Skipped
from checker.model.recordings import Case
from checker.rules import replay

_FIX = "add --unmasked to see it"
_FOREIGN_CODE = "undeclared-status"  # its subject ends with a code that no contract has


@dataclass(slots=True, kw_only=True)
class Masks:
    """One masker for each contract set, all under one key."""

    key: bytes
    _maskers: dict[str, Masker] = field(default_factory=dict)

    def masker(self, contracts: ContractSet) -> Masker:
        if contracts.folder not in self._maskers:
            self._maskers[contracts.folder] = Masker(self.key, contracts)
        return self._maskers[contracts.folder]

    def masked(self, contracts: ContractSet, case: Case) -> Masked:
        """
        The case without what is sensitive in it; its header says what that was.

        Raises:
            MaskingError: something sensitive would stay.

        """
        masker = self.masker(contracts)
        masked = masker.masked(case)
        return replace(masked, case=replace(masked.case, header=masker.header(case.header, masked.what)))


def discreet(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """Where something can't be read, and nothing of what stands there: it is not masked."""
    return tuple(
        Mistake(message="this can't be read, and what stands there is not masked", place=one.place, fix=_FIX)
        for one in mistakes
    )


@contextmanager
def shown_no_line(masks: Masks | None) -> Iterator[None]:
    """What keeps a capture from being opened, without the place at which a report would show a line of it."""
    try:
        yield
    except RecordingError as error:
        if masks is None:
            raise
        mistakes = [
            Mistake(message=f"{one.place}: {one.message}" if one.place else one.message, fix=one.fix)
            for one in error.mistakes
        ]
        raise RecordingError(mistakes) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """
    What is found in a masked case, held against what is found in the real one.

    `seen` is of the masked case, without what only the masks bring about. `findings` are all that hold of
    the real case, those that the masks hide without any value; `hidden` are these.
    """

    seen: SeenCase
    findings: tuple[Finding, ...]
    hidden: tuple[Finding, ...] = ()
    brought: tuple[str, ...] = ()  # what only the masks bring about: `rule of subject`


def compared(real: SeenCase, masked: SeenCase, case: Case) -> Compared:
    """
    By rule and subject: masks change values, and with them what a mapping makes of them.

    `case` is the masked one.
    """
    if any(one.was_asked for one in real.skipped) and not any(one.was_asked for one in masked.skipped):
        why = "the real values show something that can't be judged, and they are masked here"
        skipped = Skipped(check="replay", why=why, was_asked=True, fix=_FIX)
        masked = replace(masked, skipped=(*masked.skipped, skipped))
    of_real, of_masked = replay.findings(real), replay.findings(masked)
    wanted, known = set(map(_name, of_real)), set(map(_name, of_masked))
    if wanted == known:
        return Compared(seen=masked, findings=of_masked)
    observations = tuple(
        one
        for one in masked.observations
        if set(map(_name, replay.findings(replace(masked, observations=(one,))))) <= wanted
    )
    hidden = {
        _name(finding): _without_values(finding, case) for finding in of_real if _name(finding) not in known
    }
    left = [finding for finding in of_masked if _name(finding) in wanted]
    order = [rule.id for rule in replay.RULES]
    return Compared(
        seen=replace(masked, observations=observations),
        findings=tuple(sorted([*left, *hidden.values()], key=lambda one: order.index(one.rule))),
        hidden=tuple(hidden.values()),
        brought=tuple(f"{rule} of {subject}" for rule, subject in sorted(known - wanted)),
    )


def changes(found: Compared) -> str | None:
    """What masking changes, in a sentence; None where it changes nothing."""
    clauses: list[str] = []
    if found.hidden:
        clauses.append(f"{_listed(found.hidden)} {'is' if len(found.hidden) == 1 else 'are'} hidden by it")
    if found.brought:
        clauses.append(f"{', '.join(found.brought)} would be seen only because of it, and left out")
    if not clauses:
        return None
    return (
        f"Masking changes what is found: {'; '.join(clauses)}. What is told of findings, and the exit code, "
        f"are those of the real values; {_FIX}."
    )


def _listed(findings: Sequence[Finding]) -> str:
    return ", ".join(dict.fromkeys(f"{finding.rule} of {finding.subject}" for finding in findings))


def _name(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.subject


def _of_contract(finding: Finding) -> str:
    """The subject, as far as it has only names of the contract: members and unknown codes may be anything."""
    known, _, _ = finding.subject.partition("#")
    return known.partition("/")[0] if finding.rule == _FOREIGN_CODE else known


def _without_values(finding: Finding, case: Case) -> Finding:
    """Rule, subject and places, with the names that the masked case has; nothing that quotes a payload."""
    subject = _of_contract(finding)
    names = {(event.file or case.recording, event.line): event.id for event in case.events}
    return Finding(
        rule=finding.rule,
        level=finding.level,
        set=finding.set,
        subject=subject,
        message=f"only the real values show this of {subject}, and they are masked here",
        place=finding.place,
        evidence=tuple(
            Evidence(
                recording=one.recording,
                line=one.line,
                case=case.name,
                event=names.get((one.recording, one.line)),
            )
            for one in finding.evidence
        ),
        fix=_FIX,
        count=finding.count,
    )
