"""The official JSON-Schema-Test-Suite, through our own load path: files of a set, verdict, reasons."""

import json
from collections import Counter
from pathlib import Path

import pytest

from checker.analysis.validity import Validator, compiled
from checker.errors import ContractError
from checker.load.json import parse
from checker.load.schemas import Schemas
from checker.model.limits import DEFAULT
from checker.model.places import Place
from tests.downloads import pypi_source

pytestmark = pytest.mark.needs("the source distribution of jsonschema, which holds the suite")

VERSION = "4.26.0"  # of jsonschema; the counts below are of the suite in it
PLACE = Place(file="contract.yaml", line=1, column=1)
SERVER = "http://localhost:1234/"  # where the suite says its other files are
SCHEMA_7 = "http://json-schema.org/draft-07/schema#"

# What we refuse by design, by file and group: how many tests that leaves out, and the mistake that says why.
REFUSED = {
    "draft7/optional/cross-draft: refs to future drafts are processed as future drafts": (
        2,
        "no file of the set has the $id http://localhost:1234/draft2019-09/dependentRequired.json,"
        " and nothing is ever fetched",
    ),
    "draft7/optional/format/unknown: unknown format": (7, "draft 7 has no format unknown"),
    "draft7/optional/unknownKeyword: $id inside an unknown keyword is not a real identifier": (
        3,
        "JSON Schema has no keyword object_of_schemas",
    ),
    "draft7/ref: ref overrides any sibling keywords": (
        3,
        "maxItems stands beside $ref, and draft 7 ignores it there",
    ),
    "draft7/ref: $ref prevents a sibling $id from changing the base uri": (
        2,
        "$id stands beside $ref, and draft 7 ignores it there",
    ),
    "draft2020-12/optional/cross-draft: refs to historic drafts are processed as historic drafts": (
        1,
        "no file of the set has the $id http://localhost:1234/draft2019-09/ignore-prefixItems.json,"
        " and nothing is ever fetched",
    ),
    "draft2020-12/optional/format/unknown: unknown format": (7, "draft 2020-12 has no format unknown"),
    "draft2020-12/optional/format-assertion: schema that uses custom metaschema with"
    " format-assertion: false": (
        2,
        "$schema is http://localhost:1234/draft2020-12/format-assertion-false.json,"
        " and the drafts 7 and 2020-12 are the two that are read",
    ),
    "draft2020-12/optional/format-assertion: schema that uses custom metaschema with"
    " format-assertion: true": (
        2,
        "$schema is http://localhost:1234/draft2020-12/format-assertion-true.json,"
        " and the drafts 7 and 2020-12 are the two that are read",
    ),
    "draft2020-12/optional/refOfUnknownKeyword: reference of a root arbitrary keyword ": (
        2,
        "JSON Schema has no keyword unknown-keyword",
    ),
    "draft2020-12/optional/refOfUnknownKeyword: reference of an arbitrary keyword of a sub-schema": (
        2,
        "JSON Schema has no keyword unknown-keyword",
    ),
    "draft2020-12/optional/unknownKeyword: $id inside an unknown keyword is not a real identifier": (
        3,
        "JSON Schema has no keyword object_of_schemas",
    ),
    # The next two give a file the name it has on a server although its $id is another; a set has no server.
    "draft2020-12/refRemote: remote HTTP ref with different $id": (
        2,
        "no file of the set has the $id http://localhost:1234/different-id-ref-string.json,"
        " and nothing is ever fetched",
    ),
    "draft2020-12/refRemote: remote HTTP ref with different URN $id": (
        2,
        "no file of the set has the $id http://localhost:1234/urn-ref-string.json,"
        " and nothing is ever fetched",
    ),
    "draft2020-12/vocabulary: schema that uses custom metaschema with with no validation vocabulary": (
        3,
        "$schema is http://localhost:1234/draft2020-12/metaschema-no-validation.json,"
        " and the drafts 7 and 2020-12 are the two that are read",
    ),
    "draft2020-12/vocabulary: ignore unrecognized optional vocabulary": (
        2,
        "$schema is http://localhost:1234/draft2020-12/metaschema-optional-vocabulary.json,"
        " and the drafts 7 and 2020-12 are the two that are read",
    ),
}
# The one place where we judge otherwise: there `format` only annotates unless somebody asks. Here it asserts.
ASSERTED = "is only an annotation by default"


@pytest.fixture(scope="module")
def suite() -> Path:
    return pypi_source("jsonschema", VERSION) / "json"


@pytest.mark.exhaustive
def test_every_verdict_is_the_suites_but_for_what_is_refused_by_design(suite: Path, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    refused = {}
    wrong = []
    for draft in ("draft7", "draft2020-12"):
        for number, (name, group) in enumerate(_groups(suite, draft)):
            folder = tmp_path / draft / str(number)
            try:
                validator = _loaded(folder, suite, draft, group["schema"])
            except ContractError as error:
                refused[name] = (len(group["tests"]), error.mistakes[0].message)
                continue
            for test in group["tests"]:
                outcome = _outcome(validator, test)
                counts[f"{draft} {outcome}"] += 1
                if outcome != "as the suite says" and not (ASSERTED in test["description"] and test["valid"]):
                    wrong.append((name, test["description"], outcome))
    assert wrong == []
    assert refused == REFUSED
    assert counts == {
        "draft7 as the suite says": 1448,
        "draft2020-12 as the suite says": 1859,
        "draft2020-12 refused": 19,
    }


def _outcome(validator: Validator, test: dict[str, object]) -> str:
    payload = parse(json.dumps(test["data"]).encode(), file="payload.json")
    is_valid = validator.is_valid(payload)
    violations = validator.violations(payload)
    if is_valid == bool(violations):
        return "explained otherwise than judged"
    if not all(violation.message and violation.keyword for violation in violations):
        return "not explained"
    return "as the suite says" if is_valid == test["valid"] else "taken" if is_valid else "refused"


def _groups(suite: Path, draft: str) -> list[tuple[str, dict]]:
    files = sorted((suite / "tests" / draft).rglob("*.json"))
    return [
        (f"{file.relative_to(suite / 'tests').with_suffix('')}: {group['description']}", group)
        for file in files
        for group in json.loads(file.read_text())
    ]


def _loaded(folder: Path, suite: Path, draft: str, schema: object) -> Validator:
    if draft == "draft7" and isinstance(schema, dict):
        schema = {"$schema": SCHEMA_7} | schema
    folder.mkdir(parents=True)
    text = json.dumps(schema)
    (folder / "schema.json").write_text(text)
    if SERVER in text:
        _copy_what_is_served(suite / "remotes", folder / "remotes")
    return compiled(Schemas(str(folder), DEFAULT).find("schema.json", PLACE))


def _copy_what_is_served(remotes: Path, folder: Path) -> None:
    """As our own mistake tells people to: into the set, with the address as `$id`."""
    for file in remotes.rglob("*.json"):
        relative = file.relative_to(remotes)
        if "draft" not in relative.parts[0] or relative.parts[0] in ("draft7", "draft2020-12"):
            content = json.loads(file.read_text())
            if isinstance(content, dict):
                content.setdefault("$id", SERVER + relative.as_posix())
            copy = folder / relative
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(json.dumps(content))
