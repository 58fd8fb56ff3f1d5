"""A recorded change of status follows from a row, a move or a leaving message, or it is seen."""

import pytest

from tests.analysis.recorded.written import at, status

DESK = """
systems:
  desk:
    statuses: {draft: {}, sent: {}, waiting: {}, done: {}, failed: {phase: final}, told: {}}
    moves: {draft: [sent]}
    initial: draft
  erp:
    statuses: {50: {}, 53: {}, 51: {}, 68: {}}
    moves: {50: [51, 53], 51: [68]}
    initial: 50
  erp_http: {part_of: erp, statuses: {200: {}}}
boundaries:
  desk-to-erp:
    from: desk
    to: erp
    leaves: {when: sent, enters: 50}
    messages: {order: {key: /id}}
    status:
      when:
        50: waiting
        53: done
        51: {report: waiting, while: [sent, waiting]}
        68: {report: failed, while: waiting}
        erp_http/200: {report: told, while: sent}
      otherwise: failed
      no_answer: {report: waiting, while: sent}
"""
ALL = ("desk", "erp")


@pytest.fixture
def unexplained(look, told):
    def see(*events, contract=DESK, complete=ALL):
        return [one for one in told(look(contract, events, *complete)) if one.startswith("unexplained")]

    return see


def test_moves_lead_on(unexplained):
    assert unexplained(status("desk", "draft", 1), status("desk", "sent", 2)) == []
    assert unexplained(status("desk", "sent", 1), status("desk", "draft", 2)) == ["unexplained desk/draft e2"]


def test_a_first_status_counts_from_the_initial_ones(unexplained):
    assert unexplained(status("desk", "sent", 1)) == []
    assert unexplained(status("erp", "53", 1), complete=["desk", "erp"]) == []
    assert unexplained(status("desk", "done", 1)) == ["unexplained desk/done e1"]


def test_a_row_whose_source_was_recorded_leads_on(unexplained):
    assert unexplained(status("desk", "sent", 1), status("erp", "53", 2), status("desk", "done", 3)) == []


def test_a_row_whose_source_came_later_does_not(unexplained):
    found = ["unexplained desk/done e2"]
    assert unexplained(status("desk", "sent", 1), status("desk", "done", 2), status("erp", "53", 3)) == found


def test_own_statuses_on_the_way_need_not_be_recorded(unexplained):
    assert unexplained(status("erp", "68", 1), status("desk", "failed", 2)) == []


def test_a_row_counts_only_while_its_reporter_shows_what_it_names(unexplained):
    events = [status("erp", "53", 1), status("desk", "done", 2), status("erp", "51", 3)]
    waiting = DESK.replace("        50: waiting\n", "").replace("51: [68]}", "51: [68], 53: [51]}")
    assert unexplained(*events, status("desk", "waiting", 4), contract=waiting) == [
        "unexplained desk/waiting e4"
    ]


def test_a_face_is_a_source_too(unexplained):
    assert (
        unexplained(status("desk", "sent", 1), status("erp_http", "200", 2), status("desk", "told", 3)) == []
    )


def test_a_code_that_nobody_declared_is_what_otherwise_is_for(unexplained):
    assert unexplained(status("desk", "sent", 1), status("erp", "99", 2), status("desk", "failed", 3)) == []
    assert unexplained(status("desk", "sent", 1), status("desk", "failed", 3)) == [
        "unexplained desk/failed e2"
    ]


def test_after_a_code_that_nobody_declared_all_is_possible_that_rows_allow(unexplained):
    assert unexplained(status("desk", "?", 1), status("desk", "sent", 2)) == []


def test_silence_leads_on_until_there_is_an_answer(unexplained):
    quiet = DESK.replace("        50: waiting\n", "")
    events = [status("desk", "sent", 1), status("desk", "waiting", 3)]
    assert unexplained(*events, contract=quiet) == []
    answer = status("erp", "53", 2, to="desk")
    assert unexplained(answer, *events, contract=quiet) == ["unexplained desk/waiting e3"]
    assert unexplained(status("erp", "53", 2), *events, contract=quiet) == []


def test_a_message_that_was_recorded_has_left(unexplained):
    sent = {
        "kind": "sent",
        "at": at(1),
        "boundary": "desk-to-erp",
        "message": "order",
        "payload": {"id": "1"},
    }
    contract = DESK.replace("    initial: 50\n", "    initial: 68\n")
    assert unexplained(sent, status("erp", "50", 2), contract=contract) == []
    assert unexplained(status("desk", "sent", 1), status("erp", "50", 2), contract=contract) == []
    assert unexplained(status("erp", "50", 2), contract=contract) == ["unexplained erp/50 e1"]


