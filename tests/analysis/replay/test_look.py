"""What replay sees in a case."""

import pytest

from checker.analysis.replay.seen import (
    ContractsDisagree,
    DecisionDiffers,
    EnrichmentMissing,
    Observation,
    PayloadInvalid,
    RefusedByRule,
    RowFailed,
    SeenCase,
    TransformationDiffers,
    UndeclaredStatus,
    VersionUnknown,
)
from checker.model.json import ABSENT

ORDERS = """
systems:
  shop: {statuses: {}}
  erp: {statuses: {}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/erp.json
        transform:
          - {to: /docnum, from: /id, pad: {left: "0", to: 6}}
          - to: /lines
            each: /lines
            rows:
              - {to: matnr, from: sku}
              - {to: quantity, from: qty, number: {scale: 0}}
"""
SCHEMAS = {
    "schemas/order.json": {
        "type": "object",
        "required": ["id"],
        "properties": {"id": {"type": "string"}},
    },
    "schemas/erp.json": {"type": "object", "properties": {"docnum": {"type": "string", "maxLength": 6}}},
}
SENT = {"id": "4711", "lines": [{"sku": "a", "qty": "3"}, {"sku": "b", "qty": "1"}]}
RECEIVED = {"docnum": "004711", "lines": [{"matnr": "a", "quantity": 3}, {"matnr": "b", "quantity": 1}]}


def _exchange(sent: object = SENT, received: object = RECEIVED, **rest: object) -> dict[str, object]:
    event = {"case": "1", "id": "x", "kind": "exchange", "boundary": "shop-to-erp", "message": "order"}
    return {**event, "sent": sent, "received": received, **rest}


def _said(seen: SeenCase) -> list[tuple[str, str]]:
    """Kind and general place of each observation."""
    return [(type(one).__name__, getattr(one, "at", "")) for one in seen.observations]


def _only(seen: SeenCase) -> Observation:
    (one,) = seen.observations
    return one


def _why(seen: SeenCase) -> list[tuple[str, bool]]:
    return [(skipped.why, skipped.was_asked) for skipped in seen.skipped]


def test_of_a_message_as_declared_nothing_is_said(look):
    (seen,) = look(ORDERS, [_exchange()], SCHEMAS)
    assert seen == SeenCase(
        set="example",
        case="1",
        recording=seen.recording,
        replayed=1,
        validated=2,
        compared=1,
        compared_messages=frozenset({("shop-to-erp", "order")}),
    )


def test_sent_and_received_events_are_seen_like_an_exchange(look):
    sent = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp", "message": "order"}
    received = {**sent, "id": "r", "kind": "received", "of": "s", "payload": RECEIVED}
    (seen,) = look(ORDERS, [{**sent, "payload": SENT}, received], SCHEMAS)
    assert (seen.observations, seen.compared, seen.messages) == ((), 1, {"r": "s"})


def test_one_altered_value_names_the_row_and_the_source_field(look):
    altered = {**RECEIVED, "lines": [RECEIVED["lines"][0], {"matnr": "b", "quantity": 7}]}
    (seen,) = look(ORDERS, [_exchange(received=altered)], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, TransformationDiffers)
    assert (one.at, one.spot.seen.pointer) == ("/lines/*/quantity", "/lines/1/quantity")
    assert (one.difference.expected, one.difference.received) == (1, 7)
    assert one.origin is not None
    assert one.origin.row.line == 22
    (source,) = one.origin.sources
    assert (source.path, source.pointer, source.value) == ("qty", "/lines/1/qty", "1")


def test_a_field_that_no_row_makes_differs_without_an_origin(look):
    (seen,) = look(ORDERS, [_exchange(received={**RECEIVED, "extra": 1})], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, TransformationDiffers)
    assert (one.at, one.difference.expected, one.origin) == ("/extra", ABSENT, None)


def test_a_wrong_payload_comes_before_what_follows_from_it(look):
    (seen,) = look(ORDERS, [_exchange({"id": None, "lines": [{"qty": "?"}]}, RECEIVED)], SCHEMAS)
    assert [name for name, _ in _said(seen)][:2] == ["PayloadInvalid", "RowFailed"]
    one = seen.observations[0]
    assert isinstance(one, PayloadInvalid)
    assert (one.at, one.value, one.is_guess, one.is_received) == ("/id", None, False, False)


