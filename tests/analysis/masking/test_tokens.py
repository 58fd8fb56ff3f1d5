"""Tests of the tokens that stand for values."""

import re
from datetime import date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.analysis.masking.checks import is_card, is_iban
from checker.analysis.masking.tokens import Tokens

KEY = b"a key for tests"
TOKENS = Tokens(KEY)
SHOWN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
WORDS = st.from_regex(r"[a-z0-9]{4,12}", fullmatch=True)


def shape(text: str) -> str:
    """Letters and digits by their kind, everything else as it is."""
    return re.sub(r"[0-9]", "9", re.sub(r"[A-Z]", "A", re.sub(r"[a-z]", "a", text)))


@given(SHOWN)
def test_a_token_has_the_shape_of_its_value(value: str) -> None:
    assert shape(TOKENS.of(value)) == shape(value)
    assert shape(TOKENS.of(TOKENS.of(value))) == shape(value)


@given(SHOWN)
def test_equal_values_have_equal_tokens_whatever_their_case(value: str) -> None:
    assert TOKENS.of(value) == Tokens(KEY).of(value)
    assert TOKENS.of(value.lower()).upper() == TOKENS.of(value.upper())


@given(st.from_regex(r"[a-z]{6}[0-9]{6}", fullmatch=True))
def test_another_key_gives_another_token(value: str) -> None:
    assert TOKENS.of(value) not in {Tokens(b"another key").of(value), value}


@given(WORDS, WORDS)
def test_different_values_have_different_tokens(one: str, other: str) -> None:
    assume(one != other and len(one) == len(other))
    assert TOKENS.of(one) != TOKENS.of(other)


@pytest.mark.exhaustive
def test_all_numbers_of_four_digits_stay_apart() -> None:
    assert len({TOKENS.of(str(number)) for number in range(1000, 10_000)}) == 9000


@given(st.lists(WORDS, min_size=1, max_size=4))
def test_a_joined_name_is_the_join_of_its_tokens(words: list[str]) -> None:
    assert TOKENS.of(" ".join(words)) == " ".join(map(TOKENS.of, words))


@pytest.mark.parametrize("number", ["4711", "100", "9", "24.90"])
def test_a_number_stays_one_of_as_many_digits_with_zeros_in_front_or_not(number: str) -> None:
    token = TOKENS.of(number)
    assert not token.startswith("0")
    assert TOKENS.of("0000" + number) == "0000" + token


@pytest.mark.parametrize("value", ["4111111111111111", "4111 1111 1111 1111", "378282246310005"])
def test_the_token_of_a_card_is_no_card(value: str) -> None:
    token = TOKENS.of(value)
    assert shape(token) == shape(value)
    assert is_card(value.replace(" ", ""))
    assert not is_card(token.replace(" ", ""))


def test_the_token_of_an_account_is_none_and_the_same_with_spaces() -> None:
    spaced, compact = TOKENS.of("DE89 3704 0044 0532 0130 00"), TOKENS.of("DE89370400440532013000")
    assert spaced.replace(" ", "") == compact
    assert is_iban("DE89370400440532013000")
    assert not is_iban(compact)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_the_token_of_a_date_is_a_date(day) -> None:

    assert date.fromisoformat(TOKENS.of(day.isoformat()))
    assert datetime.fromisoformat(TOKENS.of(f"{day.isoformat()}T23:59:58.123+01:00"))
    assert dict(TOKENS.days(day.isoformat()))[f"{day:%Y%m%d}"] == TOKENS.of(day.isoformat()).replace("-", "")


def test_a_key_is_not_empty() -> None:
    with pytest.raises(ValueError, match="not empty"):
        Tokens(b"")
