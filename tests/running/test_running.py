"""
Four services that really run and send: their captures are imported, checked, and explained.

On a healthy evening nothing is found, whatever the weather; with a bug in one of the services `explain` says what
went wrong, where, and what it means for the business.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from checker.pipeline import check
from tests.conftest import Ran
from tests.running.evening import FAULTS, orders
from tests.running.integration import evening

HERE: Final = Path(__file__).parent
STORY: Final = HERE.parents[1] / "contracts" / "concert-tickets"
EXPECTED: Final = yaml.safe_load((HERE / "expected.yaml").read_text("utf-8"))
MASK_KEY: Final = "fictitious"  # that of the shipped recording, whose customers nobody knows
NUMBERS: Final = [
    (r"\b\d\d:\d\d:\d\d(\.\d+)?(\+00:00)?", "N"),  # times
    (r"\b\d+(\.\d+)?s\b", "N"),  # spans of time
    (r'"([BP])-\d{4}"', r'"\1-N"'),  # bookings and parcels, as the services count them
    (r"\be\d+\b", "eN"),  # events
]

Seamproof = Callable[..., Ran]

pytestmark = [pytest.mark.needs("opentelemetry"), pytest.mark.needs("harfile")]


def test_every_bug_has_a_verdict() -> None:
    assert EXPECTED.keys() == FAULTS.keys()


def test_a_healthy_evening_is_imported_and_kept(
    tmp_path: Path, seamproof: Seamproof, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEAMPROOF_MASK_KEY", MASK_KEY)
    captures = evening(tmp_path)
    story = shutil.copytree(STORY, tmp_path / "concert-tickets")
    recording = story / "recordings" / "healthy.jsonl"
    shipped = _by_system(recording)
    imported = seamproof("import", *captures, "-o", recording, "--contracts", story)
    assert (imported.code, _by_system(recording)) == (0, shipped)
    report = check([str(story)])
    assert (report.verdict, report.findings, report.checked["cases"]) == ("kept", (), len(orders()))
    explained = seamproof("explain", *captures, "--contracts", story, "--output-format", "concise")
    assert (explained.code, explained.out) == (0, "7 cases: everything that was recorded is as declared\n")


@pytest.mark.parametrize("fault", EXPECTED)
def test_a_bug_in_one_service_is_explained(fault: str, tmp_path: Path, seamproof: Seamproof) -> None:
    captures = evening(tmp_path, fault)
    ran = seamproof("explain", *captures, "--contracts", STORY, "--output-format", "json")
    assert (ran.code, _told(json.loads(ran.out), EXPECTED[fault])) == (1, EXPECTED[fault])


def _told(result: Any, expected: Any) -> dict[str, Any]:
    """What was found, in the form of what is expected; of the answers those that something is expected of."""
    findings: dict[str, list[str]] = {}
    for finding in result["findings"]:
        for rule in (finding["rule"], *finding["also"]):
            findings.setdefault(rule, []).append(finding["subject"])
    incidents = {incident["case"]: incident for incident in result["incidents"]}
    one = incidents[str(expected["order"])]
    answers = {each["question"]: _without_numbers(each["answer"]) for each in one["answers"]}
    return {
        "findings": {rule: sorted(set(subjects)) for rule, subjects in findings.items()},
        "orders": sorted(map(int, incidents)),
        "order": expected["order"],
        "verdict": _without_numbers(one["verdict"]),
        "answers": {question: answers.get(question) for question in expected["answers"]},
    }


def _without_numbers(text: str) -> str:
    for pattern, name in NUMBERS:
        text = re.sub(pattern, name, text)
    return text


def _by_system(recording: Path) -> dict[tuple[str, str], list[str]]:
    """What each system did in each case, whenever it was, without what is new on every evening."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in recording.read_text("utf-8").splitlines()[1:]:
        event = json.loads(line)
        told = {
            key: event.get(key) for key in ("kind", "boundary", "message", "attempt", "status", "payload")
        }
        if isinstance(told["payload"], dict) and "entry" in told["payload"]:
            told["payload"].pop("entry")
        if isinstance(told["payload"], dict) and "invoice" in told["payload"]:
            told["payload"].pop("invoice")
        told["fact"] = event.get("effect", {}).get("fact")
        found.setdefault((event["case"], event["system"]), []).append(json.dumps(told, sort_keys=True))
    return {name: sorted(events) for name, events in sorted(found.items())}
