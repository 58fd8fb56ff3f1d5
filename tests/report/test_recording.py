"""Tests of writing recordings: what was written is read again as it was."""

import tempfile
from dataclasses import astuple, replace
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from checker.load.recordings import recording
from checker.model.json import ABSENT
from checker.model.recordings import Body, Case, Complete, Effect, Event, Header, Kind, Reply, Shown
from checker.report.recording import lines

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)
TIMES = st.sampled_from([None, "2026-03-02T09:15:01.120Z", "2026-03-02t09:15:60+01:00"])
NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([2**64, Decimal("1.10"), Decimal("-0"), Decimal("1E+9"), Decimal("1E-7"), 1.5, 1e-7]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=3),
)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
CONTENTS = st.just(ABSENT) | JSON
HEADERS = st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple)
TUPLES = st.lists(NAMES, max_size=3).map(tuple)
LAYERS = st.sampled_from([None, "transport", "flow", "business"])


def optional(values):
    return st.none() | values


BODY_KEYS = {
    "media": optional(TEXTS),
    "charset": optional(TEXTS),
    "decoded": TUPLES,
    "truncated": st.booleans(),
}
BODIES = st.one_of(
    st.builds(Body, text=TEXTS, **BODY_KEYS),
    st.builds(Body, base64=TEXTS, **BODY_KEYS),
    st.builds(Body, file=TEXTS, **BODY_KEYS),
    st.builds(Body, state=st.just("not-recorded"), **BODY_KEYS),
)
SHOWN = st.builds(
    Shown, code=NAMES, to=optional(NAMES), layer=LAYERS, reason=optional(TEXTS), field=optional(TEXTS)
)
EFFECTS = st.builds(Effect, fact=NAMES, key=optional(TEXTS), before=CONTENTS, after=CONTENTS)
REPLIES = st.builds(Reply, code=optional(TEXTS), headers=HEADERS, payload=CONTENTS) | st.builds(
    Reply, code=optional(TEXTS), headers=HEADERS, body=BODIES
)
EVERY = {
    "at": TIMES,
    "until": TIMES,
    "message": optional(NAMES),
    "version": optional(TEXTS),
    "attempt": optional(st.integers(1, 9)),
    "ids": st.dictionaries(TEXTS, TEXTS, max_size=2),
    "headers": optional(HEADERS),
    "key": optional(TEXTS),
    "attributes": st.dictionaries(TEXTS, JSON, max_size=2),
    "src": JSON,
}
OF = {
    Kind.SENT: {"boundary": NAMES, "payload": CONTENTS, "reply": optional(REPLIES)},
    Kind.RECEIVED: {"boundary": NAMES, "body": optional(BODIES)},
    Kind.EXCHANGE: {
        "boundary": NAMES,
        "sent": JSON,
        "received": CONTENTS,
        "reply": optional(REPLIES),
        "received_headers": optional(HEADERS),
    },
    Kind.STATUS: {"system": NAMES, "status": SHOWN, "payload": CONTENTS},
    Kind.STEP: {"status": optional(SHOWN), "body": optional(BODIES)},
    Kind.EFFECT: {"effect": EFFECTS},
    Kind.NOTE: {"reply": optional(REPLIES), "effect": optional(EFFECTS), "payload": CONTENTS},
}
HEADER = st.builds(
    Header,
    set=optional(NAMES),
    captured=TIMES,
    source=TUPLES,
    complete=st.dictionaries(TEXTS, st.sampled_from(Complete), max_size=2),
    masked=st.dictionaries(TEXTS, TEXTS, max_size=2),
    reference=st.dictionaries(TEXTS, TEXTS, max_size=2),
    clock_skew_ms=st.dictionaries(TEXTS, st.floats(allow_nan=False, allow_infinity=False), max_size=2),
    expects=optional(TUPLES),
    expires=st.sampled_from([None, "2027-03-01"]),
)


@st.composite
def cases(draw) -> list[Case]:
    made = []
    for name in draw(st.lists(NAMES, max_size=3, unique=True)):
        events = []
        for index in range(draw(st.integers(1, 3))):
            kind = draw(st.sampled_from(Kind))
            keys = {key: draw(values) for key, values in {**EVERY, **OF[kind]}.items()}
            of = tuple(
                draw(st.lists(st.sampled_from([f"e{i}" for i in range(index)]), max_size=2)) if index else ()
            )
            events.append(Event(case=name, id=f"e{index}", kind=kind, of=of, **keys))
        made.append(Case(name=name, events=tuple(events), recording=""))
    return made


def exact(value):
    """The same with numbers as their digits: the reader gives floats only in lines that lose nothing by it."""
    match value:
        case bool():
            return value
        case int() | float() | Decimal():
            return Decimal, str(Decimal(str(value)))
        case {}:
            return {name: exact(member) for name, member in value.items()}
        case list() | tuple():
            return [exact(element) for element in value]
        case _:
            return value


@given(HEADER, cases())
def test_what_was_written_is_read_again_as_it_was(header: Header, made: list[Case]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text("".join(lines(header, made)), "utf-8", newline="")
        found = recording(str(path))
        read = [
            replace(case, events=tuple(replace(event, line=0) for event in case.events))
            for case in found.cases()
        ]
    assert [mistake.message for mistake in found.mistakes if made] == []
    assert found.header == header
    assert [exact(astuple(case)[:2]) for case in read] == [exact(astuple(case)[:2]) for case in made]


def test_what_is_empty_is_left_out_and_what_is_null_is_kept() -> None:
    event = Event(
        case="1",
        id="e1",
        kind=Kind.EXCHANGE,
        boundary="b",
        of=("e0",),
        headers=(),
        sent=None,
        received={"price": Decimal("1.10")},
        reply=Reply(code="200", body=Body(text="")),
    )
    header = Header(source=("har",), expects=(), complete={"erp": Complete.STATUS})
    assert list(lines(header, [Case(name="1", events=(event,), recording="")])) == [
        '{"recording":1,"from":"har","complete":{"erp":"status"},"expects":[]}\n',
        '{"case":"1","id":"e1","kind":"exchange","boundary":"b","of":"e0","headers":[],"sent":null,'
        '"received":{"price":1.10},"reply":{"code":"200","body":{"text":""}}}\n',
    ]
