"""Lines to paste say what was asked for, and leave everything else in a contract as it stood."""

from collections.abc import Sequence
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.load.mending import Mending
from checker.model.findings import EntryMend, Mend, Paste, RowMend
from checker.model.places import Place

FILE = "contract.yaml"
CONTRACT = """\
systems:
  wms: {statuses: {SKIPPED: {}}}
  erp:
    statuses:
      GI: {}  # goods issue
boundaries:
  erp-to-wms:
    status:
      when:
        SKIPPED: GI  # wrong
        LOST:
          - {report: GI, while: [53]}
          - ignore: "nobody knows"
        "GONE": {ignore: seen on paper}
        KEPT: {ignore: seen, while: [53]}
      no_answer: 53
      parts:
        rows:
          - {all: [SKIPPED], report: GI}
          - {otherwise: GI}
  hub-to-wms:
    status: {when: {SKIPPED: GI}, parts: {rows: [{otherwise: GI}]}}  # in one line
"""


def place(pointer: str) -> Place:
    return Place(file=FILE, line=1, column=1, pointer=pointer)


def row(pointer: str, report: str = "GX") -> RowMend:
    return RowMend(row=place(f"/boundaries/erp-to-wms/status{pointer}"), report=report)


def pastes(*mends: Mend, text: str = CONTRACT) -> tuple[Paste, ...]:
    return Mending(text, FILE).pastes(mends)


def pasted(text: str, found: Sequence[Paste]) -> str:
    """The text with the lines in it, as somebody would paste them: from below, so that numbers stay right."""
    lines = text.split("\n")
    for paste in sorted(found, key=lambda paste: -paste.line):
        start = paste.line - 1
        lines[start : start + paste.replaces] = paste.text.split("\n")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("mend", "line", "text"),
    [
        (row("/when/SKIPPED"), 10, "        SKIPPED: GX  # wrong"),
        (row("/when/LOST/0"), 12, "          - {report: GX, while: [53]}"),
        (row("/when/LOST/1"), 13, "          - report: GX"),
        (row("/when/GONE"), 14, '        "GONE": GX'),
        (row("/when/KEPT"), 15, "        KEPT: {report: GX, while: [53]}"),
        (row("/no_answer"), 16, "      no_answer: GX"),
        (row("/parts/rows/0"), 19, "          - {all: [SKIPPED], report: GX}"),
        (row("/parts/rows/1"), 20, "          - {otherwise: GX}"),
        (row("/when/SKIPPED", "not yet: 5"), 10, '        SKIPPED: "not yet: 5"  # wrong'),
    ],
)
def test_a_row_reports_something_else_in_the_way_it_is_written(mend: Mend, line: int, text: str) -> None:
    assert pastes(mend) == (Paste(file=FILE, line=line, replaces=1, text=text),)


def entry(pointer: str, *keys: str, value: Any) -> EntryMend:
    return EntryMend(to=place(pointer), keys=keys, value=value)


@pytest.mark.parametrize(
    ("mend", "paste"),
    [
        (
            entry("/boundaries/erp-to-wms/status", "when", "P/1", value="GI"),
            Paste(file=FILE, line=16, replaces=0, text="        P/1: GI"),
        ),
        (
            entry("/boundaries/erp-to-wms/status", "parts", "rows", "-", value={"otherwise": "GI"}),
            Paste(file=FILE, line=21, replaces=0, text="          - {otherwise: GI}"),
        ),
        (
            entry("/boundaries/erp-to-wms/status", "absent", value="GI"),
            Paste(file=FILE, line=21, replaces=0, text="      absent: GI"),
        ),
        (
            entry("/boundaries/hub-to-wms/status", "no_answer", value="GI"),
            Paste(
                file=FILE,
                line=22,
                replaces=1,
                text="    status: {when: {SKIPPED: GI}, parts: {rows: [{otherwise: GI}]}, no_answer: GI}"
                "  # in one line",
            ),
        ),
        (
            entry("/systems/wms", "statuses", "PDNG", value={}),
            Paste(file=FILE, line=2, replaces=1, text="  wms: {statuses: {SKIPPED: {}, PDNG: {}}}"),
        ),
        (
            entry("/systems/erp", "statuses", "PDNG", value={}),
            Paste(file=FILE, line=6, replaces=0, text="      PDNG: {}"),
        ),
        (
            entry("/systems/erp", "moves", "GI", value=["PDNG"]),
            Paste(file=FILE, line=6, replaces=0, text="    moves: {GI: [PDNG]}"),
        ),
    ],
)
def test_what_is_missing_is_added_where_its_neighbours_stand(mend: Mend, paste: Paste) -> None:
    assert pastes(mend) == (paste,)


