"""How the items of a contract set end: as `seamproof check` judges them, and in its words."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.pytest_plugin.conftest import INI, LIES, Ran, contract_set, order

pytest_plugins = ["pytester"]

Project = Callable[..., Path]
Run = Callable[..., Ran]

ROOT = Path(__file__).parents[2]
FILE = "contracts/orders/contract.yaml"
RECORDED = f"{FILE}::recordings/a.jsonl"


def lying(**recordings: str) -> dict[str, str]:
    """A set in which a row lets a status lie."""
    files = contract_set(**recordings)
    return {**files, "contract.yaml": files["contract.yaml"].replace(*LIES)}


def not_passed(ran: Ran) -> dict[str, str]:
    return {item: outcome for item, outcome in ran.items.items() if outcome != "PASSED"}


def test_an_item_fails_with_the_text_that_check_prints(
    project: Project, ran: Run, seamproof: Callable[..., Ran]
) -> None:
    project(INI, orders=lying(a=order("1") + order("2", received="9")))
    result = ran()
    assert not_passed(result) == {
        f"{FILE}::facts/posted": "SKIPPED",
        f"{FILE}::boundaries/portal-to-erp": "FAILED",
        f"{RECORDED}::2": "FAILED",
    }
    printed = seamproof("check").out
    findings = printed.partition("Proved from")[0].partition("Shown by")[0].strip().split("\n\n")
    assert [finding.partition(":")[0] for finding in findings] == [
        "error[transformation-differs]",
        "error[overclaim]",
    ]
    assert all(f"\n{finding}\n" in result.out for finding in findings)
    assert "Traceback" not in result.out
    assert f"FAILED {RECORDED}::2 - error[transf" in result.out
    assert f"{FILE}:26: error[overclaim]" in ran("--tb=line").out


def test_what_failed_last_is_run_alone(project: Project, pytester: pytest.Pytester) -> None:
    project(INI, orders=lying(a=order("1", received="9") + order("2")))
    pytester.runpytest_inprocess()
    pytester.runpytest_inprocess("--lf").assert_outcomes(failed=2, deselected=2)
    project({}, orders=contract_set(a=order("1") + order("2")))
    pytester.runpytest_inprocess("--lf").assert_outcomes(passed=2, deselected=2)


def test_items_are_chosen_by_the_names_of_sets_parts_recordings_and_cases(project: Project, ran: Run) -> None:
    project(INI, some=contract_set(a=order("4711")), other=contract_set("returns", b=order("4712")))
    assert [*ran("-k", "returns and 4712").items] == [
        "contracts/other/contract.yaml::recordings/b.jsonl::4712"
    ]
    assert [*ran("-k", "orders and portal-to-erp").items] == [
        "contracts/some/contract.yaml::boundaries/portal-to-erp"
    ]


def test_what_cannot_be_read_is_an_error_and_stops_nothing_else(project: Project, ran: Run) -> None:
    unreadable = order("2").replace('"id":"b"', '"id":b')
    project(INI, orders=contract_set(a=order("1") + unreadable, b="", c=order("3"), d="{"))
    result = ran()
    first = f"{FILE}::recordings"
    assert not_passed(result) == {
        f"{RECORDED}::recording": "ERROR",
        f"{RECORDED}::2": "ERROR",
        f"{first}/b.jsonl::recording": "ERROR",
        f"{first}/d.jsonl::recording": "ERROR",
    }
    assert result.items[f"{RECORDED}::1"] == result.items[f"{first}/c.jsonl::3"] == "PASSED"
    assert " --> contracts/orders/recordings/a.jsonl:5:18\n" in result.out
    assert "Traceback" not in result.out


def unsound(files: Mapping[str, str]) -> str:
    """A contract in which only preparing a row shows that it can't be used."""
    row = "{to: /number, from: /number"
    return files["contract.yaml"].replace(row, f"{row}, date: {{from: '%d%d', to: iso}}")


def test_what_keeps_a_whole_set_from_being_checked_is_said_once(project: Project, ran: Run) -> None:
    files = contract_set(a=order("1"))
    project(INI, orders={**files, "contract.yaml": unsound(files)}, sound=contract_set("sound"))
    result = ran("--continue-on-collection-errors")
    assert (len(result.items), not_passed(result)) == (5, {})
    assert result.out.count("error: %d stands twice") == 2  # above, and where pytest sums up
    assert "Traceback" not in result.out


def test_a_contract_that_is_broken_after_it_was_collected_does_not_pass(project: Project, ran: Run) -> None:
    files = contract_set(a=order("1"))
    breaking = f"from pathlib import Path\nBROKEN = {unsound(files)!r}\n" + (
        f"def pytest_collection_finish(): Path({FILE!r}).write_text(BROKEN)\n"
    )
    project({**INI, "conftest.py": breaking}, orders=files)
    result = ran()
    assert (len(result.items), {*result.items.values()}) == (7, {"ERROR"})
    assert "Traceback" not in result.out


def test_a_recording_that_expects_an_incident_passes_while_it_is_found(project: Project, ran: Run) -> None:
    incident = order("1", received="9")
    files = contract_set(a=incident)
    head = '{"recording":1,"set":"orders","expects":["transformation-differs"]}\n'
    project(INI, orders={**files, "recordings/a.jsonl": head + incident})
    result = ran("-rP")
    assert not_passed(result) == {}
    assert "Detected, as expected" in result.out
    project(INI, orders={**files, "recordings/a.jsonl": head + order("1")})
    assert not_passed(ran()) == {f"{RECORDED}::recording": "FAILED"}


