"""What must survive a crossing: ids, and contexts of standards, held against the messages of a case."""

from checker.analysis.context.broken import Broken, Cause, Fate
from checker.analysis.context.survival import Survival, compiled, followed, had, knows

__all__ = ["Broken", "Cause", "Fate", "Survival", "compiled", "followed", "had", "knows"]