def test_a_row_that_can_not_be_applied_says_which_and_on_what(look):
    sent = {**SENT, "lines": [{"sku": "a", "qty": "three"}]}
    (seen,) = look(ORDERS, [_exchange(sent, RECEIVED)], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, RowFailed)
    assert (one.at, one.error.place.line, one.error.value) == ("/lines/*/qty", 22, "three")


def test_what_both_sides_promised_need_not_fit(look):
    sent = {"id": "4711471", "lines": []}
    (seen,) = look(ORDERS, [_exchange(sent, {"docnum": "4711471", "lines": []})], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, ContractsDisagree)
    assert (one.at, one.value, one.origin.row.line if one.origin else 0) == ("/docnum", "4711471", 17)


def test_the_receivers_schema_is_asked_of_the_result_where_nothing_received_is_recorded(look):
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp", "message": "order"}
    (seen,) = look(ORDERS, [{**event, "payload": {"id": "4711471", "lines": []}}], SCHEMAS)
    assert _said(seen) == [("ContractsDisagree", "/docnum")]


def test_what_was_received_is_held_against_the_receivers_schema_where_nothing_sent_is_recorded(look):
    event = {"case": "1", "id": "r", "kind": "received", "boundary": "shop-to-erp", "message": "order"}
    (seen,) = look(ORDERS, [{**event, "payload": {"docnum": "4711471", "lines": []}}], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, PayloadInvalid)
    assert (one.at, one.is_received) == ("/docnum", True)


def test_what_nothing_changes_on_its_way_was_sent_as_it_was_received(look):
    contract = """
systems: {github: {external: true, statuses: {}}, gate: {statuses: {}}}
boundaries:
  github-to-gate: {from: github, to: gate, messages: {push: {payload: schemas/order.json}}}
"""
    event = {"case": "1", "id": "r", "kind": "received", "boundary": "github-to-gate", "payload": {"id": 1}}
    (seen,) = look(contract, [event], SCHEMAS)
    one = _only(seen)
    assert isinstance(one, PayloadInvalid)
    assert (one.at, one.is_guess, one.is_received, seen.compared) == ("/id", True, False, 0)


def test_a_payload_where_there_should_be_none_is_wrong(look):
    contract = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp: {from: shop, to: erp, messages: {order: {payload: none}}}
"""
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp"}
    clean, wrong = look(contract, [event, {**event, "case": "2", "payload": None}])
    assert (_said(clean), clean.skipped, clean.replayed) == ([], (), 1)
    assert _said(wrong) == [("PayloadInvalid", "")]


RULED = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        requires:
          - {jq: ".lines | length > 0", because: an order needs a line}
          - {jq: ".id | length", because: a number is not true}
"""


@pytest.mark.needs("jq")
def test_a_rule_of_the_receiver_holds_only_where_it_gives_true(look):
    (seen,) = look(RULED, [_exchange({"id": "1", "lines": [1]}, {"id": "1", "lines": [1]})])
    one = _only(seen)
    assert isinstance(one, RefusedByRule)
    assert (one.requirement.because, one.why) == ("a number is not true", None)


@pytest.mark.needs("jq")
def test_a_rule_that_fails_on_a_payload_does_not_hold(look):
    (seen,) = look(RULED, [_exchange({"id": 5, "lines": 5}, {"id": 5, "lines": 5})])
    assert _said(seen) == [("RefusedByRule", "")]  # `length` of a number is its size, which is no truth
    (seen,) = look(RULED, [_exchange({"id": True, "lines": [1]}, {"id": True, "lines": [1]})])
    one = _only(seen)
    assert isinstance(one, RefusedByRule)
    assert one.why is not None


