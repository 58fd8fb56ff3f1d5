"""`seamproof why` and `seamproof what-if`: what a person and a program are told of a status."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "object"]
HERE = Path(__file__).parent
STORIES = HERE.parent.parent / "contracts"
ASKED = (
    ("why", "portal/completed", "order-to-cash"),
    ("what-if", "wms/SKIPPED", "order-to-cash"),
    ("why", "gate/open", "github-checks"),
    ("what-if", "github/cancelled", "github-checks"),
    ("why", "market/paid", "payouts"),
    ("what-if", "provider/failed", "payouts"),
)


@pytest.mark.parametrize(("command", "status", "story"), ASKED)
def test_the_stories_are_told_as_they_were_read_in_review(
    command: str, status: str, story: str, seamproof: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(STORIES.parent)
    ran = seamproof(command, status, f"contracts/{story}")
    assert (ran.code, ran.err) == (0, "")
    golden = HERE / "answers" / f"{command}-{status.replace('/', '-')}.txt"
    assert ran.out == golden.read_text("utf-8")
    assert all(len(row) <= 80 for row in ran.out.splitlines() if "contracts/" not in row)


@pytest.mark.parametrize(("command", "status", "story"), ASKED)
def test_a_program_is_told_the_same(command: str, status: str, story: str, seamproof: Run) -> None:
    ran = seamproof(command, status, STORIES / story, "--output-format", "json")
    told = json.loads(ran.out)
    assert told["result"] == 1
    assert f"{told['status']['system']}/{told['status']['code']}" == status


def test_what_is_not_proved_is_said_with_the_row_that_lets_it_be_said(seamproof: Run, written: Run) -> None:
    folder = written(
        {
            "contract.yaml": """\
contract: example
format: 1
version: 1.0.0
facts: {shipped: {owner: wms, means: The goods have left}}
systems:
  portal: {statuses: {done: {claims: [shipped]}}, moves: {}}
  erp:
    statuses: {GI: {claims: [shipped]}, old: {claims: [shipped]}}
    moves: {}
  wms: {statuses: {OUT: {claims: [shipped]}, LOST: {}}}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {GI: done, old: done}, no_answer: {ignore: later}}}
  erp-to-wms: {from: erp, to: wms, status: {when: {OUT: GI, LOST: GI}, no_answer: {ignore: later}}}
"""
        }
    )
    ran = seamproof("why", "portal/done", folder)
    assert ran.code == 0
    assert "shipped (The goods have left): NOT PROVED; wms is the source of truth" in ran.out
    assert 'not proved: erp "GI" is reported on wms "LOST", which does not say' in ran.out
    assert f"{folder}/contract.yaml:13:" in ran.out


RUNS = """\
contract: example
format: 1
version: 1.0.0
facts: {shipped: {owner: wms, means: The goods have left}}
systems:
  portal:
    statuses: {done: {claims: [shipped]}, gone: {claims: [shipped]}, open: {}, lost: {denies: [shipped]}}
    moves: {}
  wms: {statuses: {OUT: {claims: [shipped]}, LOST: {}}, moves: {}}
boundaries:
  portal-to-wms: {from: portal, to: wms, status: {when: {OUT: gone, LOST: done}, no_answer: open}}
"""


def test_a_run_in_which_a_status_is_false_is_shown(seamproof: Run, written: Run) -> None:
    folder = written({"contract.yaml": RUNS})
    shown = seamproof("why", "portal/done", folder)
    assert "FALSE: it says shipped, and that was never so" in shown.out
    told = json.loads(seamproof("why", "portal/done", folder, "--output-format", "json").out)["runs"]
    assert [(one["literal"], one["was_never"]) for one in told["false"]] == [("shipped", True)]
    assert [step["shows"] for step in told["false"][0]["steps"]] == ["LOST", "done"]


@pytest.mark.parametrize(
    ("status", "options", "says"),
    [
        ("portal/gone", [], "states: it is never shown before shipped came about"),
        ("portal/open", [], "states: some run shows it"),
        ("portal/lost", [], "states, and none shows it"),
        ("portal/no_answer", [], "is not one of the statuses that are explored"),
        ("portal/gone", ["--limit", "states=1"], "not known: there are more than"),
    ],
)
def test_what_exploring_knows_of_a_status_is_said(
    status: str, options: list[str], says: str, seamproof: Run, written: Run
) -> None:
    ran = seamproof("why", status, written({"contract.yaml": RUNS}), *options)
    assert (ran.code, says in " ".join(ran.out.split())) == (0, True), ran.out


@pytest.mark.parametrize("command", ["why", "what-if"])
@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("portal/complete", "did you mean portal/completed?"),
        ("portals/completed", "did you mean portal/completed?"),
        ("completed", "write SYSTEM/STATUS, as portal/completed"),
        ("other:portal/completed", "there is no contract set"),
        ("order-to-cash:portal/", "write SYSTEM/STATUS"),
    ],
)
def test_an_unknown_status_is_answered_with_the_nearest(
    command: str, status: str, says: str, seamproof: Run
) -> None:
    ran = seamproof(command, status, STORIES / "order-to-cash")
    assert ran.code == 2
    assert says in ran.out + ran.err


def test_a_status_that_two_sets_have_is_asked_for_by_its_set(seamproof: Run, written: Run) -> None:
    text = "contract: {}\nformat: 1\nversion: 1.0.0\nfacts: {{}}\nsystems: {{a: {{statuses: {{x: {{}}}}}}}}\n"
    folder = written({"one/contract.yaml": text.format("one"), "two/contract.yaml": text.format("two")})
    ran = seamproof("why", "a/x", folder)
    assert ran.code == 2
    assert "write one:a/x or two:a/x" in ran.out + ran.err
    assert seamproof("why", "two:a/x", folder).code == 0


def test_a_status_without_facts_and_rows_has_an_answer_too(seamproof: Run, written: Run) -> None:
    text = "contract: one\nformat: 1\nversion: 1.0.0\nfacts: {}\nsystems: {a: {statuses: {x: {}}}}\n"
    folder = written({"contract.yaml": text})
    assert "it claims no fact and denies none" in seamproof("why", "a/x", folder).out
    assert 'nobody reads a "x"' in seamproof("what-if", "a/x", folder).out
    assert "it says nothing" in seamproof("what-if", "a/no_answer", folder).out


@pytest.mark.parametrize(
    ("status", "options", "says"),
    [
        ("wms/LOST", [], "explored: whoever reads it shows it"),
        ("portal/lost", [], "states, and none shows it: this is what the rows would do"),
        ("wms/OUT", ["--limit", "states=1"], "not every run is known, so some of this may never be:"),
    ],
)
def test_what_if_says_how_far_it_knows_what_can_be_shown_at_once(
    status: str, options: list[str], says: str, seamproof: Run, written: Run
) -> None:
    ran = seamproof("what-if", status, written({"contract.yaml": RUNS}), *options)
    assert (ran.code, says in " ".join(ran.out.split())) == (0, True), ran.out


@pytest.mark.parametrize(
    ("name", "says"), [("argo", "argo-workflow or argo-workflow-node?"), ("htp", "http?")]
)
def test_a_name_that_is_cut_short_is_completed(name: str, says: str, seamproof: Run) -> None:
    ran = seamproof("vocabularies", name)
    assert ran.code == 2
    assert f"did you mean {says}" in " ".join((ran.out + ran.err).split())
