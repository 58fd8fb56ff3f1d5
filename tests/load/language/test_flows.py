"""Flows."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "payment: {reader: portal}",
        "payment: {reader: §protal}",
        'there is no system "protal"',
        'did you mean "portal"?',
    ),
    ("payment: {reader: portal}", "payment: §{}", 'the flow "payment" has no "reader"', "add reader:"),
    (
        "payment: {reader: portal}",
        "payment: {reader: portal, boundaries: [§portal-to-sap]}",
        'there is no boundary "portal-to-sap"',
        'did you mean "portal-to-wms"?',
    ),
    (
        "payment: {reader: portal}",
        "payment: {reader: portal, boundaries: [portal-to-erp, §portal-to-erp]}",
        'boundaries names "portal-to-erp" twice',
        "name it once",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_flows_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