BY_JQ = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        transform: {jq: "{n: .n}"}
"""


@pytest.mark.needs("jq")
def test_numbers_that_jq_can_not_hold_are_said(look):
    (short,) = look(BY_JQ, [_exchange({"n": 1.5}, {"n": 1.5})])
    (long,) = look(BY_JQ, [_exchange({"n": 12345678901234567}, {"n": 12345678901234568})])
    assert short.skipped == ()
    assert [skipped.why for skipped in long.skipped] == [
        "the last digits of /n in shop-to-erp/order: it is 12345678901234567, and jq computes with 15"
    ]


ENRICHED = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}, crm: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/rich.json
        enriches:
          /plant: {from: shop}
          /limit: {from: crm, by: /id}
"""
RICH = {
    **SCHEMAS,
    "schemas/rich.json": {
        "required": ["plant", "limit"],
        "properties": {"plant": {"type": "string"}, "limit": {"type": "number"}},
    },
}


def test_what_came_on_the_way_is_no_difference(look):
    sent, received = {"id": "1", "plant": "1000"}, {"id": "1", "plant": "1000", "limit": 5}
    (seen,) = look(ENRICHED, [_exchange(sent, received)], RICH)
    assert (seen.observations, seen.compared) == ((), 1)


def test_an_enriched_field_that_arrives_otherwise_than_sent_differs(look):
    sent, received = {"id": "1", "plant": "1000"}, {"id": "1", "plant": "1100", "limit": 5}
    (seen,) = look(ENRICHED, [_exchange(sent, received)], RICH)
    assert _said(seen) == [("TransformationDiffers", "/plant")]


@pytest.mark.parametrize("plant", [{}, {"plant": None}])
def test_a_field_that_is_missing_is_said_once(look, plant):
    payload = {"id": "1", "limit": 5, **plant}
    (seen,) = look(ENRICHED, [_exchange(payload, payload)], RICH)
    one = _only(seen)
    assert isinstance(one, EnrichmentMissing)
    assert (one.at, one.value, one.enrich.source.name) == ("/plant", plant.get("plant", ABSENT), "shop")


def test_of_a_message_whose_arrival_is_not_recorded_only_what_the_sender_adds_is_missed(look):
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp"}
    (seen,) = look(ENRICHED, [{**event, "payload": {"id": "1"}}], RICH)
    assert _said(seen) == [("EnrichmentMissing", "/plant")]


def test_a_field_that_the_senders_own_schema_asks_for_is_missed_before_it_arrives(look):
    contract = ENRICHED.replace("order.json", "rich.json")
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp"}
    (seen,) = look(contract, [{**event, "payload": {"id": "1", "plant": "1000"}}], RICH)
    assert _said(seen) == [("EnrichmentMissing", "/limit")]


