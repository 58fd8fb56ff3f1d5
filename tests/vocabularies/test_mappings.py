"""The published mappings that ship: ready rows, of which `check` says exactly what their traps say."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checker.load.shipped import Shipped, mapping_files
from checker.model.findings import Level
from checker.model.vocabularies import PublishedMapping
from checker.pipeline import Options, check
from checker.report.pasted import contract

Write = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize("name", mapping_files())
def test_a_published_mapping_has_the_traps_that_it_names_and_no_others(name: str, written: Write) -> None:
    mapping = Shipped().mapping(name)
    assert mapping.name == name
    assert mapping.title
    folder = written({"contract.yaml": "\n".join(contract(mapping))})
    report = check([str(folder)], Options(only=frozenset({"static"})))
    found = {(one.rule, one.subject) for one in report.findings if one.level >= Level.WARNING}
    assert found == {(trap.rule, trap.at) for trap in mapping.traps if trap.rule is not None}


def test_of_17_grpc_codes_4_come_home_from_http() -> None:
    shipped = Shipped()
    there, back = _reported(shipped.mapping("grpc-to-http")), _reported(shipped.mapping("http-to-grpc"))
    otherwise = shipped.mapping("http-to-grpc").table.otherwise[0].report
    assert otherwise is not None
    assert set(there) == set(shipped.vocabulary("grpc").statuses)
    home = [code for code, other in there.items() if back.get(other, otherwise.code) == code]
    assert (len(there), len(set(there.values()))) == (17, 12)
    assert sorted(home) == ["PERMISSION_DENIED", "UNAUTHENTICATED", "UNAVAILABLE", "UNKNOWN"]


def _reported(mapping: PublishedMapping) -> dict[str, str]:
    return {row.shown.code: row.report.code for row in mapping.table.rows if row.shown and row.report}
