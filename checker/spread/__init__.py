"""How work is spread over workers that may die. It knows nothing of what the work is."""

from checker.spread.engine import Died, Engine, EngineLostError, alone, in_order

__all__ = ["Died", "Engine", "EngineLostError", "alone", "in_order"]