VERSIONS = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order: {version: 2.3.0, version_at: /v}
"""


@pytest.mark.parametrize(
    ("payload", "version", "unknown"),
    [
        ({"v": "2.3.0"}, None, None),
        ({"v": "2.3"}, None, "2.3"),
        ({"v": 3}, None, "3"),
        ({}, None, None),
        ({"v": None}, None, None),
        ({}, "2.3.0", None),
        ({"v": "2.3.0"}, "3", "3"),
        ({"v": "4"}, "2.3.0", "4"),
    ],
)
def test_a_version_that_the_contract_does_not_describe_is_said(look, payload, version, unknown):
    rest = {} if version is None else {"version": version}
    (seen,) = look(VERSIONS, [_exchange(payload, payload, **rest)])
    found = [one.version for one in seen.observations if isinstance(one, VersionUnknown)]
    assert found == ([] if unknown is None else [unknown])


STATUSES = """
systems:
  shop: {statuses: {waiting: {}, done: {}}}
  erp: {statuses: {"51": {}, "53": {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages: {order: {}}
    status:
      read:
        - {code: 200, where: {/ok: true}, status: 53}
        - {code: 200, status: {at: /state}}
        - {code: 5xx, no_answer: true}
      when: {51: waiting, 53: done}
      no_answer: waiting
"""


def test_a_status_that_the_contract_does_not_know_is_said_with_the_nearest(look):
    event = {"case": "1", "id": "a", "kind": "status", "system": "shop"}
    events = [{**event, "status": {"code": "done"}}, {**event, "id": "b", "status": {"code": "Done"}}]
    (seen,) = look(STATUSES, events)
    one = _only(seen)
    assert isinstance(one, UndeclaredStatus)
    assert (one.system, one.code, one.near, one.seen.event, one.is_reply) == (
        "shop",
        "Done",
        "done",
        "b",
        False,
    )
    assert seen.statuses == {("shop", "done")}


@pytest.mark.parametrize(
    ("reply", "statuses", "undeclared", "skipped"),
    [
        ({"code": "200", "payload": {"ok": True}}, {("erp", "53")}, [], []),
        ({"code": "200", "payload": {"state": "51"}}, {("erp", "51")}, [], []),
        ({"code": "200", "payload": {"state": "68"}}, set(), [("68", False)], []),
        ({"code": "503"}, set(), [], []),
        ({"code": "404"}, set(), [("404", True)], []),
        ({"code": "200", "payload": {"state": "absent"}}, set(), [("absent", False)], []),
        (
            {"code": "200", "payload": {"state": None}},
            set(),
            [],
            [("/state has null where shop-to-erp reads a status", True)],
        ),
        (
            {"payload": {"ok": True}},
            set(),
            [],
            [("no `read` row of shop-to-erp holds for a reply", True)],
        ),
        (
            {"body": {"media": "text/xml", "text": "<ok/>"}},
            set(),
            [],
            [("the reply over shop-to-erp is text/xml, which this version does not replay", True)],
        ),
        (
            {"body": {"state": "not-recorded"}},
            set(),
            [],
            [("the reply over shop-to-erp was not recorded", False)],
        ),
    ],
)
def test_a_reply_is_read_as_declared(look, reply, statuses, undeclared, skipped):
    (seen,) = look(STATUSES, [_exchange({}, {}, reply=reply)])
    assert seen.statuses == statuses
    found = [(one.code, one.is_reply) for one in seen.observations if isinstance(one, UndeclaredStatus)]
    assert (found, _why(seen)) == (undeclared, skipped)


NEWS = """
systems:
  github: {statuses: {queued: {}, success: {}}}
  gate: {statuses: {wait: {}, open: {}}}
boundaries:
  github-to-gate:
    from: github
    to: gate
    messages: {run: {where: {/kind: run}}, ping: {where: {/kind: ping}}}
    status:
      of: sender
      read:
        - {where: {/kind: run}, status: {at: /state}}
      when: {queued: wait, success: open}
"""


def test_a_message_that_is_the_news_is_read_too(look):
    event = {"id": "s", "kind": "sent", "boundary": "github-to-gate"}
    payloads = [{"kind": "run", "state": "success"}, {"kind": "run", "state": "stale"}, {"kind": "ping"}]
    seen = look(NEWS, [{**event, "case": str(number), "payload": one} for number, one in enumerate(payloads)])
    assert [one.statuses for one in seen] == [{("github", "success")}, frozenset(), frozenset()]
    assert [[getattr(o, "code", "") for o in one.observations] for one in seen] == [[], ["stale"], []]
    assert _why(seen[2]) == [("no `read` row of github-to-gate holds for a message", False)]


PARTS = """
systems:
  orders: {statuses: {open: {}, done: {}}}
  lines: {statuses: {waiting: {}, shipped: {}}}
boundaries:
  orders-to-lines:
    from: orders
    to: lines
    messages: {order: {}}
    status:
      parts:
        at: AT
        key: sku
        read: [{status: {at: state}}]
        expected: complete
        rows:
          - {all: [shipped], report: done}
          - {otherwise: open}
"""


def test_each_message_may_be_one_part(look):
    contract = PARTS.replace("        at: AT\n        key: sku\n", "").replace("expected: complete", "")
    contract = contract.replace("from: orders\n    to: lines", "from: lines\n    to: orders")
    contract = contract.replace("      parts:", "      of: sender\n      parts:")
    event = {"id": "s", "kind": "sent", "boundary": "orders-to-lines"}
    states = ["shipped", "gone"]
    seen = look(contract, [{**event, "case": state, "payload": {"state": state}} for state in states])
    assert [one.statuses for one in seen] == [{("lines", "shipped")}, frozenset()]
    assert [len(one.observations) for one in seen] == [0, 1]


def test_a_list_of_parts_that_is_no_list_has_no_parts(look):
    report = {"items": "none"}
    event = _exchange({}, {}, reply={"code": "200", "payload": report}, boundary="orders-to-lines")
    (seen,) = look(PARTS.replace("AT", "/items"), [event])
    assert (seen.statuses, seen.observations) == (frozenset(), ())


@pytest.mark.parametrize("at", ["/items", "/items/*"])
def test_each_part_of_a_report_is_read(look, at):
    report = {"items": [{"sku": "1", "state": "shipped"}, {"sku": "2", "state": "gone"}]}
    event = _exchange({}, {}, reply={"code": "200", "payload": report}, boundary="orders-to-lines")
    (seen,) = look(PARTS.replace("AT", at), [event])
    assert seen.statuses == {("lines", "shipped")}
    assert [getattr(one, "code", "") for one in seen.observations] == ["gone"]


DECIDED = """
systems:
  portal: {statuses: {}}
  hub:
    statuses: {}
    decides:
      - {boundary: portal-to-hub, where: {/country: DE}, then: [hub-to-new]}
      - {boundary: portal-to-hub, where: {/country: FR}, then: [hub-to-new, hub-to-old]}
      - {boundary: portal-to-hub, where: {/country: PL}, then: [hub-to-old]}
  new: {statuses: {}}
  old: {statuses: {}}
boundaries:
  portal-to-hub: {from: portal, to: hub, messages: {order: {}}}
  hub-to-new: {from: hub, to: new, messages: {order: {}}}
  hub-to-old: {from: hub, to: old, messages: {order: {}}}
"""


def _went(country: str, *ways: str) -> list[dict[str, object]]:
    """An order that was received, looked at, and sent on."""
    common = {"case": "1", "kind": "sent", "message": "order", "payload": {"country": country}}
    come = {**common, "id": "s", "boundary": "portal-to-hub"}
    arrived = {**come, "id": "r", "kind": "received", "of": "s"}
    step = {"case": "1", "id": "n", "kind": "step", "system": "hub", "of": "r"}
    return [
        come,
        arrived,
        step,
        *({**common, "id": way, "boundary": way, "of": "n"} for way in ways),
    ]


FULL = {"complete": {"hub": "full"}}


@pytest.mark.parametrize(
    ("country", "ways", "header", "differs"),
    [
        ("DE", ["hub-to-new"], FULL, None),
        ("FR", ["hub-to-old", "hub-to-new"], FULL, None),
        ("DE", ["hub-to-old"], None, (("hub-to-new",), ("hub-to-old",))),
        ("DE", ["hub-to-new", "hub-to-old"], None, (("hub-to-new",), ("hub-to-new", "hub-to-old"))),
        ("DE", [], None, None),
        ("DE", [], {"complete": {"hub": "sampled"}}, None),
        ("DE", [], FULL, (("hub-to-new",), ())),
        ("FR", ["hub-to-new"], FULL, (("hub-to-new", "hub-to-old"), ("hub-to-new",))),
        ("FR", ["hub-to-new"], None, None),
        ("GB", ["hub-to-new"], None, ((), ("hub-to-new",))),
        ("GB", [], FULL, None),
    ],
)
def test_a_way_is_held_against_the_table_that_chose_it(look, country, ways, header, differs):
    (seen,) = look(DECIDED, _went(country, *ways), header=header)
    found = [(one.expected, one.taken) for one in seen.observations if isinstance(one, DecisionDiffers)]
    assert found == ([] if differs is None else [differs])


def test_a_message_that_was_repeated_is_sent_on_once(look):
    first, arrived, *rest = _went("DE", "hub-to-new")
    again = {**first, "id": "s2", "of": "s", "attempt": 2}
    arrived_again = {**arrived, "id": "r2", "of": "s2", "attempt": 2}
    (seen,) = look(DECIDED, [first, arrived, *rest, again, arrived_again], header=FULL)
    assert seen.observations == ()


def test_where_the_payload_is_not_recorded_nobody_knows_what_was_decided_by(look):
    first, arrived, *rest = _went("DE", "hub-to-old")
    for event in (first, arrived):
        del event["payload"]
        event["body"] = {"state": "not-recorded"}
    (seen,) = look(DECIDED, [first, arrived, *rest])
    assert ("what hub decides by was not recorded", False) in _why(seen)
    assert seen.observations == ()


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (
            {"boundary": "shop-to-erb"},
            'the contract knows no boundary "shop-to-erb"; did you mean shop-to-erp?',
        ),
        ({"message": "ordr"}, 'the contract knows no message of shop-to-erp "ordr"; did you mean order?'),
        ({"message": "zzz"}, 'the contract knows no message of shop-to-erp "zzz"'),
        ({"system": "shoop"}, 'the contract knows no system "shoop"; did you mean shop?'),
    ],
)
def test_a_name_that_the_contract_does_not_know_is_said_with_the_nearest(look, event, why):
    (seen,) = look(ORDERS, [_exchange(**event)], SCHEMAS)
    assert _why(seen) == [(why, True)]


def test_names_of_statuses_and_effects_count_too(look):
    contract = "facts: {posted: {owner: erp}}\n" + STATUSES
    event = {"case": "1", "id": "a", "system": "shop"}
    events = [
        {**event, "kind": "status", "status": {"code": "done", "to": "erb"}},
        {**event, "kind": "effect", "id": "b", "effect": {"fact": "postd"}},
        {**event, "kind": "effect", "id": "c", "effect": {"fact": "posted"}},
    ]
    (seen,) = look(contract, events)
    assert _why(seen) == [
        ('the contract knows no system "erb"; did you mean erp?', True),
        ('the contract knows no fact "postd"; did you mean posted?', True),
        (
            "whether what shop showed follows from anything: not all of what it hears was captured",
            False,
        ),
    ]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (
            {"body": {"media": "application/xml", "text": "<a/>"}},
            (
                "what was sent as shop-to-erp/order is application/xml, which this version does not replay",
                True,
            ),
        ),
        (
            {"body": {"base64": "AA==", "truncated": True}},
            ("what was sent as shop-to-erp/order was recorded only in part", True),
        ),
        (
            {"body": {"state": "not-recorded"}},
            ("what was sent as shop-to-erp/order was not recorded", False),
        ),
        ({}, ("what was sent as shop-to-erp/order has neither payload nor body", True)),
        ({"system": "shop"}, ("what was sent as shop-to-erp/order was not recorded", False)),
    ],
)
def test_what_can_not_be_replayed_is_said(look, event, why):
    sent = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp", "message": "order"}
    (seen,) = look(ORDERS, [{**sent, **event}], SCHEMAS, header={"complete": {"shop": "status"}})
    assert (_why(seen), seen.replayed) == ([why], 0)


def test_an_exchange_may_have_one_side_only(look):
    event = _exchange()
    del event["received"]
    (seen,) = look(ORDERS, [event], SCHEMAS)
    assert (seen.observations, seen.skipped, seen.replayed, seen.compared) == ((), (), 1, 0)


WHERE = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order: {where: {/type: [order, both]}, payload: schemas/order.json}
      invoice: {where: {/type: [invoice, both]}}
"""


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ({"type": "order", "id": "1"}, []),
        (
            {"type": "other"},
            [("a message over shop-to-erp can't be told: no `where` holds for it", True)],
        ),
        (
            {"type": "both"},
            [("a message over shop-to-erp can't be told: `where` of order and invoice holds for it", True)],
        ),
    ],
)
def test_a_message_without_a_name_is_recognised_or_said_to_be_not(look, payload, why):
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "shop-to-erp", "payload": payload}
    (seen,) = look(WHERE, [event], SCHEMAS)
    assert (_why(seen), seen.replayed) == (why, 0 if why else 1)


