"""Markdown for people: all that matters is there, what is foreign is text, and no host loses it for its length."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import RecordingError
from checker.model.coverage import Coverage, Shared, Thing
from checker.model.coverage import Kind as Exercised
from checker.model.findings import (
    Accepted,
    Evidence,
    Finding,
    Level,
    Paste,
    Related,
    Report,
    Seen,
    Shift,
    Skipped,
    Step,
)
from checker.model.overview import Edge, Node, Overview, Readable, Told
from checker.model.places import Place
from checker.report import rendered
from checker.report.lines import escaped
from checker.report.markdown.flow import mermaid
from checker.report.markdown_text import code, fenced
from checker.report.unchecked import unchecked
from tests.clock import within
from tests.report.broken import GOLDEN
from tests.report.drawing import drawn

KIB = 1_024
FILE = "contracts/a/contract.yaml"
PLACE = Place(file=FILE, line=2, column=3, width=10, pointer="/boundaries/desk-to-erp/status/when/03")
FINDING = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=PLACE,
    label="source of truth: erp",
    related=(
        Related(place=replace(PLACE, line=1, column=1, width=4), says='"done" is declared here'),
        Related(place=replace(PLACE, line=9), says='"03" is declared here'),
    ),
    trace=(
        Step(step=1, system="erp", shows="03", says=("in_port",), at="2026-03-02T09:15:01Z", where=PLACE),
        Step(step=2, system="desk", shows="done"),
    ),
    evidence=(Evidence(recording="r.jsonl", line=8, case="4711", event="e7", pointer="/qty"),),
    notes=("nobody else says posted",),
    fix='report "waiting" here',
    also=("two-meanings",),
    count=12,
    shift=Shift(was="a", now="b", accept='seamproof drift --accept 1 --because "…"'),
    seen=Seen(cases=3, of=6, what="row"),
    paste=(Paste(file=FILE, line=2, replaces=1, text='  "03": waiting'),),
    reproduce="seamproof check contracts/a",
)
NODES = tuple(
    Node(system=name, title=title, place=PLACE) for name, title in (("desk", "The desk"), ("erp", None))
)
EDGE = Edge(boundary="desk-to-erp", sender="desk", receiver="erp", messages=("order",), place=PLACE)
DONE = Told(system="desk", code="done", means="It is done", says=("posted",), place=PLACE)
SET = Overview(
    set="a",
    place=PLACE,
    version="1.0.0",
    title="Orders",
    owner="team",
    nodes=NODES,
    edges=(EDGE,),
    readable=(Readable(shown=DONE, stands_for=(replace(DONE, system="erp", code="53", means=None),)),),
)
BROKEN = Report(
    checked={"sets": 1, "boundaries": 1},
    findings=(FINDING,),
    overviews=(SET,),
    sources={FILE: 'when:\n  "03": done\n'},
    pages={"overclaim": "A status claims something\nthat nothing establishes.\n\n## Why\nBecause.\n"},
)
HOSTILE = [
    "<script>alert(1)</script>",
    "</summary></details><img src=x onerror=alert(1)>",
    "<!--",
    "a | b || c",
    "[x](javascript:alert(1)) ![y](http://evil.example/z.png)",
    "@everyone #1 GH-1 www.evil.example https://evil.example a@evil.example",
    "``` `` ` ~~~",
    "# a ##",
    "**b** _i_ ~~s~~ $x$ $$y$$",
    "- [ ] x",
    "    code",
    "&lt;b&gt; &amp;",
    "a\n\n---\n\n::error::b",
    " ",
    'x"] --> y; click a href "javascript:alert(1)" %%{init: {}}%%',
    "\x1b[31m\u202e\ud800\ufffe",
]


class Read(HTMLParser):
    """What GitHub's own reader of Markdown makes of a text: its tags, what stands below each, and all words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self._pieces: dict[str, list[list[str]]] = {}
        self._words: list[str] = []
        self._open: list[str] = []
        options = Options.CMARK_OPT_UNSAFE  # so that HTML would be HTML
        self.feed(cmarkgfm.github_flavored_markdown_to_html(text, options).replace("\u200b", ""))
        self.close()
        self.words = " ".join("".join(self._words).split())
        self.below = {tag: ["".join(one) for one in each] for tag, each in self._pieces.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag not in {"br", "hr", "img", "input"}:
            self._open.append(tag)
            self._pieces.setdefault(tag, []).append([])

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        for tag in set(self._open):
            self._pieces[tag][-1].append(data)

    def handle_comment(self, data: str) -> None:
        self.tags["!--"] += 1


def read(report: Report) -> Read:
    return Read(rendered(report, "markdown"))


def test_a_story_gone_wrong_reads_as_it_was_read_in_review(gone_wrong: Report) -> None:
    assert rendered(gone_wrong, "markdown") == (GOLDEN / "broken.md").read_text("utf-8")


def test_the_verdict_is_first_and_all_of_a_finding_is_there() -> None:
    report = read(BROKEN)
    assert report.below["h1"] == ["✗ Broken: 1 error in 1 set, 1 boundary"]
    assert report.below["h3"][0] == '✗ desk "done" says posted'
    assert report.below["pre"][1].splitlines() == [
        "  |",
        '2 |   "03": done',
        "  |   ^^^^^^^^^^ source of truth: erp",
        f" --> {FILE}:1:1",
        "1 | when:",
        '  | ---- "done" is declared here',
    ]
    assert report.below["pre"][2] == '  "03": waiting\n'
    assert report.below["li"][:5] == [
        f'"03" is declared at {FILE}:9:3',
        "nobody else says posted",
        "seen: this row is taken in 3 of 6 recorded cases",
        "seen: r.jsonl:8 at /qty (case 4711, event e7)",
        "seen: 11 more like these",
    ]
    cells = [
        "1",
        "09:15:01",
        'erp "03"',
        "says in_port",
        f"{FILE}:2",
        "2",
        "",
        'desk "done"',
        "says nothing",
        "",
    ]
    assert report.below["td"][: len(cells)] == cells
    for words in (
        "error overclaim of desk/done in a, at contracts/a/contract.yaml:2:3",
        'To do: report "waiting" here.',
        '✗ desk "done" says posted A status claims something that nothing establishes. error overclaim',
        "Paste over line 2 of contracts/a/contract.yaml:",
        'accept it: seamproof drift --accept 1 --because "…"',
        "The same cause also breaks two-meanings. To see it again: seamproof check contracts/a. "
        "All about this rule: seamproof rule overclaim.",
    ):
        assert words in report.words


def test_the_worst_finding_is_first() -> None:
    levels = (Level.NOTE, Level.ERROR, Level.WARNING)
    findings = tuple(replace(FINDING, level=level, message=str(level)) for level in levels)
    assert read(replace(BROKEN, findings=findings)).below["h3"][:3] == ["✗ error", "! warning", "· note"]


@pytest.mark.parametrize(
    ("report", "says"),
    [
        (BROKEN, "Somebody may be told what is not true"),
        (replace(BROKEN, is_interrupted=True), "This is no result"),
        (replace(BROKEN, findings=()), "Nothing was found."),
        (
            replace(BROKEN, findings=(replace(FINDING, level=Level.NOTE),)),
            "Nothing that was found is bad enough to break the check, which fails on error.",
        ),
    ],
)
def test_what_the_verdict_means_is_said_in_a_sentence(report: Report, says: str) -> None:
    assert says in read(report).below["p"][0]


def test_what_keeps_the_check_from_being_made_is_before_all_findings() -> None:
    error = Skipped(check="x", why="this is no YAML", was_asked=True, place=PLACE, fix="mend it")
    report = read(replace(BROKEN, skipped=(error,)))
    assert report.below["h2"][0] == "What could not be checked"
    assert report.below["h3"][:2] == ["⚠ this is no YAML", '✗ desk "done" says posted']
    assert "This is no result: not everything that was asked for could be checked." in report.words
    alone = read(unchecked(RecordingError("there is no git", fix="install git"), {}))
    assert (alone.below["h1"], alone.below["h3"]) == (["⚠ Nothing was checked"], ["⚠ there is no git"])


def test_what_was_proved_shown_accepted_and_not_checked_and_what_people_read_is_there() -> None:
    missing = Thing(kind=Exercised.ROWS, name=("x",), what="desk-to-erp: 03 -> done", place=PLACE)
    shares = {kind: Shared(seen=2, of=3) for kind in Exercised} | {
        Exercised.ROWS: Shared(seen=0, of=1, missing=(missing,))
    }
    report = read(
        replace(
            BROKEN,
            findings=(),
            accepted=(Accepted(finding=FINDING, because="decided"),),
            expected=(FINDING,),
            skipped=(Skipped(check="drift", why="no --against"),),
            proved=("posted",),
            shown=("3 cases",),
            compared=("with main",),
            coverage=(Coverage(set="a", shares=shares),),
        )
    )
    assert report.below["h2"] == [
        "Orders",
        "What people read, and what it can stand for",
        "Proved from the contract alone",
        "Shown by recordings",
        "Compared",
        "Detected, as expected",
        "Accepted",
        "Not checked",
        "What the recordings exercise",
    ]
    assert report.below["td"] == [
        *("done", "It is done", "posted", 'erp "53"'),
        *("a", "2 of 3", "0 of 1", "2 of 3", "2 of 3", "2 of 3"),
    ]
    assert "a: desk-to-erp: 03 -> done (contracts/a/contract.yaml:2:3)" in report.below["li"]
    assert report.tags["details"] == 2


def test_sets_in_which_nothing_was_found_are_folded_where_there_are_others() -> None:
    sound = replace(SET, set="b", title="Returns")
    report = read(replace(BROKEN, overviews=(sound, SET)))
    assert report.below["h2"][:2] == ["Orders", "Returns"]
    assert report.below["summary"][0] == "1 contract set in which nothing was found"


def test_the_picture_marks_what_is_blamed_and_where_the_line_to_mend_stands() -> None:
    assert _pictures(BROKEN) == [
        "flowchart LR\n"
        '  s0["✗ desk<br/>The desk"]\n'
        '  s1["erp"]\n'
        '  s0 -->|"✗ desk-to-erp"| s1\n'
        "  linkStyle 0 stroke:#cf222e,stroke-width:3px\n"
        "  style s0 stroke:#cf222e,stroke-width:3px"
    ]


def test_a_flow_that_no_host_would_draw_is_a_table() -> None:
    edges = tuple(replace(EDGE, boundary=f"b-{number}") for number in range(300))
    report = replace(BROKEN, findings=(), overviews=(replace(SET, edges=edges, readable=None),))
    assert _pictures(report) == []
    assert read(report).below["td"][:4] == ["b-0", "desk", "erp", "order"]
    assert "and 100 more boundaries" in read(report).words


def _pictures(report: Report) -> list[str]:
    return re.findall(r"```mermaid\n(.*?)\n```", rendered(report, "markdown"), re.DOTALL)


@pytest.mark.needs("Mermaid, from the npm registry, and chromium")
def test_mermaid_draws_it_with_foreign_text_as_text(gone_wrong: Report, tmp_path: Path) -> None:
    texts = [text for text in HOSTILE if text.strip()]
    nodes = "\n".join(f'  s{number}["{mermaid(text)}"]' for number, text in enumerate(texts))
    (story,) = _pictures(gone_wrong)

    labels, of_story = drawn([f"flowchart LR\n{nodes}", story], tmp_path)

    alike = str.maketrans("∗＿＄꞉ˋ", "*_$:`")
    assert [str(label).translate(alike) for label in labels] == [
        shown if len(shown := escaped(text).strip()) <= 40 else f"{escaped(text)[:39]}…" for text in texts
    ]
    assert {"✗ erp-to-wms", "✗ erpSAP sales and distribution"} < set(of_story)


def _everywhere(text: str) -> Report:
    """A report that has the text in every place."""
    place = replace(PLACE, file=text)
    finding = replace(
        FINDING,
        message=text,
        subject=text,
        set=text,
        rule=text,
        place=place,
        label=text,
        related=(Related(place=place, says=text),),
        trace=(Step(step=1, system=text, shows=text, says=(text,), where=place),),
        evidence=(Evidence(recording=text, line=1, case=text, event=text, pointer=text),),
        notes=(text,),
        fix=text,
        also=(text,),
        reproduce=text,
        paste=(Paste(file=text, line=1, replaces=0, text=text.replace("\n", "")),),
    )
    told = Told(system=text, code=text, means=text, says=(text,), place=PLACE)
    overview = Overview(
        set=text,
        place=PLACE,
        title=text,
        owner=text,
        version=text,
        nodes=(Node(system=text, title=text, place=PLACE),),
        edges=(replace(EDGE, boundary=text, sender=text, receiver=text),),
        readable=(Readable(shown=told, stands_for=(told,)),),
    )
    return Report(
        checked={"sets": 1},
        findings=(finding,),
        overviews=(overview,),
        accepted=(Accepted(finding=finding, because=text),),
        proved=(text,),
        skipped=(Skipped(check=text, why=text, was_asked=True, fix=text), Skipped(check=text, why=text)),
        sources={text: f"{text}\n{text}"},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_wherever_it_stands(text: str) -> None:
    report = rendered(_everywhere(text), "markdown")
    harmless = rendered(_everywhere(re.sub(r"[^\n]", "x", text)), "markdown")
    found = Read(report)
    assert found.tags == Read(harmless).tags
    assert found.tags.keys().isdisjoint({"a", "img", "script", "del", "input", "!--"})
    assert f"✗ {escaped(text)}".split() == found.below["h3"][1].split()
    assert not re.search(r"^\s*::|##\[", report, re.MULTILINE)


@given(st.text(alphabet=st.sampled_from("ab` *_<>&|[]#!\\~:@\n"), min_size=1, max_size=20))
def test_code_is_seen_as_it_is(text: str) -> None:
    assert Read(f"It is {code(text)} there").words == " ".join(f"It is {escaped(text)} there".split())
    rows = [row.rstrip() for row in re.sub("[:#]", "", text).split("\n")]
    assert Read(fenced(rows)).below["pre"] == ["\n".join((*rows, ""))]


def test_more_findings_than_one_looks_at_are_folded() -> None:
    findings = tuple(replace(FINDING, message=f"finding {number}") for number in range(30))
    report = read(replace(BROKEN, findings=findings))
    assert "10 more findings" in report.below["summary"]
    assert [text for text in report.below["h3"] if "finding" in text] == [f"✗ finding {n}" for n in range(30)]


def test_thousands_of_findings_are_cut_at_a_section_and_the_others_counted() -> None:
    levels = [Level.NOTE] * 3_000 + [Level.ERROR] * 2_000
    findings = tuple(replace(FINDING, level=level, message=f"finding {n}.") for n, level in enumerate(levels))
    with within(20):
        text = rendered(replace(BROKEN, findings=findings), "markdown")
    assert 890 * KIB < len(text.encode()) <= 900 * KIB
    shown = Read(text).below["h3"]
    errors = sum("✗ finding" in title for title in shown)
    left = re.search(r"([\d,]+) more findings are left out here \(([\d,]+) errors, 3,000 notes\)", text)
    assert left is not None
    assert (int(left[1].replace(",", "")), int(left[2].replace(",", ""))) == (5_000 - errors, 2_000 - errors)
    assert text.endswith(("\n", "</details>\n"))


def test_a_report_with_much_of_everything_keeps_room_for_findings() -> None:
    many = tuple(f"sentence {number} {'x' * 500}" for number in range(800))
    missing = tuple(
        Thing(kind=kind, name=(text,), what=text, place=PLACE) for kind in Exercised for text in many[:500]
    )
    shares = {kind: Shared(seen=0, of=100, missing=missing) for kind in Exercised}
    nodes = tuple(Node(system=f"s{number}", title="x" * 100, place=PLACE) for number in range(100))
    readable = SET.readable[0] if SET.readable else None
    assert readable is not None
    report = replace(
        BROKEN,
        findings=tuple(replace(FINDING, message=text) for text in many),
        accepted=tuple(Accepted(finding=FINDING, because=text) for text in many),
        expected=tuple(replace(FINDING, message=text) for text in many),
        skipped=tuple(Skipped(check="x", why=text, was_asked=n % 2 == 0) for n, text in enumerate(many)),
        proved=many,
        shown=many,
        compared=many,
        coverage=tuple(Coverage(set=f"set-{number}", shares=shares) for number in range(20)),
        overviews=tuple(
            replace(SET, set=f"set-{number}", title="x" * 900, nodes=nodes, readable=(readable,) * 200)
            for number in range(60)
        ),
    )
    with within(60):
        text = rendered(report, "markdown")
    assert len(text.encode()) <= 900 * KIB
    assert Read(text).words.count("✗ sentence") > 100


def test_what_is_too_long_by_itself_is_left_out_alone() -> None:
    findings = (replace(FINDING, message="x" * 1_000_000), FINDING)
    text = rendered(replace(BROKEN, findings=findings), "markdown")
    assert "1 more finding is left out here (1 error)" in text
    assert '### ✗ desk "done" says posted' in text
