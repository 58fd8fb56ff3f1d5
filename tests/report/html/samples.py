"""Reports to make pages of: one with everything in it, one that hostile text wrote, one with many findings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from checker.model.coverage import Coverage, Kind, Shared, Thing
from checker.model.findings import (
    Accepted,
    Contrast,
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

FILE: Final = "contracts/orders/contract.yaml"
SOURCE: Final = """\
boundaries:
  erp-to-wms:
    status:
      when:
        SHIPPED: GI
        SKIPPED: GI
"""
ROW: Final = Place(
    file=FILE, line=6, column=9, pointer="/boundaries/erp-to-wms/status/when/SKIPPED", width=11
)
DECLARED: Final = Place(file=FILE, line=5, column=9, width=7)


def step(number: int, system: str, shows: str, *says: str, at: str | None = None) -> Step:
    return Step(step=number, system=system, shows=shows, says=says, at=at, where=ROW)


CONTRADICTION: Final = Finding(
    rule="contradiction",
    level=Level.ERROR,
    set="orders",
    subject="erp/GI",
    message='erp "GI" says shipped, but wms "SKIPPED" says not shipped',
    place=ROW,
    label="known here: not shipped",
    related=(Related(place=DECLARED, says='wms "SKIPPED" is declared here'),),
    trace=(
        step(1, "wms", "SKIPPED", "not shipped", at="2026-03-02T09:15:32.767Z"),
        step(2, "erp", "GI", "posted", "shipped", at="2026-03-02T09:15:33.001Z"),
        step(3, "portal", "completed", "posted", "shipped", at="2026-03-02T09:15:33.127Z"),
    ),
    notes=("nobody was told of it",),
    fix='report "GX" here',
    also=("overclaim",),
    seen=Seen(cases=2, of=6, what="row"),
    paste=(Paste(file=FILE, line=6, replaces=1, text="        SKIPPED: GX"),),
    reproduce="seamproof replay one.jsonl",
)
DIFFERS: Final = Finding(
    rule="transformation-differs",
    level=Level.WARNING,
    set="orders",
    subject="portal-to-erp/order#/header/deliver",
    message='erp received "20260306" at /header/deliver',
    place=DECLARED,
    evidence=(Evidence(recording="recordings/a.jsonl", line=8, case="4711", event="e7", pointer="/header"),),
    count=4,
    contrast=Contrast(
        names=("made", "received"),
        values=({"deliver": "20260305", "items": [1, 2]}, {"deliver": "20260306", "items": [1, 2, 3]}),
    ),
)
WEAKENED: Final = Finding(
    rule="meaning-weakened",
    level=Level.NOTE,
    set="orders",
    subject="posted",
    message="posted means less",
    shift=Shift(
        was=["posted", "shipped"], now=["posted"], readers=("portal",), accept="seamproof drift --accept 1"
    ),
)
MISSING: Final = Skipped(
    check="recordings/b.jsonl", why="no JSON stands here", was_asked=True, place=DECLARED, fix="delete it"
)


def told(system: str, code: str, *says: str) -> Told:
    return Told(system=system, code=code, means="it is so", says=says, outcome="success", place=ROW)


OVERVIEW: Final = Overview(
    set="orders",
    place=ROW,
    version="1.2.0",
    title="From the order to the goods",
    owner="team-orders",
    nodes=(
        Node(system="portal", title="The shop", place=ROW),
        Node(system="erp", title="The ERP of the whole company, wherever it runs", place=ROW),
        Node(system="erp_http", part_of="erp", place=ROW),
        Node(system="wms", is_external=True, place=ROW),
    ),
    edges=(
        Edge(boundary="portal-to-erp", sender="portal", receiver="erp", reads="erp", reporter="portal", messages=("order",), place=ROW),
        Edge(boundary="erp-to-wms", sender="erp", receiver="wms", reads="wms", reporter="erp", via="a queue", place=ROW),
        Edge(boundary="wms-to-erp", sender="wms", receiver="erp", is_draft=True, place=ROW),
    ),
    readable=(
        Readable(
            shown=told("portal", "completed", "posted", "shipped"),
            stands_for=(told("erp", "GI", "posted", "shipped"), told("wms", "SKIPPED", "not shipped")),
        ),
    ),
)  # fmt: skip
COVERED: Final = Coverage(
    set="orders",
    shares={
        kind: Shared(seen=2, of=3, missing=(Thing(kind=kind, name=("erp", "68"), what="erp/68", place=ROW),))
        for kind in Kind
    },
)
EVERYTHING: Final = Report(
    checked={"sets": 1, "boundaries": 3, "cases": 6},
    findings=(WEAKENED, DIFFERS, CONTRADICTION, replace(WEAKENED, message="the same again")),
    accepted=(Accepted(finding=DIFFERS, because="it was agreed", until="2027-01-31"),),
    expected=(CONTRADICTION,),
    skipped=(Skipped(check="drift", why="no --against names a baseline"),),
    proved=("orders, posted: no run can show a false claim",),
    shown=("orders: 20 messages of 6 cases replayed",),
    compared=("orders: held against main, 1 change",),
    coverage=(COVERED,),
    overviews=(OVERVIEW,),
    sources={FILE: SOURCE},
)
UNCHECKED: Final = replace(EVERYTHING, skipped=(MISSING, *EVERYTHING.skipped))
KEPT: Final = replace(EVERYTHING, findings=())
EMPTY: Final = Report(checked={})

HOSTILE: Final = (
    "<script>window.harmed=1</script>",
    "</script><script>window.harmed=1</script>",
    "</style><style>*{display:none}</style>",
    "<style>*{display:none}</style>",
    "<img src=x onerror=window.harmed=1>",
    "<svg onload=window.harmed=1>",
    "<svg><script>window.harmed=1</script></svg>",
    "</text></svg><b>out</b>",
    "</title><h1>title</h1>",
    "</pre></code><h1>pre</h1>",
    "</details></main><h1>out</h1>",
    "<iframe src=//evil.example></iframe>",
    "<object data=//evil.example></object>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>",
    "<a href=javascript:window.harmed=1>x</a>",
    "<template><b>x</b></template>",
    "<!-- comment",
    "--><b>x</b>",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    '" onmouseover="window.harmed=1',
    "' onmouseover='window.harmed=1",
    '"><b>attribute</b>',
    "` onload=`window.harmed=1",
    "&lt;b&gt; &amp; &#60;script&#62; &nbsp;",
    "{{ 7 * 7 }}",
    "{% raw %}{{ x }}{% endraw %}",
    "{# gone #}",
    "${7*7} #{7*7}",
    "javascript:window.harmed=1",
    "http://evil.example/x.png",
    "a\x00b\x1b[31mred\x07",
    "left\u202eright\u2066x\u2069",
    "line one\nline two\r\u2028three",
    "\ud800 alone \ufeff \ufffe",
    "😀 ﷽ Ａ 日本語 عربى",
    "##[error]x ::error::y",
    "x" * 1_200,
)  # fmt: skip


def hostile(texts: Sequence[str] = HOSTILE) -> Report:
    """A report in which each text stands wherever somebody else's text can stand."""
    return Report(
        checked={"sets": len(texts)},
        findings=tuple(map(_said, texts)),
        accepted=tuple(Accepted(finding=_said(text), because=text, until=text) for text in texts),
        expected=tuple(map(_said, texts)),
        skipped=tuple(
            Skipped(
                check=text, why=text, was_asked=asked, place=_place(text), fix=text, related=_related(text)
            )
            for text in texts
            for asked in (True, False)
        ),
        proved=tuple(texts),
        shown=tuple(texts),
        compared=tuple(texts),
        coverage=tuple(
            Coverage(
                set=text,
                shares={
                    kind: Shared(
                        seen=0, of=1, missing=(Thing(kind=kind, name=(text,), what=text, place=ROW),)
                    )
                    for kind in Kind
                },
            )
            for text in texts
        ),
        overviews=tuple(map(_overview, texts)),
        sources={text: f"{text}\n{text}" for text in texts},
    )


