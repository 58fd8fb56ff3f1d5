"""The colours of the page: what is read can be read, by day and by night (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

import checker.report.html

STYLE = (Path(checker.report.html.__file__).parent / "style.css").read_text("utf-8")
BY_DAY, _, BY_NIGHT = STYLE.partition("@media (prefers-color-scheme: dark)")
PALETTES = {
    "light": dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", BY_DAY)),
    "dark": dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", BY_NIGHT)),
}
BACKGROUNDS = ("page", "surface", "sunk")
TEXTS = {
    "ink": (*BACKGROUNDS, "error-soft", "warning-soft", "note-soft"),
    "quiet": (*BACKGROUNDS, "error-soft", "warning-soft", "note-soft"),
    "link": BACKGROUNDS,
    "error": (*BACKGROUNDS, "error-soft"),
    "warning": (*BACKGROUNDS, "warning-soft"),
    "note": (*BACKGROUNDS, "note-soft"),
    "good": BACKGROUNDS,
}
LINES = ("strong-rule", "focus", "error", "warning", "note", "good")  # borders, arrows, bars


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_text_stands_out_from_what_is_behind_it(name: str) -> None:
    palette = PALETTES[name]
    weak = {
        (text, behind): round(contrast(palette[text], palette[behind]), 2)
        for text, every in TEXTS.items()
        for behind in every
        if contrast(palette[text], palette[behind]) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("name", PALETTES)
def test_lines_that_mean_something_stand_out(name: str) -> None:
    palette = PALETTES[name]
    assert {
        line
        for line in LINES
        for behind in ("page", "surface")
        if contrast(palette[line], palette[behind]) < 3
    } == set()


def test_both_palettes_have_the_same_colours_and_nothing_else_has_any() -> None:
    assert set(PALETTES["light"]) == set(PALETTES["dark"])
    rest = re.sub(r"--[\w-]+: #[0-9a-f]{6}", "", STYLE)
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", rest) == []
