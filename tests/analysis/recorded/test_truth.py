"""A claim is held against what its source of truth had said when it was made."""

import pytest

from tests.analysis.recorded.written import at, status

ORDERS = """
facts:
  posted:  {owner: erp}
  shipped: {owner: wms, implies: [posted]}
  paid:    {owner: psp, revocable: true}
  stored:  {owner: hub}
systems:
  portal:
    statuses:
      open: {}
      posted: {claims: [posted]}
      done: {outcome: success, claims: [shipped]}
      paid: {claims: [paid]}
      refused: {denies: [shipped]}
      unset: {}
  hub:
    statuses:
      taken: {claims: [stored]}
      done: {outcome: success, claims: [shipped, stored]}
  hub_http: {part_of: hub, statuses: {202: {layer: transport, claims: [stored]}}}
  erp: {statuses: {53: {claims: [posted]}}}
  wms:
    statuses:
      QUEUED: {}
      SHIPPED: {outcome: success, phase: final, claims: [shipped]}
      SKIPPED: {outcome: failure, phase: final, denies: [shipped]}
  psp: {statuses: {paid: {claims: [paid]}, returned: {denies: [paid]}}}
boundaries: {}
"""
ALL = ("portal", "hub", "erp", "wms", "psp")


@pytest.fixture
def misleading(look, told):
    def see(*events, complete=ALL, **header):
        return [
            one for one in told(look(ORDERS, events, *complete, **header)) if one.startswith("misleading")
        ]

    return see


def test_a_claim_that_its_source_had_denied_is_misleading(misleading):
    assert misleading(status("wms", "SKIPPED", 1), status("hub", "done", 2)) == [
        "misleading hub/done e2 ['shipped']"
    ]


def test_so_is_one_of_which_the_source_had_said_nothing_yet(misleading):
    found = ["misleading portal/done e2 ['shipped']"]
    assert (
        misleading(status("wms", "QUEUED", 1), status("portal", "done", 2), status("wms", "SHIPPED", 3))
        == found
    )


def test_a_claim_after_the_word_of_its_source_is_true(misleading):
    assert (
        misleading(status("wms", "SHIPPED", 1), status("hub", "done", 2), status("portal", "done", 3)) == []
    )


def test_what_another_reader_says_establishes_nothing(misleading):
    found = ["misleading hub/done e1 ['shipped']", "misleading portal/done e2 ['shipped']"]
    assert misleading(status("hub", "done", 1), status("portal", "done", 2)) == found


def test_a_fact_that_follows_from_an_established_one_is_established(misleading):
    assert misleading(status("wms", "SHIPPED", 1), status("portal", "posted", 2)) == []


def test_an_effect_establishes_its_fact(misleading):
    effect = {"kind": "effect", "at": at(1), "system": "erp", "effect": {"fact": "posted"}}
    assert misleading(effect, status("portal", "posted", 2)) == []


def test_a_system_and_its_faces_know_their_own_facts(misleading):
    assert misleading(status("hub_http", "202", 1), status("hub", "taken", 2)) == []


def test_a_status_that_claims_nothing_is_never_misleading(misleading):
    assert (
        misleading(status("wms", "SKIPPED", 1), status("portal", "unset", 2), status("hub_http", "202", 3))
        == []
    )


def test_a_denial_is_not_judged(misleading):
    assert misleading(status("wms", "SHIPPED", 1), status("portal", "refused", 2)) == []


def test_a_cause_outranks_the_clock(misleading):
    events = [status("wms", "SHIPPED", 5), status("portal", "done", 1, of="e1")]
    assert misleading(*events) == []


def test_a_consequence_outranks_it_too(misleading):
    events = [status("portal", "done", 5), status("wms", "SHIPPED", 1, of="e1")]
    assert misleading(*events) == ["misleading portal/done e1 ['shipped']"]


@pytest.mark.parametrize(("skew", "found"), [(400, ["misleading portal/done e1 ['shipped']"]), (600, [])])
def test_clocks_count_only_beyond_their_skew(misleading, skew, found):
    events = [status("portal", "done", 1), status("wms", "SHIPPED", 1.5)]
    assert misleading(*events, clock_skew_ms={"wms": skew}) == found


def test_the_skew_of_a_system_is_that_of_its_faces(misleading):
    contract_events = [status("portal", "done", 1), status("wms", "SHIPPED", 1.5)]
    assert misleading(*contract_events, clock_skew_ms={"wms": 300, "portal": 300}) == []


