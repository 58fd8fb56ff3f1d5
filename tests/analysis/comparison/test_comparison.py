"""Tests of exact comparison: what must be seen, where it is said to stand, and an independent oracle."""

import copy
import os
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.comparison import Difference, DifferenceKind, compiled, differences
from checker.model.json import ABSENT, Absent, Json
from tests.clock import growth

GENERATED = int(os.environ.get("SEAMPROOF_GENERATED", "10000"))  # a million now and then
CHANGED, MISSING, UNEXPECTED = DifferenceKind.CHANGED, DifferenceKind.MISSING, DifferenceKind.UNEXPECTED


def found(expected: Json, received: Json) -> list[tuple[str, DifferenceKind, Json | Absent, Json | Absent]]:
    """What differs, after making sure that the quick test agrees."""
    seen = differences(expected, received).differences
    assert compiled(()).same(expected, received) == (not seen)
    assert all(one.pointer == one.made_at for one in seen)
    return [(one.pointer, one.kind, one.expected, one.received) for one in seen]


@pytest.mark.parametrize(
    ("expected", "received", "pointer"),
    [
        ([0], [False], "/0"),
        ([1], [True], "/0"),
        (["int:1"], [1], "/0"),
        (["1"], [1], "/0"),
        ([0.0], [-0.0], "/0"),
        ([0], [Decimal("-0")], "/0"),
        ({"__typename": "A"}, {"__typename": "B"}, "/__typename"),
        ({"__typename": "A", "x": 1}, {"__typename": "A", "x": 2}, "/x"),
        ([None], [False], "/0"),
        ([None], [0], "/0"),
        ([""], [None], "/0"),
        ([{}], [[]], "/0"),
        ([[]], [None], "/0"),
        ([""], [[]], "/0"),
        ([1, 2], [2, 1], "/0"),
        (["e\u0301"], ["\u00e9"], "/0"),
        (["a"], ["a "], "/0"),
        ([9007199254740993], [9007199254740992], "/0"),
        ([9007199254740993], [9007199254740992.0], "/0"),
        ([Decimal("0.1000000000000000055511151231257827")], [0.1], "/0"),
        ([10**30], [10**30 + 1], "/0"),
        ([1e23], [99999999999999991611392], "/0"),
    ],
)
def test_a_difference_that_others_overlook_is_seen(expected: Json, received: Json, pointer: str) -> None:
    assert found(expected, received)[0][0] == pointer
    assert found(received, expected)[0][0] == pointer


@pytest.mark.parametrize(
    ("expected", "received"),
    [
        ([2], [2.0]),
        ([1], [Decimal("1.00")]),
        ([1.5], [Decimal("1.500")]),
        ([0], [0.0]),
        ([-0.0], [Decimal("-0")]),
        ([10**23], [1e23]),
        ([Decimal("1E+2")], [100]),
        ([12.34], [Decimal("12.34")]),
        ({"a": 1, "b": [True, None]}, {"b": [True, None], "a": 1}),
        ([10**30], [Decimal(10) ** 30]),
        ([(1, 2)], [[1, 2]]),
    ],
)
def test_what_is_the_same_json_value_does_not_differ(expected: Json, received: Json) -> None:
    assert found(expected, received) == []
    assert found(received, expected) == []


def test_a_list_is_compared_by_position() -> None:
    assert found([1, 1, 2], [1, 2]) == [("/1", CHANGED, 1, 2), ("/2", MISSING, 2, ABSENT)]
    assert found([1], [1, 2, 3]) == [("/1", UNEXPECTED, ABSENT, 2), ("/2", UNEXPECTED, ABSENT, 3)]
    assert found([1, 2, 3], [1]) == [("/1", MISSING, 2, ABSENT), ("/2", MISSING, 3, ABSENT)]


def test_differences_come_in_document_order_with_pointers() -> None:
    expected = {"a": {"b/c": 1, "d": [1, {"~": 2}]}, "gone": None, "e": 5}
    received = {"e": "5", "a": {"d": [0, {"~": 3}], "x": None}}
    assert found(expected, received) == [
        ("/e", CHANGED, 5, "5"),
        ("/a/d/0", CHANGED, 1, 0),
        ("/a/d/1/~0", CHANGED, 2, 3),
        ("/a/x", UNEXPECTED, ABSENT, None),
        ("/a/b~1c", MISSING, 1, ABSENT),
        ("/gone", MISSING, None, ABSENT),
    ]


