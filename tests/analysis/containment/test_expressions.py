"""Regular expressions as sets of texts, held against the library that judges them."""

from contextlib import suppress
from random import Random

import pytest

from checker.analysis.containment.expressions import NotUnderstoodError, word
from checker.analysis.containment.solving.texts import matches

_PLAIN = (
    "a",
    "b",
    "[ab]",
    "[^a]",
    ".",
    r"\d",
    r"\w",
    r"\s",
    r"\W",
    "[a-c]",
    r"\.",
    r"\x61",
    r"[\d_]",
    "[a-]",
)
TEXTS = (
    "",
    "a",
    "b",
    "ab",
    "ba",
    "aab",
    "c",
    "1",
    "_",
    " ",
    "\n",
    "é",
    "a.b",
    "-",
    "abc",
    "\u2028",
    "aa",
    "😀",
)


def expression(random: Random, depth: int) -> str:
    if not depth or random.random() < 0.3:
        return random.choice(_PLAIN)
    one, other = expression(random, depth - 1), expression(random, depth - 1)
    return random.choice(
        (
            one + other,
            one + other,
            f"({one}|{other})",
            f"{one}|{other}",
            f"^{one}",
            f"{one}$",
            f"(?:{one})" + random.choice(("*", "+", "?", "{2}", "{1,2}", "{0,2}?", "{2,}")),
        )
    )


def is_regular(pattern: str) -> bool:
    try:
        matches(pattern, "")
    except ValueError:
        return False
    return True


def fits(
    text: str, wanted: list[str], unwanted: list[str], least: int, most: int | None, excluded: frozenset[str]
) -> bool:
    if len(text) < least or (most is not None and len(text) > most) or text in excluded:
        return False
    return all(matches(one, text) for one in wanted) and not any(matches(one, text) for one in unwanted)


def test_a_word_is_what_it_should_be_and_none_is_said_where_none_is() -> None:
    random = Random(1)
    found = missing = 0
    for _ in range(800):
        some = [expression(random, 2) for _ in range(random.randrange(1, 5))]
        if not all(map(is_regular, some)):
            continue
        place = random.randrange(1, len(some) + 1)
        wanted, unwanted = some[:place], some[place:]
        least = random.randrange(3)
        most = random.choice((None, least + 2))
        excluded = frozenset(random.sample(TEXTS, 2))
        try:
            text = word(tuple(wanted), tuple(unwanted), least, most, excluded)
        except NotUnderstoodError:
            continue
        if text is None:
            missing += 1
            assert not [one for one in TEXTS if fits(one, wanted, unwanted, least, most, excluded)], (
                wanted,
                unwanted,
                least,
                most,
                excluded,
            )
        else:
            found += 1
            assert fits(text, wanted, unwanted, least, most, excluded), (
                wanted,
                unwanted,
                least,
                most,
                excluded,
                text,
            )
    assert found > 150
    assert missing > 50


@pytest.mark.parametrize(
    "pattern",
    [
        "(?=a)b",
        r"\bab",
        r"(a)\1",
        "(^a|b)c",
        r"\p{L}",
        "[]",
        "[^]",
        "a**",
        "(?i)a",
        r"\cA",
        "(",
        "(^a)*",
        "a{2001}",
    ],
)
def test_what_is_not_regular_or_rare_is_not_understood(pattern: str) -> None:
    with pytest.raises(NotUnderstoodError):
        word((pattern,), (), 0, None, frozenset())


@pytest.mark.parametrize(
    ("wanted", "unwanted"),
    [
        ("^(a{0,200}){0,200}$", "^a*$"),
        ("^(a|b)*a(a|b){12}$", "^(a|b)*b(a|b){12}$"),
        ("(a|aa)*(b|bb)*(c|cc)*d" * 8, "^e"),
        ("^(" + "|".join(f"w{number}x+" for number in range(2_000)) + ")$", "^w[0-9]+x*$"),
    ],
)
def test_a_hard_expression_is_given_up_or_answered_soon(wanted: str, unwanted: str) -> None:
    """The looks that are taken are counted; there is no clock."""
    with suppress(NotUnderstoodError):
        word((wanted,), (unwanted,), 0, None, frozenset())
