"""Tests of taking one layer of escapes off, and of the way back."""

import html
import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.analysis.masking.views import Edit, joined, resolved, spliced

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
ENCODERS = {
    "percent": lambda text: "%41" + quote(text),
    "JSON": lambda text: "\\n" + json.dumps(text)[1:-1],
    "HTML": lambda text: "&#65;" + html.escape(text),
}


@pytest.mark.parametrize("name", ENCODERS)
@given(TEXTS)
def test_an_edit_of_nothing_is_none(name: str, text: str) -> None:
    outer = ENCODERS[name](text)
    view = resolved(outer)
    assert view is not None
    edit = view.back(Edit(0, len(view.inner), view.inner))
    assert spliced(outer, [edit]) == outer


@pytest.mark.parametrize("name", ENCODERS)
@given(TEXTS)
def test_what_is_changed_in_the_text_is_found_there_again(name: str, text: str) -> None:
    outer = ENCODERS[name](text)
    view = resolved(outer)
    assert view is not None
    changed = "".join("z" if c.isascii() and c.isalpha() else c for c in view.inner)
    again = resolved(spliced(outer, [view.back(Edit(0, len(view.inner), changed))]))
    assert again is not None
    assert again.inner == changed


def test_of_two_edits_that_overlap_the_earlier_list_wins() -> None:
    first, second = [Edit(2, 4, "XX")], [Edit(0, 3, "abc"), Edit(3, 6, "def")]
    assert joined(first, second) == [Edit(0, 2, "ab"), Edit(2, 4, "XX"), Edit(4, 6, "ef")]
