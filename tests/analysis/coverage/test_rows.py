"""The rows of status tables and the moves that a recorded case follows."""

import pytest

from tests.analysis.recorded.written import at, status

DESK = """
systems:
  desk:
    statuses: {draft: {}, sent: {}, waiting: {}, done: {phase: final}, lost: {phase: final}}
    moves: {draft: [sent], waiting: [waiting, lost]}
    initial: draft
  erp:
    statuses: {new: {}, busy: {}, posted: {}, refused: {}}
    moves: {new: [busy, posted], busy: [refused]}
boundaries:
  b:
    from: desk
    to: erp
    messages: {m: {payload: none}}
    status:
      when:
        new: {ignore: it says nothing}
        busy: {report: waiting, while: [sent, waiting]}
        posted: done
      otherwise: lost
      no_answer: {report: waiting, while: sent}
      absent: lost
"""
NEW = "b: erp/new is ignored"
BUSY = "b: erp/busy -> desk/waiting while sent/waiting"
POSTED = "b: erp/posted -> desk/done"
OTHERWISE = "b: otherwise -> desk/lost"
NO_ANSWER = "b: no_answer -> desk/waiting while sent"
ABSENT = "b: absent -> desk/lost"
SENT = {"kind": "sent", "boundary": "b", "message": "m", "at": at(1)}


@pytest.fixture
def followed(declared):
    """The rows that a case follows, of a contract and captured systems."""

    def follow(*events, contract=DESK, complete=("desk", "erp"), kind="rows"):
        return declared(contract).by(events, kind=kind, complete=dict.fromkeys(complete, "status"))

    return follow


def test_every_row_is_a_thing_with_its_line(declared):
    things = [*declared(DESK).inventory.rows.things]
    assert [thing.what for thing in things] == [NEW, BUSY, POSTED, OTHERWISE, NO_ANSWER, ABSENT]
    assert [thing.place.line for thing in things] == [20, 21, 22, 23, 24, 25]


@pytest.mark.parametrize(
    ("events", "rows"),
    [
        ([status("erp", "new", 1)], [NEW]),
        ([status("desk", "sent", 1), status("erp", "busy", 2), status("desk", "waiting", 3)], [BUSY]),
        # the reporter must be in one of its `while`, and then show what is reported
        ([status("desk", "draft", 1), status("erp", "busy", 2), status("desk", "waiting", 3)], []),
        ([status("desk", "sent", 1), status("erp", "busy", 2)], []),
        ([status("desk", "sent", 1), status("desk", "waiting", 2), status("erp", "busy", 3)], [BUSY, NO_ANSWER]),
        ([status("desk", "sent", 1), status("erp", "posted", 2), status("desk", "done", 3)], [POSTED]),
        ([status("erp", "posted", 2), status("desk", "done", 3)], [POSTED]),
        ([status("desk", "done", 1), status("erp", "posted", 2)], []),
        ([status("desk", "sent", 1), status("desk", "done", 2), status("erp", "posted", 3)], []),
        # a status without a row of its own, and one that nobody has declared
        ([status("desk", "sent", 1), status("erp", "refused", 2), status("desk", "lost", 3)], [OTHERWISE]),
        ([status("desk", "sent", 1), status("erp", "xyz", 2), status("desk", "lost", 3)], [OTHERWISE]),
        # nothing that was said leads there
        ([status("desk", "sent", 1), status("desk", "waiting", 3)], [NO_ANSWER]),
        ([status("desk", "sent", 1), status("erp", "new", 2), status("desk", "waiting", 3)], [NEW]),
        ([status("desk", "sent", 1), status("desk", "lost", 2)], [ABSENT]),
        ([status("desk", "waiting", 1), status("desk", "lost", 2)], []),  # by a move of its own
        # whoever was captured in full and never said anything was silent
        ([status("desk", "sent", 0), SENT, status("desk", "waiting", 3)], [NO_ANSWER]),
        ([status("desk", "sent", 0), SENT, status("desk", "sent", 3)], []),
    ],
)  # fmt: skip
def test_the_rows_that_a_case_follows(followed, events, rows):
    assert followed(*events) == rows


def test_a_row_that_ignores_is_not_followed_where_nothing_of_its_reporter_was_captured(followed):
    assert followed(status("erp", "new", 1), complete=("erp",)) == []
    assert followed(status("desk", "sent", 1), status("erp", "new", 2), complete=("erp",)) == [NEW]


