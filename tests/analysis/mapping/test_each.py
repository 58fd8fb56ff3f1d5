"""Lists made from lists, by the compiled function and row by row alike."""

import pytest

from checker.analysis.mapping import RowError, generated, tracing

ORDER = {
    "id": "4711",
    "lines": [
        {"sku": "a", "qty": 1, "parts": [{"n": 1}, {"n": 2}]},
        {"sku": "b", "qty": 0, "parts": []},
        {"sku": "c", "qty": 3},
    ],
}


def test_each_element_becomes_an_element(tables):
    rows = [
        {"to": "posnr", "position": {"step": 10}, "pad": {"left": "0", "to": 6}},
        {"to": "item/sku", "from": "sku", "upper": True},
        {"to": "order", "from": "/id"},
        {"to": "same", "from": "../id"},
    ]
    assert tables.run(ORDER, {"to": "/items", "each": "/lines", "rows": rows}) == {
        "items": [
            {"posnr": "000010", "item": {"sku": "A"}, "order": "4711", "same": "4711"},
            {"posnr": "000020", "item": {"sku": "B"}, "order": "4711", "same": "4711"},
            {"posnr": "000030", "item": {"sku": "C"}, "order": "4711", "same": "4711"},
        ]
    }


def test_positions_count_in_the_target_from_where_they_start(tables):
    rows = [
        {"to": "a", "position": {"step": 10, "start": 5}},
        {"to": "b", "position": {}},
        {"to": "sku", "from": "sku"},
    ]
    each = {"to": "/items", "each": "/lines", "rows": rows, "where": {"qty": {"not": 0}}}
    assert tables.run(ORDER, each) == {"items": [{"a": 5, "b": 1, "sku": "a"}, {"a": 15, "b": 2, "sku": "c"}]}
    assert tables.run({}, {"to": "/p", "position": {"step": 10, "start": 3}}) == {"p": 3}


def test_a_condition_on_the_message_decides_whether_there_is_a_list_at_all(tables):
    each = {"to": "/items", "each": "/lines", "rows": [{"to": "sku", "from": "sku"}]}
    assert tables.run(ORDER, {**each, "where": {"/id": "1"}}) == {}
    assert tables.run(ORDER, {**each, "where": {"/id": "4711", "qty": 7}}) == {"items": []}
    assert tables.run(ORDER, {**each, "where": {"../id": "1"}}) == {}


@pytest.mark.parametrize(
    ("payload", "made"),
    [
        ({}, {}),
        ({"lines": None}, {"items": None}),
        ({"lines": []}, {"items": []}),
        ({"lines": [{}]}, {"items": [{}]}),
        ({"lines": [None, 1, "x", []]}, {"items": [{}, {}, {}, {}]}),
    ],
)
def test_absent_null_and_empty_lists_stay_what_they_are(tables, payload, made):
    assert tables.run(payload, {"to": "/items", "each": "/lines", "rows": [{"to": "a", "from": "b"}]}) == made


def test_lists_lie_in_lists(tables):
    inner = {
        "to": "parts",
        "each": "parts",
        "rows": [
            {"to": "n", "from": "n"},
            {"to": "sku", "from": "../sku"},
            {"to": "id", "from": "../../id"},
            {"to": "no", "position": {"step": 1}},
        ],
        "where": {"../qty": {"not": 7}},
    }
    assert tables.run(ORDER, {"to": "/items", "each": "/lines", "rows": [inner]}) == {
        "items": [
            {
                "parts": [
                    {"n": 1, "sku": "a", "id": "4711", "no": 1},
                    {"n": 2, "sku": "a", "id": "4711", "no": 2},
                ]
            },
            {"parts": []},
            {},
        ]
    }


