"""Which row made what from which source fields, and how rows that can't be applied are blamed."""

from decimal import Decimal

import pytest

from checker.analysis.mapping import Origin, RowError, SourceField
from checker.errors import CannotCheckError
from checker.model.boundaries import Tolerance
from checker.model.json import ABSENT

ROWS = [
    {"to": "/docnum", "from": "/order/id", "pad": {"left": "0", "to": 6}},
    {"to": "/name", "from": ["/first", "/last"], "join": " "},
    {"to": "/source", "value": "WEB"},
    {
        "to": "/lines",
        "each": "/order/lines",
        "rows": [{"to": "qty", "from": "quantity", "number": {"scale": 0}}],
    },
    {"to": "/note", "from": "/order/note"},
    {"to": "/total", "from": "/order/lines/*/amount", "sum": True},
    {"to": "/parties/role=AG/id", "from": "/nobody"},
]
PAYLOAD = {
    "order": {
        "id": "4711",
        "lines": [{"quantity": "3", "amount": 1.5}, {"quantity": "4", "amount": 2}],
        "note": {"text": "ring twice"},
    },
    "last": "Berg",
}


def field(path, pointer, value):
    return SourceField(path=path, pointer=pointer, value=value)


def test_every_field_knows_its_row_and_its_sources(tables):
    traced = tables.program(*ROWS).traced(tables.Sources(PAYLOAD))
    assert traced.result == {
        "docnum": "004711",
        "name": "Berg",
        "source": "WEB",
        "lines": [{"qty": 3}, {"qty": 4}],
        "note": {"text": "ring twice"},
        "total": 3.5,
    }
    lines = PAYLOAD["order"]["lines"]
    assert traced.origins == {
        "/docnum": Origin(row=tables.place(1), sources=(field("/order/id", "/order/id", "4711"),)),
        "/name": Origin(
            row=tables.place(2), sources=(field("/first", "/first", ABSENT), field("/last", "/last", "Berg"))
        ),
        "/source": Origin(row=tables.place(3)),
        "/lines": Origin(row=tables.place(4), sources=(field("/order/lines", "/order/lines", lines),)),
        "/lines/0": Origin(row=tables.place(4), sources=(field("/order/lines", "/order/lines/0", lines[0]),)),
        "/lines/0/qty": Origin(
            row=tables.place(400), sources=(field("quantity", "/order/lines/0/quantity", "3"),)
        ),
        "/lines/1": Origin(row=tables.place(4), sources=(field("/order/lines", "/order/lines/1", lines[1]),)),
        "/lines/1/qty": Origin(
            row=tables.place(400), sources=(field("quantity", "/order/lines/1/quantity", "4"),)
        ),
        "/note": Origin(
            row=tables.place(5), sources=(field("/order/note", "/order/note", {"text": "ring twice"}),)
        ),
        "/total": Origin(
            row=tables.place(6),
            sources=(
                field("/order/lines/*/amount", "/order/lines/0/amount", 1.5),
                field("/order/lines/*/amount", "/order/lines/1/amount", 2),
            ),
        ),
    }
    assert traced.left_out == {
        "/parties/role=AG/id": Origin(row=tables.place(7), sources=(field("/nobody", "/nobody", ABSENT),))
    }


def test_a_place_within_a_copied_value_comes_from_the_same_row(tables):
    traced = tables.program(*ROWS).traced(tables.Sources(PAYLOAD))
    assert traced.origin("/note/text/deep") == traced.origins["/note"]
    assert traced.origin("/lines/1/none") == traced.origins["/lines/1"]
    assert traced.origin("/parties/role=AG/id") == traced.left_out["/parties/role=AG/id"]
    assert traced.origin("/nothing") is None
    assert traced.origin("") is None


def test_lists_that_are_left_out_are_remembered_too(tables):
    each = {"to": "/l", "each": "/a/role=x/b", "rows": [{"to": "v", "from": "v"}]}
    traced = tables.program(each).traced(tables.Sources({}))
    assert traced.left_out == {
        "/l": Origin(row=tables.place(1), sources=(field("/a/role=x/b", "/a/role=x/b", ABSENT),))
    }
    row = {"to": "v", "from": "../w", "where": {}}
    traced = tables.program({"to": "/l", "each": "/a", "rows": [row]}).traced(tables.Sources({"a": [1]}))
    assert traced.left_out["/l/0/v"].sources == (field("../w", "/w", ABSENT),)
    starred = {"to": "/*/v", "from": "/none"}
    assert tables.program(starred).traced(tables.Sources({})).left_out.keys() == {"/*/v"}