def test_of_rows_that_lead_to_one_status_the_cause_tells_else_the_last_word(followed):
    contract = DESK.replace("posted: done", "posted: waiting")
    both = "b: erp/posted -> desk/waiting"
    first = [status("desk", "sent", 1), status("erp", "busy", 2), status("erp", "posted", 3)]
    assert followed(*first, status("desk", "waiting", 4), contract=contract) == [both]
    assert followed(*first, status("desk", "waiting", 4, of="e2"), contract=contract) == [BUSY]
    late = [status("desk", "sent", 1), status("erp", "busy", 2), status("erp", "new", 3)]
    assert followed(*late, status("desk", "waiting", 4)) == [BUSY, NEW]


def test_silence_is_followed_where_everything_was_captured_or_an_answer_was_read_as_none(followed):
    quiet = DESK.replace("{report: waiting, while: sent}", "{ignore: it waits}")
    row = "b: no_answer is ignored"
    start = (status("desk", "sent", 0), SENT)
    assert followed(*start, contract=quiet) == [row]
    assert followed(*start, contract=quiet, complete=("desk",)) == []
    assert followed(*start, status("erp", "new", 2), contract=quiet) == [NEW]
    assert followed(SENT, contract=quiet) == []
    read = DESK.replace(
        "      when:", "      read: [{code: 5xx, no_answer: true}, {code: 2xx, status: new}]\n      when:"
    )
    failing = {"kind": "exchange", "boundary": "b", "message": "m", "at": at(1), "reply": {"code": "503"}}
    shown = [status("desk", "sent", 0), failing, status("desk", "waiting", 2), status("erp", "new", 3)]
    assert followed(*shown, contract=read) == [NEW, NO_ANSWER]
    assert followed(*shown[:1], failing, status("desk", "done", 2), contract=read) == []


def test_two_tables_of_the_same_lines_are_followed_one_by_one(followed):
    twice = DESK.replace("status:\n      when:", "status: &same\n      when:") + (
        "  c: {from: desk, to: crm, messages: {m: {payload: none}}, status: {when: {won: done}}}\n"
    ).replace("boundaries", "")
    twice = twice.replace("boundaries:", "  crm: {statuses: {won: {}}}\nboundaries:")
    events = [status("desk", "sent", 1), status("crm", "won", 2), status("desk", "done", 3)]
    assert followed(*events, contract=twice, complete=("desk", "erp", "crm")) == ["c: crm/won -> desk/done"]


def test_moves_are_consecutive_statuses_of_one_system(followed, declared):
    assert declared(DESK).things("moves") == [
        "desk: draft -> sent",
        "desk: waiting -> waiting",
        "desk: waiting -> lost",
        "erp: new -> busy",
        "erp: new -> posted",
        "erp: busy -> refused",
    ]
    events = [
        *(status("erp", "new", 1), status("desk", "waiting", 2), status("desk", "waiting", 3)),
        *(status("erp", "posted", 4), status("erp", "busy", 5), status("desk", "done", 6)),
    ]
    assert followed(*events, kind="moves") == ["desk: waiting -> waiting", "erp: new -> posted"]


def test_what_a_case_follows_is_told_once(declared):
    case = [status("desk", "sent", 1), status("erp", "busy", 2), status("desk", "waiting", 3)]
    again = [status("erp", "new", 0), *case]
    assert declared(DESK).by(case, again, kind="rows") == [BUSY, NEW]
    assert declared(DESK).by(case, again, kind="moves") == ["erp: new -> busy"]


MANY = """
systems:
  run: {statuses: {open: {}, paid: {}, failed: {}}, initial: open}
  bank: {statuses: {queued: {}, paid: {}, bounced: {}}}
boundaries:
  b:
    from: run
    to: bank
    messages: {m: {}}
    status:
      parts:
        at: /payouts
        key: id
        read: [{status: {at: state}}]
        expected: {at: /asked, key: id}
        rows:
          - {any: [absent], report: open}
          - {all: [paid], report: paid}
          - {any: [bounced], ignore: a clerk looks at it}
          - {none: true, report: open}
          - {otherwise: open}
"""


