"""Contracts with mistakes: each is refused in time, at the right spot, with what mends it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.cli.main import main
from tests.clock import within

SOUND = """\
contract: broken
format: 1
version: 1.0.0
facts:
  taken: {owner: wms}
  shipped: {owner: wms, implies: [taken]}
systems:
  shop:
    statuses:
      waiting: {}
      done: {outcome: success, phase: final, claims: [shipped]}
  wms:
    statuses:
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
boundaries:
  shop-to-wms:
    from: shop
    to: wms
    messages:
      order:
        payload: schemas/order.json
        transform:
          - {to: /id, from: /id}
    status:
      when: {SHIPPED: done}
      no_answer: waiting
reference:
  plants: {file: reference/plants.csv, key: country, value: plant}
"""

ORDER = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}\n'
PLANTS = "country,plant\nDE,1010\nUS,3000\n"

CONTRACT = "contract.yaml"
SCHEMA = "schemas/order.json"
TABLE = "reference/plants.csv"

WHOLE = {CONTRACT: SOUND, SCHEMA: ORDER, TABLE: PLANTS}

HERE = "§"  # stands before the blamed spot, and is taken out


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A sound set with one edit: in `file` the text `was` becomes another; the refusal says `says`."""

    name: str
    was: str
    becomes: str
    says: str
    file: str = CONTRACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One mistake as the JSON result tells it; places as FILE:LINE:COLUMN."""

    spot: str
    why: str
    fix: str | None
    related: tuple[str, ...] = ()

    @staticmethod
    def read(error: Mapping[str, Any]) -> "Said":
        related = tuple(_spot(other["at"]) for other in error["related"])
        return Said(spot=_spot(error["at"]), why=error["why"], fix=error["fix"], related=related)


def _spot(at: Mapping[str, Any] | None) -> str:
    return f"{at['file']}:{at['line']}:{at['column']}" if at else ""


EDITS = tuple(
    Broken(**edit) for edit in yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
)


def broken(folder: Path, how: Broken) -> str:
    """Writes the sound set with the edit: the blamed spot, as FILE:LINE:COLUMN."""
    texts = dict(WHOLE)
    assert texts[how.file].count(how.was) == 1, how.name
    marked = texts[how.file].replace(how.was, how.becomes)
    before, _, _ = marked.partition(HERE)
    texts[how.file] = marked.replace(HERE, "")
    write(folder, texts)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return f"contracts/broken/{how.file}:{line}:{column}"


def write(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a set, below the working directory."""
    (tmp_path / "elsewhere.json").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "contracts" / "broken"


@pytest.fixture
def errors(capsys: pytest.CaptureFixture[str]) -> Callable[[], list[Said]]:
    """Checks the set, which must be refused in time: what was said."""

    def refused() -> list[Said]:
        with within(60):
            code = main(["check", "--output-format", "json", "contracts"])
        printed = capsys.readouterr()
        assert (code, printed.err) == (2, "")
        return [Said.read(error) for error in json.loads(printed.out)["errors"]]

    return refused


Refused = Callable[[], list[Said]]


def test_the_set_is_sound_before_it_is_broken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, WHOLE)
    assert main(["check", "contracts"]) == 0, capsys.readouterr()


@pytest.mark.parametrize("how", EDITS, ids=lambda how: how.name)
def test_a_mistake_is_refused_once_at_its_spot_with_a_remedy(
    how: Broken, folder: Path, errors: Refused
) -> None:
    spot = broken(folder, how)
    said = errors()
    assert [error.spot for error in said] == [spot], said
    assert all(error.fix for error in said), said
    assert how.says in f"{said[0].why} {said[0].fix}", said


def test_mistakes_in_several_files_are_told_together(folder: Path, errors: Refused) -> None:
    more = "facts:\n  paid: {owner: §bnk}\n"
    write(
        folder,
        {
            **WHOLE,
            CONTRACT: SOUND.replace("from: shop", "from: shpo"),
            "more.contract.yaml": more.replace(HERE, ""),
        },
    )
    assert sorted(error.spot for error in errors()) == [
        "contracts/broken/contract.yaml:17:11",
        "contracts/broken/more.contract.yaml:2:17",
    ]


def test_a_name_declared_twice_shows_both_places(folder: Path, errors: Refused) -> None:
    write(folder, {**WHOLE, "more.contract.yaml": "facts:\n  taken: {owner: shop}\n"})
    (error,) = errors()
    assert {error.spot, *error.related} == {
        "contracts/broken/contract.yaml:5:3",
        "contracts/broken/more.contract.yaml:2:3",
    }


