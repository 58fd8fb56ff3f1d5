"""What rows make, by the compiled function and row by row alike (`tables.run` holds both to it)."""

from decimal import Decimal

import pytest

from checker.analysis.mapping import RowError


def test_a_row_copies_a_field(tables):
    payload = {"order": {"id": "4711", "lines": [{"a": 1}], "note": None, "paid": False}}
    rows = [
        {"to": "/docnum", "from": "/order/id"},
        {"to": "/head/lines", "from": "/order/lines"},
        {"to": "/head/note", "from": "/order/note"},
        {"to": "/head/paid", "from": "/order/paid"},
        {"to": "/head/missing", "from": "/order/missing"},
    ]
    assert tables.run(payload, *rows) == {
        "docnum": "4711",
        "head": {"lines": [{"a": 1}], "note": None, "paid": False},
    }


@pytest.mark.parametrize("order", [{}, None, [], "", 0, False, {"id": {}}, {"id": []}])
def test_a_member_of_what_is_no_object_is_nothing(tables, order):
    assert tables.run({"order": order}, {"to": "/x", "from": "/order/id/deep"}) == {}


@pytest.mark.parametrize("payload", [None, [], "text", 5, True, [1]])
def test_a_payload_may_be_anything(tables, payload):
    assert tables.run(payload, {"to": "/x", "from": "/order"}, {"to": "/all", "from": ""}) == {"all": payload}


def test_members_are_named_as_in_json_pointers(tables):
    payload = {"a/b": {"m~n": {"": 1}}, "x=y": 2, "*": 3}
    rows = [
        {"to": "/p~1q/r~0s", "from": "/a~1b/m~0n/"},
        {"to": "/e~2f", "from": "/x~2y"},
        {"to": "/~3", "from": "/~3"},
    ]
    assert tables.run(payload, *rows) == {"p/q": {"r~s": 1}, "e=f": 2, "*": 3}


def test_a_list_has_indexes_in_sources(tables):
    payload = {"lines": [{"sku": "a"}, {"sku": "b"}], "0": "member"}
    rows = [
        {"to": "/second", "from": "/lines/1/sku"},
        {"to": "/third", "from": "/lines/2/sku"},
        {"to": "/padded", "from": "/lines/01/sku"},
        {"to": "/named", "from": "/0"},
    ]
    assert tables.run(payload, *rows) == {"second": "b", "named": "member"}


def test_an_element_is_found_by_the_text_of_a_member(tables):
    payload = {
        "parties": [{"role": "AG", "id": 1}, {"role": 6, "id": 2}, {"role": True, "id": 3}, "no object"]
    }
    rows = [
        {"to": "/ag", "from": "/parties/role=AG/id"},
        {"to": "/six", "from": "/parties/role=6/id"},
        {"to": "/six_again", "from": "/parties/role=6.0/id"},
        {"to": "/padded", "from": "/parties/role=06/id"},
        {"to": "/yes", "from": "/parties/role=true/id"},
        {"to": "/none", "from": "/parties/role=WE/id"},
    ]
    assert tables.run(payload, *rows) == {"ag": 1, "six": 2, "six_again": 2, "yes": 3}


def test_headers_key_and_attributes_are_sources(tables):
    rows = [
        {"to": "/trace", "from": "header:X-Trace"},
        {"to": "/none", "from": "header:x-none"},
        {"to": "/key", "from": "key:"},
        {"to": "/queue", "from": "attribute:queue", "upper": True},
        {"to": "/no", "from": "attribute:no", "default": "-"},
        {"to": "/is_de", "value": True, "where": {"header:country": "DE"}},
    ]
    result = tables.run(
        {},
        *rows,
        headers=(("x-trace", "1"), ("X-TRACE", "2"), ("Country", "DE")),
        key="k1",
        attributes={"queue": "orders"},
    )
    assert result == {"trace": "1", "key": "k1", "queue": "ORDERS", "no": "-", "is_de": True}
    assert tables.run({}, {"to": "/key", "from": "key:"}) == {}


def test_a_default_stands_in_for_what_is_absent_or_null_and_skips_the_functions(tables):
    rows = [
        {"to": "/a", "from": "/absent", "upper": True, "default": "none"},
        {"to": "/b", "from": "/null", "upper": True, "default": "none"},
        {"to": "/c", "from": "/text", "upper": True, "default": "none"},
        {"to": "/d", "from": "/null", "upper": True},
        {"to": "/e", "from": "/null", "default": None},
        {"to": "/f", "from": ["/absent", "/null"], "join": " ", "default": "nobody"},
        {"to": "/g", "from": "/none/*/x", "default": []},
        {"to": "/h", "from": "/none/*/x", "sum": True, "default": 7},
        {"to": "/i", "from": "/nulls", "max": True, "default": 1},
    ]
    payload = {"null": None, "text": "x", "nulls": [None]}
    assert tables.run(payload, *rows) == {
        "a": "none",
        "b": "none",
        "c": "X",
        "d": None,
        "e": None,
        "f": "nobody",
        "g": [],
        "h": 7,
        "i": 1,
    }


