"""The child process that runs jq programs, and what is said when it can't."""

import json
import os
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

from checker.analysis import numbers
from checker.analysis.child_process import ChildProcess, DiedError, LateError
from checker.model.json import Json

Run: TypeAlias = Callable[[str, str], tuple[Json, ...]]

SECONDS: Final = 5.0  # what one program may take for one payload
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
    """One child for all programs of this process."""

    def __init__(self, packages: Path, seconds: float) -> None:
        self._seconds = seconds
        self._child = ChildProcess(_CHILD, [str(packages)], seconds)

    def ask(self, program: str, given: str | None) -> tuple[Json, ...]:
        try:
            answer = json.loads(self._child.ask(json.dumps([program, given])))
        except LateError as error:
            raise ExhaustedError(f"takes longer than {self._seconds:g} seconds") from error
        except DiedError as error:
            raise ExhaustedError("needs more memory than a program may have") from error
        match answer:
            case {"results": results}:
                return tuple(_read(result) for result in results)
            case {"syntax": why}:
                raise SyntaxRefusedError(_first_line(why))
            case {"failed": why}:
                raise FailedError(_first_line(why))
            case _:
                raise ExhaustedError(str(answer["exhausted"]))


def _read(text: str) -> Json:
    value: Json = json.loads(text, parse_float=numbers.read, parse_int=numbers.read)
    return value


def _first_line(text: str) -> str:
    return text.strip().split("\n", maxsplit=1)[0]
