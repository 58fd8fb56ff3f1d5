"""How captures are recognised."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "- {format: otlp,",
        "- {§formt: otlp,",
        'a row of captures has no key "formt"',
        'did you mean "format"?',
    ),
    (
        "message: created, side",
        "message: §creatd, side",
        'there is no message "creatd"',
        'did you mean "created"?',
    ),
    (
        "boundary: portal-to-erp, message: created, side: sent,",
        "system: erp, message: §creatd,",
        'there is no message "creatd"',
        'did you mean "created"?',
    ),
    (
        "boundary: portal-to-erp, payload",
        "boundary: §portal-to-epr, payload",
        'there is no boundary "portal-to-epr"',
        'did you mean "portal-to-erp"?',
    ),
    (
        "system: erp, status: Status",
        "system: §epr, status: Status",
        'there is no system "epr"',
        'did you mean "erp"?',
    ),
    (
        "face: {erp_http: CustomStatus}",
        "face: {§erp_htp: CustomStatus}",
        'there is no system "erp_htp"',
        'did you mean "erp_http"?',
    ),
    (
        "face: {erp_http: CustomStatus}",
        "face: {erp_http: §[a]}",
        "erp_http is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        "where: {name: orders publish}",
        "where: §name",
        "where is a mapping, not a text",
        "write {NAME: ...}, or {} if it is meant to be empty",
    ),
    ("time: LogEnd", "time: §", "time has no value", 'write one, or leave the key out ("" is an empty text)'),
    (
        "- {format: har,",
        "- §har\n  - {format: har,",
        "a row of captures is a mapping, not a text",
        "write it as {format: ...}",
    ),
    (
        "- {format: har,",
        "- §{case: /orderId}\n  - {format: har,",
        'a row of captures has no "format"',
        "add format:",
    ),
    (
        "{format: debezium,",
        "{format: §debezim,",
        'there is no format of captures "debezim"',
        'did you mean "debezium"?',
    ),
    (
        "- {format: debezium, effect: posted}",
        "- §{format: debezium, where: {table: orders}}",
        "this row of captures says of no event what it is",
        "add boundary:, system: or effect:",
    ),
    (
        "boundary: portal-to-erp, message: created, side: sent,",
        "system: erp, §side: sent,",
        "side is of a message, and this row names no boundary",
        "add boundary:",
    ),
    ("side: sent,", "side: §sender,", 'side is one of sent, received, not "sender"', 'did you mean "sent"?'),
    ("effect: posted}", "effect: §postd}", 'there is no fact "postd"', 'did you mean "posted"?'),
    (
        "complete: status}",
        "complete: §all}",
        'complete is one of full, status, sampled, none, not "all"',
        "use one of full, status, sampled, none",
    ),
    (
        'reason: "reply:/why"',
        "reason: §reply:why",
        "reason names no path in the reply",
        "write reply:/PATH or reply:header:NAME",
    ),
    (
        'payload: "attribute:messaging.body"',
        "payload: §/lines/a*",
        '"/lines/a*": * stands alone, or not at all',
        "write ~3 for a star that belongs to the name: a~3",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_captures_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
