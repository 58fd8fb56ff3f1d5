"""`seamproof init`: what it writes is a working start, and nothing that is there is lost."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml

from checker.analysis.validity import compiled
from checker.load.schemas import Schemas
from checker.load.yaml import parse
from checker.model.limits import DEFAULT
from checker.model.places import Place
from checker.pipeline.starting import start
from tests.conftest import Ran
from tests.load.trees import as_tools_read

ROOT = Path(__file__).parent.parent.parent
STARTER = ROOT / "checker" / "starter"
CONTRACT = "contracts/orders/contract.yaml"
SCHEMA = ".seamproof.schema.json"
WORKFLOW = ".github/workflows/seamproof.yml"
WRITTEN = [
    WORKFLOW,
    SCHEMA,
    CONTRACT,
    "contracts/orders/recordings/refused.yaml",
    "contracts/orders/recordings/shipped.yaml",
    "contracts/orders/schemas/order.json",
    "contracts/orders/schemas/pick-list.json",
]

Run = Callable[..., Ran]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which commands then run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    start(str(folder))
    return folder


@pytest.fixture
def begun(empty: Path, written_once: Path) -> Path:
    """A folder in which `seamproof init` has been run, in which commands then run."""
    shutil.copytree(written_once, empty, dirs_exist_ok=True)
    return empty


def flat(text: str) -> str:
    return " ".join(text.split())


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


def test_in_an_empty_folder_it_writes_a_set_a_schema_and_a_workflow(empty: Path, seamproof: Run) -> None:
    ran = seamproof("init")

    assert (ran.code, ran.err) == (0, "")
    assert sorted(contents(empty)) == sorted(WRITTEN)
    assert all(f"\n  {path}\n" in ran.out for path in WRITTEN)
    assert max(map(len, ran.out.splitlines())) <= 80


def test_what_it_writes_passes_with_both_facts_proved_and_both_recordings_replayed(
    begun: Path, seamproof: Run
) -> None:
    ran = seamproof("check", "--fail-on", "note", "--output-format", "json")

    result = json.loads(ran.out)
    assert (ran.code, result["verdict"], result["findings"]) == (0, "kept", [])
    assert [fact.partition(":")[0] for fact in result["proved"]] == ["orders, packed", "orders, shipped"]
    assert (result["checked"]["cases"], result["checked"]["replayed"]) == (2, 2)
    seen = {kind: (share["seen"], share["of"]) for kind, share in result["coverage"].items()}
    assert seen.pop("rows") == (4, 5)  # silence is not recorded
    assert all(seen == of for seen, of in seen.values())


def test_the_starter_is_a_plain_set_that_is_checked_as_it_is(seamproof: Run) -> None:
    assert seamproof("check", STARTER / "orders", "--fail-on", "note").code == 0


def test_the_line_that_it_says_to_break_is_the_line_that_the_check_then_names(
    empty: Path, seamproof: Run
) -> None:
    told = seamproof("init").out
    number = int(re.search(r"break line (\d+) of contracts/orders/contract\.yaml", told)[1])  # type: ignore[index]
    contract = empty / CONTRACT
    sound = contract.read_text()
    lines = sound.splitlines(keepends=True)
    lines[number - 1] = lines[number - 1].replace(" ordered ", " completed ", 1)
    contract.write_text("".join(lines))

    ran = seamproof("check", "--output-format", "json")

    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["rule"], finding["at"]["line"]) == (1, "overclaim", number)
    assert finding["fix"].startswith('report "ordered" here')
    contract.write_text(sound)
    assert seamproof("check").code == 0


def test_the_contract_fits_the_schema_that_its_first_line_leads_to(empty: Path, seamproof: Run) -> None:
    seamproof("init", "--name", "1.0")
    contract = empty / "contracts/1.0/contract.yaml"
    first = contract.read_text().splitlines()[0]
    leads_to = contract.parent / first.removeprefix("# yaml-language-server: $schema=")

    assert leads_to.resolve() == empty / SCHEMA
    found = Schemas(str(empty), DEFAULT).find(SCHEMA, Place(file="contract.yaml", line=1, column=1))
    assert compiled(found).violations(as_tools_read(parse(contract.read_bytes(), file="contract.yaml"))) == ()


def test_the_schema_for_the_editor_is_that_of_this_version(begun: Path, seamproof: Run) -> None:
    assert (begun / SCHEMA).read_text() == seamproof("schema").out


def steps(workflow: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        step for job in yaml.safe_load(workflow)["jobs"].values() for step in job["steps"]
    ]
    return found


def pins(workflow: str) -> Mapping[str, str]:
    """Each action that a workflow uses, with the digest and the comment that names its version."""
    return dict(re.findall(r"uses: ([\w/-]+)@([0-9a-f]{40} # v[0-9.]+)$", workflow, re.MULTILINE))


def test_the_workflow_pins_its_actions_as_ours_does(begun: Path) -> None:
    ours = pins((ROOT / ".github/workflows/ci.yml").read_text())

    text = (begun / WORKFLOW).read_text()

    assert text.count("uses:") == 2
    assert pins(text) == {action: ours[action] for action in ("actions/checkout", "actions/setup-python")}


def test_the_workflow_can_only_read_and_keeps_no_credentials(begun: Path) -> None:
    text = (begun / WORKFLOW).read_text()

    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert set(yaml.load(text, Loader=yaml.BaseLoader)["on"]) == {"pull_request", "push"}
    assert steps(text)[0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert "secrets" not in text


def commands(workflow: str) -> tuple[str, str]:
    """What the workflow installs, and how it checks."""
    *_, install, check = steps(workflow)
    return str(install["run"]), str(check["run"])


def test_the_workflow_installs_this_version(begun: Path) -> None:
    from checker import __version__

    install, _ = commands((begun / WORKFLOW).read_text())
    assert install == f'python -m pip install "seamproof[jq,zstd]=={__version__}"'


def git(*arguments: str) -> None:
    line = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(line, check=True, capture_output=True, timeout=60)


def hosted(script: str, tmp_path: Path, **environment: str) -> tuple[int, list[str], str]:
    """A step as a runner of GitHub runs it: the exit code, what it prints, and the summary that it leaves."""
    summary = tmp_path / "summary"
    summary.write_text("")
    known = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary),
    }
    ran = subprocess.run(
        ["bash", "-e", "-c", script],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        env=known | environment,
    )
    assert ran.stderr == ""
    return ran.returncode, ran.stdout.splitlines(), summary.read_text()


def test_what_the_workflow_runs_fails_a_pull_request_at_the_line(
    begun: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("runner")
    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "--message", "Start")
    _, check = commands((begun / WORKFLOW).read_text())
    pushed, annotations, told = hosted(check, outside, AGAINST="")
    assert (pushed, annotations) == (0, ["Kept: no findings in 1 set, 1 boundary, 2 cases"])
    assert "packed" in told

    git("switch", "--create", "change")
    contract = begun / CONTRACT
    contract.write_text(contract.read_text().replace("PACKED:  ordered  ", "PACKED:  completed"))
    git("commit", "--all", "--message", "Change")
    code, annotations, told = hosted(check, outside, AGAINST="--against auto", GITHUB_BASE_REF="main")

    assert code == 1
    assert any(
        line.startswith("::error file=contracts/orders/contract.yaml,line=54,") for line in annotations
    )
    assert "overclaim" in told


def test_what_is_there_is_left_alone_and_said(empty: Path, seamproof: Run) -> None:
    (empty / SCHEMA).write_text("{}")
    (empty / ".github/workflows").mkdir(parents=True)
    (empty / WORKFLOW).write_text("on: push\n")
    before = contents(empty)

    ran = seamproof("init")

    assert ran.code == 0
    assert f"{SCHEMA}: there already, another, left alone" in ran.out
    assert f"{WORKFLOW}: there already, another, left alone" in ran.out
    after = contents(empty)
    assert {path: after[path] for path in before} == before
    assert sorted(after) == sorted(WRITTEN)


def test_a_second_time_there_is_nothing_left_to_write(begun: Path, seamproof: Run) -> None:
    before = contents(begun)

    ran = seamproof("init")

    assert (ran.code, ran.out) == (2, "")
    assert "nothing is left to write" in ran.err
    assert "--name NAME" in ran.err
    assert contents(begun) == before


def test_another_set_can_be_started_beside_the_first(begun: Path, seamproof: Run) -> None:
    ran = seamproof("init", "--name", "returns")

    assert ran.code == 0
    assert seamproof("check").out.splitlines()[-1] == "Kept: no findings in 2 sets, 2 boundaries, 4 cases"


@pytest.mark.parametrize("there", ["recordings/mine.jsonl", "notes.md"])
def test_a_folder_with_anything_in_it_is_not_made_a_set(there: str, empty: Path, seamproof: Run) -> None:
    """Files of ours among files of theirs would be neither's set."""
    mine = empty / "contracts/orders" / there
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")

    ran = seamproof("init")

    assert ran.code == 0
    assert "contracts/orders: there already, left alone" in ran.out
    assert sorted(contents(empty)) == sorted([WORKFLOW, SCHEMA, f"contracts/orders/{there}"])


