"""Every function of a row: what it makes, and what it refuses, by both ways of running a table."""

from decimal import Decimal

import pytest

from checker.analysis.mapping import RowError
from checker.errors import ContractError

D = Decimal


def made(tables, value, *then, **more):
    payload = {"v": value}
    return tables.run(payload, {"to": "/x", "from": "/v", "then": list(then), **more})["x"]


@pytest.mark.parametrize(
    ("value", "then", "expected"),
    [
        ("a", "string", "a"),
        (5, "string", "5"),
        (1.5, "string", "1.5"),
        (D("1.10"), "string", "1.10"),
        (D("1E+3"), "string", "1000"),
        (1e16, "string", "10000000000000000"),
        (1e-7, "string", "0.0000001"),
        (10**30, "string", str(10**30)),
        (True, "string", "true"),
        (False, "string", "false"),
        ([1, "a", None], "string", ["1", "a", None]),
        (" a\t\u00a0", "trim", "a"),
        (["a ", " b"], "trim", ["a", "b"]),
        ("straße", "upper", "STRASSE"),
        ("ÄÖ I", "lower", "äö i"),
        (7, {"pad": {"left": "0", "to": 3}}, "007"),
        (1.5, {"pad": {"left": " ", "to": 5}}, "  1.5"),
        ("ab", {"pad": {"right": ".", "to": 4}}, "ab.."),
        ("abcdef", {"pad": {"left": "0", "to": 3}}, "abcdef"),
        ("😀", {"pad": {"left": "é", "to": 3}}, "éé😀"),
        ("abcdef", {"truncate": 3}, "abc"),
        ("😀😀😀", {"truncate": 2}, "😀😀"),
        (12345, {"truncate": 2}, "12"),
        ("abc", {"truncate": 0}, ""),
        ("a,b,,c", {"split": ","}, ["a", "b", "", "c"]),
        ("", {"split": ","}, [""]),
        (["a-b", "c"], {"split": "-"}, [["a", "b"], ["c"]]),
        (["a", None, 5, 1.5, "b"], {"join": "-"}, "a-5-1.5-b"),
        ([], {"join": "-"}, ""),
        ([1, 2, 3], "sum", 6),
        ([], "sum", 0),
        ([None, 1], "sum", 1),
        ([0.1, 0.2], "sum", 0.3),
        ([D("0.10"), 0.2, 1], "sum", 1.3),
        ([0.5, 0.5], "sum", 1),
        ([10**30, D("0.1")], "sum", D("1000000000000000000000000000000.1")),
        ([1, None, "x"], "count", 3),
        ([], "count", 0),
        ([3, D("1.5"), 2.5], "min", D("1.5")),
        ([3, D("1.5"), None, 2.5], "max", 3),
        (["2026-03-02", "2026-01-01"], "min", "2026-01-01"),
        (
            '{"a": [1, 1.5, 1.10, 18446744073709551616, null]}',
            "parse",
            {"a": [1, 1.5, D("1.10"), 2**64, None]},
        ),
        (2, {"multiply": 100}, 200),
        (0.07, {"multiply": 100}, 7),
        (0.1, {"multiply": 3}, 0.3),
        (D("1.10"), {"multiply": "0.5"}, 0.55),
        (123456789012345678, {"multiply": "1.000000001"}, D("123456789135802467.012345678")),
        (["1", "2"], "number", [1, 2]),
    ],
)
def test_functions_make_exactly_this(tables, value, then, expected):
    result = made(tables, value, then)
    assert (result, type(result), str(result)) == (expected, type(expected), str(expected))


@pytest.mark.parametrize(
    "then",
    [
        *("string", "trim", "upper", "lower", "sum", "count", "min", "max", "parse", "number"),
        {"multiply": 2},
        {"pad": {"left": "0", "to": 3}},
        {"truncate": 2},
        {"split": ","},
        {"join": ","},
        {"values": {"a": 1}},
        {"date": {"from": "iso", "to": "%Y"}},
    ],
)
def test_null_stays_null_through_every_function(tables, then):
    assert made(tables, None, then, then) is None


