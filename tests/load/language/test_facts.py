"""Facts: owners, implications, and what can't be true together."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "  received: {owner: erp, means: The ERP has stored the order}",
        "  received: §{means: The ERP has stored the order}",
        'the fact "received" has no "owner"',
        "add owner:",
    ),
    (
        "received: {owner: erp, means: The ERP has stored the order}",
        "received: §erp",
        'the fact "received" is a mapping, not a text',
        "write it as {owner: ...}",
    ),
    (
        "received: {owner: erp, means: The ERP has stored the order}",
        "received: {owner: §epr, means: The ERP has stored the order}",
        'there is no system "epr"',
        'did you mean "erp"?',
    ),
    (
        "received: {owner: erp, means: The ERP has stored the order}",
        "received: {owner: erp, §mean: The ERP has stored the order}",
        'the fact "received" has no key "mean"',
        'did you mean "means"?',
    ),
    ("means: The ERP has stored the order}", "means: §' '}", "means is empty", "say it in a few words"),
    (
        "implies: [received]",
        "implies: [§recieved]",
        'there is no fact "recieved"',
        'did you mean "received"?',
    ),
    (
        "implies: [received]",
        "implies: [received, §received]",
        'implies names "received" twice',
        "name it once",
    ),
    (
        "implies: [received]",
        "implies: [§posted]",
        "posted implies itself",
        "leave one of them out, or make them one fact",
    ),
    (
        "implies: [received]",
        "implies: [received, §shipped]",
        "posted implies shipped, and shipped implies posted",
        "leave one of them out, or make them one fact",
    ),
    (
        "implies: [received]",
        "implies: §{received: true}",
        "implies is a list, not a mapping",
        "write it as [...]",
    ),
    (
        "implies: [received]",
        "implies: [received, §paid_out]",
        "posted is stable and implies paid_out, which is revocable",
        "declare posted revocable too, or leave the implication out",
    ),
    (
        "revocable: true",
        "revocable: §yes",
        'revocable is true or false, not "yes"',
        "write true or false, without quotes",
    ),
    (
        "revocable: true",
        "revocable: §'true'",
        'revocable is true or false, not "true"',
        "write true or false, without quotes",
    ),
    (
        "once_per: order",
        "once_per: §[order]",
        "once_per is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    (
        "\nfacts:\n",
        "\nfacts:\n  §a fact: {owner: erp}\n",
        '"a fact" can\'t be the name of a fact',
        "use letters, digits, _, - and .",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_facts_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