def listed(*states, second=1, asked=None):
    parts = [{"id": str(number), "state": state} for number, state in enumerate(states)]
    sent = {"asked": [{"id": str(number)} for number in range(len(states) if asked is None else asked)]}
    reply = {"code": "200", "payload": {"payouts": parts}}
    event = {"kind": "exchange", "at": at(second), "boundary": "b", "message": "m"}
    return {**event, "sent": sent, "received": sent, "reply": reply}


@pytest.mark.parametrize(
    ("events", "rows"),
    [
        ([listed("paid", "paid"), status("run", "paid", 2)], ["b: all of paid -> run/paid"]),
        ([listed("paid", asked=2), status("run", "open", 2)], ["b: any of absent -> run/open"]),
        ([listed("paid", "paid"), status("run", "failed", 2)], []),
        ([listed("paid", "bounced")], ["b: any of bounced is ignored"]),
        ([listed(), status("run", "open", 2)], ["b: no parts -> run/open"]),
        ([listed("queued"), status("run", "open", 2)], ["b: otherwise -> run/open"]),
        # what is reported is shown anyway
        ([status("run", "open", 0), listed("queued")], ["b: otherwise -> run/open"]),
        # the last report counts, an earlier one where it can't be that
        ([listed("queued"), listed("paid", second=2), status("run", "paid", 3)], ["b: all of paid -> run/paid"]),
        ([listed("paid"), listed("queued", second=2), status("run", "paid", 3)], ["b: all of paid -> run/paid"]),
    ],
)  # fmt: skip
def test_the_rows_over_many_parts_that_a_case_follows(followed, events, rows):
    assert followed(*events, contract=MANY, complete=("run", "bank")) == rows


def test_parts_that_are_told_one_by_one_are_followed_too(followed):
    contract = MANY.replace("        at: /payouts\n", "").replace(
        "expected: {at: /asked, key: id}", "expected: complete"
    )
    events = [
        {"kind": "sent", "at": at(0), "boundary": "b", "message": "m", "payload": {}},
        *(status("bank", "paid", 1, key="x"), status("bank", "queued", 2, key="y")),
        *(status("run", "open", 3), status("bank", "paid", 4, key="y"), status("run", "paid", 5)),
    ]
    assert followed(*events, contract=contract, complete=("run", "bank")) == [
        "b: all of paid -> run/paid",
        "b: otherwise -> run/open",
    ]


COMBINED = """
systems:
  hub:
    statuses: {open: {}, done: {}, bad: {}}
    initial: open
    combines:
      - {all: {erp: [posted], wms: [shipped, packed]}, report: done}
      - {any: {erp: [refused]}, report: bad}
      - {all: {wms: [shipped]}, ignore: the ERP comes later}
      - {otherwise: open}
  erp: {statuses: {posted: {}, refused: {}}}
  wms: {statuses: {shipped: {}, packed: {}}}
boundaries:
  e: {from: hub, to: erp, messages: {m: {}}, status: {}}
  w: {from: hub, to: wms, messages: {m: {}}, status: {}}
"""
DONE = "hub: all of erp posted, wms shipped/packed -> hub/done"
BAD = "hub: any of erp refused -> hub/bad"
LATER = "hub: all of wms shipped is ignored"
REST = "hub: otherwise -> hub/open"


@pytest.mark.parametrize(
    ("events", "rows"),
    [
        ([status("erp", "posted", 1), status("wms", "shipped", 2), status("hub", "done", 3)], [DONE]),
        ([status("wms", "shipped", 1), status("erp", "posted", 2), status("hub", "done", 3)], [DONE, LATER]),
        ([status("erp", "posted", 1), status("hub", "done", 3)], []),
        ([status("wms", "packed", 1), status("erp", "refused", 2), status("hub", "bad", 3)], [BAD]),
        ([status("hub", "open", 0), status("wms", "packed", 1)], [REST]),
        ([status("wms", "shipped", 1)], [LATER]),
        ([status("erp", "posted", 1), status("erp", "refused", 2), status("wms", "shipped", 3), status("hub", "done", 4)], []),  # never the last of both
    ],
)  # fmt: skip
def test_the_rows_over_several_systems_that_a_case_follows(followed, events, rows):
    assert followed(*events, contract=COMBINED, complete=("hub", "erp", "wms")) == rows