@pytest.mark.parametrize(
    ("value", "argument", "expected"),
    [
        ("3", {"scale": 0}, 3),
        ("3.0", {"scale": 0}, 3),
        ("3.50", {"scale": 1}, 3.5),
        ("0010", {}, 10),
        ("+5", {}, 5),
        ("-0", {}, 0),
        ("-0.0", {}, 0),
        ("007.50", {"scale": 2}, 7.5),
        ("1e3", {}, 1000),
        ("1.5E-3", {}, 0.0015),
        ("0.1234567890123456789", {}, D("0.1234567890123456789")),
        ("12345678901234567890", {"scale": 0}, 12345678901234567890),
        (3.5, {"scale": 1}, 3.5),
        (D("3.10"), {"scale": 1}, 3.1),
        (7, {"scale": 0}, 7),
        ("2.345", {"scale": 2, "round": "half-up"}, 2.35),
        ("2.345", {"scale": 2, "round": "half-even"}, 2.34),
        ("-2.5", {"scale": 0, "round": "half-up"}, -3),
        ("2.5", {"scale": 0, "round": "half-even"}, 2),
        (D("2.5000000000000000000000000000000001"), {"scale": 0, "round": "half-even"}, 3),
        ("9" * 60 + ".5", {"scale": 0, "round": "half-up"}, 10**60),
    ],
)
def test_numbers_are_exact(tables, value, argument, expected):
    result = made(tables, value, {"number": argument})
    assert (result, type(result)) == (expected, type(expected))


def test_digits_are_kept_from_a_number_to_a_text(tables):
    assert made(tables, "1.10", "number", "string") == "1.10"
    assert made(tables, "1.005", {"number": {"scale": 2, "round": "half-up"}}, "string") == "1.01"
    assert made(tables, " 5 ", "trim", "number", {"pad": {"left": "0", "to": 4}}) == "0005"


@pytest.mark.parametrize(
    ("value", "then", "message", "fix"),
    [
        ("x", "number", '/v is "x", which is not a number', "mend the payload, or map it with `values`"),
        ("1_0", "number", '/v is "1_0", which is not a number', "mend the payload, or map it with `values`"),
        ("٣", "number", '/v is "٣", which is not a number', "mend the payload, or map it with `values`"),
        (" 3", "number", '/v is " 3", which is not a number', "mend the payload, or map it with `values`"),
        ("", "number", '/v is "", which is not a number', "mend the payload, or map it with `values`"),
        ("NaN", "number", '/v is "NaN", which is not a number', "mend the payload, or map it with `values`"),
        (True, "number", "/v is true, which is a boolean, not a number", "mend `from`"),
        ({}, "number", "/v is {}, which is an object, not a number", "mend `from`"),
        (
            "3.5",
            {"number": {"scale": 0}},
            '/v is "3.5", which has more than 0 decimals',
            "round it (round: half-up) or raise scale",
        ),
        (
            D("3.05"),
            {"number": {"scale": 1}},
            "/v is 3.05, which has more than 1 decimal",
            "round it (round: half-up) or raise scale",
        ),
        ("5", {"multiply": 2}, '/v is "5", which is a text, not a number', "put `number` first"),
        (
            {"a": 1},
            "upper",
            '/v is {"a": 1}, which is an object, not a text',
            "put `string` first, or mend `from`",
        ),
        (True, "trim", "/v is true, which is a boolean, not a text", "put `string` first, or mend `from`"),
        ("a", "sum", '/v is "a", which is a text, not a list', "give sum several paths, or one with *"),
        (
            5,
            {"join": " "},
            "/v is 5, which is a number, not a list",
            "give join several paths, or one with *",
        ),
        ([1, "2"], "sum", '/v/1 is "2", which is a text, not a number', "put `number` first"),
        (["a", 1], "max", '/v is ["a", 1], which is a text, not a number', "put `number` first"),
        ("nope", "parse", '/v is "nope", which is not JSON', "mend the payload, or delete `parse`"),
        (5, "parse", "/v is 5, which is a number, not JSON in a text", "delete `parse`, or mend `from`"),
        ('{"a":1,"a":2}', "parse", None, "mend the payload"),
        ("NaN", "parse", '/v is "NaN", in which NaN stands, which is not JSON', "mend the payload"),
        ("[" * 65 + "]" * 65, "parse", None, "mend the payload"),
        ("[" * 100_000, "parse", None, "mend the payload"),
        ("9" * 401, "parse", None, "mend the payload"),
        (
            "b",
            {"values": {"a": 1}},
            '/v is "b", which is none of `values`',
            "add it there, or give `otherwise`",
        ),
        (
            D("1E+500"),
            "string",
            "/v is 1E+500, which is too large or small to write out",
            "send it as a text",
        ),
        ([D("1E+3000"), 1], "sum", None, "send it as a text"),
        (D("9" * 2000 + ".55"), {"number": {"scale": 1, "round": "half-up"}}, None, "send it as a text"),
        (D("1E+9999"), {"multiply": 100}, None, "send it as a text"),
    ],
)
def test_what_a_function_cannot_take_is_said(tables, value, then, message, fix):
    with pytest.raises(RowError) as caught:
        made(tables, value, then)
    assert caught.value.message == (message or caught.value.message)
    assert caught.value.fix == fix


