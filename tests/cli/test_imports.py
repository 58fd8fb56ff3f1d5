"""What each command loads of what takes long to load: nothing that it has no use for."""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from checker.cli.main import COMMANDS

STORY = Path(__file__).parents[2] / "contracts" / "order-to-cash"
RECORDING = "recordings/2026-03-02-skipped-delivery.jsonl"

# Packages, and what is heaviest in the standard library.
_HEAVY = (
    "argparse asyncio attr concurrent.futures csv dataclasses deepdiff difflib email html http.client hypothesis "
    "importlib.metadata inspect jinja2 jq jsonschema jsonschema_rs jsonschema_specifications logging "
    "multiprocessing orjson pydoc pytest referencing rich secrets socket sqlite3 ssl subprocess tempfile tomllib "
    "unittest urllib.request uuid xml yaml zoneinfo zstandard"
)
HEAVY = frozenset(_HEAVY.split())

_DATACLASSES = "dataclasses inspect"
_ARGUMENTS = f"{_DATACLASSES} argparse"
_JSON = f"{_ARGUMENTS} orjson uuid zoneinfo"  # orjson itself loads the last two
_CONTRACT = f"{_JSON} csv yaml jsonschema_rs email socket"  # jsonschema-rs the last two; a table is CSV
_EXPLAINED = (
    f"{_CONTRACT} jsonschema jsonschema_specifications referencing attr tempfile"  # a payload's faults
)
_NAMED = "secrets"  # a file that grows beside its place, and a masking key, are made by chance
_READERS = "html xml"  # of captures, and of what looks sensitive in them

MAY_LOAD = {
    "--help": "",
    "--version": "",
    "rule": _JSON,
    "rule stale-claim": _JSON,
    "schema language": f"{_JSON} tempfile yaml",
    "schema result": f"{_ARGUMENTS} tempfile",
    "completion bash": f"{_JSON} difflib",
    "vocabularies": f"{_ARGUMENTS} yaml",
    "check --only static story": _CONTRACT,
    "check plain": _CONTRACT,
    "check story": _CONTRACT,
    "check story --output-format concise": _CONTRACT,
    "check story --output-format json": _CONTRACT,
    "check story --output-format sarif": _CONTRACT,
    "check story --report html=page.html": f"{_CONTRACT} jinja2 tempfile {_NAMED}",
    "check story --color always": f"{_CONTRACT} rich",
    f"replay story/{RECORDING} --boundary hub-to-erp story": f"{_CONTRACT} {_READERS}",
    f"explain story/{RECORDING} --contracts story": f"{_EXPLAINED} {_READERS} {_NAMED}",
    "why portal/completed story": _CONTRACT,
    "what-if wms/SKIPPED story": _CONTRACT,
    "drift --against HEAD story": f"{_CONTRACT} subprocess",
    f"mask story/{RECORDING} -o masked.jsonl": f"{_CONTRACT} {_READERS} tempfile {_NAMED}",
    "import story/captures/2026-03-02/portal.har -o made.jsonl": f"{_JSON} {_READERS} tempfile {_NAMED}",
    "init started": f"{_JSON} tempfile yaml",
}

# Of our own, what has no part in judging a set whose payloads lack nothing but enrichments.
_NOT_CHECKED = (
    "checker.analysis.assertions checker.analysis.composed.why checker.analysis.replay.walk "
    "checker.load.shipped checker.model.captures checker.model.vocabularies checker.rules.drift.told_earlier"
)

_RUN = """
import sys
from checker.cli.main import main
sys.stdout = open("told", "w")
try:
    main(sys.argv[1:])
finally:
    sys.stdout = sys.__stdout__
    print(*sys.modules)
"""


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story with recordings, `story`, and the same without, `plain`, under git."""
    folder = tmp_path_factory.mktemp("sets")
    shutil.copytree(STORY, folder / "story")
    shutil.copytree(STORY, folder / "plain", ignore=shutil.ignore_patterns("recordings"))
    for arguments in ("init -q", "add -A", "-c user.name=a -c user.email=a@example.org commit -qm one"):
        subprocess.run(["git", *arguments.split()], cwd=folder, check=True)
    contract = folder / "story" / "contract.yaml"
    contract.write_text(contract.read_text("utf-8").replace("SKIPPED: GX", "SKIPPED: GI"), "utf-8")
    return folder


def _loaded(command: str, folder: Path) -> set[str]:
    run = [sys.executable, "-c", _RUN, *command.split()]
    ran = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=False)
    assert "error:" not in ran.stderr, ran.stderr
    return set(ran.stdout.split())


def test_every_command_is_among_them() -> None:
    """`demo` is a check, and `new` asks as many questions as `init` answers."""
    assert {command.split()[0] for command in MAY_LOAD} >= COMMANDS.keys() - {"demo", "new"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_loads_neither_contracts_nor_packages(command: str, sets: Path) -> None:
    loaded = _loaded(f"{command} --help", sets)

    assert loaded & HEAVY - set(_ARGUMENTS.split()) == set()


@pytest.mark.parametrize("command", MAY_LOAD)
def test_a_command_loads_nothing_heavy_that_it_does_not_use(command: str, sets: Path) -> None:
    loaded = _loaded(command, sets)

    assert "checker.cli.main" in loaded
    assert loaded & HEAVY - set(MAY_LOAD[command].split()) == set()
    assert (sets / "told").read_text("utf-8") or "-o" in command


def test_a_check_loads_nothing_of_our_own_that_other_commands_are_for(sets: Path) -> None:
    assert _loaded("check story", sets) & set(_NOT_CHECKED.split()) == set()


@pytest.mark.parametrize("module", _NOT_CHECKED.split())
def test_what_a_check_leaves_alone_is_there(module: str) -> None:
    assert find_spec(module) is not None