def test_of_a_system_without_any_way_nothing_is_known(unexplained):
    contract = "systems: {bank: {statuses: {a: {}, b: {}}}}\nboundaries: {}\n"
    assert (
        unexplained(status("bank", "a", 1), status("bank", "b", 2), contract=contract, complete=["bank"])
        == []
    )


def test_an_external_system_keeps_to_the_moves_that_were_declared_for_it(unexplained):
    contract = "systems: {bank: {external: true, statuses: {a: {}, b: {}, c: {}}, moves: {a: [b], b: [c]}}}\nboundaries: {}\n"
    assert unexplained(status("bank", "a", 1), status("bank", "c", 2), contract=contract) == []
    assert unexplained(status("bank", "b", 1), status("bank", "a", 2), contract=contract) == [
        "unexplained bank/a e2"
    ]


def test_what_was_not_captured_may_explain_it_and_that_is_said(look, told, skipped):
    seen = look(DESK, [status("desk", "sent", 1), status("desk", "done", 2)], "desk")
    assert told(seen) == []
    assert skipped(seen) == [
        "whether what desk showed follows from anything: not all of what it hears was captured"
    ]


def test_where_nothing_that_is_missing_could_explain_it_it_is_seen(unexplained):
    found = ["unexplained desk/draft e2"]
    assert unexplained(status("desk", "sent", 1), status("desk", "draft", 2), complete=[]) == found


def test_the_same_status_again_is_no_change(unexplained):
    assert unexplained(status("desk", "sent", 1), status("desk", "sent", 2), status("desk", "sent", 3)) == []


def test_a_finding_names_what_it_waits_for(look):
    one = look(DESK, [status("desk", "sent", 1), status("desk", "done", 2)], *ALL).observations[0]
    assert ([word for word, _ in one.wanted], one.before.code) == (['erp "53"'], "sent")


HUB = """
systems:
  hub:
    statuses: {open: {}, done: {phase: final}, rejected: {phase: final}}
    initial: open
    combines:
      - {all: {erp: [53], wms: [shipped]}, report: done}
      - {any: {erp: [51], wms: [refused]}, report: rejected}
      - {otherwise: open}
  erp: {statuses: {53: {}, 51: {}}}
  wms: {statuses: {shipped: {}, refused: {}}}
boundaries:
  hub-to-erp: {from: hub, to: erp}
  hub-to-wms: {from: hub, to: wms}
"""
HUB_ALL = ("hub", "erp", "wms")


def test_a_combination_explains_what_it_reports(unexplained):
    both = [status("erp", "53", 1), status("wms", "shipped", 2)]
    assert unexplained(*both, status("hub", "done", 3), contract=HUB, complete=HUB_ALL) == []
    assert unexplained(*both[:1], status("hub", "done", 3), contract=HUB, complete=HUB_ALL) == [
        "unexplained hub/done e2"
    ]


def test_a_combination_may_have_heard_what_was_said_before_the_last_word(unexplained):
    events = [status("erp", "51", 1), status("erp", "53", 2), status("wms", "shipped", 3)]
    assert unexplained(*events, status("hub", "rejected", 4), contract=HUB, complete=HUB_ALL) == []


def test_a_combination_with_somebody_who_was_not_captured_is_not_judged(look, told, skipped):
    seen = look(HUB, [status("erp", "53", 1), status("hub", "done", 3)], "hub", "erp")
    assert told(seen) == []
    assert skipped(seen) == [
        "whether what hub showed follows from anything: not all of what it hears was captured"
    ]


def test_more_combinations_than_can_be_tried_explain_everything(unexplained):
    systems = "".join(
        f"  s{n}: {{statuses: {{{', '.join(f'c{m}: {{}}' for m in range(9))}}}}}\n" for n in range(5)
    )
    shown = ", ".join(f"s{n}: [c0]" for n in range(5))
    contract = (
        "systems:\n  hub: {statuses: {open: {}, done: {}}, initial: open, combines: [{all: {"
        + shown
        + "}, report: open}, {otherwise: open}]}\n"
        + systems
        + "boundaries: {}\n"
    )
    words = [status(f"s{n}", f"c{m}", n) for n in range(5) for m in range(9)]
    events = [*words, status("hub", "done", 99)]
    complete = ["hub", *(f"s{n}" for n in range(5))]
    assert unexplained(*events[-1:], contract=contract, complete=complete) == ["unexplained hub/done e1"]
    assert unexplained(*events, contract=contract, complete=complete) == []
