"""`seamproof vocabularies`: what a person and a program are told of what ships."""

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.load.shipped import mapping_files, vocabulary_files

Run = Callable[..., "object"]
Write = Callable[[Mapping[str, str]], Path]
HERE = Path(__file__).parent / "vocabularies"
ALL = (*vocabulary_files(), *mapping_files())


def test_all_that_ships_is_listed(seamproof: Run) -> None:
    ran = seamproof("vocabularies")
    assert (ran.code, ran.err) == (0, "")
    assert re.findall(r"^  (\S+) +\d+  ", ran.out, re.MULTILINE) == list(ALL)
    assert "  http                         30  HTTP response status codes\n" in ran.out
    listed = json.loads(seamproof("vocabularies", "--output-format", "json").out)
    assert [each["name"] for each in (*listed["vocabularies"], *listed["mappings"])] == list(ALL)


@pytest.mark.parametrize("name", ["stripe-payout", "opentelemetry-span", "x12-997-to-idoc"])
def test_it_is_told_as_it_was_read_in_review(name: str, seamproof: Run) -> None:
    ran = seamproof("vocabularies", name)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (HERE / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ALL)
def test_each_fits_80_columns_but_for_addresses(name: str, seamproof: Run) -> None:
    rows = seamproof("vocabularies", name).out.splitlines()
    assert [row for row in rows if len(row) > 80 and " " in row.strip() and "://" not in row] == []


@pytest.mark.parametrize("name", vocabulary_files())
def test_what_is_to_be_pasted_is_a_contract(name: str, seamproof: Run, written: Write) -> None:
    _, pasted = seamproof("vocabularies", name).out.split(
        "In a contract (the names of facts on the right are yours)\n"
    )
    told = json.loads(seamproof("vocabularies", name, "--output-format", "json").out)
    assert textwrap.dedent(pasted) == f"{told['use']}\n"
    folder = written({"contract.yaml": f"contract: x\nformat: 1\nversion: 1.0.0\n{textwrap.dedent(pasted)}"})
    assert seamproof("check", folder, "--allow-empty").code == 0
    assert seamproof("why", f"partner/{next(iter(told['statuses']))}", folder).code == 0


def test_a_program_is_told_what_a_status_does_not_say_and_where_it_is_written(seamproof: Run) -> None:
    told = json.loads(seamproof("vocabularies", "http", "--output-format", "json").out)
    assert (told["vocabulary"], told["result"]) == ("http", 1)
    accepted = told["statuses"]["202"]
    assert accepted.pop("source").startswith("RFC 9110, 15.3.3: ")
    assert accepted == {
        "means": "The request was taken in; whether anything will be done is open, and HTTP will not tell",
        "phase": "open",
        "outcome": "none",
        "layer": "transport",
        "claims": ["received"],
        "denies": [],
        "silent_on": ["executed"],
    }


def test_a_program_is_told_the_rows_of_a_mapping(seamproof: Run) -> None:
    told = json.loads(seamproof("vocabularies", "http-to-grpc", "--output-format", "json").out)
    assert (told["mapping"], told["from"]) == ("http-to-grpc", {"system": "gateway", "use": "http"})
    assert told["rows"][0] == {"shown": "400", "report": "INTERNAL", "ignore": None, "while": []}
    assert told["otherwise"] == [{"shown": None, "report": "UNKNOWN", "ignore": None, "while": []}]


def test_an_unknown_name_is_answered_with_the_nearest(seamproof: Run) -> None:
    ran = seamproof("vocabularies", "sap-idoc-outbond")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        'error: no vocabulary "sap-idoc-outbond" ships\n  = help: did you mean sap-idoc-outbound?\n'
    )


def test_colours_come_when_they_are_asked_for(seamproof: Run) -> None:
    assert "\x1b[1m" in seamproof("vocabularies", "grpc", "--color", "always").out
    assert "\x1b" not in seamproof("vocabularies", "grpc").out