def test_no_set_is_written_beside_one_of_its_name(empty: Path, seamproof: Run) -> None:
    mine = empty / "contracts/sales/contract.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("contract: orders\nformat: 1\nversion: 1\n")

    ran = seamproof("init")

    assert "contracts/orders: contracts/sales has this name already" in ran.out
    assert not (empty / "contracts/orders").exists()


def test_a_folder_that_is_not_there_is_made(empty: Path, seamproof: Run) -> None:
    ran = seamproof("init", "a b/c")

    assert ran.code == 0
    assert "\n  cd 'a b/c'\n" in ran.out
    assert "break line" in ran.out
    assert sorted(contents(empty / "a b" / "c")) == sorted(WRITTEN)


def test_below_the_root_of_a_repository_no_workflow_is_written_that_nobody_would_run(
    empty: Path, seamproof: Run
) -> None:
    (empty / ".git").mkdir()

    below = seamproof("init", "shop")
    at_the_root = seamproof("init")

    assert "shop/.github/workflows/seamproof.yml: GitHub looks for workflows only in ./.github" in flat(
        below.out
    )
    assert not (empty / "shop/.github").exists()
    assert f"\n  {WORKFLOW}\n" in at_the_root.out


@pytest.mark.parametrize(
    "path", ["{here}/contracts", "./contracts", "link/contracts", "link/../{name}/contracts"]
)
@pytest.mark.parametrize("folder", [".", "{here}"])
def test_paths_that_see_the_set_are_not_asked_for_however_they_are_written(
    path: str, folder: str, empty: Path, seamproof: Run
) -> None:
    (empty / "link").symlink_to(empty)
    path = path.format(here=empty, name=empty.name)
    (empty / "seamproof.toml").write_text(f"paths = [{json.dumps(path)}]\n")

    ran = seamproof("init", folder.format(here=empty))

    assert (ran.code, "to the paths" in ran.out) == (0, False)


