"""5,000 findings: each report is valid, within what its host takes, says what it leaves out, and grows evenly."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

import pytest

from checker.report import FOR_HOSTS, FORMATS, pieces
from tests.clock import growth
from tests.report.many import many
from tests.report.readers import refuse_invalid

MANY = 5_000
KIB = 1_024

pytestmark = [pytest.mark.needs("the official schemas"), pytest.mark.exhaustive]


def _annotations(text: str) -> None:
    """GitHub shows ten of a level; the last one counts the others, which the log has."""
    annotated = re.findall(r"^::(\w+) .*?::(.*)$", text, re.MULTILINE)
    levels = [level for level, _ in annotated]
    assert Counter(levels) == {"error": 10, "warning": 10, "notice": 10}
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)
    assert annotated[-1][1].startswith(f"and {MANY - len(annotated) + 1:,} more (1,656 errors, ")
    assert len(re.findall(r"^contracts/", text, re.MULTILINE)) == MANY


def _summary(text: str) -> None:
    """GitHub shows nothing of one over 1,024 KiB."""
    assert 600 * KIB < len(text.encode()) <= 900 * KIB
    assert re.search(r"[\d,]+ more", text)


def _scanned(text: str) -> None:
    """GitHub takes 10 MB packed."""
    (run,) = json.loads(text)["runs"]
    assert len(gzip.compress(text.encode(), 1)) < 3_000_000
    assert len(run["results"]) == MANY + MANY // 50
    levels = [result["level"] for result in run["results"][:MANY]]
    assert levels == ["error"] * 1_666 + ["warning"] * 1_667 + ["note"] * 1_667
    kinds = [one["descriptor"]["id"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert kinds == ["not-checked"]


def _items(text: str) -> None:
    assert len(json.loads(text)) == MANY
    assert len(text.encode()) < 2_500_000


def _cases(text: str) -> None:
    """GitLab drops one of two that are called alike."""
    cases = [
        (case.get("classname"), case.get("name")) for case in ElementTree.fromstring(text).iter("testcase")
    ]
    assert len(set(cases)) == len(cases) > 2 * MANY
    assert len(text.encode()) < 15_000_000


def _page(text: str) -> None:
    assert {f"S{number}" for number in range(MANY)} <= set(re.findall(r"S\d+", text))
    assert len(text.encode()) < 30_000_000


HELD: Mapping[str, Callable[[str], None]] = {
    "github": _annotations,
    "markdown": _summary,
    "sarif": _scanned,
    "gitlab": _items,
    "junit": _cases,
    "html": _page,
}


@pytest.mark.parametrize("form", FOR_HOSTS)
def test_a_report_of_thousands_is_valid_and_within_what_its_host_takes(form: str) -> None:
    text = "".join(pieces(many(MANY), form))

    refuse_invalid(form, text)
    HELD[form](text)


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_grows_evenly_with_what_is_found(form: str) -> None:
    reports = {size: many(size) for size in (20, 320)}

    def write(size: int) -> None:
        for _ in pieces(reports[size], form):
            pass

    assert growth(write, 20, 320) < 1.5
