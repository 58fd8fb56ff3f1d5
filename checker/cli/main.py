"""The command line: which command is meant, and what becomes of it however it ends."""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Final

COMMANDS: Final = {
    "check": "check contract sets and replay their recordings",
    "drift": "what changed since a baseline, and whom it breaks",
    "replay": "take a captured payload through the declared transformation",
    "import": "make a recording of captures: HAR, traces, logs, topics",
    "explain": "what became of a captured case, and what went wrong in it",
    "mask": "take what is personal or secret out of recordings",
    "why": "what stands behind a status, and what would make it false",
    "what-if": "what every system shows once a system shows a status",
    "rule": "explain a rule, or list them all",
    "vocabularies": "what the statuses of well-known systems say and do not say",
    "init": "write a working start: a contract, its schemas, a workflow",
    "new": "add a boundary to a contract set",
    "schema": "print the JSON Schema of contracts, vocabularies or the result",
    "completion": "print a script that completes what you type in a shell",
    "demo": "check the example that ships with seamproof",
}

MODULES: Final = {"import": "importing"}  # where a module can't have the name of its command

HELP: Final = f"""\
usage: seamproof COMMAND [ARGUMENT ...]

Contracts for the seams between systems: what is sent, how it is mapped, what a
status really means.

commands:
{"".join(f"  {name:<12}  {what}{chr(10)}" for name, what in COMMANDS.items())}
options:
  -h, --help     show this, or the help of a command: seamproof check --help
  --version      show the version

exit codes:
  0  kept: nothing found at or above --fail-on
  1  broken: something was found
  2  could not check: usage, unreadable input, or nothing there to check
  3  a defect of seamproof itself
  130, 143       interrupted; the report is incomplete

example:
  seamproof check contracts/
"""


def main(arguments: Sequence[str]) -> int:
    """The exit code. Everything that can go wrong is said here, in the words of whose fault it is."""
    match arguments:
        case []:
            _print(HELP)
            return 2  # Exit.CANNOT_CHECK: what checks nothing is no success
        case ["-h" | "--help", *_]:
            return _print(HELP)
        case ["--version", *_]:
            from checker import __version__

            return _print(f"seamproof {__version__}\n")
        case _:
            return _command(arguments)


def _print(text: str) -> int:
    from checker.cli.streams import write_out

    write_out(text)
    return 0


def _command(arguments: Sequence[str]) -> int:
    from checker.cli import failures
    from checker.errors import CannotCheckError

    with _signals() as received:
        try:
            try:
                return received(_named(arguments[0])(arguments[1:]))
            except CannotCheckError as error:
                return failures.cannot_check(error, arguments)
        except KeyboardInterrupt:
            return received(failures.interrupted())
        except Exception:  # whatever else: ours to mend, so it is shown whole
            return failures.bug()


def _named(name: str) -> Callable[[Sequence[str]], int]:
    """What runs the command of this name."""
    from importlib import import_module

    from checker.cli.choices import meant
    from checker.errors import UsageError

    if name not in COMMANDS:
        what = "flag" if name.startswith("-") else "command"
        known = ("--help", "--version") if what == "flag" else COMMANDS
        raise UsageError(f"there is no {what} {name}", fix=meant(name, known))
    module = MODULES.get(name, name.replace("-", "_"))
    run: Callable[[Sequence[str]], int] = import_module(f"checker.cli.{module}").run
    return run


@contextmanager
def _signals() -> Iterator[Callable[[int], int]]:
    """
    SIGTERM interrupts like Ctrl-C, so that what was found so far is still reported.

    Gives a function that turns the exit code of an interruption into that of the signal it came from.
    """
    from threading import current_thread, main_thread

    came: list[int] = []

    def interrupt(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        raise KeyboardInterrupt

    if current_thread() is not main_thread():  # only the main thread may handle signals
        yield lambda code: code
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield lambda code: 128 + came[0] if code == 128 + signal.SIGINT and came else code
    finally:
        signal.signal(signal.SIGTERM, before)