def _place(text: str) -> Place:
    return Place(file=text, line=1, column=1, pointer=f"/boundaries/{text}", width=len(text))


def _related(text: str) -> tuple[Related, ...]:
    return (Related(place=replace(_place(text), line=2), says=text), Related(place=_place(text), says=text))


def _said(text: str) -> Finding:
    return Finding(
        rule=text,
        level=Level.ERROR,
        set=text,
        subject=text,
        message=text,
        place=_place(text),
        label=text,
        related=_related(text),
        trace=tuple(
            Step(step=number, system=text, shows=text, says=(text, text), at=text, where=_place(text))
            for number in (1, 2)
        ),
        evidence=(Evidence(recording=text, line=1, case=text, event=text, pointer=text),),
        notes=(text,),
        fix=text,
        also=(text,),
        shift=Shift(was={text: text}, now={text: [text]}, readers=(text,), accept=text),
        contrast=Contrast(names=(text, text), values=(text, {text: text})),
        paste=(Paste(file=text, line=1, replaces=1, text=text),),
        reproduce=text,
    )


def _overview(text: str) -> Overview:
    said = Told(system=text, code=text, means=text, says=(text,), outcome=text, place=ROW)
    return Overview(
        set=text,
        place=ROW,
        version=text,
        title=text,
        owner=text,
        nodes=(Node(system=text, title=text, place=ROW), Node(system="other", place=ROW)),
        edges=(Edge(boundary=text, sender=text, receiver="other", reads=text, reporter=text, messages=(text,), via=text, place=ROW),),
        readable=(Readable(shown=said, stands_for=(said,)),),
    )  # fmt: skip


def many(count: int) -> Report:
    """So many findings of all kinds."""
    kinds = (CONTRADICTION, DIFFERS, WEAKENED)
    found = tuple(replace(kinds[n % 3], subject=f"{kinds[n % 3].subject}{n}") for n in range(count))
    return replace(EVERYTHING, findings=found)
