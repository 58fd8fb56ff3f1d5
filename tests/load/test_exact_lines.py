"""Lines of every kind of nastiness are read as the grammar of JSON says, or refused where something is lost."""

from collections import Counter
from random import Random

import pytest

from tests.load.exact_lines import NUMBERS, TEXTS, WORDS, by_grammar, line, wrongly_read

LINES = 30_000


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"b":[1.10,-0,1E+5],"a":null}', "{'b':[110e-2,-0e0,1e5],'a':null}"),
        ('{"a":1,"\\u0061":2}', None),
        ('["\\ud83d\\ude00"]', "['\N{GRINNING FACE}']"),
        ('["\\ud83d"]', None),
        ("[NaN]", None),
        ("[01]", None),
        ("[1,]", None),
        ("\ufeff{}", None),
        ('["\t"]', None),
        ("[" * 66 + "]" * 66, "[" * 66 + "]" * 66),
        ("[" * 67 + "]" * 67, None),
        ("1e401", None),
    ],
)
def test_the_grammar_tells_what_is_meant(text: str, told: str | None) -> None:
    assert by_grammar(text.encode()) == told


def test_every_odd_token_is_read_as_the_grammar_says_wherever_it_stands() -> None:
    around = ("{}", "[{}]", '{{"k":{}}}', '{{"k":1,{}:2}}', " {}\t", '[{{"a":[{}]}},1.5]')
    tokens = [token for tokens in (NUMBERS, TEXTS, WORDS) for token in tokens]
    lines = [one.format(token).encode("utf-8", "surrogatepass") for one in around for token in tokens]
    assert list(wrongly_read(lines, Counter())) == []


@pytest.mark.exhaustive
def test_generated_lines_are_read_as_the_grammar_says() -> None:
    source, count = Random(20260302), Counter[str]()
    assert list(wrongly_read((line(source) for _ in range(LINES)), count)) == []
    assert min(count[kind] for kind in ("proved", "strict", "refused")) > LINES / 10
