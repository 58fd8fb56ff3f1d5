"""Closure against brute force over all truth assignments."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.meaning.literals import Implications, Literal, sorted_literals
from checker.model.places import Place, Ref
from checker.model.systems import Fact, Status

HERE = Place(file="contract.yaml", line=1, column=1)
NAMES = ("a", "b", "c", "d")


def facts(implied: dict[str, tuple[str, ...]]) -> dict[str, Fact]:
    return {
        name: Fact(
            name=name,
            owner=Ref(name="s", place=HERE),
            implies=tuple(Ref(name=other, place=HERE) for other in implied.get(name, ())),
            place=HERE,
        )
        for name in NAMES
    }


IMPLIED = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=3).map(tuple), max_size=4
)
SAID = st.dictionaries(st.sampled_from(NAMES), st.booleans(), max_size=4)


@given(IMPLIED, SAID)
def test_the_closure_is_what_holds_in_every_world_in_which_the_literals_hold(
    implied: dict[str, tuple[str, ...]], said: dict[str, bool]
) -> None:
    worlds = [
        world
        for values in product((True, False), repeat=len(NAMES))
        for world in [dict(zip(NAMES, values, strict=True))]
        if all(not world[f] or world[g] for f, gs in implied.items() for g in gs)
        and all(world[fact] == value for fact, value in said.items())
    ]
    if worlds:
        sure = {
            Literal(name, value)
            for name in NAMES
            for value in (True, False)
            if all(w[name] == value for w in worlds)
        }
        found = Implications(facts(implied)).closure(Literal(*each) for each in said.items())
        # A cycle of implications or a tautology makes nothing sure by itself: only literals start it.
        assert found == sure


def test_a_claim_gives_what_it_implies_and_a_denial_what_implies_it() -> None:
    status = Status(
        system="s",
        code="x",
        claims=(Ref(name="a", place=HERE),),
        denies=(Ref(name="d", place=HERE),),
        place=HERE,
    )
    known = Implications(facts({"a": ("b",), "c": ("d",)})).says(status)
    assert list(map(str, sorted_literals(known))) == ["a", "b", "not c", "not d"]
