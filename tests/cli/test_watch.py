"""`seamproof check --watch`: checks again when something changed, whatever state the files are in."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.cli.check import parser
from checker.cli.watching import watched
from checker.load.looking import changes, look
from tests.cli.test_check import CONTRACT, SOUND
from tests.cli.test_process import COMMAND, PLAIN

Steps = Iterator[Callable[[], object] | None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound contract in `contracts/orders`, in whose folder commands then run."""
    folder = tmp_path / "contracts/orders"
    folder.mkdir(parents=True)
    (folder / "contract.yaml").write_text(SOUND)
    monkeypatch.chdir(tmp_path)
    return folder


def watch(steps: list[Callable[[], object] | None], *arguments: str) -> int:
    """
    Watches, and takes one step in each pause between two looks; None leaves everything as it is. After the
    last one somebody presses Ctrl-C.
    """
    left = iter(steps)

    def pause(_looked: float) -> None:
        try:
            step = next(left)
        except StopIteration:
            raise KeyboardInterrupt from None
        if step is not None:
            step()

    line = ["--watch", *arguments]
    return watched(parser().parse(line), line, pause)


def verdicts(out: str) -> list[str]:
    return [line.partition(":")[0] for line in out.splitlines() if line.startswith(("Kept", "Broken"))]


def test_it_checks_again_when_a_file_of_a_set_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = project / "contract.yaml"

    code = watch(
        [None, lambda: contract.write_text(CONTRACT), None, None, lambda: contract.write_text(SOUND), None]
    )

    told = capsys.readouterr()
    assert code == 130
    assert verdicts(told.out) == ["Kept", "Broken", "Kept"]
    parted = [line for line in told.out.splitlines() if line.startswith("---")]
    assert [line[14:] for line in parted] == ["contracts/orders/contract.yaml changed ---"] * 2
    assert told.err == "Watching: Ctrl-C ends it\n"
    assert "\x1b" not in told.out