def test_of_what_nothing_was_recorded_nobody_can_say_what_it_is(look):
    event = {
        "case": "1",
        "id": "s",
        "kind": "sent",
        "boundary": "shop-to-erp",
        "body": {"state": "not-recorded"},
    }
    (seen,) = look(WHERE, [event], SCHEMAS)
    assert _why(seen) == [("nothing was recorded of what message it is over shop-to-erp", False)]


def test_a_boundary_without_messages_says_nothing_of_payloads(look):
    contract = "systems: {a: {statuses: {}}, b: {statuses: {}}}\nboundaries: {a-to-b: {from: a, to: b}}"
    event = {"case": "1", "id": "s", "kind": "sent", "boundary": "a-to-b", "message": "any", "payload": 1}
    (seen,) = look(contract, [event])
    assert _why(seen) == [("a-to-b declares no messages", False)]


def test_what_may_be_any_of_several_sent_messages_is_said(look):
    sent = {"case": "1", "kind": "sent", "boundary": "shop-to-erp", "message": "order"}
    events = [
        {**sent, "id": "a", "payload": {"id": "1", "lines": []}},
        {**sent, "id": "b", "payload": {"id": "2", "lines": []}},
        {**sent, "id": "r", "kind": "received", "payload": {"docnum": "000002", "lines": []}},
    ]
    (seen,) = look(ORDERS, events, SCHEMAS)
    assert _why(seen) == [("what was received over shop-to-erp may be any of several sent events", True)]


