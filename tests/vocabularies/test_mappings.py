"""The published mappings that ship: ready rows, of which `check` says exactly what their traps say."""

from pathlib import Path

import pytest
import yaml

import checker
from checker.model.findings import Level
from checker.pipeline import Options, check

FOLDER = Path(checker.__file__).parent / "vocabularies"
MAPPINGS = sorted((FOLDER / "mappings").glob("*.yaml"))


def _read(path: Path) -> dict:
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def _contract(mapping: dict) -> dict:
    """Both systems with their vocabularies, each the owner of its own facts, and the rows between them."""
    facts: dict[str, dict] = {}
    systems: dict[str, dict] = {}
    for side in ("from", "to"):
        system, use = mapping[side]["system"], mapping[side]["use"]
        ours = {name: f"{system}.{name}" for name in _read(FOLDER / f"{use}.yaml")["facts"]}
        facts |= {name: {"owner": system, "means": "x"} for name in ours.values()}
        systems[system] = {"use": use, "facts": ours}
    status = {"of": "sender", "when": mapping["rows"]}
    if "otherwise" in mapping:
        status["otherwise"] = mapping["otherwise"]
    boundary = {"from": mapping["from"]["system"], "to": mapping["to"]["system"], "status": status}
    head = {"contract": "example", "format": 1, "version": "1.0.0"}
    return {**head, "facts": facts, "systems": systems, "boundaries": {"report": boundary}}


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_a_published_mapping_has_the_traps_that_it_names_and_no_others(path: Path, tmp_path: Path) -> None:
    mapping = _read(path)
    assert mapping["mapping"] == path.stem
    text = yaml.safe_dump(_contract(mapping), sort_keys=False)
    (tmp_path / "contract.yaml").write_text(text, "utf-8")
    report = check([str(tmp_path)], Options(only=frozenset({"static"})))
    found = {(one.rule, one.subject) for one in report.findings if one.level >= Level.WARNING}
    assert found == {(trap["rule"], trap["at"]) for trap in mapping["traps"] if "rule" in trap}