def test_what_mends_together_is_pasted_together() -> None:
    found = pastes(
        entry("/boundaries/hub-to-wms/status", "when", "P", value="GI"),
        RowMend(row=place("/boundaries/hub-to-wms/status/when/SKIPPED"), report="GX"),
        entry("/systems/wms", "statuses", "P", value={}),
    )

    data = yaml.safe_load(pasted(CONTRACT, found))
    assert [paste.line for paste in found] == [2, 22]
    assert data["systems"]["wms"]["statuses"] == {"SKIPPED": {}, "P": {}}
    assert data["boundaries"]["hub-to-wms"]["status"]["when"] == {"SKIPPED": "GX", "P": "GI"}


@pytest.mark.parametrize(
    "text",
    [
        CONTRACT.replace("SKIPPED: GI  # wrong", "SKIPPED: &gi GI"),
        CONTRACT.replace("SKIPPED: GI  # wrong", "SKIPPED:\n          GI and\n          more"),
        CONTRACT.replace("SKIPPED: GI  # wrong", "SKIPPED: >-\n          GI"),
        CONTRACT.replace("SKIPPED: GI  # wrong", "SKIPPED: {while: [53]}"),
        CONTRACT.replace("SKIPPED: GI  # wrong", f"SKIPPED: GI  # {'very ' * 50}wrong"),
        CONTRACT.replace("SKIPPED: GI  # wrong", "SKIPPED: GI  # \u202e"),
        CONTRACT.replace("SKIPPED: GI", "OTHER: GI"),
    ],
    ids=["it may stand elsewhere too", "lines", "a block", "no report", "long", "unseen", "not there"],
)
def test_what_can_not_be_written_for_sure_is_not_written(text: str) -> None:
    assert pastes(row("/when/SKIPPED"), text=text) == ()


@pytest.mark.parametrize("flow", ["{A: 1,}", "{A: }", "{A: 1 # a comment\n    }", "{ # a comment\n    }"])
def test_a_mapping_in_braces_with_more_than_entries_is_left_alone(flow: str) -> None:
    assert pastes(entry("/a", "B", value="2"), text=f"a: {flow}\n") == ()


def test_an_empty_mapping_and_one_of_several_lines_take_an_entry() -> None:
    assert pastes(entry("/a", "B", value="2"), text="a: { }\n")[0].text == "a: {B: 2}"
    assert pastes(entry("/a", "B", value="2"), text="a: {A: 1,\n  C: 3\n}\n")[0].text == "  C: 3, B: 2"


def test_the_end_of_a_line_of_windows_is_no_part_of_what_is_pasted() -> None:
    (paste,) = pastes(row("/when/SKIPPED"), text=CONTRACT.replace("\n", "\r\n"))

    assert paste.text == "        SKIPPED: GX  # wrong"


NAMES = st.from_regex(r"[A-Z][A-Za-z0-9_]{0,5}", fullmatch=True)
CODES = st.one_of(NAMES, st.text(alphabet="ab :#{}[],&*'\"-?1/", min_size=1, max_size=8))


@pytest.mark.parametrize("odd", ["\r", "\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "text",
    ["# one{odd}# two\nwhen:\n  A: x\n", "when:{odd}  A: x{odd}", "# one{odd}{odd}{odd}when: {A: x}\n"],
)
def test_where_an_editor_may_count_other_lines_there_is_nothing_to_paste(text: str, odd: str) -> None:
    text = text.replace("{odd}", odd)
    assert yaml.load(text, yaml.CBaseLoader) == {"when": {"A": "x"}}

    mends = (RowMend(row=place("/when/A"), report="y"), EntryMend(to=place("/when"), keys=("B",), value="z"))

    assert [pastes(mend, text=text) for mend in mends] == [(), ()]


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A table as somebody may have written it, and what it says."""
    rows = draw(st.dictionaries(NAMES, NAMES, min_size=1, max_size=4))
    if draw(st.booleans()):
        return f"when: {{{', '.join(f'{key}: {code}' for key, code in rows.items())}}}  # rows", rows
    indent = " " * draw(st.integers(1, 6))
    quote = draw(st.sampled_from(["", '"', "'"]))
    lines = [f"{indent}{quote}{key}{quote}: {quote}{code}{quote}" for key, code in rows.items()]
    return "\n".join(["when:", *lines, "", "# behind it"]), rows


@given(tables(), CODES, NAMES)
def test_pasting_changes_one_thing_and_nothing_else(
    table: tuple[str, dict[str, str]], code: str, name: str
) -> None:
    text, rows = table
    whole = f"before: 1\n{text}\nafter: 2\n"

    found = pastes(EntryMend(to=place(""), keys=("when", name), value=code), text=whole)

    assert yaml.load(pasted(whole, found), yaml.CBaseLoader) == {
        "before": "1",
        "when": {**rows, name: code},
        "after": "2",
    }