@pytest.mark.parametrize(
    ("keys", "what"),
    [
        ("transform: {jsonata: '$'}", "jsonata step"),
        ("transform: [{to: /id, from: /id}, {to: /x, python: 'a:b'}]", "python step"),
        ("implementation: {command: [./map]}", "implementation"),
        ("transform: [{to: /id, from: /id}]\n        implementation: {python: 'a:b'}", "implementation"),
    ],
)
def test_a_step_that_is_not_run_is_said_and_all_else_is_judged(look, keys, what):
    contract = f"""
systems: {{shop: {{statuses: {{}}}}, erp: {{statuses: {{}}}}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        sends: schemas/order.json
        accepts: schemas/erp.json
        {keys}
"""
    (seen,) = look(contract, [_exchange({"id": 1}, {"docnum": 2})], SCHEMAS)
    why = f"the {what} of shop-to-erp/order is not run by this version"
    assert why in [text for text, was_asked in _why(seen) if was_asked]
    assert ("PayloadInvalid", "/id") in _said(seen)


def test_a_compare_row_is_counted_where_its_place_was_there(look):
    contract = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order:
        compare:
          - {at: /a, is: decimal, scale: 0, because: it rounds}
          - {at: /gone, is: empty-or-missing, because: it drops}
          - {at: /list/k=1/v, is: decimal, scale: 0, because: it rounds}
          - {at: /never, is: uuid, because: minted}
          - {at: "/all/*", is: decimal, scale: 0, because: it rounds}
