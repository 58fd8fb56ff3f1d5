"""What the recordings of a contract set can exercise, and what each case does of it."""

from checker.analysis.coverage.inventory import Inventory, inventory
from checker.analysis.coverage.still import NOTHING, Still
from checker.analysis.coverage.watched import Watched

__all__ = ["NOTHING", "Inventory", "Still", "Watched", "inventory"]
