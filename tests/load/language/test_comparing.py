"""Rows of compare."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "§{at: /control/uuid, is: uuid}",
        'a row of compare has no "because"',
        "add because:",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "{at: /control/uuid, is: §guid, because: minted}",
        'is is one of timestamp, uuid, decimal, set, same-as, empty-or-missing, not "guid"',
        'did you mean "uuid"?',
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "{at: /control/uuid, is: uuid, §scale: 2, because: minted}",
        "scale does not go with uuid",
        "leave it out",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "§{at: /control/uuid, is: decimal, because: minted}",
        'decimal has no "scale"',
        "add scale:",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "§{at: /control/uuid, is: same-as, because: minted}",
        'same-as has no "of"',
        "add of:",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "{at: /control/uuid, is: same-as, of: §/control/uuid, because: minted}",
        "every value is the same as itself, so this row would let any pass",
        "name another field, or leave the row out",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "{at: /control/uuid, is: same-as, of: §sent, because: minted}",
        '"sent" has no leading slash, and no element is around it',
        "write /sent",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "{at: §control.uuid, is: uuid, because: minted}",
        '"control.uuid" is a dotted path',
        "write /control/uuid",
    ),
    (
        "{at: /control/uuid, is: uuid, because: minted per attempt}",
        "§uuid",
        "a row of compare is a mapping, not a text",
        "write it as {at: ...}",
    ),
    ("within: 5s", "within: §5", 'within is a duration, not "5"', "write it like 5s, 5m"),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_compare_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
