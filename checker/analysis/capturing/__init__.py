"""From what was captured to cases: what of the contract each thing is, and which of them belong together."""

from checker.analysis.capturing.gathering import Gathered, Gathering, Unknown
from checker.analysis.capturing.groups import Doubt

__all__ = ["Doubt", "Gathered", "Gathering", "Unknown"]
