"""How the rest of this package is loaded while pytest runs."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

import pytest


class _AsEverywhere:
    """
    Finds our modules as Python does.

    Else pytest would: of a distribution with a plugin in it, it compiles each module anew, to word failing
    assertions better, and after a fresh install, as in CI, that takes longer than checking the contracts.
    """

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        return PathFinder.find_spec(name, path, target) if name.startswith("checker.") else None


def load_as_everywhere(config: pytest.Config) -> None:
    """From now until pytest ends, our modules come from the byte code that they were installed with."""
    finder = _AsEverywhere()
    sys.meta_path.insert(0, finder)
    config.add_cleanup(lambda: sys.meta_path.remove(finder))
