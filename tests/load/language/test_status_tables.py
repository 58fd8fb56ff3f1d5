"""What one side reports when the other shows a status."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "of: receiver",
        "of: §reciever",
        'of is one of sender, receiver, not "reciever"',
        'did you mean "receiver"?',
    ),
    (
        "status: {nobody_reads: the crm only listens}",
        "status: {nobody_reads: the crm only listens, §when: {}}",
        "when stands beside nobody_reads",
        "keep one of them",
    ),
    (
        "status: {nobody_reads: the crm only listens}",
        "status: {nobody_reads: §''}",
        "nobody_reads is empty",
        "say it in a few words",
    ),
    (
        "status: {nobody_reads: the crm only listens}",
        "status: §x",
        "status is a mapping, not a text",
        "write it as {of: ...}",
    ),
    (
        "status: {nobody_reads: the crm only listens}",
        "status: §{of: sender}",
        "status says of no code what is reported",
        "add when:, or nobody_reads: with the reason",
    ),
    (
        "{code: 5xx, no_answer: true}",
        "§{code: 5xx}",
        "a row of read says one of status and no_answer",
        "add status: and the code",
    ),
    (
        "{code: 5xx, no_answer: true}",
        "{code: 5xx, no_answer: §false}",
        'no_answer takes no value but true, not "false"',
        "write true, or leave it out",
    ),
    (
        "{code: 5xx, no_answer: true}",
        "§{code: 5xx, no_answer: true, status: 50}",
        "a row of read says one of status and no_answer",
        "add status: and the code",
    ),
    (
        "{code: 5xx, no_answer: true}",
        "§5xx",
        "a row of read is a mapping, not a text",
        "write it as {code: ...}",
    ),
    ("{code: 5xx, no_answer: true}", "{code: 5xx, status: §{}}", 'status has no "at"', "add at:"),
    (
        "{code: 5xx, no_answer: true}",
        "{code: 5xx, status: {at: §a.b}}",
        '"a.b" is a dotted path',
        "write /a/b",
    ),
    (
        "{code: 5xx, no_answer: true}",
        "{code: 5xx, status: §54}",
        'erp has no status "54"',
        "use one of 50, 51, 53, 68, erp_http/202, erp_http/503",
    ),
    (
        "while: [submitted, waiting]\n      when",
        "while: [submitted, §completed]\n      when",
        '"completed" is final, and a row leads out of it',
        'declare "completed" open, or leave it out here',
    ),
    (
        "while: [submitted, waiting]\n      when",
        "while: §[]\n      when",
        "an empty while never holds",
        "name the statuses, or leave while out",
    ),
    (
        "while: [submitted, waiting]\n      when",
        "while: [submitted, §submitted]\n      when",
        '"submitted" stands here twice',
        "name it once",
    ),
    (
        "while: [submitted, waiting]\n      when",
        "while: §{a: b}\n      when",
        "while is a list, not a mapping",
        "write it as [...]",
    ),
    (
        "        50: submitted\n",
        "        §54: submitted\n",
        'erp has no status "54"',
        "use one of 50, 51, 53, 68, erp_http/202, erp_http/503",
    ),
    (
        "        50: submitted\n",
        "        50: §submited\n",
        'portal has no status "submited"',
        'did you mean "submitted"?',
    ),
    ("        50: submitted\n", "        50: §[]\n", "50 has no row", "name the status to report"),
    (
        "        50: submitted\n",
        "        50: §{while: [submitted]}\n",
        'the row has neither "report" nor "ignore"',
        "add report: and the status it leads to",
    ),
    (
        "        50: submitted\n",
        "        50: §{}\n",
        'the row has neither "report" nor "ignore"',
        "add report: and the status it leads to",
    ),
    (
        "        50: submitted\n",
        "        50: {report: submitted, §ignore: x}\n",
        "the row both reports and ignores",
        "keep one of them",
    ),
    (
        "        50: submitted\n",
        "        50: {ignore: §}\n",
        "ignore has no value",
        'write one, or leave the key out ("" is an empty text)',
    ),
    (
        "        50: submitted\n",
        "        50: [§[a]]\n",
        "a row is a mapping, not a list",
        "write it as {report: ...}",
    ),
    (
        "        50: submitted\n",
        "        §no_answer: submitted\n        50: submitted\n",
        "no_answer is no code that is shown",
        "write no_answer: beside when:",
    ),
    (
        "        erp_http/202: {ignore: it was only taken}",
        "        §erp_http/203: {ignore: it was only taken}",
        'erp has no status "erp_http/203"',
        'did you mean "erp_http/503"?',
    ),
    (
        "        erp_http/202: {ignore: it was only taken}",
        "        §wms_http/202: {ignore: it was only taken}",
        'erp has no status "wms_http/202"',
        'did you mean "erp_http/202"?',
    ),
    (
        "no_answer: submitted\n      absent",
        "no_answer: §sbmitted\n      absent",
        'portal has no status "sbmitted"',
        'did you mean "submitted"?',
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_status_tables_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
