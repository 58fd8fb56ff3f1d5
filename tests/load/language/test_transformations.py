"""Mapping rows and steps in other languages."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    ("{to: /source, value: WEB}", "§WEB", "a row is a mapping", "write {to: /x, from: /y}"),
    ("{to: /source, value: WEB}", "§{value: WEB}", 'a row has no "to"', "add to:"),
    (
        "{to: /source, value: WEB}",
        "§{to: /source}",
        "the row has no source",
        "add from:, value:, made:, position: or each:",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, value: WEB, §from: /a}",
        "the row has two sources, value and from",
        "keep one",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, §vlue: WEB}",
        'a row has no key "vlue"',
        'did you mean "value"?',
    ),
    (
        "{to: /source, value: WEB}",
        "{to: §source, value: WEB}",
        '"source" has no leading slash, and no element is around it',
        "write /source",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: §/a/0/b, value: WEB}",
        '"/a/0/b": is 0 an element of a list or a key?',
        "name the element by a member (NAME=VALUE), or make the list with each: and rows:",
    ),
    (
        "{to: /source, value: WEB}",
        '{to: §"header:x", value: WEB}',
        '"header:x" can\'t be a target: a row makes a payload',
        "begin it with a slash",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: §/a/*/b, value: WEB}",
        '"/a/*/b": a target names one place, and * is every element',
        "make a list with each: and rows:",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, value: §1e99999999999}",
        "the number 1e99999999999 is too long",
        "write at most 400 digits, or put it into quotes if it is text",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, value: WEB, §rows: []}",
        "rows does not go with value",
        "leave it out",
    ),
    ("{to: /source, value: WEB}", "{to: /source, from: §[]}", "from names no field", "name one"),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: §{a: b}}",
        "from is a text, not a mapping",
        "write it in one line, in quotes if need be",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, made: §uid}",
        'made is one of uuid, date, timestamp, not "uid"',
        'did you mean "uuid"?',
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, §position: {step: 10}}",
        "position counts elements, and there are none here",
        "use it in rows: of each:",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, §otherwise: x}",
        "otherwise is for a miss of values or lookup",
        "add one of them, or write default: for a source without a value",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, required: §yes}",
        'required is true or false, not "yes"',
        "write true or false, without quotes",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, omit: §x}",
        "omit is a list, not a text",
        "write it as [...]",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, because: §''}",
        "because is empty",
        "say it in a few words",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, trim: true, §upper: true}",
        "two functions stand as keys, trim and upper, and keys have no order",
        "write then: [{trim: ...}, {upper: ...}]",
    ),
    (
        "{to: /source, value: WEB}",
        "{to: /source, from: /a, §trim: true, then: [upper]}",
        "trim stands beside then, and keys have no order",
        "put it into then",
    ),
    (
        "{to: first, position: {step: 1, start: 0}}",
        "{to: first, position: §{start: 0}}",
        'position has no "step"',
        "add step:",
    ),
    (
        "{to: first, position: {step: 1, start: 0}}",
        "{to: first, position: {step: §1.5}}",
        'step is a whole number, not "1.5"',
        "write it without quotes",
    ),
    (
        "{to: line, from: ../sku}",
        "{to: line, from: §../../sku}",
        '"../../sku" leads out of all elements around it',
        "begin it with a slash: /sku",
    ),
    (
        "{to: line, from: ../sku}",
        "{to: §../line, from: sku}",
        '"../line": a target can\'t lie outside its element',
        "leave ../ out",
    ),
    (
        "            each: /lines\n            where",
        "            §eech: /lines\n            where",
        'a row has no key "eech"',
        'did you mean "each"?',
    ),
    (
        "            each: /lines\n            where",
        "            each: /lines\n            §because: x\n            where",
        "because does not go with each",
        "leave it out",
    ),
    (
        "- {to: order, from: /order/id}",
        "- §{to: order, each: /orders}",
        'each has no "rows"',
        "add rows: with what becomes of an element",
    ),
    (
        '{to: /computed, jq: ".lines | length", where: {/lines: {present: true}}}',
        "{to: /computed, jq: x, §default: 0}",
        "default does not go with jq",
        "leave it out",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_transformations_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