def test_what_is_to_be_omitted_is_left_out(tables):
    rows = [
        {"to": f"/{name}", "from": f"/{name}", "omit": [None, "", 0, False, {"x": []}]} for name in "abcdefgh"
    ]
    payload = {"a": None, "b": "", "c": 0.0, "d": False, "e": {"x": []}, "f": "0", "g": True, "h": 1}
    assert tables.run(payload, *rows) == {"f": "0", "g": True, "h": 1}
    assert tables.run({}, {"to": "/a", "from": "/a", "default": "", "omit": [""]}) == {}


@pytest.mark.parametrize(
    "row",
    [
        {"from": "/order/id"},
        {"from": ["/order/id", "/order/number"], "join": "-"},
        {"from": "/order/lines/*/id"},
        {"from": "/order/lines/*/id", "sum": True},
    ],
)
def test_what_is_required_and_absent_is_an_error(tables, row):
    with pytest.raises(RowError) as caught:
        tables.run({"order": {}}, {"to": "/docnum", "required": True, **row})
    assert "is absent, and the row requires it" in caught.value.message
    assert caught.value.fix == "mend the payload, or give the row a `default`"


def test_null_is_there_and_so_may_be_required(tables):
    assert tables.run({"id": None}, {"to": "/id", "from": "/id", "required": True}) == {"id": None}


def test_the_largest_of_nulls_is_absent_and_may_be_required(tables):
    row = {"to": "/x", "from": "/n/*", "max": True}
    assert tables.run({"n": [None]}, row) == {}
    with pytest.raises(RowError, match="is absent, and the row requires it"):
        tables.run({"n": [None]}, {**row, "required": True})


def test_a_row_counts_only_where_its_conditions_hold(tables):
    rows = [
        {"to": "/express", "value": "X", "where": {"/order/express": True}},
        {"to": "/plant", "value": "1000", "where": {"/country": "DE", "/kind": ["web", "phone"]}},
        {"to": "/plant", "value": "2000", "where": {"/country": {"not": "DE"}}},
        {"to": "/free", "value": 1, "where": {"/lines/*/amount": 0}},
        {"to": "/unnamed", "value": 1, "where": {"/name": {"absent": True}}},
        {"to": "/dated", "value": 1, "where": {"/date": {"matches": "^[0-9]{4}"}}},
    ]
    payload = {
        "order": {"express": True},
        "country": "DE",
        "kind": "web",
        "lines": [{"amount": 0}],
        "date": "2026",
    }
    assert tables.run(payload, *rows) == {
        "express": "X",
        "plant": "1000",
        "free": 1,
        "unnamed": 1,
        "dated": 1,
    }
    assert tables.run({"order": {"express": "true"}, "name": None}, *rows) == {"plant": "2000"}


def test_the_last_of_two_rows_with_one_target_wins_if_it_makes_something(tables):
    rows = [{"to": "/x", "from": "/a"}, {"to": "/x", "from": "/b"}]
    assert tables.run({"a": 1, "b": 2}, *rows) == {"x": 2}
    assert tables.run({"a": 1}, *rows) == {"x": 1}


def test_an_element_is_made_in_a_target_and_in_the_order_of_making(tables):
    rows = [
        {"to": "/E1EDK14/QUALF=006/ORGID", "from": "/division", "default": "00"},
        {"to": "/E1EDK14/QUALF=007/ORGID", "from": "/channel"},
        {"to": "/E1EDK14/QUALF=008/more/ORGID", "from": "/office"},
        {"to": "/E1EDK14/QUALF=006/TEXT", "value": "division"},
    ]
    assert tables.run({"channel": "10", "office": "B"}, *rows) == {
        "E1EDK14": [
            {"QUALF": "006", "ORGID": "00", "TEXT": "division"},
            {"QUALF": "007", "ORGID": "10"},
            {"QUALF": "008", "more": {"ORGID": "B"}},
        ]
    }
    rows[0].pop("default")
    assert tables.run({"channel": "10"}, *rows) == {
        "E1EDK14": [{"QUALF": "007", "ORGID": "10"}, {"QUALF": "006", "TEXT": "division"}]
    }
    assert tables.run({}, rows[1], rows[2]) == {}


