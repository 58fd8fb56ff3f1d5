"""Findings about results that are others than before: shared by the rules about outputs."""

from collections.abc import Callable, Iterator
from hashlib import blake2b

from checker.analysis.containment import Verdict
from checker.analysis.drift import Drift
from checker.analysis.drift.output_changes import OutputChange, What
from checker.model.findings import Finding, Level
from checker.model.json import ABSENT, Absent, Json
from checker.model.text import plain, shown
from checker.rules.drift.telling import told

LONGEST = 200  # characters of a value that a `changes` entry has
_WHOLE = 1_000_000

_HIDDEN = "sensitive"
_LABELS = {
    What.CHANGED: "makes something else now",
    What.ADDED: "makes this now",
    What.LOST: "makes it no longer",
    What.CONSTANT: "the same for every message",
    What.CAME: "nothing changed the message before",
    What.WENT: "nothing changes the message now",
    What.REFUSED: "the receiver refuses what comes of this",
    What.FAILS: "fails on what went through",
    What.SUCCEEDS: "lets through what failed",
}


def of_outputs(
    drift: Drift,
    rule: str,
    whats: tuple[What, ...],
    level: Callable[[OutputChange], Level],
    says: Callable[[OutputChange, str], str],
    fix: str,
) -> Iterator[Finding]:
    """One finding for each place of the results of a message; `says` is given the receiver too."""
    causes = _of_shapes(drift)
    for change in drift.outputs:
        if change.what not in whats:
            continue
        receiver = drift.after.contracts.boundaries[change.boundary].receiver.name
        was, now = _shift(change)
        yield told(
            drift,
            rule,
            level(change),
            subject=_subject(change),
            message=says(change, receiver) + _often(change),
            place=change.row,
            label=_LABELS[change.what],
            before=change.old_row,
            was=was,
            now=now,
            readers=[receiver],
            boundary=change.boundary,
            evidence=change.evidence,
            cause=causes.get(change.cause, change.cause),
            fix=fix,
            count=max(change.count, 1),
        )


def value(found: Json | Absent) -> Json:
    """As a `changes` entry has it: a value in one line; None where there is nothing."""
    return None if isinstance(found, Absent) else bound(found)


def bound(found: Json) -> str:
    """A value in one line; where that is cut, with a digest of the whole, so that it stands for no other."""
    whole, short = shown(found, longest=_WHOLE), shown(found, longest=LONGEST)
    return short if short == whole else f"{short} #{blake2b(whole.encode(), digest_size=6).hexdigest()}"


def where(change: OutputChange) -> str:
    """`/status of hub-to-erp/order`."""
    at = plain(change.pointer, longest=LONGEST) or "the result"
    return f"{at} of {_message(change)}"


def was(change: OutputChange) -> str:
    """What stood there, as a sentence has it; empty where it is not shown."""
    return _said(change.was, change.was_made, change)


def now(change: OutputChange) -> str:
    """What stands there now, as a sentence has it; empty where it is not shown."""
    return _said(change.now, change.now_made, change)


def _said(found: Json | Absent, made: str | None, change: OutputChange) -> str:
    if made is not None:
        return f"a {made} that is made anew"
    return "" if change.is_sensitive else shown(found)


def _subject(change: OutputChange) -> str:
    at = plain(change.pointer, longest=LONGEST)
    return f"{_message(change)}#{at}" if at else _message(change)


def _message(change: OutputChange) -> str:
    return f"{change.boundary}/{change.message}"


def _often(change: OutputChange) -> str:
    return f", in {change.count:,} recorded messages" if change.count > 1 else ""


def _shift(change: OutputChange) -> tuple[Json, Json]:
    """
    What was and what is, as `changes` writes it. It says as little of one message as it can, and nothing of
    what is sensitive: it stands in the contract ever after.
    """
    match change.what:
        case What.LOST:
            return change.source, None
        case What.CONSTANT:
            return change.source, _entry(change.now, change.now_made, change)
        case What.CHANGED | What.ADDED:
            now = _entry(change.now, change.now_made, change)
            # The values are those of one input: the row tells what becomes of all others.
            return _entry(change.was, change.was_made, change), [
                now,
                f"by row {change.by}",
            ] if change.by else now
        case What.CAME:
            return None, "a transformation"
        case What.WENT:
            return "a transformation", None
        case What.REFUSED:
            return "accepted", "refused"
        case What.FAILS:
            return "goes through", "fails"
        case What.SUCCEEDS:
            return "fails", "goes through"


def _entry(found: Json | Absent, made: str | None, change: OutputChange) -> Json:
    if made is not None:
        return f"made: {made}"
    return _HIDDEN if change.is_sensitive and found is not ABSENT else value(found)


def _of_shapes(drift: Drift) -> dict[str, str]:
    """What a receiver refuses in a recording and by its schema comes of one change."""
    refused = {
        f"{shape.boundary.name}/{shape.message.name}"
        for shape in drift.shapes
        if any(fit.verdict is Verdict.REFUTED for fit in shape.fits)
    }
    return {
        change.cause: f"shape {_message(change)}"
        for change in drift.outputs
        if change.what is What.REFUSED and change.table is None and _message(change) in refused
    }
