"""The lines of which whoever judges them dies, found by halving, so that all others are judged."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from checker.load.recordings import number_of_lines
from checker.model.limits import Limits
from checker.pipeline.outcomes import Answer
from checker.pipeline.shares import Share

_MOST: Final = 5  # deadly lines of one share, before nobody tries any more


def without_deadly(
    share: Share, tried: Callable[[Share], Answer | None], limits: Limits
) -> tuple[Share, Answer] | None:
    """
    A share without the lines that kill, and its outcome; None where they are too many, or not to be found.

    `tried` gives the outcome of a share, None where its worker dies. What kills is the last line of the
    shortest beginning that does.
    """
    lines = number_of_lines(share.path, share.within, limits=limits)
    for _ in range(_MOST):
        alive, deadly = 0, lines
        while deadly - alive > 1:
            middle = (alive + deadly) // 2
            if tried(_beginning(share, middle)) is None:
                deadly = middle
            else:
                alive = middle
        within = share.within
        share = replace(share, within=replace(within, deadly=within.deadly | {deadly - 1}))
        data = tried(share)
        if data is not None:
            return share, data
    return None


def _beginning(share: Share, lines: int) -> Share:
    return replace(share, within=replace(share.within, lines=lines))