def test_every_mistake_of_a_file_is_told(folder: Path, errors: Refused) -> None:
    text = SOUND.replace("from: shop", "from: shpo").replace("{SHIPPED: done}", "{SHIPPED: doen}")
    write(folder, {**WHOLE, CONTRACT: text.replace("  taken: {owner: wms}", "  taken: {ownr: wms}")})
    assert len(errors()) >= 3


def bytes_of(text: str) -> dict[str, bytes]:
    return {
        "a byte order mark": f"\ufeff{text}".encode(),
        "UTF-16": text.encode("utf-16"),
        "Latin-1": text.replace("broken", "Bröken").encode("latin-1"),
        "a NUL": text.replace("broken", "bro\0ken").encode(),
        "a control character": text.replace("broken", "bro\x1b[31mken").encode(),
        "nothing": b"",
        "a list": b"- contract: broken\n",
        "a text": b"contract",
        "two documents": f"{text}---\n{text}".encode(),
        "100,000 levels of lists": b"contract: " + b"[" * 100_000,
        "100,000 levels, closed": b"contract: " + b"[" * 100_000 + b"]" * 100_000,
        "an alias bomb": alias_bomb().encode(),
        "too much": b"contract: broken\ntitle: " + b"x" * 2_000_001,
        "too many nodes": b"contract: broken\ntitle: [" + b"1," * 200_001 + b"1]",
    }


def alias_bomb() -> str:
    lines = ["contract: broken", "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", bytes_of(""))
def test_a_file_that_is_no_contract_is_refused(name: str, folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    (folder / CONTRACT).write_bytes(bytes_of(SOUND)[name])
    said = errors()
    assert said
    assert all(error.fix for error in said), said
    assert all(error.spot.startswith("contracts/broken/contract.yaml:") for error in said), said


SCHEMA_SPOT = "contracts/broken/contract.yaml:21:18"


def test_a_schema_that_leads_out_of_the_set_by_a_link_is_refused(folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    (folder / SCHEMA).unlink()
    (folder / SCHEMA).symlink_to(folder.parent.parent / "elsewhere.json")
    (error,) = errors()
    assert (error.spot, "outside" in error.why) == (SCHEMA_SPOT, True), error


def test_a_schema_that_is_a_pipe_is_refused_and_not_waited_for(folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    (folder / SCHEMA).unlink()
    os.mkfifo(folder / SCHEMA)
    (error,) = errors()
    assert error.spot == SCHEMA_SPOT, error


def test_a_schema_that_is_a_folder_is_refused(folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    (folder / SCHEMA).unlink()
    (folder / SCHEMA).mkdir()
    (error,) = errors()
    assert error.spot == SCHEMA_SPOT, error


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_a_schema_too_deep_is_refused(depth: int, folder: Path, errors: Refused) -> None:
    deep = '{"allOf": [' * depth + "{}" + "]}" * depth
    write(folder, {**WHOLE, SCHEMA: deep})
    (error,) = errors()
    assert error.fix, error


def test_schemas_that_refer_to_each_other_for_ever_are_refused(folder: Path, errors: Refused) -> None:
    there = '{"$ref": "other.json"}'
    back = '{"$ref": "order.json"}'
    write(folder, {**WHOLE, SCHEMA: there, "schemas/other.json": back})
    (error,) = errors()
    assert error.fix, error


def test_a_contract_that_is_a_link_out_of_the_folder_is_refused(folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    outside = folder.parent.parent / "more.yaml"
    outside.write_text("facts: {}\n")
    (folder / "more.contract.yaml").symlink_to(outside)
    assert errors()


def test_a_contract_that_is_a_pipe_is_refused_and_not_waited_for(folder: Path, errors: Refused) -> None:
    write(folder, WHOLE)
    os.mkfifo(folder / "more.contract.yaml")
    assert errors()


@pytest.mark.parametrize("path", ["contracts", "contracts/none", "contracts/broken/schemas"])
def test_nothing_to_check_is_not_passed(path: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, {SCHEMA: ORDER})
    assert main(["check", path]) == 2
    assert "Traceback" not in capsys.readouterr().err


IN_A_PROCESS = ["an unknown key", "a dotted path", "a reference to a file of the machine", "a tag"]


@pytest.mark.parametrize("how", [how for how in EDITS if how.name in IN_A_PROCESS], ids=lambda how: how.name)
def test_the_command_refuses_with_exit_code_2(how: Broken, folder: Path) -> None:
    spot = broken(folder, how)
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", "contracts"],
        cwd=folder.parent.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert spot in done.stderr
    assert "help: " in done.stderr
    assert "Traceback" not in done.stderr
