"""Tests of the words for differences."""

from checker.analysis.comparison import compiled, differences
from checker.analysis.wording import worded
from checker.model.boundaries import Compare, Tolerance
from checker.model.json import Json
from checker.model.paths import Member, Path, Start
from checker.model.places import Place


def words(expected: Json, received: Json) -> tuple[str, ...]:
    return worded(differences(expected, received).differences)


def test_each_kind_of_difference_has_its_sentence() -> None:
    expected = {"a": "3", "b": 1, "c": [0], "d": {"x": None}, "gone": {"k": 1}}
    received = {"a": 3, "b": 2, "c": [False], "d": [], "new": None}
    assert words(expected, received) == (
        '/a: "3" was made, 3 was received, a number for text',
        "/b: 1 was made, 2 was received",
        "/c/0: 0 was made, false was received, true or false for a number",
        '/d: {"x": null} was made, [] was received, a list for an object',
        "/new: nothing was made, null was received",
        '/gone: {"k": 1} was made, nothing was received',
    )
    assert words(None, "x") == ('the payload: null was made, "x" was received, text for null',)


def test_of_a_long_text_only_the_lines_that_differ_are_said() -> None:
    assert words({"t": "one\ntwo\nthree"}, {"t": "one\n2\nthree"}) == (
        "/t: some lines differ (- made, + received): -two; +2",
    )


def test_many_lines_are_cut() -> None:
    (said,) = words("\n".join("abcdefgh"), "\n".join("ijklmnop"))
    assert said == "the payload: some lines differ (- made, + received): -a; -b; -c; -d; -e; -f; …"


def test_what_is_large_or_comes_too_late_is_worded_without_its_lines() -> None:
    found = differences(["a\nb", 1], ["a\nc", 2]).differences
    plainly = ('/0: "a\\nb" was made, "a\\nc" was received', "/1: 1 was made, 2 was received")
    assert worded(found, nodes=1) == plainly
    assert worded(found, seconds=-1) == plainly
    assert worded(differences("a\n" * 3000, "b\n" * 3000).differences)[0].startswith("the payload: ")


def test_foreign_text_obeys_nobody() -> None:
    (said,) = words({"\x1b[31m": "a\n\x1b]0;b"}, {"\x1b[31m": "a\n::error::"})
    assert said == "/\\u001b[31m: some lines differ (- made, + received): -\\u001b]0;b; +::error::"


def test_a_tolerance_that_does_not_cover_says_why() -> None:
    here = Place(file="contract.yaml", line=1, column=1)
    path = Path(text="/id", start=Start.PAYLOAD, steps=(Member("id"),), place=here)
    row = Compare(at=path, tolerance=Tolerance.UUID, because="minted", place=here)
    found = compiled([row]).differences({"id": "x"}, {"id": "y"}).differences
    assert worded(found) == ('/id: "x" was made, "y" was received (what was received is no UUID)',)
