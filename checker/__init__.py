"""Contracts for the seams between systems: what is sent, how it is mapped, what a status really means."""

__version__ = "0.1.0"
