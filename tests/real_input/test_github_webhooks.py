"""
GitHub's webhooks as octokit publishes them, against the merge gate of contracts/github-checks.

The examples and their schemas are packages of the npm registry, fetched when the tests run.

52 of the 329 examples break the schema of their own event when formats are not looked at, and 53 when they
are, as our reader does: formats turn two away (check_run 7 and 8, whose app was created at
"2018-04-25 20:42:10", which is no date-time) and let one in (deployment_status 1: its empty
`environment_url` fits both ways of a `oneOf` until the format `uri` tells them apart). Nearly all of the
others are the first example of their event, older than fields that the schemas require (`is_template`).

35 examples bear a status: 9 check_run, 9 check_suite, 8 workflow_job, 5 workflow_run and 4
deployment_status. (`status` itself is the older commit status; the gate does not read it.) Among the 31 of
them with a `status` field are 6 whose `action` says that the run has ended while `status` says it has not,
or the other way round.
"""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.analysis.validity import compiled
from checker.load.schemas import Schemas
from checker.model.findings import Level, Report
from checker.model.limits import DEFAULT
from checker.model.places import Place
from checker.pipeline import check

HERE = Path(__file__).parent
STORY = HERE.parent.parent / "contracts" / "github-checks"
VERSION = "7.6.1"
PLACE = Place(file="contract.yaml", line=1, column=1)


@dataclass(frozen=True, slots=True)
class Example:
    """One published webhook: `number` is its place in the list of its event."""

    event: str
    number: int
    payload: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.event} {self.number}"


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    text = (_npm("@octokit/webhooks-examples") / "api.github.com" / "index.json").read_text(encoding="utf-8")
    return tuple(
        Example(event["name"], number, payload)
        for event in json.loads(text)
        for number, payload in enumerate(event["examples"])
    )


