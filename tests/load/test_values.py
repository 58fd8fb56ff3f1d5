"""JSON values in YAML, by JSON's grammar."""

from decimal import Decimal

import pytest

from checker.errors import Mistake
from checker.load import yaml
from checker.load.values import json_value
from checker.model.json import Json

VALUES: tuple[tuple[str, Json], ...] = (
    ("53", 53),
    ("-1", -1),
    ("0", 0),
    ("1.50", Decimal("1.50")),
    ("1e3", Decimal("1e3")),
    ("-0", Decimal("-0")),
    ("12345678901234567890123", 12345678901234567890123),
    ("true", True),
    ("false", False),
    ("null", None),
    ("0010", "0010"),
    ("+1", "+1"),
    (".5", ".5"),
    ("1.", "1."),
    ("0x1F", "0x1F"),
    ("١", "١"),
    ("True", "True"),
    ("yes", "yes"),
    ("~", "~"),
    ("12:30:45", "12:30:45"),
    ("'53'", "53"),
    ('"true"', "true"),
    ("''", ""),
    ("[1, a]", [1, "a"]),
    ("{a: 1, 2: [null]}", {"a": 1, "2": [None]}),
)


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_a_scalar_is_a_number_only_by_the_grammar_of_json(text: str, value: Json) -> None:
    mistakes: list[Mistake] = []
    found = json_value(yaml.parse(f"[{text}]".encode(), file="f"), mistakes)
    assert (repr(found), mistakes) == (repr([value]), [])


@pytest.mark.parametrize("text", ["9" * 401, "1e1234567", "-1E-12345678"])
def test_a_number_that_is_too_long_is_told(text: str) -> None:
    mistakes: list[Mistake] = []
    assert json_value(yaml.parse(f"{text}".encode(), file="f"), mistakes) is None
    (mistake,) = mistakes
    assert str(mistake.place) == "f:1:1"
    assert mistake.fix == "write at most 400 digits, or put it into quotes if it is text"


def test_nothing_is_no_value() -> None:
    mistakes: list[Mistake] = []
    json_value(yaml.parse(b"a:\n", file="f"), mistakes)
    assert [str(mistake) for mistake in mistakes] == [
        'f:1:3: no value stands here (write null, or "" for empty text)'
    ]
