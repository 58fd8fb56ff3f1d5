"""What changed since a baseline, and whom it concerns; without opinions on how bad that is."""

from checker.analysis.drift.drift import Drift, compared
from checker.analysis.drift.state import State, state

__all__ = ["Drift", "State", "compared", "state"]
