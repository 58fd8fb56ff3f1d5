"""The command under a finding shows it again, and can be run as it stands there."""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from checker.model.findings import Finding
from checker.pipeline import Options, check
from checker.rules import drift, rule, rules
from tests.rules.pages import checked, sections, write

# Drift has one command for all of its rules.
RULES: Final = [known.id for known in rules() if known.id not in drift.NAMES]
DRIFT: Final = ("schema-gap", "status-removed", "weakened-check")


def findings(name: str, folder: Path) -> Iterator[Finding]:
    list(write(sections(rule(name).page)["Fails"], folder))
    yield from (finding for finding in checked(folder).findings if finding.rule == name)


@pytest.mark.parametrize("name", [*RULES, *DRIFT])
def test_the_command_under_a_finding_shows_it_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seamproof: Callable[..., Any]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("..", tmp_path.name, "a folder")
    for finding in findings(name, folder):
        assert finding.reproduce is not None
        command, *arguments = shlex.split(finding.reproduce)
        assert command == "seamproof"
        shown = seamproof(*arguments)

        system, _, code = finding.subject.partition("/")
        match arguments[0]:
            case "why":
                assert f'{system} "{code}"' in shown.out
                assert "NOT PROVED" in shown.out or "FALSE" in shown.out
            case "what-if":
                assert f'has no row for {system} "{code}"' in shown.out
            case _:
                assert f"[{name}]" in shown.out


def test_the_command_has_the_limits_of_the_run(tmp_path: Path) -> None:
    from dataclasses import replace

    from checker.model.limits import DEFAULT

    list(write(sections(rule("overclaim").page)["Fails"], tmp_path))

    (found,) = (
        one
        for one in check([str(tmp_path)], Options(limits=replace(DEFAULT, states=77))).findings
        if one.rule == "overclaim"
    )

    assert found.reproduce == f"seamproof why desk/done {tmp_path} --limit states=77"


RECORDING = """\
{{"case": {case}, "id": "e1", "kind": "status", "system": "bank", "status": {{"code": "PDNG"}}}}
"""
CONTRACT = """\
contract: example
format: 1
version: 1.0.0
systems:
  bank: {statuses: {ACSP: {}}}
"""


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ('"4711"', ["--case", "4711"]),
        ('"it\'s; rm -rf /"', ["--case", "it's; rm -rf /"]),
        ('"-x"', ["--case=-x"]),
        ('"$(id)"', ["--case", "$(id)"]),
    ],
)
def test_a_foreign_name_is_one_word_of_the_command(
    case: str, words: list[str], written: Callable[..., Path], seamproof: Callable[..., Any]
) -> None:
    folder = written({"contract.yaml": CONTRACT, "recordings/a.jsonl": RECORDING.format(case=case)})

    (found,) = (one for one in check([str(folder)]).findings if one.rule == "undeclared-status")

    assert found.reproduce is not None
    arguments = shlex.split(found.reproduce)[1:]
    assert arguments == [
        "explain",
        f"{folder}/recordings/a.jsonl",
        *words,
        "--contracts",
        str(folder),
    ]
    assert "[undeclared-status]" in seamproof(*arguments).out


def test_a_name_that_can_not_be_shown_as_it_is_is_in_no_command(written: Callable[..., Path]) -> None:
    folder = written(
        {"contract.yaml": CONTRACT, "recordings/a.jsonl": RECORDING.format(case='"\\u202e\\u001b[2J"')}
    )

    (found,) = (one for one in check([str(folder)]).findings if one.rule == "undeclared-status")

    assert found.reproduce is None
