"""
Starts the four services, lets an evening pass, and stops them; what they recorded is left in a folder.

    python -m tests.running.integration FOLDER [--fault NAME]
"""

import argparse
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from tests.running.channels import Channels
from tests.running.evening import FAULTS

_ROOT: Final = Path(__file__).parents[2]
_LONGEST: Final = 60.0  # seconds for each step on a busy machine; none takes six on an idle one


def evening(folder: Path, fault: str | None = None) -> list[Path]:
    """
    The captures of one evening: the HTTP archive of the shop, and the spans of each service.

    Raises:
        RuntimeError: a service ended by itself, or did not end in time.

    """
    with ExitStack() as services:
        dispatch = services.enter_context(_running("dispatch", folder, fault))
        services.enter_context(_running("ledger", folder, fault))
        hub = services.enter_context(_running("hub", folder, fault, f"dispatch={dispatch}"))
        shop = _started("shop", folder, fault, f"hub={hub}")
        try:
            _ended("shop", shop)
        finally:
            _killed(shop)
        _drained(folder)
    return [folder / "shop.har", *sorted(folder.glob("*.otlp.jsonl"))]


@contextmanager
def _running(service: str, folder: Path, fault: str | None, *urls: str) -> Iterator[str]:
    """A service, and where it listens; it is told to stop at the end."""
    process = _started(service, folder, fault, *urls)
    try:
        yield _ready(service, process)
        assert process.stdin is not None
        process.stdin.close()
        _ended(service, process)
    finally:
        _killed(process)


def _started(service: str, folder: Path, fault: str | None, *urls: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.running.{service}", str(folder)]
    command += ["--fault", fault] if fault else []
    for url in urls:
        command += ["--url", url]
    with (folder / f"{service}.err").open("w", encoding="utf-8") as errors:
        return subprocess.Popen(
            command,
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


def _ready(service: str, process: subprocess.Popen[str]) -> str:
    """The address that a service gives once it is ready."""
    assert process.stdout is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        line = process.stdout.readline() if waiting.select(_LONGEST) else ""
    word, _, address = line.strip().partition(" ")
    if word != "ready":
        raise RuntimeError(f"{service} did not start; see {service}.err")
    return address


def _ended(service: str, process: subprocess.Popen[str]) -> None:
    try:
        code = process.wait(_LONGEST)
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"{service} did not end in {_LONGEST:.0f} seconds") from error
    if code != 0:
        raise RuntimeError(f"{service} ended with {code}; see {service}.err")


def _killed(process: subprocess.Popen[str]) -> None:
    """Surely ended, whatever happened."""
    if process.poll() is None:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


def _drained(folder: Path) -> None:
    """Waits until every message of the queue has been confirmed."""
    channels, end = Channels(folder), time.monotonic() + _LONGEST
    while channels.waiting():
        if time.monotonic() > end:
            raise RuntimeError(f"{channels.waiting()} messages wait in the queue for ever")
        time.sleep(0.01)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--fault", choices=sorted(FAULTS), help="; ".join(f"{k}: {v}" for k, v in FAULTS.items())
    )
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    for capture in evening(given.folder, given.fault):
        print(capture)


if __name__ == "__main__":
    main()
