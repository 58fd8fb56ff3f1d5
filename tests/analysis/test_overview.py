"""What an overview tells of a contract set."""

from collections.abc import Callable
from pathlib import Path

from checker.analysis.meaning import Meaning
from checker.analysis.overview import overview
from checker.model.places import Place


def test_a_set_is_where_its_contract_begins_whatever_other_files_it_has(
    tmp_path: Path, read: Callable[..., Meaning]
) -> None:
    beside = tmp_path / "a.contract.yaml"
    beside.write_text("systems: {desk: {statuses: {}}}\n", encoding="utf-8")

    told = overview(read("title: Orders\n").contracts)

    assert [node.place.file for node in told.nodes] == [str(beside)]
    assert told.place == Place(
        file=str(tmp_path / "contract.yaml"), line=1, column=11, pointer="/contract", width=7
    )
