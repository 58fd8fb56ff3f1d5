"""Cases without what is personal or secret in them."""

from checker.analysis.masking.masker import Masked, Masker

__all__ = ["Masked", "Masker"]