def test_elements_may_lie_in_elements(tables):
    rows = [
        {"to": "/a/k=1/b/n=x/v", "from": "/one"},
        {"to": "/a/k=1/b/n=y/v", "from": "/two"},
        {"to": "/a/k=1/c", "each": "/three", "rows": [{"to": "v", "from": ""}]},
    ]
    assert tables.run({"two": 2, "three": [3]}, *rows) == {
        "a": [{"k": "1", "b": [{"n": "y", "v": 2}], "c": [{"v": {"two": 2, "three": [3]}}]}]
    }


@pytest.mark.parametrize(
    "rows",
    [
        [{"to": "/a", "from": "/object"}, {"to": "/a/b", "from": "/x"}],
        [{"to": "/a/b", "from": "/x"}, {"to": "/a/c", "from": "/x"}, {"to": "/a", "from": "/none"}],
        [{"to": "/l/A=1/x", "from": "/x"}, {"to": "/l/B=2/x", "from": "/x"}],
        [{"to": "/l/A=1/A", "value": "2"}, {"to": "/l/A=1/x", "from": "/x"}],
        [{"to": "/l/A=1", "from": "/object"}],
        [{"to": "/l", "each": "/list", "rows": []}, {"to": "/l", "each": "/list", "rows": []}],
        [{"to": "", "from": "/object"}],
        [{"to": "/l", "each": "/list", "rows": [{"to": "/last", "from": "v"}]}],
        [{"to": "/l", "each": "/list", "rows": [{"to": "../last", "from": "v"}]}],
    ],
)
def test_a_target_without_a_fixed_shape_is_made_row_by_row(tables, rows):
    program = tables.program(*rows)
    assert not program.is_generated
    payload = {"object": {"b": 0, "c": 1}, "x": 9, "list": [{"v": 1}, {"v": 2}]}
    before = repr(payload)
    program.run(tables.Sources(payload))
    assert repr(payload) == before


def test_a_copied_object_is_copied_again_before_another_row_changes_it(tables):
    payload = {"object": {"b": {"c": 1}}}
    rows = [{"to": "/a", "from": "/object"}, {"to": "/a/b/d", "value": 2}]
    assert tables.run(payload, *rows) == {"a": {"b": {"c": 1, "d": 2}}}
    assert payload == {"object": {"b": {"c": 1}}}


def test_an_element_of_a_list_can_be_given_whole(tables):
    rows = [{"to": "/l/A=1", "from": "/object"}, {"to": "/l/A=1/x", "value": 3}]
    assert tables.run({"object": {"x": 1, "y": 2}}, *rows) == {"l": [{"A": "1", "x": 3, "y": 2}]}
    with pytest.raises(RowError, match="/l/0 is an element of a list and can't be a number"):
        tables.run({"object": 5}, *rows)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            [{"to": "/a", "from": "/x"}, {"to": "/a/b", "from": "/x"}],
            "/a/b can't be placed: /a is a number already",
        ),
        (
            [{"to": "/a", "from": "/null"}, {"to": "/a/b", "from": "/x"}],
            "/a/b can't be placed: /a is null already",
        ),
        (
            [{"to": "/a", "from": "/list"}, {"to": "/a/b", "from": "/x"}],
            "/a/b can't be placed: /a is a list already",
        ),
        (
            [{"to": "/a", "from": "/x"}, {"to": "/a", "each": "/list", "rows": []}],
            "/a can't be placed: /a is a number already",
        ),
        (
            [{"to": "", "from": "/x"}, {"to": "/a", "from": "/x"}],
            "/a can't be placed: the target is a number already",
        ),
        (
            [{"to": "/a/*", "from": "/x"}],
            "/a/* can't be placed: * names many places, and a row makes one field",
        ),
    ],
)
def test_a_field_without_a_place_is_an_error(tables, rows, message):
    with pytest.raises(RowError) as caught:
        tables.run({"x": 9, "null": None, "list": [1]}, *rows)
    assert caught.value.message == message
    assert caught.value.place == tables.place(len(rows))
    assert caught.value.fix == "give the two rows different targets"


def test_minted_values_are_always_the_same(tables):
    rows = [{"to": f"/{kind}", "made": kind} for kind in ("uuid", "date", "timestamp")]
    assert tables.run({}, *rows) == {
        "uuid": "00000000-0000-4000-8000-000000000000",
        "date": "2000-01-01",
        "timestamp": "2000-01-01T00:00:00Z",
    }


def test_constants_may_be_any_json_value(tables):
    values = [None, True, 1, 10**30, 0.1, Decimal("1.10"), "text", [1], {"a": {"b": None}}]
    rows = [{"to": f"/v{index}", "value": value} for index, value in enumerate(values)]
    assert tables.run({}, *rows) == {f"v{index}": value for index, value in enumerate(values)}
    assert tables.run({}, {"to": "/x", "value": 5, "pad": {"left": "0", "to": 3}}) == {"x": "005"}
