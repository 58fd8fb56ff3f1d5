"""What the contracts were before: a revision of git, read from its objects. Nothing is written or fetched."""

from checker.load.baseline.git import Git
from checker.load.baseline.revision import Revision
from checker.load.baseline.revisions import Baseline, against
from checker.load.baseline.snapshot import Blob, Snapshot, snapshot

__all__ = ["Baseline", "Blob", "Git", "Revision", "Snapshot", "against", "snapshot"]
