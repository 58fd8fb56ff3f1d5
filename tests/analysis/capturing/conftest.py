"""Captured things written down in tests, and what they come to for a contract."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from checker.analysis.capturing import Gathered, Gathering
from checker.load.sets import contract_sets
from checker.model.captures import Captured, Handle, What
from checker.model.contracts import ContractSet
from checker.model.places import Place
from checker.model.recordings import Header

CONTRACT = """\
contract: example
format: 1
version: 1.0.0
facts:
  posted: {owner: erp, means: It is posted}
systems:
  shop: {statuses: {done: {claims: [posted]}}}
  hub: {statuses: {}}
  hub_log: {part_of: hub, statuses: {ok: {}}}
  erp: {statuses: {53: {claims: [posted]}, 51: {}}}
boundaries:
  shop-to-hub:
    from: shop
    to: hub
    carries: {traceparent: w3c}
    messages: {order: {case: /id, key: /id}}
    status: {nobody_reads: nobody asks}
  hub-to-erp:
    from: hub
    to: erp
    carries: {traceparent: w3c, tenant: {sent: "header:x-tenant", received: "header:x-tenant"}}
    messages:
      order:
        case: /id
        transform: [{to: /docnum, from: /id, pad: {left: "0", to: 10}}]
    status: {nobody_reads: nobody asks}
captures:
"""


@pytest.fixture
def contracts(tmp_path: Path) -> Callable[[str], ContractSet]:
    """The contract above with these rows of `captures`."""

    def make(rules: str) -> ContractSet:
        (tmp_path / "contract.yaml").write_text(CONTRACT + rules)
        (found,) = contract_sets([str(tmp_path)])
        return found

    return make


@pytest.fixture
def gather(contracts: Callable[[str], ContractSet]) -> Callable[..., Gathered]:
    def gathered(rules: str, things: Iterable[Captured], **options: Any) -> Gathered:
        gathering = Gathering(contracts(rules), **options)
        for thing in things:
            gathering.take(thing)
        return gathering.gathered(Header())

    return gathered


def span(trace: str, name: str) -> Handle:
    return ("span", f"{trace * 32}/{name * 16}")


def thing(line: int = 1, what: What = What.MESSAGE, form: str = "otlp", **parts: Any) -> Captured:
    return Captured(format=form, what=what, place=Place(file="capture", line=line, column=1), **parts)
