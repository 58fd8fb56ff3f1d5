"""How far a status gets."""

from collections.abc import Callable

from checker.analysis.composed.news import News, news
from checker.analysis.exploring import explored
from checker.analysis.meaning import Meaning
from checker.model.limits import Limits


def asked(meaning: Meaning, system: str, code: str) -> News:
    return news(explored(meaning), meaning.vocabulary.word(system, code))


FLOW = """
facts: {shipped: {owner: wms}}
systems:
  portal:
    statuses: {busy: {}, done: {phase: final, claims: [shipped]}, failed: {phase: final, denies: [shipped]}}
  hub:
    statuses: {BUSY: {}, DONE: {phase: final, claims: [shipped]}, BAD: {denies: [shipped]}}
  wms:
    statuses: {NEW: {}, OUT: {claims: [shipped]}, LOST: {denies: [shipped]}, HELD: {}}
  mail: {statuses: {sent: {}}}
boundaries:
  portal-to-hub:
    from: portal
    to: hub
    status: {when: {BUSY: busy, DONE: done, BAD: failed}, no_answer: busy}
  hub-to-wms:
    from: hub
    to: wms
    leaves: {when: BUSY, enters: NEW}
    status: {when: {NEW: {ignore: BUSY says as much}, OUT: DONE, LOST: BAD}, no_answer: BUSY}
"""


def test_news_travels_hop_by_hop_until_nobody_reads_on(read: Callable[..., Meaning]) -> None:
    found = asked(read(FLOW), "wms", "LOST")
    assert [(hop.depth, str(hop.word), hop.reporter, list(map(str, hop.reported))) for hop in found.hops] == [
        (1, 'wms "LOST"', "hub", ["hub/BAD"]),
        (2, 'hub "BAD"', "portal", ["portal/failed"]),
    ]
    assert found.unaware == ("mail",)


def test_a_status_in_which_no_row_counts_stays(read: Callable[..., Meaning]) -> None:
    first, second = asked(read(FLOW), "wms", "LOST").hops
    assert list(map(str, first.deaf)) == ["hub/DONE"]
    assert list(map(str, second.deaf)) == ["portal/done"]


def test_a_status_without_a_row_is_not_mapped(read: Callable[..., Meaning]) -> None:
    (hop,) = asked(read(FLOW), "wms", "HELD").hops
    assert (hop.is_mapped, hop.readings) == (False, ())


def test_an_ignored_status_goes_no_further(read: Callable[..., Meaning]) -> None:
    (hop,) = asked(read(FLOW), "wms", "NEW").hops
    assert [reading.ignore for reading in hop.readings] == ["BUSY says as much"]


def test_a_message_that_leaves_is_news_for_its_receiver(read: Callable[..., Meaning]) -> None:
    hops = asked(read(FLOW), "hub", "BUSY").hops
    assert [(hop.reporter, list(map(str, hop.reported))) for hop in hops] == [
        ("portal", ["portal/busy"]),
        ("wms", ["wms/NEW"]),
        ("hub", []),
    ]


def test_what_is_combined_is_a_hop_without_a_boundary(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {}
systems:
  desk:
    statuses: {all: {}, some: {}}
    combines: [{all: {a: [x], b: [y]}, report: all}, {otherwise: some}]
  a: {statuses: {x: {}}}
  b: {statuses: {y: {}}}
boundaries:
  desk-to-a: {from: desk, to: a}
""")
    (hop,) = asked(meaning, "a", "x").hops
    assert (hop.boundary, list(map(str, hop.reported))) == (None, ["desk/some", "desk/all"])


def test_where_nobody_is_to_read_it_the_reason_is_given(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {}
systems: {a: {statuses: {x: {}}}, b: {statuses: {y: {}}}}
boundaries: {a-to-b: {from: a, to: b, status: {nobody_reads: a night job asks}}}
""")
    (hop,) = asked(meaning, "b", "y").hops
    assert (hop.nobody_reads, hop.is_mapped) == ("a night job asks", False)


HEALTHY = """
facts: {shipped: {owner: wms}}
systems:
  portal:
    statuses: {busy: {}, done: {phase: final, claims: [shipped]}, failed: {phase: final, denies: [shipped]}}
    initial: busy
  wms: {statuses: {NEW: {}, OUT: {claims: [shipped]}, LOST: {denies: [shipped]}}, moves: {NEW: [OUT, LOST]}}
boundaries:
  portal-to-wms:
    from: portal
    to: wms
    answers: always
    status: {while: [busy], when: {NEW: busy, OUT: done, LOST: failed}}
"""
EARLY = HEALTHY.replace("NEW: busy", "NEW: done")
PARTS = """
facts: {done: {owner: item}}
systems:
  item: {statuses: {new: {}, ok: {claims: [done]}}, moves: {new: [ok]}}
  list: {statuses: {empty: {}, full: {claims: [done]}}}
  page: {statuses: {blank: {}, ready: {claims: [done]}, gone: {}}, initial: blank}
  side: {statuses: {quiet: {}, loud: {}}, moves: {quiet: [loud]}}
boundaries:
  list-to-item:
    from: list
    to: item
    answers: always
    status: {parts: {expected: complete, rows: [{all: [ok], report: full}, {otherwise: empty}]}}
  page-to-list:
    {from: page, to: list, answers: always, status: {while: [blank], when: {empty: blank, full: ready}}}
  page-to-side:
    {from: page, to: side, answers: always, status: {while: [blank], when: {quiet: blank, loud: gone}}}
"""


def test_what_no_run_shows_together_is_no_loss(read: Callable[..., Meaning]) -> None:
    (hop,) = asked(read(HEALTHY), "wms", "LOST").hops
    assert hop.deaf == ()


def test_what_a_run_shows_together_is_a_loss(read: Callable[..., Meaning]) -> None:
    (hop,) = asked(read(EARLY), "wms", "LOST").hops
    assert list(map(str, hop.deaf)) == ["portal/done"]


def test_where_not_every_run_is_known_whatever_the_rows_leave_is_listed(read: Callable[..., Meaning]) -> None:
    meaning = read(HEALTHY)
    found = news(explored(meaning, Limits(states=1)), meaning.vocabulary.word("wms", "LOST"))
    assert [str(status) for hop in found.hops for status in hop.deaf] == ["None", "portal/done"]
    assert "more than" in found.runs.open


def test_a_system_that_hears_of_runs_not_explored_may_show_anything(read: Callable[..., Meaning]) -> None:
    (hop,) = asked(read(PARTS), "side", "loud").hops
    assert [str(status) for status in hop.deaf] == ["None", "page/ready"]