def test_without_a_time_nobody_knows_what_came_first(misleading):
    assert misleading(status("portal", "done"), status("wms", "SHIPPED")) == []
    assert misleading(status("portal", "done", 1), status("wms", "SHIPPED")) == []


def test_without_a_time_the_cause_tells(misleading):
    events = [status("portal", "done"), status("wms", "SHIPPED", of="e1")]
    assert misleading(*events) == ["misleading portal/done e1 ['shipped']"]


def test_a_revocable_claim_is_held_against_the_latest_word(misleading):
    events = [status("psp", "paid", 1), status("psp", "returned", 2), status("portal", "paid", 3)]
    assert misleading(*events) == ["misleading portal/paid e3 ['paid']"]
    assert misleading(*events[:1], status("portal", "paid", 2), status("psp", "returned", 3)) == []


def test_a_stable_fact_stays_true_whatever_is_said_later(misleading):
    assert (
        misleading(status("wms", "SHIPPED", 1), status("wms", "SKIPPED", 2), status("portal", "done", 3))
        == []
    )


def test_a_claim_that_is_repeated_counts_once_its_denial_was_heard(misleading):
    events = [status("psp", "paid", 1), status("portal", "paid", 2), status("psp", "returned", 3)]
    assert misleading(*events, status("portal", "paid", 4)) == []
    assert misleading(*events, status("portal", "paid", 4, of="e3")) == ["misleading portal/paid e4 ['paid']"]


def test_an_effect_can_be_undone(misleading):
    def effect(second, after):
        return {
            "kind": "effect",
            "at": at(second),
            "system": "psp",
            "effect": {"fact": "paid", "after": after},
        }

    assert misleading(effect(1, True), status("portal", "paid", 2)) == []
    assert misleading(effect(1, True), effect(2, False), status("portal", "paid", 3)) == [
        "misleading portal/paid e3 ['paid']"
    ]


@pytest.mark.parametrize("how", ["sampled", "none", None])
def test_what_was_not_captured_is_not_judged_and_that_is_said(look, told, skipped, how):
    complete = {"portal": "full", **({"wms": how} if how else {})}
    seen = look(ORDERS, [status("portal", "done", 2)], complete=complete)
    assert told(seen) == []
    assert skipped(seen) == ["claims of shipped: not every status of wms was captured"]


def test_where_the_claim_is_true_nothing_is_said_of_the_capture(look, told, skipped):
    seen = look(ORDERS, [status("wms", "SHIPPED", 1), status("portal", "done", 2)])
    assert (told(seen), skipped(seen)) == ([], [])


EXTERNAL = """
facts: {arrived: {owner: bank}}
systems:
  shop: {statuses: {paid: {claims: [arrived]}}}
  provider:
    external: true
    statuses: {paid: {claims: [arrived]}, failed: {denies: [arrived]}}
  bank: {statuses: {}}
boundaries: {}
"""


def test_an_external_system_is_taken_at_its_word(look, told):
    assert told(look(EXTERNAL, [status("provider", "paid", 1), status("shop", "paid", 2)], "provider")) == []


def test_a_source_that_is_never_heard_is_stood_for_by_whoever_is_believed(look, told):
    events = [status("provider", "failed", 1), status("shop", "paid", 2)]
    assert told(look(EXTERNAL, events, "provider")) == ["misleading shop/paid e2 ['arrived']"]


def test_a_layer_that_is_not_the_declared_one_is_another_status(look, told, skipped):
    contract = ORDERS.replace(
        "done: {outcome: success, claims: [shipped, stored]}",
        "done: {outcome: success, layer: flow, claims: [shipped, stored]}",
    )
    seen = look(contract, [status("hub", "done", 1, layer="transport")], *ALL)
    assert told(seen) == []
    assert skipped(seen) == ['hub "done" of the layer "transport": it is not the status of the contract']
    assert told(look(contract, [status("hub", "done", 1, layer="flow")], *ALL)) == [
        "misleading hub/done e1 ['shipped']"
    ]


def test_what_a_step_says_is_not_what_its_system_says(look, told):
    step = {"kind": "step", "at": at(1), "system": "hub", "status": {"code": "done"}}
    assert told(look(ORDERS, [step], *ALL)) == []


