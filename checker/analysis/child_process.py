"""A script of ours in a process of its own: what it does can neither hang nor kill this one."""

import math
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import subprocess

_LOOK_EVERY: Final = 0.2  # seconds


class LateError(Exception):
    """There was no answer in time; the process was killed."""


class DiedError(Exception):
    """The process ended without an answer: a crash, or too little memory."""


class ChildProcess:
    """
    A process that answers each line with a line. It starts with the first question, alone: without packages,
    without an environment; and again after it was killed.

    `seconds` is how long one answer may take.
    """

    def __init__(self, script: Path, arguments: Sequence[str], seconds: float) -> None:
        self._script = script
        self._arguments = arguments
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._deadline = math.inf

    def ask(self, request: str) -> str:
        """
        The answer to one line.

        Raises:
            LateError, DiedError: there is none.

        """
        with self._lock:
            return self._answer(request)

    def _answer(self, request: str) -> str:
        child = self._child
        if child is None:
            child = self._child = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        self._deadline = time.monotonic() + self._seconds
        try:
            child.stdin.write(request + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        except BrokenPipeError:
            line = ""
        is_late = time.monotonic() >= self._deadline
        self._deadline = math.inf
        if not line:
            self._end()
            raise LateError if is_late else DiedError
        return line

    def _watch(self, child: "subprocess.Popen[str]") -> None:
        """Kills the child when it is late. A timer for each question would cost more than the answer."""
        while child.poll() is None:
            if time.monotonic() >= self._deadline:
                child.kill()
            time.sleep(_LOOK_EVERY)

    def _started(self) -> "subprocess.Popen[str]":
        import subprocess

        # -I and -S: no environment, no user packages, and not our own folder, whose names are not for it
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", str(self._script), *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={},
            cwd=self._script.anchor,
        )
        threading.Thread(target=self._watch, args=(child,), daemon=True).start()
        return child

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()
