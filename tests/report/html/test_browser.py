"""The page in a browser, as people open it: alone, in the dark, on a phone, on paper, by keyboard, without script."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from checker.model.findings import Report
from checker.report import pieces
from checker.report.lines import escaped
from tests.downloads import missing
from tests.report.html.samples import (
    CONTRADICTION,
    DIFFERS,
    EMPTY,
    EVERYTHING,
    HOSTILE,
    KEPT,
    UNCHECKED,
    WEAKENED,
    hostile,
    many,
)
from tests.report.html.test_palette import contrast, luminance

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.needs("a browser: Debian's package chromium, driven by playwright")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
REPORTS = {
    "everything": EVERYTHING,
    "unchecked": UNCHECKED,
    "kept": KEPT,
    "empty": EMPTY,
    "hostile": hostile(),
}


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    program = shutil.which("chromium")
    if program is None:
        missing("chromium is not installed: apt-get install chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: pip install playwright")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    return {name: written(folder / f"{name}.html", report) for name, report in REPORTS.items()}


def written(path: Path, report: Report) -> Path:
    path.write_text("".join(pieces(report, "html")), "utf-8")
    return path


@contextmanager
def opened(browser: "Browser", path: Path, end: str = "", **settings: Any) -> "Iterator[Page]":
    """The page in a window of its own, which may say nothing, and ask for nothing but itself."""
    context = browser.new_context(**settings)
    page = context.new_page()
    said: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: said.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: asked.add(request.url.partition("#")[0]))
    page.goto(f"{path.as_uri()}{end}")
    yield page
    assert said == []
    assert asked == {path.as_uri()}
    context.close()


def visible(page: "Page") -> list[str]:
    """The sentences of the findings that are not filtered out."""
    found = page.locator(".finding:not([hidden]) > summary h3").all_text_contents()
    return [text.partition(" ")[2] for text in found]


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("everything", "dark"),
        ("unchecked", "light"),
        ("kept", "dark"),
        ("empty", "light"),
        ("hostile", "light"),
    ],
)
def test_a_page_fits_a_phone_and_says_nothing_on_the_console(
    browser: "Browser", files: dict[str, Path], name: str, scheme: str
) -> None:
    with opened(browser, files[name], viewport={"width": 360, "height": 700}, color_scheme=scheme) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_hostile_text_is_shown_and_does_nothing(browser: "Browser", files: dict[str, Path]) -> None:
    with opened(browser, files["hostile"]) as page:
        page.click("#unfold")
        assert visible(page) == [escaped(text) for text in HOSTILE]
        assert page.evaluate("window.harmed") is None
        names = ("script", "style", "base", "iframe", "object", "img", "link", "form", "template")
        counts = {name: page.locator(name).count() for name in names}
        assert {name: count for name, count in counts.items() if count} == {"script": 1, "style": 1}
        body = page.evaluate("[...document.body.children].map((one) => one.localName)")
        assert body == ["a", "header", "main", "footer", "script"]


def test_the_page_is_whole_without_script(browser: "Browser", files: dict[str, Path]) -> None:
    with opened(browser, files["everything"], java_script_enabled=False) as page:
        assert not page.locator("#filters").is_visible()
        finding = page.locator(".finding[data-level=error]")
        assert not finding.locator(".frames").is_visible()
        finding.locator("summary").first.click()
        assert finding.locator(".frames").is_visible()
        assert finding.locator("svg.sequence").is_visible()
        assert finding.locator(".fix").text_content() == 'Report "GX" here.'


@pytest.mark.parametrize("with_script", [True, False])
def test_an_address_that_ends_in_a_fingerprint_opens_the_finding(
    browser: "Browser", files: dict[str, Path], with_script: bool
) -> None:
    end = f"#{DIFFERS.fingerprint}"
    with opened(browser, files["everything"], end, java_script_enabled=with_script) as page:
        page.locator(".finding[data-level=warning] .sides").wait_for(state="visible")
        assert not page.locator(".finding[data-level=error] .frames").is_visible()


def test_a_mark_in_the_picture_leads_to_its_finding(browser: "Browser", files: dict[str, Path]) -> None:
    with opened(browser, files["everything"]) as page:
        page.uncheck("input[value=error]")
        page.locator(".scroll.wide a", has_text="1 error").first.click()
        page.locator(".finding[data-level=error] .frames").wait_for(state="visible")
        assert page.evaluate("document.activeElement.closest('.finding').dataset.rule") == "contradiction"


def test_findings_are_narrowed_and_the_address_keeps_how(browser: "Browser", files: dict[str, Path]) -> None:
    error, warning = CONTRADICTION.message, DIFFERS.message
    notes = [WEAKENED.message, "the same again"]
    with opened(browser, files["everything"]) as page:
        assert visible(page) == [error, warning, *notes]
        page.uncheck("input[value=note]")
        assert (visible(page), page.inner_text("#shown")) == ([error, warning], "2 of 4")
        page.select_option("#filter-at", "erp-to-wms")
        assert visible(page) == [error]
        page.select_option("#filter-rule", "meaning-weakened")
        assert (visible(page), page.inner_text("#shown")) == ([], "0 of 4")
        assert page.evaluate("location.hash") == "#level=error.warning&rule=meaning-weakened&at=erp-to-wms"
        page.reload()
        assert (visible(page), page.input_value("#filter-at")) == ([], "erp-to-wms")
        page.click("#reset")
        assert (visible(page), page.inner_text("#shown")) == ([error, warning, *notes], "All 4")
        page.fill("#filter-text", "LESS posted")
        page.wait_for_url("**/*#text=LESS+posted")
        assert visible(page) == [WEAKENED.message]


def test_everything_can_be_reached_and_used_by_keyboard(browser: "Browser", files: dict[str, Path]) -> None:
    focused = "document.activeElement.name || document.activeElement.id || document.activeElement.localName"
    controls = ["level", "level", "level", "rule", "at", "text", "reset", "unfold", "fold"]
    with opened(browser, files["everything"]) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert page.evaluate(focused) == "findings"
        reached = []
        for _ in [*controls, "summary", "summary"]:
            page.keyboard.press("Tab")
            reached.append(page.evaluate(focused))
        assert reached == [*controls, "summary", "summary"]
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.locator(".finding[data-level=warning] .sides").wait_for(state="visible")


def test_paper_has_everything_unfolded_and_no_filters(browser: "Browser", files: dict[str, Path]) -> None:
    folded = "[...document.querySelectorAll('.body, .steps, .missing, .known li')]"
    with opened(browser, files["everything"]) as page:
        page.emulate_media(media="print")
        assert not page.locator("#filters").is_visible()
        assert not page.locator("nav").is_visible()
        assert page.evaluate(f"{folded}.length") > 10
        assert page.evaluate(f"{folded}.filter((one) => !one.getBoundingClientRect().height).length") == 0


def test_in_the_dark_the_page_is_dark_and_can_be_read(browser: "Browser", files: dict[str, Path]) -> None:
    colours = (
        "[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor]"
    )
    with opened(browser, files["everything"], color_scheme="dark") as page:
        ink, paper = map(hexadecimal, page.evaluate(colours))
        assert luminance(paper) < 0.02
        assert contrast(ink, paper) > 10


def test_no_text_of_a_picture_leaves_its_box(browser: "Browser", files: dict[str, Path]) -> None:
    outside = """
        [...document.querySelectorAll('svg.flow .system, svg.sequence g')].flatMap((group) => {
            const box = group.querySelector('rect').getBoundingClientRect();
            return [...group.querySelectorAll('.name, .title, .label, .aside, .mark, .shows')].filter((text) => {
                const own = text.getBoundingClientRect();
                return own.left < box.left || own.right > box.right || own.bottom > box.bottom;
            }).map((text) => text.textContent);
        })
    """
    with opened(browser, files["everything"]) as page:
        page.click("#unfold")
        assert page.locator("svg.sequence .shows").count() == 3
        assert page.evaluate(outside) == []


def test_five_thousand_findings_open_as_fast_as_five_thousand_bare_lines(
    browser: "Browser", tmp_path: Path
) -> None:
    """In processor time, against a page with as many folded texts of that length and nothing else."""
    whole = written(tmp_path / "whole.html", many(5_000))
    bare = tmp_path / "bare.html"
    line = "<details><summary>some words that say what is wrong</summary><pre>{}</pre></details>\n"
    bare.write_text("<!DOCTYPE html><meta charset=utf-8><title>x</title>" + line.format("x" * 1_000) * 5_000)
    assert seconds(browser, whole) / seconds(browser, bare) < 1.5


def seconds(browser: "Browser", path: Path) -> float:
    """Of processor time that a page takes until it is there."""
    with opened(browser, path) as page:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in metrics if one["name"] == "ProcessTime"))


def hexadecimal(colour: str) -> str:
    """`rgb(1, 2, 3)` as `#010203`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])
