"""Random tables: both ways make the same of the same payload, and no name in a contract becomes code."""

import ast
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.analysis.mapping import RowError, compiled, generated
from checker.analysis.mapping.plans import planned

NAMES = ("a", "b", "c", "0", "k")
numbers = st.one_of(
    st.integers(-(10**20), 10**20),
    st.sampled_from([0.1, 1.5, -2.0, 1e16, 5e-324]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.sampled_from([Decimal("1.10"), Decimal("-0"), Decimal("1E+30"), Decimal("1E+999")]),
)
texts = st.sampled_from(
    [
        "",
        "a",
        "x",
        " a ",
        "12",
        "-3.50",
        "0010",
        "1,2",
        "{}",
        '{"a":1.10}',
        "ß",
        "é😀",
        "2026-03-02",
        "2026-03-02T09:15:01.5Z",
        "true",
    ]
)
scalars = st.one_of(st.none(), st.booleans(), texts, texts, numbers)
payloads = st.recursive(
    st.one_of(scalars, st.just([]), st.just({})),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
        st.lists(st.dictionaries(st.sampled_from(NAMES), inner, max_size=3), max_size=3),
    ),
    max_leaves=25,
)
steps = st.sampled_from([*NAMES, *NAMES, "*", "k=a", "k=12", "1"])
relative = st.lists(steps, min_size=1, max_size=3).map("/".join)
absolute = relative.map("/{}".format)
targets = st.lists(st.sampled_from(["a", "b", "c", "k=1", "k=2"]), min_size=1, max_size=3).map("/".join)
conditions = st.one_of(
    scalars,
    st.just({"absent": True}),
    st.just({"present": True}),
    st.just({"matches": "^[a-z]"}),
    st.just({"not": "a"}),
    st.just({"not": {"absent": True}}),
    st.lists(scalars, max_size=2),
)
functions = st.one_of(
    st.sampled_from(
        [
            "string",
            "trim",
            "upper",
            "lower",
            "sum",
            "count",
            "min",
            "max",
            "parse",
            "number",
            {"number": {"scale": 1}},
        ]
    ),
    st.sampled_from([{"number": {"scale": 0, "round": "half-up"}}, {"multiply": 10}, {"multiply": "0.1"}]),
    st.sampled_from([{"pad": {"left": "0", "to": 4}}, {"pad": {"right": " ", "to": 2}}, {"truncate": 2}]),
    st.sampled_from([{"join": "-"}, {"split": ","}, {"values": {"a": "A", "12": None, "true": [1]}}]),
    st.sampled_from([{"lookup": "one"}, {"lookup": "two"}]),
    st.sampled_from(
        [
            {"date": {"from": "iso", "to": "%Y%m%d", "zone": "Europe/Berlin"}},
            {"date": {"from": "iso", "to": "iso"}},
        ]
    ),
)


@st.composite
def tables_rows(draw, depth=0):
    paths = st.one_of(absolute, relative, relative.map("../{}".format)) if depth else absolute
    rows = []
    for _ in range(draw(st.integers(0, 3 if depth else 5))):
        row = {"to": draw(targets) if depth else "/" + draw(targets)}
        if draw(st.booleans()) and draw(st.booleans()):
            row["where"] = draw(st.dictionaries(paths, conditions, max_size=2))
        kind = draw(st.sampled_from(["from", "from", "from", "list", "value", "made", "position", "each"]))
        if kind == "each" and depth < 3:
            row |= {"each": draw(paths), "rows": draw(tables_rows(depth + 1))}
            rows.append(row)
            continue
        if kind in ("from", "each"):
            row["from"] = draw(paths)
        elif kind == "list":
            row["from"] = draw(st.lists(paths, min_size=1, max_size=3))
        else:
            row[kind] = {"value": draw(payloads), "made": "uuid", "position": {"step": 10}}[kind]
        row["then"] = draw(st.lists(functions, max_size=2))
        for key in ("default", "otherwise"):
            if draw(st.booleans()) and draw(st.booleans()):
                row[key] = draw(scalars)
        row["required"] = draw(st.sampled_from([False, False, False, True]))
        row["omit"] = draw(st.lists(scalars, max_size=1))
        rows.append(row)
    return rows


def outcome(run):
    try:
        return typed(run())
    except RowError as error:
        return (error.place, error.message)


def typed(value):
    if isinstance(value, dict):
        return {name: typed(member) for name, member in value.items()}
    if isinstance(value, list):
        return [typed(element) for element in value]
    return (type(value).__name__, str(value))


