"""Contract sets from folders: what is found, what is read as one, and what is refused."""

import os
from pathlib import Path

import pytest

from checker.errors import CannotCheckError, ContractError, UsageError
from checker.load.sets import contract_sets
from checker.model.limits import Limits
from tests.clock import within

SMALL = "contract: {}\nformat: 1\nversion: 1.0.0\nfacts: {{posted: {{owner: erp}}}}\nsystems: {{erp: {{statuses: {{}}}}}}\n"
HEAD = "contract: small\nformat: 1\nversion: 1.0.0\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def small(path: str, name: str = "small") -> None:
    write(f"{path}/contract.yaml", SMALL.format(name))


def names(*paths: str) -> list[str]:
    return [found.name for found in contract_sets(paths)]


def refused(*paths: str) -> list[str]:
    """Each mistake as FILE:LINE:COLUMN: what it says."""
    with pytest.raises(CannotCheckError) as error:
        contract_sets(paths)
    assert all(mistake.fix for mistake in error.value.mistakes)
    return [
        f"{mistake.place}: {mistake.message}" if mistake.place else mistake.message
        for mistake in error.value.mistakes
    ]


def test_a_folder_of_sets_gives_all_of_them_in_order() -> None:
    for name in ("b", "a", "deep/er/c"):
        small(f"contracts/{name}", Path(name).name)
    assert names("contracts") == ["a", "b", "c"]


def test_a_set_is_found_by_its_folder_its_contract_and_a_part_of_it() -> None:
    small("contracts/a", "a")
    small("contracts/b", "b")
    write("contracts/a/parts/more.contract.yaml", "title: More\n")
    assert names("contracts/a") == ["a"]
    assert names("contracts/a/contract.yaml") == ["a"]
    assert names("contracts/a/parts/more.contract.yaml") == ["a"]
    assert names("contracts/b", "contracts", "contracts/a/") == ["b", "a"]


def test_a_contract_of_another_tool_is_left_alone() -> None:
    write("contracts/contract.yaml", "dataContractSpecification: 1.1.0\nid: x\n")
    small("contracts/a", "a")
    assert names("contracts") == ["a"]


def test_a_folder_without_a_set_is_told() -> None:
    Path("contracts").mkdir()
    assert refused("contracts") == ["no contract was found in contracts"]


def test_a_contract_without_its_name_is_told() -> None:
    write("contracts/a/contract.yaml", "format: 1\nversion: 1.0.0\nsystems: {}\n")
    assert refused("contracts") == ['contracts/a/contract.yaml:1:1: a contract has no "contract"']


def test_a_contract_of_another_tool_is_told_when_it_is_asked_for() -> None:
    write("other/contract.yaml", "id: x\n")
    assert refused("other") == [
        'other/contract.yaml:1:1: a contract has no key "id"',
        'other/contract.yaml:1:1: a contract has no "contract"',
        'other/contract.yaml:1:1: a contract has no "format"',
        'other/contract.yaml:1:1: a contract has no "version"',
    ]


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("contracs", "contracs is not there"),
        ("contracts/a/orders.yaml", "contracts/a/orders.yaml is no file of a contract"),
        ("lost/x.contract.yaml", "lost/x.contract.yaml belongs to no contract.yaml"),
    ],
)
def test_a_path_that_leads_to_no_contract_is_told(path: str, says: str) -> None:
    small("contracts/a")
    write("contracts/a/orders.yaml", "x")
    write("lost/x.contract.yaml", "x")
    assert refused(path) == [says]


def test_a_path_that_is_nearly_there_is_offered() -> None:
    small("contracts/a")
    with pytest.raises(UsageError) as error:
        contract_sets(["contracs"])
    assert error.value.mistakes[0].fix == 'did you mean "contracts"?'


def test_the_files_of_a_set_are_read_as_one() -> None:
    write(
        "a/contract.yaml", HEAD + "systems: {erp: {statuses: {}}}\naccept: [{rule: r, at: a, because: x}]\n"
    )
    write("a/b.contract.yaml", "facts: {posted: {owner: erp}}\naccept: [{rule: r, at: b, because: x}]\n")
    write("a/in/c.contract.yaml", "title: Three files\nsystems: {wms: {statuses: {}}}\n")
    (found,) = contract_sets(["a"])
    assert (found.title, list(found.facts), list(found.systems)) == (
        "Three files",
        ["posted"],
        ["erp", "wms"],
    )
    assert [row.at for row in found.accept] == ["a", "b"]
    assert list(found.sources) == ["a/contract.yaml", "a/b.contract.yaml", "a/in/c.contract.yaml"]
    assert found.sources["a/in/c.contract.yaml"].startswith("title: Three files\n")
    assert (found.folder, str(found.facts["posted"].place)) == ("a", "a/b.contract.yaml:1:9")


