"""The formats as a whole: their names, and which of them a file is."""

from pathlib import Path

import pytest

from checker.load.captures import FORMATS, form_of
from checker.load.captures.sources import Source
from checker.model.capture_formats import FORMAT_NAMES

FILES = sorted((Path(__file__).parent / "files").iterdir())


def test_contracts_know_every_format_and_no_other() -> None:
    assert sorted(FORMAT_NAMES) == sorted(form.name for form in FORMATS)


def test_every_format_says_what_where_can_look_at() -> None:
    for form in FORMATS:
        assert form.fields or form.name == "json", form.name
        assert all(form.fields.values()), form.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_of_our_files_is_of_one_format_only(file: Path) -> None:
    source = Source(str(file))
    found = [form.name for form in FORMATS if form.name != "json" and form.looks(source)]
    assert len(found) <= 1
    assert form_of(source) is not None
