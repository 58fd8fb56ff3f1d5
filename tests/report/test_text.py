"""What people read: golden texts at 80 columns, and what foreign text can do to them."""

from dataclasses import replace

import pytest

from checker.model.findings import (
    Accepted,
    Evidence,
    Finding,
    Level,
    Paste,
    Related,
    Report,
    Seen,
    Skipped,
    Step,
)
from checker.model.places import Place
from checker.report import rendered

CONTRACT = """\
boundaries:
  desk-to-sap:
    status:
      when:
        "03": done
"""
ROW = Place(file="contracts/a/contract.yaml", line=5, column=9, pointer="/boundaries/desk-to-sap", width=10)
OVERCLAIM = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted, but all it has is sap_out "03", which establishes only in_port',
    place=ROW,
    label="source of truth of posted: sap_in",
    related=(Related(place=replace(ROW, line=2, column=3), says='"done" is declared here'),),
    notes=("nobody else says posted",),
    fix='report "waiting" here, and take "done" from sap_in "53"',
    also=("two-meanings",),
)
DIFFERS = Finding(
    rule="transformation-differs",
    level=Level.ERROR,
    set="a",
    subject="desk-to-sap/order#/qty",
    message="the row gives 3, and 4 was received",
    evidence=tuple(
        Evidence(recording="recordings/a.jsonl", line=line, case=f"c{line}", event="e2", pointer="/qty")
        for line in (3, 9, 12)
    ),
    count=1203,
)
REPORT = Report(
    checked={"sets": 1, "boundaries": 1, "cases": 1203},
    findings=(OVERCLAIM, DIFFERS),
    sources={ROW.file: CONTRACT},
)


def test_a_finding_is_shown_with_its_line_and_all_that_belongs_to_it() -> None:
    assert rendered(REPORT, "full") == (
        """\
error[overclaim]: desk "done" says posted, but all it has is sap_out "03", which
  establishes only in_port
 --> contracts/a/contract.yaml:5:9
  |
5 |         "03": done
  |         ^^^^^^^^^^ source of truth of posted: sap_in
 --> contracts/a/contract.yaml:2:3
2 |   desk-to-sap:
  |   ---------- "done" is declared here
  = nobody else says posted
  = help: report "waiting" here, and take "done" from sap_in "53"
  = also: two-meanings
  = more: seamproof rule overclaim

error[transformation-differs]: the row gives 3, and 4 was received
  = seen: recordings/a.jsonl:3 at /qty (case c3, event e2)
  = seen: recordings/a.jsonl:9 at /qty (case c9, event e2)
  = seen: recordings/a.jsonl:12 at /qty (case c12, event e2)
  = seen: 1,200 more like these; each one: seamproof replay recordings/a.jsonl
      --boundary desk-to-sap
  = more: seamproof rule transformation-differs

Broken: 2 errors in 1 set, 1 boundary, 1,203 cases
"""
    )


def test_the_summary_says_what_was_proved_shown_expected_accepted_and_not_checked() -> None:
    report = Report(
        checked={"sets": 2, "boundaries": 3},
        accepted=(Accepted(finding=OVERCLAIM, because="by decision of sales", until="2027-01-31"),),
        expected=(DIFFERS,),
        skipped=(Skipped(check="drift", why="no --against was given"),),
        proved=("a, posted: no run can show a false claim; each comes from sap_in",),
        shown=("a: 3 cases in 1 recording",),
    )

    assert rendered(report, "full") == (
        """\
Proved from the contract alone
  - a, posted: no run can show a false claim; each comes from sap_in

Shown by recordings
  - a: 3 cases in 1 recording

Detected, as expected
  - recordings/a.jsonl:3: transformation-differs of desk-to-sap/order#/qty: the
    row gives 3, and 4 was received

Accepted
  - error[overclaim] of desk/done (contracts/a/contract.yaml:5:9), because by
    decision of sales, until 2027-01-31

Not checked
  - drift: no --against was given

Kept: no findings in 2 sets, 3 boundaries
"""
    )


def test_what_keeps_a_check_from_being_made_is_shown_like_a_finding() -> None:
    missing = Skipped(
        check=ROW.file,
        why='"done" is no status of desk',
        was_asked=True,
        place=replace(ROW, column=15, width=4),
        fix="did you mean don?",
        related=(Related(place=ROW, says="desk is declared here"),),
    )
    report = Report(checked={}, skipped=(missing,), sources=REPORT.sources)

    assert rendered(report, "full") == (
        """\
error: "done" is no status of desk
 --> contracts/a/contract.yaml:5:15
  |
5 |         "03": done
  |               ^^^^
  = desk is declared at contracts/a/contract.yaml:5:9
  = help: did you mean don?

Nothing was checked
"""
    )