def test_a_star_in_each_takes_members_or_joins_lists(tables):
    rows = [{"to": "n", "from": "n"}]
    members = {"by": {"x": {"n": 1}, "y": {"n": 2}}}
    assert tables.run(members, {"to": "/l", "each": "/by/*", "rows": rows}) == {"l": [{"n": 1}, {"n": 2}]}
    assert tables.run(ORDER, {"to": "/l", "each": "/lines/*/parts", "rows": rows}) == {
        "l": [{"n": 1}, {"n": 2}]
    }
    nothing = {"lines": [{"parts": None}]}
    assert tables.run(nothing, {"to": "/l", "each": "/lines/*/parts", "rows": rows}) == {"l": []}
    assert tables.run({}, {"to": "/l", "each": "/lines/*/parts", "rows": rows}) == {}
    assert tables.run({}, {"to": "/l", "each": "/lines/*", "rows": rows}) == {}
    deep = {"a": [{"b": [1, 2]}, {"b": [3]}]}
    rows = [{"to": "p", "position": {}}]
    assert tables.run(deep, {"to": "/l", "each": "/a/*/b/*", "rows": rows}) == {
        "l": [{"p": 1}, {"p": 2}, {"p": 3}]
    }


def test_two_lists_in_one_target_are_joined(tables):
    row = [{"to": "p", "position": {}}, {"to": "v", "from": "v"}]
    rows = [{"to": "/l", "each": "/a", "rows": row}, {"to": "/l", "each": "/b", "rows": row}]
    assert tables.run({"a": [{"v": 1}], "b": [{"v": 2}]}, *rows) == {
        "l": [{"p": 1, "v": 1}, {"p": 2, "v": 2}]
    }


def test_elements_may_be_no_objects(tables):
    payload = {"names": ["a", None, 5]}
    each = {"to": "/l", "each": "/names", "rows": [{"to": "name", "from": "element"}]}
    assert tables.run(payload, each) == {"l": [{"name": "a"}, {"name": None}, {"name": 5}]}
    texts = {**each, "where": {"element": {"present": True}}, "rows": [{"to": "element", "from": "element"}]}
    assert tables.run(payload, texts) == {"l": ["a", 5]}


@pytest.mark.parametrize("lines", [{"a": 1}, "text", 5, True])
def test_what_is_no_list_is_an_error(tables, lines):
    each = {"to": "/items", "each": "/lines", "rows": []}
    with pytest.raises(RowError) as caught:
        tables.run({"lines": lines}, each)
    assert caught.value.message.startswith("/lines is ")
    assert caught.value.message.endswith("not a list")
    assert caught.value.pointer == "/lines"
    with pytest.raises(RowError):
        tables.run({"a": [{"lines": lines}]}, {"to": "/items", "each": "/a/*/lines", "rows": []})


def test_a_table_may_not_go_through_the_payload_for_ever(tables, monkeypatch):
    monkeypatch.setattr(generated, "LOOKS", 5)
    monkeypatch.setattr(tracing, "LOOKS", 5)
    payload = {"l": [{}, {}, {}]}
    square = {"to": "/a", "each": "/l", "rows": [{"to": "b", "each": "/l", "rows": []}]}
    with pytest.raises(RowError, match="/l is gone through again for each element, more than 5 times"):
        tables.run(payload, square)
    sums = {"to": "/a", "each": "/l", "rows": [{"to": "n", "from": "/l/*", "count": True}]}
    with pytest.raises(RowError, match=r"/l/\* is gone through again"):
        tables.run(payload, sums)
    payload["l"].pop()
    assert tables.run(payload, square) == {"a": [{"b": [{}, {}]}, {"b": [{}, {}]}]}
    assert tables.run(payload, sums) == {"a": [{"n": 2}, {"n": 2}]}


def test_very_deep_lists_are_made_row_by_row(tables):
    row = {"to": "v", "value": 1}
    payload = {}
    for _ in range(20):
        row = {"to": "l", "each": "l", "rows": [row]}
        payload = {"l": [payload]}
    row["to"] = row["each"] = "/l"
    program = tables.program(row)
    assert not program.is_generated
    made = program.run(tables.Sources(payload))
    for _ in range(20):
        made = made["l"][0]
    assert made == {"v": 1}
