"""A project with contract sets, in which pytest runs with the plugin."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker.pipeline import Options
from checker.pipeline.apart import apart
from checker.report import rendered

CONTRACT = """\
contract: NAME
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: A sales order exists}
systems:
  portal:
    statuses:
      sent: {means: The order was handed over}
      done: {outcome: success, phase: final, claims: [posted], means: The order exists}
    initial: sent
  erp:
    statuses:
      new: {means: The order has arrived}
      53: {outcome: success, phase: final, claims: [posted], means: Sales order posted}
    moves: {new: [53]}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        payload: schemas/order.json
        transform: [{to: /number, from: /number}]
    status:
      when: {new: sent, 53: done}
      no_answer: sent
"""
SCHEMA = """\
{"$schema": "https://json-schema.org/draft/2020-12/schema",
 "type": "object", "properties": {"number": {"type": "string"}}}
"""
LIES = ("new: sent", "new: done")


def contract_set(name: str = "orders", **recordings: str) -> dict[str, str]:
    """A sound set with these recordings, as files by their paths in its folder."""
    head = f'{{"recording":1,"set":"{name}"}}\n'
    return {
        "contract.yaml": CONTRACT.replace("NAME", name),
        "schemas/order.json": SCHEMA,
        **{f"recordings/{file}.jsonl": head + lines for file, lines in recordings.items()},
    }


def order(case: str, received: str = "1") -> str:
    """The lines of a case: an order, numbered 1, and what was received of it."""
    head = '"boundary":"portal-to-erp","message":"order"'
    return (
        f'{{"case":"{case}","id":"a","kind":"sent",{head},"payload":{{"number":"1"}}}}\n'
        f'{{"case":"{case}","id":"b","kind":"received","of":"a",{head},"payload":{{"number":"{received}"}}}}\n'
    )


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run of pytest ended, what it printed, and how each item ended, by its node id."""

    code: int
    out: str
    items: Mapping[str, str]


@pytest.fixture(scope="session", autouse=True)
def _everything_is_loaded(tmp_path_factory: pytest.TempPathFactory) -> None:
    """
    A run inside of this process takes out of it again what it has loaded, and there are extension modules that
    can't be loaded twice.
    """
    folder = tmp_path_factory.mktemp("loaded")
    files = contract_set(a=order("1", received="2"))
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    for report in apart(str(folder / "contract.yaml"), [], Options()).values():
        rendered(report, "full", in_colour=True)


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Writes files, given by their path in the folder in which pytest will run."""
    for name in [*os.environ]:
        if name.startswith(("SEAMPROOF_", "PYTEST_", "COV_")) or name in {"CI", "NO_COLOR", "FORCE_COLOR"}:
            monkeypatch.delenv(name)

    def write(files: Mapping[str, str], **sets: Mapping[str, str]) -> Path:
        below = {
            f"contracts/{folder}/{name}": text for folder, of in sets.items() for name, text in of.items()
        }
        for name, text in {**files, **below}.items():
            path = pytester.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return pytester.path

    return write


INI = {"pytest.ini": "[pytest]\nseamproof_contracts = contracts\n"}


@pytest.fixture
def ran(pytester: pytest.Pytester) -> Callable[..., Ran]:
    """Runs pytest with these arguments, in this process."""

    def run(*arguments: object) -> Ran:
        result = pytester.runpytest_inprocess("-p", "no:cacheprovider", "-v", *map(str, arguments))
        out = result.stdout.str() + result.stderr.str()
        return Ran(int(result.ret), out, outcomes(out))

    return run


def outcomes(printed: str) -> dict[str, str]:
    """How each item ended, as `-v` prints it in one process or in several."""
    ended = r"(?P<{}>PASSED|FAILED|ERROR|SKIPPED)"
    alone = rf"(?P<item>\S.*?) {ended.format('ended')}\b.*\[ *\d+%\]"
    spread = rf"\[gw\d+\] \[ *\d+%\] {ended.format('ended_there')} (?P<item_there>\S.*?) *"
    return {
        found["item"] or found["item_there"]: found["ended"] or found["ended_there"]
        for found in re.finditer(rf"^(?:{spread}|{alone})$", printed, re.MULTILINE)
    }
