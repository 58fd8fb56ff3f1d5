"""
Whether any value is accepted by some schemas and refused by others: none, or what it may be.

Demands are taken apart, kind by kind of value, until only facts about it are left, or they contradict each
other. Where that succeeds in every case, no such value exists, which is a proof; a case that stays open
tells how to build one. A schema that leads to itself is taken to have no such value while it is looked for
within a member or an element: were there one, there were a smaller one.
"""

from checker.analysis.containment.solving.facts import Demand, Node, Open, Outcome, TooManyStepsError
from checker.analysis.containment.solving.solver import Solver

__all__ = ["Demand", "Node", "Open", "Outcome", "Solver", "TooManyStepsError"]
