"""What `check` says of a set as a whole is what it says of its things together: nothing is lost on the way."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from checker.cli.configuration import configuration
from checker.load.sets import contract_sets
from checker.model.findings import Finding, Report, Rule, Seen
from checker.pipeline import Options, check
from checker.pipeline.apart import Thing, apart, things
from checker.rules import drift, rules
from tests.rules.pages import sections, write
from tests.test_stories import EDITS, STORIES

ROOT = Path(__file__).parent.parent
PAGES = [rule for rule in rules() if rule.id not in drift.NAMES]
HEADER = '{"recording":1,"set":"orders"}\n'
CONTRACT = """\
contract: orders
format: 1
version: 1.0.0
systems:
  portal: {statuses: {sent: {means: The order was handed over}}}
  erp: {statuses: {new: {means: The order has arrived}}}
boundaries:
  portal-to-erp:
    from: portal
    to: erp
    messages:
      order:
        payload: schemas/order.json
        transform: [{to: /number, from: /number}]
"""
SCHEMA = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"}'


def counts(findings: Iterable[Finding]) -> Counter[str]:
    """How many records or places each finding stands for."""
    counted: Counter[str] = Counter()
    for finding in findings:
        counted[finding.fingerprint] += finding.count
    return counted


def told_apart(folder: Path, options: Options, most_cases: int) -> Mapping[Thing, Report]:
    (contracts,) = contract_sets([str(folder / "contract.yaml")])
    return apart(str(folder / "contract.yaml"), things(contracts, options, most_cases=most_cases), options)


def assert_nothing_is_lost(folder: Path, options: Options = Options()) -> None:  # noqa: B008 - it is frozen
    whole = check([str(folder / "contract.yaml")], options)
    for most_cases in (0, 1_000):
        parts = told_apart(folder, options, most_cases).values()
        assert counts(found for part in parts for found in part.findings) == counts(whole.findings)
        assert counts(found for part in parts for found in part.expected) == counts(whole.expected)
        assert counts(one.finding for part in parts for one in part.accepted) == counts(
            one.finding for one in whole.accepted
        )
        assert {skipped for skipped in whole.skipped if skipped.was_asked} <= {
            skipped for part in parts for skipped in part.skipped
        }
        assert (whole.verdict == "kept") == all(part.verdict == "kept" for part in parts)


@pytest.mark.parametrize("story", STORIES)
def test_nothing_of_a_story_is_lost(story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert_nothing_is_lost(Path("contracts", story))


@pytest.mark.parametrize("story", sorted({edit["story"] for edit in [*EDITS["altered"], *EDITS["faults"]]}))
def test_nothing_of_a_story_that_is_broken_all_over_is_lost(story: str, tmp_path: Path) -> None:
    folder = tmp_path / story
    shutil.copytree(ROOT / "contracts" / story, folder)
    for edit in (*EDITS["altered"], *EDITS["faults"]):
        if edit["story"] == story:
            broken = folder / ("recordings/" + edit["recording"] if "recording" in edit else "contract.yaml")
            broken.write_text(broken.read_text().replace(edit["was"], edit["becomes"]))
    assert_nothing_is_lost(folder)
    assert check([str(folder)]).verdict == "broken"


@pytest.mark.parametrize("rule", PAGES, ids=lambda rule: rule.id)
def test_nothing_of_an_example_that_fails_is_lost(rule: Rule[Any], tmp_path: Path) -> None:
    list(write(sections(rule.page)["Fails"], tmp_path))
    assert_nothing_is_lost(tmp_path, Options(min_coverage=configuration(tmp_path, {}).min_coverage))


def orders(*cases: str, received: str = '{"number":"1"}') -> str:
    """Cases of an order each; what was received is not what the contract makes where another is given."""
    head = '"boundary":"portal-to-erp","message":"order"'
    return "".join(
        f'{{"case":"{case}","id":"a","kind":"sent",{head},"payload":{{"number":"1"}}}}\n'
        f'{{"case":"{case}","id":"b","kind":"received","of":"a",{head},"payload":{received}}}\n'
        for case in cases
    )


@pytest.fixture
def recorded(written: Callable[[Mapping[str, str]], Path]) -> Callable[[str], Path]:
    """Writes the set with a recording."""

    def write(recording: str) -> Path:
        files = {"contract.yaml": CONTRACT, "schemas/order.json": SCHEMA}
        return written({**files, "recordings/a.jsonl": HEADER + recording})

    return write


def verdicts(reports: Mapping[Thing, Report]) -> dict[str, str]:
    """Of the set, of its recording, and of each case."""
    return {
        "/".join(("recording", *thing[2:])) if thing else "set": report.verdict
        for thing, report in reports.items()
        if thing[:1] in {(), ("recordings",)}
    }


def test_each_case_with_the_same_fault_has_a_finding_of_its_own(recorded: Callable[[str], Path]) -> None:
    wrong = [str(number) for number in range(9)]
    folder = recorded(orders("right") + orders(*wrong, received='{"number":"2"}'))
    assert_nothing_is_lost(folder)
    parts = told_apart(folder, Options(), 1_000)
    path = str(folder / "recordings/a.jsonl")
    found = {thing[2]: [one.subject for one in part.findings] for thing, part in parts.items() if thing[2:]}
    subject = "portal-to-erp/order#/number"
    assert found == {"right": [], **{case: [subject] for case in wrong}}
    (together,) = told_apart(folder, Options(), 9)[("recordings", path)].findings
    assert (together.subject, together.count) == (subject, 9)
    (alone,) = parts[("recordings", path, "7")].findings
    assert together.seen == alone.seen == Seen(cases=9, of=10)
    assert (alone.count, alone.reproduce) == (1, f"seamproof explain {path} --case 7 --contracts {folder}")


def test_a_case_to_which_an_unreadable_line_may_belong_does_not_pass(recorded: Callable[[str], Path]) -> None:
    folder = recorded(orders("1") + orders("2").replace('"id":"b"', '"id":b') + orders("3", "4"))
    assert_nothing_is_lost(folder)
    assert verdicts(told_apart(folder, Options(), 1_000)) == {
        "set": "kept",
        "recording": "unchecked",
        "recording/1": "kept",
        "recording/2": "unchecked",
        "recording/3": "unchecked",
        "recording/4": "kept",
    }


def test_a_case_that_nobody_finds_any_more_does_not_pass(recorded: Callable[[str], Path]) -> None:
    folder = recorded(orders("1"))
    path = str(folder / "recordings/a.jsonl")
    asked = [("recordings", path, "2"), ("recordings", f"{path}.gz"), ("boundaries", "gone")]
    reports = apart(str(folder / "contract.yaml"), asked, Options())
    assert [reports[thing].verdict for thing in asked] == ["unchecked"] * 3


def test_what_came_since_belongs_to_what_it_is_in(recorded: Callable[[str], Path]) -> None:
    folder = recorded(orders("1", received='{"number":"2"}'))
    reports = apart(str(folder / "contract.yaml"), [], Options())
    assert [one.rule for one in reports[()].findings] == ["transformation-differs"]


def test_only_what_is_asked_for_is_a_thing(recorded: Callable[[str], Path]) -> None:
    folder = recorded(orders("1"))
    (contracts,) = contract_sets([str(folder)])
    path = str(folder / "recordings/a.jsonl")
    parts = (("systems", "portal"), ("systems", "erp"), ("boundaries", "portal-to-erp"))
    recordings = (("recordings", path), ("recordings", path, "1"))

    def asked(*only: str) -> tuple[Thing, ...]:
        return things(contracts, Options(only=frozenset(only) or None), most_cases=1)

    assert [asked(), asked("static"), asked("replay"), asked("drift")] == [
        (*parts, *recordings),
        parts,
        recordings,
        (),
    ]
