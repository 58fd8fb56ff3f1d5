"""The functions of mapping rows."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "from: /code, upper: true",
        "from: /code, upper: §upper",
        'upper takes no value but true, not "upper"',
        "write true, or leave it out",
    ),
    (
        "from: /code, upper: true",
        "from: /code, §uper: true",
        'a row has no key "uper"',
        'did you mean "upper"?',
    ),
    (
        "from: /code, upper: true",
        "from: /code, pad: §10",
        "pad is a mapping, not a text",
        "write it as {left: ...}",
    ),
    (
        "from: /code, upper: true",
        "from: /code, pad: §{to: 10}",
        "pad fills up one side",
        'write {left: "0", to: 10}, or right: instead of left:',
    ),
    ("from: /code, upper: true", 'from: /code, pad: §{left: "0"}', 'pad has no "to"', "add to:"),
    (
        "from: /code, upper: true",
        'from: /code, pad: {left: "0", §right: "0", to: 10}',
        "pad fills up one side",
        'write {left: "0", to: 10}, or right: instead of left:',
    ),
    (
        "from: /code, upper: true",
        'from: /code, pad: {left: §"00", to: 10}',
        "pad fills up with one character, not 2",
        'write one, like "0"',
    ),
    (
        "from: /code, upper: true",
        'from: /code, pad: {left: "0", to: §ten}',
        'to is a whole number from 1, not "ten"',
        "write it without quotes",
    ),
    (
        "from: /code, upper: true",
        "from: /code, truncate: §-1",
        'truncate is a whole number from 0, not "-1"',
        "write it without quotes",
    ),
    (
        "from: /code, upper: true",
        "from: /code, number: §1",
        'number takes no value but true, not "1"',
        "write true, or leave it out",
    ),
    (
        "from: /code, upper: true",
        "from: /code, number: §{round: half-up}",
        'number has no "scale"',
        "add scale:",
    ),
    (
        "from: /code, upper: true",
        "from: /code, number: {scale: 2, round: §up}",
        'round is one of half-up, half-even, not "up"',
        "use one of half-up, half-even",
    ),
    (
        "from: /code, upper: true",
        "from: /code, multiply: §'2'",
        'multiply is a number, not "2"',
        "write it without quotes",
    ),
    (
        "from: /code, upper: true",
        "from: /code, multiply: §1e9999999",
        "the number 1e9999999 is too long",
        "write at most 400 digits, or put it into quotes if it is text",
    ),
    (
        "from: /code, upper: true",
        "from: /code, date: §iso",
        "date is a mapping, not a text",
        "write it as {from: ...}",
    ),
    ("from: /code, upper: true", "from: /code, date: §{from: iso}", 'date has no "to"', "add to:"),
    (
        "from: /code, upper: true",
        'from: /code, date: {from: §"%Q", to: iso}',
        "%Q is no part of a date",
        'write it like "%Y%m%d", or iso',
    ),
    (
        "from: /code, upper: true",
        'from: /code, date: {from: §"%u", to: iso}',
        "%u is no part of a date",
        'write it like "%Y%m%d", or iso',
    ),
    (
        "from: /code, upper: true",
        'from: /code, date: {from: iso, to: §"%Y%"}',
        "% is no part of a date",
        'write it like "%Y%m%d", or iso',
    ),
    (
        "from: /code, upper: true",
        "from: /code, date: {from: iso, to: §YYYY}",
        '"YYYY" has no part of a date',
        'write iso, or a format like "%Y%m%d"',
    ),
    (
        "from: /code, upper: true",
        "from: /code, date: {from: iso, to: iso, zone: §Europe/Berln}",
        'there is no time zone "Europe/Berln"',
        'did you mean "Europe/Berlin"?',
    ),
    (
        "from: /code, upper: true",
        "from: /code, date: {from: iso, to: iso, zone: §../../etc/passwd}",
        'there is no time zone "../../etc/passwd"',
        "write it like Europe/Berlin",
    ),
    ("from: /code, upper: true", "from: /code, values: §{}", "values has no pairs", "write {A: B, ...}"),
    ("from: /code, upper: true", "from: /code, values: §x", "values is a mapping", "write {A: B, ...}"),
    (
        "from: /code, upper: true",
        "from: /code, lookup: §curencies",
        'there is no reference table "curencies"',
        'did you mean "currencies"?',
    ),
    (
        "from: /code, upper: true",
        "from: /code, lookup: §plants",
        "plants has 2 key columns, and the row has 1 source fields",
        "name a field in from for each column, in their order",
    ),
    (
        "from: /code, upper: true",
        "from: /code, join: §[a]",
        "join is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        "from: /code, upper: true",
        "from: /code, split: §''",
        "nothing can be split at an empty text",
        'name the text between the parts, like ","',
    ),
    ("from: /code, upper: true", "from: /code, parse: §xml", 'parse is json, not "xml"', "write json"),
    (
        "from: /code, upper: true",
        "from: /code, then: §upper",
        "then is a list, not a text",
        "write it as [...]",
    ),
    ("from: /code, upper: true", "from: /code, then: [§pad]", "pad needs an argument", "write {pad: ...}"),
    (
        "from: /code, upper: true",
        "from: /code, then: [§{trim: true, upper: true}]",
        "an element of then is one function",
        "write each as an element of its own",
    ),
    (
        "from: /code, upper: true",
        "from: /code, then: [§{}]",
        "an element of then is one function",
        "write each as an element of its own",
    ),
    (
        "from: /code, upper: true",
        "from: /code, then: [§[trim]]",
        "a function is a mapping, not a list",
        "write it as {string: ...}",
    ),
    (
        "from: /code, upper: true",
        "from: /code, then: [{§tirm: true}]",
        'a function has no key "tirm"',
        'did you mean "trim"?',
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_functions_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
