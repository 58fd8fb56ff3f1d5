"""What shells complete by the scripts that are printed, in the shells themselves."""

import os
import pty
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from select import select

import pytest

from checker.cli import explain, schema
from checker.cli.choices import LEVELS, PARTS
from checker.cli.completion import SHELLS
from checker.cli.main import COMMANDS
from checker.cli.shells import commands
from checker.load.shipped import mapping_files, vocabulary_files
from checker.rules import names
from tests.conftest import Ran

CHECK = {command.name: command for command in commands()}["check"]
# What is typed, and what is offered for the last word of it.
OFFERS: list[tuple[str, Sequence[str]]] = [
    ("seamproof ", [*COMMANDS]),
    ("seamproof wh", ["why", "what-if"]),
    ("seamproof --", ["--help", "--version"]),
    ("seamproof check -", [name for flag in CHECK.flags for name in flag.names]),
    ("seamproof check --fail-on ", LEVELS),
    ("seamproof check contracts/orders --fail-on w", ["warning"]),
    ("seamproof check --only ", PARTS),
    ("seamproof explain --output-format ", explain.FORMATS),
    ("seamproof vocabularies ", [*vocabulary_files(), *mapping_files()]),
    ("seamproof rule ", sorted(names())),
    ("seamproof schema ", schema.NAMES),
    ("seamproof completion ", SHELLS),
    ("seamproof import h", ["har"]),
    ("seamproof explain --report f", ["full="]),
]
# What a key press makes of a line, where there is one way to go on, in a folder with `captures/night.har`.
TYPED = [
    ("seamproof dri", ["drift"]),
    ("seamproof check --fail-on w", ["check", "--fail-on", "warning"]),
    ("seamproof check --fail-on=w", ["check", "--fail-on=warning"]),
    ("seamproof check --only static,re", ["check", "--only", "static,replay"]),
    ("seamproof check --limit payload-s", ["check", "--limit", "payload-size="]),
    ("seamproof rule contrad", ["rule", "contradiction"]),
    ("seamproof vocabularies sap-m", ["vocabularies", "sap-mpl"]),
    ("seamproof import ka", ["import", "kafka-console-consumer"]),
    ("seamproof import captures/n", ["import", "captures/night.har"]),
    ("seamproof explain ca", ["explain", "captures"]),
    ("seamproof check --report concise=captures/n", ["check", "--report", "concise=captures/night.har"]),
]
SHOW = "seamproof() { printf '<%s>' seamproof \"$@\"; printf '\\n'; }"  # in place of the command
PATIENCE = 60  # seconds of silence after which a shell is ended
has_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
has_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")


@pytest.fixture
def script(seamproof: Callable[..., Ran], tmp_path: Path) -> Callable[[str], str]:
    """Writes the script of a shell, and gives its path."""

    def write(shell: str) -> str:
        (tmp_path / shell).write_text(seamproof("completion", shell).out, encoding="utf-8")
        return str(tmp_path / shell)

    return write


def test_bash_offers_what_may_stand_there(script: Callable[[str], str], night: Path) -> None:
    lines = ["PATH=", f"source {script('bash')}"]  # so no program can be run for it
    for line, _ in OFFERS:
        lines += [f"COMP_LINE='{line}' COMP_POINT={len(line)}", "_seamproof", "echo ${COMPREPLY[@]}"]
    ran = ran_in(["bash", "--norc", "-u"], lines, night)
    assert [words.split() for words in ran] == [list(words) for _, words in OFFERS]


def test_no_word_that_is_offered_means_anything_to_a_shell() -> None:
    for command in commands():
        values = [*command.values, *(flag.value for flag in command.flags if flag.value)]
        for word in (word for value in values for word in value.words):
            assert re.fullmatch("[a-z0-9][a-z0-9-]*", word), (command.name, word)


def test_bash_completes_what_is_typed(script: Callable[[str], str], night: Path) -> None:
    said = on_a_terminal(["bash", "--norc", "--noprofile", "-i"], night, [f"source {script('bash')}", SHOW])
    assert said == [words for _, words in TYPED]


@has_zsh
def test_zsh_completes_what_is_typed(script: Callable[[str], str], night: Path) -> None:
    begin = ["autoload -U compinit; compinit -D -u", f"source {script('zsh')}", SHOW]
    said = on_a_terminal(["zsh", "-f", "-i"], night, begin)
    assert said == [words for _, words in TYPED]


@has_fish
def test_fish_offers_what_may_stand_there(script: Callable[[str], str], night: Path) -> None:
    lines = [f"source {script('fish')}"]
    for line, _ in OFFERS:
        lines += [f"set offered (complete -C '{line}' | string replace -r '\\t.*' '')", "echo $offered"]
    ran = ran_in(["fish", "--no-config"], lines, night)
    assert [sorted(words.split()) for words in ran] == [sorted(words) for _, words in OFFERS]


def ran_in(shell: list[str], lines: list[str], folder: Path) -> list[str]:
    """What a shell prints that runs these lines, and says nothing else."""
    ran = subprocess.run(
        [*shell, "-c", "\n".join(lines)], cwd=folder, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A folder with a capture."""
    (tmp_path / "work" / "captures").mkdir(parents=True)
    (tmp_path / "work" / "captures" / "night.har").write_text("{}")
    return tmp_path / "work"


def on_a_terminal(shell: list[str], folder: Path, begin: list[str]) -> list[list[str]]:
    """The arguments of each line of TYPED, after the tabulator key was pressed at its end."""
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        shell, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder, env=environment, start_new_session=True
    ):
        os.close(theirs)
        lines = [*begin, *(f"{line}\t" for line, _ in TYPED), "exit"]
        os.write(ours, "".join(f"{line}\r" for line in lines).encode())
        said = b""
        try:
            while select([ours], [], [], PATIENCE)[0] and (part := os.read(ours, 4096)):
                said += part
        except OSError:  # so a terminal ends
            pass
        os.close(ours)  # and with it the shell
    shown = [line for line in said.decode().splitlines() if line.startswith("<seamproof>")]
    return [re.findall("<([^>]*?)/?>", line)[1:] for line in shown]  # zsh takes the slash off a folder
