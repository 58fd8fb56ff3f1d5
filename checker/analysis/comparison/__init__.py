"""Comparing what was made with what was received: exact, but for what the contract tolerates."""

from checker.analysis.comparison.comparison import Comparison, compiled, differences
from checker.analysis.comparison.differences import Difference, DifferenceKind, Differences

__all__ = ["Comparison", "Difference", "DifferenceKind", "Differences", "compiled", "differences"]
