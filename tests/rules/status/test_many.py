"""Rules over many parts and over several systems."""

from collections.abc import Callable

import pytest

LINES = """
facts: {shipped: {owner: line}, own: {owner: order}}
systems:
  line:
    statuses:
      open: {}
      shipped: {outcome: success, phase: final, claims: [shipped]}
      cancelled: {outcome: failure, phase: final, denies: [shipped]}
      lost: {outcome: unknown, phase: final}
    moves: {open: [shipped, cancelled, lost]}
  order:
    success_claims: [shipped]
    statuses:
      open: {}
      shipped: {outcome: success, phase: final}
      cancelled: {outcome: failure, phase: final, denies: [shipped]}
      partly: {outcome: partial, phase: final}
      broken: {outcome: failure, phase: final}
      sent: {outcome: success, claims: []}
      seen: {claims: [shipped]}
      not_yet: {denies: [shipped]}
boundaries:
  b:
    from: order
    to: line
    answers: always
    status:
      parts:
        EXPECTED
        rows:
ROWS"""


def lines(*rows: str, expected: str = "expected: complete") -> str:
    return LINES.replace("EXPECTED", expected).replace(
        "ROWS", "".join(f"          - {{{row}}}\n" for row in rows)
    )


OPEN = "any: [open, lost], report: open"
OPEN_OR_ABSENT = "any: [open, absent, lost], report: open"
SHIPPED = "all: [shipped], report: shipped"
CANCELLED = "all: [cancelled], report: cancelled"
PARTLY = "any: [shipped], report: partly"
REST = "otherwise: open"

PARTS: dict[str, tuple[str, set[str]]] = {
    "a table over all sets is silent": (lines(OPEN, SHIPPED, CANCELLED, PARTLY, REST), set()),
    "a set without a row is named by its first part": (
        lines(OPEN, SHIPPED, CANCELLED),
        {"error unmapped-status line/shipped"},
    ),
    "the empty set needs no row": (lines(OPEN, SHIPPED, CANCELLED, PARTLY), set()),
    "a part that is expected can be absent": (
        lines(
            OPEN,
            SHIPPED,
            CANCELLED,
            PARTLY,
            "all: [absent], report: open",
            expected="expected: {at: /lines, key: sku}",
        ),
        {"error unmapped-status line/cancelled", "error premature-final order/partly"},
    ),
    "a part that is absent is not there for all": (
        lines(OPEN_OR_ABSENT, SHIPPED, CANCELLED, PARTLY, REST, expected="expected: {at: /lines, key: sku}"),
        set(),
    ),
    "without expected a row for all is asked for it": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, REST, expected=""),
        {"warning hidden-partial order/shipped", "warning hidden-partial order/cancelled"},
    ),
    "one part that fails is a failure": (
        lines(OPEN, SHIPPED, CANCELLED, "any: [shipped], report: sent", REST),
        {"error masked-failure order/sent"},
    ),
    "what one part lacks is not said of all": (
        lines("any: [shipped], report: seen", "all: [cancelled], report: cancelled", REST),
        {"error hidden-partial order/seen"},
    ),
    "what one part contradicts is not denied of all": (
        lines("any: [cancelled], report: cancelled", SHIPPED, REST),
        {"error hidden-partial order/cancelled"},
    ),
    "not so far may be said while a part is silent": (
        lines("all: [open], report: not_yet", SHIPPED, CANCELLED, REST),
        set(),
    ),
    "not so far is wrong where a part says otherwise": (
        lines("any: [open], report: not_yet", SHIPPED, CANCELLED, REST),
        {"error hidden-partial order/not_yet"},
    ),
    "only when all are silent is it a verdict on silence": (
        lines(
            "all: [lost], report: broken", "any: [open, lost], report: open", SHIPPED, CANCELLED, PARTLY, REST
        ),
        {"error timeout-as-verdict order/broken"},
    ),
    "a part beside a silent one is no silence": (
        lines(
            "all: [cancelled, absent], report: cancelled",
            OPEN_OR_ABSENT,
            SHIPPED,
            PARTLY,
            REST,
            expected="expected: {at: /lines, key: sku}",
        ),
        {"error timeout-as-verdict order/cancelled"},
    ),
    "a final row while one part can still go elsewhere": (
        lines("all: [open], report: partly", SHIPPED, CANCELLED, REST),
        {"error premature-final order/partly"},
    ),
    "all rejected and ignored": (
        lines(OPEN, SHIPPED, "all: [cancelled], ignore: nobody looks", PARTLY, REST),
        {"error silent-rejection line/cancelled"},
    ),
    "some rejected is no rejection of all": (lines(OPEN, SHIPPED, CANCELLED, REST), set()),
    "all rejected and open": (
        lines(OPEN, SHIPPED, REST),
        {"error silent-rejection order/open"},
    ),
    "no parts at all are no success": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, "none: true, report: sent"),
        {"warning empty-success order/sent"},
    ),
    "no parts at all may be open": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, "none: true, report: open"),
        set(),
    ),
    "otherwise is no success": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, "otherwise: sent"),
        {"error default-success order/sent"},
    ),
    "a row that the rows above cover": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, "any: [cancelled], report: broken", REST),
        {"warning unreachable-row order/broken"},
    ),
    "parts that are absent say what no answer means": (
        lines(
            OPEN_OR_ABSENT, SHIPPED, CANCELLED, PARTLY, REST, expected="expected: {at: /lines, key: sku}"
        ).replace("answers: always", "answers: maybe"),
        set(),
    ),
    "a complete report says nothing about no answer": (
        lines(OPEN, SHIPPED, CANCELLED, PARTLY, REST).replace("answers: always", "answers: maybe"),
        {"warning no-answer-unsaid b"},
    ),
}


