"""The top level of a contract: what is wrong with it is told at its spot."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "contract: every-key",
        "contract: §every key",
        '"every key" can\'t be the name of a contract',
        "use letters, digits, _, - and .",
    ),
    (
        "contract: every-key",
        "contract: §{a: b}",
        "contract is a text, not a mapping",
        "write it in one line, in quotes if need be",
    ),
    (
        "contract: every-key\nformat: 1\n",
        "§contract: every-key\n",
        'a contract has no "format"',
        "add format:",
    ),
    (
        "version: 1.2.0",
        "version:§ ",
        "version has no value",
        'write one, or leave the key out ("" is an empty text)',
    ),
    (
        "title: All that can be written",
        "§titel: All that can be written",
        'a contract has no key "titel"',
        'did you mean "title"?',
    ),
    (
        "owner: team-integration",
        "owner: §[a, b]",
        "owner is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    ("\nfacts:\n  received", "\n§fact:\n  received", 'a contract has no key "fact"', 'did you mean "facts"?'),
    ("flows:\n", "§flow:\n", 'a contract has no key "flow"', 'did you mean "flows"?'),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_the_top_level_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
