"""Recorded messages taken through what is declared for them, one case at a time."""

from checker.analysis.replay.replay import Replay, compiled
from checker.analysis.replay.seen import Observation, SeenCase

__all__ = ["Observation", "Replay", "SeenCase", "compiled"]