def hub(*rows: str, hub_more: str = "", erp_more: str = "", wms_more: str = "") -> str:
    return f"""
facts: {{posted: {{owner: erp}}, shipped: {{owner: wms, implies: [posted]}}}}
systems:
  erp:
    statuses:
      64: {{denies: [posted]}}
      53: {{outcome: success, phase: final, claims: [posted]}}
      68: {{outcome: failure, phase: final, denies: [posted]}}
    moves: {{64: [53, 68]}}
    {erp_more}
  wms:
    statuses:
      picking: {{}}
      gone: {{outcome: success, phase: final, claims: [shipped]}}
      refused: {{outcome: failure, phase: final, denies: [shipped]}}
    moves: {{picking: [gone, refused]}}
    {wms_more}
  hub:
    success_claims: [shipped]
    statuses:
      sent: {{}}
      posted: {{claims: [posted]}}
      done: {{outcome: success, phase: final}}
      rejected: {{outcome: failure, phase: final, denies: [shipped]}}
      stopped: {{outcome: failure}}
      fine: {{outcome: success, claims: []}}
    combines:
{"".join(f"      - {{{row}}}{chr(10)}" for row in rows)}
    {hub_more}
boundaries:
  hub-to-erp: {{from: hub, to: erp, status: {{}}}}
  hub-to-wms: {{from: hub, to: wms, status: {{}}}}
"""


ALL_GONE = "all: {erp: [53], wms: [gone]}, report: done"
ANY_NO = "any: {erp: [68], wms: [refused]}, report: rejected"
SENT = "otherwise: sent"

COMBINATIONS: dict[str, tuple[str, set[str]]] = {
    "a table over all combinations is silent": (hub(ALL_GONE, ANY_NO, SENT), set()),
    "a combination without a row is the system's": (hub(ALL_GONE, ANY_NO), {"error unmapped-status hub"}),
    "a system that was not heard is absent": (
        hub(ALL_GONE, ANY_NO, "any: {erp: [absent, 64, 53], wms: [absent]}, report: sent"),
        set(),
    ),
    "all absent is no verdict": (
        hub(ALL_GONE, ANY_NO, "all: {erp: [absent], wms: [absent]}, report: stopped", SENT),
        {"error timeout-as-verdict hub/stopped"},
    ),
    "one answer is no silence": (
        hub(ALL_GONE, ANY_NO, "all: {erp: [68, 64], wms: [absent]}, report: stopped", SENT),
        set(),
    ),
    "one failure is a failure": (
        hub("any: {erp: [53], wms: [gone]}, report: fine", ANY_NO, SENT),
        {"error masked-failure hub/fine", "error premature-final hub/rejected"},
    ),
    "the source of truth alone may establish it": (
        hub("any: {wms: [gone]}, report: done", ANY_NO, SENT),
        set(),
    ),
    "one system establishes only its own": (
        hub("all: {erp: [53]}, report: done", ANY_NO, SENT),
        {"error contradiction hub/done", "error premature-final hub/rejected"},
    ),
    "what can't be true at once is left out": (
        hub(ALL_GONE, "any: {erp: [68]}, report: rejected", "any: {wms: [refused]}, report: rejected", SENT),
        set(),
    ),
    "final while another system can still change it": (
        hub(
            "any: {wms: [refused]}, report: rejected",
            ALL_GONE,
            "all: {erp: [68], wms: [absent, picking]}, report: rejected",
            SENT,
        ),
        set(),
    ),
    "a rejection of all is not passed over": (
        hub(ALL_GONE, "all: {erp: [68], wms: [refused]}, ignore: it is known", ANY_NO, SENT),
        {"error silent-rejection erp/68"},
    ),
    "otherwise is no success of several": (
        hub(ALL_GONE, ANY_NO, "otherwise: fine"),
        {"error default-success hub/fine"},
    ),
    "a revocation that several do not show": (
        """
facts: {f: {owner: psp, revocable: true}}
systems:
  psp: {statuses: {new: {}, paid: {claims: [f]}, back: {denies: [f]}}, moves: {new: [paid], paid: [back]}}
  erp: {statuses: {x: {}}}
  shop:
    statuses: {wait: {}, got: {claims: [f]}}
    combines:
      - {all: {psp: [paid], erp: [x]}, report: got}
      - {all: {psp: [back], erp: [x]}, ignore: the books show it}
      - {otherwise: wait}
""",
        {"error revocation-lost shop/got"},
    ),
    "a row that the rows above cover in every combination": (
        hub(ALL_GONE, ANY_NO, "all: {erp: [68], wms: [refused]}, report: stopped", SENT),
        {"warning unreachable-row hub/stopped"},
    ),
    "a system that is not combined needs rows": (
        hub(ALL_GONE, ANY_NO, SENT).replace(
            "boundaries:",
            "  crm: {statuses: {known: {}}}\nboundaries:\n"
            "  hub-to-crm: {from: hub, to: crm, answers: always, status: {}}",
        ),
        {"error unmapped-status crm/known"},
    ),
}


@pytest.mark.parametrize("sentence", PARTS)
def test_parts_are_judged_for_each_set_of_statuses(sentence: str, loud: Callable[[str], set[str]]) -> None:
    text, expected = PARTS[sentence]
    assert loud(text) == expected


@pytest.mark.parametrize("sentence", COMBINATIONS)
def test_combinations_are_judged_one_by_one(sentence: str, loud: Callable[[str], set[str]]) -> None:
    text, expected = COMBINATIONS[sentence]
    assert loud(text) == expected