def test_a_finding_tells_what_came_before_it(look):
    events = [
        status("erp", "53", 1),
        status("wms", "SKIPPED", 2, reason="plant is null"),
        status("hub", "done", 3, of="e1", to="portal"),
        status("portal", "done", 4, of="e3"),
    ]
    one = look(ORDERS, events, *ALL).observations[-1]
    assert [(step.at, step.system, step.shows) for step in one.trace] == [
        (at(1), "erp", "53"),
        (at(2), "wms", "SKIPPED"),
        (at(3), "hub", "done"),
        (at(4), "portal", "done"),
    ]
    assert [(word.system, word.code) for word in one.words] == [("wms", "SKIPPED")]
    assert ([fact.name for fact in one.denied], one.sources) == (["shipped"], ("wms",))


GIVES_UP = ORDERS.replace("refused: {denies: [shipped]}", "failed: {phase: final, denies: [posted]}")


def test_a_final_status_that_rules_out_what_is_true_is_misleading(look, told):
    events = [status("erp", "53", 1), status("portal", "failed", 2)]
    assert told(look(GIVES_UP, events)) == ["misleading portal/failed e2 ['posted']"]


def test_so_it_is_where_the_fact_came_about_later_since_final_means_never(look, told):
    effect = {"kind": "effect", "at": at(2), "system": "erp", "effect": {"fact": "posted"}}
    seen = look(GIVES_UP, [status("portal", "failed", 1), effect])
    assert told(seen) == ["misleading portal/failed e1 ['posted']"]
    assert (seen.observations[0].rules_out, seen.observations[0].words) == (True, ())


def test_what_nobody_established_may_be_ruled_out(look, told):
    assert told(look(GIVES_UP, [status("portal", "failed", 1)], *ALL)) == []


def test_a_final_denial_before_a_claim_is_enough_whatever_was_not_captured(look, told, skipped):
    events = [status("wms", "SKIPPED", 1), status("portal", "done", 2)]
    seen = look(ORDERS, events)
    assert told(seen) == ["misleading portal/done e2 ['shipped']"]


def test_a_denial_that_was_open_or_came_later_is_not_enough(look, told):
    open_one = ORDERS.replace("SKIPPED: {outcome: failure, phase: final", "SKIPPED: {outcome: failure")
    events = [status("wms", "SKIPPED", 1), status("portal", "done", 2)]
    assert told(look(open_one, events)) == []
    assert told(look(ORDERS, [status("portal", "done", 1), status("wms", "SKIPPED", 2)])) == []


def test_nor_is_one_that_its_source_took_back(look, told):
    events = [status("wms", "SKIPPED", 1), status("portal", "done", 2), status("wms", "SHIPPED", 3)]
    assert [one for one in told(look(ORDERS, events)) if one.startswith("misleading")] == []


SHIPPED_ALL_THE_SAME = {"kind": "effect", "at": at(3), "system": "wms", "effect": {"fact": "shipped"}}
FAILS = ORDERS.replace("refused: {denies: [shipped]}", "failed: {phase: final, denies: [shipped]}")


def test_a_source_that_ruled_out_what_came_about_all_the_same_is_misleading_and_not_who_passed_it_on(
    look, told
):
    events = [status("wms", "SKIPPED", 1), status("portal", "failed", 2), SHIPPED_ALL_THE_SAME]
    assert told(look(FAILS, events)) == ["misleading wms/SKIPPED e1 ['shipped']"]


def test_so_is_an_external_one_whose_word_is_taken(look, told):
    external = FAILS.replace("  wms:\n", "  wms:\n    external: true\n")
    events = [status("wms", "SKIPPED", 1), status("portal", "failed", 2), SHIPPED_ALL_THE_SAME]
    assert told(look(external, events)) == ["misleading wms/SKIPPED e1 ['shipped']"]


def test_who_passes_it_on_after_it_was_proved_wrong_is_misleading_too(look, told):
    events = [status("wms", "SKIPPED", 1), SHIPPED_ALL_THE_SAME, status("portal", "failed", 4)]
    assert told(look(FAILS, events)) == [
        "misleading wms/SKIPPED e1 ['shipped']",
        "misleading portal/failed e3 ['shipped']",
    ]


def test_a_source_that_takes_a_final_word_back_has_left_it_and_nobody_misled(look, told):
    events = [status("wms", "SKIPPED", 1), status("portal", "failed", 2), status("wms", "SHIPPED", 3)]
    found = told(look(FAILS, events))
    assert [one for one in found if one.startswith("misleading")] == []
    assert [one for one in found if one.startswith("reopened")]


