"""What is offered to paste for a status that nobody declared: that it claims nothing, where that is plain."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.pipeline import check

CONTRACT = """\
contract: example
format: 1
version: 1.0.0
systems:
  shop:
    statuses:
      waiting: {}
      accepted: {}
  bank:
    statuses:
      ACSP: {}
      ACSC: {}
boundaries:
  shop-to-bank:
    from: shop
    to: bank
    status:
      when:
        ACSP: waiting
        ACSC: accepted
      no_answer: waiting
"""


@pytest.fixture
def pasted(written: Callable[[Mapping[str, str]], Path]) -> Callable[[str, str], list[tuple[int, str]]]:
    """The lines to paste where a status was shown, each with the line before which it comes."""

    def of(contract: str, code: str) -> list[tuple[int, str]]:
        shown = f'{{"case": "1", "id": "e1", "kind": "status", "system": "bank", "status": {{"code": "{code}"}}}}\n'
        folder = written({"contract.yaml": contract, "recordings/a.jsonl": shown})
        (found,) = (one for one in check([str(folder)]).findings if one.rule == "undeclared-status")
        return [(paste.line, paste.text) for paste in found.paste]

    return of


def test_it_is_declared_and_gets_the_row_of_silence(pasted) -> None:  # type: ignore[no-untyped-def]
    assert pasted(CONTRACT, "PDNG") == [(13, "      PDNG: {}"), (21, "        PDNG: waiting")]


def test_where_otherwise_covers_it_it_needs_no_row(pasted) -> None:  # type: ignore[no-untyped-def]
    contract = CONTRACT.replace("no_answer: waiting", "otherwise: waiting")

    assert pasted(contract, "PDNG") == [(13, "      PDNG: {}")]


@pytest.mark.parametrize(
    ("contract", "code"),
    [
        (CONTRACT, "ACS"),
        (CONTRACT.replace("      no_answer: waiting\n", ""), "PDNG"),
        (CONTRACT.replace("no_answer: waiting", "no_answer: {ignore: a clerk looks}"), "PDNG"),
        (CONTRACT.replace("  bank:\n", "  http: {part_of: bank, statuses: {}}\n  bank:\n"), "PDNG"),
        (CONTRACT.replace("    statuses:\n      ACSP", "    statuses: &all\n      ACSP"), "PDNG"),
    ],
    ids=["a near one", "no row of silence", "silence is ignored", "faces", "it may stand elsewhere too"],
)
def test_where_it_is_not_plain_what_to_write_nothing_is_offered(pasted, contract: str, code: str) -> None:  # type: ignore[no-untyped-def]
    assert pasted(contract, code) == []