def sided(*related: Related, label: str = "", width: int = 80) -> list[str]:
    """The lines of a finding between its sentence and its remedy."""
    finding = replace(OVERCLAIM, related=related, label=label, notes=(), also=(), fix=None)
    report = Report(checked={}, findings=(finding,), sources=REPORT.sources)
    lines = rendered(report, "full", width=width).splitlines()
    return lines[
        lines.index(" --> contracts/a/contract.yaml:5:9") + 4 : lines.index(
            "  = more: seamproof rule overclaim"
        )
    ]


def test_two_other_sides_are_shown_and_what_is_beyond_stands_in_a_line_each() -> None:
    places = [replace(ROW, line=line, column=1, width=3) for line in (1, 2, 3, 4)]
    sides = [Related(place=place, says=f"side {place.line} is here") for place in places]

    assert sided(*sides) == [
        " --> contracts/a/contract.yaml:1:1",
        "1 | boundaries:",
        "  | --- side 1 is here",
        " --> contracts/a/contract.yaml:2:1",
        "2 |   desk-to-sap:",
        "  | --- side 2 is here",
        "  = side 3 is at contracts/a/contract.yaml:3:1",
        "  = side 4 is at contracts/a/contract.yaml:4:1",
    ]


def test_a_line_is_shown_once() -> None:
    same = replace(ROW, column=1, width=2)
    other = replace(ROW, line=2, column=3)

    assert sided(
        Related(place=same, says="desk is declared here"),
        Related(place=other, says="one is declared here"),
        Related(place=replace(other, column=5), says="two is declared here"),
    ) == [
        " --> contracts/a/contract.yaml:2:3",
        "2 |   desk-to-sap:",
        "  |   ---------- one is declared here",
        "  = desk is declared at contracts/a/contract.yaml:5:1",
        "  = two is declared at contracts/a/contract.yaml:2:5",
    ]


def test_the_other_side_in_a_file_that_is_not_known_is_a_line_with_its_place() -> None:
    elsewhere = Place(file="main:contract.yaml", line=7, column=3)

    assert sided(Related(place=elsewhere, says="so it was in main")) == [
        "  = so it was in main (main:contract.yaml:7:3)"
    ]


def test_what_says_more_than_a_line_has_room_for_is_no_side() -> None:
    says = 'portal "done" says posted, but all it has is erp "new", which establishes no fact'

    assert sided(Related(place=replace(ROW, line=2), says=says)) == [
        '  = portal "done" says posted, but all it has is erp "new", which establishes no',
        "      fact (contracts/a/contract.yaml:2:9)",
    ]


def test_what_is_underlined_is_cut_short_rather_than_what_is_said() -> None:
    place = replace(ROW, line=2, column=3, width=60)
    long = f"  {'x' * 60}"
    report = replace(
        REPORT,
        findings=(replace(OVERCLAIM, related=(Related(place=place, says="so it was in origin/main"),)),),
        sources={ROW.file: f"a\n{long}\nb\nc\n  d"},
    )

    lines = rendered(report, "full").splitlines()

    under = lines[lines.index(f"2 | {long}") + 1]
    assert under == f"  |   {'-' * 49} so it was in origin/main"
    assert len(under) == 80


def test_numbers_of_lines_stand_in_one_column() -> None:
    text = "\n".join(f"line {number}" for number in range(1, 120))
    finding = replace(
        OVERCLAIM,
        place=replace(ROW, line=9, column=1, width=4),
        related=(Related(place=replace(ROW, line=118, column=1, width=4), says="here"),),
        notes=(),
    )

    lines = rendered(Report(checked={}, findings=(finding,), sources={ROW.file: text}), "full").splitlines()

    assert lines[2:9] == [
        "   --> contracts/a/contract.yaml:9:1",
        "    |",
        "  9 | line 9",
        "    | ^^^^ source of truth of posted: sap_in",
        "   --> contracts/a/contract.yaml:118:1",
        "118 | line 118",
        "    | ---- here",
    ]


