"""What stands behind a status."""

from collections.abc import Callable

from checker.analysis.composed.why import Why, why
from checker.analysis.exploring import explored
from checker.analysis.meaning import Meaning
from checker.analysis.meaning.readings import Reading
from checker.model.systems import Move


def asked(meaning: Meaning, system: str, code: str) -> Why:
    return why(explored(meaning), meaning.vocabulary.word(system, code))


BANK = """
facts:
  settled: {owner: bank, revocable: true, implies: [taken]}
  taken: {owner: bank}
systems:
  bank:
    statuses:
      NEW: {}
      OK: {outcome: success, claims: [settled]}
      BACK: {outcome: failure, phase: final, claims: [taken], denies: [settled]}
    moves: {NEW: [OK], OK: [BACK]}
  shop:
    success_claims: [settled]
    statuses:
      waiting: {denies: [settled]}
      paid: {outcome: success}
      lost: {outcome: failure, phase: final, denies: [settled]}
    moves: {waiting: [paid]}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status: {when: {NEW: {ignore: waiting}, OK: paid, BACK: {report: lost, while: [waiting, paid]}}, no_answer: waiting}
"""


def test_a_claim_is_supported_by_the_source_of_truth_or_has_a_gap(read: Callable[..., Meaning]) -> None:
    found = asked(read(BANK), "shop", "paid")
    (settled,) = found.supports
    assert str(settled.literal) == "settled"
    assert [str(source) for source, _ in settled.sources] == ['bank "OK"']
    assert [(step.system, step.shows) for step in settled.sources[0][1]] == [("bank", "OK"), ("shop", "paid")]
    assert [str(word) for word in settled.later] == ['bank "BACK"']
    (gap,) = settled.gaps  # the shop goes there by itself
    assert isinstance(gap.cause, Move)
    assert [str(literal) for literal in found.following] == ["taken"]


def test_an_open_denial_needs_no_proof(read: Callable[..., Meaning]) -> None:
    (denial,) = asked(read(BANK), "shop", "waiting").supports
    assert (denial.needs_none, denial.gaps, denial.sources) == (True, (), ())


def test_the_source_of_truth_knows_by_itself(read: Callable[..., Meaning]) -> None:
    found = asked(read(BANK), "bank", "OK")
    (settled,) = found.supports
    assert [source for source, _ in settled.sources] == [found.word]
    assert [move.source for move in found.moves] == ["NEW"]


def test_the_word_of_an_external_system_is_taken_and_named(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {paid: {owner: desk}}
systems:
  psp: {external: true, statuses: {ok: {claims: [paid]}}}
  shop: {statuses: {done: {claims: [paid]}}}
  desk: {statuses: {}}
boundaries:
  shop-to-psp: {from: shop, to: psp, status: {when: {ok: done}, no_answer: {ignore: nothing yet}}}
""")
    (paid,) = asked(meaning, "shop", "done").supports
    assert (paid.trusted, paid.gaps) == (("psp",), ())


def test_a_gap_far_up_is_found_with_the_way_down(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {shipped: {owner: wms}}
systems:
  portal: {statuses: {done: {claims: [shipped]}}}
  hub: {statuses: {DONE: {claims: [shipped]}}}
  wms: {statuses: {OUT: {claims: [shipped]}, LOST: {}}}
boundaries:
  portal-to-hub: {from: portal, to: hub, status: {when: {DONE: done}, no_answer: {ignore: nothing}}}
  hub-to-wms: {from: hub, to: wms, status: {when: {OUT: DONE, LOST: DONE}, no_answer: {ignore: nothing}}}
""")
    (shipped,) = asked(meaning, "portal", "done").supports
    (gap,) = shipped.gaps
    assert isinstance(gap.cause, Reading)
    assert [str(word) for word in gap.cause.words] == ['wms "LOST"']
    assert [(step.system, step.shows) for step in gap.steps] == [("hub", "DONE"), ("portal", "done")]


def test_what_was_shown_before_may_be_what_knows_it(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {posted: {owner: erp}}
systems:
  hub:
    statuses: {posted: {claims: [posted]}, waiting: {claims: [posted]}}
  erp: {statuses: {53: {claims: [posted]}, later: {}}}
boundaries:
  hub-to-erp:
    from: hub
    to: erp
    status: {when: {53: posted, later: {report: waiting, while: posted}}, no_answer: {ignore: nothing}}
""")
    (posted,) = asked(meaning, "hub", "waiting").supports
    assert posted.gaps == ()
    assert [(step.system, step.shows) for step in posted.sources[0][1]] == [
        ("erp", "53"),
        ("hub", "posted"),
        ("hub", "waiting"),
    ]


def test_sets_and_combinations_are_counted_exactly(read: Callable[..., Meaning]) -> None:
    meaning = read("""
facts: {}
systems:
  order: {statuses: {done: {}, open: {}}}
  line: {statuses: {new: {}, picked: {}, packed: {}, out: {}}}
  bus: {statuses: {up: {}, down: {}, off: {}}}
  desk:
    statuses: {good: {}, bad: {}}
    combines:
      - {all: {order: [done], bus: [up]}, report: good}
      - {otherwise: bad}
boundaries:
  order-to-line:
    from: order
    to: line
    status:
      parts:
        expected: complete
        rows: [{all: [out], report: done}, {any: [out], report: open}, {otherwise: open}]
""")
    (done,) = asked(meaning, "order", "done").standing.counted
    assert (done.count, done.sets) == (1, 15)  # of the 15 sets of four statuses
    mixed, without = asked(meaning, "order", "open").standing.counted
    assert (mixed.count, without.count) == (7, 7)
    (good,) = asked(meaning, "desk", "good").standing.counted
    assert (good.count, good.sets) == (1, 12)  # order: absent, done, open; bus: absent, up, down, off


def test_facts_that_a_status_says_nothing_of_are_named(read: Callable[..., Meaning]) -> None:
    assert [fact.name for fact in asked(read(BANK), "bank", "NEW").silent_on] == ["settled", "taken"]


def test_a_status_of_every_system_says_nothing_and_is_reached_by_nothing(
    read: Callable[..., Meaning],
) -> None:
    found = asked(read(BANK), "bank", "no_answer")
    assert (found.supports, found.readings, found.starts, found.moves) == ((), (), (), ())
