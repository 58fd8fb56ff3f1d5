"""What pytest collects of contract sets: what it is asked for, all of it, under names that stay."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.pytest_plugin.node_ids import node_id
from tests.pytest_plugin.conftest import INI, Ran, contract_set, order

pytest_plugins = ["pytester"]

Project = Callable[..., Path]
Run = Callable[..., Ran]

PARTS = ["contract", "facts/posted", "systems/portal", "systems/erp", "boundaries/portal-to-erp"]
ORDERS = [f"contracts/orders/contract.yaml::{part}" for part in PARTS]
RETURNS = [f"contracts/returns/contract.yaml::{part}" for part in PARTS]
TEST = {"tests/test_own.py": "def test_own(): pass\n"}
OWN = ["tests/test_own.py::test_own"]


def test_nothing_is_collected_that_nobody_asked_for(project: Project, ran: Run) -> None:
    project({**TEST, "pytest.ini": "[pytest]\n"}, orders=contract_set())
    assert [*ran().items] == OWN
    assert [*ran(".").items] == OWN
    assert ran("contracts").code == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_run_in_a_folder_that_happens_to_be_a_set_is_not_asked_for_it(project: Project, ran: Run) -> None:
    project({**TEST, **contract_set(), "pytest.ini": "[pytest]\n"})
    assert [*ran().items] == OWN


def test_the_configuration_asks_for_every_set_wherever_the_tests_are(project: Project, ran: Run) -> None:
    project(
        {**TEST, "pytest.ini": "[pytest]\ntestpaths = tests\nseamproof_contracts = contracts\n"},
        orders=contract_set(),
        returns=contract_set("returns"),
    )
    assert [*ran().items] == [*OWN, *ORDERS, *RETURNS]


def test_no_part_of_what_is_asked_for_is_left_out_for_the_name_of_its_folder(
    project: Project, ran: Run
) -> None:
    project(INI, build=contract_set())
    assert [*ran().items] == [one.replace("/orders/", "/build/") for one in ORDERS]
    assert [*ran("contracts").items] == [one.replace("/orders/", "/build/") for one in ORDERS]


def test_paths_on_the_command_line_leave_out_the_other_sets(project: Project, ran: Run) -> None:
    project({**TEST, **INI}, orders=contract_set(), returns=contract_set("returns"))
    assert [*ran("tests").items] == OWN
    assert [*ran("contracts/returns").items] == RETURNS
    assert [*ran("tests", "contracts/orders").items] == [*OWN, *ORDERS]
    assert [*ran("contracts/orders/schemas").items] == []
    assert [*ran(".").items] == [*OWN, *ORDERS, *RETURNS]


def test_in_another_folder_than_the_root_only_what_lies_there_is_meant(
    project: Project, ran: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({**TEST, **INI}, orders=contract_set())
    monkeypatch.chdir(folder / "tests")
    assert [*ran().items] == ["test_own.py::test_own"]
    monkeypatch.chdir(folder / "contracts")
    assert [*ran().items] == [one.removeprefix("contracts/") for one in ORDERS]


def test_a_set_that_the_command_line_names_needs_no_configuration(project: Project, ran: Run) -> None:
    project({}, orders=contract_set(a=order("4711")))
    case = "recordings/a.jsonl::4711"
    for named in ("contracts/orders", "contracts/orders/contract.yaml"):
        items = [*ran("--rootdir", ".", named).items]
        assert [item.partition("::")[2] for item in items] == [*PARTS, "recordings/a.jsonl::recording", case]
    (item,) = ran("--rootdir", ".", f"contracts/orders/contract.yaml::{case}").items
    assert item.endswith(f"::{case}")


def test_a_contract_of_another_tool_is_left_alone(project: Project, ran: Run) -> None:
    project({"other/contract.yaml": "pragma: solidity\n", "other/test_own.py": "def test_own(): pass\n"})
    assert [*ran("other").items] == ["other/test_own.py::test_own"]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("nowhere", "ERROR: seamproof: nowhere is not there (name a path that is there)"),
        ("tests", "ERROR: seamproof: no contract was found in tests (write a contract.yaml"),
    ],
)
def test_a_path_without_a_contract_set_is_an_error(path: str, says: str, project: Project, ran: Run) -> None:
    project({**TEST, "pytest.ini": f"[pytest]\nseamproof_contracts = {path}\n"})
    result = ran()
    assert (result.code, says in result.out) == (pytest.ExitCode.USAGE_ERROR, True), result.out
    assert ran("--help").code == 0


def test_what_is_named_twice_is_collected_once(project: Project, ran: Run) -> None:
    project(INI, orders=contract_set())
    file = "contracts/orders/contract.yaml"
    assert [*ran("contracts", file, "contracts/orders", f"{file}::contract").items] == ORDERS
    assert "5 items" in ran("contracts/orders", "contracts").out


def test_names_stay_when_lines_move(project: Project, ran: Run) -> None:
    files = contract_set(a=order("1") + order("2"))
    project(INI, orders=files)
    before = ran().items
    moved = {**files, "contract.yaml": "# a comment\n\n" + files["contract.yaml"]}
    moved["recordings/a.jsonl"] = files["recordings/a.jsonl"].replace("\n", "\n\n")
    project(INI, orders=moved)
    assert ran().items == before
    assert len(before) == 8


def test_any_name_of_a_case_becomes_a_name_of_its_own(project: Project, ran: Run) -> None:
    names = {
        "recording": "recording~5b1da9e2c9dc",
        "a::b": "a:b~30384cd61230",
        "a:b": "a:b",
        r"tab\t": r"tab\t~a2a53c1185b0",
        r"\ud83d\ude00": "\N{GRINNING FACE}",
        "[x]": "[x]",
        " 1": "1~abfc15fd501e",
        "1": "1",
        "x" * 200: f"{'x' * 60}…~9a84c02a613b",
        "x" * 201: f"{'x' * 60}…~34dc4ce8723b",
    }
    project(INI, orders=contract_set(a="".join(map(order, names))))
    first = "contracts/orders/contract.yaml::recordings/a.jsonl::"
    items = [item for item in ran().items if item.startswith(first)]
    assert [item.removeprefix(first) for item in items] == ["recording", *names.values()]
    for item in items:
        assert [*ran(item).items] == [item]


def test_a_case_named_as_another_is_shown_is_still_another() -> None:
    long = "x" * 200
    assert node_id(node_id(long)) != node_id(long)


def test_a_contract_with_mistakes_is_an_error_of_its_own(project: Project, ran: Run) -> None:
    broken = contract_set()
    broken["contract.yaml"] = broken["contract.yaml"].replace("from: portal\n    to", "from: portla\n    to")
    project({**TEST, **INI}, orders=broken)
    result = ran("--continue-on-collection-errors")
    assert result.items == dict.fromkeys(OWN, "PASSED")
    assert result.code == 1
    assert "ERROR collecting contracts/orders/contract.yaml" in result.out
    assert "--> contracts/orders/contract.yaml:19:11\n" in result.out
    assert "Traceback" not in result.out


def test_two_sets_of_one_name_are_an_error(project: Project, ran: Run) -> None:
    project(INI, orders=contract_set(), twin=contract_set())
    result = ran()
    assert result.code == pytest.ExitCode.INTERRUPTED
    assert 'error: two contract sets are named "orders"' in result.out


def test_a_recording_with_very_many_cases_is_one_item(project: Project, ran: Run) -> None:
    many = "".join(order(str(number), received="2") for number in range(1_001))
    project(INI, orders=contract_set(few=order("1"), many=many))
    result = ran("-k", "recordings")
    first = "contracts/orders/contract.yaml::recordings/"
    assert result.items == {
        f"{first}few.jsonl::recording": "PASSED",
        f"{first}few.jsonl::1": "PASSED",
        f"{first}many.jsonl::recording": "FAILED",
    }
    assert "seen: 998 more like these" in result.out
