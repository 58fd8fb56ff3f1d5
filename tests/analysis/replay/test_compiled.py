"""A contract set made ready for replay: what only shows then is said all at once."""

import pytest

from checker.errors import ContractError

CONTRACT = """
systems: {a: {statuses: {x: {}}}, b: {statuses: {y: {}}}}
boundaries:
  a-to-b:
    from: a
    to: b
    messages:
      one: {where: {/t: one}, requires: [{jq: ".a | (", because: it must}]}
      two: {where: {/t: {matches: "(?=x)y"}}, requires: [{jq: "now", because: it must}]}
"""


@pytest.mark.needs("jq")
def test_every_program_and_pattern_that_can_not_be_used_is_said(ready):
    with pytest.raises(ContractError) as raised:
        ready(CONTRACT)
    lines = [mistake.place.line for mistake in raised.value.mistakes if mistake.place]
    assert lines == [11, 12, 12]


def test_a_system_is_known_by_its_faces_too(ready):
    replay = ready(
        """
systems:
  hub: {statuses: {}}
  hub_http: {part_of: hub, statuses: {}}
  erp: {external: true, statuses: {}}
boundaries:
  hub-to-erp: {from: hub, to: erp, messages: {order: {}}}
  erp-to-hub: {from: erp, to: hub, messages: {order: {}}}
"""
    )
    passages = replay.passages
    assert passages["hub-to-erp", "order"].sender_names == {"hub", "hub_http"}
    assert passages["erp-to-hub", "order"].sender_names == {"erp"}
    assert [one.is_external for one in passages.values()] == [False, True]
