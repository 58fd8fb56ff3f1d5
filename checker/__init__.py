"""Contracts for the seams between systems: what is sent, how it is mapped, what a status really means."""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from checker.analysis.containment import Containment, Verdict
    from checker.errors import CannotCheckError, ContractError, RecordingError, UsageError
    from checker.model.findings import Finding, Level, Report
    from checker.model.limits import Limits
    from checker.pipeline import Capture, Inquiry, Options, check, explain, replay
    from checker.pipeline.containing import contain

__all__ = [
    "CannotCheckError",
    "Capture",
    "Containment",
    "ContractError",
    "Finding",
    "Inquiry",
    "Level",
    "Limits",
    "Options",
    "RecordingError",
    "Report",
    "UsageError",
    "Verdict",
    "check",
    "contain",
    "explain",
    "replay",
]

_HOMES = {
    "checker.errors": ("CannotCheckError", "ContractError", "RecordingError", "UsageError"),
    "checker.model.findings": ("Finding", "Level", "Report"),
    "checker.model.limits": ("Limits",),
    "checker.analysis.containment": ("Containment", "Verdict"),
    "checker.pipeline.containing": ("contain",),
    "checker.pipeline": ("Capture", "Inquiry", "Options", "check", "explain", "replay"),
}


def __getattr__(name: str) -> object:
    """The public names, loaded when they are first used: `seamproof --help` needs none of them."""
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
