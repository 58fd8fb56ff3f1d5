"""How much of what a contract set declares its recordings exercise: what there is, and what a case did of it."""

from checker.analysis.coverage.inventory import Inventory, inventory
from checker.analysis.coverage.still import NOTHING, Still

__all__ = ["NOTHING", "Inventory", "Still", "inventory"]