"""
    sent = {"a": 1.4, "gone": "", "list": [{"k": "1", "v": 1}, {"k": "1", "v": 2}], "all": [1, 2]}
    received = {"a": 1, "list": sent["list"], "all": [1, 2]}
    (seen,) = look(contract, [_exchange(sent, received)])
    assert seen.observations == ()
    assert {number: count for (_, _, number), count in seen.rows.items()} == {0: 1, 1: 1, 2: 2, 4: 1}


def test_no_more_differences_of_one_message_are_kept_than_the_limit_allows(look):
    many = {"lines": [{"n": number} for number in range(300)]}
    contract = "systems: {shop: {statuses: {}}, erp: {statuses: {}}}\nboundaries:\n"
    contract += "  shop-to-erp: {from: shop, to: erp, messages: {order: {}}}"
    (seen,) = look(contract, [_exchange(many, {"lines": [{"n": -1} for _ in range(300)]})])
    assert _said(seen) == [("TransformationDiffers", "/lines/*/n")] * 100


@pytest.mark.needs("jq")
def test_a_program_that_does_not_end_is_said_and_the_rest_is_judged(look, monkeypatch):
    monkeypatch.setattr("checker.analysis.jq.engine.SECONDS", 0.3)
    monkeypatch.setattr("checker.analysis.jq.engine.prepared.__defaults__", (0.3,))
    contract = RULED.replace(".id | length", "last(range(10000000000))")
    (seen,) = look(contract, [_exchange({"id": "1", "lines": [1]}, {"id": "2", "lines": [1]})])
    assert _said(seen) == [("TransformationDiffers", "/id")]
    (skipped,) = seen.skipped
    assert (skipped.was_asked, "takes longer than 0.3 seconds" in skipped.why) == (True, True)
