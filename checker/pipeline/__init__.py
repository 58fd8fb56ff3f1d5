"""Where the parts meet, each loaded when it is first used: a check needs no reader of captures."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.pipeline.capture import Capture, replay
    from checker.pipeline.checking import check
    from checker.pipeline.explaining import Inquiry, explain, keep
    from checker.pipeline.options import Options

__all__ = ["Capture", "Inquiry", "Options", "check", "explain", "keep", "replay"]

_HOMES = {
    "checker.pipeline.capture": ("Capture", "replay"),
    "checker.pipeline.checking": ("check",),
    "checker.pipeline.explaining": ("Inquiry", "explain", "keep"),
    "checker.pipeline.options": ("Options",),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
