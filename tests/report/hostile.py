"""
Texts that would do something if a report did not hold them back, and a report that has them everywhere.

`EVERYTHING` fills every field of every noun of a report; `with_text` puts a text into each string of it that
comes from outside, or into one of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, Final

from checker.model import coverage, overview
from checker.model.coverage import Coverage, Shared, Thing
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
from checker.model.overview import Edge, Node, Overview, Readable, Subject, Told
from checker.model.places import Place

HOSTILE: Final[Mapping[str, str]] = {
    "escape sequences": "\x1b[2J\x1b[31mred\x1b[0m",
    "a title of the terminal": "\x1b]0;owned\x07",
    "a link of the terminal": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "a device control string": "\x1bP1;2|x\x1b\\\x1b_y\x1b\\",
    "an 8-bit escape": "\x9b31mred\x90x\x9c",
    "backspaces": "bad\x08\x08\x08good\x07\x7f",
    "a carriage return": "error\rno error",
    "a command in a second line": "a\n::error file=x.yaml,line=1::b",
    "a command behind a carriage return": "a\r\n::set-output name=a::b\r##[error]c",
    "a command": "::error::no",
    "a command that stops commands": "::stop-commands::x",
    "a command that masks": "  ::add-mask::a",
    "a command anywhere": "a ##[command]b ##[group]c",
    "a command of Azure": "a ##vso[task.setvariable variable=a;isOutput=true]b ##VSO[x]",
    "a command of TeamCity": "##teamcity[buildStatus status='SUCCESS']",
    "a newline of commands": "a%0A::set-output name=a::b%0D%0Ac%25%3A%2C",
    "a section of a job's log": "section_start:1560896352:a[collapsed=true]\r\x1b[0Kb",
    "a script": "<script>alert(1)</script>",
    "the end of a script": "</script><script>alert(1)</script>",
    "a comment that opens a script": "<!--<script>",
    "an image that fails": "<img src=x onerror=alert(1)>",
    "a picture that loads": "<svg/onload=alert(1)><svg><script>alert(1)</script></svg>",
    "the end of a style": "</style><style>*{display:none}</style>",
    "a frame": "<iframe src=//evil.example></iframe><object data=x></object><base href=//evil.example>",
    "the end of an attribute": '" onmouseover="alert(1)" x="',
    "the end of another attribute": "' autofocus onfocus='alert(1)",
    "the end of an element": "</title></textarea></pre></code></details></table></svg></body></html>",
    "the end of a section": "]]>&<![CDATA[x]]>",
    "entities": "&lt;b&gt; &amp;amp; &#x1b; &#0; &bogus; &quot",
    "an external entity": "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "what XML forbids": "\x00a\x01b\x0bc\x0cd\x1fe",
    "no characters": "\ufffea\uffffb\U0001ffffc",
    "half a character": "a\ud800b\udc80c",
    "text from right to left": "\u202etxt.exe\u202c \u2066a\u2069\u200f",
    "what nobody sees": "a\u200bb\u200dc\u2060d\u00ade\ufeff",
    "a byte order mark": "\ufeffa",
    "other line ends": "a\u2028b\u2029c\x85d\x0be",
    "a template": "{{ 7*7 }}{% raw %}{# x #}${7*7}<%= 7*7 %>",
    "a link": '[click](javascript:alert(1)) [a]: http://evil.example "b"',
    "a link with brackets": "[a\\](http://evil.example) [b] (1) \\[c](0)",
    "an image": "![x](http://evil.example/pixel.png)",
    "addresses": "<http://evil.example> https://evil.example www.evil.example a@evil.example mailto:a@b.example",
    "names": "@everyone @org/team #1 GH-1 owner/repo#1 !2 &3 ~label %milestone",
    "pipes": "a | b || c \\| d\n|---|---|\n| e | f |",
    "backticks": "` `` ``` ```` `a``b```c",
    "fences": "~~~\n```mermaid\ngraph TD\n```\n~~~",
    "blocks": "# a\n\n- [ ] b\n\n> c\n\n1. d\n\n    e\n\n---\n***f*** __g__ ~~h~~\n===\n",
    "a diagram": 'a"]-->b; click a href "javascript:alert(1)"; end\n%%{init: {"securityLevel": "loose"}}%%',
    "formulas": "=cmd|' /C calc'!A0\t+1 -1 $x$ $$y$$ \\(z\\)",
    "placeholders": "{0} {{1}} {2}} %s %(a)s %n $0 \\1 [a](0)",
    "a shell": "$(id) `id` ; rm -rf / && x || y > z 'a'\"b\"",
    "a path out of here": "../../../../etc/passwd",
    "an address as a path": "file:///etc/passwd?a=b#c",
    "an address without a scheme": "//evil.example/a",
    "a path of Windows": "C:\\Windows\\a b%20c:1",
    "markup of a terminal library": "[/] [bold red]a[/bold red] :smile:",
    "emoji": "\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308 \U0001f1e9\U0001f1ea",
    "marks on marks": "Z\u0337\u0321\u0322e\u0301" + "\u0315" * 50,
    "wide characters": "注文は完了しました　ｱ",
    "names of objects": "__proto__",
    "a blank": " ",
    "nothing": "",
    "a megabyte": "A" * 1_000_000,
}

FILE: Final = "contracts/a/contract.yaml"
_SOURCE: Final = "\n".join(f'line {number} "03": done' for number in range(1, 21))


def _place(line: int) -> Place:
    return Place(file=FILE, line=line, column=3, pointer=f"/boundaries/a/{line}", width=4)


_FINDING: Final = Finding(
    rule="overclaim",
    level=Level.ERROR,
    set="a",
    subject="desk/done",
    message='desk "done" says posted',
    place=_place(5),
    label="source of truth of posted",
    related=(Related(place=_place(7), says='"done" is declared here'), Related(place=_place(8), says="and")),
    trace=(
        Step(
            step=1, system="erp", shows="53", says=("posted", "b"), at="2026-03-02T09:15:01Z", where=_place(9)
        ),
        Step(step=2, system="desk", shows="done"),
    ),
    evidence=(
        Evidence(recording="contracts/a/recordings/a.jsonl", line=8, case="4711", event="e7", pointer="/qty"),
    ),
    notes=("a note", "another"),
    fix='report "waiting" here',
    also=("false-denial",),
    count=12,
    shift=Shift(
        was=["posted", {"status": "done"}],
        now="sent",
        readers=("portal",),
        cause="change",
        accept="seamproof drift --accept 1",
    ),
    contrast=Contrast(names=("made", "received"), values=({"a": ["b", None, 1]}, "c")),
    seen=Seen(cases=3, of=6, what="row"),
    paste=(Paste(file=FILE, line=5, replaces=1, text='    "03": waiting'),),
    reproduce="seamproof check contracts/a",
)
_TOLD: Final = Told(
    system="desk",
    code="done",
    means="It is done",
    says=("posted",),
    outcome="success",
    is_final=True,
    place=_place(10),
)
EVERYTHING: Final = Report(
    checked={"sets": 1, "boundaries": 3, "cases": 2},
    findings=(
        _FINDING,
        replace(_FINDING, subject="desk/sent", level=Level.WARNING, place=None),
        replace(
            _FINDING,
            subject="desk/lost",
            level=Level.NOTE,
            place=None,
            evidence=(),
            shift=None,
            contrast=None,
        ),
    ),
    accepted=(Accepted(finding=_FINDING, because="decided", until="2027-01-31", place=_place(11)),),
    expected=(replace(_FINDING, subject="desk/seen", place=None),),
    skipped=(
        Skipped(
            check="a.jsonl",
            why="this is no JSON",
            was_asked=True,
            place=_place(12),
            fix="mend it",
            related=(Related(place=_place(13), says="it began here"),),
        ),
        Skipped(check="drift", why="no --against", fix="name it"),
    ),
    proved=("posted: no run can show a false claim",),
    shown=("a: 3 cases in 1 recording",),
    compared=("a: compared with main",),
    coverage=(
        Coverage(
            set="a",
            shares={
                kind: Shared(
                    seen=2,
                    of=3,
                    missing=(Thing(kind=kind, name=("erp", "68"), what="erp/68", place=_place(14)),),
                )
                for kind in coverage.Kind
            },
        ),
    ),
    subjects=tuple(
        Subject(kind=kind, set="a", name=f"{kind.value} 1", place=_place(15), unchecked=why)
        for kind in overview.Kind
        for why in (None, "nobody knows")
    ),
    overviews=(
        Overview(
            set="a",
            place=_place(15),
            version="1.0.0",
            title="Orders",
            owner="team",
            nodes=(
                Node(system="desk", title="Desk", place=_place(16)),
                Node(system="erp", title="ERP", part_of="desk", is_external=True, place=_place(17)),
            ),
            edges=(
                Edge(
                    boundary="desk-to-erp",
                    sender="desk",
                    receiver="erp",
                    reads="erp",
                    reporter="desk",
                    messages=("order",),
                    via="hub",
                    is_draft=True,
                    place=_place(18),
                ),
            ),
            readable=(Readable(shown=_TOLD, stands_for=(replace(_TOLD, system="erp", code="53"),)),),
        ),
    ),
    sources={FILE: _SOURCE},
    pages={"overclaim": "A status claims too much.\n\n## Why\nBecause.\n"},
)

# Words of ours, of which a reader may ask that they are one of a few: they come from no contract and no payload.
_OURS: Final = frozenset({"Report.pages", "Report.checked", "Seen.what", "Told.outcome"})


# Fields that name the same thing: where one alone had another name, the report would be none that there is.
_SYSTEM: Final = frozenset(
    {"Node.system", "Node.part_of", "Edge.sender", "Edge.receiver", "Edge.reads", "Edge.reporter"}
)


@cache
def with_text(text: str, *, only: str | None = None) -> Report:
    """`EVERYTHING` with the text in each string of it, or in that of one field: `Finding.message`."""
    return _changed(EVERYTHING, text, "", only)


def slots() -> tuple[str, ...]:
    """The fields that have a string, as `only` names them."""
    return tuple(dict.fromkeys(_slots(EVERYTHING, "")))


def _changed(value: Any, text: str, slot: str, only: str | None) -> Any:
    match value:
        case _ if slot in _OURS:
            return value
        case str():
            if only not in {None, slot} and not {only, slot} <= _SYSTEM:
                return value
            return _lines(text) if slot == "Report.sources" else text
        case Enum() | None | int():
            return value
        case tuple() | list():
            return type(value)(_changed(one, text, slot, only) for one in value)
        case Mapping():
            return {
                _changed(k, text, _key(slot), only): _changed(v, text, slot, only) for k, v in value.items()
            }
        case _ if is_dataclass(value):
            kind = type(value).__name__
            return replace(
                value,
                **{
                    one.name: _changed(getattr(value, one.name), text, f"{kind}.{one.name}", only)
                    for one in fields(value)
                },
            )
    return value


def _slots(value: Any, slot: str) -> Iterator[str]:
    match value:
        case _ if slot in _OURS:
            return
        case str():
            yield slot
        case tuple() | list():
            for one in value:
                yield from _slots(one, slot)
        case Mapping():
            for name, one in value.items():
                yield from _slots(name, _key(slot))
                yield from _slots(one, slot)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for one in fields(value):
                yield from _slots(getattr(value, one.name), f"{type(value).__name__}.{one.name}")


def _key(slot: str) -> str:
    """A source is found by the name of its file, so that is one with the file of a place."""
    return "Place.file" if slot == "Report.sources" else f"{slot} (name)"


def _lines(text: str) -> str:
    return "\n".join(f"  {text} {number}" for number in range(1, 21))
