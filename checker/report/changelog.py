"""What changed in an integration, for people who own it: Markdown, worst first, and what was accepted why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.analysis.drift import Drift
from checker.analysis.drift.accepting import is_newer
from checker.analysis.drift.additions import additions
from checker.analysis.telling import listed
from checker.model.contracts import Change, ContractSet
from checker.model.findings import Accepted, Finding, Level, Skipped
from checker.report.markdown_text import markdown

_TITLES = {
    Level.ERROR: "Breaks somebody",
    Level.WARNING: "To be looked at",
    Level.NOTE: "Breaks nobody",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """
    One contract set and what became of it: `drift` is None where nothing changed, `before` the version that
    it had in the baseline, None where it is new.
    """

    contracts: ContractSet
    baseline: str
    before: str | None
    drift: Drift | None
    standing: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]


def changelog(sets: Sequence[Changed], *, unchecked: Sequence[Skipped] = ()) -> str:
    """A section for each set that changed, and what could not be compared; the same for the same input."""
    blocks = [block for changed in sets for block in _set(changed)]
    if not blocks:
        baselines = listed(dict.fromkeys(markdown(changed.baseline) for changed in sets))
        blocks = [f"Nothing changed since {baselines}." if sets else "There is no contract set."]
    missing = [f"- {markdown(one.check)}: {markdown(one.why)}." for one in unchecked if one.was_asked]
    if missing:
        blocks.append("## Not compared\n\n" + "\n".join(missing))
    return "# What changed\n\n" + "\n\n".join(blocks) + "\n"


def _set(changed: Changed) -> Iterator[str]:
    contracts = changed.contracts
    name = markdown(contracts.title or contracts.name)
    if changed.before is None:
        yield f"## {name} {markdown(contracts.version)}\n\nNew: not in {markdown(changed.baseline)}."
        return
    own = [*_findings(changed), *_accepted(changed.accepted), *_more(changed), *_order(changed)]
    if not own:
        return
    versions = (
        [changed.before] if changed.before == contracts.version else [changed.before, contracts.version]
    )
    yield f"## {name} {markdown(' to '.join(versions))}\n\nSince {markdown(changed.baseline)}."
    yield from own
    yield from _history([one for one in contracts.changes if not is_newer(one.version, changed.before)])


def _findings(changed: Changed) -> Iterator[str]:
    for level, title in _TITLES.items():
        rows = [_row(one) for one in changed.standing if one.level is level]
        if rows:
            yield f"### {title}\n\n" + "\n".join(rows)


def _row(found: Finding) -> str:
    readers = found.shift.readers if found.shift else ()
    concerns = f" Concerns {listed(map(markdown, readers))}." if readers else ""
    what = markdown(found.message)
    return f"- **{markdown(found.subject)}**: {what}.{concerns} ({found.rule}, {found.fingerprint})"


def _accepted(accepted: Iterable[Accepted]) -> Iterator[str]:
    rows = [
        f"{_row(one.finding)}\n  Accepted: {markdown(one.because)}." for one in accepted if one.finding.shift
    ]
    if rows:
        yield "### Accepted\n\n" + "\n".join(rows)


def _more(changed: Changed) -> Iterator[str]:
    """What is new and concerns nobody who was there before."""
    rows = [f"- {markdown(text)}." for text in (additions(changed.drift) if changed.drift else ())]
    if rows:
        yield "### New\n\n" + "\n".join(rows)


def _order(changed: Changed) -> Iterator[str]:
    shapes = changed.drift.shapes if changed.drift else ()
    rows = [f"- {markdown(shape.name)}: {markdown(shape.order)}." for shape in shapes if shape.order]
    if rows:
        yield "### In which order to deploy\n\n" + "\n".join(rows)


def _history(changes: Sequence[Change]) -> Iterator[str]:
    """What was accepted in earlier versions, the newest first: a changelog of the integration."""
    rows = [
        f"- {markdown(change.version)}: {markdown(change.because)}"
        + "".join(f"\n  - {markdown(drift.rule)} at {markdown(drift.at)}" for drift in change.accepts)
        for change in reversed(changes)
    ]
    if rows:
        yield "### Accepted so far\n\n" + "\n".join(rows)