def test_a_name_declared_twice_shows_both_places() -> None:
    write("a/contract.yaml", HEAD + "title: x\nsystems: {erp: {statuses: {}}}\n")
    write("a/b.contract.yaml", "version: 2\ntitle: y\nsystems: {erp: {statuses: {}}}\n")
    with pytest.raises(ContractError) as error:
        contract_sets(["a"])
    said = [
        (str(each.place), each.message, [str(at) for at, _ in each.related]) for each in error.value.mistakes
    ]
    assert said == [
        ("a/b.contract.yaml:1:1", '"version" is declared twice', ["a/contract.yaml:3:1"]),
        ("a/b.contract.yaml:2:1", '"title" is declared twice', ["a/contract.yaml:4:1"]),
        ("a/b.contract.yaml:3:11", '"erp" is declared twice', ["a/contract.yaml:5:11"]),
    ]


def test_what_only_the_first_file_has_is_told_elsewhere() -> None:
    write("a/contract.yaml", "contract: small\nversion: 1\n")
    write("a/b.contract.yaml", "format: 1\n")
    assert refused("a") == [
        'a/contract.yaml:1:1: a contract has no "format"',
        'a/b.contract.yaml:1:1: "format" stands in contract.yaml only',
    ]


def test_all_mistakes_of_all_files_are_told_in_their_order() -> None:
    write("a/contract.yaml", HEAD + "facts: {f: {owner: x}}\nsystems: {}\n")
    write("a/z.contract.yaml", "flows: {f: {reader: y}}\n")
    write("a/b.contract.yaml", "a: [\n")
    small("b", "other")
    write("b/c.contract.yaml", "titel: x\n")
    assert refused("a", "b") == [
        'a/contract.yaml:4:20: there is no system "x"',
        "a/b.contract.yaml:1:5: a value is wanted here",
        'a/z.contract.yaml:1:21: there is no system "y"',
        'b/c.contract.yaml:1:1: a contract has no key "titel"',
    ]


def test_two_sets_of_one_name_are_told() -> None:
    small("a")
    small("b")
    assert refused("a", "b") == ['b/contract.yaml:1:11: two contract sets are named "small"']


def test_a_set_below_a_set_is_one_of_its_own() -> None:
    small("a", "outer")
    small("a/b", "inner")
    write("a/b/x.contract.yaml", "title: Inner\n")
    assert [(found.name, found.title) for found in contract_sets(["a"])] == [
        ("outer", None),
        ("inner", "Inner"),
    ]


def test_recordings_are_listed() -> None:
    small("a")
    for name in ("2.jsonl", "1.jsonl.gz", "3.jsonl.zst", "deep/4.yaml", "README.md", ".gitkeep"):
        write(f"a/recordings/{name}", "")
    (found,) = contract_sets(["a"])
    assert found.recordings == (
        "a/recordings/1.jsonl.gz",
        "a/recordings/2.jsonl",
        "a/recordings/3.jsonl.zst",
        "a/recordings/deep/4.yaml",
    )


def test_the_current_folder_may_be_the_set(monkeypatch: pytest.MonkeyPatch) -> None:
    small("a")
    write("a/recordings/1.jsonl", "")
    monkeypatch.chdir("a")
    (found,) = contract_sets(["."])
    assert (found.folder, found.recordings, list(found.sources)) == (
        ".",
        ("recordings/1.jsonl",),
        ["contract.yaml"],
    )


def test_what_would_not_be_replayed_is_told() -> None:
    small("a")
    write("a/recordings/x.json", "{}")
    assert refused("a") == [
        "a/recordings/x.json:1:1: x.json has no ending of a recording, so nothing would replay it"
    ]


def test_a_set_among_recordings_does_not_make_them_vanish() -> None:
    small("a")
    write("a/recordings/1.jsonl", "{}\n")
    small("a/recordings", "b")
    assert refused("a/contract.yaml") == [
        "a/recordings/contract.yaml:1:1: a contract set stands among recordings, so nothing in this folder "
        "would be replayed"
    ]


def test_a_part_whose_name_is_nearly_right_is_told() -> None:
    small("a")
    write("a/b.contract.yml", "title: B\n")
    write("a/c.Contract.yaml", "title: C\n")
    assert refused("a") == [
        "a/b.contract.yml:1:1: this is not read as a part of the contract, for its name",
        "a/c.Contract.yaml:1:1: this is not read as a part of the contract, for its name",
    ]


