"""Which entries of `changes` count against a baseline."""

import pytest

from checker.analysis.drift.accepting import is_newer


@pytest.mark.parametrize(
    ("version", "than"),
    [
        ("2.0.0", "1.9.9"),
        ("1.10.0", "1.9.0"),
        ("1.0.1", "1.0"),
        ("2", "1.9"),
        ("1.0.0", "1.0.0-rc1"),
        ("1.0.0-rc2", "1.0.0-rc1"),
        ("2.0.0-beta", "2.0.0-alpha"),
        ("2.0.0-beta.1", "2.0.0-alpha.2"),
        ("2.0.0-rc.10", "2.0.0-rc.2"),
        ("1" + "0" * 5_000, "9" * 5_000),
        ("v2.0.0", "v1.0.0"),
        ("2026-03-01", "2026-02-28"),
    ],
)
def test_a_version_is_newer_by_its_numbers(version: str, than: str) -> None:
    assert is_newer(version, than)
    assert not is_newer(than, version)


@pytest.mark.parametrize(("one", "other"), [("1.0.0", "1.0.0"), ("1.0", "1.0.0"), ("1.0.0+a", "1.0.0+b")])
def test_neither_of_two_versions_that_are_the_same_is_newer(one: str, other: str) -> None:
    assert not is_newer(one, other)
    assert not is_newer(other, one)