@pytest.mark.parametrize(
    ("seen", "says"),
    [
        (Seen(cases=12, of=1204), "seen in 12 of 1,204 recorded cases"),
        (Seen(cases=3, of=6, what="row"), "seen: this row is taken in 3 of 6 recorded cases"),
        (Seen(cases=0, of=6, what="row"), "not seen: none of 6 recorded cases takes this row"),
        (Seen(cases=0, of=1, what="row"), "not seen: no recorded case takes this row"),
        (Seen(cases=1, of=1, what="row"), "seen: this row is taken in the one recorded case"),
        (Seen(cases=2, of=6, what="status"), "seen: desk/done is shown in 2 of 6 recorded cases"),
        (Seen(cases=0, of=6, what="status"), "not seen: none of 6 recorded cases shows desk/done"),
    ],
)
def test_how_often_it_was_recorded_is_said(seen: Seen, says: str) -> None:
    text = rendered(Report(checked={}, findings=(replace(OVERCLAIM, seen=seen),)), "full")

    assert f"  = nobody else says posted\n  = {says}\n  = help:" in text


def test_the_only_recorded_case_is_not_counted_where_it_is_shown() -> None:
    finding = replace(DIFFERS, evidence=DIFFERS.evidence[:1], count=1, seen=Seen(cases=1, of=1))

    assert "recorded case" not in rendered(Report(checked={}, findings=(finding,)), "full")


def test_lines_to_paste_stand_below_the_remedy_as_they_are_to_stand_in_the_file() -> None:
    pastes = (
        Paste(file=ROW.file, line=5, replaces=1, text='        "03": waiting'),
        Paste(file=ROW.file, line=6, replaces=0, text='        "12": done\n        "53": done'),
        Paste(file=ROW.file, line=8, replaces=2, text="  erp: {}"),
    )
    finding = replace(OVERCLAIM, paste=pastes, reproduce="seamproof why desk/done contracts/a")

    text = rendered(Report(checked={}, findings=(finding,), sources=REPORT.sources), "full")

    assert text.splitlines()[-13:-1] == [
        '  = help: report "waiting" here, and take "done" from sap_in "53"',
        "  = paste over contracts/a/contract.yaml:5",
        '        "03": waiting',
        "  = paste below contracts/a/contract.yaml:5",
        '        "12": done',
        '        "53": done',
        "  = paste over contracts/a/contract.yaml:8-9",
        "  erp: {}",
        "  = also: two-meanings",
        "  = reproduce: seamproof why desk/done contracts/a",
        "  = more: seamproof rule overclaim",
        "",
    ]


def test_a_trace_of_nothing_but_lines_that_are_shown_is_not_repeated() -> None:
    side = replace(ROW, line=2, column=3)
    steps = (
        Step(step=1, system="erp", shows="53", where=replace(side, column=9)),
        Step(step=2, system="portal", shows="completed", where=ROW),
    )
    longer = (*steps, Step(step=3, system="desk", shows="done", where=replace(ROW, line=3)))

    def text(trace: tuple[Step, ...]) -> str:
        finding = replace(OVERCLAIM, trace=trace, related=(Related(place=side, says="here"),))
        return rendered(Report(checked={}, findings=(finding,), sources=REPORT.sources), "full")

    assert ("step by step" in text(steps), "step by step" in text(longer)) == (False, True)


def test_a_trace_is_a_line_a_step() -> None:
    steps = (
        Step(step=1, system="erp", shows="53", says=("posted",), at="2026-03-02T09:15:01Z"),
        Step(step=2, system="portal", shows="completed", where=ROW),
    )

    text = rendered(Report(checked={}, findings=(replace(OVERCLAIM, trace=steps),)), "full")

    assert (
        '    1  09:15:01  erp "53"            says posted\n'
        '    2            portal "completed"  says nothing  (contracts/a/contract.yaml:5)\n'
    ) in text


def test_concise_is_one_line_a_finding() -> None:
    assert rendered(REPORT, "concise") == (
        'contracts/a/contract.yaml:5:9: error[overclaim] desk "done" says posted, but all it has is '
        'sap_out "03", which establishes only in_port\n'
        "recordings/a.jsonl:3:1: error[transformation-differs] the row gives 3, and 4 was received"
        " (1,203 times)\n"
        "Broken: 2 errors in 1 set, 1 boundary, 1,203 cases\n"
    )