def test_a_refusal_names_row_field_and_value(tables):
    payload = {"order": {"lines": [{"quantity": "3"}, {"quantity": "3.5"}]}}
    with pytest.raises(RowError) as caught:
        tables.run(payload, *ROWS)
    error = caught.value
    assert (error.place, error.source, error.pointer, error.value) == (
        tables.place(400),
        "quantity",
        "/order/lines/1/quantity",
        "3.5",
    )
    assert str(error) == (
        'contract.yaml:400:1: /order/lines/1/quantity is "3.5", which has more than 0 decimals; '
        "round it (round: half-up) or raise scale"
    )


@pytest.mark.parametrize(
    ("row", "payload", "message"),
    [
        (
            {"from": "/v", "then": ["trim", "number"]},
            {"v": " x "},
            '/v is " x " and became "x", which is not a number',
        ),
        (
            {"from": "/l/*/v", "number": True},
            {"l": [{"v": "1"}, {}, {"v": "x"}]},
            '/l/2/v is "x", which is not a number',
        ),
        (
            {"from": "/l/*/v", "sum": True},
            {"l": [{"v": 1}, {"v": "x"}]},
            '/l/1/v is "x", which is a text, not a number',
        ),
        (
            {"from": ["/a", "/b"], "then": ["upper", {"join": " "}]},
            {"a": "x", "b": {}},
            "/b is {}, which is an object, not a text",
        ),
        (
            {"from": ["/a", "/b"], "join": " "},
            {"a": "x", "b": True},
            "/b is true, which is a boolean, not a text",
        ),
        (
            {"from": "/v", "then": [{"split": ","}, "number"]},
            {"v": "1,x"},
            '/v is "1,x" and became "x", which is not a number',
        ),
        ({"value": "x", "number": True}, {}, 'the value for /x is "x", which is not a number'),
        (
            {"made": "uuid", "number": True},
            {},
            'the value for /x is "00000000-0000-4000-8000-000000000000", which is not a number',
        ),
        ({"from": "header:h", "number": True}, {}, 'header:H is "x", which is not a number'),
        ({"from": "", "upper": True}, {}, "the payload is {}, which is an object, not a text"),
        (
            {"from": "/v", "upper": True},
            {"v": {"k": "x" * 200}},
            '/v is {"k": "' + "x" * 53 + "…, which is an object, not a text",
        ),
        (
            {"from": "/v", "upper": True},
            {"v": {"n": Decimal("1.10")}},
            '/v is {"n": 1.10}, which is an object, not a text',
        ),
    ],
)
def test_a_refusal_is_one_plain_sentence(tables, row, payload, message):
    with pytest.raises(RowError) as caught:
        tables.run(payload, {"to": "/x", **row}, headers=(("H", "x"),))
    assert caught.value.message == message


def test_the_first_row_that_fails_is_blamed(tables):
    rows = [{"to": "/a", "from": "/v", "number": True}, {"to": "/b", "from": "/v", "parse": True}]
    with pytest.raises(RowError) as caught:
        tables.run({"v": "x"}, *rows)
    assert caught.value.place == tables.place(1)


def test_minted_fields_imply_how_they_are_compared(tables):
    program = tables.program(
        {"to": "/uuid", "made": "uuid"},
        {"to": "/a~1b/c~2d/k=x~3y/at", "made": "timestamp"},
        {
            "to": "/l",
            "each": "/l",
            "rows": [
                {"to": "day", "made": "date"},
                {
                    "to": "m/k=1",
                    "each": "m",
                    "rows": [{"to": "id", "made": "uuid"}, {"to": "../up", "made": "uuid"}],
                },
                {"to": "/top", "made": "uuid"},
                {"to": "../out", "made": "uuid"},
            ],
        },
    )
    assert [(row.at.text, row.tolerance, row.because) for row in program.made] == [
        ("/uuid", Tolerance.UUID, None),
        ("/a~1b/c~2d/k=x~3y/at", Tolerance.TIMESTAMP, None),
        ("/l/*/day", Tolerance.TIMESTAMP, None),
        ("/l/*/m/k=1/*/id", Tolerance.UUID, None),
        ("/l/*/up", Tolerance.UUID, None),
        ("/top", Tolerance.UUID, None),
        ("/out", Tolerance.UUID, None),
    ]
    assert all(row.at == tables.path(row.at.text) for row in program.made)


@pytest.mark.parametrize("engine", ["jsonata", "xslt", "python", "command"])
def test_steps_in_other_languages_are_listed_and_nothing_is_run(tables, engine):
    program = tables.program(
        {"to": "/a", "from": "/a"},
        {"to": "/l", "each": "/l", "rows": [{"to": "x", engine: "whatever"}]},
        {engine: ["./map", "--json"]},
    )
    assert [step.place for step in program.cannot_run] == [tables.place(200), tables.place(3)]
    for run in (program.run, program.traced):
        with pytest.raises(CannotCheckError, match=f"a step in {engine} can't be run"):
            run(tables.Sources({"a": 1}))
