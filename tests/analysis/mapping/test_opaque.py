"""The source fields of steps in jq, found by changing one field after another."""

import pytest

from checker.analysis.follow import Sources
from checker.analysis.jq import engine
from checker.analysis.mapping import Program, origins
from checker.model.json import Json

pytest.importorskip("jq")


def _read(program: Program, payload: Json, *pointers: str) -> list[tuple[list[str], bool]]:
    found = origins(program.traced(Sources(payload)), pointers)
    assert None not in found.values()
    return [
        ([source.pointer for source in origin.sources], origin.is_partial)
        for origin in found.values()
        if origin is not None
    ]


ORDER = {
    "id": "4711",
    "qty": "3",
    "country": "DE",
    "express": True,
    "note": None,
    "lines": [{"n": 1, "unit": "ST"}, {"n": 2, "unit": "KG"}],
    "a/b": {"": "x"},
}


@pytest.mark.parametrize(
    ("text", "pointer", "fields"),
    [
        ("{qty: (.qty | tonumber)}", "/qty", ["/qty"]),
        ('{n: (.id + "-" + .country)}', "/n", ["/id", "/country"]),
        ('{kind: (if .country == "DE" then 1 else 2 end)}', "/kind", ["/country"]),
        ("{sum: ([.lines[].n] | add)}", "/sum", ["/lines/0/n", "/lines/1/n"]),
        ("{l: [.lines[] | {u: .unit}]}", "/l/1/u", ["/lines/1/unit"]),
        ("{l: [.lines[] | {u: .unit}]}", "/l", ["/lines/0/unit", "/lines/1/unit"]),
        ("if .express then {x: .id} else {} end", "/x", ["/id", "/express"]),
        ("if .note then {x: .note} else {} end", "/x", ["/note"]),
        ('{"a/b": .["a/b"][""]}', "/a~1b", ["/a~1b/"]),
        ("{fixed: 1, id}", "/fixed", []),
        (". # all of it \\", "/qty", ["/qty"]),
        ('def f: .qty; {q: f, w: "x"}', "/q", ["/qty"]),
    ],
)
def test_a_field_of_a_result_comes_from_the_fields_whose_change_changes_it(tables, text, pointer, fields):
    assert _read(tables.program({"jq": text}), ORDER, pointer) == [(fields, False)]


def test_several_fields_of_a_result_are_told_apart(tables):
    program = tables.program({"jq": "{id, qty, both: (.id + .qty)}"})
    assert _read(program, ORDER, "/id", "/qty", "/both") == [
        (["/id"], False),
        (["/qty"], False),
        (["/id", "/qty"], False),
    ]


def test_a_row_in_jq_reads_the_payload_and_within_a_list_its_element(tables):
    program = tables.program(
        {"to": "/q", "jq": ".qty"},
        {"to": "/none", "jq": "empty"},
        {"to": "/l", "each": "/lines", "rows": [{"to": "u", "jq": ".unit"}, {"to": "n", "from": "n"}]},
    )
    assert _read(program, ORDER, "/q", "/l/1/u", "/l/1/n", "/none") == [
        (["/qty"], False),
        (["/lines/1/unit"], False),
        (["/lines/1/n"], False),
        ([], False),
    ]


def test_of_too_many_fields_only_what_matters_is_looked_into(tables):
    payload = {"head": {"id": "1", "x": "2"}, "lines": [{"n": number, "m": 0} for number in range(150)]}
    program = tables.program({"jq": "{id: .head.id, first: .lines[0].n, sum: ([.lines[].n] | add)}"})
    id_, first, sum_ = _read(program, payload, "/id", "/first", "/sum")
    assert id_ == (["/head/id"], False)
    assert first == (["/lines/0"], True)
    assert (sum_[0][:2], sum_[1]) == (["/lines/0", "/lines/1"], True)
    payload["lines"] = payload["lines"][:45]
    assert _read(program, payload, "/first") == [(["/lines/0/n"], False)]
    small = {"head": {"id": "1"}, "lines": [[number] * 50 for number in range(5)]}
    program = tables.program({"jq": "{id: .head.id, third: .lines[2][7]}"})
    assert _read(program, small, "/id") == [(["/head/id"], False)]
    assert _read(program, small, "/third") == [(["/lines/2/7"], False)]


def test_where_even_one_try_is_too_large_all_that_was_given_stays_the_source(tables):
    payload = {"a": "x" * 600_000, "b": "1"}
    assert _read(tables.program({"jq": "{b}"}), payload, "/b") == [([""], True)]


def test_a_program_that_takes_too_long_for_many_leaves_its_source_as_it_was(tables, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 1.5)
    program = tables.program({"jq": "{b: .b, c: ([range(600000)] | length)}"})
    payload = {f"f{number}": number for number in range(60)} | {"b": 1}
    made = program.traced(Sources(payload))
    assert origins(made, ["/b"]) == {"/b": made.origin("/b")}
