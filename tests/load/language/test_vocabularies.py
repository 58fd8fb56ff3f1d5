"""What is said when one spot of a vocabulary, or of a published mapping, is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import ContractError
from checker.load.language.published import mapping
from checker.load.language.reading import Reading
from checker.load.sets import contract_sets
from checker.load.shipped import Shipped, vocabulary_files
from checker.load.yaml import parse
from checker.model.limits import DEFAULT

HERE = "§"  # stands before the blamed spot of an edit, and is taken out

# was, becomes (§ before the blamed spot), what is said, the remedy
WRONG = (
    (
        "source: the handbook of our bank, chapter 4\nfacts",
        "source: §[]\nfacts",
        "source names nothing",
        "say where this is written",
    ),
    ("title: Our bank", "§titel: Our bank", 'a vocabulary has no key "titel"', 'did you mean "title"?'),
    (
        "silent_on: [settled]",
        "silent_on: [settled, §booked]",
        '"RCVD" speaks of booked, so it is not silent on it',
        "leave it out here, or in claims and denies",
    ),
    ("silent_on: [settled]", "silent_on: [§setled]", 'there is no fact "setled"', 'did you mean "settled"?'),
    (
        "claims: [settled, booked]",
        "claims: [settled, booked], denies: [§booked]",
        '"ACSC" claims booked, and denies booked',
        "leave out one of them",
    ),
    (
        "source: page 1",
        "source: §[page 1]",
        "source is a text, not a list",
        "write it in one line, in quotes if need be",
    ),
    ("- status: RCVD", "- status: §RCVT", 'there is no status "RCVT"', 'did you mean "RJCT"?'),
    ("    says: Stands", "    §sais: Stands", 'a trap has no key "sais"', 'did you mean "says"?'),
    ("initial: RCVD", "initial: [RCVD, §RCVD]", 'initial names "RCVD" twice', "name it once"),
)


@pytest.mark.parametrize(("was", "becomes", "says", "fix"), WRONG, ids=lambda text: text[:30])
def test_a_mistake_in_a_vocabulary_is_told_at_its_spot_with_its_remedy(
    every_key: Path, was: str, becomes: str, says: str, fix: str
) -> None:
    path = every_key / "vocabularies" / "bank.yaml"
    text = path.read_text("utf-8")
    assert text.count(was) == 1
    changed = text.replace(was, becomes)
    before = changed.partition(HERE)[0]
    path.write_text(changed.replace(HERE, ""), "utf-8")
    with pytest.raises(ContractError) as error:
        contract_sets(["set"])
    first = error.value.mistakes[0]
    spot = f"{path}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    assert (first.message, first.fix, str(first.place)) == (says, fix, spot)


def test_a_contract_has_no_keys_of_vocabularies(mistake: Callable[[str, str], tuple[str, str]]) -> None:
    said, _ = mistake("draft: {}", "draft: {§silent_on: [received]}")
    assert said == 'the status "draft" has no key "silent_on"'


def test_of_two_facts_that_are_one_of_ours_a_claim_outranks_silence(every_key: Path) -> None:
    path = every_key / "contract.yaml"
    was = "facts: {settled: paid_out}"
    path.write_text(
        path.read_text("utf-8").replace(was, "facts: {settled: paid_out, booked: paid_out}"), "utf-8"
    )
    (read,) = contract_sets(["set"])
    received = read.systems["bank"].statuses["RCVD"]
    assert [[ref.name for ref in refs] for refs in (received.claims, received.silent_on)] == [
        ["paid_out"],
        [],
    ]
    assert [ref.name for ref in read.systems["bank"].statuses["ACSC"].claims] == ["paid_out"]


MAPPING = """\
mapping: own
source: a page
from: {system: partner, use: x12-997}
to: {system: sap, use: sap-idoc-outbound}
rows: {A: 16}
traps: [{rule: unmapped-status, at: partner/E, says: nobody hears of it, source: a page}]
"""


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("rows: {A: 16}\n", "", 'a mapping has no "rows"'),
        ("use: x12-997", "use: x12-979", 'there is no vocabulary "x12-979"'),
        ("use: x12-997", "ues: x12-997", 'from has no key "ues"'),
        ("system: sap,", "", 'to has no "system"'),
        ("{A: 16}", "{A: 160}", 'sap has no status "160"'),
        ("{A: 16}", "{B: 16}", 'partner has no status "B"'),
        ("at: partner/E, ", "", 'a trap has "rule" and no "at"'),
        ("rule: unmapped-status, ", "", 'a trap has "at" and no "rule"'),
        ("mapping: own", "mapping: ''", "mapping is empty"),
    ],
)
def test_a_mistake_in_a_published_mapping_is_told(was: str, becomes: str, says: str) -> None:
    assert MAPPING.count(was) == 1
    reading = Reading(DEFAULT)
    tree = parse(MAPPING.replace(was, becomes).encode(), file="own.yaml")
    mapping(tree, vocabulary_files(), Shipped().vocabulary, reading)
    assert reading.mistakes[0].message == says


def test_a_published_mapping_may_say_more_than_codes() -> None:
    reading = Reading(DEFAULT)
    rows = "rows: {A: [{report: 16, while: 03}, {ignore: later}], R: 17}\notherwise: {ignore: not published}"
    tree = parse(MAPPING.replace("rows: {A: 16}", rows).encode(), file="own.yaml")
    read = mapping(tree, vocabulary_files(), Shipped().vocabulary, reading)
    assert reading.mistakes == []
    assert read is not None
    from checker.report.pasted import contract

    assert list(contract(read))[-4:] == [
        "      when:",
        '        A: [{report: 16, while: [03]}, {ignore: "later"}]',
        "        R: 17",
        '      otherwise: {ignore: "not published"}',
    ]
