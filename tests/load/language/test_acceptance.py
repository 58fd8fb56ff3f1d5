"""What is accepted, and why."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "until: 2027-01-31}\n  - {rule",
        "until: §tomorrow}\n  - {rule",
        'until is a date, not "tomorrow"',
        "write it like 2027-01-31",
    ),
    (
        "because: decided in February, until",
        "because: §'', until",
        "because is empty",
        "say it in a few words",
    ),
    (
        "- {rule: unused-status, at: portal/*, because: others use them}",
        "- §{rule: unused-status, at: portal/*}",
        'a row of accept has no "because"',
        "add because:",
    ),
    (
        "- {rule: unused-status, at: portal/*, because: others use them}",
        "- §unused-status",
        "a row of accept is a mapping, not a text",
        "write it as {rule: ...}",
    ),
    (
        "- version: 3.0.0",
        "- §versoin: 3.0.0",
        'a row of changes has no key "versoin"',
        'did you mean "version"?',
    ),
    (
        "[{rule: meaning-weakened, at: erp/53,",
        "[§{rule: meaning-weakened,",
        'a row of accepts has no "at"',
        "add at:",
    ),
    (
        "[{rule: meaning-weakened,",
        "[§x, {rule: meaning-weakened,",
        "a row of accepts is a mapping",
        "write {rule: RULE, at: SUBJECT}",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_acceptance_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
