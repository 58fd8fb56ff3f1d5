"""
What the contracts were before: in a revision of git, read from its objects, or in a folder.

Nothing is written or fetched, and nothing runs that the repository names.
"""

from checker.load.baseline.git import Git
from checker.load.baseline.places import Before, before
from checker.load.baseline.released import Released, deployed, released
from checker.load.baseline.revision import Revision
from checker.load.baseline.revisions import Baseline, against
from checker.load.baseline.snapshot import Blob, Snapshot

__all__ = [
    "Baseline",
    "Before",
    "Blob",
    "Git",
    "Released",
    "Revision",
    "Snapshot",
    "against",
    "before",
    "deployed",
    "released",
]
