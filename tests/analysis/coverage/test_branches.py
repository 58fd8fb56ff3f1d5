"""The branches of mapping tables, and which of them a message takes."""

from textwrap import indent

import pytest

CONTRACT = """
systems: {{shop: {{statuses: {{}}}}, erp: {{statuses: {{}}}}}}
reference:
  rails: {{file: rails.csv, key: [country, currency], value: rail}}
boundaries:
  b:
    from: shop
    to: erp
    messages:
      m:
        transform:
{rows}
"""
FILES = {"rails.csv": "country,currency,rail\nDE,EUR,sepa\n"}


@pytest.fixture
def taken(declared):
    """Which branches each payload takes that none before it took, and those that are left."""

    def of(rows, *payloads):
        found = declared(CONTRACT.format(rows=indent(rows.strip(), " " * 10)), FILES)
        events = [[{"kind": "sent", "boundary": "b", "message": "m", "payload": one}] for one in payloads]
        every = found.things("branches")
        return [found.by(*events[: n + 1]) for n in range(len(events))][-1], every

    return of


@pytest.mark.parametrize(
    ("rows", "payloads", "left"),
    [
        ("- {to: /a, from: /a}", [{"a": 1}], []),
        ("- {to: /a, from: /a}", [{}, {"a": None}], ["/a, applied"]),
        ("- {to: /a, value: X}", [{}], []),
        ("- {to: /a, value: null}", [{}], []),
        ("- {to: /a, made: uuid, because: minted}", [{}], []),
        ("- {to: /a, from: /a, default: 1}", [{"a": 1}], ["/a, default"]),
        ("- {to: /a, from: /a, default: 1}", [{}], ["/a, applied"]),
        ("- {to: /a, from: /a, default: 1}", [{"a": 2}, {"a": None}], []),
        ("- {to: /a, from: /a/*/b, default: 1}", [{"a": []}], ["/a, applied"]),
        ("- {to: /a, from: /a/*/b, sum: true}", [{}], []),
        ("- {to: /a, from: /a/*/b, join: x}", [{}], ["/a, applied"]),
        ("- {to: /a, from: /a/*/b, min: true, default: 1}", [{}], ["/a, applied"]),
        ("- {to: /a, from: [/a, /b], join: x}", [{"b": "1"}], []),
        ("- {to: /a, from: [/a, /b], join: x}", [{}, {"a": None}], ["/a, applied"]),
        ("- {to: /a, from: /a, omit: [null, '']}", [{"a": ""}], ["/a, applied"]),
        ("- {to: /a, from: /a, then: [trim], omit: ['']}", [{"a": " "}, {"a": "x"}], []),
        ("- {to: /a, from: /a, where: {/b: 1}}", [{"a": 1}], ["/a, where holds", "/a, applied"]),
        ("- {to: /a, from: /a, where: {/b: 1}}", [{"a": 1, "b": 1}], ["/a, where does not hold"]),
        ("- {to: /a, from: /a, where: {/b: 1}}", [{}, {"b": 1}], ["/a, applied"]),
        ("- {to: /a, from: /a, values: {x: 1, y: 2}}", [{"a": "y"}], ['/a, values "x"']),
        ("- {to: /a, from: /a, values: {1: a, true: b}}", [{"a": 1}, {"a": True}], []),
        ("- {to: /a, from: /a/*, values: {x: 1, y: 2}}", [{"a": ["x", None, "y"]}], []),
        ("- {to: /a, from: /a, values: {x: 1}, otherwise: 9}", [{"a": "z"}], ["/a, applied", '/a, values "x"']),
        ("- {to: /a, from: /a, values: {x: 1}, otherwise: 9}", [{"a": "x"}], ["/a, otherwise"]),
        ("- {to: /a, from: /a/*, values: {x: 1}, otherwise: 9}", [{"a": ["x", "z"]}], []),
        ("- {to: /a, from: /a, then: [{values: {x: 1}}, string], otherwise: 9}", [{"a": "z"}], ["/a, applied", '/a, values "x"']),
        ("- {to: /a, from: [/a, /b], lookup: rails, otherwise: w}", [{"a": "DE", "b": "EUR"}], ["/a, otherwise"]),
        ("- {to: /a, from: [/a, /b], lookup: rails, otherwise: w}", [{"a": "DE", "b": "CHF"}], ["/a, applied"]),
        # in lists
        ("- {to: /a, each: /a, rows: [{to: x, from: x}]}", [{}, {"a": None}, {"a": []}], ["/a, an element", "/a/*/x, applied"]),
        ("- {to: /a, each: /a, rows: [{to: x, from: x}]}", [{"a": [{}]}], ["/a/*/x, applied"]),
        ("- {to: /a, each: /a, rows: [{to: x, from: x, default: 1}]}", [{"a": [{}, {"x": 1}]}], []),
        ("- {to: /a, each: /a, rows: [{to: n, position: {step: 10}}, {to: x, from: /b}]}", [{"a": [1], "b": 1}], []),
        ("- {to: /a, each: /a, where: {b: 1}, rows: [{to: x, from: x}]}", [{"a": [{"x": 1}]}], ["/a, where holds", "/a, an element", "/a/*/x, applied"]),
        ("- {to: /a, each: /a, where: {b: 1}, rows: [{to: x, from: x}]}", [{"a": [{}, {"b": 1}]}], ["/a/*/x, applied"]),
        ("- {to: /a, each: /a, where: {/b: 1}, rows: [{to: x, from: x}]}", [{"a": [{"x": 1}]}, {"b": 1, "a": [{"x": 1}]}], []),
        ("- {to: /a, each: /a, rows: [{to: p, each: p, rows: [{to: x, from: x}, {to: y, from: ../y}]}]}", [{"a": [{"p": [{"x": 1}]}]}], ["/a/*/p/*/y, applied"]),
    ],
)  # fmt: skip
def test_which_branches_are_left(taken, rows, payloads, left):
    found, every = taken(rows, *payloads)
    assert len(set(every)) == len(every)
    assert len(set(found)) == len(found)
    assert [what.removeprefix("b/m: ") for what in every if what not in found] == left


def test_a_message_that_the_table_can_not_be_applied_to_takes_none(taken):
    found, _ = taken("- {to: /a, from: /a}\n- {to: /b, from: /b, required: true}", {"a": 1})
    assert found == []


def test_a_step_in_jq_runs(declared):
    pytest.importorskip("jq")
    rows = "- {to: /a, jq: .a}\n- {to: /b, jq: .b, where: {/c: 1}}"
    found = declared(CONTRACT.format(rows=indent(rows, " " * 10)), FILES)
    assert found.things("branches") == [
        "b/m: /a, jq runs",
        "b/m: /b, where holds",
        "b/m: /b, where does not hold",
        "b/m: /b, jq runs",
    ]
    events = [{"kind": "sent", "boundary": "b", "message": "m", "payload": {"a": 1}}]
    assert found.by(events) == ["b/m: /a, jq runs", "b/m: /b, where does not hold"]


def test_a_step_that_is_not_run_here_is_declared_and_never_taken(declared):
    whole = CONTRACT.replace("transform:\n{rows}", "transform: {{jsonata: a}}")
    found = declared(whole.format(), FILES)
    assert found.things("branches") == ["b/m: the whole payload, jsonata runs"]
    assert found.by([{"kind": "sent", "boundary": "b", "message": "m", "payload": {}}]) == []
