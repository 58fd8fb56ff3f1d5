"""Workers that die of some shares, as those do that run out of memory."""

import os
import signal
from pathlib import Path

from checker.load.recordings.json_lines import JsonLines
from checker.model.limits import DEFAULT
from checker.pipeline.answering import Work, answers
from tests.spread.corpus import POISON


def of_poison(work: Work) -> list[bytes]:
    """Dies wherever one of the lines that it is to read has the poison in it."""
    for share in work.shares:
        content = b"".join(JsonLines(share.path, DEFAULT).content(share.within))
        lines = content.split(b"\n")[: share.within.lines]
        if any(POISON.encode() in line for n, line in enumerate(lines) if n not in share.within.deadly):
            _die()
    return answers(work)


def of_anything(_work: Work) -> list[bytes]:
    _die()
    return []


def once(marker: str, work: Work) -> list[bytes]:
    """Dies the first time, and leaves a file behind that says so."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return answers(work)
    _die()
    return []


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