def test_a_folder_that_nobody_may_look_into_is_not_taken_for_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    small("contracts/a")
    write("contracts/a/recordings/1.jsonl", "{}\n")
    scandir = os.scandir  # the rights of files do not bind root, who may run the tests

    def guarded(path: str) -> object:
        if path.endswith("recordings"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    for path in ("contracts", "contracts/a/contract.yaml"):
        assert refused(path) == ["contracts/a/recordings:1:1: this folder can't be read: Permission denied"]


def test_pipes_and_folders_are_refused_and_not_waited_for() -> None:
    small("a")
    os.mkfifo("a/b.contract.yaml")
    Path("a/recordings").mkdir()
    os.mkfifo("a/recordings/c.jsonl")
    assert refused("a") == [
        "a/b.contract.yaml:1:1: this is no regular file",
        "a/recordings/c.jsonl:1:1: this is no regular file",
    ]


def test_a_contract_that_is_a_pipe_is_refused() -> None:
    Path("a").mkdir()
    os.mkfifo("a/contract.yaml")
    assert refused("a") == ["a/contract.yaml:1:1: this is no regular file"]


def test_a_contract_that_is_a_folder_is_refused() -> None:
    Path("a/contract.yaml").mkdir(parents=True)
    assert refused("a") == ["a/contract.yaml:1:1: this is no regular file"]


def test_links_out_of_the_set_are_refused() -> None:
    small("a")
    write("secret.yaml", "title: secret\n")
    Path("a/recordings").mkdir()
    Path("a/b.contract.yaml").symlink_to("../secret.yaml")
    Path("a/recordings/c.jsonl").symlink_to("../../secret.yaml")
    Path("a/recordings/d.jsonl").symlink_to("nowhere")
    assert refused("a") == [
        "a/b.contract.yaml:1:1: this link leads out of the folder of the set, and nothing outside is read",
        "a/recordings/c.jsonl:1:1: this link leads out of the folder of the set, and nothing outside is read",
        "a/recordings/d.jsonl:1:1: this is no regular file",
    ]


def test_a_contract_that_is_a_link_out_of_the_set_is_never_opened() -> None:
    Path("a").mkdir()
    write("secret.yaml", "title: secret\nno: [contract\n")
    Path("a/contract.yaml").symlink_to("../secret.yaml")
    for path in ("a", ".", "a/contract.yaml"):
        assert refused(path) == [
            "a/contract.yaml:1:1: this link leads out of the folder of the set, and nothing outside is read"
        ]


def test_links_inside_the_set_are_followed() -> None:
    small("a")
    write("a/in/title", "title: Linked\n")
    Path("a/b.contract.yaml").symlink_to("in/title")
    assert contract_sets(["a"])[0].title == "Linked"


def test_a_link_to_a_folder_with_a_contract_is_told() -> None:
    small("elsewhere")
    Path("contracts").mkdir()
    Path("contracts/a").symlink_to("../elsewhere")
    assert refused("contracts") == [
        "contracts/a:1:1: this is a link to a folder with a contract, and links to folders are not followed"
    ]
    assert names("contracts/a") == ["small"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "a/contract.yaml:1:1: the file is empty"),
        ("contract", "a/contract.yaml:1:1: a contract is a mapping, not a text"),
        ("- contract: x", "a/contract.yaml:1:1: a contract is a mapping, not a list"),
        ("contract: [", "a/contract.yaml:1:12: a value is wanted here"),
    ],
)
def test_a_file_that_is_no_contract_is_told(text: str, says: str) -> None:
    write("a/contract.yaml", text)
    assert refused(".") == [says]


def test_the_limits_are_those_of_the_person_who_runs_the_tool() -> None:
    small("a")
    with pytest.raises(ContractError):
        contract_sets(["a"], limits=Limits(contract_size=20))


@pytest.mark.exhaustive
def test_many_wrong_names_end_in_time() -> None:
    statuses = ", ".join(f"status_{number}: {{claims: [fact_{number}_]}}" for number in range(4_000))
    facts = ", ".join(f"fact_{number}: {{owner: erp}}" for number in range(4_000))
    write("a/contract.yaml", HEAD + f"facts: {{{facts}}}\nsystems: {{erp: {{statuses: {{{statuses}}}}}}}\n")
    with within(60):
        assert len(refused("a")) == 4_000


def test_a_folder_of_many_files_does_not_hang() -> None:
    small("a")
    Path("a/recordings").mkdir()
    for number in range(3_000):
        Path(f"a/recordings/{number}.jsonl").touch()
    with within(10):
        (found,) = contract_sets(["a"])
    assert len(found.recordings) == 3_000