def test_a_deep_but_allowed_document_is_parsed(tables):
    text = "[" * 64 + "]" * 64
    assert str(made(tables, text, "parse")) == text
    assert made(tables, '"' + "[" * 1000 + '"', "parse") == "[" * 1000


def test_values_map_texts_numbers_and_booleans_and_miss(tables):
    table = {"web": "OR", "10": {"x": 1}, "true": None, "1.50": "half"}
    assert made(tables, "web", {"values": table}) == "OR"
    assert made(tables, 10, {"values": table}) == {"x": 1}
    assert made(tables, True, {"values": table}) is None
    assert made(tables, D("1.50"), {"values": table}) == "half"
    assert made(tables, ["web", None, 10], {"values": table}) == ["OR", None, {"x": 1}]
    assert made(tables, "none", {"values": table}, otherwise="ZZ") == "ZZ"
    assert made(tables, "none", {"values": table}, otherwise=None) is None
    assert made(tables, "none", {"values": table}, "lower", otherwise="ZZ") == "zz"
    assert made(tables, ["none", "web"], {"values": table}, otherwise=[1]) == [[1], "OR"]


def test_lookups_by_one_column(tables):
    reference = tables.reference("currencies", ["iso"], {"EUR": "E", "978": "E2"})
    row = {"to": "/x", "from": "/v", "lookup": "currencies"}
    assert tables.run({"v": "EUR"}, row, reference=reference) == {"x": "E"}
    assert tables.run({"v": 978}, row, reference=reference) == {"x": "E2"}
    assert tables.run({"v": ["EUR", 978]}, row, reference=reference) == {"x": ["E", "E2"]}
    assert tables.run({"v": "XXX"}, {**row, "otherwise": "?"}, reference=reference) == {"x": "?"}
    with pytest.raises(RowError) as caught:
        tables.run({"v": "XXX"}, row, reference=reference)
    assert str(caught.value) == (
        'contract.yaml:1:1: /v is "XXX", which the table currencies does not have; '
        "add it there, or give `otherwise`"
    )


@pytest.mark.parametrize(
    ("value", "fix"),
    [
        ("eur", 'did you mean "EUR"? else add it there, or give `otherwise`'),
        (" EUR ", 'did you mean "EUR"? else add it there, or give `otherwise`'),
        ("000978", 'did you mean "978"? else add it there, or give `otherwise`'),
        ("EUX", "add it there, or give `otherwise`"),
        ("979", "add it there, or give `otherwise`"),
    ],
)
def test_a_key_that_differs_in_its_form_alone_is_offered_and_no_other(tables, value, fix):
    reference = tables.reference("currencies", ["iso"], {"EUR": "E", "978": "E2"})
    with pytest.raises(RowError) as caught:
        tables.run({"v": value}, {"to": "/x", "from": "/v", "lookup": "currencies"}, reference=reference)
    assert caught.value.fix == fix


def test_lookups_by_several_columns(tables):
    reference = tables.reference("plants", ["country", "channel"], {("DE", "1"): "P1", ("FR", "2"): "P2"})
    row = {"to": "/x", "from": ["/country", "/channel"], "then": ["upper", {"lookup": "plants"}]}
    assert tables.run({"country": "de", "channel": 1}, row, reference=reference) == {"x": "P1"}
    assert tables.run({}, row, reference=reference) == {}
    assert tables.run({"country": "de"}, {**row, "otherwise": "-"}, reference=reference) == {"x": "-"}
    with pytest.raises(RowError) as caught:
        tables.run({"country": "de", "channel": None}, row, reference=reference)
    assert caught.value.message == '/country, /channel is ["DE", null], which the table plants does not have'
    bare = {"to": "/x", "from": "/pair", "lookup": "plants"}
    assert tables.run({"pair": ["FR", "2"]}, bare, reference=reference) == {"x": "P2"}
    with pytest.raises(RowError):
        tables.run({"pair": "FR"}, bare, reference=reference)


