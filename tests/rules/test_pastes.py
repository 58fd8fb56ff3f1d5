"""Lines to paste mend what they stand under and break nothing else; where there are none, people have to decide."""

from pathlib import Path
from typing import Final

import pytest

from checker.model.findings import Finding, Level, Paste
from checker.rules import drift, rule, rules
from tests.rules.pages import checked, sections, write

# What to decide before anything can be written, of each rule whose remedy is no line that is right for everybody.
PEOPLE_DECIDE: Final = {
    "acceptance-ended": "whether the reason still holds",
    "blurred": "how the other outcome is to be called",
    "closed-early": "which open status comes first, in the system itself",
    "context-changed": "what the system that is named does to the id",
    "context-lost": "what the system that is named does to the id",
    "contracts-disagree": "which of the two sides gives in",
    "coverage-low": "what to record, and from where",
    "decision-differs": "whether the system or the table is right",
    "double-effect": "by which key the receiver can know a message again",
    "duplicate-answered-differently": "how the receiver knows a message again",
    "enrichment-missing": "where the value got lost",
    "expected-missing": "what hides it since",
    "fact-conflict": "whether the status still claims the fact",
    "flapping": "whether messages can carry a version, or the row goes",
    "hearsay": "from which status to take it, or whether to claim it at all",
    "late-answer": "how long anybody can wait",
    "means-missing": "what it means",
    "misleading-status": "why the system showed it",
    "payload-invalid": "whether the payload or its schema is wrong",
    "recording-expired": "whether it is still needed",
    "refused-by-rule": "whether the sender keeps the rule or the receiver does without it",
    "reopened": "whether it was final",
    "revocation-lost": "what the reader is to show then",
    "stale-claim": "what the reader is to show then",
    "stale-reference": "which version of the table is in force",
    "stuck": "what the reader is to show in the end",
    "tolerance-on-identity": "how the id changes on its way",
    "tolerance-unused": "how the field is called today",
    "transformation-differs": "whether production or the row is right",
    "unexplained-status": "what made the system show it",
    "unfounded-claim": "how the policy is to be called that lets it through",
    "unreachable-row": "which of the rows is meant",
    "unused-status": "whether anything is to lead there",
    "version-mixed": "which version counts",
    "version-unknown": "what the other version looks like",
} | dict.fromkeys(
    drift.NAMES, "whether the change is meant: what was before stands there, and what accepts it"
)
PASTED: Final = [known.id for known in rules() if known.id not in PEOPLE_DECIDE]


def paste(pastes: tuple[Paste, ...]) -> None:
    """As somebody would: whole lines, from below, so that the numbers above stay right."""
    for one in sorted(pastes, key=lambda one: (one.file, -one.line)):
        lines = Path(one.file).read_text("utf-8").split("\n")
        start = one.line - 1
        lines[start : start + one.replaces] = one.text.split("\n")
        Path(one.file).write_text("\n".join(lines), "utf-8")


def found(name: str, folder: Path) -> list[Finding]:
    """What the rule finds in the example that fails, written anew."""
    list(write(sections(rule(name).page)["Fails"], folder))
    return [finding for finding in checked(folder).findings if finding.rule == name]


@pytest.mark.parametrize("name", PASTED)
def test_what_is_pasted_mends_what_it_stands_under_and_breaks_nothing(name: str, tmp_path: Path) -> None:
    before = {finding.fingerprint for finding in checked_example(name, tmp_path)}
    offered = [finding for finding in found(name, tmp_path) if finding.paste]
    assert offered
    for finding in offered:
        found(name, tmp_path)
        paste(finding.paste)
        after = checked(tmp_path)

        assert finding.fingerprint not in {other.fingerprint for other in after.findings}
        assert [
            (other.rule, other.subject)
            for other in after.findings
            if other.level is Level.ERROR and other.fingerprint not in before
        ] == []
        assert [skipped.why for skipped in after.skipped if skipped.was_asked] == []


def checked_example(name: str, folder: Path) -> tuple[Finding, ...]:
    found(name, folder)
    return checked(folder).findings


@pytest.mark.parametrize("name", sorted({*PEOPLE_DECIDE} - {*drift.NAMES}))
def test_where_people_have_to_decide_nothing_is_offered_to_paste(name: str, tmp_path: Path) -> None:
    assert [finding.subject for finding in found(name, tmp_path) if finding.paste] == []


def test_what_people_have_to_decide_is_said_of_rules_that_there_are() -> None:
    assert {*PEOPLE_DECIDE} <= {known.id for known in rules()}
