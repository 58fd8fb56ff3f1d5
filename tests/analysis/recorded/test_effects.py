"""What must come about once for an id does so once."""

import pytest

from tests.analysis.recorded.written import at

BOOKS = "facts: {posted: {owner: books, once_per: order}, seen: {owner: books}}\nsystems: {books: {statuses: {}}}\nboundaries: {}\n"


@pytest.fixture
def double(look, told):
    return lambda *events: told(look(BOOKS, events))


def effect(key=None, fact="posted", second=1, **rest):
    changed = {
        "fact": fact,
        **({"key": key} if key else {}),
        **({"after": rest.pop("after")} if "after" in rest else {}),
    }
    return {"kind": "effect", "at": at(second), "system": "books", "effect": changed, **rest}


def test_two_effects_are_two(double):
    assert double(effect("a"), effect("b")) == ["double posted None ['e1', 'e2']"]
    assert double(effect(), effect()) == ["double posted None ['e1', 'e2']"]


def test_two_of_one_key_are_one_seen_twice(double):
    assert double(effect("a"), effect("a")) == []
    assert double(effect("a"), effect("b"), effect("a")) == ["double posted None ['e1', 'e2']"]


def test_one_without_a_key_may_be_the_other(double):
    assert double(effect("a"), effect()) == []


def test_one_that_repeats_the_other_is_the_same(double):
    assert double(effect(), effect(of="e1")) == []


def test_each_id_counts_for_itself(double):
    one, other = {"ids": {"order": "1"}}, {"ids": {"order": "2"}}
    assert double(effect("a", **one), effect("b", **other)) == []
    assert double(effect("a", **one), effect("b", **other), effect("c", **one)) == [
        "double posted 1 ['e1', 'e3']"
    ]


def test_an_id_is_that_of_the_message_it_followed_from(double):
    notes = [{"kind": "note", "ids": {"order": "1"}}, {"kind": "note", "ids": {"order": "2"}, "of": "e3"}]
    assert double(*notes, effect("a", of="e1"), effect("b", of="e2")) == []
    assert double(*notes, effect("a", of="e1"), effect("b", of="e1")) == ["double posted 1 ['e3', 'e4']"]


def test_the_only_id_of_a_case_is_that_of_its_effects(double):
    assert double({"kind": "note", "ids": {"order": "1"}}, effect("a"), effect("b")) == [
        "double posted 1 ['e2', 'e3']"
    ]


def test_what_may_happen_often_is_not_counted(double):
    assert double(effect("a", fact="seen"), effect("b", fact="seen")) == []


def test_what_was_undone_did_not_happen_again(double):
    assert double(effect("a"), effect("b", after=False)) == []


CARRIED = """
facts: {posted: {owner: books, once_per: order}}
systems: {desk: {statuses: {}}, books: {statuses: {}}}
boundaries:
  desk-to-books:
    from: desk
    to: books
    carries: {order: {sent: /id, received: /doc/ref, then: [{pad: {left: "0", to: 8}}]}}
"""


def received(ref, **rest):
    payload = {"doc": {"ref": ref}}
    return {"kind": "received", "boundary": "desk-to-books", "payload": payload, **rest}


def test_an_id_that_no_event_has_is_that_of_the_message_as_the_contract_carries_it(look, told):
    def double(*events):
        return told(look(CARRIED, events))

    two = [received("00000001"), received("00000002")]
    assert double(*two, effect("a", of="e1"), effect("b", of="e2")) == []
    assert double(*two, effect("a", of="e1"), effect("b", of="e1")) == ["double posted 00000001 ['e3', 'e4']"]
    assert double(two[0], effect("a", of="e1"), effect("b")) == ["double posted 00000001 ['e2', 'e3']"]
    assert double(received(None), effect("a", of="e1"), effect("b")) == ["double posted None ['e2', 'e3']"]
