"""Boundaries: delivery, retries, what leaves and what is carried."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "    from: portal\n    to: erp\n    via",
        "    from: portal\n    to: §erq\n    via",
        'there is no system "erq"',
        'did you mean "erp"?',
    ),
    (
        "    from: portal\n    to: erp\n    via",
        "    from: erp\n    to: §erp\n    via",
        "erp hands messages to itself",
        "name two systems",
    ),
    (
        "    from: portal\n    to: erp\n    via",
        "    §to: erp\n    via",
        'the boundary "portal-to-erp" has no "from"',
        "add from:",
    ),
    (
        "via: integration-suite",
        "via: §[a]",
        "via is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        "times: at-least-once}\n    answers",
        "times: §at-least-one}\n    answers",
        'times is one of at-most-once, at-least-once, exactly-once, not "at-least-one"',
        'did you mean "at-least-once"?',
    ),
    (
        '{order: {fifo: {per: "key:"}}, times: at-least-once}',
        "§x",
        "delivery is a mapping, not a text",
        "write it as {order: ...}",
    ),
    (
        '{order: {fifo: {per: "key:"}}, times: at-least-once}',
        "{order: §filo}",
        'order is one of any, fifo, versioned, not "filo"',
        'did you mean "fifo"?',
    ),
    (
        '{order: {fifo: {per: "key:"}}, times: at-least-once}',
        "{order: §{}}",
        "order is one of any, fifo and versioned",
        "write one of them",
    ),
    (
        '{order: {fifo: {per: "key:"}}, times: at-least-once}',
        "{order: {fifo: §{}}}",
        'fifo has no "per"',
        "add per:",
    ),
    (
        '{order: {fifo: {per: "key:"}}, times: at-least-once}',
        "{order: {fifo: {per: §key}}}",
        '"key" has no leading slash, and no element is around it',
        "write /key",
    ),
    (
        "{order: {versioned: {by: /updated_at}}, times: exactly-once}",
        "{order: {versioned: §{}}}",
        'versioned has no "by"',
        "add by:",
    ),
    (
        "answers: maybe",
        "answers: §never",
        'answers is one of always, maybe, not "never"',
        "use one of always, maybe",
    ),
    (
        "answer_within: 15m",
        "answer_within: §15",
        'answer_within is a duration, not "15"',
        "write it like 15s, 15m",
    ),
    (
        "answer_within: 15m",
        "answer_within: §a while",
        'answer_within is a duration, not "a while"',
        "write it like 90s, 15m, 4h, 5d",
    ),
    (
        "settles_after: 5d",
        "settles_after: §[5d]",
        "settles_after is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        "leaves: {when: submitted, enters: [50]}",
        "leaves: {when: §submited, enters: [50]}",
        'portal has no status "submited"',
        'did you mean "submitted"?',
    ),
    (
        "leaves: {when: submitted, enters: [50]}",
        "leaves: {when: submitted, enters: [§55]}",
        'erp has no status "55"',
        "use one of 50, 51, 53, 68, erp_http/202, erp_http/503",
    ),
    (
        "leaves: {when: submitted, enters: [50]}",
        "leaves: {when: submitted, enters: [50, §50]}",
        '"50" stands here twice',
        "name it once",
    ),
    (
        "leaves: {when: submitted, enters: [50]}",
        "leaves: §{enters: [50]}",
        'leaves has no "when"',
        "add when:",
    ),
    (
        "leaves: {when: submitted, enters: [50]}",
        "leaves: §submitted",
        "leaves is a mapping, not a text",
        "write it as {when: ...}",
    ),
    (
        "after: [no_answer, erp_http/503]",
        "after: [no_answer, §erp_http/504]",
        'erp has no status "erp_http/504"',
        'did you mean "erp_http/503"?',
    ),
    ("attempts: 5", "attempts: §0", 'attempts is a whole number from 1, not "0"', "write it without quotes"),
    (
        "attempts: 5",
        "attempts: §'5'",
        'attempts is a whole number from 1, not "5"',
        "write it without quotes",
    ),
    (
        "idempotent: true",
        "idempotent: §1",
        'idempotent is true or false, not "1"',
        "write true or false, without quotes",
    ),
    (
        "stability: stable",
        "stability: §stabel",
        'stability is one of draft, stable, not "stabel"',
        'did you mean "stable"?',
    ),
    (
        "traceparent: w3c",
        "traceparent: §w3",
        'what is carried as traceparent is one of w3c, baggage, b3, cloudevents, not "w3"',
        'did you mean "w3c"?',
    ),
    (
        "traceparent: w3c",
        "traceparent: {w3c: §continue, because: it does}",
        'w3c is one of restart, pass-through, not "continue"',
        "use one of restart, pass-through",
    ),
    (
        "traceparent: w3c",
        "traceparent: §{w3c: restart}",
        'a trace that is not continued has no "because"',
        "add because:",
    ),
    (
        "traceparent: w3c",
        "§trace parent: w3c",
        '"trace parent" can\'t be the name of what is carried',
        "use letters, digits, _, - and .",
    ),
    (
        'correlation: {sent: "header:x-correlation-id", received: /control/reference}',
        'correlation: §{sent: "header:x-correlation-id"}',
        'what is carried has no "received"',
        "add received:",
    ),
    (
        'correlation: {sent: "header:x-correlation-id", received: /control/reference}',
        'correlation: {sent: §"header:", received: /a}',
        '"header:" names nothing',
        "write header:NAME",
    ),
    ("trim, number]", "§trm, number]", 'there is no function "trm"', 'did you mean "trim"?'),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_boundaries_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
