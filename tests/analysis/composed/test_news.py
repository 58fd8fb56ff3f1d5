"""How far a status gets."""

from collections.abc import Callable

from checker.analysis.composed import News, news
from checker.analysis.meaning import Meaning


def asked(meaning: Meaning, system: str, code: str) -> News:
    return news(meaning, meaning.vocabulary.word(system, code))


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