def test_nothing_that_changed_is_nothing_to_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert watch([None] * 5) == 130
    assert verdicts(capsys.readouterr().out) == ["Kept"]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Path("contracts/orders/more.contract.yaml").write_text("flows:\n  all: {reader: portal}\n"),
        lambda: Path("contracts/orders/recordings").mkdir() or Path("contracts/orders/recordings/a.md").write_text("a"),
        lambda: Path("seamproof.toml").write_text('fail-on = "note"\n'),
        lambda: Path("contracts/orders/order.json").write_text("{}"),
    ],
)  # fmt: skip
def test_schemas_recordings_parts_and_the_configuration_count_too(
    change: Callable[[], object], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watch([change, None])

    assert capsys.readouterr().out.count("---\n") == 1


def test_a_file_that_is_still_being_written_is_read_when_it_is_whole(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = project / "contract.yaml"
    pieces = [CONTRACT[:40], CONTRACT[:300], CONTRACT]

    watch([*((lambda text=piece: contract.write_text(text)) for piece in pieces), None])

    told = capsys.readouterr()
    assert verdicts(told.out) == ["Kept", "Broken"]
    assert "error:" not in told.err


def test_a_file_that_never_comes_to_rest_is_checked_all_the_same(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = project / "growing.txt"

    def grow() -> None:
        with log.open("a") as file:
            file.write("x")

    watch([grow] * 25)

    assert verdicts(capsys.readouterr().out)[:2] == ["Kept", "Kept"]


def test_a_broken_contract_does_not_end_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contract = project / "contract.yaml"
    contract.write_text("contract: [")
    steps = [
        lambda: contract.write_text(SOUND),
        None,
        contract.unlink,
        None,
        lambda: contract.write_text(SOUND),
        None,
    ]

    code = watch(steps)

    told = capsys.readouterr()
    assert code == 130
    assert verdicts(told.out) == ["Kept", "Kept"]
    assert told.err.count("error:") == 2
    assert "no contract was found in contracts" in told.err


def test_a_broken_configuration_does_not_end_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configuration = Path("seamproof.toml")

    code = watch([lambda: configuration.write_text("fail-on = "), None, configuration.unlink, None])

    told = capsys.readouterr()
    assert code == 130
    assert verdicts(told.out) == ["Kept", "Kept"]
    assert "this is not TOML" in told.err


def test_what_is_asked_for_wrongly_ends_it_at_once(project: Path) -> None:
    from checker.errors import UsageError

    with pytest.raises(UsageError, match="nowhere is not there"):
        watch([None], "nowhere")


def test_reports_are_written_each_time_and_are_no_change_themselves(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = project / "contract.yaml"
    seen: list[str] = []

    def remember() -> None:
        seen.append(json.loads((project / "result.json").read_text())["verdict"])

    watch(
        [remember, None, lambda: contract.write_text(CONTRACT), None, remember, None],
        "--report",
        f"json={project}/result.json",
    )

    assert seen == ["kept", "broken"]
    assert verdicts(capsys.readouterr().out) == ["Kept", "Broken"]


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_file_that_its_own_output_goes_to_is_no_change(
    stream: str, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "log.txt").open("w") as log:
        monkeypatch.setattr(sys, stream, log)
        watch([None] * 5)

    assert verdicts(capsys.readouterr().out + (project / "log.txt").read_text()) == ["Kept"]


def test_a_baseline_that_is_a_folder_is_watched(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = Path("base/contracts/orders/contract.yaml")
    old.parent.mkdir(parents=True)
    old.write_text(SOUND)

    watch([lambda: old.write_text(f"{SOUND}# more\n"), None], "--against", "./base")

    told = capsys.readouterr().out
    assert verdicts(told) == ["Kept", "Kept"]
    assert f", {old} changed ---" in told


@pytest.mark.parametrize(
    ("against", "seen"),
    [
        ("./base", True),
        ("base/../base", False),
        ("base", False),
        ("auto", False),
        ("./nowhere", False),
        ("{here}/base", True),
        ("../{name}/base", True),
    ],
)
def test_a_revision_of_the_name_of_a_folder_is_not_watched(
    against: str, seen: bool, project: Path, tmp_path: Path
) -> None:
    old = tmp_path / "base/contract.yaml"
    old.parent.mkdir()
    old.write_text(SOUND)

    found = look(["contracts"], [], [], against=against.format(here=tmp_path, name=tmp_path.name))

    assert set(found) == {str(project / "contract.yaml"), *([str(old)] if seen else [])}


def test_for_programs_only_results_stand_on_standard_output(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contract = project / "contract.yaml"

    watch([lambda: contract.write_text(CONTRACT), None], "--output-format", "jsonl")

    told = capsys.readouterr()
    assert all(json.loads(line) for line in told.out.splitlines())
    assert "contract.yaml changed ---" in told.err


def test_of_a_file_of_a_set_all_of_the_set_is_watched(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watch([lambda: (project / "more.txt").write_text("x"), None], "contracts/orders/contract.yaml")

    assert verdicts(capsys.readouterr().out) == ["Kept", "Kept"]


def test_a_look_sees_what_came_went_and_changed_and_nothing_hidden(project: Path) -> None:
    kept, gone, new = project / "contract.yaml", project / "gone.csv", project / "new.csv"
    gone.write_text("x")
    (project / ".hidden").write_text("x")
    before = look(["contracts"], [], [])
    kept.write_text(SOUND + "# more\n")
    os.utime(kept, ns=(before[str(kept)][0], before[str(kept)][0]))  # as git does, or a copy
    gone.unlink()
    new.write_text("x")
    (project / ".hidden").write_text("y")

    assert changes(before, look(["contracts"], [], [])) == (str(kept), str(gone), str(new))
    assert set(before) == {str(kept), str(gone)}


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_as_a_process_it_ends_when_it_is_told_to(number: signal.Signals, code: int, project: Path) -> None:
    line = [*COMMAND, "check", "--watch"]
    process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=PLAIN)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stderr.readline() == "Watching: Ctrl-C ends it\n"

    (project / "contract.yaml").write_text(CONTRACT)
    seen = []
    while not (seen and seen[-1].startswith("Broken")):
        seen.append(process.stdout.readline())
        assert seen[-1], "it has ended"
    process.send_signal(number)
    out, err = process.communicate(timeout=60)

    assert (process.returncode, out, err) == (code, "", "")


def test_on_a_terminal_the_screen_is_cleared_and_nothing_behind_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    watch([lambda: (project / "contract.yaml").write_text(CONTRACT), None])

    told = capsys.readouterr()
    assert told.out.count("\x1b[H\x1b[2J--- ") == 1
    assert "\x1b[3J" not in told.out
    assert told.err == "Watching: Ctrl-C ends it\n" * 2
