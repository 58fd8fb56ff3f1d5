"""What a contract set's declarations mean: evidence, ownership, and what follows without running anything."""

from checker.analysis.meaning.proof import Proof, proofs
from checker.analysis.meaning.whole import Meaning, meaning

__all__ = ["Meaning", "Proof", "meaning", "proofs"]
