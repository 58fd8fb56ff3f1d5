"""`seamproof` as a process among others: pipes, signals, terminals, full disks."""

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.test_check import CONTRACT, SOUND
from tests.conftest import Ran

COMMAND = [sys.executable, "-m", "checker"]
PLAIN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("SEAMPROOF_", "LC_", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "LANG"))
}
ROOT = Path(__file__).parent.parent.parent
STORY = ROOT / "contracts/order-to-cash"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A contract with a false claim."""
    (tmp_path / "contract.yaml").write_text(CONTRACT)
    return tmp_path


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    line = [*COMMAND, *map(str, arguments)]
    return subprocess.run(
        line, check=False, capture_output=True, env={**PLAIN, **environment}, cwd=ROOT, timeout=60
    )


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    script = script.replace("seamproof", f"{sys.executable} -m checker").replace("CONTRACT", str(folder))
    line = ["bash", "-o", "pipefail", "-c", script]
    return subprocess.run(line, check=False, capture_output=True, text=True, env=PLAIN, cwd=ROOT, timeout=60)


def test_the_exit_code_is_that_of_the_process(broken: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    sound = tmp_path_factory.mktemp("sound")
    (sound / "contract.yaml").write_text(SOUND)

    assert [run("check", path).returncode for path in (sound, broken, broken / "nowhere")] == [0, 1, 2]


def test_a_reader_that_goes_away_is_no_fault(broken: Path) -> None:
    ran = shell("seamproof check CONTRACT | head -1; echo ${PIPESTATUS[0]}", broken)

    assert ran.stderr == ""
    assert ran.stdout.startswith("error[")
    assert ran.stdout.endswith("\n1\n")


@pytest.mark.parametrize("form", ["full", "json", "html"])
def test_a_full_disk_behind_standard_output_is_said(broken: Path, form: str) -> None:
    ran = shell(f"seamproof check CONTRACT --output-format {form} > /dev/full", broken)

    assert ran.returncode == 2
    assert ran.stderr.strip() == "error: standard output can't be written: No space left on device"


def test_a_closed_standard_output_is_said(broken: Path) -> None:
    ran = shell("seamproof check CONTRACT >&-", broken)

    assert ran.returncode == 2
    assert "standard output is closed" in ran.stderr


def test_a_closed_standard_error_changes_nothing(broken: Path) -> None:
    assert shell("seamproof check CONTRACT 2>&-", broken).returncode == 1
    assert shell("seamproof check CONTRACT/nowhere 2>&-", broken).returncode == 2


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}]
)
def test_any_text_survives_a_terminal_that_knows_only_ascii(
    environment: dict[str, str], broken: Path
) -> None:
    (broken / "contract.yaml").write_text(CONTRACT.replace("done", '"fertig – 完了"'))

    ran = run("check", broken, **environment)

    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"fertig" in ran.stdout


def test_without_a_terminal_there_are_no_escape_sequences(
    broken: Path, seamproof: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"\x1b" not in run("check", broken).stdout
    assert b"\x1b" in run("check", broken, FORCE_COLOR="1").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in seamproof("check", broken, "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in seamproof("check", broken).out
    assert "\x1b" in seamproof("check", broken, "--color", "always").out


def on_terminal(*arguments: object, **environment: str) -> bytes:
    """What a terminal of 60 columns gets to see."""
    ours, theirs = pty.openpty()
    line = [*COMMAND, *map(str, arguments)]
    environment = {**PLAIN, "TERM": "xterm", "COLUMNS": "60", **environment}
    process = subprocess.Popen(line, stdout=theirs, stderr=subprocess.PIPE, env=environment, cwd=ROOT)
    os.close(theirs)
    seen = bytearray()
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    process.communicate(timeout=60)
    return bytes(seen)


def test_on_a_terminal_there_is_colour_unless_it_is_not_wanted(broken: Path) -> None:
    assert b"\x1b[1;31merror[" in on_terminal("check", broken)
    assert b"\x1b" not in on_terminal("check", broken, NO_COLOR="1")
    assert b"\x1b" not in on_terminal("check", broken, TERM="dumb")


def test_a_narrow_terminal_gets_narrow_lines(broken: Path) -> None:
    summary = on_terminal("check", broken, NO_COLOR="1").decode().partition("Not checked")[2]

    assert max(map(len, summary.splitlines())) <= 60


def test_a_read_only_folder_is_no_hindrance(broken: Path) -> None:
    """Nothing is written but where it was asked for."""
    before = sorted(broken.rglob("*"))

    ran = run("check", broken)

    assert ran.returncode == 1
    assert sorted(broken.rglob("*")) == before


def members(group: int) -> list[int]:
    """The processes of a group."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(folder.name)) == group:
                found.append(int(folder.name))
    return found


def wait_until_open(group: int, file: Path, *, by_others: bool) -> None:
    """Until a process, or one that it has started, reads a file: then it is in the midst of its work."""
    for _ in range(3000):
        for process in members(group):
            if by_others and process == group:
                continue
            with suppress(OSError):
                if any(descriptor.readlink() == file for descriptor in Path(f"/proc/{process}/fd").iterdir()):
                    return
        time.sleep(0.01)
    pytest.fail(f"{file} was not read within 30 s")


def wait_until_gone(group: int) -> None:
    for _ in range(1000):
        if not members(group):
            return
        time.sleep(0.01)
    pytest.fail(f"{len(members(group))} processes are left after 10 s")


@pytest.mark.parametrize("engine", ["in-place", "processes:2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_reports_what_it_has_and_says_so(
    number: signal.Signals, code: int, engine: str, broken: Path
) -> None:
    recordings = broken / "recordings"
    recordings.mkdir()
    with (recordings / "a.jsonl").open("w") as file:
        for case in range(200_000):
            file.write(
                f'{{"case":"{case}","id":"a","kind":"status","system":"erp","status":{{"code":"53"}}}}\n'
            )
    line = [*COMMAND, "check", str(broken), "--output-format", "json", "--report", f"json={broken}/kept.json"]

    process = subprocess.Popen(
        [*line, "--engine", engine],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=PLAIN,
        cwd=ROOT,
        start_new_session=True,
    )
    wait_until_open(process.pid, recordings / "a.jsonl", by_others=engine != "in-place")
    if number == signal.SIGINT:  # a terminal sends it to all of them
        os.killpg(process.pid, number)
    else:
        process.send_signal(number)
    out, err = process.communicate(timeout=60)
    wait_until_gone(process.pid)

    assert (process.returncode, err) == (code, b"")
    result = json.loads(out)
    assert (result["interrupted"], result["verdict"]) == (True, "unchecked")
    assert result == json.loads((broken / "kept.json").read_text())
    assert not list(broken.glob(".kept*"))


def test_the_module_can_be_run_and_so_can_the_command() -> None:
    command = Path(sys.executable).with_name("seamproof")

    assert run("--version").stdout == subprocess.check_output([command, "--version"])


def test_a_payload_may_come_from_standard_input() -> None:
    ran = shell(
        "echo '{}' | seamproof replay - CONTRACT --boundary portal-to-hub --output-format concise", STORY
    )

    assert ran.returncode == 1
    assert ran.stdout.startswith("not as declared: portal-to-hub/order")
