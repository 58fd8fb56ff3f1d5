"""Versions that messages of one case say they are of."""

import pytest

from checker.analysis.replay.seen import SeenCase, VersionMixed, VersionUnknown

CONTRACT = """
systems: {shop: {statuses: {}}, erp: {statuses: {}}}
boundaries:
  shop-to-erp:
    from: shop
    to: erp
    messages:
      order: {where: {/type: order}, version: 2, version_at: /v}
      other: {where: {/type: other}}
"""


def _event(name: str, version: str | None = None, kind: str = "sent", **rest: object) -> dict[str, object]:
    said = {} if version is None else {"version": version}
    event = {"case": "1", "id": name, "kind": kind, "boundary": "shop-to-erp", "message": "order"}
    return {**event, "payload": {"type": "order"}, **said, **rest}


def _mixed(seen: SeenCase) -> list[tuple[str, str, str, str]]:
    return [
        (str(one.spot.seen.event), one.version, str(one.seen.event), one.other)
        for one in seen.observations
        if isinstance(one, VersionMixed)
    ]


@pytest.mark.parametrize(
    "events",
    [
        [_event("a", "2"), _event("b", "2")],
        [_event("a", "2"), _event("b")],
        [_event("a", "2"), _event("b", payload={"type": "order", "v": 2})],
        [_event("a", "2"), _event("b", "1", message="other")],
        [_event("a"), _event("b", kind="received", of="a")],
        [_event("a", "2", kind="exchange", payload=None, sent={"type": "order"}, received={})],
    ],
)
def test_one_version_or_none_that_anybody_says_is_not_mixed(look, events):
    for event in events:
        if event["kind"] == "exchange":
            del event["payload"]
    (seen,) = look(CONTRACT, events)
    assert _mixed(seen) == []


def test_the_event_is_told_whose_version_the_contract_does_not_describe(look):
    (seen,) = look(CONTRACT, [_event("a", "2"), _event("b", "3"), _event("c", "2"), _event("d", "3")])
    assert _mixed(seen) == [("b", "3", "a", "2")]
    (seen,) = look(CONTRACT, [_event("a", "3"), _event("b", "2"), _event("c", "4")])
    assert _mixed(seen) == [("a", "3", "b", "2"), ("c", "4", "a", "3")]


def test_the_two_sides_of_one_message_are_of_one_version(look):
    (seen,) = look(CONTRACT, [_event("a", "2"), _event("b", "1", kind="received", of="a")])
    assert _mixed(seen) == [("b", "1", "a", "2")]
    assert [type(one) for one in seen.observations] == [VersionMixed]


def test_a_version_in_the_payload_counts_where_the_recording_says_none(look):
    (seen,) = look(CONTRACT, [_event("a", "2"), _event("b", payload={"type": "order", "v": "3"})])
    assert [type(one) for one in seen.observations] == [VersionUnknown, VersionMixed]
    assert _mixed(seen) == [("b", "3", "a", "2")]


def test_another_case_may_be_of_another_version(look):
    seen = look(CONTRACT, [_event("a", "2"), _event("a", "3") | {"case": "2"}])
    assert [_mixed(one) for one in seen] == [[], []]