def test_a_denial_that_was_open_is_passed_on_too_early(look, told):
    open_one = FAILS.replace("SKIPPED: {outcome: failure, phase: final", "SKIPPED: {outcome: failure")
    events = [status("wms", "SKIPPED", 1), status("portal", "failed", 2), SHIPPED_ALL_THE_SAME]
    assert told(look(open_one, events)) == ["misleading portal/failed e2 ['shipped']"]


def test_who_shows_it_again_could_know_better_by_then(look, told):
    again = status("portal", "failed", 4, of="e3")
    events = [status("wms", "SKIPPED", 1), status("portal", "failed", 2), SHIPPED_ALL_THE_SAME]
    assert told(look(FAILS, [*events, again])) == [
        "misleading wms/SKIPPED e1 ['shipped']",
        "misleading portal/failed e4 ['shipped']",
    ]
    assert told(look(FAILS, [*events, status("portal", "failed", 4)])) == [
        "misleading wms/SKIPPED e1 ['shipped']"
    ]


LEAVES = FAILS.replace("QUEUED: {}", "QUEUED: {}\n      LEFT: {claims: [shipped]}")


def test_a_source_that_rules_out_what_it_claimed_before_is_misleading(look, told):
    events = [status("wms", "LEFT", 1), status("wms", "SKIPPED", 2), status("portal", "failed", 3)]
    found = [one for one in told(look(LEAVES, events)) if one.startswith("misleading")]
    assert found == ["misleading wms/SKIPPED e2 ['shipped']", "misleading portal/failed e3 ['shipped']"]


NEWS = """
boundaries:
  wms-to-portal:
    from: wms
    to: portal
    messages: {news: {payload: schemas/any.json}}
    status: {of: sender, read: [{status: {at: /state}}], when: {QUEUED: open, SHIPPED: done, SKIPPED: failed}}
"""


def test_a_source_of_which_only_the_receipt_shows_what_it_said_is_misleading_too(look, told, tmp_path):
    """Nobody knows when it said so, but never is never."""
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "any.json").write_text("true")
    news = {"at": at(1), "boundary": "wms-to-portal", "message": "news", "payload": {"state": "SKIPPED"}}
    got = {**news, "kind": "received", "system": "portal"}
    contract = FAILS.replace("boundaries: {}\n", NEWS)
    for before in ([], [{**news, "kind": "sent", "system": "wms", "at": at(0)}]):
        of = f"e{len(before) + 1}"
        events = [*before, got, status("portal", "failed", 2, of=of), SHIPPED_ALL_THE_SAME]
        found = [one for one in told(look(contract, events)) if one.startswith("misleading")]
        assert found == ["misleading wms/SKIPPED e1 ['shipped']"]


CARRIED = FAILS.replace(
    "  psp:",
    "  car: {external: true, statuses: {LOST: {phase: final, denies: [shipped]}, GOT: {claims: [shipped]}}}\n  psp:",
)


def test_an_external_one_may_pass_on_what_its_source_said_first(look, told):
    events = [status("wms", "SKIPPED", 1), status("car", "LOST", 2, of="e1"), SHIPPED_ALL_THE_SAME]
    assert told(look(CARRIED, events)) == ["misleading wms/SKIPPED e1 ['shipped']"]
    first = [status("car", "LOST", 1), status("wms", "SKIPPED", 2), SHIPPED_ALL_THE_SAME]
    assert told(look(CARRIED, first)) == [
        "misleading car/LOST e1 ['shipped']",
        "misleading wms/SKIPPED e2 ['shipped']",
    ]


def test_of_two_externals_of_which_nobody_knows_who_was_first_neither_is_excused(look, told):
    both = CARRIED.replace(
        "  psp:", "  van: {external: true, statuses: {LOST: {phase: final, denies: [shipped]}}}\n  psp:"
    )
    events = [status("car", "LOST"), status("van", "LOST"), {**SHIPPED_ALL_THE_SAME, "at": None}]
    assert [one.split()[1] for one in told(look(both, events))] == ["car/LOST", "van/LOST"]


def test_any_proof_that_led_to_a_word_shown_again_will_do(look, told):
    got = status("car", "GOT", 3)
    events = [
        status("wms", "SKIPPED", 1),
        status("portal", "failed", 2),
        got,
        {**SHIPPED_ALL_THE_SAME, "at": at(4)},
    ]
    found = told(look(CARRIED, [*events, status("portal", "failed", 5, of="e4")]))
    assert [one for one in found if "portal" in one] == ["misleading portal/failed e5 ['shipped']"]
