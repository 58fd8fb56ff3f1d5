"""From what was captured to cases: what of the contract each thing is, and which of them belong together."""

from checker.analysis.capturing.gathering import MEMBERS, Gathered, Gathering, Unknown
from checker.analysis.capturing.groups import Doubt

__all__ = ["MEMBERS", "Doubt", "Gathered", "Gathering", "Unknown"]
