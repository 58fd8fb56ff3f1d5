"""What `where` says: JSON equality, absence, presence, patterns, negation."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.conditions import compiled, holds
from checker.analysis.follow import Sources
from checker.errors import ContractError
from checker.model.conditions import Condition, IsAbsent, IsPresent, Matches, Not, OneOf
from checker.model.paths import Every, Member, Path, Start
from checker.model.places import Place
from checker.model.text import shown
from tests.clock import within

PLACE = Place(file="contract.yaml", line=7, column=3)


def condition(test, *names):
    steps = tuple(Every() if name == "*" else Member(name) for name in names or ("v",))
    return Condition(
        path=Path(text="/v", start=Start.PAYLOAD, steps=steps, place=PLACE), test=test, place=PLACE
    )


def says(test, payload, *names):
    conditions = (condition(test, *names),)
    found = holds(conditions, Sources(payload))
    assert compiled(conditions)(Sources(payload)) is found
    return found


@pytest.mark.parametrize(
    ("wanted", "value", "equal"),
    [
        (1, 1, True),
        (1, 1.0, True),
        (1, Decimal("1.00"), True),
        (0.1, Decimal("0.1"), True),
        (1, True, False),
        (True, 1, False),
        (True, True, True),
        (False, 0, False),
        (None, None, True),
        (None, False, False),
        ("1", 1, False),
        (1, "1", False),
        ("a", "a", True),
        ("a", ["a"], False),
        ([1, {"a": 2}], [1.0, {"a": Decimal("2.0")}], True),
        ([1, 2], [2, 1], False),
        ([1], [1, 1], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1, "b": None}, {"b": None, "a": 1}, True),
        ({"a": 1}, {"a": True}, False),
        ({}, [], False),
        ([], {}, False),
    ],
)
def test_values_are_equal_as_json(wanted, value, equal):
    assert says(OneOf((wanted,)), {"v": value}) is equal
    assert says(Not(OneOf((wanted,))), {"v": value}) is not equal


def test_one_and_true_are_kept_apart_from_one_condition_to_the_next():
    assert [says(OneOf((wanted,)), {"v": True}) for wanted in (1, True, 1.0)] == [False, True, False]


def test_a_list_means_one_of():
    assert says(OneOf(("a", 1, None)), {"v": None})
    assert says(OneOf(("a", 1, None)), {"v": 1.0})
    assert not says(OneOf(("a", 1, None)), {"v": "b"})
    assert not says(OneOf(("a", 1, None)), {})
    assert not says(OneOf(()), {"v": None})


def test_absent_present_and_null_are_three_things():
    assert [says(IsAbsent(), payload) for payload in ({}, {"v": None}, {"v": 0})] == [True, False, False]
    assert [says(IsPresent(), payload) for payload in ({}, {"v": None}, {"v": 0})] == [False, False, True]
    assert [says(OneOf((None,)), payload) for payload in ({}, {"v": None}, {"v": 0})] == [False, True, False]
    assert says(Not(OneOf(("a",))), {})


def test_patterns_are_found_in_texts_alone():
    assert says(Matches("b+"), {"v": "abbc"})
    assert not says(Matches("^b"), {"v": "abbc"})
    assert not says(Matches("1"), {"v": 1})
    assert not says(Matches(""), {"v": None})
    assert not says(Matches(""), {})
    assert says(Not(Matches("^a")), {})


@pytest.mark.parametrize("regex", ["(a+)+$", "(a|a)*b$", "(.*)*b$", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_hostile_patterns_take_no_longer_than_others(regex):
    with within(20):
        assert not says(Matches(regex), {"v": "a" * 20_000 + "!"})


@pytest.mark.parametrize("regex", ["(?=a)", "(a)\\1", "[", "(?<!a)b", "a{1000}{1000}{100}"])
def test_patterns_that_need_another_engine_are_refused(regex):
    with pytest.raises(ContractError) as caught:
        compiled((condition(Not(Matches(regex))),))
    (mistake,) = caught.value.mistakes
    assert mistake.place == PLACE
    assert mistake.message == f"the regular expression {shown(regex)} can't be used in matches"
    assert mistake.fix == "write it without look-around, back-references and huge repetitions"


def test_a_star_asks_for_one_of_the_values():
    payload = {"v": [{"s": "a"}, {"s": None}, {}]}
    assert says(OneOf(("a",)), payload, "v", "*", "s")
    assert not says(OneOf(("b",)), payload, "v", "*", "s")
    assert says(Not(OneOf(("b",))), payload, "v", "*", "s")
    assert not says(Not(OneOf(("a",))), payload, "v", "*", "s")
    assert says(IsPresent(), payload, "v", "*", "s")
    assert not says(IsAbsent(), payload, "v", "*", "s")
    assert says(IsAbsent(), payload, "v", "*", "t")
    assert not says(Not(IsAbsent()), payload, "v", "*", "t")
    assert says(Matches("^a"), payload, "v", "*", "s")


def test_all_conditions_have_to_hold():
    a, b = condition(OneOf(("a",)), "x"), condition(OneOf(("b",)), "y")
    for payload in ({"x": "a", "y": "b"}, {"x": "a"}, {"y": "b"}, {}):
        expected = payload == {"x": "a", "y": "b"}
        assert holds((a, b), Sources(payload)) is compiled((a, b))(Sources(payload)) is expected
    assert holds((), Sources({})) is compiled(())(Sources({})) is True


scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=3))
documents = st.recursive(
    scalars, lambda x: st.lists(x, max_size=3) | st.dictionaries(st.text(max_size=2), x, max_size=3)
)


@given(documents)
def test_every_value_is_equal_to_itself(value):
    assert says(OneOf((value,)), {"v": value})
