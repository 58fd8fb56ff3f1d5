"""
Regular expressions as sets of texts: whether any text matches some of them and not others, and which.

Only what is regular is read, as ECMA-262 means it; the rest, such as looking ahead, is not understood, and
then nothing is said.
"""

from checker.analysis.containment.expressions.words import NotUnderstoodError, word

__all__ = ["NotUnderstoodError", "word"]
