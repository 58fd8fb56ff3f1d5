"""What the report in JSON has is in every other report for machines: each finding once, and what is missing."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from checker.model.findings import Report, Skipped
from checker.report import rendered
from tests.report.many import many

MISSING = tuple(Skipped(check=f"{n}.yaml", why=f"no YAML in {n}", was_asked=True) for n in range(3))

Told = tuple[str, str, str]  # rule, message and place of a finding


def _in_jsonl(text: str) -> Iterable[Told]:
    for row in map(json.loads, text.splitlines()):
        if row["type"] == "finding":
            yield row["rule"], row["message"], _place(row["at"])
        elif row["type"] == "error":
            yield "unchecked", row["why"], _place(row["at"])


def _in_sarif(text: str) -> Iterable[Told]:
    (run,) = json.loads(text)["runs"]
    for result in run["results"]:
        if "suppressions" not in result:
            yield result["ruleId"], _sentence(result), _region(result["locations"])
    for one in run["invocations"][0]["toolExecutionNotifications"]:
        if one["descriptor"]["id"] == "unchecked":
            yield "unchecked", _sentence(one), _region(one.get("locations"))


def _sentence(result: Any) -> str:
    return str(result["message"]["text"].split("\n")[0].replace("{{", "{").replace("}}", "}"))


def _region(locations: Any) -> str:
    if not locations:
        return ""
    physical = locations[0]["physicalLocation"]
    return f"{physical['artifactLocation']['uri']}:{physical['region']['startLine']}"


def _in_gitlab(text: str) -> Iterable[Told]:
    for item in json.loads(text):
        says = item["description"].partition(". Help: ")[0].removeprefix("Could not be checked: ")
        at = f"{item['location']['path']}:{item['location']['lines']['begin']}"
        yield item["check_name"], re.sub(r" \([\d,]+ times\)$", "", says), at


_HEAD = re.compile(
    r"(?:(?:error|warning|note)\[(?P<rule>[^\]]+)\]|error): (?P<says>.*?)(?=\n +(?:-->|\||=)|\Z)", re.DOTALL
)


def _in_junit(text: str) -> Iterable[Told]:
    """What is told in full: in a failure, in an error, or beside a case that has not failed."""
    elements = [
        one for one in ElementTree.fromstring(text).iter() if one.tag in {"failure", "error", "system-out"}
    ]
    for block in "\n\n".join(element.text or "" for element in elements).split("\n\n"):
        head = _HEAD.match(block)
        if head and "\n  told in full at " not in block:
            at = re.search(r"^ *--> (.*):\d+$", block, re.MULTILINE)
            yield head["rule"] or "unchecked", " ".join(head["says"].split()), at[1] if at else ""


def _place(at: Any) -> str:
    return f"{at['file']}:{at['line']}" if at else ""


def _told(text: str) -> Iterable[Told]:
    document = json.loads(text)
    for found in document["findings"]:
        yield found["rule"], found["message"], _place(found["at"])
    for error in document["errors"]:
        yield "unchecked", error["why"], _place(error["at"])


@pytest.fixture(params=["made up", "gone wrong"])
def report(request: pytest.FixtureRequest, gone_wrong: Report) -> Report:
    made = many(200) if request.param == "made up" else gone_wrong
    return replace(made, skipped=(*made.skipped, *MISSING))


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ("jsonl", _in_jsonl),
        ("sarif", _in_sarif),
        ("gitlab", _in_gitlab),
        ("junit", _in_junit),
    ],
)
def test_each_finding_is_in_each_report_for_machines_once(
    form: str, told: Callable[[str], Iterable[Told]], report: Report
) -> None:
    in_json = Counter(_told(rendered(report, "json")))

    found = Counter(told(rendered(report, form)))

    assert sum(in_json.values()) > 3
    if form in {"gitlab", "junit"}:  # which have a place for each, or only for what is blamed
        assert _placeless(found) == _placeless(in_json)
    else:
        assert found == in_json


def _placeless(told: Counter[Told]) -> Counter[tuple[str, str]]:
    pairs: Counter[tuple[str, str]] = Counter()
    for (rule, says, _), times in told.items():
        pairs[rule, says] += times
    return pairs
