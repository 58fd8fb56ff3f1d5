"""What build hosts are told when nothing could be checked, and of the shipped example."""

from collections.abc import Callable

import pytest

from tests.conftest import Ran

each_form = pytest.mark.parametrize(
    ("form", "error", "kept"),
    [
        ("junit", 'message="nowhere is not there" type="not-checked"', 'name="run to its end"'),
        ("github", "::error title=not checked%3A input::nowhere is not there%0A", "Kept: no findings"),
        ("markdown", "### ⚠ nowhere is not there\n", "# ✓ Kept: no findings"),
    ],
)


@each_form
def test_what_keeps_a_check_from_being_made_is_told_in_the_format_that_was_asked_for(
    seamproof: Callable[..., Ran], form: str, error: str, kept: str
) -> None:
    ran = seamproof("check", "nowhere", "--output-format", form)
    assert (ran.code, ran.err) == (2, "")
    assert error in ran.out


@each_form
def test_the_example_can_be_had_in_each_format(
    seamproof: Callable[..., Ran], form: str, error: str, kept: str
) -> None:
    ran = seamproof("demo", "--output-format", form)
    assert (ran.code, ran.err) == (0, "")
    assert kept in ran.out
