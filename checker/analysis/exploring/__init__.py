"""Every run that a contract set allows: messages lost, doubled, late and out of order."""

from checker.analysis.exploring.account import Account, accounts
from checker.analysis.exploring.exploration import Exploration, explored

__all__ = ["Account", "Exploration", "accounts", "explored"]
