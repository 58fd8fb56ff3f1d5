"""What an editor underlines: nothing of a contract that is read, and each mistake on its line."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from checker.load.sets import contract_sets
from checker.rules import rules
from tests.conftest import Write
from tests.editor.language_server import SCHEMAS, LanguageServer

pytestmark = pytest.mark.needs("node, and yaml-language-server of the npm registry")

ROOT = Path(__file__).parents[2]
EDITOR = ROOT / "docs" / "how-to" / "editor.md"
CONTRACTS = sorted(
    path
    for folder in ("checker", "contracts", "tests/drift", "tests/load")
    for pattern in ("*contract.yaml", "language_example.yaml")
    for path in (ROOT / folder).rglob(pattern)
)
VOCABULARIES = sorted((ROOT / "checker" / "vocabularies").glob("*.yaml"))
BAD = yaml.safe_load(Path(__file__).with_name("bad_contracts.yaml").read_text(encoding="utf-8"))
BLOCK = re.compile(r"^```yaml (?:\S*/)?(?:\S*\.)?contract\.yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What YAML tools take for something else than a text, where the language wants a text.
ODD = """\
contract: 0010
format: 1
version: 1.10
title: 12:30:45
owner: no
facts:
  on: {owner: 53, means: yes}
  2027-01-31: {owner: 53, means: &said "a sales order exists", implies: on}
  0x1F: {owner: 53, means: *said, once_per: 1e3}
systems:
  53: &system
    title: 0o17
    statuses:
      no: {means: .5, claims: on}
      yes: {means: Yes, outcome: none, deprecated: {because: No, until: 2027-01-31}}
      null: {means: 2027-01-31T09:00:00Z}
      "0053": {means: 1_000}
      53: {means: -1}
      .inf: {means: ~1}
    moves: {no: [0053, 53, yes], yes: .inf}
    initial: no
  off: *system
"""


def shown() -> Iterator[tuple[str, str]]:
    """Each contract that is shown somewhere, with where."""
    for path in CONTRACTS:
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    pages = {f"the page of {rule.id}": rule.page for rule in rules()}
    pages |= {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    }
    for where, text in pages.items():
        for block in BLOCK.findall(text):
            yield where, block


def test_nothing_is_said_against_contracts_that_are_read(editor: LanguageServer) -> None:
    opened = [(where, editor.opens(text)) for where, text in shown()]
    said = [(where, *says) for where, document in opened for says in document.says()]
    assert said == []
    assert len(opened) > 200


def test_nothing_is_said_against_the_vocabularies_that_ship(editor: LanguageServer) -> None:
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in VOCABULARIES]
    opened = [(name, editor.opens(text, "vocabulary")) for name, text in texts]
    assert [(name, *says) for name, document in opened for says in document.says()] == []


def test_texts_need_no_quotes(editor: LanguageServer, written: Write) -> None:
    """Words and numbers that stand where a text is wanted are texts to the reader, and to the editor too."""
    contract_sets([str(written({"contract.yaml": ODD}))])
    assert editor.opens(ODD).says() == []


def test_quotes_help_where_an_editor_can_not_know_better(editor: LanguageServer) -> None:
    """A key without a value is null to it, and keys that are one number are one key."""
    plain = "facts:\n  posted: {owner: null}\n  053: {owner: erp}\n  53: {owner: erp}\n"
    quoted = plain.replace("null", '"null"').replace("053", '"053"')
    empty = "Write a text here, in quotes if it has signs that mean something to YAML or is the word null."
    assert editor.opens(plain).says() == [(2, empty), (4, "Map keys must be unique")]
    assert editor.opens(quoted).says() == []


def test_a_setting_names_the_schema_of_all_contracts(editor: LanguageServer) -> None:
    (block,) = re.findall(
        r"^```json\n(.*?)^```$", EDITOR.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert json.loads(block) == {"yaml.schemas": SCHEMAS}
    text = "\nfact: {}\n"  # lines of documents without a line for the schema are one lower
    for path in ("contracts/orders/contract.yaml", "contracts/orders/erp/erp.contract.yaml"):
        assert editor.opens_at(path, text).says() == [(1, "Property fact is not allowed.")]
    assert editor.opens_at("contracts/orders/recordings/one.yaml", text).says() == []


@pytest.mark.parametrize("text", BAD, ids=lambda text: text.split(":")[0])
def test_a_mistake_is_underlined_where_it_stands(text: str, editor: LanguageServer) -> None:
    marked = (line.partition("  # <- ") for line in text.splitlines())
    wanted = [(number, says) for number, (_, mark, says) in enumerate(marked, start=1) if mark]
    assert editor.opens(text).says() == wanted
