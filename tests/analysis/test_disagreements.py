"""
Where the two validators disagree.

jsonschema-rs gives our verdicts; jsonschema explains, with keywords of our own for all that stands here. A
new release of either that changes its mind shows up as a failure of this table.
"""

import json
import re
from decimal import Decimal
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from checker.analysis.validity import compiled
from checker.load.json import parse
from checker.model.places import Place
from checker.model.schemas import SET, Schema

KINDS = (jsonschema_rs.ValidationError, TypeError, ArithmeticError, AttributeError, re.error)
NAN, INFINITY = float("nan"), float("inf")

# schema, payload, what jsonschema-rs says, what jsonschema says (or the error it raises), what is right
TABLE = [
    # Numbers: jsonschema knows integers as int and float, and divides in doubles.
    ({"type": "integer"}, Decimal("1.0"), True, False, "JSON has one number type"),
    ({"type": "integer"}, Decimal("1E+3"), True, False, "JSON has one number type"),
    ({"multipleOf": 0.01}, 19.99, True, False, "19.99 is 1999 hundredths"),
    ({"multipleOf": 0.01}, 0.07, True, False, "0.07 is 7 hundredths"),
    ({"multipleOf": 0.01}, Decimal("19.99"), True, TypeError, "19.99 is 1999 hundredths"),
    ({"multipleOf": Decimal("0.01")}, 19.99, True, TypeError, "19.99 is 1999 hundredths"),
    (
        {"multipleOf": Decimal("1E-30")},
        Decimal("1E+30"),
        True,
        ArithmeticError,
        "any power of ten is a multiple",
    ),
    ({"const": 0.1}, Decimal("0.1"), True, False, "the same text stood in both files"),
    ({"maximum": 0.3}, Decimal("0.3"), True, False, "the same text stood in both files"),
    # No JSON: the readers refuse it, so that neither ever sees it.
    ({"type": "number"}, NAN, False, True, "NaN is no JSON"),
    ({"type": "number"}, Decimal("NaN"), False, True, "NaN is no JSON"),
    ({"maximum": 5}, INFINITY, True, False, "Infinity is no JSON"),
    # Regular expressions: jsonschema takes Python's, the standard is ECMA-262.
    ({"pattern": "^a$"}, "a\n", False, True, "$ is the end, not before a last newline"),
    ({"pattern": "^\\d+$"}, "٣", False, True, "\\d is 0 to 9"),
    ({"pattern": "^\\w+$"}, "é", False, True, "\\w is of ASCII"),
    ({"pattern": "\\s"}, "\ufeff", True, False, "\\s has the byte order mark"),
    ({"pattern": "\\p{Lu}"}, "A", True, re.error, "\\p is a property of characters"),
    ({"pattern": "\\cA"}, "\x01", True, re.error, "\\cA is control-A"),
    ({"pattern": "(?=a)"}, "a", jsonschema_rs.ValidationError, True, "refused: not in linear time"),
    ({"pattern": "a\\Z"}, "a", jsonschema_rs.ValidationError, True, "refused: ECMA-262 has no \\Z"),
    ({"patternProperties": {"^\\d$": False}}, {"٣": 1}, True, False, "\\d is 0 to 9"),
    ({"propertyNames": {"pattern": "^\\d$"}}, {"٣": 1}, False, True, "\\d is 0 to 9"),
    # Formats: these of jsonschema need nothing else installed.
    ({"format": "email"}, "@", False, True, "nobody is there"),
    ({"format": "email"}, "a b@c", False, True, "a blank needs quotes"),
    ({"format": "regex"}, "a\\Z", False, True, "ECMA-262 has no \\Z"),
    # Keywords of an older draft
    ({"dependencies": {"a": ["b"]}}, {"a": 1}, False, True, "2020-12 lets it be asserted"),
    (
        {"items": [{"type": "integer"}]},
        ["x"],
        jsonschema_rs.ValidationError,
        AttributeError,
        "refused: the list is prefixItems",
    ),
]
# Pairs that look dangerous, on which both agree: schema, payload, verdict
AGREED = [
    ({"const": 1}, True, False),
    ({"const": 1.0}, Decimal("1.00"), True),
    ({"enum": [0]}, False, False),
    ({"uniqueItems": True}, [1, True], True),
    ({"uniqueItems": True}, [1, Decimal("1.0")], False),
    ({"uniqueItems": True}, [{"a": 1}, {"a": 1.0}], False),
    ({"const": 9007199254740993}, 9007199254740992, False),
    ({"const": 9007199254740993}, Decimal("9007199254740993.0"), True),
    ({"maximum": 2**64}, 2**64 + 1, False),
    ({"multipleOf": 3}, 10**30, False),
    ({"pattern": "^.$"}, "😀", True),
    ({"minLength": 2}, "😀", False),
    ({"format": "date"}, "2024-02-30", False),
    ({"format": "date"}, "20240201", False),
    ({"format": "ipv4"}, "01.2.3.4", False),
    ({"format": "ipv6"}, "::1%eth0", False),
    ({"format": "uuid"}, "2eb8aa08aa9811eab4aa73b441d16380", False),
]


@pytest.mark.parametrize(("schema", "payload", "rust", "python", "why"), TABLE)
def test_they_disagree(schema: Any, payload: Any, rust: Any, python: Any, why: str) -> None:
    assert (_verdict(_rust, schema, payload), _verdict(_python, schema, payload)) == (rust, python)


@pytest.mark.parametrize(("schema", "payload", "verdict"), AGREED)
def test_they_agree(schema: Any, payload: Any, verdict: bool) -> None:
    assert (_rust(schema, payload), _python(schema, payload)) == (verdict, verdict)


@pytest.mark.parametrize(
    ("schema", "payload", "verdict"),
    [
        *(
            (row[0], row[1], row[2])
            for row in TABLE
            if isinstance(row[2], bool) and "is no JSON" not in row[4]
        ),
        *AGREED,
    ],
)
def test_our_explanation_is_of_one_mind_with_the_verdict(schema: Any, payload: Any, verdict: bool) -> None:
    uri = f"{SET}s.json"
    validator = compiled(
        Schema(
            name="s.json",
            uri=uri,
            pointer="",
            draft="2020-12",
            documents={uri: _as_read(schema)},
            place=Place(file="c.yaml", line=1, column=1),
        )
    )
    assert validator.is_valid(payload) is verdict
    assert any(validator._explainer.violations(payload)) is not verdict


def _as_read(schema: Any) -> Any:
    """Our reader makes no floats of a schema's numbers."""
    return parse(json.dumps(schema, default=float).encode(), file="s.json")


def _rust(schema: Any, payload: Any) -> bool:
    return jsonschema_rs.Draft202012Validator(
        schema, validate_formats=True, pattern_options=jsonschema_rs.RegexOptions(), offline=True
    ).is_valid(payload)


def _python(schema: Any, payload: Any) -> bool:
    formats = jsonschema.FormatChecker(("date", "email", "ipv4", "ipv6", "regex", "uuid"))
    return jsonschema.Draft202012Validator(schema, format_checker=formats).is_valid(payload)


def _verdict(judge: Any, schema: Any, payload: Any) -> object:
    """What it says, or the kind of error it dies of."""
    try:
        return judge(schema, payload)
    except KINDS as error:
        return next(kind for kind in KINDS if isinstance(error, kind))
