"""How bad it is that a status means something else, by who goes by it."""

from collections.abc import Sequence

from checker.analysis.drift.readers import Reader
from checker.analysis.drift.statuses import Kept
from checker.model.findings import Level
from checker.rules.wording import listed


def weight(relying: Sequence[Reader], reading: Sequence[Reader]) -> Level:
    """An error where somebody relies on it, a warning where somebody reads it; a draft promises nothing."""
    if _any_promised(relying):
        return Level.ERROR
    return Level.WARNING if _any_promised(reading) else Level.NOTE


def drafts(concerned: Sequence[Reader]) -> tuple[str, ...]:
    """What keeps a change from being more than a note, where readers hear of it over drafts alone."""
    if not concerned or _any_promised(concerned):
        return ()
    systems = listed(dict.fromkeys(reader.system for reader in concerned))
    return (f"over boundaries alone that are drafts it gets to {systems}",)


def as_twin(kept: Kept, verb: str = "did") -> str:
    """`, as erp "B" did before`, where a status means now what another one meant."""
    return f", as {kept.twin} {verb} before" if kept.twin else ""


def _any_promised(readers: Sequence[Reader]) -> bool:
    return any(not reader.is_draft for reader in readers)
