"""The child process that runs jq programs, and what is said when it can't."""

import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.model.json import Json

Run: TypeAlias = Callable[[str, str], tuple[Json, ...]]

SECONDS: Final = 5.0  # what one program may take for one payload
_LOOK_EVERY: Final = 0.2  # seconds
_CHILD: Final = Path(__file__).with_name("child.py")


class FailedError(Exception):
    """The program fails on this payload; the message is jq's."""


class SyntaxRefusedError(Exception):
    """The program does not compile; the message is jq's."""


class ExhaustedError(Exception):
    """The program needed more time or memory than it may have; a clause that follows the program."""


def prepared(text: str) -> Run:
    """
    Compiles a program in the child, and gives the function that runs programs there.

    Raises:
        ModuleNotFoundError: the jq package is not installed.
        SyntaxRefusedError, ExhaustedError: the program can't be compiled.

    """
    engine = _engine(os.getpid(), SECONDS)
    engine.ask(text, None)
    return engine.ask


@lru_cache(maxsize=4)
def _engine(process: int, seconds: float) -> "_Engine":  # noqa: ARG001  # a child is not shared with a fork
    found = find_spec("jq")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jq")
    return _Engine(Path(found.origin).parent, seconds)


class _Engine:
    """One child for all programs of this process, started again after it was killed."""

    def __init__(self, packages: Path, seconds: float) -> None:
        self._packages = packages
        self._seconds = seconds
        self._child: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._deadline = math.inf

    def ask(self, program: str, given: str | None) -> tuple[Json, ...]:
        with self._lock:
            line = self._answer(json.dumps([program, given]))
        answer = json.loads(line)
        match answer:
            case {"results": results}:
                return tuple(_read(result) for result in results)
            case {"syntax": why}:
                raise SyntaxRefusedError(_first_line(why))
            case {"failed": why}:
                raise FailedError(_first_line(why))
            case _:
                raise ExhaustedError(str(answer["exhausted"]))

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
            if is_late:
                raise ExhaustedError(f"takes longer than {self._seconds:g} seconds")
            raise ExhaustedError("needs more memory than a program may have")
        return line

    def _watch(self, child: subprocess.Popen[str]) -> None:
        """Kills the child when it is late. A timer for each question would cost more than the answer."""
        while child.poll() is None:
            if time.monotonic() >= self._deadline:
                child.kill()
            time.sleep(_LOOK_EVERY)

    def _started(self) -> subprocess.Popen[str]:
        # -I and -S: no environment, no user packages, and not our own folder, which has a `jq` too.
        child = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", str(_CHILD), str(self._packages)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={},
            cwd=self._packages.anchor,
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


def _read(text: str) -> Json:
    value: Json = json.loads(text, parse_float=numbers.read, parse_int=numbers.read)
    return value


def _first_line(text: str) -> str:
    return text.strip().split("\n", maxsplit=1)[0]
