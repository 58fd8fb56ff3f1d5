"""The format of a contract: which are read, what is said of others, and how an older one is read."""

from collections.abc import Callable
from typing import Final

import pytest

from checker.load import yaml
from checker.load.language.document import Outside, contract
from checker.load.language.formats import FORMATS, Reader
from checker.load.language.messages import Files
from checker.load.language.reading import Reading
from checker.load.tree import Node, Table
from checker.model.contracts import ContractSet
from checker.model.limits import DEFAULT

OLDER: Final = (
    "contract: orders\nformat: 0\nversion: 1.0.0\nparticipants: {erp: {statuses: {}}, wms: {statuses: {}}}\n"
)


def nothing(*_: object) -> None:
    return None


OUTSIDE: Final = Outside(files=Files(schema=nothing, text=nothing), vocabulary=nothing, rows=nothing)


def with_systems(tree: Node) -> Node:
    """Format 0, as it might have been: it called the systems participants."""
    assert isinstance(tree, Table)
    entries = {{"participants": "systems"}.get(name, name): entry for name, entry in tree.entries.items()}
    return tree._replace(entries=entries)


def read(
    *texts: str, formats: dict[int, Reader] | None = None
) -> tuple[ContractSet | None, list[tuple[str, str, str | None]]]:
    """The set that these files declare, and what is wrong with them: where, what, and the remedy."""
    reading = Reading(DEFAULT)
    trees = [yaml.parse(text.encode(), file=f"{number}.yaml") for number, text in enumerate(texts, start=1)]
    found = contract(trees, "set", OUTSIDE, reading, {**FORMATS, **(formats or {})})
    return found, [(str(one.place), one.message, one.fix) for one in reading.mistakes]


def test_an_older_format_is_turned_into_todays_in_all_files() -> None:
    found, wrong = read(OLDER, "participants: {tms: {statuses: {}}}\n", formats={0: with_systems})

    assert wrong == []
    assert found is not None
    assert tuple(found.systems) == ("erp", "wms", "tms")
    assert str(found.systems["tms"].place) == "2.yaml:1:16"


@pytest.mark.parametrize(
    ("written", "fix"),
    [
        ("0", "use the seamproof that it was written for; or write format: 1, if it is written in that"),
        ("2", "upgrade seamproof; or write format: 1, if it is written in that"),
        ("1000000000000", "write format: 1"),
        ("01", "use the seamproof that it was written for; or write format: 1, if it is written in that"),
        ("1.0", "write format: 1"),
        ("1.1", "write format: 1"),
        ("-1", "write format: 1"),
        ("one", "write format: 1"),
        ("\u0661", "write format: 1"),
    ],
)
def test_of_a_format_that_is_not_known_nothing_else_is_said(written: str, fix: str) -> None:
    found, wrong = read(OLDER.replace("format: 0", f"format: {written}"))

    said = f"format {written} of the language is not known; this seamproof reads format 1"
    assert (found, wrong) == (None, [("1.yaml:2:9", said, fix)])


def test_all_formats_that_are_read_are_named() -> None:
    _, wrong = read(OLDER.replace("0", "3"), formats={2: with_systems})

    assert [said for _, said, _ in wrong] == [
        "format 3 of the language is not known; this seamproof reads format 1, 2"
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", 'a contract has no "format"'),
        ("format:\n", "format has no value"),
        ("format: [1]\n", "format is a text, not a list"),
        ('format: " "\n', "format is empty"),
    ],
)
def test_what_is_no_format_at_all_is_a_mistake_beside_others(line: str, said: str) -> None:
    _, wrong = read(f"contract: orders\n{line}version: 1.0.0\nsystem: {{}}\n")

    assert {said for _, said, _ in wrong} == {said, 'a contract has no key "system"'}


def test_the_only_format_is_read_in_quotes_too() -> None:
    found, wrong = read('contract: orders\nformat: "1"\nversion: 1.0.0\n')

    assert (found is not None, wrong) == (True, [])


def test_a_set_of_another_format_is_refused_at_its_spot(
    mistake: Callable[[str, str], tuple[str, str]],
) -> None:
    assert mistake("format: 1", "format: §2") == (
        "format 2 of the language is not known; this seamproof reads format 1",
        "upgrade seamproof; or write format: 1, if it is written in that",
    )
