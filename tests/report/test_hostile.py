"""No report does what a payload says: whatever stands in it is text there, and the report is still one."""

import unicodedata

import pytest

from checker.report import FORMATS, rendered
from checker.report.lines import escaped
from tests.report.hostile import HOSTILE, slots, with_text
from tests.report.readers import READERS, read

WIDE = 10_000_000  # nothing is wrapped, so that everything can be found again
LONG = "a megabyte"
# What has most to do with where it stands: the rest would say nothing new.
SHARP = "a\n::error::<script>`x`|</script>\x1b[31m]]>\"'](http://evil.example)@a\ud800"


pytestmark = [pytest.mark.needs("the official schemas"), pytest.mark.exhaustive]


def test_there_are_forty_and_a_reader_for_each_format() -> None:
    assert len(HOSTILE) >= 40
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != LONG])
@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_text_is_text_wherever_it_stands(form: str, name: str) -> None:
    """In every field at once; the shape is that of a harmless text as long, and the text is there."""
    text = HOSTILE[name]

    seen = read(form, rendered(with_text(text), form, width=WIDE))

    if seen.shape:
        assert seen.shape == read(form, rendered(with_text(_harmless(text)), form, width=WIDE)).shape
    assert _is_found(text, seen.texts)


@pytest.mark.parametrize("form", FORMATS)
def test_a_hostile_text_is_text_in_each_field_alone(form: str) -> None:
    for slot in slots():
        seen = read(form, rendered(with_text(SHARP, only=slot), form))
        if seen.shape:
            harmless = read(form, rendered(with_text(_harmless(SHARP), only=slot), form))
            assert seen.shape == harmless.shape, slot


@pytest.mark.parametrize("slot", ["Finding.message", "Report.sources"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_megabyte_of_text_is_borne(form: str, slot: str) -> None:
    read(form, rendered(with_text(HOSTILE[LONG], only=slot), form))


def _harmless(text: str) -> str:
    """A text that takes as much room once it is escaped, with its blanks and lines at the same places."""
    return "\n".join("".join(map(_mask, escaped(line))) for line in text.split("\n"))


def _mask(character: str) -> str:
    if character.isspace() or unicodedata.combining(character):
        return character
    return "注" if unicodedata.east_asian_width(character) in "WF" else "x"


def _is_found(text: str, texts: tuple[str, ...]) -> bool:
    """As it is or escaped; blanks may be joined, and what the format has no room for may be at its end."""
    shown = _joined(" ".join(texts))
    return any(_joined(way) in shown for way in (text, escaped(text), escaped(text)[:40]))


def _joined(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())
