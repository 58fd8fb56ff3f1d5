"""`seamproof check --watch`: checks once, and again whenever a file that it reads has changed."""

import os
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from checker.cli.check import checked
from checker.cli.configuration import FILES, configuration
from checker.cli.exits import Exit
from checker.cli.failures import cannot_check
from checker.cli.streams import is_terminal, write_err, write_out
from checker.errors import CannotCheckError, ContractError, RecordingError, UsageError
from checker.load.files import shown_path
from checker.load.looking import Look, changes, look
from checker.report import FOR_PEOPLE, lines

_PAUSE: Final = 0.5  # seconds between two looks
_SHARE: Final = 5  # a pause lasts at least so many times as long as a look
_PATIENCE: Final = 20  # looks at files that do not come to rest
_CLEAR: Final = "\x1b[H\x1b[2J"  # what is seen; what was scrolled away stays


def _sleep(looked: float) -> None:
    time.sleep(max(_PAUSE, _SHARE * looked))


def watched(given: Namespace, arguments: Sequence[str], pause: Callable[[float], None] = _sleep) -> int:
    """
    The exit code of an interruption: only that ends it. What can't be read is said, and watched on.

    `pause` is told how many seconds the last look took.

    Raises:
        CannotCheckError: at the first time, for what no change of a file would mend.

    """
    if given.fix:
        raise UsageError("--fix would edit what somebody is typing", fix="leave out --watch, or --fix")
    watch = _Watch(given, pause)
    seen, why = watch.look(), ""
    try:
        while True:
            _begin(given, why)
            try:
                code = checked(given)
            except CannotCheckError as error:
                if not why and not isinstance(error, ContractError | RecordingError):
                    raise
                code = cannot_check(error, arguments)
            if code == Exit.INTERRUPTED:
                return code
            if not why or is_terminal(sys.stdout):
                write_err("Watching: Ctrl-C ends it\n")
            before, seen = seen, watch.until_changed(seen)
            why = _said(changes(before, seen))
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


class _Watch:
    """Looks at what the next check would read."""

    def __init__(self, given: Namespace, pause: Callable[[float], None]) -> None:
        self._given = given
        self._pause = pause
        self._paths: Sequence[str] = ()
        self._took = 0.0

    def look(self) -> Look:
        start = time.monotonic()
        if not self._given.paths:
            with suppress(CannotCheckError):  # half written, say: those of before are looked at
                self._paths = configuration(Path(), os.environ).paths
        found = look(
            self._given.paths or self._paths,
            FILES,
            (path for _, path in self._given.report),
            against=self._given.against,
            streams=_streams(),
        )
        self._took = time.monotonic() - start
        return found

    def until_changed(self, seen: Look) -> Look:
        """Waits for a change, and until the files have come to rest."""
        while (now := self._next()) == seen:
            pass
        for _ in range(_PATIENCE):
            before, now = now, self._next()
            if before == now:
                break
        return now

    def _next(self) -> Look:
        self._pause(self._took)
        return self.look()


def _streams() -> Iterator[int]:
    """The descriptors of standard output and standard error, as far as they have any."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):  # replaced within this process, or closed
                yield stream.fileno()


def _said(changed: Sequence[str]) -> str:
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{shown_path(changed[0])}{more} changed" if changed else "checked again"


def _begin(given: Namespace, why: str) -> None:
    """Parts a check from the one before: by an empty screen, or by a line where nobody could see that."""
    if not why:
        return
    head = lines.plain([lines.line(lines.escaped(f"--- {time.strftime('%H:%M:%S')}, {why} ---"))])
    form = given.output_format
    with suppress(CannotCheckError):  # of which the check tells
        form = form or configuration(Path(), os.environ).output_format
    if form is not None and form not in FOR_PEOPLE:
        write_err(head)
    else:
        write_out(_CLEAR + head if is_terminal(sys.stdout) else head)
