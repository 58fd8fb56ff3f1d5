"""An entry of `changes` put into a contract's text, which stays as it was."""

import pytest

from checker.errors import UsageError
from checker.load.changes import with_change

ENTRY = ("version: 2.0.0", "because: it is so", "accepts:", "  - {rule: a, at: b}")
FLOW = "{version: 2.0.0, because: it is so, accepts: [{rule: a, at: b}]}"
BLOCK = "  - version: 2.0.0\n    because: it is so\n    accepts:\n      - {rule: a, at: b}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("contract: a\n", f"contract: a\n\nchanges:\n{BLOCK}"),
        ("contract: a", f"contract: a\n\nchanges:\n{BLOCK}"),
        ("contract: a\n# the end\n", f"contract: a\n# the end\n\nchanges:\n{BLOCK}"),
        ("changes: []\nfacts: {}\n", f"changes:\n{BLOCK}facts: {{}}\n"),
        ("changes: []  # none\nfacts: {}\n", f"changes:  # none\n{BLOCK}facts: {{}}\n"),
        ("changes:\nfacts: {}\n", f"changes:\n{BLOCK}facts: {{}}\n"),
        ("changes: [{version: 1.0.0}]\n", f"changes: [{{version: 1.0.0}}, {FLOW}]\n"),
        (
            "changes:\n  - version: 1.0.0  # old\n\nfacts: {}\n",
            f"changes:\n  - version: 1.0.0  # old\n{BLOCK}\nfacts: {{}}\n",
        ),
        (
            "changes:\n- version: 1.0.0\n  because: |\n    a text\n    of lines\nfacts: {}\n",
            "changes:\n- version: 1.0.0\n  because: |\n    a text\n    of lines\n- version: 2.0.0\n  because: it is so\n"
            "  accepts:\n    - {rule: a, at: b}\nfacts: {}\n",
        ),
        (
            "changes:\n  - version: 1.0.0\n    accepts:\n      - {rule: x,\n         at: y}\n",
            f"changes:\n  - version: 1.0.0\n    accepts:\n      - {{rule: x,\n         at: y}}\n{BLOCK}",
        ),
    ],
)
def test_an_entry_is_added_and_nothing_else_changes(before: str, after: str) -> None:
    assert with_change(before, ENTRY, FLOW, "contract.yaml") == after


def test_the_line_endings_stay_those_of_the_file() -> None:
    made = with_change("contract: a\r\nchanges:\r\n  - version: 1\r\n", ENTRY, FLOW, "contract.yaml")
    assert made.replace("\r\n", "") == "contract: achanges:  - version: 1" + BLOCK.replace("\n", "")


@pytest.mark.parametrize("text", ["{contract: a}\n", "changes: {a: b}\n", "changes: later\n"])
def test_where_it_can_t_be_added_it_is_shown_to_paste(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        with_change(text, ENTRY, FLOW, "contract.yaml")
    assert str(refused.value.mistakes[0].fix) == f"add it to changes: {FLOW}"