def test_paths_of_a_configuration_that_would_not_see_the_set_are_named(empty: Path, seamproof: Run) -> None:
    (empty / "seamproof.toml").write_text('paths = ["integration", "no\\u0000path"]\n')

    ran = seamproof("init")

    assert "add contracts/ to the paths in your configuration: integration" in ran.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["file"], "file is no folder"),
        (["file/below"], "can't be written: Not a directory"),
        (["/proc/nothing"], "can't be written"),
        (["x" * 300], "can't be written: File name too long"),
        (["--name", "../orders"], '"../orders" can\'t be the name of a contract set'),
        (["--name", ".."], '".." can\'t be the name of a contract set'),
        (["--name", ".hidden"], '".hidden" can\'t be the name of a contract set'),
        (["--name", "a\nb: c"], '"a\\nb: c" can\'t be the name of a contract set'),
        (["--name", ""], '"" can\'t be the name of a contract set'),
        (["--name", "x" * 300], "File name too long"),
        (["one", "two"], "can't take two too"),
        (["--nmae", "x"], "did you mean --name?"),
    ],
)
def test_where_nothing_can_be_written_that_is_said_and_nothing_is(
    arguments: list[str], says: str, empty: Path, seamproof: Run
) -> None:
    (empty / "file").write_text("mine")

    ran = seamproof("init", *arguments)

    assert (ran.code, ran.out) == (2, "")
    assert says in " ".join(ran.err.split())
    assert contents(empty) == {"file": b"mine"}
    assert [path.name for path in empty.iterdir()] == ["file"]


def test_where_the_last_file_can_not_be_written_none_is(empty: Path, seamproof: Run) -> None:
    (empty / ".github").write_text("a file where a folder is needed")

    ran = seamproof("init")

    assert ran.code == 2
    assert f"{WORKFLOW} can't be written: Not a directory" in ran.err
    assert [path.name for path in empty.iterdir()] == [".github"]