def test_what_is_accepted_passes_and_says_why(project: Project, ran: Run) -> None:
    folder = project(INI)
    shutil.copytree(ROOT / "contracts/overtaken", folder / "contracts/overtaken")
    result = ran("--junitxml=result.xml")
    assert not_passed(result) == {}
    properties = [
        (one.get("name"), one.get("value") or "")
        for one in ElementTree.parse(folder / "result.xml").iter("property")
    ]
    ((name, value),) = properties
    assert (name, value.partition(", because ")[:2]) == (
        "seamproof accepted",
        ("stuck of shop/waiting", ", because "),
    )


def test_a_fact_that_nothing_proves_is_skipped_and_says_why(project: Project, ran: Run) -> None:
    folder = project(INI)
    shutil.copytree(ROOT / "contracts/payouts", folder / "contracts/payouts")
    result = ran("-rs")
    assert not_passed(result) == {"contracts/payouts/contract.yaml::facts/arrived": "SKIPPED"}
    assert "SKIPPED [1] contracts/payouts/contract.yaml:13: each claim of it comes from bank" in result.out


def test_the_configuration_says_from_which_level_an_item_fails(project: Project, ran: Run) -> None:
    noted = contract_set()
    noted["contract.yaml"] = noted["contract.yaml"].replace("{means: The order has arrived}", "{}")
    project(INI, orders=noted)
    result = ran("-rP")
    assert not_passed(result) == {}
    assert "note[means-missing]" in result.out
    assert "seamproof: 1 finding below fail-on, shown by -rP\n" in result.out
    project({"seamproof.toml": 'fail-on = "note"\n'})
    assert not_passed(ran()) == {f"{FILE}::systems/erp": "FAILED"}


def test_the_coverage_that_the_configuration_asks_for_is_asked_of_the_contract(
    project: Project, ran: Run
) -> None:
    project({**INI, "seamproof.toml": "min-coverage = 100\n"}, orders=contract_set(a=order("1")))
    result = ran()
    assert not_passed(result) == {f"{FILE}::contract": "FAILED"}
    assert "error[coverage-low]" in result.out


def test_a_part_that_the_configuration_leaves_out_has_no_items(project: Project, ran: Run) -> None:
    def items(only: str) -> dict[str, str]:
        project({**INI, "seamproof.toml": f'only = ["{only}"]\n'}, orders=contract_set(a=order("1")))
        return {item.removeprefix(f"{FILE}::"): outcome for item, outcome in ran().items.items()}

    parts = ("contract", "facts/posted", "systems/portal", "systems/erp", "boundaries/portal-to-erp")
    recorded = ("contract", "recordings/a.jsonl::recording", "recordings/a.jsonl::1")
    assert items("static") == dict.fromkeys(parts, "PASSED")
    assert items("replay") == dict.fromkeys(recorded, "PASSED")
    assert items("drift") == {"contract": "ERROR"}


def test_settings_that_nobody_knows_are_an_error(project: Project, ran: Run) -> None:
    project({**INI, "seamproof.toml": 'fail-onn = "note"\n'}, orders=contract_set())
    result = ran()
    assert result.code == pytest.ExitCode.USAGE_ERROR
    assert "seamproof.toml:1:1: there is no setting" in result.out


def test_the_text_has_colours_in_a_terminal_that_has_and_never_in_a_file(project: Project, ran: Run) -> None:
    folder = project(INI, orders=lying())
    red = "\x1b[1;31merror[overclaim]: \x1b[0m"
    assert red not in ran("--junitxml=result.xml").out
    assert red in ran("--color=yes", "--junitxml=coloured.xml").out
    failures = [
        ElementTree.parse(folder / name).find(".//failure") for name in ("result.xml", "coloured.xml")
    ]
    texts = [failure.text or "" for failure in failures if failure is not None]
    assert texts[0] == texts[1]
    assert texts[0].startswith("error[overclaim]: portal")


def test_a_recording_that_changes_after_it_was_collected_is_not_passed_over(
    project: Project, ran: Run
) -> None:
    changing = (
        "from pathlib import Path\n"
        "def pytest_collection_finish():\n"
        "    path = Path('contracts/orders/recordings/a.jsonl')\n"
        '    path.write_text(path.read_text().replace(\'"case":"2"\', \'"case":"3"\'))\n'
    )
    project({**INI, "conftest.py": changing}, orders=contract_set(a=order("1") + order("2", received="9")))
    result = ran()
    assert not_passed(result) == {f"{RECORDED}::recording": "FAILED", f"{RECORDED}::2": "ERROR"}
    assert "error: the case 2 can't be found any more" in result.out


def test_a_test_that_leaves_its_folder_disturbs_nothing(project: Project, ran: Run) -> None:
    leaves = "import os, tempfile\ndef test_own(): os.chdir(tempfile.gettempdir())\n"
    project({**INI, "test_own.py": leaves}, orders=lying())
    result = ran()
    assert result.items["test_own.py::test_own"] == "PASSED"
    assert f"--> {FILE}:26:14" in result.out


def test_what_is_not_judged_here_is_said(project: Project, ran: Run) -> None:
    project(INI, orders=contract_set())
    assert "\nseamproof: drift is not judged here, but by seamproof check --against\n" in ran("-q").out
