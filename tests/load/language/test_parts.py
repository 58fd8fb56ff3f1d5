"""From many parts to one status."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "          - {none: true, report: submitted}\n",
        "          - {none: §false, report: submitted}\n",
        'none takes no value but true, not "false"',
        "write true, or leave it out",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - §{report: submitted}\n",
        "the row says none of any, all, none, otherwise",
        "add one of them",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - {none: true, §any: [refused], report: submitted}\n",
        "the row says both none and any",
        "keep one of them",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - §{none: true}\n",
        'the row has neither "report" nor "ignore"',
        "add report: and the status it leads to",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - {any: [§refsed], report: submitted}\n",
        'wms has no status "refsed"',
        'did you mean "refused"?',
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - {any: §[], report: submitted}\n",
        "any names no status",
        "name one",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - {any: §{a: b}, report: submitted}\n",
        "any is a list, not a mapping",
        "write it as [...]",
    ),
    (
        "          - {none: true, report: submitted}\n",
        "          - §x\n",
        "a row of parts is a mapping, not a text",
        "write it as {any: ...}",
    ),
    (
        "- {otherwise: submitted}\n  bank",
        "- {otherwise: submitted, §report: draft}\n  bank",
        "report stands beside otherwise",
        "write {otherwise: STATUS}",
    ),
    (
        "- {otherwise: submitted}\n  bank",
        "- {otherwise: §{}}\n  bank",
        'the row has neither "report" nor "ignore"',
        "add report: and the status it leads to",
    ),
    (
        "parts: {expected: complete, rows: [{all: [53], report: shipped}]}",
        "parts: {expected: §complet, rows: [{all: [53], report: shipped}]}",
        'expected is complete, not "complet"',
        'did you mean "complete"?',
    ),
    (
        "parts: {expected: complete, rows: [{all: [53], report: shipped}]}",
        "parts: {expected: complete, rows: §[]}",
        "parts has no row",
        "add {all: [...], report: ...}",
    ),
    (
        "parts: {expected: complete, rows: [{all: [53], report: shipped}]}",
        "parts: §{expected: complete}",
        'parts has no "rows"',
        "add rows:",
    ),
    (
        "parts: {expected: complete, rows: [{all: [53], report: shipped}]}",
        "parts: §x",
        "parts is a mapping, not a text",
        "write it as {at: ...}",
    ),
    (
        "expected: {reference: plants}",
        "expected: {reference: §plans}",
        'there is no reference table "plans"',
        'did you mean "plants"?',
    ),
    (
        "expected: {reference: plants}",
        "expected: {reference: plants, §key: x}",
        "key does not go with reference",
        "leave it out",
    ),
    (
        "expected: {reference: plants}",
        "expected: §{key: x}",
        "expected says one of at and reference",
        "write {at: /lines, key: sku}",
    ),
    (
        "expected: {reference: plants}",
        "expected: §[a]",
        "expected is a mapping, not a list",
        "write it as {at: ...}",
    ),
    (
        "read: [{where: {kind: part}",
        "read: [{where: {§../kind: part}",
        '"../kind" leads out of all elements around it',
        "begin it with a slash: /kind",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_parts_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