def test_a_whole_payload_may_differ() -> None:
    assert found({"a": 1}, [1]) == [("", CHANGED, {"a": 1}, [1])]
    assert differences(1, 2).differences == (
        Difference(pointer="", made_at="", kind=CHANGED, expected=1, received=2),
    )


def test_depth_does_not_matter() -> None:
    def nested(leaf: Json) -> Json:
        for _ in range(10_000):
            leaf = [leaf]
        return leaf

    ((pointer, *_),) = found(nested(1), nested(2))
    assert pointer == "/0" * 10_000


@pytest.mark.exhaustive
def test_time_grows_with_the_size_and_no_faster() -> None:
    def compare(size: int) -> None:
        left = [{"a": number, "b": [number, str(number)]} for number in range(size)]
        right = [{"a": number, "b": [number, number]} for number in range(size)]
        assert len(differences(left, right).differences) == size

    assert growth(compare, 400, 6_400) < 1.5


# The oracle: one canonical text for each JSON value, made by quite other means.


def canonical(value: Json) -> str:
    if isinstance(value, dict):
        return "{" + ",".join(f"{name!r}:{canonical(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return repr(value)
    sign, digits, exponent = Decimal(str(value)).as_tuple()
    text = "".join(map(str, digits)).lstrip("0")
    stripped = text.rstrip("0")
    assert isinstance(exponent, int)
    return f"{'-' * sign}{stripped}e{exponent + len(text) - len(stripped) if stripped else 0}"


SCALARS = st.one_of(
    st.sampled_from(
        [0, 1, -1, True, False, None, "", "1", "a", 1.0, 0.0, -0.0, Decimal("1.0"), Decimal("-0")]
    ),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.text(max_size=3),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab/~"), inner, max_size=3),
    max_leaves=8,
)


def at(value: Json, pointer: str) -> Json | Absent:
    for token in pointer.split("/")[1:]:
        name = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and int(name) < len(value):
            value = value[int(name)]
        else:
            return ABSENT
    return value


def disagreement(one: Json, other: Json) -> str | None:
    """What is wrong with the comparison of two values, measured by the oracle."""
    seen = found(one, other)
    if bool(seen) != (canonical(one) != canonical(other)):
        return f"{one!r} and {other!r}"
    for pointer, _, expected, received in seen:
        if at(one, pointer) is not expected or at(other, pointer) is not received:
            return f"{pointer} of {one!r} and {other!r}"
    return None


@given(VALUES, VALUES)
def test_a_difference_is_found_exactly_when_the_canonical_texts_differ(one: Json, other: Json) -> None:
    assert disagreement(one, other) is None


def generated(source: random.Random, depth: int = 0) -> Json:
    match source.randrange(10 if depth < 4 else 7):
        case 0:
            return source.randrange(-3, 3)
        case 1:
            return source.choice([0.0, -0.0, 1.0, 2.5, 1e23, 0.1])
        case 2:
            return source.choice([Decimal("1.00"), Decimal("2.50"), Decimal("-0"), Decimal("0.10"), 10**23])
        case 3:
            return source.choice([True, False, None])
        case 4 | 5 | 6:
            return source.choice(["", "0", "1", "a", "b", "null", "1.0"])
        case 7:
            return [generated(source, depth + 1) for _ in range(source.randrange(4))]
        case _:
            return {
                name: generated(source, depth + 1) for name in source.sample("abcd/~", source.randrange(4))
            }


def altered(value: Json, source: random.Random) -> Json:
    """The value with one place exchanged for something else, or the same thing written otherwise."""
    value = copy.deepcopy(value)
    around: Json = value
    while isinstance(around, dict | list) and around:
        key: str | int = (
            source.choice(list(around)) if isinstance(around, dict) else source.randrange(len(around))
        )
        inner = around[key]  # type: ignore[index,call-overload]
        if not isinstance(inner, dict | list) or not inner or source.random() < 0.3:
            around[key] = generated(source, 3)  # type: ignore[index,call-overload]
            return value
        around = inner
    return generated(source, 3)


@pytest.mark.exhaustive
def test_many_generated_pairs_agree_with_the_oracle() -> None:
    source = random.Random(7)
    wrong = []
    for _ in range(GENERATED):
        one = generated(source)
        wrong.append(disagreement(one, altered(one, source)))
    assert [each for each in wrong if each] == []