def test_several_fields_are_a_list_in_which_what_is_absent_is_null(tables):
    payload = {"a": "x", "n": None, "l": [{"v": 1}, {"v": 2}]}
    assert tables.run(payload, {"to": "/x", "from": ["/a", "/b", "/n"]}) == {"x": ["x", None, None]}
    assert tables.run(payload, {"to": "/x", "from": ["/a", "/l/*/v"]}) == {"x": ["x", 1, 2]}
    assert tables.run(payload, {"to": "/x", "from": ["/n", "/b"]}) == {"x": None}
    assert tables.run(payload, {"to": "/x", "from": ["/b", "/c/*"]}) == {}
    assert tables.run(payload, {"to": "/x", "from": ["/c/*"]}) == {}
    name = {"to": "/x", "from": ["/b", "/a"], "then": [{"join": " "}, "trim", {"truncate": 35}]}
    assert tables.run(payload, name) == {"x": "x"}


def test_stars_give_lists(tables):
    payload = {"lines": [{"v": "1.5"}, {"w": 2}, {"v": None}, 7], "by": {"a": {"v": 1}, "b": {"v": 2}}}
    assert tables.run(payload, {"to": "/x", "from": "/lines/*/v"}) == {"x": ["1.5", None]}
    assert tables.run(payload, {"to": "/x", "from": "/by/*/v", "sum": True}) == {"x": 3}
    assert tables.run(payload, {"to": "/x", "from": "/lines/*", "count": True}) == {"x": 4}
    number = {"to": "/x", "from": "/lines/*/v", "then": ["number", "sum"]}
    assert tables.run(payload, number) == {"x": 1.5}
    nothing = {"from": "/none/*/v"}
    assert tables.run({}, {"to": "/x", "sum": True, **nothing}) == {"x": 0}
    assert tables.run({}, {"to": "/x", "count": True, **nothing}) == {"x": 0}
    assert tables.run({}, {"to": "/x", "min": True, **nothing}) == {}
    assert tables.run({}, {"to": "/x", "join": ",", **nothing}) == {}
    assert tables.run({}, {"to": "/x", **nothing}) == {}
    assert tables.run({}, {"to": "/x", "then": ["number", "sum"], **nothing}) == {"x": 0}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"lookup": "none"}, "there is no reference table none"),
        ({"pad": {"left": "00", "to": 5}}, "pad fills with one character, up to a length"),
        ({"pad": {"left": "0", "to": 10**9}}, "pad fills with one character, up to a length"),
        ({"number": {"scale": 401}}, "a number can't have 401 decimals"),
        ({"split": ""}, "there is nothing to split at"),
        ({"date": {"from": "iso", "to": "%Q"}}, None),
        ({"date": {"from": "%-d", "to": "iso"}}, None),
        ({"date": {"from": "%d%d", "to": "iso"}}, "%d stands twice"),
        ({"date": {"from": "iso", "to": "%Y", "zone": "Europe/Nowhere"}}, "Europe/Nowhere is no time zone"),
        (
            {"date": {"from": "iso", "to": "%Y", "zone": "../../etc/passwd"}},
            "../../etc/passwd is no time zone",
        ),
        ({"where": {"/x": {"matches": "(?=a)"}}}, 'the regular expression "(?=a)" can\'t be used in matches'),
    ],
)
def test_what_can_never_work_is_a_mistake_of_the_contract(tables, row, message):
    with pytest.raises(ContractError) as caught:
        tables.program({"to": "/l", "each": "/l", "rows": [{"to": "x", "from": "v", **row}]})
    (mistake,) = caught.value.mistakes
    assert mistake.message == (message or mistake.message)
    assert mistake.fix
    assert mistake.place


def test_all_mistakes_are_said_at_once(tables):
    rows = [{"to": "/x", "from": "/v", "lookup": "none"}, {"to": "/y", "from": "/v", "split": ""}]
    with pytest.raises(ContractError) as caught:
        tables.program(*rows)
    assert len(caught.value.mistakes) == 2
