"""Exact numbers: values, texts, and the form of results."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.numbers import exact, finished, is_number, plain, read, same

decimals = st.decimals(allow_nan=False, allow_infinity=False)


@given(st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), decimals))
def test_a_finished_number_is_the_same_number(number):
    value = exact(number)
    result = finished(value)
    assert exact(result) == value
    assert not isinstance(result, float) or not result.is_integer()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_what_was_read_as_a_float_is_a_float_again(number):
    if not number.is_integer():
        assert finished(Decimal(repr(number))) == number


def test_numbers_that_need_their_exponent_stay_as_they_are():
    assert finished(Decimal("1E+500")) == Decimal("1E+500")
    assert type(finished(Decimal("1E+999999"))) is Decimal
    assert finished("text") == "text"
    with pytest.raises(OverflowError):
        plain(Decimal("1E+401"))
    with pytest.raises(OverflowError):
        plain(Decimal("NaN"))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "5"),
        (1.5, "1.5"),
        (1e16, "10000000000000000"),
        (1e-7, "0.0000001"),
        (Decimal("1.10"), "1.10"),
        (Decimal("-0"), "-0"),
        (Decimal("1E+2"), "100"),
    ],
)
def test_digits_are_written_plainly(number, text):
    assert plain(number) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5),
        ("-5", -5),
        ("-0", Decimal("-0")),
        ("1.5", 1.5),
        ("1.50", Decimal("1.50")),
        ("1e5", Decimal("1E+5")),
        ("1E400", Decimal("1E+400")),
    ],
)
def test_a_text_is_read_with_its_digits(text, number):
    result = read(text)
    assert (type(result), str(result)) == (type(number), str(number))


def test_numbers_are_no_booleans_and_no_texts():
    assert [is_number(value) for value in (1, 1.5, Decimal(1), True, "1", None)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert not same(1, "1")
    assert not same(True, 1)
    assert not same([1], {"0": 1})
    assert same(10**30, Decimal("1E+30"))
