"""Reference tables from CSV and YAML."""

import pytest

from checker.load.reference import Columns, Rows, table
from checker.model.limits import DEFAULT, Limits
from checker.model.places import Place

HERE = Place(file="contract.yaml", line=7, column=3)
LIMITS = Limits(contract_size=200)


def columns(*names: str) -> Columns:
    return Columns(names[:-1], names[-1], dict.fromkeys(names, HERE))


def read(text: str | bytes, file: str, *names: str) -> tuple[Rows, list[str]]:
    """The rows of a table, and each mistake as text."""
    data = text.encode() if isinstance(text, str) else text
    rows, mistakes = table(data, file, columns(*names), LIMITS)
    assert all(mistake.fix for mistake in mistakes)
    return rows, [f"{mistake.place}: {mistake.message}" for mistake in mistakes]


ROWS = (
    ("t.csv", "k,v\na,1\nb,\n", ("k", "v"), {("a",): "1", ("b",): ""}),
    ("t.csv", "v,x,k\r\n0010,,a\r\n\r\nno,,b\r\n", ("k", "v"), {("a",): "0010", ("b",): "no"}),
    ("t.csv", 'k,v\na,"x, ""y""\nz"\nb,w\n', ("k", "v"), {("a",): 'x, "y"\nz', ("b",): "w"}),
    ("t.csv", "k,l,v\na,b,1\na,c,2\n", ("k", "l", "v"), {("a", "b"): "1", ("a", "c"): "2"}),
    ("t.csv", "\ufeffk, v\na,1\n", ("k", "v"), {("a",): "1"}),
    ("t.csv", "k,v\n", ("k", "v"), {}),
    ("t.yaml", "a: 1\n53: no\nc: ''\n", ("k", "v"), {("a",): "1", ("53",): "no", ("c",): ""}),
    (
        "t.yml",
        "- {k: a, l: 1, v: 0010, x: [y]}\n- {k: a, l: 2, v: on}\n",
        ("k", "l", "v"),
        {("a", "1"): "0010", ("a", "2"): "on"},
    ),
)


@pytest.mark.parametrize(("file", "text", "names", "rows"), ROWS)
def test_every_value_of_a_table_is_text(
    file: str, text: str, names: tuple[str, ...], rows: dict[tuple[str, ...], str]
) -> None:
    assert read(text, file, *names) == (rows, [])


WRONG = (
    ("t.csv", "", "t.csv:1:1: the table is empty"),
    ("t.csv", "k,v\na,1\nb,2\na,3\n", 't.csv:4:1: "a" stands in the table a second time'),
    ("t.csv", 'k,v\n"a\nb",1\na,2,3\n', "t.csv:4:1: the row has 3 cells, and the table 2 columns"),
    ("t.csv", "k,k,v\n", 't.csv:1:1: the column "k" is there twice'),
    ("t.csv", "k,w\na,1\n", 'contract.yaml:7:3: the table t.csv has no column "v"'),
    ("t.csv", 'k,v\na,"x\n', "t.csv:2:1: this is not CSV: unexpected end of data"),
    ("t.csv", 'k,v\na,"x"y\n', "t.csv:2:1: this is not CSV: ',' expected after '\"'"),
    ("t.csv", b"k,v\na,\xff\n", "t.csv:2:3: the byte 0xff is no UTF-8"),
    ("t.csv", "k,v\n" + "a,b\n" * 50, "t.csv:1:1: the table has more than 200 bytes"),
    ("t.yaml", "", "t.yaml:1:1: the file is empty"),
    ("t.yaml", "a: 1\na: 2\n", 't.yaml:2:1: the key "a" stands here a second time'),
    ("t.yaml", "text", "t.yaml:1:1: a table is a mapping, or a list of rows"),
    ("t.yaml", "a: [1]\n", 't.yaml:1:4: "a" is no text'),
    ("t.yaml", "a:\n", 't.yaml:1:3: "a" is no text'),
    ("t.yaml", "- a\n", "t.yaml:1:3: a row of a table is a mapping"),
    ("t.yaml", "- {k: a, w: 1}\n", 't.yaml:1:3: the row has no "v"'),
    ("t.yaml", "- {k: {a: b}, v: 1}\n", 't.yaml:1:7: "k" is no text'),
    ("t.yaml", "- {k: a, v: 1}\n- {k: a, v: 1}\n", 't.yaml:2:3: "a" stands in the table a second time'),
)


@pytest.mark.parametrize(("file", "text", "says"), WRONG)
def test_what_is_wrong_in_a_table_is_told_at_its_line(file: str, text: str | bytes, says: str) -> None:
    _, mistakes = read(text, file, "k", "v")
    assert mistakes == [says]


def test_a_mapping_has_no_room_for_two_key_columns() -> None:
    _, mistakes = read("a: 1\n", "t.yaml", "k", "l", "v")
    assert mistakes == ["t.yaml:1:1: a mapping has one key, and 2 columns are asked for"]


def test_a_column_that_is_nearly_there_is_offered() -> None:
    _, (mistake,) = table(b"iso,sapp\n", "t.csv", columns("iso", "sap"), DEFAULT)
    assert mistake.fix == 'did you mean "sapp"?'
    assert mistake.related == ((Place(file="t.csv", line=1, column=1), "its columns"),)
