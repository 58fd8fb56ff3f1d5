"""W3C baggage over one hop."""

import pytest

from checker.analysis.context import Broken, Cause, compiled, followed, had
from checker.analysis.sides import Side
from checker.model.boundaries import Carry, Context
from checker.model.json import ABSENT
from checker.model.places import Place

CARRY = Carry(name="baggage", context=Context.BAGGAGE, place=Place(file="contract.yaml", line=1, column=1))
MANY = ",".join(f"k{number}=1" for number in range(64))
LARGE = ",".join(f"k{number}={'v' * 1000}" for number in range(9))


def _side(*baggage: str) -> Side:
    return Side(ABSENT, tuple(("Baggage", text) for text in baggage), None, {})


def _broken(before: Side, after: Side) -> Broken | None:
    (survival,) = compiled([CARRY], {})
    assert survival.crossed(before, after) == followed(CARRY, Cause(side=before), after)
    return survival.crossed(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (_side("a=1,b=2"), _side("a=1,b=2")),
        (_side("a=1,b=2"), _side("b=2", "a=1")),
        (_side("a=1"), _side("new=1,a=1")),
        (_side("a=1 ; p = 2 , b=2"), _side("a=1;p = 2,b=2")),
        (_side("user=Am%C3%A9lie"), _side("user=Amélie")),
        (_side("a=1;p=2"), _side("a=1%3Bp=2")),
        (_side("a=1,a=2"), _side("a=1,a=3,a=2")),
        (_side("a=1,a=1"), _side("a=1")),
        (_side(), _side()),
        (_side(), _side("a=1")),
        (_side("not a member"), _side()),
        (_side("a=1"), Side(ABSENT, None, None, {})),
        (_side(f"{MANY},a=1"), _side(MANY)),
        (_side(MANY), _side(f"own=1,{MANY.removesuffix(',k63=1')}")),
        (_side(LARGE), _side("k0=" + "v" * 1000)),
    ],
)
def test_members_that_go_on_or_that_may_be_dropped_are_not_broken(before: Side, after: Side) -> None:
    assert _broken(before, after) is None


@pytest.mark.parametrize(
    ("before", "after", "what", "became", "why"),
    [
        (_side("a=1"), _side(), "a=1", ABSENT, "has no baggage"),
        (_side("a=1,b=2"), _side("b=2"), "a=1", ABSENT, "has baggage without it"),
        (_side("a=1,b=2,c=3"), _side("b=2"), "a=1,c=3", ABSENT, "has baggage without it"),
        (_side(MANY), _side(MANY.removesuffix(",k63=1")), "k63=1", ABSENT, "has baggage without it"),
        (_side("a=1"), _side("a=2"), "a=1", "a=2", "has it as a=2"),
        (_side("a=1;p=2"), _side("a=1"), "a=1;p=2", "a=1", "has it cut as a=1"),
        (
            _side("user=alexander"),
            _side("user=alex"),
            "user=alexander",
            "user=alex",
            "has it cut as user=alex",
        ),
        (_side("a=1,a=2"), _side("a=2,a=1"), "a=2", "a=1", "has those of a in another order"),
        (_side("a=1,user=x"), _side("a=1,us"), "user=x", "us", "has it cut as us"),
        (
            _side(LARGE),
            _side("k0=" + "v" * 9),
            "k0=" + "v" * 1000,
            "k0=" + "v" * 9,
            f"has it cut as k0={'v' * 9}",
        ),
    ],
)
def test_a_member_that_did_not_survive_says_what_became_of_it(
    before: Side, after: Side, what: str, became: object, why: str
) -> None:
    broken = _broken(before, after)
    assert broken is not None
    assert (broken.what, broken.before, broken.after, broken.why) == ("the baggage", what, became, why)


def test_without_a_member_there_is_nothing_to_pass_on() -> None:
    assert not had(Context.BAGGAGE, Cause(side=_side("")))
    assert had(Context.BAGGAGE, Cause(side=_side("a=1")))
