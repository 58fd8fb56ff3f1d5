"""What is being done just now, in one line that goes away: only for somebody who watches."""

import time
from types import TracebackType
from typing import TextIO

from checker.cli.streams import is_terminal

_PATIENCE = 0.5  # seconds before anything is said, and between two words
_CLEAR = "\r\x1b[K"


class Progress:
    """Writes to a terminal and to nothing else; leaves the line empty behind it."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if is_terminal(stream) else None
        self._next = time.monotonic() + _PATIENCE
        self._has_spoken = False

    def say(self, what: str) -> None:
        """Called as often as there is something new; seldom seen."""
        if self._stream is None or time.monotonic() < self._next:
            return
        from checker.model.text import plain

        self._next = time.monotonic() + _PATIENCE
        self._has_spoken = True
        self._stream.write(_CLEAR + plain(what, longest=76))
        self._stream.flush()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None and self._has_spoken:
            self._stream.write(_CLEAR)
            self._stream.flush()
