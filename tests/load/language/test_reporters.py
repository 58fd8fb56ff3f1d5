"""Combinations and decisions."""

from collections.abc import Callable

import pytest

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "- {otherwise: submitted}\n    decides",
        "- {otherwise: §sbmitted}\n    decides",
        'portal has no status "sbmitted"',
        'did you mean "submitted"?',
    ),
    (
        "- {otherwise: submitted}\n    decides",
        "- {otherwise: submitted, §report: draft}\n    decides",
        "report stands beside otherwise",
        "write {otherwise: STATUS}",
    ),
    (
        "- {otherwise: submitted}\n    decides",
        "- §{report: draft}\n    decides",
        "the row says none of any, all, otherwise",
        "add one of them",
    ),
    (
        "- {otherwise: submitted}\n    decides",
        "- §draft\n    decides",
        "a row of combines is a mapping, not a text",
        "write it as {any: ...}",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: {erp: absent}, §any: {wms: refused}, report: draft}",
        "the row says both all and any",
        "keep one of them",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: {§epr: absent}, report: draft}",
        'there is no system "epr"',
        'did you mean "erp"?',
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: {erp: §54}, report: draft}",
        'erp has no status "54"',
        "use one of 50, 51, 53, 68, erp_http/202, erp_http/503, no_answer, absent",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: §{}, report: draft}",
        "all names no system",
        "write {SYSTEM: [CODE]}",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: {erp: §[]}, report: draft}",
        "erp stands here without a status",
        "name one",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "§{all: {erp: absent}}",
        'the row has neither "report" nor "ignore"',
        "add report: and the status it leads to",
    ),
    (
        "{all: {erp: absent, wms: no_answer}, ignore: nothing was heard yet}",
        "{all: {erp: absent}, report: draft, §ignore: x}",
        "the row both reports and ignores",
        "keep one of them",
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "{boundary: §bank-to-portl, otherwise: [portal-to-wms]}",
        'there is no boundary "bank-to-portl"',
        'did you mean "bank-to-portal"?',
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "{boundary: bank-to-portal, otherwise: §{a: b}}",
        "otherwise is a list, not a mapping",
        "write it as [...]",
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "§{otherwise: [portal-to-wms]}",
        'a row of decides has no "boundary"',
        "add boundary:",
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "§{boundary: bank-to-portal}",
        "a row of decides says one of then and otherwise",
        "add then: [BOUNDARY]",
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "{boundary: bank-to-portal, §where: {/a: b}, otherwise: [portal-to-wms]}",
        "where stands beside otherwise",
        "write then: instead of otherwise:",
    ),
    (
        "{boundary: bank-to-portal, otherwise: [portal-to-wms]}",
        "§x",
        "a row of decides is a mapping, not a text",
        "write it as {boundary: ...}",
    ),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_combines_and_decides_is_told_at_its_spot_with_its_remedy(
    mistake: Callable[[str, str], tuple[str, str]], was: str, becomes: str, says: str, fix: str
) -> None:
    assert mistake(was, becomes) == (says, fix)
