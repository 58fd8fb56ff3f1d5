"""A rejection that was recorded is shown by somebody who hears of it, or it is seen."""

import pytest

from tests.analysis.recorded.written import at, status

CHAIN = """
facts: {shipped: {owner: wms}}
systems:
  portal:
    statuses: {open: {}, failed: {outcome: failure}, done: {outcome: success, phase: final, claims: []}, odd: {outcome: unknown}}
    initial: open
  erp:
    statuses: {posted: {}, GX: {denies: [shipped]}, GI: {phase: final}}
    initial: posted
  wms:
    statuses:
      QUEUED: {}
      RETRY: {outcome: failure}
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {phase: final, denies: [shipped]}
    moves: {QUEUED: [RETRY, SHIPPED, SKIPPED], RETRY: [SHIPPED, SKIPPED]}
  wms_http: {part_of: wms, statuses: {400: {outcome: failure}}}
boundaries:
  portal-to-erp: {from: portal, to: erp, status: {when: {posted: open, GX: failed, GI: done}, no_answer: open}}
  erp-to-wms:
    from: erp
    to: wms
    answer_within: 1h
    status: {when: {QUEUED: posted, RETRY: posted, SHIPPED: GI, SKIPPED: GX}, no_answer: posted}
flows: {sales: {reader: portal}}
"""
ALL = ("portal", "erp", "wms")
LATER = "2026-03-03T09:00:00Z"


@pytest.fixture
def silent(look, told):
    def see(*events, contract=CHAIN, complete=ALL, captured=LATER):
        first = {"captured": captured} if captured else {}
        return [one for one in told(look(contract, events, *complete, **first)) if one.startswith("silent")]

    return see


def test_a_rejection_that_nobody_shows_is_silent(silent):
    found = ["silent wms/SKIPPED e2"]
    assert (
        silent(status("erp", "posted", 1), status("wms", "SKIPPED", 2), status("portal", "open", 3)) == found
    )


def test_one_that_somebody_downstream_shows_is_not(silent):
    assert silent(status("wms", "SKIPPED", 2), status("erp", "GX", 3)) == []
    assert silent(status("wms", "SKIPPED", 2), status("portal", "failed", 3)) == []
    assert silent(status("wms", "SKIPPED", 2), status("portal", "odd", 3)) == []


def test_a_success_shows_no_rejection(silent):
    assert silent(status("wms", "SKIPPED", 2), status("portal", "done", 3)) == ["silent wms/SKIPPED e1"]


def test_one_that_is_shown_already_is_not_silent(silent):
    assert silent(status("erp", "GX", 1), status("wms", "SKIPPED", 2)) == []
    assert silent(status("erp", "GX", 1), status("erp", "posted", 1.5), status("wms", "SKIPPED", 2)) == [
        "silent wms/SKIPPED e3"
    ]


def test_what_its_own_face_shows_is_not_passed_on(silent):
    assert silent(status("wms", "SKIPPED", 2), status("wms_http", "400", 3)) == ["silent wms/SKIPPED e1"]


def test_who_stands_before_it_in_the_chain_passes_nothing_on(silent):
    contract = CHAIN.replace("GX: {denies", "GX: {phase: final, denies")
    events = [status("wms", "SKIPPED", 2), status("erp", "GX", 3), status("portal", "open", 4)]
    assert silent(*events, contract=contract) == ["silent erp/GX e2"]


def test_the_end_of_a_flow_is_the_business_itself(silent):
    assert silent(status("portal", "failed", 2)) == []


def test_a_failure_that_was_repaired_is_past(silent):
    assert silent(status("wms", "RETRY", 2), status("wms", "SHIPPED", 3)) == []


def test_one_that_ended_badly_is_not(silent):
    found = ["silent wms/RETRY e1", "silent wms/SKIPPED e2"]
    assert silent(status("wms", "RETRY", 2), status("wms", "SKIPPED", 3)) == found


def test_one_that_may_still_turn_is_marked(look):
    (one,) = look(CHAIN, [status("wms", "RETRY", 2)], *ALL, captured=LATER).observations
    assert (one.may_turn, one.readers) == (True, ("erp",))
    (one,) = look(CHAIN, [status("wms", "SKIPPED", 2)], *ALL, captured=LATER).observations
    assert (one.may_turn, [reports for _, reports in one.rows]) == (False, ["erp/GX"])


def test_before_an_answer_was_due_nothing_is_known(silent):
    assert silent(status("wms", "SKIPPED", 2), captured="2026-03-02T09:30:00Z") == []
    assert silent(status("wms", "SKIPPED", 2), captured="2026-03-02T10:30:00Z") == ["silent wms/SKIPPED e1"]


def test_without_an_end_of_the_recording_somebody_must_have_gone_on(look, told, skipped):
    last = [status("erp", "posted", 1), status("wms", "SKIPPED", 2)]
    seen = look(CHAIN, last, *ALL)
    assert told(seen) == []
    assert skipped(seen) == [
        'whether anybody passed on wms "SKIPPED": the recording may end too early for it'
    ]
    assert told(look(CHAIN, [*last, status("portal", "open", 3)], *ALL)) == ["silent wms/SKIPPED e2"]


def test_who_has_closed_will_not_show_it_any_more(silent):
    assert silent(status("erp", "GI", 1), status("wms", "SKIPPED", 2), captured=None) == [
        "silent wms/SKIPPED e2"
    ]


def test_a_reader_who_went_on_speaking_had_its_time_also_where_the_recording_ends_early(silent):
    events = status("wms", "SKIPPED", 2), status("erp", "GI", 3)
    assert silent(*events, captured=at(4)) == silent(*events, captured=None)
    assert silent(*events, captured=at(4)) != []


