"""Short values of sensitive fields."""

import pytest

from checker.analysis.masking.needles import Needles
from checker.analysis.masking.texts import Seen, TextMask
from checker.analysis.masking.tokens import Tokens


@pytest.mark.parametrize("name", ["Lin", "Tim", "Kim"])
def test_a_name_that_is_base64_of_something_by_chance_is_masked_as_it_is_elsewhere(name: str) -> None:
    tokens = Tokens(b"key")
    needles = Needles(tokens)
    needles.add(name)
    mask = TextMask(tokens, needles, Seen())
    assert (mask.whole(name), mask.masked(f"Example, {name}")) == (
        tokens.of(name),
        f"Example, {tokens.of(name)}",
    )
