"""
What GitHub's runner does with a composite action, as far as that can be had without GitHub: its expressions,
its `run` steps in bash, and which lines of a log it obeys. The actions that it uses are given as their outputs.
"""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

BASH: Final = ["bash", "--noprofile", "--norc", "-eo", "pipefail"]  # what `shell: bash` means there
_EXPRESSION: Final = re.compile(r"\$\{\{ (?:inputs\.([\w-]+)|steps\.(\w+)\.outputs\.([\w-]+)) \}\}")
_COMMAND: Final = re.compile(r"\s*::([\w-]+)[^:]*::(.*)|.*##\[([\w-]+)[^\]]*\](.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a job ended that has the action as its one step."""

    code: int
    log: str
    summary: str
    outputs: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Job:
    """A job on a machine; `outputs` are those of the steps that ran, by their ids."""

    workspace: Path
    temporary: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)

    def run(self, action: Path, inputs: Mapping[str, str]) -> Ran:
        """Runs all steps of which the outputs are not there yet, up to the first that fails."""
        document = yaml.safe_load((action / "action.yml").read_text("utf-8"))
        given = {name: inputs.get(name, one["default"]) for name, one in document["inputs"].items()}
        assert set(inputs) <= set(given)
        summary = self.temporary / "summary.md"
        summary.write_text("## before\n", "utf-8")
        log, code = "", 0
        for step in document["runs"]["steps"]:
            if step["id"] in self.outputs or code:
                continue
            code, said, self.outputs[step["id"]] = self._step(step, given, action, summary)
            log += said
        told = {name: self._value(one["value"], given) for name, one in document.get("outputs", {}).items()}
        return Ran(code=code, log=log, summary=summary.read_text("utf-8"), outputs=told)

    def _step(
        self, step: Mapping[str, Any], inputs: Mapping[str, str], action: Path, summary: Path
    ) -> tuple[int, str, dict[str, str]]:
        outputs = self.temporary / f"{step['id']}.outputs"
        outputs.write_text("", "utf-8")
        script = self.temporary / f"{step['id']}.sh"
        script.write_text(step["run"], "utf-8")
        assert step["shell"] == "bash"
        done = subprocess.run(
            [*BASH, script],
            cwd=self.workspace,
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")},
                **self.environment,
                **{name: self._value(text, inputs) for name, text in step.get("env", {}).items()},
                "CI": "true",
                "RUNNER_TEMP": str(self.temporary),
                "GITHUB_ACTION_PATH": str(action),
                "GITHUB_OUTPUT": str(outputs),
                "GITHUB_STEP_SUMMARY": str(summary),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        lines = outputs.read_text("utf-8").splitlines()
        return done.returncode, done.stdout, dict(line.split("=", 1) for line in lines)

    def _value(self, text: str, inputs: Mapping[str, str]) -> str:
        def known(match: re.Match[str]) -> str:
            return inputs[match[1]] if match[1] else self.outputs.get(match[2], {}).get(match[3], "")

        value = _EXPRESSION.sub(known, text)
        assert "${{" not in _EXPRESSION.sub("", text)
        return value


def obeyed(log: str) -> Iterator[str]:
    """The commands in a log that the runner would carry out; while it is told to stop, none but the word it waits for."""
    word = None
    for line in log.splitlines():
        match = _COMMAND.match(line)
        if match is None:
            continue
        command = match[1] or match[3]
        if word is None and command == "stop-commands":
            word = match[2] or match[4]
        elif word is None:
            yield line
        elif command == word:
            word = None