def test_where_its_readers_were_not_captured_nothing_is_known(look, told, skipped):
    seen = look(CHAIN, [status("wms", "SKIPPED", 2)], "wms", "portal", captured=LATER)
    assert told(seen) == []
    assert skipped(seen) == ['whether anybody passed on wms "SKIPPED": not every status of erp was captured']


def test_where_nobody_reads_for_a_reason_nobody_is_to_be_told(silent):
    contract = CHAIN.replace(
        "status: {when: {QUEUED: posted, RETRY: posted, SHIPPED: GI, SKIPPED: GX}, no_answer: posted}",
        "status: {nobody_reads: a clerk looks at the list}",
    )
    assert silent(status("wms", "SKIPPED", 2), contract=contract) == []


def test_where_nothing_is_said_of_reading_the_sender_should_know(silent):
    contract = CHAIN.replace(
        "    status: {when: {QUEUED: posted, RETRY: posted, SHIPPED: GI, SKIPPED: GX}, no_answer: posted}\n",
        "",
    )
    assert silent(status("wms", "SKIPPED", 2), contract=contract) == ["silent wms/SKIPPED e1"]


def test_a_rejection_that_nobody_could_hear_is_nobodys(silent):
    contract = "systems: {erp: {statuses: {68: {outcome: failure, phase: final}}}}\nboundaries: {}\n"
    assert silent(status("erp", "68", 1), contract=contract, complete=["erp"]) == []


HUB = """
systems:
  hub:
    statuses: {open: {}, done: {phase: final, outcome: success}}
    initial: open
    combines: [{all: {erp: [53, 51], wms: [shipped]}, report: done}, {otherwise: open}]
  erp: {statuses: {53: {}, 51: {outcome: failure}}}
  wms: {statuses: {shipped: {}}}
boundaries:
  hub-to-erp: {from: hub, to: erp, status: {nobody_reads: it is combined}}
"""


def test_whoever_combines_may_wait_for_others_until_it_has_closed(silent):
    complete = ("hub", "erp", "wms")
    assert silent(status("erp", "51", 1), status("hub", "open", 2), contract=HUB, complete=complete) == []
    events = [status("erp", "51", 1), status("wms", "shipped", 2), status("hub", "done", 3)]
    assert silent(*events, contract=HUB, complete=complete) == ["silent erp/51 e1"]


def test_a_face_is_passed_on_where_a_row_names_it(silent):
    assert silent(status("wms_http", "400", 1)) == []
    contract = CHAIN.replace("when: {QUEUED: posted,", "when: {wms_http/400: GX, QUEUED: posted,")
    assert silent(status("wms_http", "400", 1), contract=contract) == ["silent wms_http/400 e1"]
    assert at(1) == "2026-03-02T09:00:01.000Z"


RELAY = """
facts: {paid: {owner: bank}}
systems:
  shop: {statuses: {new: {}, open: {}, failed: {outcome: failure, phase: final}}, initial: new}
  hub:
    statuses:
      BUSY: {}
      RETRY: {outcome: failure, denies: [paid]}
      OK: {outcome: success, phase: final, claims: [paid]}
      NOK: {outcome: failure, phase: final, denies: [paid]}
  bank:
    statuses:
      HOLD: {outcome: failure, denies: [paid]}
      PAID: {outcome: success, phase: final, claims: [paid]}
      NO: {outcome: failure, phase: final, denies: [paid]}
    moves: {HOLD: [PAID, NO]}
boundaries:
  shop-hub:
    {from: shop, to: hub, status: {when: {BUSY: open, RETRY: open, OK: open, NOK: failed}, no_answer: open}}
  hub-bank:
    from: hub
    to: bank
    status: {while: [BUSY, RETRY], when: {HOLD: RETRY, PAID: OK, NO: NOK}, no_answer: {report: BUSY, while: BUSY}}
flows: {f: {reader: shop}}
"""


def turning(look, *events):
    seen = look(RELAY, events, "shop", "hub", "bank", captured=LATER)
    return [
        (one.sight.code, one.showing, one.may_turn) for one in seen.observations if hasattr(one, "may_turn")
    ]


def test_what_a_reporter_without_moves_may_still_hear_lets_it_turn(look):
    events = (
        status("hub", "BUSY", 1),
        status("bank", "HOLD", 2),
        status("hub", "RETRY", 3),
        status("shop", "open", 4),
    )
    assert turning(look, *events) == [("RETRY", (), True)]


def test_once_the_system_that_it_reports_on_has_ended_badly_it_can_not_turn(look):
    events = (
        status("bank", "HOLD", 1),
        status("hub", "RETRY", 2),
        status("bank", "NO", 3),
        status("shop", "open", 4),
    )
    assert ("RETRY", (), False) in turning(look, *events)


def test_a_row_that_ends_the_matter_leaves_nothing_to_wait_for(look):
    events = status("hub", "BUSY", 1), status("bank", "NO", 2), status("shop", "open", 3)
    assert turning(look, *events) == [("NO", ("hub/NOK",), False)]


def test_whether_a_code_that_nobody_declared_passes_it_on_nobody_knows(look, told, skipped):
    seen = look(CHAIN, [status("wms", "SKIPPED", 1), status("erp", "REJ", 2)], *ALL, captured=LATER)
    assert [one for one in told(seen) if one.startswith("silent")] == []
    assert 'whether anybody passed on wms "SKIPPED": nobody declared what erp "REJ" means' in skipped(seen)