@pytest.fixture(scope="module")
def published() -> Any:
    return json.loads((_npm("@octokit/webhooks-schemas") / "schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the published schema as schemas/github.json."""
    folder = tmp_path_factory.mktemp("set")
    (folder / "schemas").mkdir()
    shutil.copy(_npm("@octokit/webhooks-schemas") / "schema.json", folder / "schemas" / "github.json")
    return folder


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load((HERE / "expected.yaml").read_text(encoding="utf-8"))
    return read


def _npm(name: str) -> Path:
    spec = spec_from_file_location("downloads", HERE.parent / "downloads.py")
    assert spec
    assert spec.loader
    downloads = module_from_spec(spec)
    spec.loader.exec_module(downloads)
    package: Path = downloads.npm_package(name, VERSION)
    return package


def definition(published: Any, event: str) -> str:
    """`check_run_event` for an event with several actions, `push$event` for one without."""
    several = f"{event}_event"
    return several if several in published["definitions"] else f"{event}$event"


@pytest.mark.exhaustive
def test_53_of_329_examples_break_the_schema_of_their_event(
    examples: tuple[Example, ...], published: Any, schemas: Path
) -> None:
    registry = Schemas(str(schemas), DEFAULT)
    judges = {
        event: compiled(
            registry.find(f"schemas/github.json#/definitions/{definition(published, event)}", PLACE)
        )
        for event in {example.event for example in examples}
    }
    breaks = {
        str(example): judges[example.event].violations(example.payload)
        for example in examples
        if not judges[example.event].is_valid(example.payload)
    }
    assert len(examples) == 329
    assert len(breaks) == 53
    assert all(violations for violations in breaks.values())
    assert {"check_run 7", "check_run 8"} <= set(breaks)
    assert "deployment_status 1" not in breaks


@pytest.mark.exhaustive
def test_without_formats_52_of_them_do(examples: tuple[Example, ...], published: Any) -> None:
    from jsonschema_rs import Draft7Validator

    definitions = published["definitions"]
    judges = {
        event: Draft7Validator(
            {"$ref": f"#/definitions/{definition(published, event)}", "definitions": definitions},
            validate_formats=False,
        )
        for event in {example.event for example in examples}
    }
    breaks = {str(example) for example in examples if not judges[example.event].is_valid(example.payload)}
    assert len(breaks) == 52
    assert not {"check_run 7", "check_run 8"} & breaks
    assert "deployment_status 1" in breaks


def test_every_example_that_bears_a_status_is_expected_to_be_something(
    examples: tuple[Example, ...], expected: list[dict[str, Any]]
) -> None:
    counted = Counter(row["event"] for row in expected)
    assert counted == {
        "check_run": 9,
        "check_suite": 9,
        "workflow_job": 8,
        "workflow_run": 5,
        "deployment_status": 4,
    }
    assert [f"{row['event']} {row['example']} {row['action']}" for row in expected] == [
        f"{example} {example.payload['action']}" for example in examples if example.event in counted
    ]


def test_in_six_examples_action_and_status_disagree(
    examples: tuple[Example, ...], expected: list[dict[str, Any]]
) -> None:
    disagree = {
        str(example)
        for example in examples
        if (run := example.payload.get(example.event))
        and "conclusion" in run
        and (example.payload["action"] == "completed") != (run["status"] == "completed")
    }
    assert len(disagree) == 6
    assert disagree == {f"{row['event']} {row['example']}" for row in expected if "but" in row}
    assert {row["gate"] for row in expected if "but" in row} == {"wait", "closed"}


def recording(examples: tuple[Example, ...], expected: list[dict[str, Any]]) -> Iterator[str]:
    """Every example with a status as a case: the webhook, the entry it must become, what the gate shows."""
    of = {str(example): example for example in examples}
    for row in expected:
        example = of[f"{row['event']} {row['example']}"]
        case = {"case": str(example)}
        headers = [["X-GitHub-Event", example.event]]
        yield json.dumps(
            case
            | {"id": "e1", "kind": "exchange", "boundary": "github-to-gate", "message": example.event}
            | {"headers": headers, "sent": example.payload, "received": row["entry"]}
        )
        yield json.dumps(
            case
            | {"id": "e2", "kind": "status", "system": "gate", "of": "e1", "status": {"code": row["gate"]}}
        )


@pytest.fixture
def story(
    examples: tuple[Example, ...],
    expected: list[dict[str, Any]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A copy of the story whose recording has every example with a status."""
    monkeypatch.chdir(tmp_path)
    copy = Path("contracts") / "github-checks"
    shutil.copytree(STORY, copy, ignore=shutil.ignore_patterns("recordings"))
    (copy / "recordings").mkdir()
    (copy / "recordings" / "octokit.jsonl").write_text("\n".join(recording(examples, expected)) + "\n")
    return copy


def said(report: Report) -> list[tuple[str, str, Level, tuple[str, ...]]]:
    return sorted((found.rule, found.subject, found.level, found.also) for found in report.findings)


def test_every_example_becomes_what_it_must_by_our_schema(story: Path) -> None:
    report = check([str(story)])
    assert (said(report), report.verdict) == ([], "kept")
    assert (report.checked["cases"], report.checked["replayed"]) == (35, 35)


def test_an_entry_that_is_expected_wrongly_is_found(story: Path) -> None:
    path = story / "recordings" / "octokit.jsonl"
    lines = path.read_text().splitlines()
    wrong = {"check_run 7", "workflow_run 0"}
    path.write_text(
        "".join(
            (
                line.replace('"state": "queued"', '"state": "success"')
                if json.loads(line)["case"] in wrong
                else line
            )
            + "\n"
            for line in lines
        )
    )
    report = check([str(story)])
    assert said(report) == [
        ("transformation-differs", "github-to-gate/check_run#/state", Level.ERROR, ()),
        ("transformation-differs", "github-to-gate/workflow_run#/state", Level.ERROR, ()),
    ]


BROKEN = {
    "check_run 0",
    "check_run 7",
    "check_run 8",
    "check_suite 0",
    "deployment_status 0",
    "workflow_job 0",
    "workflow_run 0",
}


@pytest.mark.exhaustive
def test_what_breaks_the_schema_of_github_is_a_warning_one_by_one(story: Path, schemas: Path) -> None:
    shutil.copy(schemas / "schemas" / "github.json", story / "schemas" / "github.json")
    contract = story / "contract.yaml"
    text, count = re.subn(
        r"schemas/webhooks\.json#/\$defs/(\w+)", r"schemas/github.json#/definitions/\1", contract.read_text()
    )
    contract.write_text(text)
    report = check([str(story)])
    assert (count, report.verdict, report.checked["replayed"]) == (5, "kept", 35)
    assert {(found.rule, found.level, found.also) for found in report.findings} == {
        ("payload-invalid", Level.WARNING, ())
    }
    cases = {evidence.case for found in report.findings for evidence in found.evidence}
    assert cases == BROKEN