def test_concise_names_what_could_not_be_checked() -> None:
    missing = Skipped(check="x", why="this is not JSON", was_asked=True, place=ROW, fix="mend the line")

    assert rendered(Report(checked={}, skipped=(missing,)), "concise") == (
        "contracts/a/contract.yaml:5:9: error this is not JSON (mend the line)\nNothing was checked\n"
    )


def test_an_interrupted_run_says_so_last() -> None:
    report = replace(REPORT, is_interrupted=True)

    assert rendered(report, "concise").splitlines()[-1] == (
        "Interrupted, this report is incomplete: 2 errors in 1 set, 1 boundary, 1,203 cases so far"
    )


HOSTILE = (
    "\x1b]0;owned\x07",
    "\x1b[2J",
    "\r\nerror",
    "\x9b31m",
    "a\u202eb",
    "\ud800",
    "[/bold] [red]",
    "::error::no",
    "a ##[command]b",
    "\u2028",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["full", "concise", "json", "jsonl"])
def test_foreign_text_commands_neither_a_terminal_nor_a_build_host(text: str, form: str) -> None:
    """Whatever stands in a message, a name, a path or a line of a file."""
    finding = replace(
        OVERCLAIM,
        message=f"{text} is {text} wide",
        subject=text,
        label=f"{'x' * 60} {text}",
        notes=(text, f"{'x' * 74} {text}"),
        fix=text,
        place=replace(ROW, file=f"{text}.yaml"),
        related=(Related(place=replace(ROW, file=f"{text}.yaml", line=1), says=text),),
        paste=(Paste(file=f"{text}.yaml", line=1, replaces=1, text=text),),
        reproduce=text,
        trace=(Step(step=1, system=text, shows=text, says=(text,), at=text, where=ROW),),
    )
    skipped = Skipped(check=text, why=text)
    report = Report(
        checked={},
        findings=(finding,),
        skipped=(skipped,),
        sources={f"{text}.yaml": f"{text}\n2\n3\n4\n{text * 9}"},
    )

    shown = rendered(report, form)

    assert not any(
        char != "\n" and (ord(char) < 32 or 126 < ord(char) < 160 or char in "\u202e\u2028\ud800")
        for char in shown
    )
    assert "##[" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.split("\n"))


def test_colour_adds_escape_sequences_and_changes_no_text() -> None:
    import re

    coloured = rendered(REPORT, "full", in_colour=True)

    assert coloured != rendered(REPORT, "full")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == rendered(REPORT, "full")
    assert coloured.startswith("\x1b[1;31merror[overclaim]: \x1b[0m")


def test_markup_of_rich_in_a_message_stays_text() -> None:
    report = replace(REPORT, findings=(replace(OVERCLAIM, message="[/] [red]no[/red] :smile:"),))

    assert "[/] [red]no[/red] :smile:" in rendered(report, "full", in_colour=True)


def test_a_path_is_never_cut() -> None:
    path = "contracts/" + "a-very-long-name-of-a-folder/" * 5 + "contract.yaml"
    report = Report(checked={}, findings=(replace(OVERCLAIM, notes=(f"see {path}:3:1",)),))

    assert f"{path}:3:1" in rendered(report, "full")


def test_a_long_line_is_cut_around_what_is_blamed() -> None:
    code = f'{{"a": "{"x" * 300}", "status": "DONE", "b": "{"y" * 300}"}}'
    column = code.index('"DONE"') + 1
    place = Place(file="a.json", line=1, column=column, width=6)
    report = Report(
        checked={}, findings=(replace(OVERCLAIM, place=place, label="here"),), sources={"a.json": code}
    )

    lines = rendered(report, "full").splitlines()
    shown = lines.index("  |") + 1

    assert '"DONE"' in lines[shown]
    assert max(map(len, lines[: shown + 2])) <= 80
    assert lines[shown].index('"DONE"') == lines[shown + 1].index("^")
    assert lines[shown + 1].endswith("^^^^^^ here")


def test_carets_stand_under_wide_characters() -> None:
    place = Place(file="a.yaml", line=1, column=6, width=2)
    report = Report(
        checked={}, findings=(replace(OVERCLAIM, place=place, label=""),), sources={"a.yaml": "\t注文: 完了"}
    )

    assert "  |        ^^^^\n" in rendered(report, "full")


def test_a_line_that_is_not_known_is_left_out() -> None:
    report = Report(checked={}, findings=(OVERCLAIM,), sources={ROW.file: "only one line"})

    assert "|" not in rendered(report, "full")
    assert " = source of truth of posted: sap_in" in rendered(report, "full")
