"""Mapping tables: compiled once, run fast, and traced row by row where somebody asks why."""

from checker.analysis.mapping.lineage import Made, Origin, SourceField, Traced
from checker.analysis.mapping.opaque import origins
from checker.analysis.mapping.program import Program, compiled
from checker.analysis.mapping.refusals import RowError

__all__ = ["Made", "Origin", "Program", "RowError", "SourceField", "Traced", "compiled", "origins"]
