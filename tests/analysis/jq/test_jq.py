"""jq programs: what they compute, what they are refused, and that none of them hangs a run."""

import sys
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis import jq
from checker.analysis.jq import engine
from checker.analysis.jq.words import WORDS, refused
from checker.errors import CannotCheckError, ContractError, MissingExtraError
from checker.model.places import Place

PLACE = Place(file="contract.yaml", line=7, column=3)


@pytest.mark.parametrize(
    ("text", "payload", "results"),
    [
        (".lines | length > 0", {"lines": [1]}, (True,)),
        (".a, .b", {"a": 1, "b": None}, (1, None)),
        ("empty", {}, ()),
        ("[.[] | .n] | add", [{"n": 1.5}, {"n": 2}], (3.5,)),
        (".", {"x": ["é😀\u2028\n", True, 10**14, 0.1]}, ({"x": ["é😀\u2028\n", True, 10**14, 0.1]},)),
        ("# env\n. # input", 1, (1,)),
        ('"env \\(.)"', 1, ("env 1",)),
    ],
)
def test_a_program_gives_its_results(text, payload, results):
    assert jq.program(text)(payload) == results


def test_two_programs_are_equal_when_their_texts_are():
    assert jq.program(".a", PLACE) == jq.program(".a")


def test_a_program_may_fail_on_a_payload():
    program = jq.program(".a | keys")
    with pytest.raises(jq.FailedError, match="has no keys"):
        program({"a": 5})
    assert program({"a": {"b": 1}}) == (["b"],)


def test_what_is_no_program_is_a_mistake_of_the_contract():
    with pytest.raises(ContractError) as caught:
        jq.program(". as [$x] | $x+", PLACE)
    (mistake,) = caught.value.mistakes
    assert mistake.place == PLACE
    assert mistake.message.startswith("jq can't compile this program: jq: error: syntax error")


@pytest.mark.parametrize("word", sorted(WORDS))
def test_a_program_reaches_for_nothing_but_its_payload(word):
    with pytest.raises(ContractError) as caught:
        jq.program(f".a | {word}", PLACE)
    (mistake,) = caught.value.mistakes
    assert mistake.message == f"a jq program here can't use {word}, {WORDS[word]}"
    assert mistake.place == PLACE


@pytest.mark.parametrize(
    "text",
    [
        "env",
        "$ENV.PATH",
        "$ ENV",
        '"\\(env)"',
        '"\\("\\(now)")"',
        '@json "x\\(env|keys)"',
        "{env}",
        "{$ENV}",
        "{(env): 1}",
        "{a: env}",
        "# one \\\\\nenv",
        'import "a" as a; 1',
        'include "a"; 1',
        "[env]",
        "env::x",
        "def f(x): x; f(input)",
        '"a" as $x | input',
    ],
)
def test_reaching_out_is_seen_wherever_it_hides(text):
    found = refused(text)
    assert (found is not None) or "::" in text


@pytest.mark.parametrize(
    "text",
    [
        ".env",
        ".a.env.now",
        '.["env"]',
        '"env now input"',
        '"\\"env"',
        '"\\(1) env"',
        "{env: 1, now : 2}",
        "{a: {env: 1}}",
        "environment",
        "$input",
        "[.input_time, .debugger]",
        "# env",
        "# env \\\nenv",
        "inputs_",
        '"unfinished',
        ")",
    ],
)
def test_names_and_texts_are_no_reaching_out(text):
    assert refused(text) is None


@given(st.text(alphabet='env"\\()#\n .{}:|$', max_size=40))
def test_any_text_can_be_looked_at(text):
    refused(text)


def test_the_process_of_programs_has_no_environment(monkeypatch):
    """Even if a word were overlooked."""
    monkeypatch.setenv("SECRET", "1")
    assert engine.prepared("env | length <= 1")('$ENV | has("SECRET")', "null") == (False,)


@pytest.mark.parametrize("text", ["def f: f; f", "[limit(1e9; repeat(1))]", "last(range(1e15))"])
def test_an_endless_program_is_stopped(monkeypatch, text):
    monkeypatch.setattr(engine, "SECONDS", 1.5)  # fifty times what the child takes to start
    program = jq.program(text, PLACE)
    before = time.monotonic()  # of the child's time there is none in this process
    with pytest.raises(CannotCheckError) as caught:
        program(None)
    assert time.monotonic() - before < 60
    (mistake,) = caught.value.mistakes
    assert mistake.message == f'the jq program "{text}" takes longer than 1.5 seconds'
    assert mistake.place == PLACE
    assert jq.program("1")(None) == (1,)


def test_a_program_gets_no_more_memory_than_it_may_have(monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 60.0)  # the memory is to end first
    with pytest.raises(CannotCheckError, match="needs more memory than a program may have"):
        jq.program('("x" * 1e8) as $x | [range(20) | $x + "\\(.)"]')(None)
    assert jq.program("1")(None) == (1,)


def test_a_program_may_not_give_results_without_end(monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 60.0)
    with pytest.raises(jq.FailedError, match="it gives more than 10,000 results"):
        jq.program("range(1e18)")(None)


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "jq", None)
    monkeypatch.setattr(engine, "find_spec", lambda _: None)
    engine._engine.cache_clear()
    with pytest.raises(MissingExtraError) as caught:
        jq.program(".a", PLACE)
    engine._engine.cache_clear()
    (mistake,) = caught.value.mistakes
    assert mistake.fix == "run pip install 'seamproof[jq]'"


def test_numbers_that_jq_may_change_are_found():
    payload = {
        "a/b": [1, 123456789012345, 1234567890123456, 10**20],
        "c": Decimal("0.1234567890123456"),
        "d": 1.1,
        "e": Decimal("1.10"),
        "f": "12345678901234567890",
        "g": True,
        "h": 0.30000000000000004,
        "i": 0,
    }
    assert jq.inexact(payload) == (
        ("/a~1b/2", 1234567890123456),
        ("/c", Decimal("0.1234567890123456")),
        ("/h", 0.30000000000000004),
    )