@settings(max_examples=400)
@given(rows=tables_rows(), payload=payloads, data=st.data())
def test_both_ways_make_the_same(tables, rows, payload, data):
    reference = tables.reference("one", ["k"], {"a": "A", "12": 12})
    reference |= tables.reference("two", ["k", "l"], {("a", "a"): "AA", ("a", "x"): None})
    program = compiled(tables.table(*rows), reference)
    sources = tables.Sources(payload)
    before = repr(payload)
    traced = outcome(lambda: program.traced(sources).result)
    assert outcome(lambda: program.run(sources)) == traced
    if program._function is not None:
        try:
            fast = program._function(sources)
        except Exception:  # it was not made for this payload, and says so
            pass
        else:
            assert typed(fast) == traced
    assert repr(payload) == before


@settings(max_examples=400)
@given(rows=tables_rows(), payload=payloads, wanted=st.sets(st.integers(0, 20), max_size=3))
def test_what_is_traced_for_some_places_is_what_is_traced_for_all(tables, rows, payload, wanted):
    reference = tables.reference("one", ["k"], {"a": "A", "12": 12})
    reference |= tables.reference("two", ["k", "l"], {("a", "a"): "AA", ("a", "x"): None})
    program = compiled(tables.table(*rows), reference)
    try:
        made = program.making(tables.Sources(payload))
    except RowError:
        return
    whole = made.whole()
    known = ["", "/nowhere", *whole.origins, *whole.left_out]
    places = [f"{known[number % len(known)]}{'/inner' * (number % 2)}" for number in wanted]
    some = made.at(places)
    assert typed(some.result) == typed(whole.result)
    for place in places:
        assert some.made_at(place) == whole.made_at(place)
        assert repr(some.origin(place)) == repr(whole.origin(place))


@settings(max_examples=50)
@given(rows=tables_rows())
def test_compiling_twice_gives_the_same_code(tables, rows):
    reference = tables.reference("one", ["k"], {}) | tables.reference("two", ["k", "l"], {})
    codes = []
    for _ in range(2):
        try:
            codes.append(generated._Writer().function(planned(tables.table(*rows), reference)))
        except generated.NotFixedError:
            codes.append(None)
    assert codes[0] == codes[1]


HOSTILE = (
    "'); import os; os.abort()  #",
    '"""\nraise SystemExit(1)\n"""',
    "a\nraise SystemExit(1)",
    "\\",
    "\\'",
    "{__import__('os').abort()}",
    "%(x)s %d",
    "\x00\r\u2028\ud800",
    "__class__",
    "t0_0",
    "sources",
    "A",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_contract_becomes_code(tables, name):
    hostile_rows(tables, name)


@settings(max_examples=200)
@given(name=st.text(min_size=1, max_size=30).filter(lambda name: name != "k"))  # k names the element
def test_no_random_name_becomes_code(tables, name):
    hostile_rows(tables, name)


def hostile_rows(tables, name):
    token = name.replace("~", "~0").replace("/", "~1").replace("=", "~2").replace("*", "~3")
    rows = [
        {"to": f"/o/{token}", "from": f"/{token}", "default": name, "omit": [name, None]},
        {"to": f"/l/k={token}/{token}", "from": f"/{token}/{token}", "where": {f"/{token}": name}},
        {"to": "/v", "value": name, "values": {name: name}, "otherwise": name},
        {"to": "/p", "value": name, "pad": {"left": name[0], "to": 40}},
        {"to": "/j", "from": [f"/{token}", f"/{token}"], "then": [{"join": name}, {"split": name}]},
        {"to": "/s", "from": f"/{token}/*/{token}", "count": True},
        {"to": "/e", "each": f"/{token}/list", "rows": [{"to": token, "from": token}]},
    ]
    code = generated._Writer().function(planned(tables.table(*rows), {}))
    names = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    assert all(chosen.rstrip("0123456789_") in CHOSEN for chosen in names), names
    payload = {name: "plain"}
    result = tables.run(payload, *rows[:4], rows[5])
    assert result["v"] == name
    assert result["o"] == {name: "plain"} if name != "plain" else {}


CHOSEN = {"sources", "e", "s", "E", "A", "looks", "o", "t", "v", "w", "x", "y", "z", "b", "l"} | {
    *("gathered", "type", "str", "list", "len", "Again")
}
