"""What a contract set's declarations mean: evidence, ownership, and what follows without running anything."""

from checker.analysis.meaning.proof import Proof, not_explored, proofs
from checker.analysis.meaning.whole import Meaning, meaning

__all__ = ["Meaning", "Proof", "meaning", "not_explored", "proofs"]
