"""Rows and whole transformations in jq."""

import pytest

from checker.analysis.mapping import RowError
from checker.errors import CannotCheckError, ContractError

pytest.importorskip("jq")


def test_a_row_in_jq_makes_one_field(tables):
    payload = {"order": {"lines": [{"n": 1}, {"n": 2}]}}
    rows = [
        {"to": "/total", "jq": "[.order.lines[].n] | add"},
        {"to": "/none", "jq": "empty"},
        {"to": "/null", "jq": "null"},
        {"to": "/no", "jq": "1", "where": {"/order": "x"}},
        {"to": "/l", "each": "/order/lines", "rows": [{"to": "m", "jq": ".n * 10"}]},
    ]
    assert tables.run(payload, *rows) == {"total": 3, "null": None, "l": [{"m": 10}, {"m": 20}]}
    program = tables.program(*rows)
    assert program.uses_jq
    assert program.is_generated
    assert not tables.program(rows[-1] | {"rows": []}).uses_jq


def test_a_whole_transformation_may_be_in_jq(tables):
    step = {"jq": "{id: .order.id}"}
    assert tables.run({"order": {"id": 7}}, step) == {"id": 7}
    assert tables.run({"order": {"id": 7}}, {"jq": "empty"}) == {}
    traced = tables.program(step).traced(tables.Sources({"order": {}}))
    assert traced.origin("/id").row == tables.place(1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (".a | keys", "the jq program fails on the payload: number (5) has no keys"),
        ("1, 2", "the jq program fails on the payload: it gives 2 results; put them into a list: [ … ]"),
    ],
)
def test_a_program_that_fails_is_an_error_of_its_row(tables, text, message):
    with pytest.raises(RowError) as caught:
        tables.run({"a": 5}, {"to": "/x", "jq": text})
    assert caught.value.message == message
    assert caught.value.place == tables.place(1)


def test_numbers_of_many_digits_are_said_where_jq_computes(tables):
    sources = tables.Sources({"a": 12345678901234567890})
    assert tables.program({"to": "/x", "jq": ".a"}).inexact(sources) == (("/a", 12345678901234567890),)
    assert tables.program({"to": "/x", "from": "/a"}).inexact(sources) == ()


def test_a_program_that_cannot_be_compiled_is_a_mistake(tables):
    with pytest.raises(ContractError) as caught:
        tables.program({"to": "/x", "jq": "env"}, {"to": "/y", "jq": "("})
    assert [mistake.place for mistake in caught.value.mistakes] == [tables.place(1), tables.place(2)]


def test_a_program_without_end_ends_the_run(tables, monkeypatch):
    from checker.analysis.jq import engine

    monkeypatch.setattr(engine, "SECONDS", 0.5)
    program = tables.program({"to": "/x", "jq": "def f: f; f"})
    with pytest.raises(CannotCheckError, match="takes longer than"):
        program.run(tables.Sources({}))
